/** @file The legend: what colours and marks of the Gantt mean. */

import { byId, element } from "./elements.js";
import { KINDS } from "./filters.js";

/** Marks of the Gantt, by the class of their sample. */
const MARKS = [
  ["tow", "tow: the line goes from stand to stand"],
  ["buffer", "buffer until the next aircraft may come"],
  ["excluded", "shut out by an aircraft on another stand"],
  ["closed", "closed"],
  ["pinned", "pinned: a solve leaves it there"],
  ["moved", "moved, not saved"],
  ["broken", "breaks a rule"],
  ["missed", "passengers miss a transfer"],
  ["beside", "its place in the plan compared with"],
];

/** The menu that explains the Gantt. */
export class Legend {
  #menu = byId("legend-menu");

  /** @param {import("../gantt/gantt.js").Gantt} gantt */
  constructor(gantt) {
    this.gantt = gantt;
    this.#menu.addEventListener("beforetoggle", (event) => event.newState === "open" && this.#fill());
  }

  #fill() {
    const { legend } = this.gantt;
    const colours = legend.length
      ? legend.map(({ label, colour }) => this.#line(sample("series", colour), label))
      : Object.entries(KINDS).map(([kind, label]) => this.#line(sample(`kind-${kind}`), label));
    const marks = MARKS.map(([mark, label]) => this.#line(sample(`mark-${mark}`), label));
    this.#menu.replaceChildren(
      element("h2", {}, "Colours"), element("ul", { class: "legend-list" }, ...colours),
      element("h2", {}, "Marks"), element("ul", { class: "legend-list" }, ...marks),
    );
  }

  #line(shown, label) {
    return element("li", {}, shown, label);
  }
}

function sample(kind, colour = "") {
  const shown = element("span", { class: `sample ${kind}`, "aria-hidden": "true" });
  if (colour) shown.style.background = colour;
  return shown;
}
