// The progress of an import without loading the page anew. Without this script the page does that by itself.

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
      // Also when somebody is logged out, or the table is discarded: the page says it.
      if (answer.type === "opaqueredirect" || answer.status === 404 || (now && now.status !== area.dataset.status)) {
        location.reload();
        return;
      }
      if (now) show(now);
    } catch {
      // The connection is away: it is asked again.
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
    // Each quarter is said, not each row.
    if (Math.floor(now.percent / 25) > quarter) {
      quarter = Math.floor(now.percent / 25);
      say(area.dataset.quarter.replace("PERCENT", 25 * quarter));
    }
  }

  function say(words) {
    if (status.textContent !== words) status.textContent = words;
  }
}
