/** @file The small chart of a solve: objective from above, bound from below, meeting over time. */

import { drawn } from "./elements.js";

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [300, 170, 46, 18, 8];
/** Seconds that the chart shows at least; it then grows with the time used. */
const LEAST_S = 10;
const NUMBER = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/**
 * Draws how objective and bound moved.
 * @param {import("../service/jobs.js").Progress[]} progress in order.
 * @param {number} used seconds so far.
 * @returns {SVGElement}
 */
export function convergence(progress, used) {
  const seconds = Math.max(used, progress.at(-1)?.seconds ?? 0, LEAST_S);
  const [low, high] = range(progress);
  const x = (second) => LEFT + ((WIDTH - LEFT - 4) * second) / seconds;
  const y = (value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - (Math.min(Math.max(value, low), high) - low) / (high - low));
  const line = (name) => {
    const known = progress.filter((point) => typeof point[name] === "number");
    if (!known.length) return null;
    const steps = known.map((point, number) => `${number ? `H${x(point.seconds)}V` : `M${x(point.seconds)} `}${y(point[name])}`);
    return drawn("path", { class: `line ${name}`, d: `${steps.join("")}H${x(Math.max(used, progress.at(-1).seconds))}` });
  };
  const level = (value) => [
    drawn("path", { class: "level", d: `M${LEFT} ${y(value)}H${WIDTH - 4}` }),
    drawn("text", { x: LEFT - 4, y: y(value) + 3, "text-anchor": "end" }, NUMBER.format(value)),
  ];
  const levels = progress.length ? [low, (low + high) / 2, high].flatMap(level) : [];
  return drawn(
    "svg",
    { class: "convergence", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words(progress) },
    ...levels,
    drawn("text", { x: LEFT, y: HEIGHT - 4 }, "0 s"),
    drawn("text", { x: WIDTH - 4, y: HEIGHT - 4, "text-anchor": "end" }, `${Math.round(seconds)} s`),
    line("bound"),
    line("objective"),
  );
}

/** First plans and bounds may be far off: what lies a few gaps beside the last ones is cut off, so that these are seen meeting. */
function range(progress) {
  const values = (name) => progress.map((point) => point[name]).filter((value) => typeof value === "number");
  const [objectives, bounds] = [values("objective"), values("bound")];
  const best = Math.min(...objectives, Infinity);
  const bound = Math.max(...bounds, -Infinity);
  if (!Number.isFinite(best)) return Number.isFinite(bound) ? [bound - 1, bound + 1] : [0, 1];
  const gap = Math.max(Number.isFinite(bound) ? best - bound : 0, Math.abs(best) / 50, 1);
  const low = Number.isFinite(bound) ? Math.max(Math.min(...bounds), bound - gap) : best - gap;
  const high = Math.min(Math.max(...objectives), best + 2 * gap);
  const margin = Math.max((high - low) * 0.06, 0.5);
  const least = Math.min(low, bound, best) < 0 ? -Infinity : 0;
  return [Math.max(low - margin, least), high + margin];
}

function words(progress) {
  const last = progress.at(-1);
  if (!last) return "No progress yet";
  const value = (number) => (typeof number === "number" ? NUMBER.format(number) : "none yet");
  return `Objective ${value(last.objective)}, bound ${value(last.bound)} after ${Math.round(last.seconds)} seconds`;
}
