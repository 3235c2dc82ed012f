/** @file What happens from outside: the connection is lost and back, others publish, a file is dropped on the page. */

import { byId } from "./panels/elements.js";
import { told } from "./panels/publish.js";

/** Tells of what the planner did not do. */
export class Notices {
  /**
   * @param {object} page
   * @param {import("./service/connection.js").Connection} page.connection
   * @param {import("./desk.js").Desk} page.desk
   * @param {import("./panels/messages.js").Messages} page.messages
   * @param {import("./panels/open.js").Opening} page.opening
   * @param {() => void} page.compare shows what differs from the published plan.
   */
  constructor({ connection, desk, messages, opening, compare }) {
    Object.assign(this, { connection, desk, messages, opening, compare });
    connection.addEventListener("lost", (event) => this.#lost(event.detail));
    connection.addEventListener("back", () => this.#back());
    desk.addEventListener("trouble", (event) => messages.fail(event.detail.error, event.detail.doing));
    desk.addEventListener("published", (event) => this.#published(event.detail));
    desk.addEventListener("opened", () => this.#opened());
    this.#files();
  }

  #lost(reason) {
    const words = `The service does not answer (${reason}). Go on: your changes are kept in this browser, and judged when it is back. It is asked every second.`;
    this.messages.banner("connection", words, [], "warning");
  }

  #back() {
    this.messages.clear("connection");
    this.messages.say("The service answers again.");
    if (this.desk.place) this.opening.refresh();
  }

  /** @param {{publication: object, byMe: boolean, follows: boolean}} news */
  #published({ publication, byMe, follows }) {
    this.messages.clear("published");
    if (byMe) return;
    if (follows) {
      this.messages.say(`${told(publication)} It is shown now.`);
      this.#open();
    } else if (publication.plan_id === this.desk.draft.plan) {
      this.messages.say(`${told(publication)} It is the plan that you are looking at.`);
      this.desk.aware();
    } else {
      this.#tell(`${told(publication)} You are looking at another plan.`);
    }
  }

  /** A draft that was kept may be older than what is published. */
  #opened() {
    this.messages.clear("published");
    const { publication, draft } = this.desk;
    if (publication && !draft.isEmpty && publication.revision > draft.seen) {
      this.#tell(`${told(publication)} Your unsaved changes here are older.`);
    }
  }

  #tell(words) {
    const keep = () => this.desk.aware();
    const compare = () => {
      keep();
      this.compare();
    };
    this.messages.banner("published", words, [["Open it", () => this.#open()], ["Compare", compare], ["Keep mine", keep]]);
  }

  #open() {
    const { publication, publishedBoard } = this.desk;
    this.opening
      .plan(publication.plan_id, publishedBoard?.schedule_id)
      .catch((error) => this.messages.fail(error, "open the published plan"));
  }

  #files() {
    const chooser = byId("file");
    byId("open-file").addEventListener("click", () => chooser.click());
    chooser.addEventListener("change", () => {
      const files = [...chooser.files];
      chooser.value = "";
      if (files.length) this.opening.upload(files);
    });
    const zone = byId("drop-zone");
    const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
    addEventListener("dragover", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      zone.hidden = false;
    });
    addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) zone.hidden = true;
    });
    addEventListener("drop", (event) => {
      zone.hidden = true;
      if (!holdsFiles(event)) return;
      event.preventDefault();
      this.opening.upload([...event.dataTransfer.files]);
    });
  }
}
