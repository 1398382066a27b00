/** The API returns addresses of the town's site; links to its pages are rewritten to this front end. */
import { API_URL } from "./api.js";
import { html, type Html } from "./html.js";
import type { Picture } from "engagierte-stadt-client";

const FILES = /^\/(dokumente|media|static|api)\//;

export function here(url: string): string {
  if (!url.startsWith(API_URL)) return url;
  const path = url.slice(API_URL.length) || "/";
  return FILES.test(path) ? url : path;
}

export function link(target: { title: string; url: string; language?: string | null }): Html {
  return html`<a href="${here(target.url)}"${target.language && html` lang="${target.language}"`}>${target.title}</a>`;
}

export function button(target: { title: string; url: string }): Html {
  return html`<a class="button" href="${here(target.url)}">${target.title}</a>`;
}

/** `sizes` says how wide the picture is shown. The author must be credited everywhere. */
export function picture(image: Picture | null, sizes = "(min-width: 60rem) 45rem, 100vw"): Html | null {
  if (!image) return null;
  const srcset = image.srcset.map((size) => `${size.url} ${size.width}w`).join(", ");
  return html`<figure class="picture"><img src="${image.url}" srcset="${srcset}" sizes="${sizes}" width="${image.width}" height="${image.height}" alt="${image.alt}" loading="lazy"><figcaption>Bild: ${image.author}</figcaption></figure>`;
}
