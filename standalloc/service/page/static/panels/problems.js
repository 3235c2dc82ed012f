/** @file The list of problems: visits without a stand, rules broken, transfers missed. Each leads to its bar. */

import { unplaced } from "../day/unplaced.js";
import { byId, element } from "./elements.js";

/** Shows the problems of the board that is open. */
export class ProblemList {
  #panel = byId("problems");
  #count = byId("problem-count");
  #desk;
  #gantt;

  /**
   * @param {import("../desk.js").Desk} desk
   * @param {import("../gantt/gantt.js").Gantt} gantt
   * @param {(turn: string, visit: string) => void} lead leads to a visit, in the Gantt or in the tray.
   */
  constructor(desk, gantt, lead) {
    this.#desk = desk;
    this.#gantt = gantt;
    this.lead = lead;
    desk.addEventListener("board", () => this.#show());
  }

  #show() {
    const { board, isJudged } = this.#desk;
    const groups = unplaced(board);
    const count = groups.reduce((sum, bars) => sum + bars.length, 0) + board.violations.length + board.missed_transfers.length;
    this.#count.textContent = String(count);
    this.#count.classList.toggle("bad", count > 0);
    const focused = this.#panel.contains(document.activeElement) ? document.activeElement.dataset?.key : null;
    this.#panel.replaceChildren(
      ...[!isJudged && element("p", { class: "quiet" }, "Not judged yet: the last change is not in this list.")].filter(Boolean),
      ...this.#group("Rules broken", board.violations.map((violation) => this.#violation(violation))),
      ...this.#group("Without a stand", groups.map((bars) => this.#unallocated(bars))),
      ...this.#group("Transfers missed", board.missed_transfers.map((text) => this.#transfer(text, board))),
    );
    if (!count) this.#panel.append(element("p", { class: "good" }, isJudged ? "✓ No problems: every visit has a stand, no rule is broken." : "No problems before it."));
    if (focused) this.#panel.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  #group(title, items) {
    if (!items.length) return [];
    const heading = element("h3", {}, `${title} `, element("span", { class: "count" }, items.length));
    return [heading, element("ul", { class: "problem-list" }, ...items.map((item) => element("li", {}, item)))];
  }

  #violation(violation) {
    const [visit] = violation.visits;
    const about = `${violation.turns.join(" and ")}${violation.stands.length ? ` on ${violation.stands.join(", ")}` : ""}`;
    const lead = () => {
      if (visit) this.lead(visit.turn, visit.visit);
      else if (violation.stands.length) this.#gantt.reveal({ stand: violation.stands[0] });
    };
    return this.#item(`${violation.rule}:${about}:${violation.start}`, lead, violation.rule, about || "whole day", violation.message);
  }

  #unallocated(bars) {
    const [bar] = bars;
    const visits = bars.map(({ visit }) => visit).join(" + ");
    const about = `${bar.labels[0] ?? bar.turn}${visits === "full" ? "" : `, ${visits}`}`;
    const key = `unallocated:${bar.turn}:${bar.visit}`;
    return this.#item(key, () => this.lead(bar.turn, bar.visit), bar.reason?.code ?? "unallocated", about, bar.reason?.text ?? "not judged yet");
  }

  /** The line names the flights; the bars that miss a transfer tell which they are. */
  #transfer(text, board) {
    const bar = board.bars.find((one) => one.misses_transfer && one.names.some((name) => text.includes(name)));
    return this.#item(`transfer:${text}`, () => bar && this.lead(bar.turn, bar.visit), "transfer", "", text);
  }

  #item(key, lead, rule, about, text) {
    return element(
      "button",
      { type: "button", class: "problem", "data-key": key, "data-rule": rule, onclick: lead },
      element("span", { class: "rule" }, rule),
      about && element("b", {}, about),
      element("span", { class: "words" }, text),
    );
  }
}
