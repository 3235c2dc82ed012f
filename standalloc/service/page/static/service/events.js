/** @file Server-sent events by fetch, which unlike `EventSource` sends a bearer token, and goes on where it broke off. */

/**
 * @typedef {{id: string, event: string, data: any}} ServerEvent `data` is what its JSON says.
 */

/**
 * Takes a stream of text apart into events.
 *
 * Feed it the text as it comes; it keeps what is not yet a whole event.
 */
export class EventReader {
  #rest = "";

  /**
   * @param {string} text the next piece of the stream.
   * @returns {ServerEvent[]} the events that are whole now; comments and events without data are none.
   */
  read(text) {
    const blocks = (this.#rest + text).replaceAll("\r\n", "\n").split("\n\n");
    this.#rest = blocks.pop();
    return blocks.map(eventOf).filter((event) => event !== null);
  }
}

/**
 * Follows a job's events to the end of one stream.
 * @param {import("./api.js").Api} api
 * @param {string} job id.
 * @param {string} after id of the last event known, "" for none.
 * @param {AbortSignal} signal that ends it.
 * @returns {AsyncGenerator<ServerEvent>}
 */
export async function* jobEvents(api, job, after, signal) {
  const headers = after ? { "Last-Event-ID": after } : {};
  const answer = await api.request("GET", `jobs/${job}/events`, { headers, signal });
  const reader = new EventReader();
  const chunks = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let chunk = await chunks.read(); !chunk.done; chunk = await chunks.read()) yield* reader.read(chunk.value);
  } finally {
    chunks.cancel().catch(() => {}); // a stream that broke cannot be cancelled, and need not be
  }
}

/** @returns {ServerEvent|null} */
function eventOf(block) {
  const fields = { id: "", event: "message", data: [] };
  for (const line of block.split("\n")) {
    const at = line.indexOf(":");
    const name = at < 0 ? line : line.slice(0, at);
    const value = at < 0 ? "" : line.slice(at + 1).replace(/^ /, "");
    if (name === "data") fields.data.push(value);
    else if (name === "id" || name === "event") fields[name] = value;
  }
  return fields.data.length ? { ...fields, data: JSON.parse(fields.data.join("\n")) } : null;
}
