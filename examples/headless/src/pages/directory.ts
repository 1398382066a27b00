/** The directory: search with faceted filters, and the page of an entry. */
import type { FacetValue, Organisation } from "engagierte-stadt-client";
import { dataOf, LOCALE, town } from "../api.js";
import { html, type Html } from "../html.js";
import { here, picture } from "../links.js";
import { moment } from "../words.js";

const DAYS: Record<string, string> = { MO: "Montag", TU: "Dienstag", WE: "Mittwoch", TH: "Donnerstag", FR: "Freitag", SA: "Samstag", SU: "Sonntag" };
type Day = "mo" | "tu" | "we" | "th" | "fr" | "sa" | "su";

export async function directory(title: string, summary: string, path: string, asked: URLSearchParams): Promise<Html> {
  const q = asked.get("q") ?? "";
  const cursor = asked.get("cursor");
  const flags = asked.getAll("flags");
  const found = await town.GET("/api/v1/organisations/", {
    params: {
      query: {
        locale: LOCALE,
        q,
        category: asked.getAll("category"),
        district: asked.getAll("district"),
        weekday: asked.getAll("weekday") as Day[],
        free: flags.includes("free"),
        step_free: flags.includes("step_free"),
        seeks_help: flags.includes("seeks_help"),
        limit: 10,
        ...(cursor && { cursor }),
      },
    },
  });
  const { items, count, next, guess, facets } = dataOf(found);
  return html`<h1>${title}</h1><p class="lead">${summary}</p>
<div class="results">
<search><form action="${path}" class="filters">
<label for="q">Wonach suchen Sie?</label><div class="cluster"><input id="q" type="search" name="q" value="${q}"></div>
${boxes("category", "Thema", facets.category, asked)}
${boxes("district", "Stadtteil", facets.district, asked)}
${boxes("weekday", "Wochentag", facets.weekday, asked)}
${boxes("flags", "Außerdem", facets.flags, asked)}
<button>Suchen</button>
</form></search>
<section aria-labelledby="count">
<h2 id="count">${count === 1 ? "1 Eintrag" : `${count} Einträge`}</h2>
${guess && html`<p class="card">Gezeigt wird, was zu „${guess}“ passt.</p>`}
<ul class="rows">${items.map(row)}</ul>
${next && html`<p><a class="button" href="${onward(path, asked, next)}">Weitere Einträge</a></p>`}
</section></div>`;
}

function boxes(name: string, legend: string, values: FacetValue[], asked: URLSearchParams): Html | null {
  if (values.length === 0) return null;
  const chosen = asked.getAll(name);
  const shown = values.filter((value) => value.parent === null || chosen.includes(value.value));
  return html`<fieldset><legend>${legend}</legend>${shown.map((value) => html`<label class="box"><input type="checkbox" name="${name}" value="${value.value}"${chosen.includes(value.value) && html` checked`}>${DAYS[value.label] ?? value.label} <span class="muted">(${value.count})</span></label>`)}</fieldset>`;
}

function row(entry: Organisation): Html {
  const badges = [entry.offers.some((offer) => offer.cost === "free") && "kostenlos", entry.openings.length > 0 && "sucht Mithilfe"];
  return html`<li><h3><a href="${here(entry.url)}">${entry.name}</a></h3><p>${entry.summary}</p><p class="cluster">${entry.main_category && html`<span class="badge">${entry.main_category.name}</span>`}${badges.filter((badge) => badge !== false).map((badge) => html`<span class="badge">${badge}</span>`)}</p></li>`;
}

/** The address of the next page: this one's with the API's cursor. */
function onward(path: string, asked: URLSearchParams, next: string): string {
  const query = new URLSearchParams(asked);
  query.set("cursor", new URL(next).searchParams.get("cursor") ?? "");
  return `${path}?${query}`;
}

export async function organisation(publicId: string): Promise<Html> {
  const path = { public_id: publicId };
  const entry = dataOf(await town.GET("/api/v1/organisations/{public_id}", { params: { path, query: { locale: LOCALE } } }));
  return html`<article class="text"><h1>${entry.name}</h1><p class="lead">${entry.summary}</p>
${picture(entry.logo, "15rem")}
${entry.description.split(/\n+/).map((paragraph) => html`<p>${paragraph}</p>`)}
${entry.offers.length > 0 && html`<h2>Angebote</h2><ul class="rows">${entry.offers.map((offer) => html`<li><h3>${offer.name}</h3><p>${offer.description}</p><p><strong>${offer.times}</strong>${offer.next_dates[0] && html`<br>Nächster Termin: ${moment(offer.next_dates[0])}`}</p></li>`)}</ul>`}
${entry.openings.length > 0 && html`<h2>Mithilfe gesucht</h2><ul class="rows">${entry.openings.map((opening) => html`<li><h3>${opening.title}</h3><p>${opening.task}</p></li>`)}</ul>`}
<h2>Kontakt</h2><ul class="rows">${entry.contacts.map((contact) => html`<li>${[contact.role, contact.name, contact.phone, contact.email].filter(Boolean).join(" · ")}</li>`)}${entry.website && html`<li><a href="${entry.website}">${entry.website}</a></li>`}</ul>
</article>`;
}
