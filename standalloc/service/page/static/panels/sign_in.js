/** @file The token: asked for where the service wants one, kept for the window; who is asking, and what they may do. */

import { byId } from "./elements.js";

const RANKS = ["viewer", "planner", "administrator"];

/** Who works at this page. Event: `role` when the service told who it is. */
export class SignIn extends EventTarget {
  #dialog = byId("token-dialog");
  #field = byId("token");

  /** @param {import("../service/api.js").Api} api */
  constructor(api) {
    super();
    this.api = api;
    this.user = "";
    this.role = "";
    api.addEventListener("token", (event) => this.#ask(event.detail.message));
    byId("sign-in").addEventListener("click", () => this.#ask("Another token is used from now on."));
    this.#dialog.querySelector("form").addEventListener("submit", () => this.#use());
  }

  /** Asks the service who it thinks this is. @returns {Promise<void>} */
  async meet() {
    const { user, role, standalloc } = await this.api.get("version");
    Object.assign(this, { user, role });
    byId("user").textContent = `${user}, ${role} (standalloc ${standalloc})`;
    this.dispatchEvent(new Event("role"));
  }

  /**
   * Says why something may not be done.
   * @param {"planner"|"administrator"} role that it needs.
   * @returns {string} "" where it may.
   */
  lacks(role) {
    if (!this.role || RANKS.indexOf(this.role) >= RANKS.indexOf(role)) return "";
    return `${this.user} is a ${this.role}: this needs a ${role}. Ask an administrator for a token.`;
  }

  #ask(reason) {
    byId("token-reason").textContent = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}`;
    this.#field.value = "";
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#field.focus();
  }

  async #use() {
    this.api.useToken(this.#field.value);
    await this.meet().catch(() => {}); // a token that is refused is asked for again
  }
}
