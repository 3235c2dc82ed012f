/** @file Visits without a stand, those of a turn that follow each other together. */

/**
 * @param {object} board
 * @returns {object[][]} bars without a stand, in order of time; visits of one turn with no allocated visit between them
 *   are together.
 */
export function unplaced(board) {
  const groups = [];
  const open = new Map();
  for (const bar of board.bars.toSorted((one, other) => one.start - other.start)) {
    if (bar.stand !== null) {
      open.delete(bar.turn);
    } else if (open.has(bar.turn)) {
      open.get(bar.turn).push(bar);
    } else {
      open.set(bar.turn, [bar]);
      groups.push(open.get(bar.turn));
    }
  }
  return groups;
}
