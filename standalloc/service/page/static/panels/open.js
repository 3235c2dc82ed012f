/** @file Opens an airport, a day and a plan: from lists, from the address, from a file. */

import { byId, choose } from "./elements.js";

/** Most that a list of the service holds at once. */
const LIMIT = 1000;
/** How long a schedule may take to be read and checked, in milliseconds. */
const UPLOAD_MS = 180_000;
const COST = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** The lists of what can be opened. */
export class Opening {
  #airport = byId("airport");
  #day = byId("day");
  #plan = byId("plan");
  #schedules = [];
  #plans = [];
  #hash = "";

  /**
   * @param {object} page
   * @param {import("../service/api.js").Api} page.api
   * @param {import("../desk.js").Desk} page.desk
   * @param {import("./messages.js").Messages} page.messages
   * @param {(plans: [string, string][]) => void} page.offer hears which plans there are.
   * @param {() => void} page.stored hears that another schedule is stored and open: it has no plan yet.
   */
  constructor({ api, desk, messages, offer, stored }) {
    Object.assign(this, { api, desk, messages, offer, stored });
    this.#airport.addEventListener("change", () => this.#try(() => this.go({ airport: this.#airport.value })));
    this.#day.addEventListener("change", () => this.#try(() => this.go({ airport: this.#airport.value, schedule: this.#day.value })));
    this.#plan.addEventListener("change", () => this.#try(() => this.plan(this.#plan.value || null)));
    addEventListener("hashchange", ({ newURL }) => { // the page may have written another address since
      const { hash } = new URL(newURL);
      if (hash.slice(1) !== this.#hash) this.#try(() => this.go(this.#address(hash)));
    });
    for (const name of ["opened", "published"]) desk.addEventListener(name, () => this.refresh());
    desk.addEventListener("draft", () => this.#list());
  }

  /** Opens what the address names, else the newest day of the first airport. @returns {Promise<void>} */
  start() {
    return this.go(this.#address());
  }

  /**
   * Opens a day.
   * @param {{airport?: string, day?: string, schedule?: string, plan?: string}} wanted what is left out is chosen: the
   *   first airport, the newest day, the published plan or else the newest.
   */
  async go(wanted) {
    const airports = await this.api.get("airports", { limit: LIMIT });
    if (!airports.length) return this.#nothing("No airport is stored yet. Store one with the service's PUT /v1/airports, or start the service with --demo.");
    const airport = airports.find((one) => one.airport === wanted.airport) ?? airports[0];
    choose(this.#airport, airports.map((one) => [one.airport, one.airport]), airport.airport);
    this.#airport.title = airport.title;
    this.#schedules = await this.api.get(`airports/${encodeURIComponent(airport.airport)}/schedules`, { limit: LIMIT });
    choose(this.#day, this.#days(), wanted.schedule);
    if (wanted.airport && wanted.airport !== airport.airport) this.messages.say(`There is no airport ${wanted.airport} here.`, "warning");
    if (!this.#schedules.length) return this.#nothing(`No day of ${airport.airport} is stored yet. Drop its schedule (CSV or Excel) on the page.`);
    const schedule = this.#schedules.find((one) => one.id === wanted.schedule)
      ?? this.#schedules.find((one) => one.day === wanted.day) ?? this.#schedules[0];
    this.messages.clear("empty");
    const plan = wanted.plan === "none" ? null : wanted.plan;
    return this.#open(schedule, wanted.schedule === schedule.id ? plan : undefined);
  }

  /**
   * Opens a plan of the schedule that is open, or of another of its day.
   * @param {string|null} plan id; null for none.
   * @param {string} [schedule] id.
   */
  async plan(plan, schedule = this.desk.place.schedule) {
    const left = this.desk.draft;
    const found = this.#schedules.find((one) => one.id === schedule) ?? await this.api.get(`schedules/${schedule}`);
    await this.#open(found, plan);
    if (!left.isEmpty && left.plan !== plan) {
      this.messages.say("Your unsaved changes to the other plan are kept; open it again to go on with them.");
    }
  }

  /**
   * Stores a schedule for the airport that is open, and opens it.
   * @param {File[]} files the schedule; beside it closures, pins and connections, told by their names.
   */
  async upload(files) {
    const form = new FormData();
    for (const file of files) {
      const table = ["closures", "pins", "connections"].find((name) => file.name.toLowerCase().includes(name)) ?? "schedule";
      if (form.has(table)) return this.messages.say(`Both ${form.get(table).name} and ${file.name} look like ${table}: drop one of each.`, "warning");
      form.append(table, file, file.name);
    }
    if (!form.has("schedule")) return this.messages.say("There is no schedule among the files: drop it together with them.", "warning");
    const airport = this.#airport.value;
    if (!airport) return this.messages.say("Open the schedule's airport first.", "warning");
    this.messages.say(`Reading ${files.map((file) => file.name).join(", ")} for ${airport}…`);
    try {
      const stored = await this.api.send("POST", `airports/${encodeURIComponent(airport)}/schedules/files`, form, { patience: UPLOAD_MS });
      this.messages.say(`Stored ${stored.turns} turns of ${stored.day}. Solve plans them.`);
      if (stored.warnings.length) this.messages.list(`${stored.name} was stored, with ${stored.warnings.length} warnings`, stored.warnings);
      await this.go({ airport, schedule: stored.id });
      this.stored();
    } catch (error) {
      this.messages.fail(error, `read ${files[0].name}`);
    }
    return undefined;
  }

  /** Reads the list of plans anew. @returns {Promise<void>} */
  async refresh() {
    const { schedule } = this.desk.place;
    try {
      const plans = await this.api.get("plans", { schedule, limit: LIMIT });
      if (schedule !== this.desk.place.schedule) return;
      this.#plans = plans;
      this.#list();
    } catch (error) {
      if (!this.desk.connection.isLost) this.messages.fail(error, "list the plans");
    }
  }

  async #open(schedule, plan) {
    await this.desk.open(schedule, plan);
    if (![...this.#day.options].some((option) => option.value === schedule.id)) {
      this.#schedules = [schedule, ...this.#schedules];
      choose(this.#day, this.#days(), schedule.id);
    }
    this.#day.value = schedule.id;
  }

  /** Days newest first; a day that has several schedules names them. */
  #days() {
    const isAlone = (one) => this.#schedules.every((other) => other === one || other.day !== one.day);
    return this.#schedules
      .toSorted((one, other) => other.day.localeCompare(one.day) || other.created_at.localeCompare(one.created_at))
      .map((one) => [one.id, isAlone(one) ? one.day : `${one.day} · ${one.name}, ${clock(one.created_at)}`]);
  }

  #list() {
    const { desk } = this;
    const drafts = desk.store.plans(desk.place.schedule);
    const options = this.#plans.map((plan) => [plan.id, [
      plan.id === desk.publication?.plan_id && `● published (${desk.publication.revision})`,
      plan.name || (plan.job_id ? "solve" : "plan"),
      clock(plan.created_at),
      plan.created_by,
      `objective ${COST.format(plan.figures.objective)}`,
      drafts.has(plan.id) && "✎ unsaved changes",
    ].filter(Boolean).join(" · ")]);
    const none = ["", `no plan: every visit without a stand${drafts.has(null) ? " · ✎ unsaved changes" : ""}`];
    const { plan } = desk.draft;
    const isListed = plan === null || this.#plans.some((one) => one.id === plan);
    choose(this.#plan, [...(isListed ? [] : [[plan, "…"]]), ...options, none], plan ?? "");
    this.offer(options);
    this.#write(desk.place, plan);
  }

  #address(hash = location.hash) {
    return Object.fromEntries(new URLSearchParams(hash.slice(1)));
  }

  /** Writes into the address what is open, so that a reload or a sent link comes back to it. */
  #write({ airport, day, schedule }, plan) {
    this.#hash = new URLSearchParams({ airport, day, schedule, plan: plan ?? "none" }).toString();
    history.replaceState(null, "", `#${this.#hash}`);
    document.title = `${airport} ${day} · standalloc`;
  }

  #nothing(words) {
    this.messages.banner("empty", words);
  }

  async #try(action) {
    try {
      await action();
    } catch (error) {
      this.messages.fail(error, "open the day");
      if (this.desk.place) this.#list();
    }
  }
}

function clock(moment) {
  return new Date(moment).toLocaleString([], { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });
}
