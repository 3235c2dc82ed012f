/** @file All that is known of a turn: the facts of its visits. */

import { byId, element } from "./elements.js";

/** The dialogue of a turn's facts. */
export class Details {
  #dialog = byId("details-dialog");

  /**
   * @param {import("../service/api.js").Api} api
   * @param {import("../desk.js").Desk} desk
   * @param {import("./messages.js").Messages} messages
   */
  constructor(api, desk, messages) {
    Object.assign(this, { api, desk, messages });
  }

  /**
   * Shows what there is to say of bars.
   * @param {object[]} bars of one turn.
   */
  async show(bars) {
    const { draft } = this.desk;
    const path = `schedules/${draft.schedule}/board/visit`;
    const ask = ({ turn, visit }) => this.api.send("POST", path, { ...draft.question, turn, visit });
    try {
      const answers = await Promise.all(bars.map(ask));
      this.#fill(bars, answers.map((answer) => answer.facts));
    } catch (error) {
      this.messages.fail(error, `read the facts of ${bars[0].turn}`);
    }
  }

  #fill(bars, facts) {
    const lists = facts.map((pairs, number) => element(
      "section",
      {},
      bars.length > 1 && element("h3", {}, bars[number].visit),
      element("dl", { class: "facts" }, ...pairs.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])),
    ));
    this.#dialog.replaceChildren(
      element("h2", { id: "details-title" }, bars[0].labels[0] || bars[0].turn),
      element("div", { class: "help", tabindex: "0", role: "group", "aria-labelledby": "details-title" }, ...lists),
      element("div", { class: "row" }, element("button", { type: "button", class: "strong", onclick: () => this.#dialog.close() }, "Close")),
    );
    if (!this.#dialog.open) this.#dialog.showModal();
  }
}
