/**
 * Which rows are shown, after folding and filters, and where each begins.
 *
 * @typedef {import("../day/board.js").Row} Row
 *
 * @typedef {object} Entry one row that is shown
 * @property {Row} row
 * @property {number} index among the rows shown
 * @property {number} lines that it takes; 0 for a heading
 * @property {number} linesAbove
 * @property {number} headingsAbove
 * @property {Row|null} group the heading it stands under, itself for a heading
 * @property {boolean} folded only for a heading
 * @property {number} stands how many stand under a heading, folded or not
 */

/** The rows shown. */
export class Rows {
  /** @type {Entry[]} */
  entries = [];
  /** @type {Map<string, Entry>} */
  ofStand = new Map();
  /** Headings that are folded, by their text. @type {Set<string>} */
  folded = new Set();
  lines = 0;
  headings = 0;

  /**
   * Lay the rows out anew.
   *
   * @param {import("../day/board.js").Day} day
   * @param {(row: Row) => boolean} shown whether a stand passes the filters
   */
  arrange(day, shown) {
    this.entries = [];
    this.ofStand.clear();
    this.lines = this.headings = 0;
    let heading = null;
    for (const row of day.board.rows) {
      if (row.kind === "heading") {
        heading = this.#add(row, 0, row);
      } else if (shown(row)) {
        if (heading) heading.stands += 1;
        if (!heading?.folded) this.#add(row, day.lines(row.label), heading?.row ?? null);
      }
    }
    if (this.entries.some((entry) => isEmptyHeading(entry))) this.#withoutEmptyHeadings();
  }

  /** @param {string} heading its text; folds it, or unfolds it where it is folded */
  toggle(heading) {
    if (!this.folded.delete(heading)) this.folded.add(heading);
  }

  /** @param {Entry} entry @param {import("./scale.js").Scale} scale @returns {number} pixels from the rows' top */
  top(entry, scale) {
    return entry.linesAbove * scale.line + entry.headingsAbove * scale.heading;
  }

  /** @param {Entry} entry @param {import("./scale.js").Scale} scale @returns {number} pixels */
  height(entry, scale) {
    return entry.lines === 0 ? scale.heading : entry.lines * scale.line;
  }

  /**
   * @param {number} y pixels from the rows' top
   * @param {import("./scale.js").Scale} scale
   * @returns {Entry|null} the row there
   */
  at(y, scale) {
    const entry = this.entries[this.first(y, scale)];
    return entry && y >= 0 && y < this.top(entry, scale) + this.height(entry, scale) ? entry : null;
  }

  /** @returns {number} index of the last row that begins at or above a pixel */
  first(y, scale) {
    let [low, high] = [0, this.entries.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.top(this.entries[middle], scale) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** @param {import("./scale.js").Scale} scale @returns {Entry[]} the rows of which something is seen */
  seen(scale) {
    if (this.entries.length === 0) return [];
    return this.entries.slice(this.first(scale.top, scale), this.first(scale.top + scale.height, scale) + 1);
  }

  #add(row, lines, group) {
    const folded = lines === 0 && this.folded.has(row.label);
    const { lines: linesAbove, headings: headingsAbove } = this;
    const entry = { row, index: this.entries.length, lines, linesAbove, headingsAbove, group, folded, stands: 0 };
    this.entries.push(entry);
    this.lines += lines;
    if (lines === 0) this.headings += 1;
    else this.ofStand.set(row.label, entry);
    return entry;
  }

  #withoutEmptyHeadings() {
    this.entries = this.entries.filter((entry) => !isEmptyHeading(entry));
    this.headings = 0;
    this.entries.forEach((entry, index) => {
      entry.index = index;
      entry.headingsAbove = this.headings;
      if (entry.lines === 0) this.headings += 1;
    });
  }
}

function isEmptyHeading(entry) {
  return entry.lines === 0 && entry.stands === 0;
}
