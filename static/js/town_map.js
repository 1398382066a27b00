// A map of the town, built with Leaflet (window.L) after a click. Its background is the town's tile source, or a
// plain drawing of the districts and distances. Everything is built as DOM elements, nothing as markup.

const ZOOM = { tiles: [9, 19], plain: [10, 17] };
// Zoom for a single place. Without street tiles, far enough out to see the districts around it.
const NEAR = { tiles: 16, plain: 13 };
const RINGS = [1000, 2000, 4000, 6000];
const CLUSTER_SIZE = 44;
// Where the name of a district may stand beside its point, in pixels; the first that covers no marker is taken.
const BESIDE = [[0, 0], [0, 30], [0, -34], [70, 0], [-70, 0]];
const districtsOf = new WeakMap();

/** Draws the background into an element; `ground` comes from directory/browse/map_bounds.py. */
export function createMap(element, ground, zoom = 13) {
  const { L } = window;
  const [minZoom, maxZoom] = ground.tiles ? ZOOM.tiles : ZOOM.plain;
  element.setAttribute("role", "region");
  element.setAttribute("aria-label", ground.words.map);
  const map = L.map(element, {
    center: ground.centre, zoom, minZoom, maxZoom, zoomControl: false, attributionControl: false,
    scrollWheelZoom: false, zoomAnimation: !isCalm(), fadeAnimation: !isCalm(), markerZoomAnimation: !isCalm(),
  });
  L.control.zoom({ zoomInTitle: ground.words.zoomIn, zoomOutTitle: ground.words.zoomOut }).addTo(map);
  L.control.scale({ imperial: false, position: "topright" }).addTo(map);
  L.control.attribution({ prefix: false }).addAttribution(escape(ground.tiles ? ground.credit : ground.words.plain)).addTo(map);
  if (ground.tiles) L.tileLayer(ground.tiles, { minZoom, maxZoom }).addTo(map);
  else drawPlainGround(map, ground);
  map.on("popupopen", ({ popup }) => {
    popup.getElement().querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", ground.words.close);
  });
  return map;
}

function isCalm() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function escape(text) {
  const element = document.createElement("span");
  element.textContent = text;
  return element.innerHTML;
}

function drawPlainGround(map, ground) {
  const { L } = window;
  map.getContainer().classList.add("town-map__canvas--plain");
  for (const radius of RINGS) {
    L.circle(ground.centre, { radius, className: "town-map__ring", interactive: false, fill: false }).addTo(map);
  }
  districtsOf.set(map, ground.districts.map(([name, ...position]) => label(position, name).addTo(map)));
}

function label(position, name) {
  const { L } = window;
  const element = document.createElement("span");
  element.className = "town-map__district";
  element.textContent = name;
  const icon = L.divIcon({ html: element, className: "", iconSize: [0, 0] });
  return L.marker(position, { icon, interactive: false, keyboard: false, zIndexOffset: -1000 });
}

/** A pin; `name` is for screen readers, `text` is shown in it. */
export function pin(position, { name, text = "", ...options }) {
  const { L } = window;
  const element = document.createElement("span");
  element.className = text ? "town-map__cluster" : "town-map__pin";
  element.textContent = text;
  const size = text ? CLUSTER_SIZE : 32;
  const icon = L.divIcon({ html: element, className: "town-map__marker", iconSize: [size, size], iconAnchor: text ? [size / 2, size / 2] : [size / 2, size] });
  const marker = L.marker(position, { icon, riseOnHover: true, ...options });
  marker.on("add", () => marker.getElement().setAttribute("aria-label", name));
  return marker;
}

/** Shows places `{position, name, lines, url}`; overlapping ones are clustered under their number. */
export function showPlaces(map, places, ground) {
  const { L } = window;
  const layer = L.layerGroup().addTo(map);
  const draw = () => {
    layer.clearLayers();
    for (const group of grouped(map, places)) marker(map, group, ground).addTo(layer);
    moveNamesAside(map, layer.getLayers());
  };
  if (places.length) map.fitBounds(L.latLngBounds(places.map((place) => place.position)), { maxZoom: ground.tiles ? NEAR.tiles : NEAR.plain, padding: [40, 40], animate: false });
  map.on("zoomend", draw);
  draw();
}

function moveNamesAside(map, markers) {
  const taken = markers.map((each) => each.getElement().getBoundingClientRect());
  for (const district of districtsOf.get(map) ?? []) {
    const element = district.getElement().firstChild;
    const place = BESIDE.find(([x, y]) => {
      element.style.translate = `${x}px ${y}px`;
      const box = element.getBoundingClientRect();
      return !taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top);
    });
    if (!place) element.style.translate = "";
  }
}

function grouped(map, places) {
  const groups = [];
  for (const place of places) {
    const point = map.project(place.position);
    const near = groups.find((group) => group.point.distanceTo(point) < CLUSTER_SIZE);
    if (near) near.places.push(place);
    else groups.push({ point, places: [place] });
  }
  return groups.map((group) => group.places);
}

function marker(map, group, ground) {
  const { L } = window;
  const isClose = map.getZoom() >= map.getMaxZoom();
  if (group.length === 1 || isClose) {
    const name = group.map((place) => place.name).join(", ");
    const text = group.length > 1 ? String(group.length) : "";
    return pin(group[0].position, { name, text }).bindPopup(() => description(group));
  }
  const bounds = L.latLngBounds(group.map((place) => place.position));
  const name = ground.words.several.replace("{count}", group.length);
  const cluster = pin(bounds.getCenter(), { name, text: String(group.length) });
  return cluster.on("click", () => map.setView(bounds.getCenter(), Math.min(map.getZoom() + 2, map.getMaxZoom())));
}

function description(group) {
  const box = document.createElement("div");
  for (const place of group) {
    const title = document.createElement("p");
    title.className = "town-map__name";
    const name = document.createElement(place.url ? "a" : "strong");
    if (place.url) name.href = place.url;
    name.textContent = place.name;
    title.append(name);
    box.append(title, ...place.lines.map(line));
  }
  return box;
}

function line(text) {
  const element = document.createElement("p");
  element.textContent = text;
  return element;
}
