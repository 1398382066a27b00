/** A form: questions come from the API, answers go to it, errors appear beside the questions. */
import { randomUUID } from "node:crypto";
import type { FormDetail, FormQuestion, FormReceipt, Problem } from "engagierte-stadt-client";
import { API_URL, dataOf, Failure, LOCALE, town } from "../api.js";
import { clean, html, type Html } from "../html.js";

type Answers = Record<string, string | string[] | boolean | number>;
const query = { locale: LOCALE } as const;

/** Shows the form; `sent` are the previous answers, so that nobody has to write them again. */
export async function form(slug: string, sent?: URLSearchParams, problem?: Problem): Promise<Html> {
  const path = { slug };
  const shown = dataOf(await town.GET("/api/v1/forms/{slug}", { params: { path, query } }));
  const ticket = sent?.get("ticket") ?? dataOf(await town.POST("/api/v1/forms/{slug}/tickets", { params: { path, query } })).ticket;
  const errors = errorsOf(problem);
  return html`${problem && summary(shown, problem, errors)}
<form method="post" class="form" novalidate>
<input type="hidden" name="ticket" value="${ticket}"><input type="hidden" name="key" value="${sent?.get("key") ?? randomUUID()}">
${shown.groups.map((group) => {
  const fields = group.questions.map((name) => shown.questions.find((each) => each.name === name)).map((each) => each && question(each, sent, errors.get(each.name)));
  return group.legend ? html`<fieldset><legend>${group.legend}</legend>${group.hint && html`<p class="muted">${group.hint}</p>`}${fields}</fieldset>` : html`${fields}`;
})}
${shown.consent && html`<fieldset class="field${errors.has("consent") && " wrong"}"><legend>Einwilligung</legend><p>${shown.consent.text}</p>${errors.has("consent") && html`<p class="error" id="consent-error">${errors.get("consent")}</p>`}<label class="box"><input type="checkbox" id="consent" name="consent" value="${shown.consent.fingerprint}"${sent?.get("consent") && html` checked`}${errors.has("consent") && html` aria-invalid="true" aria-describedby="consent-error"`}>${shown.consent.label}</label></fieldset>`}
<details><summary>Was mit Ihren Angaben geschieht</summary><dl>${shown.privacy_notice.map((part) => html`<dt>${part.term}</dt><dd>${part.text}</dd>`)}</dl><p><a href="${shown.personal_data_url}">Ihre Daten sehen oder löschen</a></p></details>
<p><button>${shown.submit_label}</button></p>
</form>`;
}

/** Sends the form. The idempotency key makes reloading harmless. */
export async function send(slug: string, sent: URLSearchParams): Promise<FormReceipt | Problem> {
  const path = { slug };
  const shown = dataOf(await town.GET("/api/v1/forms/{slug}", { params: { path, query } }));
  const { data, error, response } = await town.POST("/api/v1/forms/{slug}/submissions", {
    params: { path, query, header: { "Idempotency-Key": sent.get("key") ?? randomUUID() } },
    body: { ticket: sent.get("ticket") ?? "", answers: answersOf(shown, sent), consent: sent.get("consent") ?? "" },
  });
  if (data) return data;
  if (response.status === 422 || response.status === 409) return error;
  throw new Failure(response.status, error.detail);
}

export function receipt(receipt: FormReceipt): Html {
  return html`<article class="text"><h1>${receipt.title}</h1><p class="lead">${receipt.message}</p><p>Ihre Vorgangsnummer: <strong>${receipt.reference}</strong></p>${clean(receipt.next_steps_html)}<p><a class="button" href="/">Zur Startseite</a></p></article>`;
}

function answersOf(form: FormDetail, sent: URLSearchParams): Answers {
  const asked = form.questions.filter((each) => each.widget !== "file");
  return Object.fromEntries(
    asked.filter((each) => each.widget !== "number" || sent.get(each.name)).map((each) => [each.name, answerOf(each, sent)]),
  );
}

function answerOf({ name, widget, multiple }: FormQuestion, sent: URLSearchParams): Answers[string] {
  if (multiple) return sent.getAll(name);
  if (widget === "checkbox") return sent.has(name);
  const text = sent.get(name) ?? "";
  // What is no number is sent as it is, so that the API says what is wrong.
  return widget === "number" && !Number.isNaN(Number(text.replace(",", "."))) ? Number(text.replace(",", ".")) : text;
}

