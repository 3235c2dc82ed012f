/** @file The panels beside the Gantt, one at a time, by the keys of tabs; the side can be folded away. */

import { byId } from "./elements.js";

/** The tabs of the side. */
export class Tabs {
  #tabs = [...byId("tabs").querySelectorAll("[role=tab]")];
  #side = byId("side");
  #button = byId("side-button");

  constructor() {
    for (const tab of this.#tabs) tab.addEventListener("click", () => this.show(tab.getAttribute("aria-controls")));
    byId("tabs").addEventListener("keydown", (event) => this.#key(event));
    this.#button.addEventListener("click", () => this.fold(!this.#side.hidden));
    this.show("problems");
  }

  /**
   * Shows a panel, unfolding the side.
   * @param {string} name id of the panel.
   * @param {boolean} [withFocus] whether the keyboard goes there.
   */
  show(name, withFocus = false) {
    this.fold(false);
    for (const tab of this.#tabs) {
      const isIt = tab.getAttribute("aria-controls") === name;
      tab.setAttribute("aria-selected", String(isIt));
      tab.tabIndex = isIt ? 0 : -1;
      byId(tab.getAttribute("aria-controls")).hidden = !isIt;
      if (isIt && withFocus) tab.focus();
    }
  }

  /** @param {boolean} isFolded whether the side is out of the way. */
  fold(isFolded) {
    this.#side.hidden = isFolded;
    this.#button.setAttribute("aria-expanded", String(!isFolded));
  }

  /** Whether the side is out of the way. @returns {boolean} */
  get isFolded() {
    return this.#side.hidden;
  }

  #key(event) {
    const at = this.#tabs.indexOf(event.target);
    const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: this.#tabs.length - 1 };
    if (at < 0 || !(event.key in steps)) return;
    event.preventDefault();
    const next = this.#tabs.at(steps[event.key] % this.#tabs.length);
    this.show(next.getAttribute("aria-controls"), true);
  }
}
