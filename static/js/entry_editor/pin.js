// The pin of a meeting place: typed as numbers, pasted as a pair, or set on a map that loads on demand.

(() => {
  const STEP = 5;
  const FAST = 50;
  const METRES_PER_DEGREE = 111320;
  const ARROWS = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };

  class Pin extends window.StimulusModule.Controller {
    static targets = ["button", "map", "status"];
    static values = { ground: Object, script: String, style: String, module: String };

    connect() {
      this.latitude = this.element.querySelector('[name$="-latitude"]');
      this.longitude = this.element.querySelector('[name$="-longitude"]');
      this.latitude.addEventListener("paste", (event) => this.pastePair(event));
      for (const input of [this.latitude, this.longitude]) {
        input.addEventListener("change", () => this.show());
      }
    }

    disconnect() {
      this.map?.remove();
      this.map = null;
    }

    // "49.97412, 6.52301", as copied from other maps.
    pastePair(event) {
      const pair = event.clipboardData.getData("text").match(/^\s*(-?\d+(?:\.\d+)?)[\s,;]+(-?\d+(?:\.\d+)?)\s*$/);
      if (!pair) return;
      event.preventDefault();
      this.set(Number(pair[1]), Number(pair[2]));
    }

    async open() {
      this.buttonTarget.disabled = true;
      try {
        this.town = await this.load();
        this.mapTarget.hidden = false;
        this.map = this.town.createMap(this.mapTarget, this.groundValue, 14);
        this.map.on("click", ({ latlng }) => this.set(latlng.lat, latlng.lng));
        this.mapTarget.addEventListener("keydown", (event) => this.setInTheMiddle(event));
        this.buttonTarget.hidden = true;
        this.show();
        this.mapTarget.focus({ preventScroll: true });
      } catch {
        this.statusTarget.textContent = this.groundValue.words.failed;
        this.buttonTarget.disabled = false;
      }
    }

    async load() {
      if (!window.L) {
        await Promise.all([
          add("link", { rel: "stylesheet", href: this.styleValue }),
          add("script", { src: this.scriptValue }),
        ]);
      }
      return import(this.moduleValue);
    }

    get position() {
      const [latitude, longitude] = [this.latitude.value, this.longitude.value].map((text) => text.trim().replace(",", "."));
      const isGiven = latitude !== "" && longitude !== "" && !Number.isNaN(Number(latitude)) && !Number.isNaN(Number(longitude));
      return isGiven ? [Number(latitude), Number(longitude)] : null;
    }

    set(latitude, longitude) {
      this.latitude.value = latitude.toFixed(5);
      this.longitude.value = longitude.toFixed(5);
      for (const input of [this.latitude, this.longitude]) {
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }

    setInTheMiddle(event) {
      if (event.key !== "Enter" || event.target !== this.mapTarget || this.position) return;
      event.preventDefault();
      const { lat, lng } = this.map.getCenter();
      this.set(lat, lng);
      this.marker.getElement().focus();
    }

    show() {
      if (!this.map) return;
      const { position } = this;
      if (!position) this.removeMarker();
      else if (this.marker) this.marker.setLatLng(position);
      else this.addMarker(position);
      if (position && !this.map.getBounds().contains(position)) this.map.panTo(position, { animate: false });
      this.tell(position);
    }

    addMarker(position) {
      const { words } = this.groundValue;
      this.marker = this.town.pin(position, { name: words.pin, draggable: true, autoPan: true }).addTo(this.map);
      this.marker.on("dragend", () => this.set(this.marker.getLatLng().lat, this.marker.getLatLng().lng));
      this.marker.getElement().addEventListener("keydown", (event) => this.moveByKey(event));
    }

    removeMarker() {
      this.marker?.remove();
      this.marker = null;
    }

    moveByKey(event) {
      const arrow = ARROWS[event.key];
      if (!arrow) return;
      event.preventDefault();
      event.stopPropagation();
      const metres = event.shiftKey ? FAST : STEP;
      const { lat, lng } = this.marker.getLatLng();
      const shrink = Math.cos((lat * Math.PI) / 180);
      this.set(lat + (arrow[0] * metres) / METRES_PER_DEGREE, lng + (arrow[1] * metres) / (METRES_PER_DEGREE * shrink));
    }

    tell(position) {
      const { words, centre } = this.groundValue;
      if (!position) {
        this.statusTarget.textContent = words.noPin;
        return;
      }
      const metres = this.map.distance(position, centre);
      const distance = metres < 1000 ? `${Math.round(metres / 10) * 10} m` : `${(metres / 1000).toFixed(1).replace(".", ",")} km`;
      const text = position.map((degrees) => degrees.toFixed(5)).join(", ");
      this.statusTarget.textContent = words.pinAt.replace("{position}", text).replace("{distance}", distance);
    }
  }

  function add(tag, attributes) {
    return new Promise((resolve, reject) => {
      document.head.append(Object.assign(document.createElement(tag), attributes, { onload: resolve, onerror: reject }));
    });
  }

  window.wagtail.app.register("entry-pin", Pin);
})();
