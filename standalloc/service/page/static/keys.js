/** @file Keys that work everywhere on the page; those of the Gantt are its own. */

/**
 * Lets keys do what they promise.
 * @param {Record<string, () => void>} actions by name: `undo`, `redo`, `save`, `find`, `print`, `side`, `help`, `region`.
 */
export function listen(actions) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const name = nameOf(event, isTyping(event.target));
    if (!name) return;
    event.preventDefault();
    actions[name]();
  });
}

/**
 * Goes from one region of the page to the next.
 * @param {HTMLElement[]} regions in order; those that are hidden are passed over.
 * @param {number} by 1 or -1.
 */
export function nextRegion(regions, by = 1) {
  const seen = regions.filter((region) => region.offsetParent !== null);
  const at = seen.findIndex((region) => region.contains(document.activeElement));
  const next = seen.at((at + by) % seen.length);
  next.querySelector("[tabindex='0'], select, button:not([tabindex='-1'])")?.focus();
}

/**
 * Names what a key is for.
 * @param {{key: string, ctrlKey: boolean, metaKey: boolean, shiftKey: boolean, altKey: boolean}} event
 * @param {boolean} isText whether the key is written into a field.
 * @returns {string|null} null where it is for nothing here.
 */
export function nameOf({ key, ctrlKey, metaKey, shiftKey, altKey }, isText) {
  const letter = key.toLowerCase();
  if ((ctrlKey || metaKey) && !altKey) {
    if (letter === "f") return "find";
    if (letter === "s") return "save";
    if (letter === "p") return "print";
    if (isText) return null;
    if (letter === "z") return shiftKey ? "redo" : "undo";
    return letter === "y" ? "redo" : null;
  }
  if (key === "F6") return shiftKey ? "regionBack" : "region";
  if (isText || altKey) return null;
  return { "/": "find", "?": "help", "\\": "side" }[key] ?? null;
}

function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox])"));
}
