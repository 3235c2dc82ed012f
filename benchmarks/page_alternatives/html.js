/** An element for each bar; panning moves what holds them, zooming sets every one anew. */

import { measured } from "./measure.js";
import { day, label, LINE, LOOKS, wheel, whole } from "./shared.js";

const chart = document.getElementById("chart");
const board = await day();
const view = whole(board, chart);

const rows = made("div", "rows", chart);
const moving = made("div", "moving", rows);
const column = made("div", "moving", made("div", "names", chart));
board.rows.forEach((row, at) => {
  const name = made("div", "name", column);
  name.style.top = `${at * LINE}px`;
  name.textContent = row.label;
});
const drawn = board.bars.map((bar) => {
  const element = made("div", "bar", moving);
  const [fill, edge] = LOOKS[bar.kind];
  Object.assign(element.style, { top: `${bar.row * LINE + 2}px`, background: fill, borderColor: edge });
  return { bar, element };
});

function draw({ left, top, perMinute, zoomed }) {
  if (zoomed) {
    for (const { bar, element } of drawn) {
      const width = (bar.end - bar.start) * perMinute;
      element.style.left = `${bar.start * perMinute}px`;
      element.style.width = `${width}px`;
      const fitting = label(bar, width);
      if (element.textContent !== fitting) element.textContent = fitting;
    }
  }
  moving.style.transform = `translate(${-left * perMinute}px, ${-top}px)`;
  column.style.transform = `translate(0, ${-top}px)`;
}

function made(tag, className, parent) {
  const element = document.createElement(tag);
  element.className = className;
  parent.append(element);
  return element;
}

draw(view);
wheel(chart, view, draw);
measured(chart);
