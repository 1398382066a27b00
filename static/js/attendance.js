// Ticks without a reload. Without this script, each button sends its form.

document.querySelectorAll("[data-attendance]").forEach((list) => {
  const sum = list.querySelector("[data-sum]");

  list.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.signup || !event.submitter) return;
    event.preventDefault();
    tick(form, event.submitter);
  });

  async function tick(form, button) {
    const data = new FormData(form, button);
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
      if (answer.redirected || (!answer.ok && answer.status !== 409)) throw new Error(String(answer.status));
      show(await answer.json());
    } catch {
      sum.textContent = list.dataset.failed;
    }
  }

  // The answer holds everybody, so that one sees what was ticked on another phone meanwhile.
  function show(state) {
    sum.textContent = state.sum;
    list.querySelectorAll("[data-signup]").forEach((form) => {
      const attended = state.attended[form.dataset.signup];
      form.querySelector("[value=yes]").setAttribute("aria-pressed", String(attended === true));
      form.querySelector("[value=no]").setAttribute("aria-pressed", String(attended === false));
    });
  }
});
