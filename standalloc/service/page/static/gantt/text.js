/** How wide texts are, measured once each, and which label fits. */

/** Widths of texts in one font. */
class Ruler {
  /** @param {CanvasRenderingContext2D} context @param {string} font */
  constructor(context, font) {
    this.context = context;
    this.font = font;
    /** @type {Map<string, number>} */
    this.known = new Map();
  }

  /** @param {string} text @returns {number} device pixels */
  width(text) {
    let width = this.known.get(text);
    if (width === undefined) {
      this.context.font = this.font;
      width = this.context.measureText(text).width;
      this.known.set(text, width);
    }
    return width;
  }

  /** @param {string[]} labels longest first @param {number} room device pixels @returns {string} the first that fits, or none */
  fitting(labels, room) {
    if (room < 6) return "";
    for (const label of labels) if (this.width(label) <= room) return label;
    return "";
  }
}

/** The rulers of a canvas, one for each font. */
export class Rulers {
  /** @type {Map<string, Ruler>} */
  #rulers = new Map();

  /** @param {CanvasRenderingContext2D} context @param {string} font of CSS @returns {Ruler} */
  of(context, font) {
    let ruler = this.#rulers.get(font);
    if (!ruler) {
      ruler = new Ruler(context, font);
      this.#rulers.set(font, ruler);
    }
    return ruler;
  }
}
