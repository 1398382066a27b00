/** German notation of dates and times. */
const DAY = new Intl.DateTimeFormat("de-DE", { dateStyle: "long", timeZone: "Europe/Berlin" });
const MOMENT = new Intl.DateTimeFormat("de-DE", { dateStyle: "full", timeStyle: "short", timeZone: "Europe/Berlin" });
const MONTH = new Intl.DateTimeFormat("de-DE", { month: "long", year: "numeric", timeZone: "Europe/Berlin" });

export const day = (text: string): string => DAY.format(new Date(text));
export const moment = (text: string): string => MOMENT.format(new Date(text));
export const month = (text: string): string => MONTH.format(new Date(text));
