/** A move being made, by pointer or by keyboard: picked up, carried over stands, dropped, refused or given up. */

import { judged, sentence } from "./words.js";

/** @typedef {import("../day/board.js").Bar} Bar */

/** The one move that may be under way. */
export class Moving {
  /**
   * @param {import("./view.js").View} view
   * @param {{emit: (type: string, detail: object) => void, say: (text: string) => void, repaint: () => void}} out
   */
  constructor(view, out) {
    this.view = view;
    this.out = out;
    /** The verdict by which the last drop was refused. @type {import("./view.js").Verdict|null} */
    this.refused = null;
  }

  /** @returns {boolean} whether one is under way */
  get isOn() {
    return this.view.held !== null;
  }

  /** @param {Bar[]} bars consecutive visits of one turn, on one stand or on none */
  begin(bars) {
    const [first] = bars;
    const visits = bars.map((bar) => bar.visit);
    this.refused = null;
    this.view.hovered = null;
    this.view.held = { turn: first.turn, visits, bars, from: first.stand, to: undefined };
    this.out.say(`picked up ${sentence(bars, this.view.times)}`);
    this.out.emit("pick", { turn: first.turn, visits });
    this.out.repaint();
  }

  /** @param {string|null|undefined} stand that it is over: null over the tray, undefined where it cannot be dropped */
  over(stand) {
    const { held } = this.view;
    if (!held || held.to === stand) return;
    held.to = stand;
    this.#announce();
    this.out.repaint();
  }

  /** The verdicts are there: say the one that is waited for. */
  judge() {
    if (this.isOn && this.view.held.to !== undefined && this.view.held.to !== this.view.held.from) this.#announce();
  }

  /** @param {boolean} forced also where a rule forbids it, known here already or not */
  drop(forced) {
    const { held } = this.view;
    if (!held) return;
    const { turn, visits, from, to } = held;
    const verdict = to === undefined ? null : this.view.verdict(to);
    if (to === undefined || to === from) this.cancel();
    else if (verdict?.answer === "forbidden" && !forced) this.#refuse(verdict);
    else {
      this.#end();
      this.out.say(`put ${to === null ? "off its stand" : `on ${to}`}`);
      this.out.emit("drop", { turn, visits, stand: to, verdict, forced });
    }
  }

  /** Give it up: everything stays where it was. */
  cancel() {
    if (!this.isOn) return;
    const { turn, visits } = this.view.held;
    this.#end();
    this.out.say("not moved");
    this.out.emit("cancel", { turn, visits, refused: null });
  }

  #refuse(verdict) {
    const { turn, visits, to } = this.view.held;
    this.#end();
    this.refused = verdict;
    this.out.say(`refused. ${judged(verdict, to)}`);
    this.out.emit("cancel", { turn, visits, refused: verdict });
  }

  #end() {
    this.view.held = null;
    this.view.tints = null;
    this.out.repaint();
  }

  #announce() {
    const { to, from } = this.view.held;
    if (to === undefined) return;
    const verdict = this.view.verdict(to);
    this.out.say(to === from ? `${to}: where it is` : judged(verdict, to));
    this.out.emit("hover", { stand: to, verdict });
  }
}
