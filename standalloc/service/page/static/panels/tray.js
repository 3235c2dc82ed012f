/** @file The tray: visits without a stand, with their reasons. From here they are carried onto stands. */

import { Times } from "../day/times.js";
import { byId, element } from "./elements.js";

/** How far the pointer goes before an item is dragged, in pixels. */
const SLACK_PX = 4;

/** Shows the visits without a stand. */
export class Tray {
  #panel = byId("tray");
  #count = byId("tray-count");
  #desk;
  #gantt;

  /**
   * @param {import("../desk.js").Desk} desk
   * @param {import("../gantt/gantt.js").Gantt} gantt that carries what is picked here.
   * @param {() => void} show brings the tray to sight.
   */
  constructor(desk, gantt, show) {
    this.#desk = desk;
    this.#gantt = gantt;
    this.show = show;
    desk.addEventListener("board", () => this.#list());
  }

  /**
   * Leads to a visit in the tray.
   * @param {string} turn
   * @param {string} visit
   */
  reveal(turn, visit) {
    this.show();
    const item = this.#item(turn, visit);
    item?.scrollIntoView({ block: "nearest" });
    item?.focus();
  }

  #list() {
    const { board } = this.#desk;
    const times = new Times(board);
    const bars = board.bars.filter((bar) => bar.stand === null);
    this.#count.textContent = String(bars.length);
    this.#count.classList.toggle("bad", bars.length > 0);
    const focused = this.#panel.contains(document.activeElement) ? document.activeElement.dataset : null;
    this.#panel.replaceChildren(
      bars.length
        ? element("p", { class: "quiet" }, "Drag one onto a stand; or press Enter on it, choose a stand with the arrow keys, and press Enter again.")
        : element("p", { class: "good" }, "✓ Every visit has a stand."),
      element("ul", { class: "tray-list" }, ...bars.map((bar) => element("li", {}, this.#bar(bar, times)))),
    );
    if (focused?.turn) this.#item(focused.turn, focused.visit)?.focus();
  }

  #bar(bar, times) {
    const about = [bar.airline, bar.type || (bar.code && `code ${bar.code}`), bar.passengers ? `${bar.passengers} passengers` : "", bar.visit === "full" ? "" : bar.visit];
    const item = element(
      "button",
      { type: "button", class: "tray-item", "data-turn": bar.turn, "data-visit": bar.visit },
      element("b", {}, bar.labels[0] ?? bar.turn),
      element("span", { class: "time" }, times.period(bar.start, bar.end)),
      element("span", { class: "quiet" }, about.filter(Boolean).join(", ")),
      element("span", { class: "words" }, bar.reason ? `${bar.reason.code}: ${bar.reason.text}` : "not judged yet"),
    );
    const pick = () => this.#gantt.pick(bar.turn, [bar.visit]);
    item.addEventListener("click", (event) => event.detail === 0 && pick()); // by keyboard; the pointer drags
    item.addEventListener("pointerdown", (event) => this.#press(event, bar));
    item.addEventListener("dblclick", () => this.#gantt.reveal({ minute: (bar.start + bar.end) / 2 }));
    item.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() === "m") pick();
    });
    return item;
  }

  /** A press that moves on becomes a drag, which the Gantt takes over. */
  #press(start, bar) {
    if (start.button !== 0) return;
    const ends = new AbortController();
    const listen = (name, action) => addEventListener(name, action, { signal: ends.signal });
    listen("pointermove", (event) => {
      if (Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < SLACK_PX) return;
      ends.abort();
      this.#gantt.pick(bar.turn, [bar.visit], event);
    });
    listen("pointerup", () => ends.abort());
    listen("pointercancel", () => ends.abort());
  }

  #item(turn, visit) {
    return [...this.#panel.querySelectorAll(".tray-item")].find((item) => item.dataset.turn === turn && item.dataset.visit === visit);
  }
}
