/** The Gantt: the day of a Board on a canvas, worked with by mouse, touch and keyboard. It asks; the server judges. */

import { Controls } from "./controls.js";
import { Stage } from "./stage.js";
import { View } from "./view.js";

/**
 * Fills an element with the day and tells what the planner does there.
 *
 * Events (CustomEvent, `detail`): `select` {bars, bar}, `press` {turn, visits} before what may become a `pick` {turn,
 * visits}, `hover` {stand, verdict}, `drop` {turn, visits, stand, verdict, forced}, `cancel` {turn, visits, refused},
 * `activate` {bars}, `pin` {turn, visits}, `view` {} after zoom and pan.
 */
export class Gantt extends EventTarget {
  /** @type {WeakMap<Element, Gantt>} */
  static #filled = new WeakMap();
  #view = new View();
  #stage;
  #controls;

  /** @param {HTMLElement} element that it fills; of a size given by the page */
  constructor(element) {
    super();
    element.classList.add("gantt");
    const emit = (type, detail) => this.dispatchEvent(new CustomEvent(type, { detail }));
    this.#stage = new Stage(element, this.#view);
    this.#controls = new Controls(this.#view, this.#stage, emit);
    Gantt.#filled.set(element, this);
  }

  /** @param {Element} element @returns {Gantt|null} the Gantt that fills it */
  static of(element) {
    return Gantt.#filled.get(element) ?? null;
  }

  /**
   * Show a board.
   *
   * @param {import("../day/board.js").Board} board
   * @param {{keepView?: boolean}} [options] whether zoom and place stay as they are
   */
  show(board, { keepView = true } = {}) {
    const isFirst = this.#view.day.board.bars.length === 0 && this.#view.day.board.rows.length === 0;
    this.#view.show(board);
    this.#stage.fitNames();
    if (isFirst || !keepView) {
      this.#view.scale.fitTime();
      this.#controls.readable();
    }
    this.#controls.shown();
  }

  /** @param {import("./view.js").Verdict[]|null} verdicts on what is held, of all stands; null takes the tints away */
  tint(verdicts) {
    this.#view.tints = verdicts && new Map(verdicts.map((verdict) => [verdict.stand, verdict]));
    this.#controls.tinted();
  }

  /** @param {"kind"|"airline"|"code"} by what the bars are coloured by */
  colour(by) {
    this.#view.recolour(by);
    this.#stage.repaint();
  }

  /** @returns {{label: string, colour: string}[]} what the colours by airline or code mean; empty by kind */
  get legend() {
    return this.#view.colouring.legend.map(({ label, token }) => ({ label, colour: `var(--${token})` }));
  }

  /** @param {object|null} filter of day/filter.js, with `text` that is searched for; what does not pass is dimmed */
  filter(filter) {
    this.#view.refilter(filter);
    this.#stage.repaint();
  }

  /** @param {string|null} turn null selects nothing @param {string|null} [visit] of it; null: its first */
  select(turn, visit = null) {
    this.#controls.select(turn === null ? null : (this.#view.day.bars(turn, visit)[0] ?? null), false, { silent: true });
  }

  /** @param {{turn: string, visit?: string|null}|{stand: string}|{minute: number}} what moves the view as little as shows it */
  reveal(what) {
    this.#controls.reveal(what);
  }

  /** All of the day on one screen: the whole time, and rows as thin as it takes. */
  fit() {
    this.#controls.fit();
  }

  /** The whole time, and rows whose text is easily read. */
  readable() {
    this.#controls.readable();
  }

  /** @param {number} factor above 1 enlarges the time */
  zoom(factor) {
    this.#controls.zoom(factor);
  }

  /** @param {number} factor above 1 makes the rows higher */
  zoomRows(factor) {
    this.#controls.zoomRows(factor);
  }

  /** @param {Date|null} date where the now line is drawn */
  setNow(date) {
    this.#view.now = date;
    this.#stage.repaintOverlay();
  }

  /** @param {{turn: string, visit: string, stand: string|null}[]|null} bars of another plan: outlined where it has them */
  compare(bars) {
    const key = ({ turn, visit }) => JSON.stringify([turn, visit]);
    this.#view.compared = bars && new Map(bars.map((bar) => [key(bar), bar.stand]));
    this.#stage.repaint();
  }

  /** @param {Element} element beside the Gantt on which bars may be dropped @param {string|null} [stand] null: off their stand */
  dropTarget(element, stand = null) {
    this.#controls.pointer.targets.set(element, stand);
  }

  /**
   * Pick up visits from outside, such as from the tray.
   *
   * @param {string} turn
   * @param {string[]} visits
   * @param {PointerEvent|null} [event] of the button that is down; null: by keyboard, which the Gantt then has
   */
  carry(turn, visits, event = null) {
    const bars = this.#view.day.bars(turn).filter((bar) => visits.includes(bar.visit));
    if (bars.length) this.#controls.carry(bars, event);
  }

  /**
   * @param {string} turn
   * @param {string} visit
   * @param {string} [stand] another one than it is on
   * @returns {DOMRect|null} CSS pixels of the window: where the bar lies, or would; null where the stand has no row
   */
  boxOf(turn, visit, stand) {
    const [bar] = this.#view.day.bars(turn, visit);
    return bar ? this.#stage.boxOf([bar], stand ?? bar.stand) : null;
  }

  /** Give the Gantt the keyboard. */
  focus() {
    this.#stage.spoken.grid.focus({ preventScroll: true });
  }

  /** @param {string} text said to users of screen readers */
  say(text) {
    this.#stage.spoken.say(text);
  }

  /** @returns {Promise<Blob|null>} the whole day and all rows shown, in light colours, as PNG */
  picture() {
    return this.#stage.picture();
  }
}
