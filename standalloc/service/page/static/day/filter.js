/** @file What the planner looks for: filters by what bars have, search by what they are called. */

/**
 * @typedef {object} Filter what is to be seen; an empty list lets all pass.
 * @property {string[]} terminals
 * @property {string[]} airlines
 * @property {string[]} codes
 * @property {string[]} kinds
 * @property {number|null} from minute of the board; null for its start.
 * @property {number|null} to minute; null for its end.
 */

/** What a filter may choose from, by the part of the bar it looks at. */
export const PARTS = { terminals: "terminal", airlines: "airline", codes: "code", kinds: "kind" };

/** @type {Filter} lets everything pass. */
export const ALL = Object.freeze({ terminals: [], airlines: [], codes: [], kinds: [], from: null, to: null });

/**
 * Says whether a filter lets everything pass.
 * @param {Filter} filter
 * @returns {boolean}
 */
export function isOpen(filter) {
  return Object.keys(PARTS).every((part) => filter[part].length === 0) && filter.from === null && filter.to === null;
}

/**
 * Lists what there is to choose from on a board.
 * @param {object} board
 * @returns {Record<keyof PARTS, string[]>} in order; numbers by their value.
 */
export function choices(board) {
  const order = new Intl.Collator("en", { numeric: true }).compare;
  const values = (field) => [...new Set(board.bars.map((bar) => bar[field]).filter(Boolean))].sort(order);
  return Object.fromEntries(Object.entries(PARTS).map(([part, field]) => [part, values(field)]));
}

/**
 * Says whether a bar passes.
 * @param {object} bar
 * @param {Filter} filter
 * @returns {boolean}
 */
export function passes(bar, filter) {
  const has = Object.entries(PARTS).every(([part, field]) => !filter[part].length || filter[part].includes(bar[field]));
  return has && (filter.from === null || bar.end > filter.from) && (filter.to === null || bar.start < filter.to);
}

/**
 * Says a filter in words.
 * @param {Filter} filter
 * @param {(minute: number) => string} clock tells the local time of a minute.
 * @returns {string} "" where everything passes.
 */
export function wordsOfFilter(filter, clock) {
  const named = { terminals: "terminal", airlines: "airline", codes: "code", kinds: "use" };
  const parts = Object.entries(named).filter(([part]) => filter[part].length).map(([part, name]) => `${name} ${filter[part].join(", ")}`);
  if (filter.from !== null) parts.push(`from ${clock(filter.from)}`);
  if (filter.to !== null) parts.push(`to ${clock(filter.to)}`);
  return parts.join("; ");
}

/**
 * Finds bars by a piece of a flight number, registration or turn, blanks and case aside.
 * @param {object} board
 * @param {string} text
 * @returns {object[]} one bar for each turn on each stand, in order of time.
 */
export function found(board, text) {
  const wanted = plain(text);
  if (!wanted) return [];
  const bars = board.bars.filter((bar) => bar.names.some((name) => plain(name).includes(wanted)));
  const seen = new Set();
  return bars
    .toSorted((one, other) => one.start - other.start || one.turn.localeCompare(other.turn))
    .filter((bar) => {
      const key = JSON.stringify([bar.turn, bar.stand]);
      return !seen.has(key) && seen.add(key);
    });
}

function plain(text) {
  return text.replace(/\s+/g, "").toLowerCase();
}
