/** The bars: found where they are seen, painted colour by colour, then their marks and the longest labels that fit. */

import { paintMarks, marksPx } from "./marks.js";
import { details } from "./words.js";

/**
 * @typedef {import("./frame.js").Frame} Frame
 * @typedef {import("../day/board.js").Bar} Bar
 *
 * @typedef {object} Box a bar on the canvas, in device pixels
 * @property {Bar} bar
 * @property {import("../day/board.js").Piece} piece
 * @property {number} left
 * @property {number} right
 * @property {number} free until where the buffer reaches
 * @property {number} top
 * @property {number} height
 */

const BANDS = { bus: "bottom", unused: "bottom", remote: "top" };
const DIMMED = 0.2;

/**
 * Find the bars that are seen.
 *
 * @param {Frame} frame
 * @param {import("./rows.js").Entry[]} seen rows
 * @returns {Box[]} row by row, in order of time
 */
export function visibleBars(frame, seen) {
  const { day, scale } = frame.view;
  const [from, to] = [scale.left, scale.left + scale.minutes];
  const boxes = [];
  for (const entry of seen) {
    if (!entry.lines) continue;
    for (const piece of day.piecesOn(entry.row.label)) {
      if (piece.start >= to) break;
      const { top, height } = frame.lane(entry, piece.lane);
      for (const bar of piece.bars) {
        const until = Math.max(bar.end, bar.buffer_end);
        if (until <= from || bar.start >= to) continue;
        const left = frame.x(bar.start);
        boxes.push({ bar, piece, left, right: Math.max(left + 1, frame.x(bar.end)), free: frame.x(until), top, height });
      }
    }
  }
  return boxes;
}

/** @param {Frame} frame @param {Box[]} boxes */
export function paintBars(frame, boxes) {
  const { context, view, palette } = frame;
  const isMoving = (bar) => view.held !== null && view.held.bars.includes(bar);
  const bright = boxes.filter(({ bar }) => view.matches(bar) && !isMoving(bar));
  if (frame.scale.line >= 5) {
    frame.fillPattern(palette.hatch(context, "buffer"));
    for (const { right, free, top, height } of bright) if (free > right) context.fillRect(right, top, free - right, height);
  }
  if (bright.length < boxes.length) {
    context.globalAlpha = DIMMED;
    for (const [token, group] of byToken(frame, boxes.filter((box) => !bright.includes(box)))) {
      frame.fill(thinToken(token));
      for (const { left, right, top, height } of group) context.fillRect(left, top, right - left, height);
    }
    context.globalAlpha = 1;
  }
  for (const [token, group] of byToken(frame, bright)) paintGroup(frame, token, group);
  paintBands(frame, bright);
  paintMarks(frame, bright);
  paintLabels(frame, bright);
}

/** Outline where the visits stand in the plan compared with. @param {Frame} frame */
export function paintCompared(frame) {
  const { context, view } = frame;
  context.strokeStyle = frame.palette.colour("published");
  context.lineWidth = frame.hair;
  context.setLineDash([frame.px(4), frame.px(3)]);
  context.beginPath();
  for (const bar of view.day.board.bars) {
    const stand = view.compared.get(JSON.stringify([bar.turn, bar.visit]));
    const entry = stand === bar.stand ? null : view.rows.ofStand.get(stand);
    if (!entry) continue;
    const { top, height } = frame.lane(entry, 0);
    const [left, right] = [frame.x(bar.start), frame.x(bar.end)];
    if (right > frame.plot.left && left < frame.width && top + height > 0 && top < frame.height) {
      context.rect(left + 0.5, top + 0.5, right - left - 1, Math.max(1, height - 1));
    }
  }
  context.stroke();
  context.setLineDash([]);
}

function byToken(frame, boxes) {
  const groups = new Map();
  const { token } = frame.view.colouring;
  for (const box of boxes) {
    const name = token(box.bar);
    if (groups.has(name)) groups.get(name).push(box);
    else groups.set(name, [box]);
  }
  return groups;
}

function thinToken(token) {
  return { parking: "parking-thin", unused: "bus" }[token] ?? token;
}