/** The first error of each question by name; "" holds errors of the whole form. */
function errorsOf(problem?: Problem): Map<string, string> {
  const found = new Map<string, string>();
  for (const { pointer, detail } of problem?.errors ?? []) {
    const name = pointer.replace(/^\/(answers\/)?/, "").replaceAll("~1", "/").replaceAll("~0", "~");
    if (!found.has(name)) found.set(name, detail);
  }
  return found;
}

function summary(form: FormDetail, problem: Problem, errors: Map<string, string>): Html {
  const names = new Set([...form.questions.map((each) => each.name), "consent"]);
  return html`<div class="card error-summary" role="alert"><h2>Bitte prüfen Sie Ihre Angaben</h2><ul>${errors.size === 0 && html`<li>${problem.detail}</li>`}${[...errors].map(([name, detail]) => html`<li>${names.has(name) ? html`<a href="#${name}">${detail}</a>` : detail}</li>`)}</ul></div>`;
}

function question(question: FormQuestion, sent: URLSearchParams | undefined, error: string | undefined): Html | null {
  if (question.widget === "file") return null;
  const { name } = question;
  // Always there, with words that say when it is meant: this front end has no script.
  const condition = question.shown_if && html`<p class="muted" id="${name}-if">${question.shown_if.words}</p>`;
  const described = [condition && `${name}-if`, question.help_text && `${name}-help`, error && `${name}-error`].filter(Boolean).join(" ");
  const about = html`${condition}${question.help_text && html`<p class="muted" id="${name}-help">${question.help_text}</p>`}${error && html`<p class="error" id="${name}-error">${error}</p>`}`;
  const common = html`${described && html` aria-describedby="${described}"`}${error && html` aria-invalid="true"`}${question.required && !condition && html` aria-required="true"`}`;
  const optional = !question.required && html` <span class="muted">(freiwillig)</span>`;
  const value = sent?.get(name) ?? question.default ?? "";
  const wrong = error && " wrong";
  if (question.widget === "checkbox") {
    return html`<div class="field${wrong}">${about}<label class="box"><input type="checkbox" id="${name}" name="${name}"${value && html` checked`}${common}>${question.label}${optional}</label></div>`;
  }
  if (question.widget === "radio" || question.widget === "checkboxes") {
    const kind = question.widget === "radio" ? "radio" : "checkbox";
    const chosen = sent?.getAll(name) ?? [value];
    return html`<fieldset class="field${wrong}" id="${name}" tabindex="-1"${described && html` aria-describedby="${described}"`}><legend>${question.label}${optional}</legend>${about}${question.choices?.map((choice) => html`<label class="box"><input type="${kind}" name="${name}" value="${choice.value}"${chosen.includes(choice.value) && html` checked`}>${choice.label}</label>`)}</fieldset>`;
  }
  return html`<div class="field${wrong}"><label for="${name}">${question.label}${optional}</label>${about}${input(question, value, common)}</div>`;
}

function input(question: FormQuestion, value: string, common: Html): Html {
  const { name, autocomplete, rows, max_length: longest, input_mode: mode } = question;
  const more = html`${common}${autocomplete && html` autocomplete="${autocomplete}"`}${longest && html` maxlength="${longest}"`}${mode && html` inputmode="${mode}"`}`;
  if (question.widget === "textarea") return html`<textarea id="${name}" name="${name}" rows="${rows ?? 6}"${more}>${value}</textarea>`;
  if (question.widget === "select") {
    return html`<select id="${name}" name="${name}"${common}><option value="">Bitte wählen</option>${question.choices?.map((choice) => html`<option value="${choice.value}"${choice.value === value && html` selected`}>${choice.label}</option>`)}</select>`;
  }
  return html`<input type="${question.widget === "number" ? "text" : question.widget}" id="${name}" name="${name}" value="${value}"${more}>`;
}

/** The town's own page of this form, for questions that this one does not support. */
export const original = (path: string): string => `${API_URL}${path}`;
