// Small comforts only: every page works without this file.

const wide = window.matchMedia("(min-width: 60rem)");

// Browsers without ::details-content cannot show the filter column by CSS alone.
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

// After a refused form the reader, and the screen reader, starts at the summary.
function focusErrorSummary() {
  document.querySelector("[data-focus]")?.focus();
}

// A double click must not look like nothing happened; the server drops the second one anyway.
function showSending() {
  document.querySelectorAll("form[data-sending]").forEach((form) => {
    form.addEventListener("submit", () => {
      form.querySelector("[type=submit]").setAttribute("aria-disabled", "true");
    });
  });
}

openFiltersOnWideScreens();
wide.addEventListener("change", openFiltersOnWideScreens);
offerCopying();
offerPrinting();
focusErrorSummary();
showSending();
