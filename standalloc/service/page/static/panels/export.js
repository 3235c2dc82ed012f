/** @file Exports of the plan that is open, saved first where it is not, and its print. */

import { pause } from "../service/api.js";
import { byId, element, onClick } from "./elements.js";

/** What the service writes a plan as. */
const FORMATS = ["csv", "xlsx", "html"];

/** The buttons that hand the plan out. */
export class Exports {
  /**
   * @param {object} page
   * @param {import("../service/api.js").Api} page.api
   * @param {import("../desk.js").Desk} page.desk
   * @param {import("../gantt/gantt.js").Gantt} page.gantt
   * @param {import("./messages.js").Messages} page.messages
   * @param {(name: string) => Promise<string|null>} page.save saves the draft.
   */
  constructor({ api, desk, gantt, messages, save }) {
    Object.assign(this, { api, desk, gantt, messages, save });
    const refused = (reason) => messages.say(reason, "warning");
    for (const format of FORMATS) onClick(byId(`export-${format}`), () => this.#export(format), refused);
    onClick(byId("export-png"), () => this.#picture(), refused);
    onClick(byId("print"), () => this.print(), refused);
  }

  async #export(format) {
    const { desk } = this;
    if (!desk.draft.isEmpty || !desk.draft.plan) this.messages.say("The plan on the screen is saved first: exports are of saved plans.");
    const plan = await this.save("exported");
    if (!plan) return;
    try {
      const answer = await this.api.request("GET", `plans/${plan}`, { query: { format } });
      const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
      download(await answer.blob(), name ?? `plan.${format}`);
      this.messages.say(`Exported ${name ?? format}.`);
    } catch (error) {
      this.messages.fail(error, "export the plan");
    }
  }

  async #picture() {
    try {
      const { airport, day } = this.desk.place;
      download(await this.gantt.picture(), `${airport}-${day}.png`);
      this.messages.say("Exported the Gantt as a picture.");
    } catch (error) {
      this.messages.fail(error, "draw the picture");
    }
  }

  /** Prints figures, Gantt and problems; the Gantt is laid out for a landscape page first. */
  async print() {
    const root = document.documentElement;
    root.classList.add("printing");
    try {
      await settled();
      this.gantt.fit();
      await settled();
      print();
    } finally {
      root.classList.remove("printing");
      await settled();
      this.gantt.readable();
    }
  }
}

/** Waits until the page has been laid out and drawn. */
async function settled() {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await pause(50);
}

function download(content, name) {
  const address = URL.createObjectURL(content);
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
