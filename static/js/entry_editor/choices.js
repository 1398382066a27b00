// Adds a filter to long lists of checkboxes, which matches names and synonyms.

(() => {
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-filter-label]").forEach(addFilter);
  });

  function addFilter(list) {
    const id = `${list.id}-filter`;
    const label = document.createElement("label");
    label.className = "w-field__label";
    label.htmlFor = id;
    label.textContent = list.dataset.filterLabel;
    const input = document.createElement("input");
    input.type = "search";
    input.id = id;
    input.autocomplete = "off";
    input.addEventListener("input", () => narrow(list, input.value));
    const box = document.createElement("div");
    box.className = "entry-choices__filter";
    box.append(label, input);
    list.before(box);
  }

  function narrow(list, text) {
    const wanted = plain(text);
    list.querySelectorAll("label:has(input)").forEach((label) => {
      const box = label.querySelector("input");
      const fits = plain(`${label.textContent} ${box.dataset.words || ""}`).includes(wanted);
      (label.parentElement.children.length > 1 ? label : label.parentElement).hidden = !fits && !box.checked;
    });
    list.querySelectorAll(":scope > div").forEach((group) => {
      const boxes = [...group.querySelectorAll("input")];
      group.hidden = boxes.length > 0 && boxes.every((box) => box.closest("[hidden]") && box.closest("[hidden]") !== group);
    });
  }

  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").trim();
  }
})();
