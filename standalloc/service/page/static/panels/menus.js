/** @file Menus that open under their buttons. */

import { byId } from "./elements.js";

/** Lets every menu open under the button that names it, within the window; buttons marked `data-closes` close it. */
export function placeMenus() {
  for (const button of document.querySelectorAll("[popovertarget]")) {
    const menu = byId(button.getAttribute("popovertarget"));
    button.setAttribute("aria-expanded", "false");
    menu.addEventListener("click", (event) => event.target.closest("[data-closes]") && menu.hidePopover());
    menu.addEventListener("toggle", (event) => {
      button.setAttribute("aria-expanded", String(event.newState === "open"));
      if (event.newState === "open") place(menu, button);
    });
  }
}

function place(menu, button) {
  const under = button.getBoundingClientRect();
  const left = Math.min(under.left, innerWidth - menu.offsetWidth - 8);
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${under.bottom + 4}px`;
}
