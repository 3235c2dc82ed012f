"use strict";
(() => {
  const root = document.documentElement;
  addEventListener("error", (event) => { root.dataset.error = event.message; });

  const chart = document.getElementById("chart");
  const sheet = chart.querySelector(".sheet");
  const tip = document.getElementById("tip");
  const bars = [...chart.querySelectorAll(".bar")];
  const linked = [...chart.querySelectorAll("[data-turn]")];
  const hours = Number(sheet.dataset.hours);
  const labelsPx = Number(sheet.dataset.labelsPx);

  const days = [...chart.querySelectorAll(".axis svg")].filter((tick) => tick.querySelector(".date"));
  const corner = chart.querySelector(".corner b");
  const share = (element, name) => parseFloat(element.getAttribute(name)) / 100;
  const labelled = [...chart.querySelectorAll("[data-labels]")].map((element) => ({
    text: element.querySelector("text"),
    labels: element.dataset.labels.split("\n"),
    from: share(element, "x"),
    to: share(element, "x") + share(element, "width"),
    paddingPx: Number(element.dataset.paddingPx ?? sheet.dataset.paddingPx),
  }));

  // Titles serve where there is no script; here they become the tooltip's facts.
  const facts = new WeakMap();
  for (const title of sheet.querySelectorAll("title")) {
    facts.set(title.parentNode, title.textContent.split("\n"));
    title.remove();
  }

  // Zoom: the sheet's time column gets another width, and every label the longest text that now fits.
  let hourPx = 0;
  const fitPx = () => (chart.clientWidth - labelsPx) / hours;

  const ruler = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  function textPx(text) {
    if (!widths.has(text)) widths.set(text, ruler.measureText(text).width);
    return widths.get(text);
  }

  // Where an element begins left of the view, its label begins at the view's edge.
  function writeLabels(seen = chart.scrollLeft, px = hourPx) {
    for (const { text, labels, from, to, paddingPx } of labelled) {
      const left = from * hours * px, right = to * hours * px;
      const hidden = seen < right ? Math.max(0, seen - left) : 0;
      const room = right - left - hidden - paddingPx;
      const label = labels.find((label) => textPx(label) <= room) ?? "";
      if (text.textContent !== label) text.textContent = label;
      const x = String(Math.round(hidden) + 4);
      if (text.getAttribute("x") !== x) text.setAttribute("x", x);
    }
    const day = days.findLast((tick) => share(tick, "x") * hours * px <= seen + 1) ?? days[0];
    corner.textContent = day?.querySelector(".date").textContent ?? "";
  }

  function zoomTo(px, at = chart.clientWidth / 2) {
    const least = Math.min(fitPx(), 12), most = 1200;
    const time = hourPx ? (chart.scrollLeft + at - labelsPx) / hourPx : 0;
    hourPx = Math.min(Math.max(px, least), most);
    sheet.style.setProperty("--time", `${Math.floor(hourPx * hours)}px`);
    chart.scrollLeft = time * hourPx + labelsPx - at;
    const step = [1, 2, 3, 6, 12].find((hours) => hours * hourPx >= 40) ?? 24;
    for (const tick of sheet.querySelectorAll(".axis [data-hour]")) {
      tick.querySelector(".hour").classList.toggle("hidden", Number(tick.dataset.hour) % step !== 0);
    }
    writeLabels();
  }

  chart.addEventListener("scroll", () => requestAnimationFrame(() => writeLabels()), { passive: true });
  // Printed, the whole time is as wide as the page: A4 landscape less its margins.
  addEventListener("beforeprint", () => writeLabels(0, (1060 - labelsPx) / hours));
  addEventListener("afterprint", () => writeLabels());

  const fit = () => zoomTo(fitPx(), labelsPx);
  document.getElementById("nearer").addEventListener("click", () => zoomTo(hourPx * 1.5));
  document.getElementById("farther").addEventListener("click", () => zoomTo(hourPx / 1.5));
  document.getElementById("fit").addEventListener("click", fit);
  chart.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomTo(hourPx * Math.exp(-event.deltaY / 400), event.clientX - chart.getBoundingClientRect().left);
  }, { passive: false });

  // Tooltip, and the whole turn marked while the pointer is on one of its visits.
  function tell(element, event) {
    const table = document.createElement("table");
    for (const fact of facts.get(element)) {
      const cut = fact.indexOf(": ");
      const row = table.insertRow();
      const name = row.appendChild(document.createElement("th"));
      name.textContent = fact.slice(0, cut);
      row.insertCell().textContent = fact.slice(cut + 2);
    }
    tip.replaceChildren(table);
    tip.hidden = false;
    const right = event.clientX + 16, below = event.clientY + 16;
    const flipped = event.clientY - tip.offsetHeight - 10;
    tip.style.left = `${Math.max(4, Math.min(right, innerWidth - tip.offsetWidth - 4))}px`;
    tip.style.top = `${below + tip.offsetHeight < innerHeight ? below : Math.max(4, flipped)}px`;
  }

  function markTurn(turn) {
    for (const element of linked) element.classList.toggle("together", element.dataset.turn === turn);
  }

  let told = null;
  sheet.addEventListener("pointermove", (event) => {
    const element = event.target.closest(".bar, .block, .stand, .profile");
    const known = element && facts.has(element);
    if (known) tell(element, event); else tip.hidden = true;
    if (element === told) return;
    told = element;
    markTurn(element?.dataset.turn);
  });
  sheet.addEventListener("pointerleave", () => { tip.hidden = true; told = null; markTurn(undefined); });

  // Find: every visit of the turns whose id, flight or registration holds the text (or is it); Enter goes to the next.
  const field = document.getElementById("find");
  const count = document.getElementById("count");
  let found = [], current = -1;

  function find(text) {
    const wanted = text.trim().toLowerCase();
    const holds = (bar) => wanted !== "" && bar.dataset.names.toLowerCase().includes(wanted);
    const isExact = (bar) => bar.dataset.names.toLowerCase().split("\n").includes(wanted);
    found = bars.filter(holds);
    if (found.some(isExact)) found = found.filter(isExact);
    const turns = new Set(found.map((bar) => bar.dataset.turn));
    for (const element of linked) {
      element.classList.remove("current");
      element.classList.toggle("found", turns.has(element.dataset.turn));
    }
    sheet.classList.toggle("finding", found.length > 0);
    current = -1;
    count.textContent = wanted === "" ? "" : found.length === 0 ? "none" : `${found.length} found`;
    if (found.length > 0) step(1);
  }

  function step(by) {
    if (found.length === 0) return;
    found[current]?.classList.remove("current");
    current = (current + by + found.length) % found.length;
    const bar = found[current];
    bar.classList.add("current");
    count.textContent = `${current + 1} of ${found.length}`;
    const box = bar.getBoundingClientRect(), view = chart.getBoundingClientRect();
    chart.scrollBy(box.left - view.left - labelsPx - (view.width - labelsPx) / 3, box.top - view.top - view.height / 2);
  }

  field.addEventListener("input", () => find(field.value));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    if (event.key === "Escape") { field.value = ""; find(""); }
  });
  sheet.addEventListener("click", (event) => {
    const bar = event.target.closest(".bar");
    if (!bar && field.value === "") return;
    field.value = bar ? bar.dataset.turn : "";
    find(field.value);
  });

  // Legend: what is ticked off is hidden. Places: a list to jump to a terminal's stands.
  for (const box of document.querySelectorAll(".legend input")) {
    box.addEventListener("change", () => sheet.classList.toggle(`without-${box.value}`, !box.checked));
  }
  const places = document.getElementById("places");
  const headings = [...sheet.querySelectorAll(".names .group")];
  headings.forEach((heading, number) => places.add(new Option(heading.textContent, String(number))));
  places.addEventListener("change", () => {
    const heading = headings[Number(places.value)];
    if (!heading) return;
    const axis = sheet.querySelector(".axis").offsetHeight;
    chart.scrollBy(0, heading.getBoundingClientRect().top - chart.getBoundingClientRect().top - axis - 4);
    places.selectedIndex = 0;
  });

  ruler.font = getComputedStyle(sheet.querySelector("text")).font;
  fit();
  // A flight number of six characters fits 45 minutes.
  if (hourPx < 54) zoomTo(54, labelsPx);
  if (location.hash.length > 1) {
    field.value = decodeURIComponent(location.hash.slice(1));
    find(field.value);
  }
  root.dataset.ready = "yes";
})();
