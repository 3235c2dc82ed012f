/** @file A board as it looks right after a move, until the service has judged it. */

/**
 * Puts bars where moves want them. Nothing is judged: figures, problems and links stay those of before.
 * @param {object} board of `/board`.
 * @param {{turn: string, visit: string, stand: string|null}[]} moves the last of a visit holds.
 * @returns {object} another board; the same where nothing moves.
 */
export function unjudged(board, moves) {
  if (!moves.length) return board;
  const kinds = new Map(board.rows.filter((row) => row.kind === "stand").map((row) => [row.label, row.stand_kind]));
  const wanted = new Map(moves.map((move) => [JSON.stringify([move.turn, move.visit]), move.stand]));
  const bars = board.bars.map((bar) => {
    const key = JSON.stringify([bar.turn, bar.visit]);
    if (!wanted.has(key) || wanted.get(key) === bar.stand) return bar;
    const stand = wanted.get(key);
    return { ...bar, stand, lane: 0, moved: true, reason: null, kind: stand === null ? "unallocated" : kindOn(kinds.get(stand), bar) };
  });
  const moved = new Set(bars.filter((bar, number) => bar !== board.bars[number]).map((bar) => bar.turn));
  return moved.size ? { ...board, bars, links: board.links.filter((link) => !moved.has(link.turn)) } : board;
}

/** A bar that parks goes on parking; others look like the stand until the service says how their passengers board. */
function kindOn(standKind, bar) {
  return bar.kind === "parking" ? "parking" : standKind === "contact" ? "contact" : "remote";
}
