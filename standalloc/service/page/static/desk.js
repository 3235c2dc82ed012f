/** @file The desk: the day and plan that are open, the planner's draft of it, and what the service says of both. */

import { AwayError, ServiceError } from "./service/api.js";
import { readPublication } from "./service/publications.js";
import { Draft, keyOf, draftOf } from "./day/draft.js";
import { unjudged } from "./day/unjudged.js";
import { withPins, withoutPins } from "./day/pins.js";

/**
 * Holds what is open. Events:
 * `opened` another day or plan is open; `board` the board changed, `judged` or not yet; `draft` something was done,
 * undone or kept; `published` (`detail` {publication, before, byMe}) another plan was published; `trouble` (`detail`
 * {error, doing}) a request failed.
 */
export class Desk extends EventTarget {
  #asked = 0;
  /** What the service judged last: the board, and the draft it is of. */
  #judged = null;
  #judgedDraft = null;

  /**
   * @param {import("./service/api.js").Api} api
   * @param {import("./service/connection.js").Connection} connection
   * @param {import("./day/draft.js").DraftStore} store
   * @param {import("./service/publications.js").PublicationWatch} watch
   */
  constructor(api, connection, store, watch) {
    super();
    Object.assign(this, { api, connection, store, watch });
    /** @type {{airport: string, day: string, schedule: string, name: string}|null} */
    this.place = null;
    /** @type {Draft|null} */
    this.draft = null;
    /** The board as it is shown: judged, or with moves that the service has not judged. */
    this.board = null;
    this.isJudged = false;
    /** @type {import("./service/publications.js").Publication|null} */
    this.publication = null;
    /** The board of the published plan; null where nothing is published. */
    this.publishedBoard = null;
    connection.addEventListener("back", () => this.draft && this.judge());
    watch.addEventListener("published", (event) => this.#hear(event.detail));
    addEventListener("storage", (event) => this.#hearWindow(event));
  }

  /** Whether the draft's base is the plan that is published. @returns {boolean} */
  get isPublished() {
    return Boolean(this.draft?.plan) && this.draft.plan === this.publication?.plan_id;
  }

  /**
   * Opens a plan of a schedule, with the draft that was kept of it.
   * @param {{airport: string, day: string, id: string, name: string}} schedule as the service lists it.
   * @param {string|null|undefined} plan id; null for none; undefined for the published one, else the newest.
   * @returns {Promise<void>}
   */
  async open(schedule, plan) {
    const asked = ++this.#asked;
    const { airport, day, id, name } = schedule;
    const [publication, plans] = await Promise.all([
      readPublication(this.api, airport, day),
      plan === undefined ? this.api.get("plans", { schedule: id, limit: 1000 }) : null,
    ]);
    const base = plan === undefined ? chosen(plans, publication) : plan;
    const revision = publication?.revision ?? 0;
    const draft = this.store.read(id, base) ?? new Draft({ schedule: id, plan: base, seen: revision });
    const board = await this.api.send("POST", `schedules/${id}/board`, draft.question);
    if (asked !== this.#asked) return;
    const isElsewhere = airport !== this.place?.airport || day !== this.place?.day;
    this.place = { airport, day, schedule: id, name };
    this.draft = draft.isEmpty ? draft.aware(revision) : draft;
    this.publication = publication;
    this.#judge(board, this.draft);
    if (isElsewhere) this.publishedBoard = null;
    this.watch.watch(airport, day, publication);
    this.dispatchEvent(new Event("opened"));
    this.dispatchEvent(new Event("draft"));
    await this.#readPublished();
  }

  /**
   * Does something: it shows at once, and is judged.
   * @param {import("./day/draft.js").Step} step
   */
  do(step) {
    this.#become(this.draft.after(step));
  }

  /** Takes the last step back. @returns {string|null} what it was. */
  undo() {
    const label = this.draft?.undoes ?? null;
    if (label !== null) this.#become(this.draft.undone());
    return label;
  }

  /** Does again what was undone last. @returns {string|null} what it was. */
  redo() {
    const label = this.draft?.redoes ?? null;
    if (label !== null) this.#become(this.draft.redone());
    return label;
  }

  /** Goes back to the plan as it is stored; redo brings the changes back one by one. */
  revert() {
    if (!this.draft.isEmpty) this.#become(this.draft.reverted);
  }

  /**
   * Pins visits where they are, or lets them go where all of them are pinned.
   * @param {string} turn
   * @param {string[]} visits
   * @param {string} name what the planner calls the turn.
   * @returns {{pinned: boolean, refused: string}} what was done; `refused` why nothing was.
   */
  togglePin(turn, visits, name) {
    const whole = this.board.bars.filter((bar) => bar.turn === turn);
    const bars = whole.filter((bar) => visits.includes(bar.visit));
    const free = bars.filter((bar) => !bar.fixed);
    if (!free.length) return { pinned: true, refused: "The schedule itself pins it: change the schedule to unpin it." };
    if (free.every((bar) => bar.stand === null)) return { pinned: false, refused: "It has no stand to be pinned to." };
    const pinned = !free.every((bar) => bar.pinned);
    const pins = this.draft.pins ?? this.#judged.pins;
    this.do({ label: `${pinned ? "pin" : "unpin"} ${name}`, pins: pinned ? withPins(pins, free) : withoutPins(pins, free, whole) });
    return { pinned, refused: "" };
  }

  /**
   * Asks what the service says of the draft, and shows it.
   * @returns {Promise<boolean>} whether the board is the answer.
   */
  async judge() {
    const asked = ++this.#asked;
    const { draft } = this;
    try {
      const board = await this.api.send("POST", `schedules/${draft.schedule}/board`, draft.question);
      if (asked !== this.#asked) return false;
      this.#judge(board, draft);
      return true;
    } catch (error) {
      if (asked === this.#asked && !(error instanceof AwayError)) this.#tell(error, "judge the plan");
      return false;
    }
  }

  /**
   * Stores the draft as a plan and goes on from there; a draft that changes nothing is its plan already.
   * @param {string} name
   * @returns {Promise<string>} id of the plan.
   */
  async save(name) {
    if (this.draft.isEmpty && this.draft.plan) return this.draft.plan;
    if (!this.isJudged && !(await this.judge())) throw new AwayError("the last changes are not judged yet");
    const { draft, board } = this;
    const stored = await this.api.send("POST", `schedules/${draft.schedule}/plans`, {
      plan: board.bars.filter((bar) => bar.stand !== null).map(({ turn, visit, stand }) => ({ turn, visit, stand })),
      pins: board.pins,
      objective: board.objective,
      parent_id: draft.plan,
      name,
    });
    if (this.draft === draft) {
      this.draft = new Draft({ schedule: draft.schedule, plan: stored.id, seen: draft.seen });
      this.store.forget(draft);
      await this.judge();
      this.dispatchEvent(new Event("opened"));
      this.dispatchEvent(new Event("draft"));
    }
    return stored.id;
  }

  /**
   * Publishes a stored plan.
   * @param {string} plan id.
   * @param {string} note
   * @param {number} basedOn revision that the planner knows of.
   * @returns {Promise<void>}
   * @throws {ServiceError} `version_conflict` where another was published since.
   */
  async publish(plan, note, basedOn) {
    const { airport, day } = this.place;
    const path = `airports/${encodeURIComponent(airport)}/published/${day}`;
    const publication = await this.api.send("PUT", path, { plan_id: plan, based_on: basedOn, note });
    this.watch.watch(airport, day, publication);
    await this.#hear(publication, true);
  }

  /** Reads what is published now, as after a conflict. @returns {Promise<void>} */
  async refreshPublication() {
    const { airport, day } = this.place;
    const publication = await readPublication(this.api, airport, day, true);
    this.watch.watch(airport, day, publication);
    await this.#hear(publication);
  }

  /**
   * Notes that the planner knows what is published now.
   * @param {number} [revision] of the publication.
   */
  aware(revision = this.publication?.revision ?? 0) {
    this.draft = this.draft.aware(revision);
    this.store.keep(this.draft);
  }

  #become(draft) {
    this.draft = draft;
    if (!this.store.keep(draft)) this.#tell(new Error("the browser keeps no data: unsaved work is lost on a reload"), "keep the draft");
    this.#show(unjudged(this.#judged, [...this.#judgedDraft.origins, ...draft.origins, ...draft.moves]), false);
    this.dispatchEvent(new Event("draft"));
    this.judge();
  }

  #judge(board, draft) {
    this.#judged = board;
    this.#judgedDraft = draft;
    this.#show(board, true);
  }

  #show(board, isJudged) {
    this.board = board;
    this.isJudged = isJudged;
    this.dispatchEvent(new Event("board"));
  }

  async #hear(publication, byMe = false) {
    if (publication.revision <= (this.publication?.revision ?? 0)) return;
    const before = this.publication;
    const follows = !byMe && this.draft.isEmpty && (this.isPublished || this.draft.plan === null);
    this.publication = publication;
    if (byMe) this.aware();
    await this.#readPublished();
    this.dispatchEvent(new CustomEvent("published", { detail: { publication, before, byMe, follows } }));
  }

  /** Reads the published plan as it is drawn; it may be of another schedule of the day. */
  async #readPublished() {
    const { publication } = this;
    if (!publication) {
      this.publishedBoard = null;
    } else if (publication.plan_id !== this.publishedBoard?.plan_id) {
      try {
        this.publishedBoard = await this.boardOf(publication.plan_id);
      } catch (error) {
        this.#tell(error, "read the published plan");
      }
    }
    this.dispatchEvent(new Event("board"));
  }

