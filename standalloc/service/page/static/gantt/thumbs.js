/** The scroll bars: where the view lies over the day, drawn at the edges of the rows and dragged there. */

/** @typedef {import("./view.js").View} View */

const THICK_PX = 7;
const LEAST_PX = 28;

/**
 * @param {View} view
 * @returns {{axis: "x"|"y", left: number, top: number, width: number, height: number, perPx: number}[]} CSS pixels of
 *   the element; `perPx` is how many pixels of the day one pixel of dragging moves by. None along an axis all seen.
 */
export function thumbs(view) {
  const { scale, namesWidth, axisHeight } = view;
  const found = [];
  const content = (scale.end - scale.start) * scale.perMinute;
  if (content > scale.width + 1) {
    const { at, length, perPx } = along(scale.width - THICK_PX, content, scale.width, (scale.left - scale.start) * scale.perMinute);
    const top = axisHeight + scale.height - THICK_PX - 1;
    found.push({ axis: "x", left: namesWidth + at, top, width: length, height: THICK_PX, perPx });
  }
  if (scale.contentHeight > scale.height + 1) {
    const { at, length, perPx } = along(scale.height - THICK_PX, scale.contentHeight, scale.height, scale.top);
    const left = namesWidth + scale.width - THICK_PX - 1;
    found.push({ axis: "y", left, top: axisHeight + at, width: THICK_PX, height: length, perPx });
  }
  return found;
}

/** @param {import("./frame.js").Frame} frame */
export function paintThumbs(frame) {
  const { context } = frame;
  frame.fill("muted");
  context.globalAlpha = 0.5;
  for (const { left, top, width, height } of thumbs(frame.view)) {
    context.fillRect(frame.px(left), frame.px(top), frame.px(width), frame.px(height));
  }
  context.globalAlpha = 1;
}

function along(track, content, seen, from) {
  const length = Math.max(LEAST_PX, (track * seen) / content);
  const perPx = (content - seen) / Math.max(1, track - length);
  return { at: from / perPx, length, perPx };
}
