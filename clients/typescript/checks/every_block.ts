/** Compiled only: a front end that forgets a kind of block, or misuses an answer, must not compile. */
import { createClient, everyItem, neverReached, type ContentItem, type Page } from "../src/index.js";

export function nameOf(item: ContentItem): string {
  switch (item.type) {
    case "richtext":
      return item.html;
    case "heading":
      return item.text;
    case "picture":
      return item.image.alt;
    case "gallery":
    case "video":
    case "facts":
    case "numbered_list":
    case "timeline":
    case "accordion":
    case "call_to_action":
    case "document":
    case "partners":
    case "page_teasers":
    case "form_teasers":
      return item.title;
    case "quote":
      return item.person;
    case "table":
      return item.caption;
    case "columns":
      return [...item.left, ...item.right].map(nameOf).join(" ");
    default:
      return neverReached(item);
  }
}

export function forgetful(item: ContentItem): string {
  switch (item.type) {
    case "richtext":
      return item.html;
    default:
      // @ts-expect-error The other kinds are forgotten.
      return neverReached(item);
  }
}

export async function misuse(): Promise<void> {
  const town = createClient({ baseUrl: "https://stadt.example" });
  const { data, error } = await town.GET("/api/v1/organisations/", { params: { query: { free: true } } });
  if (error) throw new Error(error.detail);
  for await (const entry of everyItem(data)) {
    entry.name satisfies string;
    // @ts-expect-error There is no such field.
    entry.nickname;
  }
  // @ts-expect-error There is no such parameter.
  await town.GET("/api/v1/organisations/", { params: { query: { colour: "red" } } });
  // @ts-expect-error There is no such address.
  await town.GET("/api/v1/nothing/");
}

export function bodyOf(page: Page): ContentItem[] {
  return "body" in page ? page.body : [];
}
