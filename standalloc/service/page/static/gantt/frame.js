/** One picture being painted: its canvas, and minutes and rows as whole device pixels, so that every edge is crisp. */

/** @typedef {import("./rows.js").Entry} Entry */
/** @typedef {{left: number, top: number, width: number, height: number}} Area */

const FONTS = [
  { from: 44, px: 14 },
  { from: 26, px: 12 },
  { from: 16, px: 11 },
  { from: 12, px: 10 },
  { from: 9, px: 9 },
];

/** Everything a painter needs for one frame. Lengths are device pixels unless named otherwise. */
export class Frame {
  /**
   * @param {CanvasRenderingContext2D} context
   * @param {import("./view.js").View} view
   * @param {import("./palette.js").Palette} palette
   * @param {import("./text.js").Rulers} rulers
   */
  constructor(context, view, palette, rulers) {
    this.context = context;
    this.view = view;
    this.palette = palette;
    this.rulers = rulers;
    this.ratio = palette.ratio;
    this.scale = view.scale;
    this.width = context.canvas.width;
    this.height = context.canvas.height;
    const [left, top] = [this.px(view.namesWidth), this.px(view.axisHeight)];
    /** @type {Area} of the rows */
    this.plot = { left, top, width: this.width - left, height: this.height - top - this.px(view.demandHeight) };
    this.perMinute = this.scale.perMinute * this.ratio;
    // Counted from the first minute and the first row, a bar keeps its size to the pixel while the view moves.
    this.originX = left - Math.round((this.scale.left - this.scale.start) * this.perMinute);
    this.originY = top - Math.round(this.scale.top * this.ratio);
    this.hair = Math.max(1, Math.round(this.ratio));
  }

  /** @param {number} css pixels @returns {number} whole device pixels */
  px(css) {
    return Math.round(css * this.ratio);
  }

  /** @param {number} minute @returns {number} */
  x(minute) {
    return this.originX + Math.round((minute - this.scale.start) * this.perMinute);
  }

  /** @param {Entry} entry @param {number} [lane] @returns {number} its upper edge */
  y(entry, lane = 0) {
    return this.originY + Math.round((this.view.rows.top(entry, this.scale) + lane * this.scale.line) * this.ratio);
  }

  /** @param {Entry} entry @returns {number} its lower edge */
  bottom(entry) {
    const { rows } = this.view;
    return this.originY + Math.round((rows.top(entry, this.scale) + rows.height(entry, this.scale)) * this.ratio);
  }

  /** Where a bar of a lane lies: free of the row's edges by as much as its height allows. */
  lane(entry, lane) {
    const inset = this.scale.line >= 14 ? 2 * this.hair : this.scale.line >= 5 ? this.hair : 0;
    const [top, bottom] = [this.y(entry, lane), this.y(entry, lane + 1)];
    return { top: top + inset, height: Math.max(1, bottom - top - 2 * inset + (inset ? this.hair : 0)) };
  }

  /** @param {string} token */
  fill(token) {
    this.context.fillStyle = this.palette.colour(token);
  }

  /** @param {CanvasPattern} pattern that moves along with the rows */
  fillPattern(pattern) {
    pattern.setTransform(new DOMMatrix([1, 0, 0, 1, this.originX % 4096, this.originY % 4096]));
    this.context.fillStyle = pattern;
  }

  /** @param {number} size CSS pixels @param {boolean} [isBold] @returns {string} the font of that size */
  font(size, isBold = false) {
    return `${isBold ? "600 " : ""}${size * this.ratio}px ${this.palette.font}`;
  }

  /** @param {number} line CSS pixels of a line's height @returns {number} size of its text; 0 where none can be read */
  fontSize(line = this.scale.line) {
    return FONTS.find(({ from }) => line >= from)?.px ?? 0;
  }

  /** @param {string} font @returns widths of texts in it */
  ruler(font) {
    return this.rulers.of(this.context, font);
  }

  /** @param {Area} area @param {() => void} paint what is cut off at the area's edges */
  within({ left, top, width, height }, paint) {
    this.context.save();
    this.context.beginPath();
    this.context.rect(left, top, width, height);
    this.context.clip();
    paint();
    this.context.restore();
  }
}
