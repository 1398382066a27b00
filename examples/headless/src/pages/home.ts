import type { HomePage } from "engagierte-stadt-client";
import { blocks, facts, teasers } from "../blocks.js";
import { html, type Html } from "../html.js";
import { button, link, picture } from "../links.js";
import { richText } from "../richtext.js";
import { day, moment } from "../words.js";

export function home(page: HomePage, directory: string | undefined): Html {
  return html`
<section class="hero"><div>
<h1>${page.hero.title_parts.map((part) => (part.is_emphasised ? html`<mark>${part.text}</mark>` : part.text))}</h1>
<p class="lead">${page.hero.lead}</p>
<p class="cluster">${page.hero.buttons.map(button)}</p>
</div>${picture(page.hero.image, "(min-width: 60rem) 30rem, 100vw")}</section>
${directory && html`<search><form class="finder card" action="${directory}"><label for="q">${page.finder.title}</label><div class="cluster"><input id="q" name="q" type="search" placeholder="${page.finder.placeholder}"><button>Suchen</button></div></form></search>`}
${page.idea && html`<section><p class="kicker">${page.idea.kicker}</p><h2>${page.idea.title}</h2>${richText(page.idea.text)}${page.idea.link && html`<p>${link(page.idea.link)}</p>`}</section>`}
${page.numbers.facts.length > 0 && html`<section><h2>${page.numbers.title}</h2>${facts(page.numbers.facts)}</section>`}
${page.news.items.length > 0 && html`<section><h2>${page.news.title}</h2>${teasers(page.news.items.map((item) => ({ ...item, above: day(item.date) })))}</section>`}
${page.events.items.length > 0 && html`<section><h2>${page.events.title}</h2>${teasers(page.events.items.map((item) => ({ ...item, above: moment(item.starts_at), text: item.place })))}</section>`}
${page.openings.items.length > 0 && html`<section><h2>${page.openings.title}</h2>${teasers(page.openings.items.map((item) => ({ title: item.title, url: item.url, text: item.task, above: item.organisation })))}</section>`}
${blocks(page.body)}`;
}
