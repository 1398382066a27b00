/** Routing: the API resolves the address, and each page type has its own function. */
import { neverReached, type Page } from "engagierte-stadt-client";
import { dataOf, Failure, LOCALE, town } from "./api.js";
import { blocks } from "./blocks.js";
import { html } from "./html.js";
import { here } from "./links.js";
import type { View } from "./layout.js";
import { directory, organisation } from "./pages/directory.js";
import { form, original, receipt, send } from "./pages/form.js";
import { home } from "./pages/home.js";
import { event, news, newsList } from "./pages/news.js";
import { reading } from "./pages/strategy.js";

export class Moved extends Error {
  constructor(readonly url: string, readonly status: 301 | 302) {
    super(url);
  }
}

export async function show(address: URL, sent?: URLSearchParams): Promise<View> {
  const path = decodeURI(address.pathname);
  const page = dataOf(await town.GET("/api/v1/pages/by-path", { params: { query: { path, locale: LOCALE } } }));
  if (page.type === "redirect") throw new Moved(page.path ?? page.url, page.is_permanent ? 301 : 302);
  return {
    title: page.seo.title,
    description: page.seo.description,
    lang: page.locale === "de-simple" ? "de" : page.locale,
    breadcrumbs: page.breadcrumbs,
    content: await content(page, address.searchParams, sent),
  };
}

async function content(page: Page, asked: URLSearchParams, sent?: URLSearchParams) {
  switch (page.type) {
    case "home": {
      const site = dataOf(await town.GET("/api/v1/site/", { params: { query: { locale: LOCALE } } }));
      return home(page, site.pages["directory"] && here(site.pages["directory"]));
    }
    case "standard":
    case "strategy":
    case "fields_of_action":
    case "field_of_action":
    case "partners":
      return reading(page);
    case "news":
      return news(page);
    case "news_index":
      return newsList(page.title, page.summary);
    case "event":
      return event(page);
    case "directory":
      return directory(page.title, page.summary, page.path, asked);
    case "organisation":
      return organisation(page.public_id);
    case "contact":
    case "registration":
    case "signup":
    case "enquiry":
      return formPage(page, sent);
    case "event_index":
    case "openings":
      return html`<h1>${page.title}</h1><p class="lead">${page.summary}</p><p><a class="button" href="${page.url}">Auf der Website der Stadt ansehen</a></p>`;
    default:
      return neverReached(page);
  }
}

async function formPage(page: Extract<Page, { type: "contact" | "registration" | "signup" | "enquiry" }>, sent?: URLSearchParams) {
  const slug = new URL(page.form_url).pathname.split("/").pop() ?? "";
  const outcome = sent && (await send(slug, sent));
  if (outcome && "reference" in outcome) return receipt(outcome);
  return html`<article class="text"><h1>${page.title}</h1><p class="lead">${page.summary}</p>${blocks(page.body)}${await form(slug, sent, outcome)}</article>`;
}

/** The page for missing pages and for an unreachable API. */
export function failed(error: unknown, path: string): View {
  const status = error instanceof Failure ? error.status : 502;
  const title = status === 404 ? "Diese Seite gibt es hier nicht" : "Das hat nicht geklappt";
  return {
    title,
    status,
    content: html`<h1>${title}</h1><p class="lead">${status === 404 ? "Vielleicht zeigt sie die Website der Stadt." : "Bitte versuchen Sie es später noch einmal."}</p><p><a class="button" href="${original(path)}">Zur Website der Stadt</a></p>`,
  };
}
