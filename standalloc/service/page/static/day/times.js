/** Minutes of a board as local times of its airport, and back. */

/**
 * Times of one board: every text is in the airport's own time zone.
 */
export class Times {
  /**
   * @param {{zone: string, origin: string}} board its zone, and the moment of its minute 0 (ISO 8601 with offset)
   */
  constructor({ zone, origin }) {
    this.origin = Date.parse(origin);
    if (Number.isNaN(this.origin)) throw new RangeError(`origin is no ISO 8601 time: ${origin}`);
    const parts = { timeZone: zone, hourCycle: "h23" };
    this.clocks = new Intl.DateTimeFormat("en-GB", { ...parts, hour: "2-digit", minute: "2-digit" });
    this.dates = new Intl.DateTimeFormat("en-CA", { ...parts, year: "numeric", month: "2-digit", day: "2-digit" });
    /** @type {Map<number, string>} */
    this.known = new Map();
  }

  /**
   * @param {number} minute of the board
   * @returns {string} such as `07:30`
   */
  clock(minute) {
    const whole = Math.round(minute);
    let text = this.known.get(whole);
    if (text === undefined) {
      text = this.clocks.format(this.moment(whole));
      this.known.set(whole, text);
    }
    return text;
  }

  /**
   * @param {number} minute of the board
   * @returns {string} such as `2030-06-01`
   */
  date(minute) {
    return this.dates.format(this.moment(minute));
  }

  /**
   * @param {number} start minute
   * @param {number} end minute
   * @returns {string} such as `07:30 to 08:45`, with the dates where they differ
   */
  period(start, end) {
    const [from, to] = [this.date(start), this.date(end)];
    if (from === to) return `${this.clock(start)} to ${this.clock(end)}`;
    return `${from} ${this.clock(start)} to ${to} ${this.clock(end)}`;
  }

  /**
   * @param {number} minute of the board
   * @returns {Date} the moment
   */
  moment(minute) {
    return new Date(this.origin + Math.round(minute) * 60_000);
  }

  /**
   * @param {Date} moment
   * @returns {number} minute of the board, with a fraction
   */
  minuteOf(moment) {
    return (moment.getTime() - this.origin) / 60_000;
  }
}
