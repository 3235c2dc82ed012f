/** Demand against supply over the day, under the rows: stands, buses and tugs, layer on layer. */

/** @typedef {import("./frame.js").Frame} Frame */

const LAYERS = {
  contact: { fill: "contact", edge: "contact-edge" },
  remote: { fill: "remote", edge: "remote-edge" },
  unallocated: { fill: "unallocated-edge", edge: "unallocated-edge" },
  buses: { fill: "bus", edge: "bus-edge" },
  tugs: { fill: "tugs", edge: "tugs-edge" },
  beyond: { fill: "broken", edge: "broken" },
};
const TITLES = { stands: "Stands in use", buses: "Buses in use", tugs: "Tugs in use" };
const HEADROOM_PX = 8;

/** @param {Frame} frame */
export function paintDemand(frame) {
  const { context, hair } = frame;
  for (const { profile, top, height, folded } of frame.view.profiles) {
    const supply = supplyOf(profile, frame.view.day.board);
    const area = { left: 0, top: frame.px(top), width: frame.width, height: frame.px(height) };
    frame.within(area, () => {
      frame.fill("ground");
      context.fillRect(0, area.top, area.width, area.height);
      if (!folded) paintLevels(frame, profile, supply, area);
      paintTitle(frame, profile, supply, area, folded);
      frame.fill("line");
      context.fillRect(0, area.top, area.width, hair);
      context.fillRect(frame.plot.left - hair, area.top, hair, area.height);
    });
  }
}

/**
 * @param {import("../day/board.js").Profile} profile
 * @returns {number} the most there are at once
 */
export function peak(profile) {
  return Math.max(0, ...totals(profile));
}

/**
 * @param {import("../day/board.js").Profile} profile
 * @param {number} minute
 * @returns {[string, number][]} how many of each layer there are then
 */
export function levels(profile, minute) {
  const at = profile.minutes.findLastIndex((each) => each <= minute);
  return Object.entries(profile.layers).map(([layer, counts]) => [layer, at < 0 ? 0 : (counts[at] ?? 0)]);
}

/**
 * @param {import("../day/board.js").Profile} profile
 * @param {import("../day/board.js").Board} board
 * @returns {[number, number][]} from which minute on how many there are to use; empty where nothing limits them
 */
function supplyOf(profile, board) {
  if (profile.kind === "stands") return board.supply;
  return profile.capacity === null ? [] : [[board.start, profile.capacity]];
}

/** @param {[number, number][]} supply @returns {number} the most there are to use at once */
function mostOf(supply) {
  return Math.max(0, ...supply.map(([, count]) => count));
}

function totals({ minutes, layers }) {
  return minutes.map((_, at) => Object.values(layers).reduce((sum, counts) => sum + (counts[at] ?? 0), 0));
}

function paintLevels(frame, profile, supply, area) {
  const { context, plot } = frame;
  const highest = Math.max(1, peak(profile), mostOf(supply));
  const [bottom, room] = [area.top + area.height, area.height - frame.px(HEADROOM_PX)];
  const level = (count) => bottom - Math.round((room * count) / highest);
  frame.within({ ...area, left: plot.left, width: plot.width }, () => {
    const base = profile.minutes.map(() => 0);
    for (const [layer, counts] of Object.entries(profile.layers)) {
      const tops = base.map((sum, at) => sum + (counts[at] ?? 0));
      const look = LAYERS[layer] ?? LAYERS.contact;
      frame.fill(look.fill);
      paintSteps(frame, profile.minutes, base, tops, level);
      frame.fill(look.edge);
      paintSteps(frame, profile.minutes, null, counts.map((count, at) => (count ? tops[at] : 0)), level);
      tops.forEach((sum, at) => (base[at] = sum));
    }
    paintSupply(frame, supply, level);
  });
}

/** Fill between two levels, or draw the upper one alone; one rectangle for each pixel or step, whichever is longer. */
function paintSteps(frame, minutes, base, tops, level) {
  const { context, plot, hair } = frame;
  const limit = plot.left + plot.width;
  for (let at = 0; at < minutes.length; at += 1) {
    const left = frame.x(minutes[at]);
    const right = at + 1 < minutes.length ? frame.x(minutes[at + 1]) : left;
    if (right <= plot.left || left > limit || right === left) continue;
    const top = level(tops[at]);
    if (base) context.fillRect(left, top, right - left, level(base[at]) - top);
    else if (tops[at]) context.fillRect(left, top, right - left, hair);
  }
}

/** A dashed line, step by step. */
function paintSupply(frame, supply, level) {
  const { context, hair, plot } = frame;
  frame.fill("ink");
  const [dash, gap] = [frame.px(6), frame.px(4)];
  supply.forEach(([minute, count], at) => {
    const left = Math.max(plot.left, frame.x(minute));
    const right = Math.min(plot.left + plot.width, at + 1 < supply.length ? frame.x(supply[at + 1][0]) : Infinity);
    const y = level(count);
    for (let x = left; x < right; x += dash + gap) context.fillRect(x, y, Math.min(dash, right - x), hair);
  });
}

function paintTitle(frame, profile, supply, area, folded) {
  const { context, plot } = frame;
  const most = supply.length ? ` of ${mostOf(supply)}` : "";
  const left = frame.px(8);
  frame.within({ ...area, width: plot.left - frame.px(4) }, () => {
    context.font = frame.font(10, true);
    frame.fill("ink");
    context.fillText(`${folded ? "▸" : "▾"} ${TITLES[profile.kind]}`, left, area.top + frame.px(12));
    if (folded) return;
    context.font = frame.font(10);
    frame.fill(profile.capacity !== null && peak(profile) > profile.capacity ? "bad" : "muted");
    context.fillText(`most ${peak(profile)}${most}`, left, area.top + frame.px(25));
    paintKey(frame, profile, area);
  });
}

function paintKey(frame, profile, area) {
  const { context } = frame;
  const layers = Object.keys(profile.layers).filter((layer) => profile.layers[layer].some(Boolean));
  if (layers.length < 2) return;
  layers.forEach((layer, at) => {
    const y = area.top + frame.px(31 + at * 11);
    frame.fill(LAYERS[layer]?.fill ?? "contact");
    context.fillRect(frame.px(9), y, frame.px(8), frame.px(8));
    frame.fill("muted");
    context.fillText(layer, frame.px(21), y + frame.px(8));
  });
}
