/** The keys: from bar to bar, picking up and carrying, pinning, zoom. */

/** @typedef {import("../day/board.js").Bar} Bar */

const TYPING_MS = 900;
const ZOOM = 1.35;

/** The keys of one Gantt. */
export class Keyboard {
  /** @param {import("./gantt.js").Controls} controls */
  constructor(controls) {
    this.controls = controls;
    this.view = controls.view;
    this.typed = { text: "", at: 0 };
    controls.element.addEventListener("keydown", (event) => {
      const isUsed = this.controls.moving.isOn ? this.#carry(event) : this.#go(event);
      if (!isUsed) return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  #go(event) {
    const { key, shiftKey } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.altKey || (isCommand && key !== "Home" && key !== "End")) return false;
    const actions = {
      ArrowLeft: () => this.#along(-1, shiftKey),
      ArrowRight: () => this.#along(1, shiftKey),
      ArrowUp: () => this.#across(-1),
      ArrowDown: () => this.#across(1),
      Home: () => (isCommand ? this.#row(0, 1) : this.#end(0)),
      End: () => (isCommand ? this.#row(this.view.rows.entries.length - 1, -1) : this.#end(-1)),
      PageUp: () => this.#page(-1),
      PageDown: () => this.#page(1),
      Enter: () => this.controls.activate(),
      Escape: () => this.#leave(),
    };
    const letters = {
      m: () => this.#pick(shiftKey),
      p: () => this.controls.pin(),
      u: () => this.controls.takeOff(),
      f: () => this.#fold(shiftKey),
      "+": () => this.controls.zoom(ZOOM),
      "=": () => this.controls.zoom(ZOOM),
      "-": () => this.controls.zoom(1 / ZOOM),
      "]": () => this.controls.zoomRows(ZOOM),
      "[": () => this.controls.zoomRows(1 / ZOOM),
      0: () => this.controls.fit(),
      1: () => this.controls.readable(),
    };
    const action = Object.hasOwn(actions, key) ? actions[key] : letters[key.toLowerCase()];
    if (!action) return false;
    return action() !== false;
  }

  #carry(event) {
    const { key, shiftKey } = event;
    const actions = {
      ArrowUp: () => this.#passOver(-1, shiftKey),
      ArrowDown: () => this.#passOver(1, shiftKey),
      Home: () => this.#hold(this.#stands()[0]),
      End: () => this.#hold(this.#stands().at(-1)),
      Delete: () => this.#hold(null),
      Enter: () => this.#drop(event.ctrlKey || event.metaKey),
      Escape: () => this.controls.giveUp(),
    };
    if (Object.hasOwn(actions, key)) {
      actions[key]();
      return true;
    }
    return key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && this.#type(key);
  }

  #drop(forced) {
    this.controls.moving.drop(forced);
    this.controls.showRefusal(this.controls.pointOfSelection());
  }

  #pick(alone) {
    const { selected } = this.view;
    if (!selected) return false;
    this.controls.select(selected.bar, alone || selected.alone);
    this.controls.moving.begin(this.view.selection);
    this.typed.text = "";
    this.#hold(selected.bar.stand ?? this.#stands()[0]);
    return true;
  }

  #stands() {
    return [...this.view.rows.ofStand.keys()];
  }

  /** Shift skips the stands that are forbidden. */
  #passOver(step, isSkipping) {
    const stands = this.#stands();
    const here = stands.indexOf(this.view.held.to);
    const isOpen = (stand) => !isSkipping || this.view.verdict(stand)?.answer !== "forbidden";
    for (let at = here + step; at >= 0 && at < stands.length; at += step) {
      if (isOpen(stands[at])) {
        this.#hold(stands[at]);
        return;
      }
    }
  }

  #hold(stand) {
    this.controls.moving.over(stand);
    if (stand) this.controls.bringStand(stand);
    this.controls.showHeld(this.controls.pointOfHeld());
  }

  #type(key) {
    const now = performance.now();
    const text = (now - this.typed.at < TYPING_MS ? this.typed.text : "") + key.toLowerCase();
    this.typed = { text, at: now };
    const stand = this.#stands().find((name) => name.toLowerCase().startsWith(text));
    if (stand) this.#hold(stand);
    return true;
  }

  /** To the next piece on the stand, or the next visit of it alone. */
  #along(step, alone) {
    const { selected, day } = this.view;
    if (!selected?.bar.stand) return this.#first();
    const pieces = day.piecesOn(selected.bar.stand);
    const bars = (alone ? pieces.flatMap((piece) => piece.bars) : pieces.map((piece) => piece.bars[0])).filter(this.#isBright);
    const here = bars.indexOf(alone ? selected.bar : day.piece(selected.bar).bars[0]);
    const next = bars[here + step];
    if (next) this.controls.select(next, alone, { bring: true });
    return true;
  }

  /** To the bar nearest in time on the next stand that has one. */
  #across(step) {
    const { selected, rows } = this.view;
    const entry = selected && rows.ofStand.get(selected.bar.stand);
    if (!entry) return this.#first();
    return this.#row(entry.index + step, step);
  }

  #row(index, step) {
    const { rows, day, selected, scale } = this.view;
    const middle = selected ? (selected.bar.start + selected.bar.end) / 2 : scale.left;
    for (let at = index; at >= 0 && at < rows.entries.length; at += step) {
      const bars = day.piecesOn(rows.entries[at].row.label).map((piece) => piece.bars[0]).filter(this.#isBright);
      if (rows.entries[at].lines === 0 || bars.length === 0) continue;
      const distance = (bar) => Math.max(day.piece(bar).start - middle, middle - day.piece(bar).end, 0);
      this.controls.select(bars.reduce((best, bar) => (distance(bar) < distance(best) ? bar : best)), false, { bring: true });
      break;
    }
    return true;
  }

  #end(at) {
    const { selected, day } = this.view;
    if (!selected?.bar.stand) return this.#first();
    const piece = day.piecesOn(selected.bar.stand).at(at);
    this.controls.select(piece.bars[0], false, { bring: true });
    return true;
  }

  /** The first bar that is seen. */
  #first() {
    const { rows, scale, day } = this.view;
    for (const entry of rows.seen(scale)) {
      const pieces = entry.lines ? day.piecesOn(entry.row.label) : [];
      const piece = pieces.find(({ end, bars }) => end > scale.left && this.#isBright(bars[0]));
      if (piece) {
        this.controls.select(piece.bars[0], false, { bring: true });
        break;
      }
    }
    return true;
  }

  #isBright = (bar) => this.view.matches(bar);

  #page(step) {
    this.view.scale.pan(0, step * this.view.scale.height * 0.9);
    this.controls.repaint();
  }

  #fold(isAll) {
    const { selected, rows } = this.view;
    if (isAll) this.controls.unfoldAll();
    else if (selected) {
      const group = rows.ofStand.get(selected.bar.stand)?.group;
      if (group) this.controls.fold(group.label);
    }
  }

  #leave() {
    if (!this.view.selected) return false;
    this.controls.select(null);
    return true;
  }
}
