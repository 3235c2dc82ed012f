/**
 * What lies under a point.
 *
 * @typedef {object} Hit
 * @property {"rows"|"names"|"axis"|"demand"|"thumb"} area
 * @property {import("./rows.js").Entry|null} entry the row
 * @property {import("../day/board.js").Bar|null} bar
 * @property {import("../day/board.js").Block|null} block a closure or an exclusion
 * @property {import("../day/board.js").Profile|null} profile
 * @property {ReturnType<typeof import("./thumbs.js").thumbs>[number]|null} thumb
 */

import { thumbs } from "./thumbs.js";

/** How far beside a bar a point may lie and still be on it: short bars are to be caught too. */
const SLACK_PX = 2;

/**
 * @param {import("./view.js").View} view
 * @param {number} x CSS pixels of the element
 * @param {number} y
 * @returns {Hit}
 */
export function hit(view, x, y) {
  const nothing = { entry: null, bar: null, block: null, profile: null, thumb: null };
  if (y < view.axisHeight) return { ...nothing, area: "axis" };
  if (y >= view.height - view.demandHeight) {
    const found = view.profiles.find(({ top, height }) => y >= top && y < top + height);
    return { ...nothing, area: "demand", profile: found?.profile ?? null };
  }
  const thumb = thumbs(view).find((each) => isInside(each, x, y)) ?? null;
  if (thumb) return { ...nothing, area: "thumb", thumb };
  const entry = rowAt(view, y);
  if (x < view.namesWidth) return { ...nothing, area: "names", entry };
  if (!entry?.lines) return { ...nothing, area: "rows", entry };
  const minute = view.scale.minute(x - view.namesWidth);
  const bar = barAt(view, entry, minute, y);
  const blocks = view.day.blocksOn(entry.row.label);
  const block = blocks.find(({ start, end }) => start <= minute && minute < end) ?? null;
  return { ...nothing, area: "rows", entry, bar, block };
}

/** @param {import("./view.js").View} view @param {number} y CSS pixels of the element @returns {import("./rows.js").Entry|null} */
export function rowAt(view, y) {
  return view.rows.at(y - view.axisHeight + view.scale.top, view.scale);
}

function barAt(view, entry, minute, y) {
  const { scale, rows } = view;
  const lane = Math.floor((y - view.axisHeight + scale.top - rows.top(entry, scale)) / scale.line);
  const slack = SLACK_PX / scale.perMinute;
  const pieces = view.day.piecesOn(entry.row.label).filter((piece) => piece.lane === lane);
  const bars = pieces.filter(({ start, end }) => start - slack <= minute && minute < end + slack).flatMap(({ bars }) => bars);
  return bars.find(({ start, end }) => start <= minute && minute < end) ?? bars[0] ?? null;
}

function isInside({ left, top, width, height }, x, y) {
  return x >= left && x < left + width && y >= top && y < top + height;
}
