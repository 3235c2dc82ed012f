/**
 * An index over a Board document: what lies on a stand, what belongs to a turn.
 *
 * @typedef {[string, string]} Fact a name and a value
 * @typedef {"contact"|"bus"|"unused"|"remote"|"parking"|"unallocated"} BarKind
 * @typedef {{flight: string, airport: string, time: string}} Flight
 *
 * @typedef {object} Row
 * @property {"heading"|"stand"} kind
 * @property {string} label the heading's text or the stand's name
 * @property {string} note
 * @property {"contact"|"remote"} stand_kind
 * @property {string} terminal
 * @property {string} pier
 * @property {Fact[]} facts
 *
 * @typedef {object} Bar one visit
 * @property {string} turn
 * @property {string} visit
 * @property {string|null} stand
 * @property {BarKind} kind
 * @property {number} lane from 0, where bars of one stand overlap
 * @property {number} start minute
 * @property {number} end minute, itself excluded
 * @property {number} buffer_end minute until which the stand stays free
 * @property {string[]} labels longest first
 * @property {string[]} names what it is found by
 * @property {string} airline
 * @property {string} code ICAO code letter
 * @property {string} terminal
 * @property {string} type of aircraft
 * @property {number} passengers
 * @property {Flight|null} arrival
 * @property {Flight|null} departure
 * @property {boolean} pinned
 * @property {boolean} broken
 * @property {boolean} misses_transfer
 * @property {boolean} moved
 * @property {{code: string, text: string}|null} reason
 *
 * @typedef {{turn: string, minute: number, from: string, to: string}} Link a tow
 * @typedef {{kind: "closure"|"exclusion", stand: string, start: number, end: number, label: string, facts: Fact[]}} Block
 * @typedef {{minute: number, label: string, date: string}} Tick
 * @typedef {{kind: "stands"|"buses"|"tugs", minutes: number[], layers: Record<string, number[]>,
 *   capacity: number|null, facts: Fact[]}} Profile
 *
 * @typedef {object} Board what POST /v1/schedules/{id}/board answers; the Gantt reads these of its keys
 * @property {string} zone
 * @property {string} origin
 * @property {number} start
 * @property {number} end
 * @property {Tick[]} ticks
 * @property {Row[]} rows
 * @property {Bar[]} bars
 * @property {Link[]} links
 * @property {Block[]} blocks
 * @property {Profile[]} profiles
 * @property {[number, number][]} supply from which minute on how many stands can be used
 *
 * @typedef {object} Piece consecutive visits of one turn on one stand: drawn and moved as one
 * @property {string} turn
 * @property {string|null} stand
 * @property {number} lane
 * @property {Bar[]} bars in order of time
 * @property {number} start
 * @property {number} end
 */

/** A board, indexed. It is not changed. */
export class Day {
  /** @param {Board} board */
  constructor(board) {
    this.board = board;
    /** @type {Map<string, Bar[]>} */
    this.turns = grouped(board.bars, (bar) => bar.turn);
    /** @type {Map<string, Block[]>} */
    this.blocks = grouped(board.blocks, (block) => block.stand);
    /** @type {Map<string, Piece[]>} */
    this.pieces = new Map();
    /** @type {Map<Bar, Piece>} */
    this.pieceOfBar = new Map();
    for (const [stand, bars] of grouped(board.bars.filter((bar) => bar.stand !== null), (bar) => bar.stand)) {
      this.pieces.set(stand, this.#joined(bars));
    }
    for (const bars of this.turns.values()) bars.sort(byTime);
  }

  /**
   * @param {string} stand
   * @returns {Piece[]} in order of time
   */
  piecesOn(stand) {
    return this.pieces.get(stand) ?? [];
  }

  /**
   * @param {string} stand
   * @returns {Block[]} its closures and exclusions
   */
  blocksOn(stand) {
    return this.blocks.get(stand) ?? [];
  }

  /**
   * @param {string} stand
   * @returns {number} how many lines its bars take, at least 1
   */
  lines(stand) {
    return this.piecesOn(stand).reduce((most, piece) => Math.max(most, piece.lane + 1), 1);
  }

  /**
   * @param {string} turn
   * @param {string|null} [visit] one visit of it, or all
   * @returns {Bar[]} in order of time; empty where there is no such visit
   */
  bars(turn, visit = null) {
    const bars = this.turns.get(turn) ?? [];
    return visit === null ? bars : bars.filter((bar) => bar.visit === visit);
  }

  /**
   * @param {Bar} bar of this board
   * @returns {Piece} the piece it is part of; alone where it has no stand
   */
  piece(bar) {
    return this.pieceOfBar.get(bar) ?? pieceOf([bar]);
  }

  /** @param {Bar[]} bars of one stand */
  #joined(bars) {
    const runs = [];
    const latest = new Map();
    for (const bar of bars.sort(byTime)) {
      const run = latest.get(bar.turn);
      if (run?.at(-1).end === bar.start) {
        run.push(bar);
      } else {
        latest.set(bar.turn, [bar]);
        runs.push(latest.get(bar.turn));
      }
    }
    return runs.map((run) => {
      const piece = pieceOf(run);
      for (const bar of run) this.pieceOfBar.set(bar, piece);
      return piece;
    });
  }
}

/** A board of nothing, to begin with. @type {Board} */
export const EMPTY = Object.freeze({
  zone: "UTC",
  origin: "1970-01-01T00:00:00+00:00",
  start: 0,
  end: 1440,
  ticks: [],
  rows: [],
  bars: [],
  links: [],
  blocks: [],
  profiles: [],
});

const byTime = (one, other) => one.start - other.start || one.end - other.end;

function pieceOf(bars) {
  const [first] = bars;
  return { turn: first.turn, stand: first.stand, lane: first.lane, bars, start: first.start, end: bars.at(-1).end };
}

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
