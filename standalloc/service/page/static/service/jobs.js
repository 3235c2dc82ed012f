/** @file Follows a solve from its first event to its end, through lost connections and restarts of the service. */

import { pause, AwayError, ServiceError } from "./api.js";
import { jobEvents } from "./events.js";

/** States in which a job stays. */
export const ENDED = new Set(["succeeded", "failed", "cancelled"]);

/**
 * @typedef {{seconds: number, objective: number|null, bound: number|null, gap: number|null, stage: string,
 *   tier?: number}} Progress
 */

/**
 * Follows one job. Events: `state` (`detail` the state), `progress` (`detail` a Progress), `ended` (`detail` the job),
 * `gone` when somebody deleted it, `failed` (`detail` the error) when it cannot be followed.
 */
export class JobFollower extends EventTarget {
  #api;
  #ends = new AbortController();

  /**
   * @param {import("./api.js").Api} api
   * @param {{id: string, state: string}} job as the service told it.
   */
  constructor(api, job) {
    super();
    this.#api = api;
    this.job = job;
    /** @type {Progress[]} all progress so far. */
    this.progress = [];
  }

  /** Follows until the job ends or `leave` is called. @returns {Promise<void>} */
  async follow() {
    let last = "";
    while (!this.#ends.signal.aborted) {
      try {
        for await (const event of jobEvents(this.#api, this.job.id, last, this.#ends.signal)) {
          last = event.id || last;
          this.#tell(event);
        }
        this.job = await this.#api.get(`jobs/${this.job.id}`);
        if (ENDED.has(this.job.state)) return this.#say("ended", this.job);
      } catch (error) {
        if (this.#ends.signal.aborted) return;
        if (error instanceof ServiceError && error.code === "not_found") return this.#say("gone", null);
        if (error instanceof ServiceError && error.status !== 429) return this.#say("failed", error);
        if (!(error instanceof AwayError || error instanceof ServiceError || error instanceof TypeError)) throw error;
      }
      await pause(1000);
    }
  }

  /** Stops following; the job goes on. */
  leave() {
    this.#ends.abort();
  }

  #tell({ event, data }) {
    if (event === "progress") {
      this.progress.push(data);
      this.#say("progress", data);
    } else if (event === "state") {
      if (data.state === "queued" || data.attempt > 1) this.progress = []; // another attempt begins anew
      this.#say("state", data.state);
    }
  }

  #say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
