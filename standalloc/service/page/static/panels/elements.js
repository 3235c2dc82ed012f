/** @file Makes elements. Text goes in as text, so that nothing from a schedule becomes markup. */

/**
 * Makes an element.
 * @param {string} name of the tag.
 * @param {Record<string, any>} [attributes] `class`, `title`, ...; `on...` functions listen; false and null leave one out.
 * @param {...(Node|string|number|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/**
 * Makes an element of a drawing, as `element` does.
 * @param {string} name
 * @param {Record<string, any>} [attributes]
 * @param {...(Node|string|number|null|undefined|false)} children
 * @returns {SVGElement}
 */
export function drawn(name, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

/**
 * Finds an element of the page by its id.
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const there = document.getElementById(id);
  if (!there) throw new Error(`the page has no element ${id}`);
  return there;
}

/**
 * Lets a control be used or not. It stays reachable by keyboard, so that the reason can be read and heard.
 * @param {HTMLElement} control
 * @param {string} reason why not; "" lets it be used.
 */
export function allow(control, reason) {
  control.dataset.title ??= control.title;
  control.title = reason || control.dataset.title;
  if (reason) control.setAttribute("aria-disabled", "true");
  else control.removeAttribute("aria-disabled");
}

/**
 * Listens to clicks of a control that may be used.
 * @param {HTMLElement} control
 * @param {(event: Event) => void} action
 * @param {(reason: string) => void} [refused] hears why it may not be used.
 */
export function onClick(control, action, refused = () => {}) {
  control.addEventListener("click", (event) => {
    if (control.getAttribute("aria-disabled") === "true") refused(control.title);
    else action(event);
  });
}

/**
 * Fills a list of choices and keeps the one chosen where it is still there.
 * @param {HTMLSelectElement} select
 * @param {[string, string][]} options values and texts.
 * @param {string} [value] to choose.
 */
export function choose(select, options, value = select.value) {
  const same = options.length === select.options.length
    && options.every(([key, text], number) => select.options[number].value === key && select.options[number].text === text);
  if (!same) select.replaceChildren(...options.map(([key, text]) => element("option", { value: key }, text)));
  if (options.some(([key]) => key === value)) select.value = value;
}

function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}
