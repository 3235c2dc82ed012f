"""The same day by NiceGUI: `python nicegui_echarts.py BOARD.json PORT`, by a Python that has NiceGUI.

ECharts draws the bars as a custom series whose items a JavaScript function makes, with an inside zoom of both axes. The
measures are those of the other candidates, taken as soon as ECharts has its series.
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
  const [from, y] = api.coord([api.value(0), api.value(2)]);
  const to = api.coord([api.value(1), api.value(2)])[0];
  const { x: left, width: wide } = params.coordSys;
  const x = Math.max(from, left);
  const width = Math.min(to, left + wide) - x;
  if (width <= 0) return;
  const label = api.value(3).split('|').find((text) => text.length * 6.5 + 6 <= width) ?? '';
  return {type: 'group', children: [
    {type: 'rect', shape: {x, y: y - 8, width, height: 17}, style: {fill: api.value(4), stroke: api.value(5)}},
    {type: 'text', silent: true, style: {text: label, x: x + 3, y: y - 5, font: '11px system-ui', fill: 'INK'}},
  ]};
}""".replace("INK", "#17202a")
READY = """
import { measured } from "/alternatives/measure.js";
const chartOf = () => {
  try {
    return getElement(CHART)?.chart;
  } catch {
    return null; // NiceGUI has not mounted its page yet
  }
};
const found = setInterval(() => {
  const chart = chartOf();
  if (!chart?.getOption()?.series?.length) return;
  clearInterval(found);
  measured(chart.getDom());
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
        seen = 100 * (1080 - 60) / (LINE_PX * len(names))
        chart = ui.echart(
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
        ui.add_body_html(f'<script type="module">{READY.replace("CHART", str(chart.id))}</script>')

    ui.run(host="127.0.0.1", port=port, show=False, reload=False)


if __name__ in {"__main__", "__mp_main__"}:
    main()
