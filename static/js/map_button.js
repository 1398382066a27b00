// "Show on the map": nothing of the map is loaded before. The page is complete without it.

let isOpened = false;

// An updated list comes with a new map box; if the map was open, open it again.
function prepare() {
  for (const box of document.querySelectorAll("[data-town-map][hidden]")) {
    box.hidden = false;
    if (isOpened) open(box);
  }
}

async function onClick({ target }) {
  const box = target.closest("[data-town-map] button[data-open]")?.closest("[data-town-map]");
  if (!box) return;
  await open(box);
  box.querySelector("[data-canvas]").focus({ preventScroll: true });
}

// Escape closes what is open in the map first, such as the name of a place, which Leaflet does.
function onKey({ key, target }) {
  const box = target.closest?.("[data-town-map]");
  const canvas = box?.querySelector("[data-canvas]");
  if (key !== "Escape" || !canvas || canvas.hidden || canvas.querySelector(".leaflet-popup")) return;
  show(box, false);
  box.querySelector("[role=status]").textContent = "";
  box.querySelector("[data-open]").focus();
}

function show(box, isShown) {
  isOpened = isShown;
  box.querySelector("[data-canvas]").hidden = !isShown;
  box.querySelector("[data-before]").hidden = isShown;
  box.querySelector("[data-open]").disabled = isShown;
}

async function open(box) {
  const button = box.querySelector("[data-open]");
  button.disabled = true;
  const ground = JSON.parse(box.dataset.ground);
  const status = box.querySelector("[role=status]");
  try {
    const [town, places] = await Promise.all([loadMap(box.dataset), loadPlaces(box.dataset)]);
    const canvas = box.querySelector("[data-canvas]");
    show(box, true);
    if (!canvas.children.length) town.showPlaces(town.createMap(canvas, ground), places, ground);
    status.textContent = told(places.length, ground.words);
  } catch {
    status.textContent = ground.words.failed;
    show(box, false);
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

document.addEventListener("click", onClick);
// Before Leaflet sees the key.
document.addEventListener("keydown", onKey, true);
document.addEventListener("list:renewed", prepare);
prepare();
