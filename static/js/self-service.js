// Keeps what a keeper writes on the server while she writes. Without this file the button does it.

const PAUSE = 4000;
const form = document.querySelector("form[data-keeps-itself]");
const state = form.querySelector("[data-kept]");
const version = form.querySelector("[data-version]");
let timer = 0;
let isStopped = false;
let keeping = null;
let hasChanged = false;

function written() {
  const data = new FormData(form);
  data.set("action", "autosave");
  return new URLSearchParams(data);
}

async function keep() {
  window.clearTimeout(timer);
  if (!hasChanged || isStopped || keeping) return;
  hasChanged = false;
  let pause = PAUSE;
  keeping = send();
  try {
    await keeping;
  } catch {
    hasChanged = true;
    pause = PAUSE * 3;
  } finally {
    keeping = null;
  }
  if (hasChanged && !isStopped) timer = window.setTimeout(keep, pause);
}

// The buttons are called "action", too: `form.action` would be these.
async function send() {
  const body = written();
  // Browsers finish small requests of a page that is left, and refuse to do so with large ones.
  const keepalive = body.toString().length < 60000;
  const answer = await fetch(form.getAttribute("action"), { method: "POST", body, keepalive });
  const told = await answer.json();
  state.textContent = told.text;
  if (answer.ok) version.value = told.version;
  // Another window, or the hour is over: what stands here stays until the person decides.
  else isStopped = true;
}

function noteChange() {
  hasChanged = true;
  window.clearTimeout(timer);
  timer = window.setTimeout(keep, PAUSE);
}

form.addEventListener("input", noteChange);
form.addEventListener("change", () => keep());
form.addEventListener("submit", async (event) => {
  isStopped = true;
  window.clearTimeout(timer);
  if (!keeping) return;
  // What is on its way gets the form a new version: sent before, it would look like a second window.
  event.preventDefault();
  await keeping.catch(() => {});
  form.requestSubmit(event.submitter);
});
// The last words of a window that is closed or left.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") keep();
});

// A row that is filled in leaves room for the next one.
function nextRow(row) {
  const section = row.parentElement;
  const total = section.querySelector("input[name$=-TOTAL_FORMS]");
  const number = Number(total.value);
  const own = /-(\d+)-/.exec(row.querySelector("[name]").name);
  if (number >= 40 || !own) return;
  const copy = row.cloneNode(true);
  copy.open = false;
  renumber(copy, own[1], number);
  copy.querySelectorAll("input, textarea, select").forEach(empty);
  total.value = number + 1;
  row.removeAttribute("data-new-row");
  row.after(copy);
  watchNewRow(copy);
}

function renumber(row, from, to) {
  for (const element of row.querySelectorAll("[id], [name], [for], [aria-describedby]")) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replaceAll(`-${from}-`, `-${to}-`));
    }
  }
}

function empty(field) {
  if (field.type === "checkbox") field.checked = field.defaultChecked;
  else if (field.tagName === "SELECT") field.selectedIndex = Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
  else field.value = field.defaultValue;
}

function watchNewRow(row) {
  row.addEventListener("input", () => nextRow(row), { once: true });
}

document.querySelectorAll("[data-new-row]").forEach(watchNewRow);
