// Headers of collapsed meeting places, offers, people, calls and questions of a form show what they are about.

(() => {
  const SUMMARIES = {
    meeting_places: (field) => [field("name"), [field("street"), field("house_number")].filter(Boolean).join(" ")],
    offers: (field) => [field("name"), chosen(field.element("status"), "active")],
    contact_people: (field) => [field("name"), field("role")],
    openings: (field) => [field("title"), field("valid_until")],
    social_links: (field) => [field("name")],
    form_fields: (field) => [field("label"), chosen(field.element("field_type"), ""), ticked(field.element("required"))],
  };
  const CHILD = "[data-inline-panel-child]";

  document.addEventListener("DOMContentLoaded", () => {
    const forms = Object.keys(SUMMARIES).map((name) => document.getElementById(`id_${name}-FORMS`)).filter(Boolean);
    forms.forEach(watch);
    // Wagtail sets up its panels only after the page has loaded.
    window.addEventListener("load", () => forms.forEach(foldFinishedOnes));
  });

  function watch(box) {
    summarise(box);
    box.addEventListener("input", () => summarise(box));
    box.addEventListener("change", () => summarise(box));
    new MutationObserver(() => summarise(box)).observe(box, { childList: true });
  }

  function summarise(box) {
    const name = box.id.slice(3, -6);
    box.querySelectorAll(CHILD).forEach((child) => {
      const parts = SUMMARIES[name](reader(child, name)).filter(Boolean);
      const place = summaryOf(child);
      const text = parts.join(", ");
      if (place && place.textContent !== text) place.textContent = text;
    });
  }

  function summaryOf(child) {
    const heading = child.querySelector("[data-panel-heading-text]");
    if (!heading) return null;
    return heading.querySelector(".entry-part__summary") || heading.appendChild(newSummary());
  }

  function newSummary() {
    const summary = document.createElement("span");
    summary.className = "entry-part__summary";
    return summary;
  }

  function reader(child, relation) {
    const prefix = `${relation}-${child.id.split("-").pop()}`;
    const read = (name) => (read.element(name)?.value || "").trim();
    read.element = (name) => child.querySelector(`[name="${prefix}-${name}"]`);
    return read;
  }

  function chosen(select, usual) {
    return select && select.value !== usual ? select.selectedOptions[0]?.textContent.trim() : "";
  }

  function ticked(box) {
    const words = box?.closest("[data-summary]");
    return words && !words.hidden && box.checked ? words.dataset.summary : "";
  }

  // If there are several, their headers serve as an overview; those with errors stay open.
  function foldFinishedOnes(box) {
    const children = [...box.querySelectorAll(CHILD)].filter((child) => !child.classList.contains("deleted"));
    if (children.length < 2) return;
    children.forEach((child) => {
      const toggle = child.querySelector("[data-panel-toggle]");
      const isOpen = toggle?.getAttribute("aria-expanded") === "true";
      if (isOpen && !child.querySelector(".error-message, .w-field__errors .icon")) toggle.click();
    });
  }
})();
