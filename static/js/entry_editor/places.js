// An offer's "Where?" lists the meeting places of this form, including unsaved ones.

(() => {
  const CHANGING = "changing";

  document.addEventListener("DOMContentLoaded", () => {
    const places = document.getElementById("id_meeting_places-FORMS");
    const offers = document.getElementById("id_offers-FORMS");
    if (!places || !offers) return;
    const renew = debounced(() => offerPlaces(places, offers));
    for (const box of [places, offers]) {
      new MutationObserver(renew).observe(box, { childList: true });
      box.addEventListener("input", renew);
      box.addEventListener("click", renew);
    }
    offerPlaces(places, offers);
  });

  function debounced(act) {
    let timer;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(act, 150);
    };
  }

  function offerPlaces(places, offers) {
    const options = placesOf(places);
    offers.querySelectorAll("[data-place-select]").forEach((select) => fill(select, options));
  }

  function placesOf(box) {
    const taken = new Set();
    const kept = [...box.querySelectorAll("[data-inline-panel-child]")].filter((child) => !isRemoved(child));
    return kept.map((child, index) => {
      const key = field(child, "key");
      // New places all copy the key of the empty form.
      if (!key.value || taken.has(key.value)) key.value = newKey();
      taken.add(key.value);
      return { value: key.value, label: labelOf(child) || numbered(box, index + 1) };
    });
  }

  function isRemoved(child) {
    return field(child, "DELETE")?.value === "1";
  }

  function field(child, name) {
    return child.querySelector(`[name^="meeting_places-"][name$="-${name}"]`);
  }

  function labelOf(child) {
    const street = `${field(child, "street").value} ${field(child, "house_number").value}`.trim();
    return [field(child, "name").value.trim(), street].filter(Boolean).join(", ");
  }

  function numbered(box, number) {
    const heading = box.querySelector("[data-panel-heading-text]");
    return `${heading ? heading.firstChild.textContent.trim() : ""} ${number}`;
  }

  function fill(select, places) {
    const options = places.length ? places : [{ value: "", label: select.dataset.follows }];
    const wanted = [...options, { value: CHANGING, label: select.dataset.changing }];
    if (isSame(select, wanted)) return;
    const value = select.value;
    const knows = wanted.some((option) => option.value === value);
    select.replaceChildren(...wanted.map((option) => new Option(option.label, option.value)));
    // An offer whose place was removed is at changing places; one without a place starts with the first.
    select.value = knows ? value : value ? CHANGING : options[0].value;
  }

  function isSame(select, wanted) {
    const shown = [...select.options];
    return shown.length === wanted.length
      && shown.every((option, index) => option.value === wanted[index].value && option.text === wanted[index].label);
  }

  // crypto.randomUUID() is available only over HTTPS.
  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  }
})();
