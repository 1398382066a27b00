/** The typed client, which caches each response until its ETag changes. */
import { createClient } from "engagierte-stadt-client";

export const API_URL = process.env["API_URL"] ?? "http://127.0.0.1:8000";
export const LOCALE = "de";
const MOST_KEPT = 500;

interface Kept {
  tag: string;
  body: string;
  headers: Headers;
}

const kept = new Map<string, Kept>();

/** Sends the ETag of the cached response, so that unchanged ones are not transferred again. */
async function fetchKept(request: Request): Promise<Response> {
  const before = request.method === "GET" ? kept.get(request.url) : undefined;
  if (before) request.headers.set("If-None-Match", before.tag);
  const answer = await fetch(request);
  if (answer.status === 304 && before) return new Response(before.body, { headers: before.headers });
  const tag = answer.headers.get("ETag");
  if (request.method === "GET" && answer.ok && tag) {
    const body = await answer.clone().text();
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(request.url, { tag, body, headers: answer.headers });
  }
  return answer;
}

export const town = createClient({ baseUrl: API_URL, fetch: fetchKept });

/** An error response, shown as a page of its own. */
export class Failure extends Error {
  constructor(readonly status: number, detail: string) {
    super(detail);
  }
}

interface Outcome<Data> {
  data?: Data;
  error?: { detail: string };
  response: Response;
}

/** Returns the data of a response; throws Failure for a problem. */
export function dataOf<Data>({ data, error, response }: Outcome<Data>): Data {
  if (data === undefined) throw new Failure(response.status, error?.detail ?? "Keine Antwort");
  return data;
}
