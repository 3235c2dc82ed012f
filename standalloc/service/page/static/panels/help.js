/** @file Help: what can be done with mouse and keys. */

import { byId, element } from "./elements.js";

/** Keys and what they do, by where they work. */
const KEYS = {
  "Everywhere": [
    ["Ctrl+Z, Ctrl+Y", "undo, redo"],
    ["Ctrl+S", "save the plan"],
    ["Ctrl+F or /", "find a flight, registration or turn; Enter goes to the next, Shift+Enter to the previous"],
    ["Ctrl+P", "print"],
    ["\\", "show or hide the panels"],
    ["F6", "go to the next region: top, Gantt, panels"],
    ["?", "this help"],
  ],
  "In the Gantt": [
    ["Arrow keys", "left and right along the stand, with Shift visit by visit; up and down to the next stand"],
    ["Home, End", "first and last bar of the stand; with Ctrl of all stands"],
    ["M", "pick the turn up; Shift+M this visit alone, which makes a tow"],
    ["P", "pin, unpin"],
    ["U", "take it off its stand, into the tray"],
    ["Enter", "all that is known of it"],
    ["+ −", "zoom the time; [ and ] the rows"],
    ["0, 1", "all on one screen; the whole day, rows to read"],
    ["F", "fold the stand's group; Shift+F unfolds all"],
    ["Page Up, Page Down", "scroll"],
  ],
  "While a bar is carried": [
    ["Arrow up, Arrow down", "to the next stand, with Shift past forbidden ones; verdict and cost are read out"],
    ["A stand's name", "straight to that stand"],
    ["Delete", "off its stand"],
    ["Enter", "drop; forbidden moves are refused"],
    ["Ctrl+Enter", "drop all the same; what it breaks is listed"],
    ["Escape", "put it back"],
  ],
  "With the mouse": [
    ["Drag a bar", "to another stand, or into the tray; with Alt this visit alone, with Ctrl also where it is forbidden"],
    ["Click, double click", "choose a turn; all that is known of it"],
    ["Drag the ground", "move along the day and the stands"],
    ["Wheel", "scroll; with Alt along the day, with Shift row height, with Ctrl (or pinch) zoom"],
    ["Drop a file", "a schedule as CSV or Excel for this airport"],
  ],
};

/** The dialogue of help. */
export class Help {
  #dialog = byId("help-dialog");

  constructor() {
    byId("help-button").addEventListener("click", () => this.show());
    const groups = Object.entries(KEYS).map(([where, keys]) => element(
      "section",
      {},
      element("h3", {}, where),
      element("dl", { class: "keys" }, ...keys.flatMap(([key, does]) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, does)])),
    ));
    this.#dialog.append(
      element("h2", { id: "help-title" }, "Help and keys"),
      element("div", { class: "help", tabindex: "0", role: "group", "aria-labelledby": "help-title" }, ...groups),
      element("div", { class: "row" }, element("button", { type: "button", class: "strong", onclick: () => this.#dialog.close() }, "Close")),
    );
  }

  /** Shows it. */
  show() {
    if (!this.#dialog.open) this.#dialog.showModal();
  }
}
