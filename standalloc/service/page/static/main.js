/** @file Puts the page together. */

import { Desk } from "./desk.js";
import { Dragging } from "./dragging.js";
import { DraftStore } from "./day/draft.js";
import { Gantt } from "./gantt/gantt.js";
import { Header } from "./header.js";
import { listen, nextRegion } from "./keys.js";
import { Notices } from "./notices.js";
import { ComparePanel } from "./panels/compare.js";
import { Details } from "./panels/details.js";
import { byId } from "./panels/elements.js";
import { Exports } from "./panels/export.js";
import { FigureStrip } from "./panels/figures.js";
import { FilterMenu } from "./panels/filters.js";
import { Help } from "./panels/help.js";
import { Legend } from "./panels/legend.js";
import { placeMenus } from "./panels/menus.js";
import { Messages } from "./panels/messages.js";
import { Opening } from "./panels/open.js";
import { ProblemList } from "./panels/problems.js";
import { Publishing } from "./panels/publish.js";
import { Search } from "./panels/search.js";
import { SignIn } from "./panels/sign_in.js";
import { SolvePanel } from "./panels/solve.js";
import { Tabs } from "./panels/tabs.js";
import { Tray } from "./panels/tray.js";
import { WeightsPanel } from "./panels/weights.js";
import { Api } from "./service/api.js";
import { Connection } from "./service/connection.js";
import { PublicationWatch } from "./service/publications.js";

const base = document.querySelector("meta[name=service]").content;
const api = new Api(new URL(base, document.baseURI), sessionStorage);
const connection = new Connection(api);
const desk = new Desk(api, connection, new DraftStore(localStorage), new PublicationWatch(api));
const messages = new Messages();
const gantt = new Gantt(byId("gantt"));
const signIn = new SignIn(api);
const tabs = new Tabs();
const help = new Help();
placeMenus();

/** Why nothing can be stored now; "" where it can. */
const unable = () => signIn.lacks("planner") || (connection.isLost ? "The service does not answer; your changes are kept here until it does." : "");
const lead = (turn, visit) => {
  const bar = desk.board.bars.find((one) => one.turn === turn && one.visit === visit);
  if (bar.stand === null) return tray.reveal(turn, visit);
  gantt.select(turn, visit);
  gantt.reveal({ turn, visit });
  return header.choose(desk.board.bars.filter((one) => one.turn === turn && one.stand === bar.stand));
};

const tray = new Tray(desk, gantt, () => tabs.show("tray"));
const search = new Search(desk, gantt, lead);
const compare = new ComparePanel({ desk, gantt, messages, lead });
const opening = new Opening({ api, desk, messages, offer: (plans) => compare.offer(plans), stored: () => tabs.show("solve") });
const showDifference = (plan = "") => {
  tabs.show("compare");
  compare.with(plan);
};
const publishing = new Publishing({ desk, messages, compare: () => showDifference(), stored: () => opening.refresh() });
const solving = new SolvePanel({
  api, desk, messages, unable, open: (plan) => opening.plan(plan), compare: showDifference, stored: () => opening.refresh(),
});
const exports = new Exports({ api, desk, gantt, messages, save: (name) => publishing.save(name), unable });
const details = new Details(api, desk, messages);
const header = new Header({ desk, gantt, messages, publishing, unable });
new FigureStrip(desk);
new ProblemList(desk, gantt, lead);
new FilterMenu(desk, gantt);
new Legend(gantt);
new WeightsPanel(desk, messages, () => tabs.show("solve", true));
const dragging = new Dragging({ api, desk, gantt, messages, choose: (bars) => header.choose(bars) });
new Notices({ api, connection, desk, messages, opening, compare: () => showDifference() });

let shown = { board: null, place: "" };
/** Draws the board, unless it is drawn already, or a bar is being carried over the one that is. */
const draw = () => {
  if (!desk.board || desk.board === shown.board || dragging.isOn) return;
  const place = `${desk.place.airport}/${desk.place.day}`;
  gantt.show(desk.board, { keepView: shown.place === place });
  shown = { board: desk.board, place };
};
desk.addEventListener("board", draw);
dragging.addEventListener("free", draw);
gantt.addEventListener("pin", (event) => header.togglePin(event.detail.turn, event.detail.visits));
gantt.addEventListener("activate", (event) => details.show(event.detail.bars));

const refresh = () => {
  header.refresh();
  solving.refresh();
};
signIn.addEventListener("role", refresh);
for (const name of ["lost", "back"]) connection.addEventListener(name, refresh);

const regions = ["top", "tools", "gantt", "side"].map(byId);
listen({
  undo: () => header.undo(),
  redo: () => header.redo(),
  save: () => header.save(),
  find: () => search.focus(),
  print: () => exports.print(),
  side: () => tabs.fold(!tabs.isFolded),
  help: () => help.show(),
  region: () => nextRegion(regions),
  regionBack: () => nextRegion(regions, -1),
});
addEventListener("unhandledrejection", (event) => messages.fail(event.reason, "do that"));
setInterval(() => gantt.setNow(new Date()), 30_000);
gantt.setNow(new Date());

/** Reads what the page begins with, again and again while the service is away. */
const begin = (action, doing) => connection.repeat(action).catch((error) => messages.fail(error, doing));
begin(() => signIn.meet(), "ask the service who you are");
begin(async () => solving.offer((await api.get("configurations")).configurations), "read the configurations");
begin(() => opening.start(), "open the day");
