/** What lies over the picture and changes with the pointer: outlines, what is held, its target, the now line. */

import { ANSWERS } from "./palette.js";

/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("../day/board.js").Bar} Bar */

/**
 * @param {Frame} frame of the upper canvas
 * @param {{x: number, y: number}|null} pointer CSS pixels of the element
 * @param {boolean} hasFocus whether the Gantt has the keyboard
 */
export function paintOverlay(frame, pointer, hasFocus) {
  const { context, view, plot } = frame;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, frame.width, frame.height);
  frame.within(plot, () => {
    if (view.selected && !view.held) paintSelected(frame, hasFocus);
    if (view.hovered && !view.held) outline(frame, [view.hovered], "ink", 1);
    if (view.held) paintHeld(frame);
  });
  if (view.now) paintNow(frame);
  if (pointer) paintTime(frame, pointer);
}

/**
 * Where consecutive bars lie.
 *
 * @param {Frame} frame
 * @param {Bar[]} bars of one stand
 * @param {string|null} [stand] another one
 * @returns {import("./frame.js").Area|null} device pixels; null where the stand is not shown
 */
export function placeOf(frame, bars, stand = bars[0].stand) {
  const entry = frame.view.rows.ofStand.get(stand);
  if (!entry) return null;
  const { top, height } = frame.lane(entry, stand === bars[0].stand ? bars[0].lane : 0);
  const left = frame.x(bars[0].start);
  return { left, top, width: Math.max(2, frame.x(bars.at(-1).end) - left), height };
}

/** The whole turn is outlined, what would be moved most of all. */
function paintSelected(frame, hasFocus) {
  const { day, selected, selection } = frame.view;
  const pieces = new Set(day.bars(selected.bar.turn).map((bar) => day.piece(bar)));
  for (const piece of pieces) outline(frame, piece.bars, "ink", 1.5);
  outline(frame, selection, hasFocus ? "focus" : "ink", hasFocus ? 3 : 2, hasFocus ? 1 : 0);
}

function outline(frame, bars, token, width, gap = 0) {
  const place = placeOf(frame, bars);
  if (!place) return;
  const { context, palette } = frame;
  const line = width * frame.ratio;
  const out = line / 2 + gap * frame.ratio;
  context.lineWidth = line;
  context.strokeStyle = palette.colour(token);
  context.strokeRect(place.left - out, place.top - out, place.width + 2 * out, place.height + 2 * out);
}

function paintHeld(frame) {
  const { context, view, plot, palette } = frame;
  const { bars, to } = view.held;
  const left = frame.x(bars[0].start);
  const width = Math.max(2, frame.x(bars.at(-1).end) - left);
  context.globalAlpha = 0.12;
  frame.fill("accent");
  context.fillRect(left, plot.top, width, plot.height);
  context.globalAlpha = 1;
  if (bars[0].stand !== null && bars[0].stand !== to) paintSource(frame, bars);
  if (typeof to !== "string") return;
  const place = placeOf(frame, bars, to);
  if (!place) return;
  const answer = view.verdict(to)?.answer;
  const colour = answer ? ANSWERS[answer].colour : "accent";
  paintTargetRow(frame, to, colour);
  const height = Math.max(place.height, frame.px(10));
  const top = place.top - Math.round((height - place.height) / 2);
  for (const bar of bars) {
    const from = frame.x(bar.start);
    frame.fill(view.colouring.token(bar));
    context.fillRect(from, top, Math.max(1, frame.x(bar.end) - from), height);
  }
  context.lineWidth = 2 * frame.ratio;
  context.strokeStyle = palette.colour(colour);
  if (answer === "forbidden") context.setLineDash([frame.px(5), frame.px(3)]);
  context.strokeRect(left, top, width, height);
  context.setLineDash([]);
  paintHeldLabel(frame, bars, left, width, top, height);
}

function paintHeldLabel(frame, bars, left, width, top, height) {
  const { context } = frame;
  const from = Math.max(left, frame.plot.left) + frame.px(4);
  const ruler = frame.ruler(frame.font(11, true));
  const text = ruler.fitting(bars[0].labels, left + width - from - frame.px(4));
  if (!text || height < frame.px(10)) return;
  context.font = ruler.font;
  frame.fill("ink");
  context.fillText(text, from, top + Math.round(height / 2 + 4 * frame.ratio));
}

function paintSource(frame, bars) {
  const place = placeOf(frame, bars);
  if (!place) return;
  const { context, palette } = frame;
  context.lineWidth = frame.hair;
  context.strokeStyle = palette.colour("muted");
  context.setLineDash([frame.px(3), frame.px(3)]);
  context.strokeRect(place.left + 0.5, place.top + 0.5, place.width - 1, place.height - 1);
  context.setLineDash([]);
}

function paintTargetRow(frame, stand, colour) {
  const entry = frame.view.rows.ofStand.get(stand);
  const { context, plot } = frame;
  const [top, bottom] = [frame.y(entry), frame.bottom(entry)];
  frame.fill(colour);
  context.fillRect(plot.left, top - frame.hair, plot.width, frame.hair);
  context.fillRect(plot.left, bottom - frame.hair, plot.width, frame.hair);
}

function paintNow(frame) {
  const { context, plot, view } = frame;
  const minute = view.times.minuteOf(view.now);
  const x = frame.x(minute);
  if (minute < view.scale.start || minute > view.scale.end || x < plot.left || x > plot.left + plot.width) return;
  frame.fill("now");
  context.fillRect(x, plot.top, Math.max(2, Math.round(1.5 * frame.ratio)), frame.height - plot.top);
  flag(frame, x, `${view.times.clock(Math.floor(minute))} now`, "now");
}

function paintTime(frame, pointer) {
  const { view, plot, context } = frame;
  const x = frame.px(pointer.x);
  if (x < plot.left || frame.px(pointer.y) < plot.top || view.held) return;
  context.globalAlpha = 0.35;
  frame.fill("muted");
  context.fillRect(x, plot.top, frame.hair, frame.height - plot.top);
  context.globalAlpha = 1;
  flag(frame, x, view.times.clock(view.scale.minute(pointer.x - view.namesWidth)), "muted");
}

/** A time on the axis, on a ground of its own. */
function flag(frame, x, text, token) {
  const { context, plot } = frame;
  const ruler = frame.ruler(frame.font(10, true));
  const width = ruler.width(text) + frame.px(8);
  const left = Math.min(Math.max(x - Math.round(width / 2), plot.left), frame.width - width);
  frame.fill(token);
  context.fillRect(left, plot.top - frame.px(16), width, frame.px(15));
  context.font = ruler.font;
  frame.fill("ground");
  context.fillText(text, left + frame.px(4), plot.top - frame.px(5));
}
