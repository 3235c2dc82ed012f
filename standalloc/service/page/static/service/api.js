/** @file Speaks to `/v1`: JSON both ways, the bearer token, refusals as errors, time limits. */

/** How long an answer may take, in milliseconds. */
const PATIENCE_MS = 30_000;
/** Answers of a proxy, or of the service, that say that the service cannot answer now. */
const AWAY = new Set([502, 503, 504]);

/** A request that the service refused, with its problem details (RFC 9457). */
export class ServiceError extends Error {
  /**
   * @param {number} status of the answer.
   * @param {{code?: string, title?: string, detail?: string, problems?: object[], current?: number,
   *   request_id?: string}} problem as the service told it; anything else told nothing.
   */
  constructor(status, problem) {
    super(problem.detail || problem.title || `the service answered ${status}`);
    this.name = "ServiceError";
    this.status = status;
    this.code = problem.code ?? "";
    this.title = problem.title ?? "";
    this.problems = problem.problems ?? [];
    this.current = problem.current ?? null;
    this.requestId = problem.request_id ?? "";
  }
}

/** The service did not answer, or not in time. The request may or may not have been carried out. */
export class AwayError extends Error {
  /** @param {string} reason why, in words. */
  constructor(reason) {
    super(reason);
    this.name = "AwayError";
  }
}

/**
 * Requests to the service.
 *
 * Events: `answered` after every answer, `away` when there was none, `token` when a token is wanted (its `detail` is the
 * refusal); requests then wait until `useToken` is called.
 */
export class Api extends EventTarget {
  #base;
  #token;
  #signedIn = null;

  /**
   * @param {string|URL} base address of `/v1/`.
   * @param {Storage} storage that keeps the token: of the window, not of the machine.
   */
  constructor(base, storage) {
    super();
    this.#base = new URL(base);
    this.storage = storage;
    this.#token = storage.getItem("standalloc:token");
  }

  /** Whether there is a token. @returns {boolean} */
  get hasToken() {
    return Boolean(this.#token);
  }

  /**
   * Uses a token from now on and sends again what waited for one.
   * @param {string|null} token null for none.
   */
  useToken(token) {
    this.#token = token?.trim() || null;
    if (this.#token) this.storage.setItem("standalloc:token", this.#token);
    else this.storage.removeItem("standalloc:token");
    this.#signedIn?.resolve();
    this.#signedIn = null;
  }

  /**
   * Reads a JSON document.
   * @param {string} path below `/v1/`.
   * @param {Record<string, string|number|boolean|null|undefined>} [query] those without a value are left out.
   * @param {AbortSignal} [signal]
   * @returns {Promise<any>}
   */
  async get(path, query = {}, signal = undefined) {
    return (await this.request("GET", path, { query, signal })).json();
  }

  /**
   * Sends a JSON document, or a form with files, and reads the answer.
   * @param {"POST"|"PUT"|"DELETE"} method
   * @param {string} path below `/v1/`.
   * @param {object|FormData} [body]
   * @param {{query?: object, headers?: Record<string, string>, signal?: AbortSignal, patience?: number}} [more]
   * @returns {Promise<any>} null where the answer is empty.
   */
  async send(method, path, body, more = {}) {
    const answer = await this.request(method, path, { ...more, body });
    return answer.status === 204 ? null : answer.json();
  }

  /**
   * Makes a request, again after a token was given or where the service asked to wait.
   * @param {string} method
   * @param {string} path below `/v1/`.
   * @param {{query?: object, body?: object|FormData, headers?: Record<string, string>, signal?: AbortSignal,
   *   patience?: number}} [more] `patience`: milliseconds until the head of the answer; 0 for no limit.
   * @returns {Promise<Response>} an answer that is no refusal.
   * @throws {ServiceError} the service refuses.
   * @throws {AwayError} the service does not answer.
   */
  async request(method, path, more = {}) {
    for (let attempt = 0; ; attempt += 1) {
      const token = this.#token;
      const answer = await this.#fetch(method, path, more);
      if (answer.ok) return answer;
      const refusal = new ServiceError(answer.status, await problemOf(answer));
      if (refusal.status === 401) await this.#anotherToken(token, refusal);
      else if (refusal.status === 429 && refusal.code !== "queue_full" && attempt < 3) await pause(waitOf(answer));
      else throw refusal;
    }
  }

  async #fetch(method, path, { query = {}, body, headers = {}, signal, patience = PATIENCE_MS }) {
    const url = new URL(path, this.#base);
    for (const [name, value] of Object.entries(query)) {
      if (value !== null && value !== undefined) url.searchParams.set(name, String(value));
    }
    const isForm = body instanceof FormData;
    const limits = [signal, patience ? AbortSignal.timeout(patience) : null].filter(Boolean);
    try {
      const answer = await fetch(url, {
        method,
        cache: "no-store",
        headers: {
          ...(this.#token ? { Authorization: `Bearer ${this.#token}` } : {}),
          ...(body && !isForm ? { "Content-Type": "application/json" } : {}),
          ...headers,
        },
        body: body && !isForm ? JSON.stringify(body) : body,
        signal: limits.length ? AbortSignal.any(limits) : undefined,
      });
      if (AWAY.has(answer.status) && !(await refusedForGood(answer))) throw new AwayError(`it answered ${answer.status}`);
      this.dispatchEvent(new Event("answered"));
      return answer;
    } catch (error) {
      if (signal?.aborted) throw error;
      const reason = error.name === "TimeoutError" ? `no answer within ${patience / 1000} s` : error.message;
      this.dispatchEvent(new CustomEvent("away", { detail: reason }));
      throw error instanceof AwayError ? error : new AwayError(reason);
    }
  }

  /** Waits for a token, unless another one was given meanwhile. */
  async #anotherToken(used, refusal) {
    if (used !== this.#token) return;
    const isFirst = !this.#signedIn;
    this.#signedIn ??= pending();
    const { promise } = this.#signedIn;
    if (isFirst) this.dispatchEvent(new CustomEvent("token", { detail: refusal }));
    await promise;
  }
}

/**
 * Says what went wrong in words for the planner.
 * @param {unknown} error of a request, or of the page itself.
 * @returns {string}
 */
export function wordsOf(error) {
  if (error instanceof AwayError) return `The service does not answer (${error.message}).`;
  if (!(error instanceof ServiceError)) return `The page failed: ${error?.message ?? error}`;
  const traced = error.status >= 500 && error.requestId ? ` (request ${error.requestId})` : "";
  return `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}${traced}`;
}

/**
 * Waits.
 * @param {number} ms milliseconds.
 * @returns {Promise<void>}
 */
export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A promise that something else keeps. */
function pending() {
  let resolve;
  const promise = new Promise((kept) => { resolve = kept; });
  return { promise, resolve };
}

async function problemOf(answer) {
  try {
    return await answer.clone().json();
  } catch {
    return { title: answer.statusText };
  }
}

/** A 503 with problem details other than `unavailable` is an answer; a proxy's has none. */
async function refusedForGood(answer) {
  const { code } = await problemOf(answer);
  return Boolean(code) && code !== "unavailable";
}

function waitOf(answer) {
  const seconds = Number(answer.headers.get("Retry-After"));
  return 1000 * (Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 30) : 1);
}
