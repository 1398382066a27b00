// "When?": shows only the fields of the chosen rhythm, and how the server interprets them.

(() => {
  const RHYTHM = ["weekdays", "until", "pauses_in_holidays", "pauses_on_public_holidays", "skipped_days", "first_date"];
  const SHOWN = { "": [], weekly: [...RHYTHM, "interval"], monthly: [...RHYTHM, "positions"] };
  const OPTIONAL = [...new Set(Object.values(SHOWN).flat())];
  const ROW = ".w-panel__wrapper";

  class Schedule extends window.StimulusModule.Controller {
    static values = { url: String };

    connect() {
      const frequency = this.element.querySelector('[name$="-frequency"]');
      if (!frequency) return;
      this.prefix = frequency.name.slice(0, -"frequency".length);
      this.frequency = frequency;
      this.touched = new Set();
      this.output = this.addOutput();
      this.onChange = (event) => this.changed(event);
      this.element.addEventListener("input", this.onChange);
      this.element.addEventListener("change", this.onChange);
      this.showWhatMatters();
      this.ask();
    }

    disconnect() {
      this.element.removeEventListener("input", this.onChange);
      this.element.removeEventListener("change", this.onChange);
    }

    addOutput() {
      const output = document.createElement("p");
      output.className = "entry-schedule__sentence";
      output.setAttribute("role", "status");
      this.element.append(output);
      return output;
    }

    changed(event) {
      this.showWhatMatters();
      const name = this.nameOf(event.target);
      // Do not complain before the time is typed completely.
      if (event.type === "change" && name) this.touched.add(name);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), 300);
    }

    nameOf(input) {
      return input.name?.startsWith(this.prefix) ? input.name.slice(this.prefix.length) : "";
    }

    inputs(name) {
      return [...this.element.querySelectorAll(`[name="${this.prefix}${name}"]`)];
    }

    showWhatMatters() {
      const wanted = SHOWN[this.frequency.value] || [];
      for (const name of OPTIONAL) {
        const row = this.inputs(name)[0]?.closest(ROW);
        const isFaulty = row?.querySelector(".w-field--error, .w-field__errors .icon, .entry-schedule__error");
        if (row) row.hidden = !wanted.includes(name) && !isFaulty;
      }
    }

    async ask() {
      const query = new URLSearchParams();
      this.element.querySelectorAll(`[name^="${this.prefix}"]`).forEach((input) => {
        const isOff = input.type === "checkbox" && !input.checked;
        if (!isOff) query.append(this.nameOf(input), input.value);
      });
      const asked = (this.asked = query.toString());
      try {
        const answer = await fetch(`${this.urlValue}?${asked}`, { headers: { Accept: "application/json" } });
        if (answer.ok && asked === this.asked) this.tell(await answer.json());
      } catch {
        this.output.textContent = "";
      }
    }

    tell({ sentence, hint, errors }) {
      this.output.replaceChildren(...[sentence, hint].filter(Boolean).map((text, index) => line(text, index)));
      for (const name of [...OPTIONAL, "starts_at", "ends_at", "time_note"]) {
        this.tellError(name, this.touched.has(name) || this.hasCompanion(name) ? errors[name] : "");
      }
    }

    // Errors can belong to another field: the end depends on the start, the first day on the rhythm.
    hasCompanion(name) {
      const companions = { ends_at: ["starts_at"], first_date: ["interval"], until: ["first_date"] };
      return (companions[name] || []).some((other) => this.touched.has(other));
    }

    tellError(name, text) {
      const inputs = this.inputs(name);
      const row = inputs[0]?.closest(ROW);
      if (!row) return;
      row.querySelector(".entry-schedule__error")?.remove();
      inputs.forEach((input) => {
        input.removeAttribute("aria-errormessage");
        input.removeAttribute("aria-invalid");
      });
      if (!text) return;
      const error = document.createElement("p");
      error.className = "entry-schedule__error error-message";
      error.id = `${inputs[0].id}-live-error`;
      error.textContent = text;
      row.append(error);
      inputs.forEach((input) => {
        input.setAttribute("aria-invalid", "true");
        input.setAttribute("aria-errormessage", error.id);
      });
    }
  }

  function line(text, index) {
    const element = document.createElement("span");
    element.className = index ? "entry-schedule__hint" : "entry-schedule__words";
    element.textContent = text;
    return element;
  }

  window.wagtail.app.register("entry-schedule", Schedule);
})();
