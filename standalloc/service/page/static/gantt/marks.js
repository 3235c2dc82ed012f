/** The signs on bars: pinned, broken, moved, a transfer missed. Each has its own shape. */

/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("./bars.js").Box} Box */

const PIN_PX = 9;
const FLAG_PX = 10;

/**
 * @param {Frame} frame
 * @param {import("../day/board.js").Bar} bar
 * @param {"start"|"end"} end of the bar
 * @returns {number} room that the marks there take
 */
export function marksPx(frame, bar, end) {
  if (end === "start") return bar.pinned ? frame.px(PIN_PX) : 0;
  return (bar.broken ? frame.px(FLAG_PX) : 0) + (bar.misses_transfer ? frame.px(FLAG_PX) : 0);
}

/** @param {Frame} frame @param {Box[]} boxes */
export function paintMarks(frame, boxes) {
  if (frame.scale.line < 7) {
    paintThinMarks(frame, boxes);
    return;
  }
  for (const box of boxes) {
    if (box.bar.moved) paintMoved(frame, box);
    if (box.bar.broken) paintBroken(frame, box);
    if (box.bar.misses_transfer) paintMissed(frame, box);
    if (box.bar.pinned && box.right - box.left >= frame.px(PIN_PX)) paintPin(frame, box);
  }
}

/** Where rows are thin only what asks for work is marked. */
function paintThinMarks(frame, boxes) {
  frame.fill("broken");
  for (const { bar, left, right, top, height } of boxes) {
    if (bar.broken) frame.context.fillRect(left, top, Math.max(right - left, frame.px(3)), height);
  }
}

/** A drawing pin: a head and its needle. */
function paintPin(frame, { left, top, height }) {
  const { context } = frame;
  const [x, y, radius] = [Math.max(left, frame.plot.left) + frame.px(6), top + height / 2, 2.6 * frame.ratio];
  frame.fill("ink");
  context.beginPath();
  context.arc(x, y - radius * 0.7, radius, 0, 2 * Math.PI);
  context.fill();
  context.fillRect(Math.round(x - frame.hair / 2), Math.round(y), frame.hair, Math.round(radius * 1.8));
}

/** A thick edge around the bar and a flag with an exclamation mark at its end. */
function paintBroken(frame, { left, right, top, height }) {
  const { context, hair } = frame;
  const edge = 2 * hair;
  frame.fill("broken");
  context.fillRect(left, top, right - left, edge);
  context.fillRect(left, top + height - edge, right - left, edge);
  context.fillRect(left, top, edge, height);
  context.fillRect(right - edge, top, edge, height);
  const flag = frame.px(FLAG_PX - 1);
  if (right - left < 2 * flag || height < flag) return;
  context.fillRect(right - flag, top, flag, height);
  frame.fill("ground");
  const [x, middle] = [right - Math.round(flag / 2) - Math.floor(edge / 2), top + Math.round(height / 2)];
  context.fillRect(x, middle - frame.px(4), edge, frame.px(5));
  context.fillRect(x, middle + frame.px(2.5), edge, edge);
}

/** A corner folded over: the planner has moved it. */
function paintMoved(frame, { left, right, top, height }) {
  const { context } = frame;
  const size = Math.min(frame.px(8), height, right - left);
  frame.fill("moved");
  context.beginPath();
  context.moveTo(left, top);
  context.lineTo(left + size, top);
  context.lineTo(left, top + size);
  context.closePath();
  context.fill();
}

/** A diamond at the end, as in the still pictures. */
function paintMissed(frame, { bar, left, right, top, height }) {
  const { context } = frame;
  const size = frame.px(3.5);
  if (right - left < 3 * size) return;
  const x = right - size - frame.px(2) - (bar.broken ? frame.px(FLAG_PX) : 0);
  const y = top + height / 2;
  context.beginPath();
  context.moveTo(x - size, y);
  context.lineTo(x, y - size);
  context.lineTo(x + size, y);
  context.lineTo(x, y + size);
  context.closePath();
  frame.fill("ground");
  context.fill();
  context.strokeStyle = frame.palette.colour("ink");
  context.lineWidth = 1.5 * frame.ratio;
  context.stroke();
}
