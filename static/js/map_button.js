// "Show on the map": until then nothing of the map is loaded. The page says everything without it.

document.querySelectorAll("[data-town-map]").forEach((box) => {
  const button = box.querySelector("button");
  box.hidden = false;
  button.addEventListener("click", () => open(box, button));
});

async function open(box, button) {
  button.disabled = true;
  const ground = JSON.parse(box.dataset.ground);
  const status = box.querySelector("[role=status]");
  try {
    const [town, places] = await Promise.all([loadMap(box.dataset), loadPlaces(box.dataset)]);
    const canvas = box.querySelector("[data-canvas]");
    canvas.hidden = false;
    box.querySelector("[data-before]").hidden = true;
    town.showPlaces(town.createMap(canvas, ground), places, ground);
    status.textContent = told(places.length, ground.words);
    canvas.focus({ preventScroll: true });
  } catch {
    status.textContent = ground.words.failed;
    button.disabled = false;
  }
}

function told(count, words) {
  if (count < 2) return count ? words.shownOne : words.none;
  return words.shown.replace("{count}", count);
}

async function loadMap({ style, look, script, module }) {
  const sheets = [style, look].map((href) => load("link", { rel: "stylesheet", href }));
  await Promise.all([...sheets, load("script", { src: script })]);
  return import(module);
}

function load(tag, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes, { onload: resolve, onerror: reject });
    document.head.append(element);
  });
}

async function loadPlaces({ places, address }) {
  if (places) return JSON.parse(places);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  const { features } = await answer.json();
  return features.filter((feature) => feature.geometry).flatMap(toPlaces);
}

function toPlaces({ geometry, properties }) {
  const points = geometry.type === "Point" ? [geometry.coordinates] : geometry.coordinates;
  const lines = [properties.place, properties.street].filter(Boolean);
  return points.map(([longitude, latitude], index) => ({
    position: [latitude, longitude], name: properties.name, url: properties.url, lines: index ? [] : lines,
  }));
}
