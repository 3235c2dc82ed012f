/** @file The buttons above the Gantt: undo and redo, save, publish, pin, zoom, colours; what each may do now. */

import { called } from "./gantt/words.js";
import { allow, byId, onClick } from "./panels/elements.js";

/** The buttons of the page's head. */
export class Header {
  #chosen = [];

  /**
   * @param {object} page
   * @param {import("./desk.js").Desk} page.desk
   * @param {import("./gantt/gantt.js").Gantt} page.gantt
   * @param {import("./panels/messages.js").Messages} page.messages
   * @param {import("./panels/publish.js").Publishing} page.publishing
   * @param {() => string} page.unable why nothing can be stored now; "" where it can.
   */
  constructor({ desk, gantt, messages, publishing, unable }) {
    Object.assign(this, { desk, gantt, messages, publishing, unable });
    const refused = (reason) => messages.say(reason, "warning");
    onClick(byId("undo"), () => this.undo(), refused);
    onClick(byId("redo"), () => this.redo(), refused);
    onClick(byId("revert"), () => this.revert(), refused);
    onClick(byId("save"), () => publishing.askName(), refused);
    onClick(byId("publish"), () => publishing.askNote(), refused);
    onClick(byId("pin"), () => this.togglePin(this.#chosen[0].turn, this.#chosen.map((bar) => bar.visit)), refused);
    byId("zoom-in").addEventListener("click", () => gantt.zoom(1.5));
    byId("zoom-out").addEventListener("click", () => gantt.zoom(1 / 1.5));
    byId("zoom-fit").addEventListener("click", () => gantt.fit());
    byId("zoom-day").addEventListener("click", () => gantt.readable());
    byId("colour").addEventListener("change", (event) => gantt.colour(event.target.value));
    gantt.addEventListener("select", (event) => this.choose(event.detail.bars));
    for (const name of ["board", "draft", "published"]) desk.addEventListener(name, () => this.refresh());
    this.#themes();
    this.refresh();
  }

  /**
   * Notes which bars the planner has chosen.
   * @param {object[]} bars of one turn.
   */
  choose(bars) {
    this.#chosen = bars;
    this.refresh();
  }

  /** Takes the last step back. */
  undo() {
    const label = this.desk.undo();
    this.messages.say(label === null ? "There is nothing to undo." : `Undone: ${label}.`);
  }

  /** Does the step undone last again. */
  redo() {
    const label = this.desk.redo();
    this.messages.say(label === null ? "There is nothing to redo." : `Done again: ${label}.`);
  }

  /** Goes back to the plan as it is stored. */
  revert() {
    this.desk.revert();
    this.messages.say("This is the plan as it was saved; Redo brings your changes back one by one.");
  }

  /** Saves, or says why it cannot be. */
  save() {
    byId("save").click();
  }

  /**
   * Pins visits, or lets them go.
   * @param {string} turn
   * @param {string[]} visits
   */
  togglePin(turn, visits) {
    const name = called(this.desk.board.bars.find((bar) => bar.turn === turn));
    const { pinned, refused } = this.desk.togglePin(turn, visits, name);
    if (refused) this.messages.say(refused, "warning");
    else this.messages.say(pinned ? `${name} is pinned: a solve leaves it there.` : `${name} is no longer pinned.`);
  }

  /** Brings the buttons up to date. */
  refresh() {
    const { draft, board, isJudged, connection } = this.desk;
    const unopened = draft ? "" : "Open a day first.";
    const stuck = unopened || this.unable();
    allow(byId("undo"), unopened || (draft.undoes === null ? "There is nothing to undo." : ""));
    allow(byId("redo"), unopened || (draft.redoes === null ? "There is nothing to redo." : ""));
    allow(byId("revert"), unopened || (draft.isEmpty ? "There are no unsaved changes." : ""));
    allow(byId("save"), stuck || (draft.isEmpty && draft.plan ? "Nothing has changed since it was saved." : ""));
    allow(byId("publish"), stuck || (this.desk.isPublished && draft.isEmpty ? "This plan is published already." : ""));
    for (const format of ["csv", "xlsx", "html"]) {
      allow(byId(`export-${format}`), unopened || (draft.isEmpty && draft.plan ? "" : this.unable()));
    }
    this.#pin(board);
    if (!draft) return;
    byId("top").querySelector("h1").dataset.title = board.title; // on paper
    const { length } = draft.standing;
    const changes = length === 0 ? "" : `${length} unsaved ${length === 1 ? "change" : "changes"}`;
    const judging = isJudged ? "" : connection.isLost ? "not judged yet" : "judging…";
    byId("draft-state").textContent = [changes, judging].filter(Boolean).join(", ") || (this.desk.isPublished ? "published" : "");
  }

  #pin(board) {
    const names = new Set(this.#chosen.map((bar) => JSON.stringify([bar.turn, bar.visit])));
    const bars = board?.bars.filter((bar) => names.has(JSON.stringify([bar.turn, bar.visit]))) ?? [];
    const isPinned = bars.length > 0 && bars.every((bar) => bar.pinned);
    byId("pin").setAttribute("aria-pressed", String(isPinned));
    byId("pin").textContent = isPinned ? "Unpin" : "Pin";
    allow(byId("pin"), bars.length ? "" : "Choose a turn first.");
  }

  /** Light or dark as the system has it, unless the planner says otherwise. */
  #themes() {
    const theme = byId("theme");
    theme.value = localStorage.getItem("standalloc:theme") ?? "";
    const wear = () => {
      if (theme.value) document.documentElement.dataset.theme = theme.value;
      else delete document.documentElement.dataset.theme;
    };
    theme.addEventListener("change", () => {
      localStorage.setItem("standalloc:theme", theme.value);
      wear();
    });
    wear();
  }
}
