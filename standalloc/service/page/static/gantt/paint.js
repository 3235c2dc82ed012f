/** The picture of the day, from the ground up: rows, grid, tints, blocks, bars, tows, then what is fixed at the edges. */

import { paintAxis, gridLines } from "./axis.js";
import { paintBars, paintCompared, visibleBars } from "./bars.js";
import { paintDemand } from "./demand.js";
import { paintNames } from "./names.js";
import { paintThumbs } from "./thumbs.js";

/** @typedef {import("./frame.js").Frame} Frame */

/** @param {Frame} frame paint all of it */
export function paint(frame) {
  const { context, view } = frame;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.textBaseline = "alphabetic";
  frame.fill("ground");
  context.fillRect(0, 0, frame.width, frame.height);
  const seen = view.rows.seen(view.scale);
  frame.within(frame.plot, () => {
    paintGrid(frame, seen);
    if (view.tints) paintTints(frame, seen);
    paintBlocks(frame, seen);
    const tows = visibleTows(frame);
    paintTowLines(frame, tows);
    paintBars(frame, visibleBars(frame, seen));
    paintTowEnds(frame, tows);
    if (view.compared) paintCompared(frame);
  });
  paintDemand(frame);
  paintNames(frame, seen);
  paintAxis(frame);
  paintThumbs(frame);
}

function paintGrid(frame, seen) {
  const { context, plot } = frame;
  for (const { x, token } of gridLines(frame)) {
    frame.fill(token);
    context.fillRect(x, plot.top, frame.hair, plot.height);
  }
  const isThin = frame.scale.line < 7;
  frame.fill("grid");
  for (const entry of seen) {
    if (entry.lines && !isThin) context.fillRect(plot.left, frame.bottom(entry) - frame.hair, plot.width, frame.hair);
  }
  frame.fill("heading");
  for (const entry of seen) {
    if (!entry.lines) context.fillRect(plot.left, frame.y(entry), plot.width, frame.bottom(entry) - frame.y(entry));
  }
}

function paintTints(frame, seen) {
  const { context, palette, plot, view } = frame;
  const grounds = {
    forbidden: palette.hatch(context, "forbidden-hatch", "forbidden", 7),
    at_cost: palette.dots(context, "at-cost-sign", "at-cost"),
  };
  for (const entry of seen) {
    const verdict = entry.lines ? view.verdict(entry.row.label) : null;
    if (!verdict) continue;
    if (grounds[verdict.answer]) frame.fillPattern(grounds[verdict.answer]);
    else frame.fill("allowed");
    const top = frame.y(entry);
    context.fillRect(plot.left, top, plot.width, frame.bottom(entry) - top - (frame.scale.line < 7 ? 0 : frame.hair));
  }
}

function paintBlocks(frame, seen) {
  const { context, palette, view, scale } = frame;
  const isTinted = view.tints !== null;
  const closed = palette.hatch(context, "closed-hatch", "closed", 8);
  const labels = [];
  for (const entry of seen) {
    for (const block of entry.lines ? view.day.blocksOn(entry.row.label) : []) {
      if (block.end <= scale.left || block.start >= scale.left + scale.minutes) continue;
      const [left, right, top] = [frame.x(block.start), frame.x(block.end), frame.y(entry)];
      const height = Math.max(1, frame.bottom(entry) - top - (scale.line < 7 ? 0 : frame.hair));
      if (block.kind === "closure") frame.fillPattern(closed);
      else frame.fill("excluded");
      context.globalAlpha = isTinted && block.kind === "exclusion" ? 0.5 : 1;
      context.fillRect(left, top, right - left, height);
      labels.push({ block, left: Math.max(left, frame.plot.left), right, top, height });
    }
  }
  context.globalAlpha = 1;
  paintBlockLabels(frame, labels);
}

function paintBlockLabels(frame, labels) {
  const { context } = frame;
  const size = Math.min(10, frame.fontSize());
  if (!size) return;
  const ruler = frame.ruler(frame.font(size));
  context.font = ruler.font;
  let [row, until] = [NaN, 0];
  for (const { block, left, right, top, height } of labels) {
    // Where several aircraft block a stand at once, the first is named.
    if (top === row && left < until) continue;
    const text = ruler.fitting([block.label], right - left - frame.px(8));
    if (!text) continue;
    [row, until] = [top, left + ruler.width(text) + frame.px(8)];
    if (block.kind === "closure") {
      frame.fill("closed");
      context.fillRect(left + frame.px(3), top, ruler.width(text) + frame.px(4), height);
    }
    frame.fill(block.kind === "closure" ? "ink" : "muted");
    context.fillText(text, left + frame.px(5), top + Math.round(height / 2 + 0.36 * size * frame.ratio));
  }
}

/** The tows that are seen, from stand to stand: the line of each lies under the bars, its ends lie over them. */
function visibleTows(frame) {
  const { view, plot } = frame;
  const { ofStand } = view.rows;
  const shown = view.matching && new Set([...view.matching].map((bar) => bar.turn));
  const found = [];
  for (const { turn, minute, from, to } of view.day.board.links) {
    const [x, one, other] = [frame.x(minute), ofStand.get(from), ofStand.get(to)];
    if (!one || !other || x < plot.left || x > plot.left + plot.width || shown?.has(turn) === false) continue;
    const middle = (entry) => Math.round((frame.y(entry) + frame.bottom(entry)) / 2);
    found.push({ x, ends: [middle(one), middle(other)], isMarked: view.selected?.bar.turn === turn });
  }
  return found;
}

function paintTowLines(frame, tows) {
  const { context, hair } = frame;
  frame.fill("tow");
  for (const { x, ends, isMarked } of tows) {
    context.globalAlpha = isMarked ? 1 : frame.scale.line < 7 ? 0.2 : 0.45;
    context.fillRect(x, Math.min(...ends), isMarked ? 2 * hair : hair, Math.abs(ends[1] - ends[0]));
  }
  context.globalAlpha = 1;
}

function paintTowEnds(frame, tows) {
  const isThin = frame.scale.line < 7;
  const dot = isThin ? frame.hair : frame.px(5);
  frame.fill("tow");
  frame.context.globalAlpha = isThin ? 0.5 : 1;
  for (const { x, ends } of tows) for (const y of ends) frame.context.fillRect(x - (dot >> 1), y - (dot >> 1), dot, dot);
  frame.context.globalAlpha = 1;
}
