/** A rectangle and a text for each bar; panning moves the group, zooming sets every rectangle anew. */

import { measured } from "./measure.js";
import { day, label, LINE, LOOKS, NAMES, AXIS, wheel, whole } from "./shared.js";

const SVG = "http://www.w3.org/2000/svg";
const chart = document.getElementById("chart");
const board = await day();
const view = whole(board, chart);

const svg = made("svg", {}, chart);
const group = made("g", {}, svg);
const lines = board.ticks.map(({ minute }) => [minute, made("line", { y1: 0, y2: board.rows.length * LINE, stroke: "#dde2e7" }, group)]);
const names = made("svg", { style: "" }, chart);
names.style.left = 0;
names.style.width = `${NAMES}px`;
const column = made("g", {}, names);
board.rows.forEach((row, at) => (made("text", { x: 20, y: at * LINE + 14 }, column).textContent = row.label));
const drawn = board.bars.map((bar) => {
  const [fill, stroke] = LOOKS[bar.kind];
  const y = bar.row * LINE + 2;
  const rect = made("rect", { y, height: LINE - 3, fill, stroke }, group);
  return { bar, rect, text: made("text", { y: y + 12 }, group) };
});

function draw({ left, top, perMinute, zoomed }) {
  if (zoomed) {
    for (const { bar, rect, text } of drawn) {
      const width = (bar.end - bar.start) * perMinute;
      rect.setAttribute("x", bar.start * perMinute);
      rect.setAttribute("width", width);
      text.setAttribute("x", bar.start * perMinute + 3);
      const fitting = label(bar, width);
      if (text.textContent !== fitting) text.textContent = fitting;
    }
    for (const [minute, line] of lines) for (const end of ["x1", "x2"]) line.setAttribute(end, minute * perMinute);
  }
  group.setAttribute("transform", `translate(${-left * perMinute} ${-top})`);
  column.setAttribute("transform", `translate(0 ${-top})`);
}

function made(tag, attributes, parent) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent.append(element);
  return element;
}

svg.style.top = names.style.top = `${AXIS}px`;
draw(view);
wheel(chart, view, draw);
measured(chart);
