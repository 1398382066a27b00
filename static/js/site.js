// Progressive enhancement only: every page works without this file.

const wide = window.matchMedia("(min-width: 60rem)");

// Browsers without ::details-content cannot show the filter column with CSS alone.
function openFiltersOnWideScreens() {
  if (CSS.supports("selector(::details-content)")) return;
  document.querySelectorAll("[data-open-wide]").forEach((box) => {
    box.open = wide.matches;
  });
}

async function copyLink(button) {
  const status = button.parentElement.querySelector("[data-copy-status]");
  try {
    await navigator.clipboard.writeText(button.dataset.copy || location.href);
    status.textContent = button.dataset.copied;
  } catch {
    status.textContent = button.dataset.failed;
  }
}

function offerCopying() {
  document.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => copyLink(button));
  });
}

function offerPrinting() {
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
}

// After a rejected form, focus the summary, for screen readers too.
function focusErrorSummary() {
  document.querySelector("[data-focus]")?.focus();
}

// Shows that a click had an effect; the server ignores a second one anyway.
function showSending() {
  document.querySelectorAll("form[data-sending]").forEach((form) => {
    form.addEventListener("submit", () => {
      form.querySelector("[type=submit]").setAttribute("aria-disabled", "true");
    });
  });
}

// On every page, so that it can be found again; `shortlist.js` keeps it in step where it changes.
function showShortlist() {
  const link = document.querySelector("[data-shortlist-link]");
  if (!link) return;
  try {
    const keys = JSON.parse(localStorage.getItem("merkliste")) || [];
    link.querySelector("[data-count]").textContent = keys.length;
    link.hidden = !keys.length;
  } catch {
    link.hidden = true;
  }
}

openFiltersOnWideScreens();
wide.addEventListener("change", openFiltersOnWideScreens);
offerCopying();
offerPrinting();
focusErrorSummary();
showSending();
showShortlist();
