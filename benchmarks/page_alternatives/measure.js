/**
 * How long a frame takes, measured alike on every page.
 *
 * `measures.turn(turns, control)` dispatches one wheel event after another, each in the first task after the frame in
 * which the last one was painted, and answers with milliseconds:
 *
 * - frames: what the main thread spent on a frame: the handlers of the event, and from the frame's begin (the time stamp
 *   of requestAnimationFrame) to the first task after it, with script, style, layout and painting
 * - intervals: from the begin of each frame to the next; never under a refresh of the screen, and longer where the browser's
 *   other threads, which raster and compose, do not keep up
 * - long: how many took more than 50 ms by the browser's own reckoning (PerformanceObserver)
 */

/**
 * Say that the day is drawn, and be ready to measure.
 *
 * @param {Element} element that takes the wheel
 */
export function measured(element) {
  let long = 0;
  if (PerformanceObserver.supportedEntryTypes.includes("long-animation-frame")) {
    new PerformanceObserver((list) => (long += list.getEntries().length)).observe({ type: "long-animation-frame" });
  }

  async function turn(turns, control) {
    const [frames, intervals] = [[], []];
    let latest = 0;
    long = 0;
    for (const [deltaX, deltaY] of turns) {
      const { left, top, width, height } = element.getBoundingClientRect();
      const place = { clientX: left + 0.55 * width, clientY: top + 0.4 * height };
      const options = { bubbles: true, cancelable: true, deltaX, deltaY, ctrlKey: control, ...place };
      const target = document.elementFromPoint(place.clientX, place.clientY) ?? element;
      const begun = performance.now();
      target.dispatchEvent(new WheelEvent("wheel", options));
      const handled = performance.now() - begun;
      const { start, end } = await frame();
      frames.push(handled + end - start);
      if (latest) intervals.push(start - latest);
      latest = start;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { frames, intervals, long };
  }

  frame().then(({ end }) => (window.measures = { first: end, turn }));
}

/** The next frame: its begin, and the first task after it. */
function frame() {
  return new Promise((resolve) => {
    requestAnimationFrame((start) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve({ start, end: performance.now() });
      port2.postMessage(null);
    });
  });
}
