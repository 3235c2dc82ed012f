/** Mouse, trackpad and touch: wheel and pinch, panning on empty space, picking bars up and carrying them. */

import { hit, rowAt } from "./hit.js";

/** @typedef {import("./hit.js").Hit} Hit */

const DRAG_PX = 4;
const HOLD_MS = 350;
const EDGE_PX = 26;
const EDGE_SPEED = 14;
const WHEEL_ZOOM = 0.0022;
const LINE_PX = 16;

/** The gestures on one Gantt. */
export class Pointer {
  /** @param {import("./gantt.js").Controls} controls */
  constructor(controls) {
    this.controls = controls;
    this.view = controls.view;
    this.element = controls.element;
    /** Where each finger is, or the mouse. @type {Map<number, {x: number, y: number}>} */
    this.touches = new Map();
    /** The gesture under way. */
    this.press = null;
    /** Elements beside the Gantt on which a bar may be dropped. @type {Map<Element, string|null>} */
    this.targets = new Map();
    this.place = { x: 0, y: 0 };
    const on = (type, handle, options) => this.element.addEventListener(type, (event) => handle.call(this, event), options);
    on("wheel", this.#wheel, { passive: false });
    on("pointerdown", this.#down);
    on("pointermove", this.#move);
    on("pointerup", this.#up);
    on("pointercancel", this.#lost);
    on("pointerleave", this.#leave);
    on("dblclick", this.#double);
    on("contextmenu", (event) => this.press?.touch && event.preventDefault());
  }

  /** Carry bars that were picked up elsewhere, such as in the tray. @param {PointerEvent} event that began it */
  follow(event) {
    this.element.setPointerCapture(event.pointerId);
    this.touches.set(event.pointerId, this.#point(event));
    this.press = { id: event.pointerId, mode: "carry", from: this.#point(event), hit: null, touch: event.pointerType === "touch" };
    this.#carry(event);
  }

  /** Forget the gesture; what is carried was dropped or given up by other means. */
  end() {
    clearTimeout(this.press?.timer);
    this.press = null;
    this.#cursor("");
    for (const target of this.targets.keys()) target.classList.remove("gantt-target");
  }

  #point({ clientX, clientY }) {
    const box = this.element.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
  }

  #wheel(event) {
    event.preventDefault();
    const { view } = this;
    const unit = event.deltaMode === 1 ? LINE_PX : event.deltaMode === 2 ? view.scale.height : 1;
    const { x, y } = this.#point(event);
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey || event.metaKey || (y < view.axisHeight && !dx)) {
      view.scale.zoomTime(Math.exp(-(dy || dx) * WHEEL_ZOOM), x - view.namesWidth);
      if (event.shiftKey) view.scale.zoomRows(Math.exp(-(dy || dx) * WHEEL_ZOOM), y - view.axisHeight);
    } else if (event.shiftKey) {
      view.scale.zoomRows(Math.exp(-(dy || dx) * WHEEL_ZOOM), y - view.axisHeight);
    } else {
      view.scale.pan(event.altKey ? dy : dx, event.altKey ? 0 : dy);
    }
    this.#moved(event);
  }

  #down(event) {
    if (event.button !== 0) return;
    const point = this.#point(event);
    this.touches.set(event.pointerId, point);
    if (this.touches.size === 2) {
      this.#startPinch();
      return;
    }
    if (this.press) return;
    this.controls.tip.hide();
    const found = hit(this.view, point.x, point.y);
    const touch = event.pointerType === "touch";
    this.press = { id: event.pointerId, mode: "press", from: point, last: point, hit: found, touch, alone: event.altKey };
    this.element.setPointerCapture(event.pointerId);
    if (touch && found.bar) this.press.timer = setTimeout(() => this.#pick(event), HOLD_MS);
    else if (found.bar) this.controls.press(found.bar, event.altKey);
  }

  #move(event) {
    const point = this.#point(event);
    this.place = { x: event.clientX, y: event.clientY };
    if (this.touches.has(event.pointerId)) this.touches.set(event.pointerId, point);
    const { press } = this;
    if (!press) this.#hover(event, point);
    else if (press.mode === "pinch") this.#pinch();
    else if (event.pointerId === press.id) this.#drag(event, point);
  }

  #drag(event, point) {
    const { press } = this;
    if (press.mode === "press") {
      if (Math.hypot(point.x - press.from.x, point.y - press.from.y) < DRAG_PX) return;
      clearTimeout(press.timer);
      if (press.hit.thumb) press.mode = "thumb";
      else if (press.hit.bar && !press.touch) this.#pick(event);
      else this.#cursor("pan", (press.mode = "pan"));
    }
    if (press.mode === "carry") {
      this.#carry(event);
      return;
    }
    const [dx, dy] = [point.x - press.last.x, point.y - press.last.y];
    press.last = point;
    if (press.mode === "pan") this.view.scale.pan(-dx, press.hit.area === "axis" || press.hit.area === "demand" ? 0 : -dy);
    else if (press.mode === "thumb") this.#dragThumb(press.hit.thumb, dx, dy);
    this.controls.repaint();
  }

  #dragThumb({ axis, perPx }, dx, dy) {
    this.view.scale.pan(axis === "x" ? dx * perPx : 0, axis === "y" ? dy * perPx : 0);
  }

  #pick(event) {
    const { press } = this;
    press.mode = "carry";
    const { bar } = press.hit;
    this.controls.select(bar, press.alone || event.altKey);
    this.controls.moving.begin(this.view.selection);
    this.#cursor("carry");
    this.#carry(event);
  }

  /** What is held is over a row, over an element beside the Gantt, or nowhere. */
  #carry(event) {
    const { moving, tip } = this.controls;
    if (!moving.isOn) {
      this.end();
      return;
    }
    const point = this.#point(event);
    this.place = { x: event.clientX, y: event.clientY };
    const under = document.elementsFromPoint(event.clientX, event.clientY);
    const target = [...this.targets.keys()].find((element) => under.includes(element));
    for (const element of this.targets.keys()) element.classList.toggle("gantt-target", element === target);
    const isInside = point.x >= 0 && point.x < this.view.width && point.y >= this.view.axisHeight;
    const isOverRows = isInside && point.y < this.view.height - this.view.demandHeight;
    const entry = isOverRows ? rowAt(this.view, point.y) : null;
    moving.over(target ? this.targets.get(target) : entry?.lines ? entry.row.label : undefined);
    this.controls.showHeld(this.place);
    if (!tip.element.hidden) this.#cursor(tip.element.dataset.answer === "forbidden" ? "refused" : "carry");
    this.press.event = event;
    if (isInside) this.#scrollAtEdge();
  }

  /** While something is held near an edge the rows move on by themselves. */
  #scrollAtEdge() {
    if (this.press.scrolling) return;
    const speed = (value, low, high) => (value < low + EDGE_PX ? -1 : value > high - EDGE_PX ? 1 : 0) * EDGE_SPEED;
    const step = () => {
      const { press, view } = this;
      if (press?.mode !== "carry") return;
      press.scrolling = false;
      const { x, y } = this.#point(press.event);
      const { scale } = view;
      const dx = speed(x, view.namesWidth, view.width);
      const dy = speed(y, view.axisHeight, view.axisHeight + scale.height);
      const [left, top] = [scale.left, scale.top];
      scale.pan(x < view.namesWidth - EDGE_PX ? 0 : dx, dy);
      if (scale.left === left && scale.top === top) return;
      this.controls.repaint();
      this.#carry(press.event);
    };
    this.press.scrolling = true;
    requestAnimationFrame(step);
  }

