/** @file The filter: terminals, airlines, codes, uses and times to see. */

import { Times } from "../day/times.js";
import { ALL, PARTS, choices, isOpen, passes, wordsOfFilter } from "../day/filter.js";
import { byId, element } from "./elements.js";

const TITLES = { terminals: "Terminal", airlines: "Airline", codes: "Code letter", kinds: "Use" };
/** What the kinds of bars are called. */
export const KINDS = {
  contact: "contact", bus: "by bus", unused: "bridge unused", remote: "remote", parking: "parking", unallocated: "no stand",
};

/** The filter of the Gantt. */
export class FilterMenu {
  #menu = byId("filter-menu");
  #desk;
  #gantt;
  #place = "";
  /** @type {import("../day/filter.js").Filter} */
  filter = ALL;

  /**
   * @param {import("../desk.js").Desk} desk
   * @param {import("../gantt/gantt.js").Gantt} gantt
   */
  constructor(desk, gantt) {
    this.#desk = desk;
    this.#gantt = gantt;
    byId("filter-clear").addEventListener("click", () => this.#become(ALL));
    this.#menu.addEventListener("beforetoggle", (event) => event.newState === "open" && this.#fill());
    desk.addEventListener("opened", () => {
      const place = `${desk.place.airport}/${desk.place.day}`;
      if (place !== this.#place && this.#place) this.#become(ALL);
      this.#place = place;
    });
    desk.addEventListener("board", () => this.#tell());
  }

  #fill() {
    const there = choices(this.#desk.board);
    const groups = Object.keys(PARTS).filter((part) => there[part].length > 1).map((part) => this.#group(part, there[part]));
    const clear = element("button", { type: "button", onclick: () => { this.#become(ALL); this.#fill(); } }, "Show all");
    this.#menu.replaceChildren(this.#times(), ...groups, element("div", { class: "row" }, clear));
  }

  #group(part, values) {
    const boxes = values.map((value) => {
      const change = (event) => {
        const chosen = new Set(this.filter[part]);
        if (event.target.checked) chosen.add(value);
        else chosen.delete(value);
        this.#become({ ...this.filter, [part]: [...chosen] });
      };
      const box = element("input", { type: "checkbox", value, checked: this.filter[part].includes(value), onchange: change });
      return element("label", { class: "check" }, box, ` ${part === "kinds" ? KINDS[value] : value}`);
    });
    return element("fieldset", {}, element("legend", {}, TITLES[part]), element("div", { class: "choices" }, ...boxes));
  }

  #times() {
    const { board } = this.#desk;
    const hours = board.ticks.map((tick) => [String(tick.minute), `${tick.date ? `${tick.date} ` : ""}${tick.label}`]);
    const list = (part, title, none) => {
      const options = [["", none], ...hours].map(([value, text]) =>
        element("option", { value, selected: value === String(this.filter[part] ?? "") }, text));
      const change = (event) => this.#become({ ...this.filter, [part]: event.target.value === "" ? null : Number(event.target.value) });
      return element("label", {}, `${title} `, element("select", { "data-part": part, onchange: change }, ...options));
    };
    return element("fieldset", {}, element("legend", {}, "Time"), list("from", "From", "the start"), " ", list("to", "to", "the end"));
  }

  #become(filter) {
    this.filter = filter;
    this.#gantt.filter(isOpen(filter) ? null : { ...filter, text: "" });
    this.#tell();
  }

  #tell() {
    const open = isOpen(this.filter);
    byId("filter-clear").hidden = open;
    byId("filter-button").classList.toggle("on", !open);
    const { board } = this.#desk;
    if (!board) return;
    const times = new Times(board);
    const seen = board.bars.filter((bar) => passes(bar, this.filter)).length;
    const words = wordsOfFilter({ ...this.filter, kinds: this.filter.kinds.map((kind) => KINDS[kind]) }, (minute) => times.clock(minute));
    byId("filter-words").textContent = open ? "" : `${words}: ${seen} of ${board.bars.length} visits`;
  }
}
