// Finds a number with the required hash.

const encoder = new TextEncoder();

function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function find({ challenge, salt, maxNumber }) {
  for (let number = 0; number <= maxNumber; number += 1) {
    const hash = await crypto.subtle.digest("SHA-256", encoder.encode(salt + number));
    if (hex(hash) === challenge) return number;
  }
  return null;
}

onmessage = async ({ data }) => {
  try {
    postMessage(await find(data));
  } catch {
    postMessage(null);
  }
};
