/** @file The tray: visits without a stand, with their reasons. From here they are carried onto stands. */

import { Times } from "../day/times.js";
import { unplaced } from "../day/unplaced.js";
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
   * @param {import("../gantt/gantt.js").Gantt} gantt that carries what is picked here, and drops here what it carries.
   * @param {() => void} show brings the tray to sight.
   */
  constructor(desk, gantt, show) {
    this.#desk = desk;
    this.#gantt = gantt;
    this.show = show;
    gantt.dropTarget(this.#panel);
    desk.addEventListener("board", () => this.#list());
  }

  /**
   * Leads to a visit in the tray.
   * @param {string} turn
   * @param {string} visit
   */
  reveal(turn, visit) {
    this.show();
    const item = this.#items().find((one) => one.dataset.turn === turn && one.dataset.visits.split(" ").includes(visit));
    item?.scrollIntoView({ block: "nearest" });
    item?.focus();
  }

  #list() {
    const { board } = this.#desk;
    const times = new Times(board);
    const groups = unplaced(board);
    const count = groups.reduce((sum, bars) => sum + bars.length, 0);
    this.#count.textContent = String(count);
    this.#count.classList.toggle("bad", count > 0);
    const focused = this.#panel.contains(document.activeElement) ? document.activeElement.dataset : null;
    this.#panel.replaceChildren(
      count
        ? element("p", { class: "quiet" }, "Drag one onto a stand; or press Enter on it, choose a stand with the arrow keys or its name, and press Enter again.")
        : element("p", { class: "good" }, "✓ Every visit has a stand."),
      element("ul", { class: "tray-list" }, ...groups.map((bars) => element("li", {}, ...this.#group(bars, times)))),
    );
    if (focused?.turn) this.#items().find((one) => one.dataset.turn === focused.turn && one.dataset.visits === focused.visits)?.focus();
  }

  /** Visits of one turn that follow each other are carried together, or one by one. */
  #group(bars, times) {
    const [first] = bars;
    const passengers = bars.reduce((sum, bar) => sum + bar.passengers, 0);
    const about = [first.airline, first.code && `code ${first.code}`, passengers ? `${passengers} passengers` : ""];
    const reasons = [...new Set(bars.map((bar) => bar.reason?.text ?? "not judged yet"))];
    const item = this.#handle(
      bars,
      "tray-item",
      element("b", {}, first.labels[0] ?? first.turn),
      element("span", { class: "time" }, times.period(first.start, bars.at(-1).end)),
      element("span", { class: "quiet" }, [...about, nameOf(bars)].filter(Boolean).join(", ")),
      ...reasons.map((reason) => element("span", { class: "words" }, reason)),
    );
    if (bars.length === 1) return [item];
    const parts = bars.map((bar) => this.#handle([bar], "part", bar.visit));
    return [item, element("div", { class: "parts", role: "group", "aria-label": `${first.turn}, one visit alone` }, "alone: ", ...parts)];
  }

  #handle(bars, kind, ...content) {
    const visits = bars.map((bar) => bar.visit);
    const item = element("button", { type: "button", class: kind, "data-turn": bars[0].turn, "data-visits": visits.join(" ") }, ...content);
    const pick = () => this.#gantt.carry(bars[0].turn, visits);
    item.addEventListener("click", (event) => event.detail === 0 && pick()); // by keyboard; the pointer drags
    item.addEventListener("pointerdown", (event) => this.#press(event, bars[0].turn, visits));
    item.addEventListener("dblclick", () => this.#gantt.reveal({ minute: (bars[0].start + bars.at(-1).end) / 2 }));
    item.addEventListener("keydown", (event) => event.key.toLowerCase() === "m" && pick());
    return item;
  }

  /** A press that moves on becomes a drag, which the Gantt takes over. */
  #press(start, turn, visits) {
    if (start.button !== 0) return;
    const ends = new AbortController();
    const listen = (name, action) => addEventListener(name, action, { signal: ends.signal });
    listen("pointermove", (event) => {
      if (Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < SLACK_PX) return;
      ends.abort();
      this.#gantt.carry(turn, visits, event);
    });
    listen("pointerup", () => ends.abort());
    listen("pointercancel", () => ends.abort());
  }

  #items() {
    return [...this.#panel.querySelectorAll("[data-visits]")];
  }
}

function nameOf(bars) {
  const visits = bars.map((bar) => bar.visit);
  return visits[0] === "full" ? "" : visits.join(" + ");
}
