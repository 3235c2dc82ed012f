/** @file The strip of figures, each beside the published plan's. */

import { byId, element } from "./elements.js";

const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const COST = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const SHARE = new Intl.NumberFormat("en", { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const GAP = new Intl.NumberFormat("en", { style: "percent", minimumFractionDigits: 2, maximumFractionDigits: 2 });

/**
 * @typedef {object} Figure
 * @property {string} key of the service's figures.
 * @property {string} label
 * @property {Intl.NumberFormat} format
 * @property {-1|1} better which way is better.
 */

/** @type {Figure[]} */
export const FIGURES = [
  { key: "bus_passengers", label: "Bus passengers", format: WHOLE, better: -1 },
  { key: "contact_rate", label: "Contact rate", format: SHARE, better: 1 },
  { key: "tows", label: "Tows", format: WHOLE, better: -1 },
  { key: "unallocated", label: "Unallocated", format: WHOLE, better: -1 },
  { key: "violations", label: "Rules broken", format: WHOLE, better: -1 },
  { key: "missed_transfers", label: "Missed transfers", format: WHOLE, better: -1 },
  { key: "objective", label: "Objective", format: COST, better: -1 },
  { key: "gap", label: "Gap", format: GAP, better: -1 },
];

/**
 * Writes a figure.
 * @param {Figure} figure
 * @param {object} figures of a plan.
 * @returns {string} a dash where it has none.
 */
export function written(figure, figures) {
  const value = figures[figure.key];
  return value === null || value === undefined ? "–" : figure.format.format(value);
}

/**
 * Compares a figure with another plan's.
 * @param {Figure} figure
 * @param {object} figures of a plan.
 * @param {object} others of the other plan.
 * @returns {{text: string, tone: "better"|"worse"|"same"}|null} null where one of them is not known.
 */
export function difference(figure, figures, others) {
  const [value, other] = [figures[figure.key], others[figure.key]];
  if (typeof value !== "number" || typeof other !== "number") return null;
  const text = figure.format.format(Math.abs(value - other));
  if (text === figure.format.format(0)) return { text: "=", tone: "same" };
  const unit = text.endsWith("%") ? text.replace("%", " pts") : text;
  return { text: `${value > other ? "+" : "−"}${unit}`, tone: Math.sign(value - other) === figure.better ? "better" : "worse" };
}

/** Shows the figures of the board that is open. */
export class FigureStrip {
  #strip = byId("figures");
  #desk;

  /** @param {import("../desk.js").Desk} desk */
  constructor(desk) {
    this.#desk = desk;
    desk.addEventListener("board", () => this.#show());
  }

  #show() {
    const { board, publishedBoard, isJudged } = this.#desk;
    this.#strip.classList.toggle("unjudged", !isJudged);
    this.#strip.setAttribute("aria-busy", String(!isJudged));
    const shown = FIGURES.filter(({ key }) => key !== "missed_transfers" || board.figures[key] || publishedBoard?.figures[key]);
    this.#strip.replaceChildren(...shown.map((figure) => this.#figure(figure, board.figures, publishedBoard?.figures)));
  }

  #figure(figure, figures, published) {
    const change = published && difference(figure, figures, published);
    const bad = ["unallocated", "violations"].includes(figure.key) && figures[figure.key] > 0;
    return element(
      "dl",
      { class: "figure", "data-figure": figure.key },
      element("dt", {}, figure.label),
      element("dd", { class: bad ? "value bad" : "value" }, written(figure, figures)),
      published && element(
        "dd",
        { class: "beside" },
        element("span", { class: "published", title: "published" }, element("span", { class: "heard" }, "published "), written(figure, published)),
        " ",
        change && element("span", { class: `change ${change.tone}` }, change.text, element("span", { class: "heard" }, ` ${change.tone}`)),
      ),
    );
  }
}
