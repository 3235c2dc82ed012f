/** @file What differs between two boards of one day. */

/**
 * Lists the visits that are on other stands.
 * @param {object} board
 * @param {object} other
 * @returns {{turn: string, visit: string, label: string, start: number, here: string|null, there: string|null}[]} in order of
 *   time, the minutes of `board`; visits that one of both does not have are left out.
 */
export function movedVisits(board, other) {
  const there = new Map(other.bars.map((bar) => [keyOf(bar), bar.stand]));
  return board.bars
    .filter((bar) => there.has(keyOf(bar)) && there.get(keyOf(bar)) !== bar.stand)
    .map((bar) => ({ turn: bar.turn, visit: bar.visit, label: bar.labels[0] ?? bar.turn, start: bar.start, here: bar.stand, there: there.get(keyOf(bar)) }))
    .sort((one, two) => one.start - two.start);
}

function keyOf(bar) {
  return JSON.stringify([bar.turn, bar.visit]);
}
