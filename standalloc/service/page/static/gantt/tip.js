/** The note beside the pointer: what a bar is, or what a drop would mean. */

const GAP_PX = 14;

/** One note; it takes no pointer events and is hidden from screen readers, to whom the same is said. */
export class Tip {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.element = document.createElement("div");
    this.element.className = "gantt-tip";
    this.element.hidden = true;
    this.element.setAttribute("aria-hidden", "true");
    parent.append(this.element);
  }

  /**
   * @param {string[]} lines the first is its title
   * @param {{x: number, y: number}} point CSS pixels of the window
   * @param {string} [answer] of a verdict
   */
  show(lines, { x, y }, answer = "") {
    const [title, ...rest] = lines;
    this.element.replaceChildren(line("b", title), ...rest.map((text) => line("span", text)));
    if (answer) this.element.dataset.answer = answer;
    else delete this.element.dataset.answer;
    this.element.hidden = false;
    const { width, height } = this.element.getBoundingClientRect();
    const left = x + GAP_PX + width < innerWidth ? x + GAP_PX : Math.max(4, x - GAP_PX - width);
    const top = y + GAP_PX + height < innerHeight ? y + GAP_PX : Math.max(4, y - GAP_PX - height);
    this.element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  /** Take it away. */
  hide() {
    this.element.hidden = true;
  }
}

function line(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
