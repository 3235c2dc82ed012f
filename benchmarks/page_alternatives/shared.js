/** What the alternatives draw alike: the same day, rows of the same height, the same labels where they fit. */

export const LINE = 20;
export const NAMES = 116;
export const AXIS = 36;
export const LOOKS = {
  contact: ["#8ccbf0", "#0072b2"],
  bus: ["#f2b632", "#9a5b00"],
  unused: ["#fcebc0", "#9a5b00"],
  remote: ["#a5dfcc", "#00705a"],
  parking: ["#ffffff", "#566370"],
};

/** @returns {Promise<{start: number, end: number, rows: object[], bars: object[], ticks: object[]}>} with a row for each bar */
export async function day() {
  const board = await (await fetch("/board.json")).json();
  const rowOf = new Map(board.rows.map(({ label }, at) => [label, at]));
  const bars = board.bars.filter(({ stand }) => stand !== null).map((bar) => ({ ...bar, row: rowOf.get(bar.stand) }));
  return { ...board, bars };
}

/** @param {object} bar @param {number} px width of the bar @returns {string} the longest label that fits, at 6.5 pixels a character */
export function label(bar, px) {
  return bar.labels.find((text) => text.length * 6.5 + 6 <= px) ?? "";
}

/** Turn the wheel into zoom and pan. @param {Element} element @param {(view: object) => void} draw @param {object} view */
export function wheel(element, view, draw) {
  let waiting = false;
  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    const x = event.clientX - element.getBoundingClientRect().left - NAMES;
    if (event.ctrlKey) {
      const minute = view.left + x / view.perMinute;
      view.perMinute = Math.min(20, Math.max(view.fitting, view.perMinute * Math.exp(-event.deltaY * 0.0022)));
      view.left = minute - x / view.perMinute;
      view.zoomed = true;
    } else {
      view.left += event.deltaX / view.perMinute;
      view.top = Math.max(0, view.top + event.deltaY);
    }
    view.left = Math.max(view.start, Math.min(view.left, view.end - view.width / view.perMinute));
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw(view);
      view.zoomed = false;
    });
  }, { passive: false });
}

/** @param {object} board @param {Element} element @returns {object} a view of the whole day */
export function whole(board, element) {
  const width = element.clientWidth - NAMES;
  const fitting = width / (board.end - board.start);
  return { start: board.start, end: board.end, left: board.start, top: 0, width, fitting, perMinute: fitting, zoomed: true };
}
