// Shows a question only while it is asked. The rule is that of forms_app/domain/conditions.py, which decides once more
// when the form arrives; without this file every question stands there and says when it is meant.

(() => {
  const form = document.getElementById("form");
  const boxes = [...form.querySelectorAll("[data-shown-if]")];
  const status = form.querySelector("[data-further]");

  const MET = {
    box: ({ values }, [control]) => (values.length ? values : [true]).includes(control.checked),
    choice: ({ values }, controls) => holds(values, chosen(controls).filter(Boolean), (a, b) => a === b),
    several: ({ values }, controls) => holds(values, chosen(controls), (a, b) => a === b),
    number: ({ values }, controls) => holds(values, chosen(controls).map(asNumber).filter(Number.isFinite), isNear),
    text: ({ patterns }, [control]) => patterns.some((each) => new RegExp(each, "u").test(control.value)),
  };

  function holds(values, answers, isSame) {
    return answers.some((answer) => !values.length || values.some((value) => isSame(value, answer)));
  }

  function isNear(a, b) {
    return Math.abs(a - b) <= 0.00005;
  }

  // As the server reads it: without separators of thousands.
  function asNumber(text) {
    return text.trim() ? Number(text.trim().replace(",", ".")) : NaN;
  }

  function controlsNamed(name) {
    return [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  }

  function chosen(controls) {
    const given = controls.filter((each) => !/checkbox|radio/.test(each.type) || each.checked);
    return given.map((each) => each.value);
  }

  // What is disabled is not sent, and cannot be why another question is asked.
  function isAsked(box) {
    const rule = JSON.parse(box.dataset.shownIf);
    const controls = controlsNamed(rule.question);
    return controls.length > 0 && !controls[0].disabled && MET[rule.kind](rule, controls);
  }

  function show(box, isShown) {
    box.hidden = !isShown;
    box.querySelectorAll("input, select, textarea").forEach((control) => {
      control.disabled = !isShown;
    });
  }

  // In the order of the form, since one may depend on the other.
  function update() {
    const changed = boxes.filter((box) => {
      const wasHidden = box.hidden;
      show(box, isAsked(box));
      return wasHidden !== box.hidden;
    });
    form.querySelectorAll(".form__group").forEach((group) => {
      const fields = [...group.querySelectorAll(".field")];
      group.hidden = fields.length > 0 && fields.every((field) => field.closest("[data-shown-if][hidden]"));
    });
    return changed;
  }

  // An answer fires two events, the second of which changes nothing.
  function updateAndTell() {
    const changed = update();
    if (!changed.length) return;
    const labels = changed.filter((box) => !box.hidden).map((box) => box.querySelector("label, legend").innerText.trim());
    status.textContent = labels.length ? status.dataset.further.replace("QUESTION", labels.join("; ")) : "";
  }

  // The question now says it by being there.
  function removeWords() {
    boxes.forEach((box) => {
      const words = box.querySelector(".conditional__words");
      box.querySelectorAll(`[aria-describedby~="${words.id}"]`).forEach((each) => {
        const others = each.getAttribute("aria-describedby").split(" ").filter((id) => id !== words.id);
        if (others.length) each.setAttribute("aria-describedby", others.join(" "));
        else each.removeAttribute("aria-describedby");
      });
      words.remove();
    });
  }

  removeWords();
  update();
  form.addEventListener("input", updateAndTell);
  form.addEventListener("change", updateAndTell);
  // Browsers fill in again what was there before, without an event.
  window.addEventListener("pageshow", update);
})();
