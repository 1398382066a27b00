// Saves a maintainer's draft on the server while they write. Without this file the button does.

(() => {
  const PAUSE = 4000;
  const form = document.querySelector("form[data-keeps-itself]");
  const state = form.querySelector("[data-kept]");
  const version = form.querySelector("[data-version]");
  const picture = form.elements.picture_file;
  let timer = 0;
  let isStopped = false;
  let keeping = null;
  let hasChanged = false;

  function written() {
    const data = new FormData(form);
    data.set("action", "autosave");
    return chosenFile() ? data : new URLSearchParams([...data].filter(([, value]) => typeof value === "string"));
  }

  function chosenFile() {
    return picture && picture.files.length > 0;
  }

  // What has arrived is shown, and not sent again with every word.
  function showPicture({ key, url }) {
    form.elements.picture_key.value = key;
    const place = form.querySelector("[data-picture]");
    const image = new Image();
    image.className = "club-date__picture";
    image.alt = picture.dataset.chosen;
    image.src = url;
    place.replaceChildren(image);
    place.hidden = false;
    picture.value = "";
  }

  // Screen readers announce every change of this line, so change it only for news.
  function tell(text) {
    if (state.textContent !== text) state.textContent = text;
  }

  async function keep() {
    window.clearTimeout(timer);
    if (keeping) return keeping;
    if (!hasChanged || isStopped) return null;
    hasChanged = false;
    keeping = send();
    let pause = PAUSE;
    try {
      await keeping;
    } catch {
      hasChanged = true;
      pause = PAUSE * 3;
      tell(state.dataset.unreachable);
    } finally {
      keeping = null;
    }
    if (hasChanged && !isStopped) timer = window.setTimeout(keep, pause);
    return null;
  }

  // Not `form.action`, which would be the buttons of that name.
  async function send() {
    const body = written();
    // After the page is left, browsers complete only small requests (keepalive).
    const sent = picture && picture.value;
    const keepalive = !chosenFile() && body.toString().length < 60000;
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body, keepalive });
    const told = await answer.json();
    tell(told.text);
    if (told.picture && sent && sent === picture.value) showPicture(told.picture);
    if (told.version) version.value = told.version;
    // Another window has a newer draft, or saving is impossible: keep this text until the maintainer decides.
    else if (answer.status !== 413) isStopped = true;
  }

  function noteChange() {
    hasChanged = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, PAUSE);
  }

  form.addEventListener("input", noteChange);
  form.addEventListener("change", () => keep());
  form.addEventListener("submit", (event) => {
    isStopped = true;
    window.clearTimeout(timer);
    // A pending save is older than what is being submitted and must not arrive after it.
    if (keeping) waitAndClick(event, keeping);
  });
  // The page's other buttons lead away from unsaved text.
  document.addEventListener("submit", (event) => {
    if (event.target !== form && (hasChanged || keeping) && !isStopped) waitAndClick(event, keep());
  });

  function waitAndClick(event, work) {
    const button = event.submitter || event.target.querySelector("[type=submit]");
    event.preventDefault();
    const goOn = () => {
      if (isStopped || !hasChanged) button.click();
    };
    work.then(goOn, goOn);
  }

  // Save the last changes when the window is closed or left.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
  // A page from the back/forward cache is older than the saved draft.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
})();

// A section that was closed again opens where a link leads to it; as the page comes, it stands open.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-opens]");
  if (link) document.querySelector(link.hash).open = true;
});

// Filling in the last row adds another empty one.
(() => {
  const MOST = 40;

  function nextRow(row) {
    const total = row.parentElement.querySelector("input[name$=-TOTAL_FORMS]");
    const number = Number(total.value);
    const [, relation, own] = /^(\w+)-(\d+)-/.exec(row.querySelector("[name]").name);
    if (number >= MOST) return;
    const copy = row.cloneNode(true);
    copy.open = false;
    copy.querySelectorAll("details").forEach((part) => part.removeAttribute("open"));
    renumber(copy, `${relation}-${own}-`, `${relation}-${number}-`);
    copy.querySelectorAll("input, textarea, select").forEach(empty);
    total.value = number + 1;
    row.removeAttribute("data-new-row");
    row.after(copy);
    row.addEventListener("input", () => nameIt(row));
    nameIt(row);
    watchNewRow(copy);
  }

  function nameIt(row) {
    const texts = [...row.querySelectorAll("input[type=text], input:not([type])")].map((field) => field.value.trim());
    const kind = document.createElement("span");
    kind.className = "maintainer-row__kind";
    kind.textContent = row.dataset.kind;
    row.querySelector("summary").replaceChildren(kind, ` ${texts.find(Boolean) || "–"}`);
  }

  function renumber(row, from, to) {
    for (const element of row.querySelectorAll("[id], [name], [for], [aria-describedby]")) {
      for (const name of ["id", "name", "for", "aria-describedby"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replaceAll(from, to));
      }
    }
  }

  function empty(field) {
    if (field.name.endsWith("-key")) field.value = newKey();
    else if (field.type === "checkbox") field.checked = field.defaultChecked;
    else if (field.tagName === "SELECT") field.selectedIndex = Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
    else field.value = field.defaultValue;
  }

  function watchNewRow(row) {
    row.addEventListener("input", () => nextRow(row), { once: true });
  }

  // crypto.randomUUID() is available only over HTTPS.
  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  }

  document.querySelectorAll("[data-new-row]").forEach(watchNewRow);
})();

// An offer's "Where?" lists the places of this form, including those being typed.
(() => {
  const places = document.getElementById("places");

  function known() {
    const rows = [...places.querySelectorAll(".maintainer-row")];
    return rows.filter((row) => value(row, "row") || !row.hasAttribute("data-new-row"))
      .map((row) => ({ key: value(row, "row") || value(row, "key"), name: value(row, "name") || value(row, "street") || "–" }));
  }

  function value(row, name) {
    return row.querySelector(`[name$="-${name}"]`).value.trim();
  }

  function offer() {
    for (const { key, name } of known()) {
      document.querySelectorAll("[data-places]").forEach((select) => {
        const option = [...select.options].find((each) => each.value === key);
        if (option) option.text = name;
        // The last option is "at changing places".
        else select.options.add(new Option(name, key), select.options.length - 1);
      });
    }
  }

  places.addEventListener("input", offer);
})();
