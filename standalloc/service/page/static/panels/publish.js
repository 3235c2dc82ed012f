/** @file Save and publish. What another planner published meanwhile is shown first, and never overwritten unseen. */

import { isConflict } from "../desk.js";
import { byId, element } from "./elements.js";
import { FIGURES, difference, written } from "./figures.js";

/** The dialogues that store a plan. */
export class Publishing {
  #save = byId("save-dialog");
  #dialog = byId("publish-dialog");

  /**
   * @param {object} page
   * @param {import("../desk.js").Desk} page.desk
   * @param {import("./messages.js").Messages} page.messages
   * @param {() => void} page.compare shows what differs from the published plan.
   * @param {() => void} page.stored hears that there is another plan.
   */
  constructor({ desk, messages, compare, stored }) {
    Object.assign(this, { desk, messages, compare, stored });
    this.#save.querySelector(".cancel").addEventListener("click", () => this.#save.close());
    this.#save.querySelector("form").addEventListener("submit", () => this.save(byId("save-name").value));
  }

  /** Asks for a name and saves the draft under it. */
  askName() {
    const { board } = this.desk;
    const { violations, unallocated } = board.figures;
    byId("save-name").value = "";
    byId("save-words").textContent = violations + unallocated
      ? `It breaks ${violations} ${violations === 1 ? "rule" : "rules"} and leaves ${unallocated} without a stand; it is saved all the same.`
      : "It keeps every rule.";
    this.#save.showModal();
  }

  /**
   * Saves the draft.
   * @param {string} name
   * @returns {Promise<string|null>} id of the plan; null where it could not be saved, which has been said.
   */
  async save(name) {
    try {
      const plan = await this.desk.save(name);
      this.messages.say(name ? `Saved as “${name}”.` : "Saved.");
      this.stored();
      return plan;
    } catch (error) {
      this.messages.fail(error, "save the plan; it is kept in this browser");
      return null;
    }
  }

  /** Shows what would be published beside what is, and asks for a note. */
  askNote() {
    const { desk } = this;
    const { publication, draft } = desk;
    const isNews = publication && publication.revision > draft.seen;
    const note = element("input", { id: "publish-note", maxlength: 500, autocomplete: "off" });
    const publish = (event) => {
      event.preventDefault();
      this.#dialog.close();
      this.#publish(note.value, isNews ? publication.revision : draft.seen);
    };
    this.#fill(
      isNews ? "Another plan was published meanwhile" : `Publish for ${desk.place.airport}, ${desk.place.day}`,
      isNews && element("p", { class: "note", id: "publish-conflict" }, `${told(publication)} Publishing now puts yours in its place; theirs stays in the history.`),
      !desk.draft.isEmpty && element("p", { class: "quiet" }, "Your unsaved changes are saved as a plan first."),
      this.#figures(),
      element("form", { class: "stack", onsubmit: publish },
        element("label", {}, "Note ", note),
        element("div", { class: "row" },
          element("button", { type: "button", class: "cancel", onclick: () => this.#dialog.close() }, "Cancel"),
          isNews && element("button", { id: "publish-compare", type: "button", onclick: () => this.#look() }, "Look at the difference"),
          element("button", { id: "publish-ok", class: "strong", type: "submit" }, isNews ? "Publish over it" : "Publish"))),
    );
  }

  async #publish(note, basedOn) {
    const { desk } = this;
    try {
      const isNew = !desk.draft.isEmpty;
      const plan = await desk.save(note || "published");
      if (isNew) this.stored();
      await desk.publish(plan, note, basedOn);
      this.messages.say("Published.");
    } catch (error) {
      if (!isConflict(error)) return this.messages.fail(error, "publish the plan");
      await desk.refreshPublication();
      this.messages.speak("Refused: another plan was published meanwhile.");
      this.askNote();
    }
    return undefined;
  }

  #look() {
    this.#dialog.close();
    this.desk.aware();
    this.compare();
  }

  #figures() {
    const { board, publishedBoard } = this.desk;
    const here = board.figures;
    const there = publishedBoard?.figures;
    const rows = FIGURES.filter(({ key }) => here[key] || there?.[key]).map((figure) => {
      const change = there && difference(figure, here, there);
      return element("tr", {},
        element("th", { scope: "row" }, figure.label),
        element("td", {}, written(figure, here)),
        there && element("td", {}, written(figure, there)),
        there && element("td", {}, change && element("span", { class: `change ${change.tone}` }, change.text)));
    });
    const heads = ["This plan", there && "Published now", there && "Difference"].filter(Boolean);
    const head = element("tr", {}, element("td"), ...heads.map((text) => element("th", { scope: "col" }, text)));
    return element("table", { class: "terms" }, element("thead", {}, head), element("tbody", {}, ...rows));
  }

  #fill(title, ...content) {
    this.#dialog.replaceChildren(element("h2", { id: "publish-title" }, title), ...content.filter(Boolean));
    if (!this.#dialog.open) this.#dialog.showModal();
  }
}

/**
 * Says who published when.
 * @param {import("../service/publications.js").Publication} publication
 * @returns {string}
 */
export function told({ published_by: by, published_at: at, revision, note }) {
  const time = new Date(at).toLocaleString([], { dateStyle: "short", timeStyle: "medium" });
  return `${by} published revision ${revision} at ${time}${note ? `: “${note}”` : ""}.`;
}
