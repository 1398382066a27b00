/** Calls a running site with the clients of two generators, and prints what each of them read. */
import createClient from "openapi-fetch";
import { createClient as createHeyClient } from "./hey_api/client";
import * as heyApi from "./hey_api";
import type { paths } from "./openapi_typescript";

declare const process: { argv: string[] };
/** All but `application/vnd.sparse+json`, the answer with `fields`. */
type Media = "application/json" | "application/problem+json" | "text/csv";
type Answer = { response?: Response; data?: unknown; error?: unknown };

const baseUrl = process.argv[2] ?? "";
const unknown = "00000000-0000-4000-8000-000000000000";
const filters = { q: "musik", weekday: ["tu", "th"] as ("tu" | "th")[], limit: 5 };
const message = {
  ihr_name: "Ruth Heinz",
  ihre_e_mail_adresse: "ruth@example.org",
  worum_geht_es: "Mitmachen",
  ihre_nachricht: "Ich möchte helfen.",
};

async function withOpenapiTypescript() {
  const town = createClient<paths, Media>({ baseUrl });
  const kontakt = { path: { slug: "kontakt" } };
  const [form, ticket] = [
    await town.GET("/api/v1/forms/{slug}", { params: kontakt }),
    await town.POST("/api/v1/forms/{slug}/tickets", { params: kontakt }),
  ];
  const found = await town.GET("/api/v1/organisations/", { params: { query: filters } });
  const public_id = found.data?.items[0]?.id ?? "";
  const read = {
    get_site: await town.GET("/api/v1/site/"),
    get_page_by_path: await town.GET("/api/v1/pages/by-path", { params: { query: { path: "/" } } }),
    search: await town.GET("/api/v1/search", { params: { query: { q: "chor", type: "organisation" } } }),
    list_news: await town.GET("/api/v1/news/", { params: { query: { order: "newest", limit: 3 } } }),
    list_organisations: found,
    get_organisation: await town.GET("/api/v1/organisations/{public_id}", { params: { path: { public_id } } }),
    list_changes: await town.GET("/api/v1/changes", { params: { query: { limit: 100 } } }),
    export_organisations_csv: await town.GET("/api/v1/organisations.csv", {
      params: { query: { q: "musik" } },
      parseAs: "text",
    }),
    "404": await town.GET("/api/v1/organisations/{public_id}", { params: { path: { public_id: unknown } } }),
    "422": await town.GET("/api/v1/news/", { params: { query: { limit: 1000 } } }),
  };
  await asLongAsPeopleWrite(form.data?.minimum_seconds);
  const sent = await town.POST("/api/v1/forms/{slug}/submissions", {
    params: kontakt,
    body: { ticket: ticket.data?.ticket ?? "", answers: message, consent: form.data?.consent?.fingerprint },
  });
  return { ...read, get_form: form, create_form_ticket: ticket, submit_form: sent };
}

async function withHeyApi() {
  const town = { client: createHeyClient({ baseUrl }) };
  const kontakt = { ...town, path: { slug: "kontakt" } };
  const [form, ticket] = [await heyApi.getForm(kontakt), await heyApi.createFormTicket(kontakt)];
  const found = await heyApi.listOrganisations({ ...town, query: filters });
  const public_id = found.data?.items[0]?.id ?? "";
  const read = {
    get_site: await heyApi.getSite(town),
    get_page_by_path: await heyApi.getPageByPath({ ...town, query: { path: "/" } }),
    search: await heyApi.search({ ...town, query: { q: "chor", type: "organisation" } }),
    list_news: await heyApi.listNews({ ...town, query: { order: "newest", limit: 3 } }),
    list_organisations: found,
    get_organisation: await heyApi.getOrganisation({ ...town, path: { public_id } }),
    list_changes: await heyApi.listChanges({ ...town, query: { limit: 100 } }),
    export_organisations_csv: await heyApi.exportOrganisationsCsv({ ...town, query: { q: "musik" } }),
    "404": await heyApi.getOrganisation({ ...town, path: { public_id: unknown } }),
    "422": await heyApi.listNews({ ...town, query: { limit: 1000 } }),
  };
  await asLongAsPeopleWrite(form.data?.minimum_seconds);
  const sent = await heyApi.submitForm({
    ...kontakt,
    body: { ticket: ticket.data?.ticket ?? "", answers: message, consent: form.data?.consent?.fingerprint },
  });
  return { ...read, get_form: form, create_form_ticket: ticket, submit_form: sent };
}

function asLongAsPeopleWrite(seconds = 0) {
  return new Promise((resolve) => setTimeout(resolve, (seconds + 0.2) * 1000));
}

function read(answers: Record<string, Answer>) {
  return Object.fromEntries(
    Object.entries(answers).map(([name, { response, data, error }]) => [name, [response?.status, data ?? error]]),
  );
}

Promise.all([withOpenapiTypescript(), withHeyApi()]).then(([one, other]) =>
  console.log(JSON.stringify({ "openapi-typescript": read(one), "hey-api": read(other) })),
);
