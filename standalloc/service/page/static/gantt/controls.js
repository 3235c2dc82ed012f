/** What pointer and keyboard can do to a view, and what is told of it: the one place where both meet. */

import { Keyboard } from "./keyboard.js";
import { Moving } from "./moving.js";
import { Pointer } from "./pointer.js";
import { cost, judged, tooltip } from "./words.js";
import { levels } from "./demand.js";

const REFUSAL_MS = 5000;
const HOVER_MS = 220;

/** The actions of one Gantt. */
export class Controls {
  /** @param {import("./view.js").View} view @param {import("./stage.js").Stage} stage @param {Function} emit (type, detail) */
  constructor(view, stage, emit) {
    this.view = view;
    this.stage = stage;
    this.emit = emit;
    this.element = stage.spoken.grid;
    this.tip = stage.tip;
    this.moving = new Moving(view, { emit, say: (text) => stage.spoken.say(text), repaint: () => stage.repaint() });
    this.pointer = new Pointer(this);
    this.keyboard = new Keyboard(this);
  }

  /** After zoom or pan. */
  repaint() {
    this.stage.repaint();
    this.emit("view", {});
  }

  /** After another board was shown: what was held has gone. */
  shown() {
    this.giveUp();
    this.stage.spoken.show(this.view);
    this.repaint();
  }

  /** What is held stays where it was. */
  giveUp() {
    if (!this.moving.isOn) return;
    this.moving.cancel();
    this.pointer.end();
    this.tip.hide();
  }

  /** After the verdicts came, or went. */
  tinted() {
    if (this.moving.isOn && this.view.tints) {
      this.moving.judge();
      this.showHeld(this.pointer.press ? this.pointer.place : this.pointOfHeld());
    }
    this.stage.repaint();
  }

  /**
   * @param {import("../day/board.js").Bar|null} bar
   * @param {boolean} [alone] without the rest of its piece
   * @param {{bring?: boolean, silent?: boolean}} [options] bring it into view; tell nobody
   */
  select(bar, alone = false, { bring = false, silent = false } = {}) {
    this.view.selected = bar && { bar, alone };
    this.stage.spoken.show(this.view);
    this.stage.spoken.saySelection(this.view);
    if (bring) this.reveal({ turn: bar.turn, visit: bar.visit });
    this.stage.repaint();
    if (!silent) this.emit("select", { bars: this.view.selection, bar });
  }

  /** The mouse is down on a bar: it may be about to be carried. */
  press(bar, alone) {
    const bars = alone ? [bar] : this.view.day.piece(bar).bars;
    this.emit("press", { turn: bar.turn, visits: bars.map(({ visit }) => visit) });
  }

  /** Enter, or a double click. */
  activate() {
    if (this.view.selected) this.emit("activate", { bars: this.view.selection });
  }

  /** Pin what is selected, or unpin it: the page decides. */
  pin() {
    const { selection } = this.view;
    if (selection.length) this.emit("pin", { turn: selection[0].turn, visits: selection.map((bar) => bar.visit) });
  }

  /** Take what is selected off its stand. */
  takeOff() {
    const { selection } = this.view;
    if (!selection.length || selection[0].stand === null) return;
    const visits = selection.map((bar) => bar.visit);
    this.emit("drop", { turn: selection[0].turn, visits, stand: null, verdict: null, forced: false });
  }

  /** @param {import("../day/board.js").Bar[]} bars @param {PointerEvent|null} event */
  carry(bars, event) {
    this.view.selected = { bar: bars[0], alone: bars.length === 1 };
    this.moving.begin(bars);
    if (event) {
      this.pointer.follow(event);
    } else {
      this.element.focus({ preventScroll: true });
      const [stand] = this.view.rows.ofStand.keys();
      this.moving.over(bars[0].stand ?? stand);
      this.reveal({ minute: bars[0].start });
      this.showHeld(this.pointOfHeld());
    }
  }

  /** @param {string} heading */
  fold(heading) {
    this.view.rows.toggle(heading);
    this.view.arrange();
    this.stage.spoken.say(`${heading} ${this.view.rows.folded.has(heading) ? "folded" : "unfolded"}`);
    this.repaint();
  }

  /** Show the rows under all headings. */
  unfoldAll() {
    this.view.rows.folded.clear();
    this.view.arrange();
    this.repaint();
  }

  /** @param {"stands"|"buses"|"tugs"} kind */
  foldProfile(kind) {
    const { foldedProfiles } = this.view;
    if (!foldedProfiles.delete(kind)) foldedProfiles.add(kind);
    this.view.resize(this.view.width, this.view.height);
    this.repaint();
  }

