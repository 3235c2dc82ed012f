/** @file Find: bars by flight, registration or turn, one after the other. */

import { found } from "../day/filter.js";
import { byId } from "./elements.js";

/** The field that finds bars. */
export class Search {
  #field = byId("find");
  #count = byId("find-count");
  #desk;
  #gantt;
  #found = [];
  #at = -1;

  /**
   * @param {import("../desk.js").Desk} desk
   * @param {import("../gantt/gantt.js").Gantt} gantt
   * @param {(turn: string, visit: string) => void} lead leads to a visit, in the Gantt or in the tray.
   */
  constructor(desk, gantt, lead) {
    this.#desk = desk;
    this.#gantt = gantt;
    this.lead = lead;
    this.#field.addEventListener("input", () => this.#search());
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    byId("find-next").addEventListener("click", () => this.step(1));
    byId("find-previous").addEventListener("click", () => this.step(-1));
    desk.addEventListener("board", () => this.#refresh());
  }

  /** Puts the cursor into the field. */
  focus() {
    this.#field.focus();
    this.#field.select();
  }

  /** @param {1|-1} by goes to the next or the previous one found. */
  step(by) {
    if (!this.#found.length) return;
    this.#at = (this.#at + by + this.#found.length) % this.#found.length;
    this.#lead();
  }

  #search() {
    this.#found = found(this.#desk.board, this.#field.value);
    this.#at = this.#found.length ? 0 : -1;
    if (this.#at === 0) this.#lead();
    else this.#tell();
  }

  /** Bars of another board take the places of those that were found. */
  #refresh() {
    if (!this.#field.value) return;
    this.#found = found(this.#desk.board, this.#field.value);
    this.#at = Math.min(this.#at, this.#found.length - 1);
    this.#tell();
  }

  #lead() {
    const bar = this.#found[this.#at];
    this.#tell();
    this.lead(bar.turn, bar.visit);
    this.#field.focus(); // so that the next Enter goes on
  }

  #tell() {
    const text = this.#field.value.trim();
    if (!text) this.#count.textContent = "";
    else this.#count.textContent = this.#found.length ? `${this.#at + 1} of ${this.#found.length}` : "none";
  }

  #key(event) {
    if (event.key === "Enter") {
      event.preventDefault();
      this.step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      this.#field.value = "";
      this.#search();
      this.#gantt.focus();
    }
  }
}
