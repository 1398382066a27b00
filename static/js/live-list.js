// Updates a list in place while it is being filtered. Without this file the form's button does.

const PAUSE_IN_TYPING = 450;
const form = document.querySelector("form[data-live-list]");
const field = form?.elements.q;
let request = new AbortController();
let timer;
let isTyping = false;
// What is typed may become a filter ("gratis"), and then is no word to look for any more.
let understood = { typed: "", words: "" };

function addressOfForm() {
  const data = new FormData(form);
  if (field.value === understood.typed) data.set("q", understood.words);
  const chosen = [...data].filter(([, value]) => value.trim());
  const query = new URLSearchParams(chosen).toString();
  return location.pathname + (query && `?${query}`);
}

// Never overwrite what the visitor has chosen, opened or typed.
function copyAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && name !== "open") old.setAttribute(name, value);
  }
  if (["checkbox", "radio"].includes(old.type)) old.checked = fresh.hasAttribute("checked");
  if (["number", "date"].includes(old.type) && old !== document.activeElement) {
    old.value = fresh.getAttribute("value") ?? "";
  }
}

// An element with `data-keep` belongs to another script; it is left alone as long as its key is the same.
const keyOf = (node) => node.dataset?.key || node.id;

// Turns `old` into `fresh`, preserving unchanged elements and the focus.
function renew(old, fresh) {
  copyAttributes(old, fresh);
  const kept = new Map([...old.children].filter(keyOf).map((child) => [keyOf(child), child]));
  let place = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    const twin = keyOf(child) ? kept.get(keyOf(child)) : isAlike(place, child) && place;
    if (twin) {
      while (place && place !== twin && !isWanted(place, fresh)) place = removeAndNext(place);
      if (place === twin) place = place.nextSibling;
      else old.insertBefore(twin, place);
      if (!twin.dataset?.keep) renewNode(twin, child);
    } else {
      old.insertBefore(document.importNode(child, true), place);
    }
  }
  while (place) place = removeAndNext(place);
}

function renewNode(old, fresh) {
  if (old.nodeType === Node.ELEMENT_NODE) renew(old, fresh);
  else if (old.data !== fresh.data) old.data = fresh.data;
}

function isAlike(old, fresh) {
  return old && old.nodeName === fresh.nodeName && !keyOf(old);
}

function isWanted(node, parent) {
  return keyOf(node) && [...parent.children].some((child) => keyOf(child) === keyOf(node));
}

function removeAndNext(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

function show(fresh, isTypingOn) {
  document.title = fresh.title;
  const focused = document.activeElement;
  for (const area of document.querySelectorAll("[data-live]")) renew(area, fresh.getElementById(area.id));
  const words = fresh.getElementById("q").value;
  if (!isTypingOn) field.value = words;
  understood = { typed: field.value, words };
  if (!focused.isConnected) focusResults();
  labelButton();
  document.dispatchEvent(new Event("list:renewed"));
}

async function load(address, isTypingOn) {
  request.abort();
  request = new AbortController();
  document.getElementById("results-list").setAttribute("aria-busy", "true");
  const answer = await fetch(address, { signal: request.signal });
  if (!answer.ok) throw new Error(answer.status);
  show(new DOMParser().parseFromString(await answer.text(), "text/html"), isTypingOn);
}

async function go(address, { byTyping = false, byHistory = false } = {}) {
  clearTimeout(timer);
  try {
    await load(address, byTyping);
    if (!byHistory) remember(new URL(address, location), byTyping);
    isTyping = byTyping;
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

// Going back skips the letters of a word.
function remember(address, byTyping) {
  if (address.href === location.href) return;
  history[byTyping && isTyping ? "replaceState" : "pushState"](null, "", address);
}

function labelButton() {
  const button = form.querySelector("[data-live-label]");
  button.textContent = button.dataset.liveLabel;
}

function focusResults() {
  document.getElementById("results-title").focus({ preventScroll: true });
}

function goToResults() {
  if (!window.matchMedia("(min-width: 60rem)").matches) form.querySelector("details").open = false;
  focusResults();
  document.getElementById("results").scrollIntoView();
}

function onSubmit(event) {
  event.preventDefault();
  go(addressOfForm()).then(goToResults);
}

function onTyping() {
  clearTimeout(timer);
  timer = setTimeout(() => go(addressOfForm(), { byTyping: true }), PAUSE_IN_TYPING);
}

// Chips, sort orders and suggestions update the list; pagination and other links work as usual.
function onClick(event) {
  const link = event.target.closest?.("[data-live] a");
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
  if (!link || !isPlain || link.closest(".pagination")) return;
  if (link.origin + link.pathname !== location.origin + location.pathname) return;
  event.preventDefault();
  go(link.href);
}

function start() {
  document.addEventListener("change", ({ target }) => {
    // A day is half typed at first.
    if (target.form === form && target !== field && target.checkValidity()) go(addressOfForm());
  });
  field.addEventListener("input", onTyping);
  form.addEventListener("submit", onSubmit);
  document.addEventListener("click", onClick);
  window.addEventListener("popstate", () => go(location.href, { byHistory: true }));
  labelButton();
}

if (form) start();
