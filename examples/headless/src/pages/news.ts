import type { EventPage, NewsPage } from "engagierte-stadt-client";
import { dataOf, LOCALE, town } from "../api.js";
import { blocks, teasers } from "../blocks.js";
import { html, type Html } from "../html.js";
import { picture } from "../links.js";
import { day } from "../words.js";

export async function newsList(title: string, summary: string): Promise<Html> {
  const { items } = dataOf(await town.GET("/api/v1/news/", { params: { query: { locale: LOCALE, limit: 20 } } }));
  return html`<h1>${title}</h1><p class="lead">${summary}</p>${teasers(items.map((item) => ({ title: item.title, url: item.url, text: item.summary, above: day(item.date) })), 2)}`;
}

export function news(page: NewsPage): Html {
  return html`<article class="text"><p class="kicker">${day(page.date)}</p><h1>${page.title}</h1><p class="lead">${page.summary}</p>${picture(page.picture)}${blocks(page.body)}</article>`;
}

export function event(page: EventPage): Html {
  const place = [page.place_name, page.street, `${page.postcode} ${page.city}`.trim()].filter(Boolean).join(", ");
  return html`<article class="text"><p class="kicker">${page.occurrence.words}</p><h1>${page.title}</h1><p class="lead">${page.summary}</p><p>${place}</p>${picture(page.picture)}${blocks(page.body)}<p><a href="${page.calendar_url}">In den Kalender</a></p></article>`;
}
