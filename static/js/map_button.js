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

async function open(box) {
  const button = box.querySelector("[data-open]");
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
    isOpened = true;
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

document.addEventListener("click", onClick);
document.addEventListener("list:renewed", prepare);
prepare();
