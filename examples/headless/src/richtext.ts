/** Renders rich text from its nodes, so that links lead to pages of this front end. */
import { neverReached, type RichText, type RichTextInline, type RichTextList, type RichTextNode } from "engagierte-stadt-client";
import { html, type Html } from "./html.js";
import { here } from "./links.js";

export function richText(text: Pick<RichText, "nodes">): Html {
  return html`${text.nodes.map(node)}`;
}

function node(node: RichTextNode): Html {
  switch (node.type) {
    case "paragraph":
      return html`<p>${node.children.map(inline)}</p>`;
    case "heading":
      return node.level === 2 ? html`<h2>${node.children.map(inline)}</h2>` : html`<h3>${node.children.map(inline)}</h3>`;
    case "list":
      return list(node);
    case "rule":
      return html`<hr>`;
    default:
      return neverReached(node);
  }
}

function list(list: RichTextList): Html {
  const items = list.items.map((item) => html`<li>${item.children.map(inline)}${item.lists.map((below) => node(below))}</li>`);
  return list.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
}

function inline(part: RichTextInline): Html {
  switch (part.type) {
    case "text":
      return part.marks.reduce<Html>(
        (text, mark) => (mark === "bold" ? html`<strong>${text}</strong>` : html`<em>${text}</em>`),
        html`${part.text}`,
      );
    case "line_break":
      return html`<br>`;
    case "link":
      return html`<a href="${here(part.url)}">${part.children.map(inline)}</a>`;
    default:
      return neverReached(part);
  }
}
