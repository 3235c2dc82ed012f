/** What the Gantt shows now: the day, where the view lies, what is coloured, dimmed, tinted, selected or held. */

import { Day, EMPTY } from "../day/board.js";
import { passes, PARTS } from "../day/filter.js";
import { Times } from "../day/times.js";
import { colouring } from "./palette.js";
import { Rows } from "./rows.js";
import { READABLE_LINE_PX, Scale } from "./scale.js";

const AXIS_PX = 36;
const PROFILE_PX = { stands: 66, buses: 38, tugs: 38 };
const FOLDED_PROFILE_PX = 16;
const NAMES_PX = { least: 116, most: 190 };

/**
 * @typedef {import("../day/board.js").Bar} Bar
 * @typedef {{stand: string|null, answer: "allowed"|"at_cost"|"forbidden", rule: string, message: string,
 *   objective: number|null}} Verdict
 * @typedef {{turn: string, visits: string[], bars: Bar[], from: string|null, to: string|null|undefined}} Held
 *   what is being moved; `to` is undefined while it is over no stand, null over the tray
 */

/** The state that painters, pointer and keyboard share. */
export class View {
  day = new Day(EMPTY);
  times = new Times(EMPTY);
  rows = new Rows();
  scale = new Scale();
  width = 0;
  height = 0;
  namesWidth = NAMES_PX.least;
  /** @type {"kind"|"airline"|"code"} */
  by = "kind";
  colouring = colouring([], "kind");
  /** @type {object|null} */
  filter = null;
  /** @type {Set<Bar>|null} the bars that pass filter and search; null where all do */
  matching = null;
  /** @type {Map<string|null, Verdict>|null} */
  tints = null;
  /** @type {Map<string, string|null>|null} stand of each visit in the plan compared with */
  compared = null;
  /** The bar selected: with all of its piece, or alone. @type {{bar: Bar, alone: boolean}|null} */
  selected = null;
  /** @type {Held|null} */
  held = null;
  /** @type {Bar|null} */
  hovered = null;
  /** @type {Date|null} */
  now = null;
  /** Profiles that are folded, by kind. @type {Set<string>} */
  foldedProfiles = new Set();

  /** @param {import("../day/board.js").Board} board */
  show(board) {
    this.day = new Day(board);
    this.times = new Times(board);
    this.scale.start = board.start;
    this.scale.end = board.end;
    this.hovered = null;
    this.#reselect();
    this.recolour(this.by);
    this.refilter(this.filter);
  }

  /** @param {"kind"|"airline"|"code"} by */
  recolour(by) {
    this.by = by;
    this.colouring = colouring(this.day.board.bars, by);
  }

  /** @param {object|null} filter of day/filter.js, with `text` that is searched for */
  refilter(filter) {
    this.filter = filter;
    const wanted = filter && { from: null, to: null, ...filter };
    for (const part of Object.keys(PARTS)) if (wanted) wanted[part] ??= [];
    const text = filter?.text?.replace(/\s+/g, "").toLowerCase() ?? "";
    const isFound = (bar) => bar.names.some((name) => name.replace(/\s+/g, "").toLowerCase().includes(text));
    const bars = this.day.board.bars;
    const left = wanted ? bars.filter((bar) => passes(bar, wanted) && (!text || isFound(bar))) : bars;
    this.matching = left.length === bars.length ? null : new Set(left);
    this.arrange();
  }

  /** Lay the rows out anew, after folding or filtering. */
  arrange() {
    const terminals = new Set(this.filter?.terminals ?? []);
    const used = new Set([...(this.matching ?? [])].map((bar) => bar.stand));
    const shown = (row) => terminals.size === 0 || terminals.has(row.terminal) || used.has(row.label);
    this.rows.arrange(this.day, shown);
    this.scale.lines = this.rows.lines;
    this.scale.headings = this.rows.headings;
    this.#divide();
  }

  /**
   * Share the element's room among names, axis, rows and demand.
   *
   * @param {number} width CSS pixels
   * @param {number} height
   */
  resize(width, height) {
    this.width = width;
    this.height = height;
    this.#divide();
  }

  /**
   * Show the whole day and all rows for as long as a function takes; nothing of it is seen afterwards.
   *
   * @param {number} width CSS pixels
   * @param {number} highest that it may become; rows are as high as is readable, or as fits
   * @param {() => void} paint
   */
  whole(width, highest, paint) {
    const { scale, selected, held, width: oldWidth, height: oldHeight } = this;
    this.scale = Object.assign(new Scale(), scale, { line: READABLE_LINE_PX, top: 0, perMinute: 0 });
    this.selected = this.held = null;
    const height = AXIS_PX + this.demandHeight + this.scale.contentHeight;
    this.resize(width, Math.min(height, highest));
    this.scale.fitTime();
    this.scale.fitRows();
    paint();
    Object.assign(this, { scale, selected, held, width: oldWidth, height: oldHeight });
  }

  /** @param {number} px width of the widest name of a stand */
  fitNames(px) {
    this.namesWidth = Math.min(NAMES_PX.most, Math.max(NAMES_PX.least, Math.ceil(px)));
    this.#divide();
  }

  /** @returns {number} height of the time axis */
  get axisHeight() {
    return AXIS_PX;
  }

  /** @returns {{profile: import("../day/board.js").Profile, top: number, height: number, folded: boolean}[]} */
  get profiles() {
    let top = this.height - this.demandHeight;
    return this.day.board.profiles.map((profile) => {
      const folded = this.foldedProfiles.has(profile.kind);
      const height = folded ? FOLDED_PROFILE_PX : PROFILE_PX[profile.kind];
      top += height;
      return { profile, top: top - height, height, folded };
    });
  }

  /** @returns {number} height of all profiles */
  get demandHeight() {
    const height = ({ kind }) => (this.foldedProfiles.has(kind) ? FOLDED_PROFILE_PX : PROFILE_PX[kind]);
    return this.day.board.profiles.reduce((sum, profile) => sum + height(profile), 0);
  }

  /** @param {Bar} bar @returns {boolean} whether filter and search leave it in colour */
  matches(bar) {
    return this.matching === null || this.matching.has(bar);
  }

  /** @returns {Bar[]} what is selected, in order of time */
  get selection() {
    if (!this.selected) return [];
    return this.selected.alone ? [this.selected.bar] : this.day.piece(this.selected.bar).bars;
  }

  /** @param {string|null} stand @returns {Verdict|null} of what is held */
  verdict(stand) {
    return this.tints?.get(stand) ?? null;
  }

  /** The bar selected is now another object, or gone. */
  #reselect() {
    if (!this.selected) return;
    const { bar, alone } = this.selected;
    const [same] = this.day.bars(bar.turn, bar.visit);
    this.selected = same ? { bar: same, alone } : null;
  }

  #divide() {
    this.scale.resize(this.width - this.namesWidth, this.height - AXIS_PX - this.demandHeight);
  }
}