function edgeToken(token) {
  return token.startsWith("series") || token.startsWith("code") ? "series-edge" : `${token}-edge`;
}

function paintGroup(frame, token, boxes) {
  const { context, hair, palette } = frame;
  const isThin = frame.scale.line < 7;
  if (isThin) {
    frame.fill(thinToken(token));
    for (const { left, right, top, height } of boxes) context.fillRect(left, top, right - left, height);
    return;
  }
  frame.fill(edgeToken(token));
  for (const { left, right, top, height } of boxes) context.fillRect(left, top, right - left, height);
  if (token === "unused") frame.fillPattern(palette.hatch(context, "bus", "unused", 8));
  else frame.fill(token);
  for (const { left, right, top, height } of boxes) {
    context.fillRect(left + hair, top + hair, right - left - 2 * hair, height - 2 * hair);
  }
  if (token === "parking") paintDashes(frame, token, boxes);
}

/** Interrupt the upper and lower edges. */
function paintDashes(frame, token, boxes) {
  const { context, hair, palette } = frame;
  frame.fillPattern(palette.gaps(context, token));
  for (const { left, right, top, height } of boxes) {
    context.fillRect(left + hair, top, right - left - 2 * hair, hair);
    context.fillRect(left + hair, top + height - hair, right - left - 2 * hair, hair);
  }
}

/** A band along an edge tells what the passengers do also to those who see no colour, or other colours. */
function paintBands(frame, boxes) {
  const { context } = frame;
  if (frame.scale.line < 9) return;
  const band = frame.px(3);
  for (const [kind, edge] of Object.entries(BANDS)) {
    frame.fill(`${kind}-edge`);
    for (const { bar, left, right, top, height } of boxes) {
      if (bar.kind === kind) context.fillRect(left, edge === "top" ? top : top + height - band, right - left, band);
    }
  }
}

function paintLabels(frame, boxes) {
  const { context, view, scale } = frame;
  const size = frame.fontSize(scale.line - 2);
  if (!size) return;
  const isTall = scale.line >= 34;
  const ruler = frame.ruler(frame.font(size));
  const small = frame.ruler(frame.font(size - 1));
  context.font = ruler.font;
  frame.fill("ink");
  const second = [];
  const share = isTall ? 0.3 : 0.5;
  let last = null;
  let covered = null;
  for (const box of boxes) {
    const { bar, piece, top, height } = box;
    if (bar === covered) continue;
    const baseline = top + Math.round(height * share + 0.36 * size * frame.ratio);
    const labelled = labelAt(frame, ruler, box, last === piece);
    if (labelled) {
      context.fillText(labelled.text, labelled.x, baseline);
      last = piece;
      if (labelled.isSpanning) covered = piece.bars[1];
      if (isTall) second.push({ bar, baseline: top + Math.round(height * 0.72 + 0.36 * size * frame.ratio), ...labelled });
    }
  }
  context.font = small.font;
  context.globalAlpha = 0.8;
  for (const { bar, baseline, x, room } of second) {
    const text = small.fitting(details(bar, view.times), room);
    if (text) context.fillText(text, x, baseline);
  }
  context.globalAlpha = 1;
}

/** The longest label that fits a bar, or all of its piece where the bar is the first of it and too short. */
function labelAt(frame, ruler, { bar, piece, left, right }, isPieceLabelled) {
  const from = Math.max(left, frame.plot.left) + frame.px(3) + marksPx(frame, bar, "start");
  const room = right - from - frame.px(3) - marksPx(frame, bar, "end");
  const text = ruler.fitting(bar.labels, room);
  if (text) return { text, x: from, room };
  if (isPieceLabelled || piece.bars.length === 1 || piece.bars[0] !== bar) return null;
  const wide = frame.x(piece.bars[1].end) - from - frame.px(6);
  if (ruler.fitting(piece.bars[1].labels, frame.x(piece.bars[1].end) - frame.x(piece.bars[1].start) - frame.px(8))) return null;
  const spanning = ruler.fitting(bar.labels, wide);
  return spanning ? { text: spanning, x: from, room: wide, isSpanning: true } : null;
}