  /**
   * Draws a stored plan without opening it.
   * @param {string} plan id.
   * @returns {Promise<object>} its board, the minutes counted from the origin of the board that is open.
   */
  async boardOf(plan) {
    if (this.isJudged && this.draft.isEmpty && plan === this.draft.plan) return this.board;
    const { schedule_id: schedule } = await this.api.get(`plans/${plan}`);
    return this.api.send("POST", `schedules/${schedule}/board`, { plan_id: plan });
  }

  /** Goes along with what another window of this browser does to the same draft. */
  #hearWindow(event) {
    if (!this.draft || event.key !== keyOf(this.draft.schedule, this.draft.plan)) return;
    this.draft = draftOf(event.newValue) ?? new Draft({ ...this.draft, steps: [], done: 0 });
    this.dispatchEvent(new Event("draft"));
    this.judge();
  }

  #tell(error, doing) {
    this.dispatchEvent(new CustomEvent("trouble", { detail: { error, doing } }));
  }
}

/** The published plan where it is one of these, else the newest, else none. */
function chosen(plans, publication) {
  const published = plans.find((plan) => plan.id === publication?.plan_id);
  return (published ?? plans[0])?.id ?? null;
}

/**
 * Says whether a publication was refused since another came before it.
 * @param {unknown} error
 * @returns {boolean}
 */
export function isConflict(error) {
  return error instanceof ServiceError && error.code === "version_conflict";
}
