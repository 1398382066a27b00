/** Safe HTML: the template literal escapes every value that is not Html itself. */
export class Html {
  constructor(readonly text: string) {}
}

type Value = Html | string | number | null | undefined | false | Value[];

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(strings.map((text, place) => text + (place < values.length ? shown(values[place]) : "")).join(""));
}

/** For HTML that the API has sanitised. */
export function clean(text: string): Html {
  return new Html(text);
}

function shown(value: Value): string {
  if (Array.isArray(value)) return value.map(shown).join("");
  if (value instanceof Html) return value.text;
  if (value === null || value === undefined || value === false) return "";
  return String(value).replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}