  #up(event) {
    const { press } = this;
    this.touches.delete(event.pointerId);
    if (!press || (press.mode !== "pinch" && event.pointerId !== press.id)) return;
    const mode = press.mode;
    this.end();
    this.controls.tip.hide();
    if (mode === "carry") {
      this.controls.moving.drop(event.ctrlKey || event.metaKey);
      this.controls.showRefusal(this.place);
    } else if (mode === "press") {
      this.#click(press.hit, event);
    }
  }

  #click(found, event) {
    if (found.bar) this.controls.select(found.bar, event.altKey);
    else if (found.entry && !found.entry.lines) this.controls.fold(found.entry.row.label);
    else if (found.profile) this.controls.foldProfile(found.profile.kind);
    else if (found.area === "rows") this.controls.select(null);
  }

  #lost(event) {
    this.touches.delete(event.pointerId);
    this.controls.giveUp();
    this.end();
  }

  #leave() {
    if (this.press) return;
    this.controls.hover(null, null);
  }

  #double(event) {
    const { x, y } = this.#point(event);
    const { bar, area } = hit(this.view, x, y);
    if (bar) this.controls.activate();
    else if (area === "axis") this.controls.fit();
  }

  #hover(event, point) {
    const found = hit(this.view, point.x, point.y);
    const isFold = (found.entry && !found.entry.lines) || found.profile;
    this.#cursor(found.bar ? "bar" : isFold ? "fold" : "");
    this.controls.hover(found, point, event.pointerType === "touch" ? null : this.place);
  }

  #startPinch() {
    clearTimeout(this.press?.timer);
    this.controls.giveUp();
    this.press = { mode: "pinch", spread: this.#spread(), touch: true };
  }

  /** Fingers that part across zoom the time, fingers that part up and down the rows. */
  #pinch() {
    if (this.touches.size < 2) return;
    const { view, press } = this;
    const [before, now] = [press.spread, this.#spread()];
    press.spread = now;
    view.scale.pan(before.x - now.x, before.y - now.y);
    if (now.isAcross) view.scale.zoomTime(now.width / before.width, now.x - view.namesWidth);
    else view.scale.zoomRows(now.height / before.height, now.y - view.axisHeight);
    this.controls.repaint();
  }

  #spread() {
    const [one, other] = this.touches.values();
    const [width, height] = [Math.max(10, Math.abs(one.x - other.x)), Math.max(10, Math.abs(one.y - other.y))];
    return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, width, height, isAcross: width >= height };
  }

  #moved(event) {
    this.controls.repaint();
    if (this.press?.mode === "carry") this.#carry(event);
    else this.controls.tip.hide();
  }

  #cursor(name) {
    if (name) this.element.dataset.cursor = name;
    else delete this.element.dataset.cursor;
  }
}
