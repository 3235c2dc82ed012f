"""The same day by NiceGUI: `python nicegui_echarts.py BOARD.json PORT`, by a Python that has NiceGUI.

ECharts draws the bars as a custom series whose items a JavaScript function makes, with an inside zoom of both axes. The
measures are those of the other candidates; the page says when ECharts has finished its first picture.
"""

import json
import sys
from pathlib import Path

from nicegui import app, ui

LINE_PX = 20
LOOKS = {
    "contact": ("#8ccbf0", "#0072b2"),
    "bus": ("#f2b632", "#9a5b00"),
    "unused": ("#fcebc0", "#9a5b00"),
    "remote": ("#a5dfcc", "#00705a"),
    "parking": ("#ffffff", "#566370"),
}
ITEM = """(params, api) => {
  const [x, y] = api.coord([api.value(0), api.value(2)]);
  const width = api.coord([api.value(1), api.value(2)])[0] - x;
  const area = params.coordSys;
  const shape = echarts.graphic.clipRectByRect({x, y: y - 8, width, height: 17}, area);
  if (!shape) return;
  const labels = api.value(3).split('|');
  const label = labels.find((text) => text.length * 6.5 + 6 <= shape.width) ?? '';
  return {type: 'group', children: [
    {type: 'rect', shape, style: {fill: api.value(4), stroke: api.value(5)}},
    {type: 'text', silent: true, style: {text: label, x: shape.x + 3, y: shape.y + 3, font: FONT, fill: INK}},
  ]};
}""".replace("FONT", "'11px system-ui'").replace("INK", "'#17202a'")
READY = """
import { measured } from "/alternatives/measure.js";
const found = setInterval(() => {
  const element = document.querySelector(".nicegui-echart");
  const chart = element && window.echarts?.getInstanceByDom(element);
  if (!chart) return;
  clearInterval(found);
  chart.on("finished", () => window.measures || measured(element));
}, 5);
"""


def main() -> None:
    """Serve the board of a file on a port of loopback."""
    path, port = Path(sys.argv[1]), int(sys.argv[2])
    day = json.loads(path.read_text())
    names = [row["label"] for row in day["rows"]]
    row_of = {name: at for at, name in enumerate(names)}
    data = [
        [bar["start"], bar["end"], row_of[bar["stand"]], "|".join(bar["labels"]), *LOOKS[bar["kind"]]]
        for bar in day["bars"]
        if bar["stand"] is not None
    ]
    app.add_static_files("/alternatives", Path(__file__).parent)

    @ui.page("/")
    def page() -> None:
        ui.query(".nicegui-content").classes("p-0")
        ui.add_body_html(f'<script type="module">{READY}</script>')
        seen = 100 * (1080 - 60) / (LINE_PX * len(names))
        ui.echart(
            {
                "animation": False,
                "grid": {"left": 116, "right": 0, "top": 36, "bottom": 0},
                "xAxis": {"type": "value", "position": "top", "min": day["start"], "max": day["end"]},
                "yAxis": {"type": "category", "data": names, "inverse": True},
                "dataZoom": [
                    {"type": "inside", "xAxisIndex": 0, "zoomOnMouseWheel": "ctrl", "throttle": 0},
                    {
                        "type": "inside",
                        "yAxisIndex": 0,
                        "start": 0,
                        "end": seen,
                        "zoomOnMouseWheel": False,
                        "moveOnMouseWheel": True,
                        "throttle": 0,
                    },
                ],
                "series": [
                    {"type": "custom", ":renderItem": ITEM, "encode": {"x": [0, 1], "y": 2}, "data": data, "clip": True}
                ],
            }
        ).style("width: 100vw; height: 100vh")

    ui.run(host="127.0.0.1", port=port, show=False, reload=False)


if __name__ in {"__main__", "__mp_main__"}:
    main()
