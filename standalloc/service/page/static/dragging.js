/** @file Carries bars: asks the service what each stand would mean, tints the rows, and makes the move that is allowed. */

import { called } from "./gantt/words.js";
import { AwayError } from "./service/api.js";

const COST = new Intl.NumberFormat("en", { maximumFractionDigits: 2, signDisplay: "exceptZero" });

/** @typedef {{stand: string|null, answer: "allowed"|"at_cost"|"forbidden", rule: string, message: string,
 *   objective: number|null}} Verdict */

/** What becomes of bars that are picked up. Event: `free` when nothing is carried any more. */
export class Dragging extends EventTarget {
  #asked = null;
  #ahead = null;

  /**
   * @param {object} page
   * @param {import("./service/api.js").Api} page.api
   * @param {import("./desk.js").Desk} page.desk
   * @param {import("./gantt/gantt.js").Gantt} page.gantt
   * @param {import("./panels/messages.js").Messages} page.messages
   * @param {(bars: object[]) => void} page.choose hears which bars were moved: they stay chosen.
   */
  constructor({ api, desk, gantt, messages, choose }) {
    super();
    Object.assign(this, { api, desk, gantt, messages, choose });
    gantt.addEventListener("press", (event) => this.#askAhead(event.detail));
    gantt.addEventListener("pick", (event) => this.#pick(event.detail));
    gantt.addEventListener("cancel", (event) => this.#cancel(event.detail));
    gantt.addEventListener("drop", (event) => this.#drop(event.detail));
  }

  /** Whether something is carried, so that another board has to wait. @returns {boolean} */
  get isOn() {
    return this.#asked !== null;
  }

  /** The mouse is down, and mostly moves a tenth of a second later: until then the answer may be there. */
  #askAhead({ turn, visits }) {
    const ahead = { turn, visits, draft: this.desk.draft, answer: this.#ask(turn, visits) };
    this.#ahead = ahead;
    // What failed is asked again when the bar is picked up, perhaps much later and by keyboard.
    ahead.answer.catch(() => this.#ahead === ahead && (this.#ahead = null));
  }

  #answer(turn, visits) {
    const ahead = this.#ahead;
    this.#ahead = null;
    const isSame = ahead?.turn === turn && ahead.draft === this.desk.draft && ahead.visits.join() === visits.join();
    return isSame ? ahead.answer : this.#ask(turn, visits);
  }

  async #pick({ turn, visits }) {
    const asked = { turn, visits, answer: this.#answer(turn, visits) };
    this.#asked = asked;
    try {
      const verdicts = await asked.answer;
      if (this.#asked === asked) this.gantt.tint(verdicts);
    } catch (error) {
      if (!(error instanceof AwayError)) this.messages.fail(error, "judge where it may go");
      else if (this.#asked === asked) this.messages.say("The service does not answer: the stands are not judged, moves are kept and judged when it is back.", "warning");
    }
  }

  async #drop({ turn, visits, stand, forced }) {
    const { answer } = this.#asked ?? { answer: this.#ask(turn, visits) };
    this.#leave();
    const bars = this.desk.board.bars.filter((bar) => bar.turn === turn && visits.includes(bar.visit));
    if (bars.every((bar) => bar.stand === stand)) return;
    let verdict = null;
    try {
      verdict = (await answer).find((one) => one.stand === stand) ?? null;
    } catch (error) {
      if (!(error instanceof AwayError)) return; // it has been said
    }
    if (verdict?.answer === "forbidden" && !forced) this.#refuse(bars[0], verdict);
    else this.#move(bars, stand, verdict);
  }

  #cancel({ turn, refused }) {
    this.#leave();
    if (refused) this.#refuse(this.desk.board.bars.find((bar) => bar.turn === turn), refused);
  }

  #move(bars, stand, verdict) {
    const [{ turn }] = bars;
    const name = called(bars[0]);
    const label = stand === null ? `take ${name} off its stand` : `move ${name} to ${stand}`;
    this.desk.do({ label, moves: bars.map((bar) => ({ turn, visit: bar.visit, stand, from: bar.stand })) });
    this.gantt.select(turn, bars[0].visit);
    this.choose(bars);
    const where = stand === null ? `${name} is off its stand` : `${name} is on ${stand}`;
    if (!verdict) this.messages.say(`${where}, not judged yet.`, "warning");
    else if (verdict.answer === "forbidden") this.messages.say(`${where}, against ${verdict.rule}: ${verdict.message}`, "warning");
    else this.messages.say(`${where}${costWords(verdict)}.`);
  }

  #refuse(bar, verdict) {
    const where = verdict.stand === null ? "be taken off its stand" : `go to ${verdict.stand}`;
    this.messages.say(`Refused: ${called(bar)} cannot ${where}. ${verdict.rule}: ${verdict.message}. With Ctrl it is done all the same.`, "warning");
  }

  #leave() {
    this.#asked = null;
    this.gantt.tint(null);
    this.dispatchEvent(new Event("free"));
  }

  /** @returns {Promise<Verdict[]>} */
  #ask(turn, visits) {
    const { draft } = this.desk;
    const answer = this.api.send("POST", `schedules/${draft.schedule}/board/stands`, { ...draft.question, turn, visits });
    answer.catch(() => {}); // whoever waits for it says what failed
    return answer;
  }
}

/**
 * Says what a move costs.
 * @param {Verdict} verdict
 * @returns {string} "" where nothing changes.
 */
export function costWords({ objective, message }) {
  if (!objective) return "";
  return `, objective ${COST.format(objective).replace("-", "−")}${message ? ` (${message})` : ""}`;
}
