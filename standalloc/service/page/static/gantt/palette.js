/** The colours of the page's tokens as a canvas needs them, and the patterns that are drawn with them. */

const TOKENS = [
  "ground", "raised", "ink", "muted", "line", "accent", "bad", "focus",
  "grid", "grid-hour", "grid-day", "heading", "buffer", "closed", "closed-hatch", "excluded",
  "tow", "broken", "moved", "now", "published",
  "contact", "contact-edge", "bus", "bus-edge", "unused", "unused-edge", "remote", "remote-edge",
  "parking", "parking-edge", "parking-thin", "unallocated", "unallocated-edge", "tugs", "tugs-edge",
  "allowed", "allowed-sign", "at-cost", "at-cost-sign", "forbidden", "forbidden-hatch", "forbidden-sign",
  "series-1", "series-2", "series-3", "series-4", "series-5", "series-6", "series-7", "series-8", "series-9",
  "series-other", "series-edge", "code-a", "code-b", "code-c", "code-d", "code-e", "code-f",
];
const SERIES = 9;

/** How each answer looks behind a row: a sign beside the stand's name, and its colour. */
export const ANSWERS = Object.freeze({
  allowed: { sign: "✓", colour: "allowed-sign" },
  at_cost: { sign: "+", colour: "at-cost-sign" },
  forbidden: { sign: "✕", colour: "forbidden-sign" },
});

/** Colours by token, and patterns by name, of the theme and pixel ratio that hold now. */
export class Palette {
  /**
   * @param {HTMLElement} element whose tokens hold
   * @param {number} ratio device pixels per CSS pixel
   */
  constructor(element, ratio) {
    this.ratio = ratio;
    /** @type {Record<string, string>} */
    this.colours = resolved(element);
    this.font = getComputedStyle(element).fontFamily;
    /** @type {Map<string, CanvasPattern>} */
    this.patterns = new Map();
  }

  /** @param {string} token without its dashes @returns {string} */
  colour(token) {
    return this.colours[token];
  }

  /**
   * Stripes that rise to the right on a ground (none: transparent).
   *
   * @param {CanvasRenderingContext2D} context
   * @param {string} token of the stripes
   * @param {string} [ground] token
   * @param {number} [every] CSS pixels between stripes
   * @returns {CanvasPattern}
   */
  hatch(context, token, ground = "", every = 6) {
    return this.#pattern(context, `hatch ${token} ${ground} ${every}`, every, (pen, size) => {
      if (ground) this.#wash(pen, ground, size);
      pen.strokeStyle = this.colour(token);
      pen.lineWidth = this.ratio;
      pen.beginPath();
      for (const shift of [-size, 0, size]) {
        pen.moveTo(shift - 1, size + 1);
        pen.lineTo(shift + size + 1, -1);
      }
      pen.stroke();
    });
  }

  /**
   * Dots on a ground.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {string} token of the dots
   * @param {string} ground token
   * @returns {CanvasPattern}
   */
  dots(context, token, ground) {
    return this.#pattern(context, `dots ${token} ${ground}`, 8, (pen, size) => {
      this.#wash(pen, ground, size);
      pen.fillStyle = this.colour(token);
      const dot = Math.max(1, Math.round(this.ratio));
      pen.fillRect(Math.round(size / 4), Math.round(size / 4), dot, dot);
      pen.fillRect(Math.round((3 * size) / 4), Math.round((3 * size) / 4), dot, dot);
    });
  }

  /**
   * Gaps across, in the colour of what lies between the dashes of an edge.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {string} token
   * @returns {CanvasPattern}
   */
  gaps(context, token) {
    return this.#pattern(context, `gaps ${token}`, 6, (pen, size) => {
      pen.fillStyle = this.colour(token);
      pen.fillRect(0, 0, Math.round(size / 3), size);
    });
  }

  #wash(pen, token, size) {
    pen.fillStyle = this.colour(token);
    pen.fillRect(0, 0, size, size);
  }

  #pattern(context, key, every, draw) {
    let pattern = this.patterns.get(key);
    if (!pattern) {
      const tile = document.createElement("canvas");
      tile.width = tile.height = Math.max(2, Math.round(every * this.ratio));
      draw(tile.getContext("2d"), tile.width);
      pattern = context.createPattern(tile, "repeat");
      this.patterns.set(key, pattern);
    }
    return pattern;
  }
}

/**
 * The tokens by which bars are coloured.
 *
 * @param {import("../day/board.js").Bar[]} bars
 * @param {"kind"|"airline"|"code"} by
 * @returns {{token: (bar: import("../day/board.js").Bar) => string, legend: {label: string, token: string}[]}}
 */
export function colouring(bars, by) {
  if (by === "kind") return { token: (bar) => bar.kind, legend: [] };
  const values = by === "code" ? ["A", "B", "C", "D", "E", "F"] : commonest(bars.map((bar) => bar.airline));
  const tokens = new Map(values.map((value, at) => [value, by === "code" ? `code-${value.toLowerCase()}` : `series-${at + 1}`]));
  const known = new Set(bars.map((bar) => bar[by]));
  const legend = [...tokens].filter(([value]) => known.has(value)).map(([label, token]) => ({ label, token }));
  if ([...known].some((value) => !tokens.has(value))) legend.push({ label: "others", token: "series-other" });
  return { token: (bar) => tokens.get(bar[by]) ?? "series-other", legend };
}

function commonest(values) {
  const counts = new Map();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).slice(0, SERIES).map(([value]) => value);
}

function resolved(element) {
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const style = getComputedStyle(probe);
  const colours = {};
  for (const token of TOKENS) {
    probe.style.color = `var(--${token})`;
    colours[token] = style.color;
  }
  probe.remove();
  return colours;
}
