/** @file Sees within two seconds what anybody publishes for the day that is open. */

/** Between two looks while the page is visible, in milliseconds. */
const LOOK_MS = 1000;
/** The longest list that the service gives at once. */
const MOST = 1000;

/** @typedef {{airport: string, day: string, revision: number, plan_id: string, note: string, published_by: string,
 *   published_at: string}} Publication */

/**
 * Reads the publication that holds for a day.
 * @param {import("./api.js").Api} api
 * @param {string} airport
 * @param {string} day ISO 8601.
 * @param {boolean} isKnown whether the day is known to have one: it is then asked for alone.
 * @returns {Promise<Publication|null>} null where nothing is published.
 */
export async function readPublication(api, airport, day, isKnown = false) {
  const path = `airports/${encodeURIComponent(airport)}/published`;
  if (isKnown) return api.get(`${path}/${day}`);
  // Browsers log every 404 as an error, so a day that may have none is looked for in the list.
  for (let offset = 0; ; offset += MOST) {
    const page = await api.get(path, { limit: MOST, offset });
    const last = page.at(-1);
    const found = page.find((publication) => publication.day === day);
    if (found || page.length < MOST || last.day < day) return found ?? null;
  }
}

/** Watches one day's publication. Event: `published` (`detail` the new Publication). */
export class PublicationWatch extends EventTarget {
  #api;
  #timer = 0;
  #of = "";

  /** @param {import("./api.js").Api} api */
  constructor(api) {
    super();
    this.#api = api;
    document.addEventListener("visibilitychange", () => this.#of && !document.hidden && this.#look());
  }

  /**
   * Watches this day from now on, and no other.
   * @param {string} airport
   * @param {string} day
   * @param {Publication|null} known what the page has already.
   */
  watch(airport, day, known) {
    [this.airport, this.day, this.#of] = [airport, day, `${airport}/${day}`];
    this.revision = known?.revision ?? 0;
    this.#plan();
  }

  #plan() {
    clearTimeout(this.#timer);
    if (!document.hidden) this.#timer = setTimeout(() => this.#look(), LOOK_MS);
  }

  async #look() {
    const of = this.#of;
    try {
      const found = await readPublication(this.#api, this.airport, this.day, this.revision > 0);
      if (of === this.#of && found && found.revision > this.revision) {
        this.revision = found.revision;
        this.dispatchEvent(new CustomEvent("published", { detail: found }));
      }
    } catch {
      // Connection tells of a service that does not answer; any refusal comes back with what the planner does next.
    }
    if (of === this.#of) this.#plan();
  }
}
