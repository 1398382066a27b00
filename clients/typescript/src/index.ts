/** A typed client: the compiler knows every address, parameter, response and error. */
import createFetchClient, { type Client, type ClientOptions } from "openapi-fetch";
import type { paths } from "./schema.js";

export type * from "./schema.js";
/** All but `application/vnd.sparse+json`, the answer with `fields`: its items would make every field of a list optional. */
type Media = "application/json" | "application/problem+json" | "application/geo+json" | "application/jsonl" | "text/csv";
export type TownClient = Client<paths, Media>;

/** `baseUrl` is the town's address without a path, for example "https://stadt.example". */
export function createClient(options: ClientOptions & { baseUrl: string }): TownClient {
  return createFetchClient<paths, Media>(options);
}

/** One page of a list. */
export interface Part<Item> {
  items: Item[];
  next: string | null;
}

/** Iterates over a whole list, page by page: `for await (const item of everyItem(part)) …`. */
export async function* everyItem<Item>(
  first: Part<Item>,
  fetcher: typeof fetch = fetch,
): AsyncGenerator<Item> {
  let part = first;
  while (true) {
    yield* part.items;
    if (part.next === null) return;
    const answer = await fetcher(part.next);
    if (!answer.ok) throw new Error(`${part.next} answered ${answer.status}`);
    part = (await answer.json()) as Part<Item>;
  }
}

/** For the last branch of a `switch`: compilation fails if a case is missing. */
export function neverReached(value: never): never {
  throw new Error(`Unknown: ${JSON.stringify(value)}`);
}
