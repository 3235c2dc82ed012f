/** What is said of a bar, a stand, a verdict: for the tooltip, for screen readers, and beside the label. */

/** @typedef {import("../day/board.js").Bar} Bar */
/** @typedef {import("../day/times.js").Times} Times */
/** @typedef {import("./view.js").Verdict} Verdict */

const USES = {
  contact: "contact",
  bus: "by bus",
  unused: "bridge unused, by bus",
  remote: "remote",
  parking: "parked",
  unallocated: "without a stand",
};
const PARTS = { full: "", arrival: "arrival", parking: "parking", departure: "departure" };
const ANSWERS = { allowed: "allowed", at_cost: "allowed at a cost", forbidden: "forbidden" };
const MARKS = { pinned: "pinned", moved: "moved", broken: "breaks a rule", misses_transfer: "passengers miss a transfer" };

/** @param {Bar} bar @returns {string} its flights, or its turn where it has none */
export function called(bar) {
  return [bar.arrival?.flight, bar.departure?.flight].filter(Boolean).join("/") || bar.turn;
}

/**
 * @param {Bar[]} bars consecutive visits of one turn
 * @param {Times} times
 * @returns {string} such as `BA123/BA124, A320 code C, on C12 contact, 07:30 to 08:45, pinned`
 */
export function sentence(bars, times) {
  const [first] = bars;
  const parts = bars.map((bar) => PARTS[bar.visit]).filter(Boolean).join(", ");
  const uses = [...new Set(bars.map((bar) => USES[bar.kind]))].join(", ");
  const place = first.stand === null ? "without a stand" : `on ${first.stand} ${uses}`;
  const said = [
    called(first),
    [first.type, first.code && `code ${first.code}`].filter(Boolean).join(" "),
    parts,
    place,
    times.period(first.start, bars.at(-1).end),
    ...marks(bars),
  ];
  return said.filter(Boolean).join(", ");
}

/** @param {Bar[]} bars @returns {string[]} the marks that they carry, in words */
export function marks(bars) {
  return Object.keys(MARKS).filter((mark) => bars.some((bar) => bar[mark])).map((mark) => MARKS[mark]);
}

/** @param {Bar} bar @param {Times} times @returns {string[]} a second line for a tall bar, longest first */
export function details(bar, times) {
  const [start, end] = [times.clock(bar.start), times.clock(bar.end)];
  const from = bar.arrival?.airport && bar.visit !== "departure" ? ` ${bar.arrival.airport}` : "";
  const to = bar.departure?.airport && bar.visit !== "arrival" ? `${bar.departure.airport} ` : "";
  return [`${start}${from} – ${to}${end}`, `${start}–${end}`, start];
}

/** @param {Bar[]} bars @param {Times} times @returns {string[]} lines of the tooltip, the first its title */
export function tooltip(bars, times) {
  const [first] = bars;
  const flights = [first.arrival?.airport && `from ${first.arrival.airport}`, first.departure?.airport && `to ${first.departure.airport}`];
  return [
    [called(first), first.type, first.code && `code ${first.code}`].filter(Boolean).join(" · "),
    `${first.stand ?? "no stand"} · ${[...new Set(bars.map((bar) => USES[bar.kind]))].join(", ")}`,
    times.period(first.start, bars.at(-1).end),
    flights.filter(Boolean).join(" "),
    passengers(bars),
    marks(bars).join(", "),
    first.reason?.text ?? "",
  ].filter(Boolean);
}

/** @param {Verdict|null} verdict @param {string|null} stand @returns {string} such as `C12: forbidden, size: ...` */
export function judged(verdict, stand) {
  const place = stand ?? "off its stand";
  if (!verdict) return place;
  const why = [cost(verdict), [verdict.rule, verdict.message].filter(Boolean).join(": ")].filter(Boolean);
  return `${place}: ${[ANSWERS[verdict.answer], ...why].join(", ")}`;
}

/** @param {Verdict} verdict @returns {string} what the plan gets dearer or cheaper by, with its sign; "" where unknown */
export function cost(verdict) {
  if (verdict.objective === null || verdict.answer === "forbidden") return "";
  const rounded = Math.round(verdict.objective * 10) / 10;
  return rounded === 0 ? "" : `${rounded > 0 ? "+" : "−"}${Math.abs(rounded).toLocaleString("en")}`;
}

function passengers(bars) {
  const most = bars.reduce((sum, bar) => sum + (bar.passengers ?? 0), 0);
  return most ? `${most.toLocaleString("en")} passengers` : "";
}
