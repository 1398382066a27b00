/** Each kind of block as HTML. A kind that the contract gains and nobody handles here does not compile. */
import { neverReached, type ContentItem, type Fact, type File, type TableCell, type TableItem, type Teaser } from "engagierte-stadt-client";
import { html, type Html } from "./html.js";
import { button, here, link, picture } from "./links.js";
import { richText } from "./richtext.js";

export function blocks(body: ContentItem[]): Html {
  return html`${body.map(block)}`;
}

function block(item: ContentItem): Html {
  switch (item.type) {
    case "richtext":
      return richText(item);
    case "heading":
      return item.level === "h2" ? html`<h2 id="${item.anchor}">${item.text}</h2>` : html`<h3 id="${item.anchor}">${item.text}</h3>`;
    case "picture":
      return html`${picture(item.image)}${item.caption && html`<p class="caption">${item.caption}</p>`}`;
    case "gallery":
      return html`${titled(item.title)}<ul class="grid">${item.pictures.map((each) => html`<li>${picture(each.image, "20rem")}${each.caption}</li>`)}</ul>`;
    case "video":
      return html`${titled(item.title)}<p>${file(item.video)}</p><details><summary>Text des Films</summary>${richText(item.transcript)}</details>`;
    case "quote":
      return html`<blockquote><p>${item.text}</p><footer>${[item.person, item.role].filter(Boolean).join(", ")}</footer></blockquote>`;
    case "facts":
      return html`${titled(item.title)}${facts(item.facts)}`;
    case "numbered_list": {
      const points = item.items.map((point) => html`<li><strong>${point.title}</strong>${richText(point.text)}</li>`);
      return html`${titled(item.title)}${richText(item.intro)}${item.style === "numbers" ? html`<ol>${points}</ol>` : html`<ul>${points}</ul>`}`;
    }
    case "timeline":
      return html`${titled(item.title)}<ol class="timeline">${item.steps.map((step) => html`<li><span class="kicker">${step.label}</span><h3>${step.title}</h3>${richText(step.text)}</li>`)}</ol>`;
    case "accordion":
      return html`${titled(item.title)}${item.items.map((each) => html`<details><summary>${each.question}</summary>${richText(each.answer)}</details>`)}`;
    case "table":
      return table(item);
    case "columns":
      return html`<div class="columns"><div>${item.left.map(block)}</div><div>${item.right.map(block)}</div></div>`;
    case "call_to_action":
      return html`<section class="card"><h2>${item.title}</h2><p>${item.text}</p><p>${button(item.link)}</p></section>`;
    case "document":
      return html`<section class="card"><h2>${item.title}</h2><p>${item.text}</p><p>${file(item.document)}</p></section>`;
    case "partners":
      return html`${titled(item.title)}<ul class="rows">${item.partners.map((partner) => html`<li>${partner.url ? link({ title: partner.name, url: partner.url }) : partner.name}<br><span class="muted">${partner.role}</span></li>`)}</ul>`;
    case "page_teasers":
      return html`${titled(item.title)}<p>${item.intro}</p>${teasers(item.pages)}`;
    case "form_teasers":
      return html`${titled(item.title)}<p>${item.text}</p><p class="cluster">${item.contact_url && button({ title: "Kontakt aufnehmen", url: item.contact_url })}${item.registration_url && button({ title: "Verein eintragen", url: item.registration_url })}</p>`;
    default:
      return neverReached(item);
  }
}

export function teasers(pages: (Pick<Teaser, "title" | "url" | "text"> & { above?: string })[], level: 2 | 3 = 3): Html {
  const title = (page: { title: string; url: string }) => (level === 2 ? html`<h2 class="h3">${link(page)}</h2>` : html`<h3>${link(page)}</h3>`);
  return html`<ul class="rows">${pages.map((page) => html`<li>${page.above && html`<span class="kicker">${page.above}</span>`}${title(page)}<p>${page.text}</p></li>`)}</ul>`;
}

export function facts(facts: Pick<Fact, "number" | "label" | "note">[]): Html {
  return html`<dl class="facts">${facts.map((fact) => html`<div><dt>${fact.label}</dt><dd>${fact.number}</dd>${fact.note && html`<dd class="muted">${fact.note}</dd>`}</div>`)}</dl>`;
}

export function file(file: File): Html {
  return html`<a href="${here(file.url)}">${file.title}</a> <span class="muted">(${file.description})</span>`;
}

function titled(title: string): Html | null {
  return title ? html`<h2>${title}</h2>` : null;
}

function table(item: TableItem): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${item.caption || "Tabelle"}"><table><caption>${item.caption}</caption><thead><tr>${item.columns.map((column) => html`<th scope="col">${column.heading}</th>`)}</tr></thead><tbody>${item.rows.map((row) => html`<tr>${row.map((each) => html`<td>${cell(each)}</td>`)}</tr>`)}</tbody></table></div>`;
}

function cell(cell: TableCell): Html {
  switch (cell.type) {
    case "text":
    case "number":
      return html`${cell.value}`;
    case "rich_text":
      return richText(cell);
    default:
      return neverReached(cell);
  }
}
