/** The frame of every page: the town's name, menus and contact. */
import type { Link } from "engagierte-stadt-client";
import { dataOf, LOCALE, town } from "./api.js";
import { html, type Html } from "./html.js";
import { here, link } from "./links.js";

export interface View {
  title: string;
  description?: string;
  lang?: string;
  breadcrumbs?: Link[];
  content: Html;
  status?: number;
}

export async function layout(view: View, path: string): Promise<string> {
  const query = { locale: LOCALE } as const;
  const [site, menus] = await Promise.all([
    town.GET("/api/v1/site/", { params: { query } }).then(dataOf),
    town.GET("/api/v1/navigation/", { params: { query } }).then(dataOf),
  ]);
  const menu = (links: Link[]) =>
    html`<ul>${links.map((each) => html`<li><a href="${here(each.url)}"${here(each.url) === path && html` aria-current="page"`}${each.language && html` lang="${each.language}"`}>${each.title}</a></li>`)}</ul>`;
  return html`<!doctype html>
<html lang="${view.lang ?? LOCALE}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${view.title} – ${site.claim} ${site.name}</title>
${view.description && html`<meta name="description" content="${view.description}">`}
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
<link rel="stylesheet" href="/town.css">
</head>
<body>
<a class="skip" href="#main">Zum Inhalt</a>
<header class="header"><div class="wrap">
<a class="brand" href="/">${site.name}<span>${site.claim}</span></a>
<nav aria-label="Hauptmenü">${menu(menus.main)}</nav>
</div></header>
<main id="main" tabindex="-1"><div class="wrap">
${view.breadcrumbs?.length ? html`<nav class="crumbs" aria-label="Brotkrumen"><ol>${view.breadcrumbs.map((crumb) => html`<li>${link(crumb)}</li>`)}</ol></nav>` : null}
${view.content}
</div></main>
<footer class="footer"><div class="wrap">
<address><strong>${site.contact.organisation}</strong><br>${site.contact.street && html`${site.contact.street}<br>`}${site.contact.postcode} ${site.contact.city}<br><a href="mailto:${site.contact.email}">${site.contact.email}</a></address>
${menus.footer.map((column) => html`<nav aria-label="${column.title}"><h2>${column.title}</h2>${menu(column.links)}</nav>`)}
</div></footer>
</body>
</html>`.text;
}

/** The town's accent colour. */
export async function townStyle(): Promise<string> {
  const site = dataOf(await town.GET("/api/v1/site/", { params: { query: { locale: LOCALE } } }));
  return `:root { --accent: ${/^#[0-9a-f]{6}$/i.test(site.accent_colour) ? site.accent_colour : "#0a5663"}; }\n`;
}
