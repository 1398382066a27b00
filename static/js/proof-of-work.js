// Computes a proof of work in the background while somebody writes, which makes spam costly. Invisible to visitors;
// forms work without this file.

const LIFETIME = 45 * 60 * 1000;
const PATIENCE = 8000;

function solve(challenge) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("proof-of-work-worker.js", source));
    worker.onmessage = ({ data }) => {
      worker.terminate();
      data === null ? reject(new Error("no solution")) : resolve(data);
    };
    worker.onerror = () => {
      worker.terminate();
      reject(new Error("no worker"));
    };
    worker.postMessage(challenge);
  });
}

async function prove(address) {
  const answer = await fetch(address, { credentials: "omit", cache: "no-store" });
  const { algorithm, challenge, salt, signature, maxNumber } = await answer.json();
  const number = await solve({ challenge, salt, maxNumber });
  return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
}

function guard(form) {
  const field = form.elements["proof-of-work"];
  let proof = null;
  let provenAt = 0;

  function start() {
    if (proof && Date.now() - provenAt < LIFETIME) return;
    provenAt = Date.now();
    proof = prove(form.dataset.challenge)
      .then((value) => {
        field.value = value;
      })
      .catch(() => {});
  }

  form.addEventListener("focusin", start);
  form.addEventListener("submit", async (event) => {
    start();
    if (form.dataset.proven || field.value) return;
    event.preventDefault();
    await Promise.race([proof, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    // A slow device must not prevent anybody from writing.
    form.dataset.proven = "true";
    form.requestSubmit(event.submitter);
  });
}

const source = document.currentScript.src;
document.querySelectorAll("form[data-challenge]").forEach(guard);
