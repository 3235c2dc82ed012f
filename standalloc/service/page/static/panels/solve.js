/** @file Solve: start it, watch bound and objective meet, stop it when it is good enough, open its plan. */

import { wordsOf } from "../service/api.js";
import { ENDED, JobFollower } from "../service/jobs.js";
import { convergence } from "./convergence.js";
import { allow, byId, element, onClick } from "./elements.js";

const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
/** After how long a solve that waits for a worker says why, in milliseconds. */
const LONG_WAIT_MS = 30_000;
const GAP = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 2 });

/** The panel of solves. */
export class SolvePanel {
  #panel = byId("solve");
  #follower = null;
  #clock = 0;
  #schedule = "";

  /**
   * @param {object} page
   * @param {import("../service/api.js").Api} page.api
   * @param {import("../desk.js").Desk} page.desk
   * @param {import("./messages.js").Messages} page.messages
   * @param {(plan: string) => Promise<void>} page.open opens a plan of the day.
   * @param {(plan: string) => void} page.compare shows a plan beside the one on the screen.
   * @param {() => void} page.stored hears that there is another plan.
   * @param {() => string} page.unable why nothing can be stored now; "" where it can.
   */
  constructor({ api, desk, messages, open, compare, stored, unable }) {
    Object.assign(this, { api, desk, messages, open, compare, stored, unable });
    this.form = this.#form();
    this.run = element("div", { id: "solve-run", hidden: true });
    this.#panel.append(this.run, this.form);
    desk.addEventListener("opened", () => this.#meet());
    for (const name of ["board", "draft"]) desk.addEventListener(name, () => this.#tell());
  }

  /** @param {string[]} names of the service's configurations. */
  offer(names) {
    const known = names.includes("default") ? ["default", ...names.filter((name) => name !== "default")] : names;
    this.configuration.replaceChildren(...known.map((name) => element("option", {}, name)));
  }

  /** Notes that what may be done has changed. */
  refresh() {
    this.#tell();
  }

  /** Starts a solve with what the form says. */
  async start() {
    const reason = this.#unable();
    if (reason) return this.messages.say(reason, "warning");
    allow(this.button, "The solve is being started.");
    try {
      const { draft, board } = this.desk;
      const begins = this.origin.value === "draft" && !(draft.isEmpty && draft.plan === null);
      const base = begins ? await this.desk.save(`start of a solve, ${new Date().toLocaleTimeString()}`) : null;
      const job = await this.#queue({
        schedule_id: draft.schedule,
        airport_version: board.airport_version,
        configuration: this.configuration.value,
        time_limit: Number(this.seconds.value),
        start_plan_id: base,
        reference_plan_id: base && this.few.checked ? base : null,
        pins: this.keep.checked ? board.pins : [],
        objective: board.objective,
      });
      this.#follow(job);
      this.messages.speak("The solve has been put into the queue.");
    } catch (error) {
      this.messages.fail(error, "start the solve");
    } finally {
      this.#tell();
    }
    return undefined;
  }

  /** Ends the solve early with its best plan so far. */
  async stop() {
    try {
      allow(this.stopButton, "It is being stopped.");
      await this.api.send("POST", `jobs/${this.#follower.job.id}/stop`);
      this.state.textContent = "Stopping: the best plan so far is kept…";
    } catch (error) {
      if (error.code !== "job_ended") this.messages.fail(error, "stop the solve");
      allow(this.stopButton, "");
    }
  }

