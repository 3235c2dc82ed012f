/** The time axis: dates above, hours below, minutes between them where there is room; and the lines of the grid. */

import { groupName } from "./names.js";

/** @typedef {import("./frame.js").Frame} Frame */

const LABEL_PX = 38;
const HOUR_STEPS = [1, 2, 3, 4, 6, 12];
const MINUTE_STEPS = [30, 15, 10, 5];

/**
 * The lines down the rows.
 *
 * @param {Frame} frame
 * @returns {{x: number, token: string}[]} device pixels, the strongest last
 */
export function gridLines(frame) {
  const lines = [];
  for (const { minute, isDay, isHour } of marks(frame)) {
    lines.push({ x: frame.x(minute), token: isDay ? "grid-day" : isHour ? "grid-hour" : "grid" });
  }
  const strength = ["grid", "grid-hour", "grid-day"];
  return lines.sort((one, other) => strength.indexOf(one.token) - strength.indexOf(other.token));
}

/** @param {Frame} frame */
export function paintAxis(frame) {
  const { context, plot, hair, view } = frame;
  const height = frame.px(view.axisHeight);
  frame.fill("raised");
  context.fillRect(0, 0, frame.width, height);
  frame.within({ left: plot.left, top: 0, width: plot.width, height }, () => {
    paintHours(frame, height);
    paintDates(frame, height);
  });
  paintCorner(frame, height);
  frame.fill("line");
  context.fillRect(0, height - hair, frame.width, hair);
}

function paintHours(frame, height) {
  const { context } = frame;
  const font = frame.font(11);
  context.font = font;
  for (const { minute, label, isDay, isHour } of marks(frame)) {
    const x = frame.x(minute);
    frame.fill(isDay ? "grid-day" : "line");
    context.fillRect(x, isDay ? 0 : height - frame.px(isHour ? 6 : 4), frame.hair, height);
    frame.fill(isHour ? "ink" : "muted");
    context.fillText(label, x + frame.px(4), height - frame.px(6));
  }
}

/** Every date stands where its day begins; the one that holds at the left edge stays there, pushed off by the next. */
function paintDates(frame, height) {
  const { context, plot, view } = frame;
  const days = view.day.board.ticks.filter((tick) => tick.date).map((tick) => ({ ...tick, x: frame.x(tick.minute) }));
  const ruler = frame.ruler(frame.font(11, true));
  context.font = ruler.font;
  frame.fill("ink");
  days.forEach(({ date, x }, at) => {
    const limit = (days[at + 1]?.x ?? Infinity) - ruler.width(date) - frame.px(10);
    const left = Math.min(Math.max(x, plot.left), limit) + frame.px(4);
    if (left < plot.left + plot.width) context.fillText(date, left, height - frame.px(21));
  });
}

function paintCorner(frame, height) {
  const { context, plot, view } = frame;
  const first = view.rows.entries[view.rows.first(view.scale.top, view.scale)];
  frame.within({ left: 0, top: 0, width: plot.left - frame.px(6), height }, () => {
    context.font = frame.font(10);
    frame.fill("muted");
    context.fillText(view.day.board.zone, frame.px(8), height - frame.px(21));
    const ruler = frame.ruler(frame.font(10, true));
    context.font = ruler.font;
    frame.fill("ink");
    if (first?.group) context.fillText(groupName(ruler, first.group, plot.left - frame.px(16)), frame.px(8), height - frame.px(6));
  });
  frame.fill("line");
  context.fillRect(plot.left - frame.hair, 0, frame.hair, height);
}

/** The times that have a line and a label at this zoom, and are seen. */
function marks(frame) {
  const { scale, view } = frame;
  const hourPx = scale.perMinute * 60;
  const step = HOUR_STEPS.find((hours) => hours * hourPx >= LABEL_PX) ?? 24;
  const minutes = MINUTE_STEPS.findLast((each) => each * scale.perMinute >= LABEL_PX) ?? 60;
  const found = [];
  const [from, to] = [scale.left - 60 * step, scale.left + scale.minutes];
  for (const { minute, label, date } of view.day.board.ticks) {
    if (minute < from || minute > to) continue;
    const isDay = Boolean(date) && label.startsWith("00");
    if (Number.parseInt(label, 10) % step === 0) found.push({ minute, label, isDay, isHour: true });
    for (let more = minutes; more < 60; more += minutes) {
      const text = `${label.slice(0, 2)}:${String(more).padStart(2, "0")}`;
      found.push({ minute: minute + more, label: text, isDay: false, isHour: false });
    }
  }
  return found;
}
