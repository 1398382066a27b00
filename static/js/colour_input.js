// Keeps the palette and the typed colour in sync. Without this script the palette stays hidden.
for (const palette of document.querySelectorAll("[data-colour-for]")) {
  const typed = document.getElementById(palette.dataset.colourFor);
  palette.hidden = false;
  palette.addEventListener("input", () => {
    typed.value = palette.value;
    typed.dispatchEvent(new Event("change", { bubbles: true }));
  });
  typed.addEventListener("input", () => {
    if (/^#[0-9a-f]{6}$/i.test(typed.value)) palette.value = typed.value;
  });
}