  /** A key makes the request safe to repeat, so that a connection lost in between makes no second solve. */
  #queue(job) {
    const key = crypto.getRandomValues(new Uint32Array(4)).join("-");
    return this.desk.connection.repeat(() => this.api.send("POST", "jobs", job, { headers: { "Idempotency-Key": key } }));
  }

  #form() {
    this.configuration = element("select", { id: "solve-configuration" });
    this.seconds = element("input", { id: "solve-seconds", type: "number", min: 1, max: 86400, value: 60, required: true });
    this.origin = element(
      "select",
      { id: "solve-origin" },
      element("option", { value: "draft" }, "the plan on the screen"),
      element("option", { value: "" }, "nothing"),
    );
    this.few = element("input", { id: "solve-few", type: "checkbox" });
    this.keep = element("input", { id: "solve-pins", type: "checkbox", checked: true });
    this.pinWords = element("span");
    this.button = element("button", { id: "solve-start", type: "submit", class: "strong" }, "Solve");
    this.note = element("p", { class: "quiet", id: "solve-note" });
    const start = (event) => {
      event.preventDefault();
      if (this.button.getAttribute("aria-disabled") === "true") this.messages.say(this.button.title, "warning");
      else this.start();
    };
    return element(
      "form",
      { class: "stack", onsubmit: start, "aria-label": "Solve" },
      element("div", { class: "pair" }, element("label", {}, "Seconds ", this.seconds), element("label", {}, "Configuration ", this.configuration)),
      element("label", {}, "Begin from ", this.origin),
      element("label", { class: "check" }, this.keep, " ", this.pinWords),
      element("label", { class: "check" }, this.few, " change little of it"),
      this.note,
      element("div", { class: "row" }, this.button),
    );
  }

  /** Finds the solve of this schedule that goes on, as after a reload. */
  async #meet() {
    const { schedule, airport } = this.desk.place;
    if (schedule === this.#schedule) return;
    this.#schedule = schedule;
    this.#leave();
    this.run.hidden = true;
    try {
      const running = (await Promise.all(["running", "queued"].map((state) => this.api.get("jobs", { airport, state, limit: 100 })))).flat();
      const job = running.find((one) => one.schedule_id === schedule);
      if (job && this.desk.place.schedule === schedule && !this.#follower) this.#follow(job);
    } catch (error) {
      this.messages.fail(error, "look for solves of this day");
    }
  }

  #leave() {
    this.#follower?.leave();
    this.#follower = null;
    clearInterval(this.#clock);
  }

  #follow(job) {
    this.#leave();
    const follower = new JobFollower(this.api, job);
    this.#follower = follower;
    this.#lay(job);
    const show = () => this.#progress();
    follower.addEventListener("progress", (event) => {
      this.began = Math.min(this.began ?? Infinity, performance.now() - 1000 * event.detail.seconds);
      show();
    });
    follower.addEventListener("state", (event) => {
      this.isWaiting = event.detail === "queued";
      this.began = event.detail === "running" ? performance.now() : null;
      if (!ENDED.has(event.detail)) this.state.textContent = event.detail === "running" ? "Solving…" : "Waiting for a worker…";
      show();
    });
    follower.addEventListener("ended", (event) => this.#end(event.detail));
    follower.addEventListener("gone", () => this.#over("Somebody deleted this solve."));
    follower.addEventListener("failed", (event) => this.#over(`It cannot be followed. ${wordsOf(event.detail)}`));
    this.#clock = setInterval(show, 500);
    follower.follow();
    this.#tell();
  }

  #lay(job) {
    this.began = null;
    this.isWaiting = true;
    this.asked = performance.now();
    this.limit = job.time_limit;
    this.state = element("p", { id: "solve-state", role: "status" }, "Waiting for a worker…");
    this.chart = element("div", { class: "chart" });
    this.bar = element("progress", { max: 1, value: 0, "aria-label": "Time used" });
    this.values = element("dl", { class: "values" });
    this.stopButton = element("button", { id: "solve-stop", type: "button" }, "Stop, keep the best plan");
    onClick(this.stopButton, () => this.stop(), (reason) => this.messages.say(reason, "warning"));
    this.buttons = element("div", { class: "row" }, this.stopButton);
    const legend = element("p", { class: "legend quiet" }, element("span", { class: "key objective" }, "objective"), element("span", { class: "key bound" }, "proven bound"));
    this.run.replaceChildren(
      element("h3", {}, "Solve ", element("span", { class: "quiet" }, `${job.configuration}, ${NUMBER.format(job.time_limit)} s, by ${job.user}`)),
      this.state, this.bar, this.buttons, this.values, this.chart, legend,
    );
    this.run.hidden = false;
    this.#progress();
  }

  #progress() {
    const { progress } = this.#follower;
    const last = progress.at(-1);
    const used = this.began === null ? 0 : Math.max((performance.now() - this.began) / 1000, last?.seconds ?? 0);
    const value = (number) => (typeof number === "number" ? NUMBER.format(number) : "–");
    const rows = [
      ["Objective", value(last?.objective)],
      ["Bound", value(last?.bound)],
      ["Gap", typeof last?.gap === "number" ? GAP.format(last.gap) : "–"],
      ["Stage", last ? `${last.stage}${last.tier ? `, tier ${last.tier}` : ""}` : "–"],
      ["Seconds left", this.began === null ? "–" : String(Math.max(0, Math.ceil(this.limit - used)))],
    ];
    this.bar.value = Math.min(1, used / this.limit);
    this.values.replaceChildren(...rows.flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)]));
    this.chart.replaceChildren(convergence(progress, used));
    if (this.isWaiting && performance.now() - this.asked > LONG_WAIT_MS) {
      const { workers } = this.#follower.job;
      this.state.textContent = `Still waiting: no worker has ${workers === 1 ? "a core" : `${workers} cores`} free. It begins by itself when one has.`;
    }
  }

  #end(job) {
    const words = {
      succeeded: job.interrupted ? "Stopped. Its best plan is kept." : "Done.",
      failed: `It failed: ${job.error ?? "no reason was given"}`,
      cancelled: "Cancelled before it began.",
    };
    this.began = null;
    this.#over(words[job.state], job.plan_id);
    this.messages.say(`The solve has ended. ${words[job.state]}`, job.state === "failed" ? "error" : "done");
    if (job.plan_id) this.stored();
  }

  #over(words, plan = null) {
    clearInterval(this.#clock);
    this.state.textContent = words;
    this.bar.value = 1;
    const open = () => this.open(plan).catch((error) => this.messages.fail(error, "open the plan"));
    this.buttons.replaceChildren();
    if (plan) {
      this.buttons.append(
        element("button", { id: "solve-open", type: "button", class: "strong", onclick: open }, "Open its plan"),
        element("button", { id: "solve-compare", type: "button", onclick: () => this.compare(plan) }, "Compare"),
      );
    }
    this.#follower = null;
    this.#tell();
  }

  #unable() {
    if (this.#follower) return "A solve of this day is under way.";
    if (!this.desk.draft) return "Open a day first.";
    return this.unable();
  }

  #tell() {
    this.form.hidden = this.#follower !== null;
    allow(this.button, this.#unable());
    const { board, draft } = this.desk;
    if (!board || !draft) return;
    const pins = board.pins.length;
    this.pinWords.textContent = pins ? `keep the ${pins} ${pins === 1 ? "pin" : "pins"}, plan the rest around ${pins === 1 ? "it" : "them"}` : "keep the pins (none yet: choose a turn and press P)";
    this.button.textContent = pins ? "Re-optimise the rest" : "Solve";
    this.note.textContent = this.origin.value === "draft" && !draft.isEmpty ? "Your unsaved changes are saved as a plan first, to begin from." : "";
  }
}
