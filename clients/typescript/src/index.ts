/** A typed client: every address, parameter, answer and error is known to the compiler. */
import createFetchClient, { type Client, type ClientOptions } from "openapi-fetch";
import type { paths } from "./schema.js";

export type * from "./schema.js";
export type TownClient = Client<paths>;

/** `baseUrl` is the town's address without a path, for example "https://stadt.example". */
export function createClient(options: ClientOptions & { baseUrl: string }): TownClient {
  return createFetchClient<paths>(options);
}

/** One part of any list. */
export interface Part<Item> {
  items: Item[];
  next: string | null;
}

/** Goes through a whole list, part by part: `for await (const item of everyItem(part)) …`. */
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

/** Stands in the last branch of a `switch`: does not compile when a case is missing. */
export function neverReached(value: never): never {
  throw new Error(`Unknown: ${JSON.stringify(value)}`);
}
