/** @file Weights and tiers: what the plan is judged by from now on, and what the next solve minimises. */

import { allow, byId, element } from "./elements.js";

/**
 * Makes an objective of what a form holds.
 * @param {{term: string, weight: number|null, tier: number|null}[]} rows `weight` null where nothing is written.
 * @param {boolean} isTiered whether tiers count.
 * @returns {object} as `[objective]` of an airport.
 */
export function objectiveOf(rows, isTiered) {
  const weights = Object.fromEntries(rows.filter((row) => row.weight !== null).map((row) => [row.term, row.weight]));
  if (!isTiered) return weights;
  const numbers = [...new Set(rows.map((row) => row.tier).filter((tier) => tier !== null))].sort((one, other) => one - other);
  return { ...weights, tiers: numbers.map((number) => rows.filter((row) => row.tier === number).map((row) => row.term)) };
}

/** The form of weights and tiers. */
export class WeightsPanel {
  #panel = byId("weights");
  #shown = "";

  /**
   * @param {import("../desk.js").Desk} desk
   * @param {import("./messages.js").Messages} messages
   * @param {() => void} solve shows the panel of solves.
   */
  constructor(desk, messages, solve) {
    Object.assign(this, { desk, messages, solve });
    desk.addEventListener("board", () => this.#show());
  }

  /** Shows what the board is judged by, unless the planner is changing it. */
  #show() {
    const { board, isJudged } = this.desk;
    const now = JSON.stringify([board.weights, board.tiers]);
    if (!isJudged || now === this.#shown) return;
    this.#shown = now;
    this.isTiered = board.tiers.length > 0;
    this.rows = Object.keys(board.weights).map((term) => ({
      term,
      weight: board.weights[term],
      tier: this.isTiered ? tierOf(board, term) : board.weights[term] > 0 ? 1 : null,
    }));
    this.#draw();
  }

  #draw() {
    const mode = element(
      "select",
      { id: "weights-mode", onchange: (event) => { this.isTiered = event.target.value === "tiers"; this.#draw(); this.#changed(); } },
      element("option", { value: "weights", selected: !this.isTiered }, "weights: all terms add up"),
      element("option", { value: "tiers", selected: this.isTiered }, "tiers: one after the other"),
    );
    this.apply = element("button", { id: "weights-apply", type: "submit", class: "strong" }, "Judge by these");
    const solve = element("button", { id: "weights-solve", type: "button", onclick: () => this.#apply() && this.solve() }, "…and solve");
    this.note = element("p", { class: "quiet" });
    this.#panel.replaceChildren(element(
      "form",
      { class: "stack", "aria-label": "Weights and tiers", onsubmit: (event) => { event.preventDefault(); this.#apply(); } },
      element("label", {}, "Goals are ", mode),
      element("p", { class: "quiet" }, this.isTiered
        ? "Tier 1 is made as small as can be and held, then tier 2, and so on. Terms without a tier are only reported."
        : "What one more of each costs. Nothing is minimised that costs 0."),
      this.#table(),
      this.note,
      element("div", { class: "row" }, this.apply, solve, element("button", { id: "weights-back", type: "button", onclick: () => this.#back() }, "Back")),
    ));
    this.#changed();
  }

  #table() {
    const head = ["Term", "Weight", this.isTiered && "Tier", "Now", "Cost"].filter(Boolean);
    const terms = this.desk.board.figures.terms;
    const lines = this.rows.map((row) => {
      const name = row.term.replaceAll("_", " ");
      const weight = element("input", {
        type: "number", min: 0, step: "any", value: row.weight, "data-term": row.term, "aria-label": `Weight of ${name}`,
        oninput: (event) => { row.weight = event.target.value === "" ? 0 : Number(event.target.value); this.#changed(); },
      });
      const tiers = [["", "–"], ...Array.from({ length: 6 }, (_, number) => [String(number + 1), String(number + 1)])];
      const tier = this.isTiered && element(
        "select",
        {
          "aria-label": `Tier of ${name}`, "data-tier": row.term,
          onchange: (event) => { row.tier = event.target.value ? Number(event.target.value) : null; this.#changed(); },
        },
        ...tiers.map(([value, text]) => element("option", { value, selected: value === String(row.tier ?? "") }, text)),
      );
      const term = terms[row.term];
      const cells = [weight, tier, number(term?.amount), number(term?.cost)].filter((cell) => cell !== false);
      return element("tr", {}, element("th", { scope: "row" }, name), ...cells.map((cell) => element("td", {}, cell)));
    });
    const heads = element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)));
    return element("table", { class: "terms" }, element("thead", {}, heads), element("tbody", {}, ...lines));
  }

  #changed() {
    const differs = this.#differs();
    const tierless = this.isTiered && this.rows.every((row) => row.tier === null);
    allow(this.apply, tierless ? "Give at least one term a tier." : differs ? "" : "Nothing is changed.");
    this.note.textContent = differs ? "Changed; the figures above are still by the old ones." : this.desk.draft.objective ? "Your own, not saved yet." : "";
  }

  #differs() {
    const { board } = this.desk;
    if (this.isTiered !== board.tiers.length > 0) return true;
    return this.rows.some((row) => row.weight !== board.weights[row.term] || (this.isTiered && row.tier !== tierOf(board, row.term)));
  }

  /** @returns {boolean} whether the board is judged by what the form holds. */
  #apply() {
    if (this.isTiered && this.rows.every((row) => row.tier === null)) {
      this.messages.say(this.apply.title, "warning");
      return false;
    }
    if (this.#differs()) {
      this.desk.do({ label: "change the weights", objective: objectiveOf(this.rows, this.isTiered) });
      this.messages.say("The plan is judged by the new weights; Undo takes them back.");
    }
    return true;
  }

  #back() {
    this.#shown = "";
    this.#show();
  }
}

function tierOf(board, term) {
  const at = board.tiers.findIndex((tier) => tier.includes(term));
  return at < 0 ? null : at + 1;
}

function number(value) {
  return value === undefined ? "–" : new Intl.NumberFormat("en", { maximumFractionDigits: 1 }).format(value);
}
