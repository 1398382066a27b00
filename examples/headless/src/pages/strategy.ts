/** Standard pages and pages of the strategy. */
import type { FieldOfActionPage, FieldsOfActionPage, MilestoneItem, PartnersPage, StandardPage, StrategyPage } from "engagierte-stadt-client";
import { blocks, teasers } from "../blocks.js";
import { html, type Html } from "../html.js";
import { button, here, link, picture } from "../links.js";
import { richText } from "../richtext.js";
import { month } from "../words.js";

type ReadingPage = StandardPage | StrategyPage | FieldOfActionPage | FieldsOfActionPage | PartnersPage;

export function reading(page: ReadingPage): Html {
  return html`<article class="reading"><div>
<h1>${page.title}</h1>
<p class="lead">${page.summary}</p>
${picture(page.picture)}
${blocks(page.body)}
${more(page)}
${page.next_step && html`<p class="card">Weiter: ${link(page.next_step)}<br><span class="muted">${page.next_step.text}</span></p>`}
</div>
${page.section && html`<aside><nav aria-label="${page.section.title}"><strong>${page.section.title}</strong><ul>${page.section.pages.map((each) => html`<li><a href="${here(each.url)}"${each.current && html` aria-current="page"`}>${each.title}</a></li>`)}</ul></nav></aside>`}
</article>`;
}

function more(page: ReadingPage): Html | null {
  switch (page.type) {
    case "field_of_action":
      return html`${page.measures.map((measure) => html`<section class="card" id="${measure.anchor}"><h2>${measure.title} <span class="badge">${measure.status_label}</span></h2>${richText(measure.description)}<p class="muted">${[measure.period, measure.responsible].filter(Boolean).join(" · ")}</p></section>`)}${milestones(page.milestones)}`;
    case "fields_of_action":
      return html`<h2>Handlungsfelder</h2>${teasers(page.fields_of_action)}${milestones(page.milestones)}`;
    case "partners":
      return html`${page.groups.map((group) => html`<section><h2>${group.title}</h2><p>${group.intro}</p><ul class="rows">${group.partners.map((partner) => html`<li><strong>${partner.url ? link({ title: partner.name, url: partner.url }) : partner.name}</strong><p>${partner.text}</p></li>`)}</ul></section>`)}`;
    case "strategy":
      return page.contact_url ? html`<p>${button({ title: "Mitmachen", url: page.contact_url })}</p>` : null;
    case "standard":
      return null;
  }
}

function milestones(items: MilestoneItem[]): Html | null {
  if (items.length === 0) return null;
  return html`<h2>Meilensteine</h2><ol class="timeline">${items.map((item) => html`<li><span class="kicker">${month(item.date)}${item.done && " · erreicht"}</span><h3>${item.title}</h3>${richText(item.text)}</li>`)}</ol>`;
}
