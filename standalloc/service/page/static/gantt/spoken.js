/** The layer of screen readers: a grid in which the row of the selected bar can be read, and a voice. */

import { called, sentence } from "./words.js";

let numbers = 0;

/** Grid and live region beside the canvases. */
export class Spoken {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    numbers += 1;
    this.prefix = `gantt-${numbers}`;
    this.grid = made("div", "gantt-grid", { role: "grid", tabindex: "0", "aria-label": "Gantt of the stands" });
    this.rows = made("div", "gantt-spoken", { role: "rowgroup" });
    this.voice = made("div", "gantt-spoken", { role: "status", "aria-live": "polite" });
    this.grid.append(this.rows);
    parent.append(this.grid, this.voice);
  }

  /** @param {string} text said as soon as the reader is free */
  say(text) {
    this.voice.textContent = text;
  }

  /**
   * Lay out the row that the selection is in, as cells.
   *
   * @param {import("./view.js").View} view
   */
  show(view) {
    const bar = view.selected?.bar ?? null;
    const entry = bar && view.rows.ofStand.get(bar.stand);
    const row = made("div", "", { role: "row", "aria-rowindex": String(entry ? entry.index + 1 : 1) });
    this.grid.setAttribute("aria-rowcount", String(Math.max(1, view.rows.entries.length)));
    row.append(made("span", "", { role: "rowheader" }, entry?.row.label ?? "stands"));
    const pieces = entry ? view.day.piecesOn(entry.row.label) : [];
    const bars = view.selected?.alone ? pieces.flatMap((piece) => piece.bars) : pieces.map((piece) => piece.bars[0]);
    const chosen = view.selected?.alone ? bar : bar && view.day.piece(bar).bars[0];
    for (const each of bars) {
      const cell = made("span", "", { role: "gridcell", "aria-selected": String(each === chosen) }, called(each));
      if (each === chosen) cell.id = `${this.prefix}-selected`;
      row.append(cell);
    }
    if (bars.length === 0) row.append(made("span", "", { role: "gridcell" }, bar ? called(bar) : "no bar selected"));
    this.rows.replaceChildren(row);
    if (bars.includes(chosen)) this.grid.setAttribute("aria-activedescendant", `${this.prefix}-selected`);
    else this.grid.removeAttribute("aria-activedescendant");
  }

  /** @param {import("./view.js").View} view say what is selected */
  saySelection(view) {
    if (view.selected) this.say(sentence(view.selection, view.times));
  }
}

function made(tag, className, attributes, text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text) element.textContent = text;
  return element;
}
