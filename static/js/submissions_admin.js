// Without this script, boxes are ticked one by one and the browser handles downloads itself.

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-bulk]").forEach(tickAll);
  document.querySelectorAll("[data-export]").forEach(showProgress);
});

function tickAll(form) {
  const boxes = [...form.querySelectorAll("[name=chosen], [data-chosen]")];
  const all = form.querySelector("[data-tick-all]");
  const label = form.querySelector("[data-some]");
  if (!all || !boxes.length) return;
  all.hidden = false;
  all.addEventListener("change", () => {
    boxes.forEach((box) => { box.checked = all.checked; });
    count();
  });
  form.addEventListener("change", count);
  count();

  function count() {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    const text = ticked ? label.dataset.some.replace("COUNT", ticked) : label.dataset.none;
    if (label.textContent !== text) label.textContent = text;
    boxes.forEach((box) => box.closest("tr").classList.toggle("inbox__row--ticked", box.checked));
  }
}

function showProgress(area) {
  const bar = area.querySelector("progress");
  const text = area.querySelector("[role=status]");
  area.addEventListener("click", async (event) => {
    const link = event.target.closest("a[download]");
    if (!link || event.ctrlKey || event.metaKey || area.dataset.busy) return;
    event.preventDefault();
    area.dataset.busy = "yes";
    bar.parentElement.hidden = false;
    try {
      save(await fetchFile(link.href, tell));
      text.textContent = area.dataset.finished;
    } catch {
      text.textContent = area.dataset.failed;
    }
    bar.parentElement.hidden = true;
    delete area.dataset.busy;
  });

  function tell(done, all) {
    bar.max = all || 1;
    bar.value = done;
    const number = (value) => value.toLocaleString(document.documentElement.lang);
    text.textContent = area.dataset.text.replace("DONE", number(done)).replace("ALL", number(all));
  }
}

// Each line of the response is {done, of, data}; if none is marked as last, it was cut off.
async function fetchFile(address, tell) {
  const answer = await fetch(`${address}&progress=1`);
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  const pieces = [];
  let last = { done: 0, of: -1 };
  for await (const line of linesOf(answer.body)) {
    last = JSON.parse(line);
    pieces.push(Uint8Array.from(atob(last.data), (letter) => letter.charCodeAt(0)));
    tell(last.done, last.of);
  }
  if (!last.last) throw new Error("incomplete");
  const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition"))[1];
  return new File(pieces, name);
}

async function* linesOf(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    yield* lines;
  }
}

function save(file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