  /** @param {number} factor @param {number} [x] */
  zoom(factor, x) {
    this.view.scale.zoomTime(factor, x ?? this.#middle());
    this.repaint();
  }

  /** @param {number} factor */
  zoomRows(factor) {
    const { scale, rows, selected } = this.view;
    const entry = selected && rows.ofStand.get(selected.bar.stand);
    const y = entry ? rows.top(entry, scale) - scale.top : -1;
    scale.zoomRows(factor, y >= 0 && y < scale.height ? y : undefined);
    this.repaint();
  }

  /** The whole day, all rows. */
  fit() {
    this.view.scale.fitTime();
    this.view.scale.fitRows();
    this.repaint();
  }

  /** The whole day, rows that can be read. */
  readable() {
    this.view.scale.fitTime();
    this.view.scale.zoomRows(20 / this.view.scale.line, 0);
    this.repaint();
  }

  /** @param {{turn?: string, visit?: string|null, stand?: string, minute?: number}} what to bring into view */
  reveal({ turn, visit = null, stand, minute }) {
    const [bar] = turn === undefined ? [] : this.view.day.bars(turn, visit);
    if (bar) this.view.scale.showMinutes(bar.start, this.view.day.piece(bar).end);
    if (minute !== undefined) this.view.scale.showMinutes(minute, minute);
    const name = bar?.stand ?? stand;
    if (name) this.#unfold(name);
    if (name) this.bringStand(name);
    this.repaint();
  }

  /** @param {string} stand whose row is to be seen */
  bringStand(stand) {
    const { rows, scale } = this.view;
    const entry = rows.ofStand.get(stand);
    if (entry) scale.showRows(rows.top(entry, scale), rows.height(entry, scale));
    this.repaint();
  }

  /** @param {import("./hit.js").Hit|null} found @param {{x: number, y: number}|null} point @param {{x: number, y: number}|null} [place] of the window */
  hover(found, point, place = null) {
    this.stage.pointer = point;
    this.view.hovered = found?.bar ?? null;
    this.stage.repaintOverlay();
    clearTimeout(this.hovering);
    const lines = found && place ? this.#linesOf(found, point) : [];
    if (lines.length === 0) this.tip.hide();
    else if (!this.tip.element.hidden) this.tip.show(lines, place);
    else this.hovering = setTimeout(() => this.pointer.press || this.tip.show(lines, this.pointer.place), HOVER_MS);
  }

  /** @param {{x: number, y: number}} place of the window: the verdict on what is held is shown there */
  showHeld(place) {
    clearTimeout(this.hovering); // a refusal shown before would take the note away
    const { held } = this.view;
    if (!held || held.to === undefined) {
      this.tip.hide();
      return;
    }
    const verdict = held.to === held.from ? null : this.view.verdict(held.to);
    const name = held.to ?? "Off its stand";
    const lines = held.to === held.from ? [`${name}: where it is`] : verdict ? verdictLines(name, verdict) : [name];
    this.tip.show(lines, place, verdict?.answer);
  }

  /** @param {{x: number, y: number}} place where the rule that refused a drop is named for a while */
  showRefusal(place) {
    const { refused } = this.moving;
    this.tip.hide();
    if (!refused) return;
    this.moving.refused = null;
    this.tip.show([`Refused: ${judged(refused, refused.stand)}`, "Ctrl held while dropping makes the move all the same"], place, "forbidden");
    clearTimeout(this.hovering);
    this.hovering = setTimeout(() => this.tip.hide(), REFUSAL_MS);
  }

  /** @returns {{x: number, y: number}} where what is held would lie */
  pointOfHeld() {
    const { held } = this.view;
    return held ? this.stage.pointOf(held.bars, held.to ?? held.from) : { x: 0, y: 0 };
  }

  /** @returns {{x: number, y: number}} where the selection lies */
  pointOfSelection() {
    const { selection } = this.view;
    return selection.length ? this.stage.pointOf(selection, selection[0].stand) : { x: 0, y: 0 };
  }

  #unfold(stand) {
    const { rows, day } = this.view;
    if (rows.ofStand.has(stand)) return;
    const index = day.board.rows.findIndex((row) => row.label === stand && row.kind === "stand");
    const heading = day.board.rows.slice(0, Math.max(0, index)).findLast((row) => row.kind === "heading");
    if (heading && rows.folded.delete(heading.label)) this.view.arrange();
  }

  /** Zooming keeps the selection where it is, where it is seen. */
  #middle() {
    const { scale, selected } = this.view;
    const x = selected ? scale.x((selected.bar.start + selected.bar.end) / 2) : -1;
    return x > 0 && x < scale.width ? x : scale.width / 2;
  }

  #linesOf({ bar, block, area, entry, profile }, { x }) {
    const { view } = this;
    if (bar) return tooltip(view.day.piece(bar).bars, view.times);
    if (block) return [block.label || (block.kind === "closure" ? "closed" : "blocked"), ...block.facts.map(([name, value]) => `${name}: ${value}`)];
    if (area === "names" && entry?.lines) return [entry.row.label, ...entry.row.facts.map(([name, value]) => `${name}: ${value}`)];
    if (profile && x > view.namesWidth) {
      const minute = view.scale.minute(x - view.namesWidth);
      return [view.times.clock(minute), ...levels(profile, minute).map(([name, count]) => `${name}: ${count}`)];
    }
    return !entry?.lines || view.scale.line >= 9 ? [] : [entry.row.label];
  }
}

function verdictLines(name, verdict) {
  if (verdict.answer === "forbidden") return [`✕ ${name}: forbidden by ${verdict.rule}`, verdict.message];
  const price = cost(verdict);
  if (verdict.answer === "at_cost") return [`${name}: costs ${price}`, ...(verdict.message ? [verdict.message] : [])];
  return [`✓ ${name}: allowed`, ...(price ? [`the plan changes by ${price}`] : [])];
}
