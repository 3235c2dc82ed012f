import { Gantt } from "/static/gantt/gantt.js";
import { measured } from "./measure.js";

const gantt = new Gantt(document.getElementById("gantt"));
window.gantt = gantt;
gantt.show(await (await fetch("/board.json")).json(), { keepView: false });
measured(document.querySelector(".gantt-grid"));
