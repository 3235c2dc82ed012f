/** The column of names at the left: headings that fold, stands with their size, and the signs of verdicts. */

import { ANSWERS } from "./palette.js";
import { cost } from "./words.js";

/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("./rows.js").Entry} Entry */

const PADDING_PX = 8;
const SIGN_PX = 12;

/** @param {Frame} frame @param {Entry[]} seen */
export function paintNames(frame, seen) {
  const { context, plot, hair, view } = frame;
  const area = { left: 0, top: plot.top, width: plot.left, height: plot.height };
  frame.within(area, () => {
    frame.fill("ground");
    context.fillRect(0, plot.top, plot.left, plot.height);
    const isThin = !frame.fontSize();
    for (const entry of seen) {
      if (entry.lines) paintStand(frame, entry, isThin);
    }
    if (isThin) paintGroups(frame, seen);
  });
  frame.fill(view.tints ? "muted" : "line");
  context.fillRect(plot.left - hair, plot.top, hair, plot.height);
  if (!frame.fontSize()) return;
  const rows = { ...area, width: frame.width };
  frame.within(rows, () => seen.forEach((entry) => entry.lines || paintHeading(frame, entry)));
}

/**
 * @param {Frame} frame
 * @param {import("../day/board.js").Row[]} rows
 * @returns {number} CSS pixels that the names take, signs included
 */
export function namesPx(frame, rows) {
  const [names, notes] = [frame.ruler(frame.font(11)), frame.ruler(frame.font(10))];
  const widths = rows.filter(({ kind }) => kind === "stand").map(({ label, note }) => names.width(label) + notes.width(note));
  return Math.max(0, ...widths) / frame.ratio + 2 * PADDING_PX + SIGN_PX + 8;
}

function paintHeading(frame, entry) {
  const { context } = frame;
  const [top, bottom] = [frame.y(entry), frame.bottom(entry)];
  const size = Math.min(11, frame.fontSize(frame.scale.heading));
  frame.fill("heading");
  context.fillRect(0, top, frame.plot.left, bottom - top);
  const baseline = Math.round((top + bottom) / 2 + 0.36 * size * frame.ratio);
  const font = frame.font(size, true);
  context.font = font;
  frame.fill("ink");
  const text = `${entry.folded ? "▸" : "▾"} ${entry.row.label}`;
  context.fillText(text, frame.px(PADDING_PX), baseline);
  const note = entry.folded ? `${entry.stands} stands, folded` : entry.row.note;
  if (!note) return;
  const after = frame.px(PADDING_PX) + frame.ruler(font).width(text) + frame.px(8);
  context.font = frame.font(size - 1);
  frame.fill("muted");
  context.fillText(note, after, baseline);
}

function paintStand(frame, entry, isThin) {
  const { context, plot, view } = frame;
  const [top, bottom] = [frame.y(entry), frame.bottom(entry)];
  const verdict = view.verdict(entry.row.label);
  if (verdict) {
    frame.fill(verdict.answer === "at_cost" ? "at-cost" : verdict.answer);
    context.fillRect(0, top, plot.left, bottom - top);
  }
  if (isThin) {
    if (verdict) paintThinSign(frame, verdict, top, bottom);
    return;
  }
  const size = frame.fontSize();
  const baseline = Math.round((top + Math.min(bottom, top + frame.px(frame.scale.line))) / 2 + 0.36 * size * frame.ratio);
  frame.fill("grid");
  context.fillRect(0, bottom - frame.hair, plot.left, frame.hair);
  context.font = frame.font(size, verdict !== null && verdict.answer !== "forbidden");
  frame.fill(verdict?.answer === "forbidden" ? "muted" : "ink");
  context.fillText(entry.row.label, frame.px(PADDING_PX + SIGN_PX), baseline);
  paintNote(frame, entry, verdict, baseline, size);
}

function paintNote(frame, entry, verdict, baseline, size) {
  const { context, plot } = frame;
  const right = plot.left - frame.px(PADDING_PX);
  context.font = frame.font(size - 1, Boolean(verdict));
  context.textAlign = "right";
  if (verdict) {
    const { sign, colour } = ANSWERS[verdict.answer];
    frame.fill(colour);
    context.fillText(cost(verdict), right, baseline);
    context.textAlign = "left";
    context.font = frame.font(size, true);
    context.fillText(sign, frame.px(PADDING_PX - 2), baseline);
  } else {
    frame.fill("muted");
    context.fillText(entry.row.note, right, baseline);
    context.textAlign = "left";
  }
}

/** Where there is no room for signs their place tells: allowed at the very edge, at a cost beside it, forbidden none. */
function paintThinSign(frame, { answer }, top, bottom) {
  if (answer === "forbidden") return;
  const width = frame.px(10);
  frame.fill(ANSWERS[answer].colour);
  frame.context.fillRect(frame.plot.left - (answer === "allowed" ? 1 : 2) * width, top, width, Math.max(1, bottom - top));
}

/** Rows too thin for names: the names of their groups, each beside all of its rows. */
function paintGroups(frame, seen) {
  const { context, plot, view } = frame;
  const headings = view.rows.entries.filter((entry) => !entry.lines && entry.index <= (seen.at(-1)?.index ?? -1));
  const size = 10;
  const lowest = plot.top + plot.height;
  context.font = frame.font(size, true);
  headings.forEach((entry, at) => {
    const next = headings[at + 1];
    const end = next ? frame.y(next) : lowest;
    const top = Math.max(frame.y(entry), plot.top);
    if (end <= plot.top) return;
    frame.fill("line");
    context.fillRect(0, frame.y(entry), plot.left, frame.hair);
    if (end - top < frame.px(size + 2)) return;
    frame.fill("ink");
    const ruler = frame.ruler(frame.font(size, true));
    const room = plot.left - 2 * frame.px(PADDING_PX);
    context.fillText(groupName(ruler, entry.row, room), frame.px(PADDING_PX), top + frame.px(size + 1));
  });
}

/**
 * @param {ReturnType<Frame["ruler"]>} ruler
 * @param {import("../day/board.js").Row} row a heading
 * @param {number} room device pixels
 * @returns {string} its text, or where that is too long what tells it from the others, or as much of this as fits
 */
export function groupName(ruler, { label, stand_kind: kind, terminal, pier }, room) {
  const short = [kind === "remote" ? "Remote" : "", terminal, pier].filter(Boolean).join(" ") || label;
  const found = ruler.fitting([label, short], room);
  if (found) return found;
  let end = short.length;
  while (end > 1 && ruler.width(`${short.slice(0, end)}…`) > room) end -= 1;
  return `${short.slice(0, end)}…`;
}
