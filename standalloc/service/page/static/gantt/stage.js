/** The canvases and what lies over them, painted when something has changed, at most once a frame. */

import { Frame } from "./frame.js";
import { namesPx } from "./names.js";
import { paintOverlay, placeOf } from "./overlay.js";
import { paint } from "./paint.js";
import { Palette } from "./palette.js";
import { Spoken } from "./spoken.js";
import { Rulers } from "./text.js";
import { Tip } from "./tip.js";

/** Of a picture to keep: width and greatest height in CSS pixels, and device pixels for each. */
const PICTURE = { width: 2400, height: 6000, ratio: 1.5 };

/** What is on the screen for one view. */
export class Stage {
  /** @type {{x: number, y: number}|null} where the pointer is, in CSS pixels of the element */
  pointer = null;
  #rulers = new Rulers();
  #palette = null;
  #size = { width: 1, height: 1 };
  #stale = { sheet: false, overlay: false };
  #isAwaited = false;

  /** @param {HTMLElement} element @param {import("./view.js").View} view */
  constructor(element, view) {
    this.element = element;
    this.view = view;
    this.sheet = canvas(element, { alpha: false });
    this.overlay = canvas(element, { alpha: true });
    this.spoken = new Spoken(element);
    this.spoken.show(view);
    this.tip = new Tip(document.body);
    this.#watch();
  }

  /** Paint all anew with the next frame. */
  repaint() {
    this.#stale.sheet = true;
    this.repaintOverlay();
  }

  /** Paint the upper canvas anew with the next frame. */
  repaintOverlay() {
    this.#stale.overlay = true;
    if (this.#isAwaited) return;
    this.#isAwaited = true;
    requestAnimationFrame(() => this.#paint());
  }

  /** Make the column of names as wide as the longest. */
  fitNames() {
    this.view.fitNames(namesPx(this.#frame(this.sheet), this.view.day.board.rows));
  }

  /**
   * @param {import("../day/board.js").Bar[]} bars of one piece
   * @param {string|null} stand
   * @returns {DOMRect|null} CSS pixels of the window: where they lie, or would; null where the stand has no row
   */
  boxOf(bars, stand) {
    const box = this.element.getBoundingClientRect();
    const frame = this.#frame(this.sheet);
    const place = placeOf(frame, bars, stand);
    if (!place) return null;
    const [left, top, width, height] = [place.left, place.top, place.width, place.height].map((px) => px / frame.ratio);
    return new DOMRect(box.left + left, box.top + top, width, height);
  }

  /**
   * @param {import("../day/board.js").Bar[]} bars of one piece
   * @param {string|null} stand
   * @returns {{x: number, y: number}} CSS pixels of the window: beside where they lie, or would
   */
  pointOf(bars, stand) {
    const box = this.element.getBoundingClientRect();
    const place = this.boxOf(bars, stand);
    if (!place) return { x: box.left + this.view.namesWidth, y: box.top + this.view.axisHeight };
    const x = Math.min(Math.max(place.right - box.left, this.view.namesWidth), this.view.width - 40);
    return { x: box.left + x, y: Math.min(Math.max(place.bottom, box.top), box.top + this.view.height) };
  }

  /** @returns {Promise<Blob|null>} the whole day and all rows shown, in light colours, as PNG */
  picture() {
    const element = document.createElement("canvas");
    const context = element.getContext("2d", { alpha: false });
    this.element.style.colorScheme = "light";
    const palette = new Palette(this.element, PICTURE.ratio);
    this.element.style.colorScheme = "";
    this.view.whole(PICTURE.width, PICTURE.height, () => {
      element.width = this.view.width * PICTURE.ratio;
      element.height = Math.ceil(this.view.height * PICTURE.ratio);
      paint(new Frame(context, this.view, palette, new Rulers()));
    });
    return new Promise((resolve) => element.toBlob(resolve, "image/png"));
  }

  #paint() {
    this.#isAwaited = false;
    const { sheet, overlay } = this.#stale;
    this.#stale = { sheet: false, overlay: false };
    if (sheet) paint(this.#frame(this.sheet));
    const hasFocus = this.spoken.grid.matches(":focus");
    if (overlay) paintOverlay(this.#frame(this.overlay), this.pointer, hasFocus);
  }

  #frame(context) {
    const { width, height } = this.#size;
    if (context.canvas.width !== width || context.canvas.height !== height) {
      context.canvas.width = width;
      context.canvas.height = height;
    }
    this.#palette ??= new Palette(this.element, width / Math.max(1, this.view.width));
    return new Frame(context, this.view, this.#palette, this.#rulers);
  }

  /** Follow the element's size, the window's pixel ratio, light and dark, and who has the keyboard. */
  #watch() {
    const resized = new ResizeObserver(([entry]) => this.#resize(entry));
    try {
      resized.observe(this.element, { box: "device-pixel-content-box" });
    } catch {
      resized.observe(this.element);
    }
    const restyle = () => {
      this.#palette = null;
      this.repaint();
    };
    new MutationObserver(restyle).observe(document.documentElement, { attributeFilter: ["data-theme", "class"] });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle);
    for (const type of ["focus", "blur"]) this.spoken.grid.addEventListener(type, () => this.repaintOverlay());
    document.fonts?.ready.then(restyle);
  }

  #resize({ contentRect, devicePixelContentBoxSize }) {
    const { width, height } = contentRect;
    if (!width || !height) return;
    this.#size = devicePixels(width, height, devicePixelContentBoxSize?.[0]);
    this.view.resize(width, height);
    this.#palette = null;
    this.#stale = { sheet: true, overlay: true };
    this.#paint();
  }
}

/** The browser's own count where it has one, which is exact; but an emulated screen's is that of the real one. */
function devicePixels(width, height, exact) {
  const [across, down] = [width * window.devicePixelRatio, height * window.devicePixelRatio];
  if (exact && Math.abs(exact.inlineSize - across) < 2) return { width: exact.inlineSize, height: exact.blockSize };
  return { width: Math.round(across), height: Math.round(down) };
}

function canvas(parent, options) {
  const element = document.createElement("canvas");
  element.setAttribute("aria-hidden", "true");
  parent.append(element);
  return element.getContext("2d", options);
}
