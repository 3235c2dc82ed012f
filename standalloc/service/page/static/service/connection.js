/** @file Knows whether the service answers, and when it does so again. */

import { AwayError, pause } from "./api.js";

/** How long to wait between two looks for the service while it is away, in milliseconds. */
const LOOK_MS = 1000;

/** Whether the service answers. Events: `lost` and `back`, each once for every time. */
export class Connection extends EventTarget {
  #api;
  #isLost = false;

  /** @param {import("./api.js").Api} api whose requests tell. */
  constructor(api) {
    super();
    this.#api = api;
    api.addEventListener("away", (event) => this.#lose(event.detail));
    api.addEventListener("answered", () => this.#find());
    addEventListener("offline", () => this.#lose("this machine has no network"));
  }

  /** @returns {boolean} */
  get isLost() {
    return this.#isLost;
  }

  /**
   * Does something that may be repeated, again whenever the service was away and is back.
   * @template T
   * @param {() => Promise<T>} action a read, or a write with an idempotency key.
   * @returns {Promise<T>}
   */
  async repeat(action) {
    for (;;) {
      try {
        return await action();
      } catch (error) {
        if (!(error instanceof AwayError)) throw error;
        await this.#return();
      }
    }
  }

  #lose(reason) {
    if (this.#isLost) return;
    this.#isLost = true;
    this.dispatchEvent(new CustomEvent("lost", { detail: reason }));
    this.#look();
  }

  #find() {
    if (!this.#isLost) return;
    this.#isLost = false;
    this.dispatchEvent(new Event("back"));
  }

  async #look() {
    while (this.#isLost) {
      await pause(LOOK_MS);
      await this.#api.request("GET", "version", { patience: 5000 }).catch(() => {}); // the events tell
    }
  }

  #return() {
    if (!this.#isLost) return pause(LOOK_MS);
    return new Promise((resolve) => this.addEventListener("back", resolve, { once: true }));
  }
}
