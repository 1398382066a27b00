// The shortlist is stored in the visitor's browser, and only once they press a button.

const STORE = "merkliste";
const MOST = 50;

function read() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) || [];
  } catch {
    return [];
  }
}

function write(keys) {
  if (keys.length) localStorage.setItem(STORE, JSON.stringify(keys));
  else localStorage.removeItem(STORE);
}

function show() {
  const keys = read();
  document.querySelectorAll("[data-shortlist]").forEach((button) => {
    button.setAttribute("aria-pressed", keys.includes(button.dataset.shortlist));
  });
  document.querySelectorAll("[data-shortlist-link]").forEach((link) => {
    link.hidden = !keys.length;
    link.querySelector("[data-count]").textContent = keys.length;
  });
}

function toggle(button) {
  const key = button.dataset.shortlist;
  const keys = read();
  const others = keys.filter((each) => each !== key);
  const status = document.querySelector("[data-shortlist-status]");
  const isFull = others.length === keys.length && keys.length >= MOST;
  try {
    if (!isFull) write(others.length < keys.length ? others : [...keys, key]);
    status.textContent = status.dataset[isFull ? "full" : others.length < keys.length ? "removed" : "kept"];
  } catch {
    status.textContent = status.dataset.failed;
  }
  show();
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-shortlist]");
  if (button) toggle(button);
  if (target.closest?.("[data-shortlist-clear]")) {
    write([]);
    location.assign(location.pathname);
  }
});
document.addEventListener("list:renewed", show);
window.addEventListener("storage", show);

// On the shortlist's page, the stored entries become its address, so that it can be shared.
if (document.querySelector("[data-shortlist-page]") && !location.search && read().length) {
  location.replace(`?${read().map((key) => `eintrag=${encodeURIComponent(key)}`).join("&")}`);
} else {
  show();
}
