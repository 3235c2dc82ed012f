/** @file Compare: the plan on the screen beside another, figure by figure, term by term, move by move. */

import { movedVisits } from "../day/changes.js";
import { Times } from "../day/times.js";
import { byId, choose, element } from "./elements.js";
import { FIGURES, difference, written } from "./figures.js";

/** How many moves are listed; the Gantt outlines them all. */
const MOST_LISTED = 300;
const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

/** The comparison of the draft with a stored plan. */
export class ComparePanel {
  #panel = byId("compare");
  #outlines = byId("outlines");
  #other = null;
  #asked = 0;

  /**
   * @param {object} page
   * @param {import("../desk.js").Desk} page.desk
   * @param {import("../gantt/gantt.js").Gantt} page.gantt
   * @param {import("./messages.js").Messages} page.messages
   * @param {(turn: string, visit: string) => void} page.lead leads to a visit.
   */
  constructor({ desk, gantt, messages, lead }) {
    Object.assign(this, { desk, gantt, messages, lead });
    this.choice = element("select", { id: "compare-with", onchange: () => this.#read() });
    this.content = element("div");
    this.#panel.append(element("label", { class: "wide" }, "The plan on the screen beside", this.choice), this.content);
    this.#outlines.addEventListener("change", () => this.#outline());
    desk.addEventListener("board", () => this.#show());
  }

  /**
   * Offers plans to compare with.
   * @param {[string, string][]} plans ids and what they are called.
   */
  offer(plans) {
    const value = this.choice.value;
    choose(this.choice, [["", "the published plan"], ...plans]);
    if (this.choice.value !== value) this.#read();
  }

  /**
   * Compares with a plan.
   * @param {string} plan id; "" for the published one.
   */
  with(plan) {
    if (plan && ![...this.choice.options].some((option) => option.value === plan)) this.choice.append(element("option", { value: plan }, plan));
    this.choice.value = plan;
    this.#outlines.checked = true;
    this.#read();
  }

  async #read() {
    const asked = ++this.#asked;
    const plan = this.choice.value;
    this.#other = null;
    if (plan) {
      try {
        const board = await this.desk.boardOf(plan);
        if (asked === this.#asked) this.#other = board;
      } catch (error) {
        this.messages.fail(error, "read the other plan");
      }
    }
    if (asked === this.#asked) this.#show();
  }

  /** The board beside; null where there is none. */
  get other() {
    return this.choice.value ? this.#other : this.desk.publishedBoard;
  }

  #outline() {
    const { other } = this;
    byId("outlines-words").textContent = this.choice.value ? "compared places" : "published places";
    this.gantt.compare(this.#outlines.checked && other ? other.bars : null);
  }

  #show() {
    const { other, desk } = this;
    this.#outline();
    if (!other) {
      const words = this.choice.value ? "Reading it…" : "Nothing is published for this day yet. Choose another plan to compare with.";
      this.content.replaceChildren(element("p", { class: "quiet" }, words));
      return;
    }
    const moved = movedVisits(desk.board, other);
    const parts = [
      !sameGoals(desk.board, other) && element("p", { class: "note" }, "The two are judged by different weights: compare amounts, not costs."),
      this.#figures(desk.board.figures, other.figures),
      element("h3", {}, "Terms"),
      this.#terms(desk.board.figures.terms, other.figures.terms),
      element("h3", {}, "On other stands ", element("span", { class: "count" }, moved.length)),
      this.#moves(moved),
    ];
    this.content.replaceChildren(...parts.filter(Boolean));
  }

  #figures(here, there) {
    const rows = FIGURES.filter(({ key }) => here[key] || there[key]).map((figure) => {
      const change = difference(figure, here, there);
      return [figure.label, written(figure, here), written(figure, there), change && element("span", { class: `change ${change.tone}` }, change.text)];
    });
    return table(["", "Here", "Beside", "Difference"], rows);
  }

  #terms(here, there) {
    const names = Object.keys(here).filter((name) => here[name].cost || there[name]?.cost);
    const both = (term) => element(
      "span",
      {},
      NUMBER.format(term?.amount ?? 0),
      term && term.cost !== term.amount && element("small", {}, `cost ${NUMBER.format(term.cost)}`),
    );
    const rows = names.map((name) => {
      const change = here[name].amount - (there[name]?.amount ?? 0);
      return [name.replaceAll("_", " "), both(here[name]), both(there[name]), change ? `${change > 0 ? "+" : "−"}${NUMBER.format(Math.abs(change))}` : "="];
    });
    return table(["", "Here", "Beside", "Difference"], rows);
  }

  #moves(moved) {
    const times = new Times(this.desk.board);
    const items = moved.slice(0, MOST_LISTED).map((move) => element("li", {}, element(
      "button",
      { type: "button", class: "problem", onclick: () => this.lead(move.turn, move.visit) },
      element("b", {}, move.label),
      element("span", { class: "words" }, `${times.clock(move.start)}${move.visit === "full" ? "" : `, ${move.visit}`}: here ${move.here ?? "no stand"}, beside ${move.there ?? "no stand"}`),
    )));
    const more = moved.length - items.length;
    return element("div", {}, element("ul", { class: "problem-list" }, ...items), more > 0 && element("p", { class: "quiet" }, `and ${more} more, outlined in the Gantt`));
  }
}

function sameGoals(board, other) {
  return JSON.stringify([board.weights, board.tiers]) === JSON.stringify([other.weights, other.tiers]);
}

function table(heads, rows) {
  const head = element("tr", {}, ...heads.map((text) => (text ? element("th", { scope: "col" }, text) : element("td"))));
  const lines = rows.map(([name, ...cells]) => element("tr", {}, element("th", { scope: "row" }, name), ...cells.map((cell) => element("td", {}, cell ?? "–"))));
  return element("table", { class: "terms" }, element("thead", {}, head), element("tbody", {}, ...lines));
}
