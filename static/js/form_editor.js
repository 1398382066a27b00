// The editor of a form's questions: shows only what matters for the kind of answer, and offers the words of earlier
// questions to the field that names one.

(() => {
  const DECIDE = ["checkbox", "checkboxes", "radio", "dropdown", "number", "singleline", "multiline"];
  const CHILD = "[data-inline-panel-child]:not(.deleted)";

  // Before the script of the headers, which reads what is shown.
  const box = document.getElementById("id_form_fields-FORMS");
  if (box) start();
  else document.addEventListener("DOMContentLoaded", start);

  function start() {
    const rows = document.getElementById("id_form_fields-FORMS");
    if (!rows) return;
    const showAll = () => rows.querySelectorAll("[data-inline-panel-child]").forEach(showWhatMatters);
    showAll();
    rows.addEventListener("change", showAll, true);
    new MutationObserver(showAll).observe(rows, { childList: true });
    rows.addEventListener("focusin", ({ target }) => {
      if (target.name?.endsWith("-condition_question")) offerEarlierQuestions(target, rows);
    });
  }

  function valueOf(child, name) {
    return child.querySelector(`[name$="-${name}"]`)?.value || "";
  }

  // What has an error stays visible.
  function showWhatMatters(child) {
    const kind = valueOf(child, "field_type");
    child.querySelectorAll("[data-for-kinds]").forEach((part) => {
      const matters = part.dataset.forKinds.split(" ").includes(kind);
      part.hidden = !matters && !part.querySelector("[aria-invalid=true]");
    });
  }

  function offerEarlierQuestions(input, rows) {
    const list = document.getElementById("earlier-questions") || document.body.appendChild(newList());
    const children = [...rows.querySelectorAll(CHILD)];
    const earlier = children.slice(0, children.indexOf(input.closest("[data-inline-panel-child]")));
    const deciding = earlier.filter((child) => DECIDE.includes(valueOf(child, "field_type")));
    list.replaceChildren(...deciding.map((child) => new Option(valueOf(child, "label"))));
    input.setAttribute("list", list.id);
  }

  function newList() {
    return Object.assign(document.createElement("datalist"), { id: "earlier-questions" });
  }
})();
