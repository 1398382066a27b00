// Updates the progress of an import in place. Without this script the page reloads itself.

const PAUSE = 1500;

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-import-progress]").forEach(follow);
});

function follow(area) {
  const bar = area.querySelector("progress");
  const text = area.querySelector("[data-text]");
  const waits = area.querySelector("[data-waits]");
  const status = area.querySelector("[role=status]");
  let quarter = 0;
  ask();

  async function ask() {
    try {
      const answer = await fetch(area.dataset.importProgress, { redirect: "manual" });
      const now = answer.ok ? await answer.json() : null;
      // Reload also after a logout, or when the table was discarded: the page explains it.
      if (answer.type === "opaqueredirect" || answer.status === 404 || (now && now.status !== area.dataset.status)) {
        location.reload();
        return;
      }
      if (now) show(now);
    } catch {
      // Offline: try again.
    }
    setTimeout(ask, PAUSE);
  }

  function show(now) {
    bar.value = now.percent;
    text.textContent = now.text;
    if (waits.hidden === now.waits) {
      waits.hidden = !now.waits;
      if (now.waits) say(waits.querySelector("p").textContent);
    }
    // Announce quarters, not every row.
    if (Math.floor(now.percent / 25) > quarter) {
      quarter = Math.floor(now.percent / 25);
      say(area.dataset.quarter.replace("PERCENT", 25 * quarter));
    }
  }

  function say(words) {
    if (status.textContent !== words) status.textContent = words;
  }
}
