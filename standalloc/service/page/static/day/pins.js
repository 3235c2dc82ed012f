/** @file Pins as rows: which visits they hold, and what they are when some are added or taken away. */

/** @typedef {import("./draft.js").Pin} Pin */
/** @typedef {{turn: string, visit: string, stand: string|null}} Visit a visit and where it is. */

/**
 * Says whether a row holds a visit.
 * @param {Pin} pin its `visit` may be `*`, all visits of the turn.
 * @param {{turn: string, visit: string}} visit
 * @returns {boolean}
 */
export function holds(pin, visit) {
  return pin.turn === visit.turn && (pin.visit === visit.visit || (pin.visit ?? "*") === "*");
}

/**
 * @param {Pin[]} pins
 * @param {Visit[]} visits to hold where they are; those without a stand cannot be.
 * @returns {Pin[]}
 */
export function withPins(pins, visits) {
  const placed = visits.filter((visit) => visit.stand !== null);
  const added = placed.map(({ turn, visit, stand }) => ({ turn, visit, stand }));
  return [...pins.filter((pin) => !placed.some((visit) => pin.turn === visit.turn && pin.visit === visit.visit)), ...added];
}

/**
 * @param {Pin[]} pins
 * @param {Visit[]} visits to let go.
 * @param {Visit[]} turn all visits of their turn: a row that holds all of them holds the others still.
 * @returns {Pin[]}
 */
export function withoutPins(pins, visits, turn) {
  return pins.flatMap((pin) => {
    if (!visits.some((visit) => holds(pin, visit))) return [pin];
    const left = turn.filter((visit) => holds(pin, visit) && !visits.some((gone) => gone.visit === visit.visit));
    return left.map(({ visit }) => ({ turn: pin.turn, visit, stand: pin.stand }));
  });
}
