/** @file A planner's unsaved work on a plan: moves, pins and weights, undone and redone, kept over a reload. */

/** @typedef {{turn: string, visit: string, stand: string|null, from: string|null}} Move `from`: where it was before */
/** @typedef {{turn: string, visit: string, stand: string}} Pin */
/**
 * @typedef {object} Step one thing done; what it leaves out stays as it is.
 * @property {string} label what was done, in words.
 * @property {Move[]} [moves]
 * @property {Pin[]} [pins] all pins from now on.
 * @property {object} [objective] weights or tiers from now on.
 */

/** Unsaved work on a stored plan, or on none. Never changes: what is done makes another draft. */
export class Draft {
  /**
   * @param {{schedule: string, plan: string|null, seen?: number, steps?: Step[], done?: number}} parts `seen`: the
   *   revision of the published plan that the planner knows of; `done`: how many of the steps are not undone.
   */
  constructor({ schedule, plan, seen = 0, steps = [], done = steps.length }) {
    Object.assign(this, { schedule, plan, seen, steps, done });
    Object.freeze(this);
  }

  /** The steps that are not undone. @returns {Step[]} */
  get standing() {
    return this.steps.slice(0, this.done);
  }

  /** The moves that hold, the last of each visit. @returns {Move[]} */
  get moves() {
    const last = new Map();
    for (const move of this.standing.flatMap((step) => step.moves ?? [])) {
      const key = JSON.stringify([move.turn, move.visit]);
      last.delete(key);
      last.set(key, move);
    }
    return [...last.values()];
  }

  /** Where the visits of all steps, undone ones too, were before the first of them. @returns {Move[]} */
  get origins() {
    const first = new Map();
    for (const { turn, visit, from } of this.steps.flatMap((step) => step.moves ?? [])) {
      const key = JSON.stringify([turn, visit]);
      if (!first.has(key)) first.set(key, { turn, visit, stand: from, from });
    }
    return [...first.values()];
  }

  /** The pins that replace the plan's; null where these still hold. @returns {Pin[]|null} */
  get pins() {
    return this.standing.findLast((step) => step.pins)?.pins ?? null;
  }

  /** The weights or tiers that replace the plan's; null where these still hold. @returns {object|null} */
  get objective() {
    return this.standing.findLast((step) => step.objective)?.objective ?? null;
  }

  /** Whether nothing differs from the stored plan by the planner's hand. @returns {boolean} */
  get isEmpty() {
    return this.done === 0;
  }

  /** What undo takes back; null where there is nothing. @returns {string|null} */
  get undoes() {
    return this.steps[this.done - 1]?.label ?? null;
  }

  /** What redo does again; null where there is nothing. @returns {string|null} */
  get redoes() {
    return this.steps[this.done]?.label ?? null;
  }

  /**
   * @param {Step} step
   * @returns {Draft} after the step; what was undone is gone.
   */
  after(step) {
    return new Draft({ ...this, steps: [...this.standing, step], done: this.done + 1 });
  }

  /** @returns {Draft} without its last step; itself where there is none. */
  undone() {
    return new Draft({ ...this, done: Math.max(0, this.done - 1) });
  }

  /** @returns {Draft} with the step undone last; itself where there is none. */
  redone() {
    return new Draft({ ...this, done: Math.min(this.steps.length, this.done + 1) });
  }

  /** @returns {Draft} with all steps undone: the stored plan, from which they can be redone. */
  get reverted() {
    return new Draft({ ...this, done: 0 });
  }

  /**
   * @param {number} seen revision of the published plan that the planner now knows of.
   * @returns {Draft}
   */
  aware(seen) {
    return new Draft({ ...this, seen });
  }

  /** What `/board` is asked with. @returns {{plan_id: string|null, moves: object[], pins: Pin[]|null, objective: object|null}} */
  get question() {
    const moves = this.moves.map(({ turn, visit, stand }) => ({ turn, visit, stand }));
    return { plan_id: this.plan, moves, pins: this.pins, objective: this.objective };
  }
}

/** Keeps drafts in the browser, one for each plan, until they are saved or discarded. */
export class DraftStore {
  #storage;

  /** @param {Storage} storage of the machine. */
  constructor(storage) {
    this.#storage = storage;
  }

  /**
   * @param {string} schedule id.
   * @param {string|null} plan id.
   * @returns {Draft|null} null where none is kept.
   */
  read(schedule, plan) {
    return draftOf(this.#storage.getItem(keyOf(schedule, plan)));
  }

  /**
   * Keeps a draft; one that holds nothing, not even to redo, is forgotten.
   * @param {Draft} draft
   * @returns {boolean} whether the browser could keep it.
   */
  keep(draft) {
    const key = keyOf(draft.schedule, draft.plan);
    try {
      if (draft.steps.length) this.#storage.setItem(key, JSON.stringify(draft));
      else this.#storage.removeItem(key);
      return true;
    } catch {
      return false; // the browser's store is full or switched off
    }
  }

  /** @param {Draft} draft is forgotten. */
  forget(draft) {
    this.#storage.removeItem(keyOf(draft.schedule, draft.plan));
  }

  /**
   * Tells which plans of a schedule have unsaved work.
   * @param {string} schedule id.
   * @returns {Set<string|null>} ids of plans.
   */
  plans(schedule) {
    const drafts = Object.keys(this.#storage)
      .filter((key) => key.startsWith(keyOf(schedule, null)))
      .map((key) => draftOf(this.#storage.getItem(key)));
    return new Set(drafts.filter((draft) => draft && !draft.isEmpty).map((draft) => draft.plan));
  }
}

/**
 * @param {string} schedule id.
 * @param {string|null} plan id.
 * @returns {string} under which the browser keeps the draft.
 */
export function keyOf(schedule, plan) {
  return `standalloc:draft:${schedule}:${plan ?? ""}`;
}

/**
 * @param {string|null} text as the store keeps it.
 * @returns {Draft|null} null where it is none.
 */
export function draftOf(text) {
  try {
    const parts = JSON.parse(text ?? "null");
    return parts && Array.isArray(parts.steps) ? new Draft(parts) : null;
  } catch {
    return null; // another version of the page, or a hand, wrote it
  }
}
