/** @file What the page says: toasts that do not take the focus, banners that stay, and both for screen readers. */

import { wordsOf, ServiceError } from "../service/api.js";
import { byId, element } from "./elements.js";

/** How long a toast stays, in milliseconds; errors stay until they are closed. */
const STAYS_MS = 6000;
/** Most toasts at once; older ones make room. */
const MOST = 4;

/** Says things. */
export class Messages {
  #toasts = byId("toasts");
  #banners = byId("banners");
  #live = byId("live");
  #alert = byId("alert");

  /**
   * Says something in passing.
   * @param {string} text
   * @param {"done"|"warning"|"error"} [tone]
   */
  say(text, tone = "done") {
    this.#speak(text, tone === "error");
    const close = element("button", { type: "button", class: "close", "aria-label": "Close this message" }, "×");
    const toast = element("div", { class: `toast ${tone}` }, element("span", {}, text), close);
    if (tone === "done") this.#toasts.querySelectorAll(".done").forEach((older) => older.remove());
    const leave = () => toast.remove();
    close.addEventListener("click", leave);
    if (tone !== "error") setTimeout(leave, STAYS_MS);
    this.#toasts.append(toast);
    while (this.#toasts.childElementCount > MOST) this.#toasts.firstElementChild.remove();
  }

  /**
   * Says something to screen readers alone: what the eye sees anyway.
   * @param {string} text
   */
  speak(text) {
    this.#speak(text, false);
  }

  /**
   * Says what failed; problems of an input are listed with their places.
   * @param {unknown} error
   * @param {string} doing what was tried, as in "save the plan".
   */
  fail(error, doing) {
    if (error?.name === "AbortError") return;
    if (error instanceof ServiceError && error.problems.length) {
      const errors = error.problems.filter((problem) => problem.severity !== "warning").length;
      this.list(`Could not ${doing}: ${errors} ${errors === 1 ? "error" : "errors"}`, error.problems);
    }
    else this.say(`Could not ${doing}. ${wordsOf(error)}`, "error");
    if (!(error instanceof ServiceError) && error?.name !== "AwayError") console.error(error);
  }

  /**
   * Shows a notice above the page until it is taken away or replaced.
   * @param {string} key of the notice.
   * @param {string} text
   * @param {[string, () => void][]} [actions] texts and what they do; each takes the notice away.
   * @param {"news"|"warning"} [tone]
   */
  banner(key, text, actions = [], tone = "news") {
    this.clear(key);
    const buttons = actions.map(([name, action]) => {
      const act = () => {
        this.clear(key);
        action();
      };
      return element("button", { type: "button", onclick: act }, name);
    });
    const words = element("span", {}, text);
    this.#banners.append(element("div", { class: `banner ${tone}`, "data-key": key }, words, ...buttons));
    this.#speak(text, tone === "warning");
  }

  /** @param {string} key of a notice that holds no more. */
  clear(key) {
    this.#banners.querySelector(`[data-key="${CSS.escape(key)}"]`)?.remove();
  }

  /**
   * Lists problems of an input.
   * @param {string} title
   * @param {object[]} problems as the service tells them.
   */
  list(title, problems) {
    const dialog = byId("problem-dialog");
    const lines = problems.map((problem) => element(
      "li",
      { class: problem.severity ?? "error" },
      element("b", {}, placeOf(problem)),
      ` ${problem.message}${problem.fix ? `: ${problem.fix}` : ""}`,
    ));
    const close = element("button", { type: "button", class: "strong", onclick: () => dialog.close() }, "Close");
    dialog.replaceChildren(
      element("h2", { id: "problem-title" }, title),
      element("ol", { class: "input-problems", tabindex: "0", "aria-label": "Errors" }, ...lines),
      element("div", { class: "row" }, close),
    );
    if (!dialog.open) dialog.showModal();
    this.#speak(title, true);
  }

  /** Live regions speak when their text changes, so the same words twice need a moment between. */
  #speak(text, isUrgent) {
    const region = isUrgent ? this.#alert : this.#live;
    region.textContent = "";
    setTimeout(() => { region.textContent = text; }, 30);
  }
}

/**
 * Says where a problem of an input is.
 * @param {{file?: string, line?: number, table?: string, row?: number, column?: string}} problem
 * @returns {string} such as `day.csv, line 3, column code`.
 */
export function placeOf(problem) {
  const row = problem.line ? `line ${problem.line}` : Number.isInteger(problem.row) ? `row ${problem.row + 1}` : "";
  const parts = [problem.file || problem.table, row, problem.column ? `column ${problem.column}` : ""];
  return parts.filter(Boolean).join(", ");
}
