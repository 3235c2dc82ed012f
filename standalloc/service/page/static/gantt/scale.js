/** Where the view lies over the day: minutes to pixels across, lines to pixels down; zoom, pan and their limits. */

const MOST_PX_PER_MINUTE = 20;
const MOST_LINE_PX = 56;
const LEAST_LINE_PX = 1;
/** Height of a line as one opens a board: its text is easily read. */
export const READABLE_LINE_PX = 20;

/** What part of the day is seen, and how large. All lengths are CSS pixels of the plot's area. */
export class Scale {
  width = 1;
  height = 1;
  /** First and last minute of the board. */
  start = 0;
  end = 1440;
  /** Minute at the left edge. */
  left = 0;
  /** Pixels from the rows' top to the upper edge. */
  top = 0;
  perMinute = 0;
  line = READABLE_LINE_PX;
  /** How many lines of stands and how many headings there are to show. */
  lines = 0;
  headings = 0;

  /** @returns {number} height of a heading */
  get heading() {
    return headingPx(this.line);
  }

  /** @returns {number} height of all rows */
  get contentHeight() {
    return this.lines * this.line + this.headings * this.heading;
  }

  /** @returns {number} minutes seen */
  get minutes() {
    return this.width / this.perMinute;
  }

  /** @returns {number} the pixels per minute at which the whole day is seen */
  get fitting() {
    return this.width / Math.max(1, this.end - this.start);
  }

  /** @param {number} minute @returns {number} pixels from the left edge */
  x(minute) {
    return (minute - this.left) * this.perMinute;
  }

  /** @param {number} x pixels from the left edge @returns {number} */
  minute(x) {
    return this.left + x / this.perMinute;
  }

  /** @param {number} width @param {number} height of the plot's area; a day that was fitted stays so */
  resize(width, height) {
    const isFitted = this.perMinute <= this.fitting * 1.001;
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    if (isFitted) this.perMinute = this.fitting;
    this.clamp();
  }

  /** @param {number} dx @param {number} dy pixels by which the view moves over the day */
  pan(dx, dy) {
    this.left += dx / this.perMinute;
    this.top += dy;
    this.clamp();
  }

  /** @param {number} factor above 1 enlarges @param {number} [x] pixel whose minute stays where it is */
  zoomTime(factor, x = this.width / 2) {
    const minute = this.minute(x);
    this.perMinute = between(this.perMinute * factor, this.fitting, Math.max(this.fitting, MOST_PX_PER_MINUTE));
    this.left = minute - x / this.perMinute;
    this.clamp();
  }

  /** @param {number} factor above 1 enlarges @param {number} [y] pixel whose row stays where it is */
  zoomRows(factor, y = this.height / 2) {
    const share = (this.top + y) / Math.max(1, this.contentHeight);
    this.line = between(this.line * factor, Math.min(this.fittingLine(), READABLE_LINE_PX), MOST_LINE_PX);
    this.top = share * this.contentHeight - y;
    this.clamp();
  }

  /** The whole day across, rows as they are. */
  fitTime() {
    this.perMinute = this.fitting;
    this.left = this.start;
    this.clamp();
  }

  /** All rows on one screen, none larger than is readable. */
  fitRows() {
    this.line = Math.min(this.fittingLine(), READABLE_LINE_PX);
    this.top = 0;
  }

  /** @returns {number} the largest height of a line with which all rows are seen, with a fraction */
  fittingLine() {
    let [low, high] = [LEAST_LINE_PX, MOST_LINE_PX];
    while (high - low > 0.01) {
      const middle = (low + high) / 2;
      if (this.lines * middle + this.headings * headingPx(middle) <= this.height) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Move as little as makes minutes and rows be seen. @param {number} from @param {number} to minutes */
  showMinutes(from, to) {
    const margin = Math.min(60, this.minutes / 8);
    if (from - margin < this.left) this.left = from - margin;
    else if (to + margin > this.left + this.minutes) this.left = Math.min(from, to + 2 * margin - this.minutes) - margin;
    this.clamp();
  }

  /** @param {number} top @param {number} height pixels from the rows' top that are to be seen */
  showRows(top, height) {
    const margin = Math.min(2 * this.line, this.height / 4);
    if (top - margin < this.top) this.top = top - margin;
    else if (top + height + margin > this.top + this.height) this.top = top + height + margin - this.height;
    this.clamp();
  }

  /** Keep the view within the day. */
  clamp() {
    this.perMinute = Math.max(this.perMinute, this.fitting);
    this.left = between(this.left, this.start, Math.max(this.start, this.end - this.minutes));
    this.top = between(this.top, 0, Math.max(0, this.contentHeight - this.height));
  }
}

function headingPx(line) {
  return between(line * 1.1, 3, 22);
}

/** @param {number} value @param {number} least @param {number} most @returns {number} */
export function between(value, least, most) {
  return Math.min(Math.max(value, least), most);
}
