"""The Gantt without the rest of the page: a small board, a page that shows it, and what it paints, says and tells."""

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Page

ORIGIN = "2030-06-01T00:00+02:00"
#: Notes every text that is painted, frame by frame, and every event of the Gantt.
NOTING = """
window.painted = [];
window.told = [];
const write = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  if (this.canvas.isConnected) window.painted.push([text, x, y]);
  return write.call(this, text, x, y);
};
"""
LISTENING = """() => {
  const plain = ({ detail }) => {
    const bars = detail.bars?.map((bar) => `${bar.turn} ${bar.visit}`);
    const { bar, ...rest } = detail;
    return { ...rest, ...(bars && { bars }) };
  };
  for (const type of ["select", "press", "pick", "hover", "drop", "cancel", "activate", "pin"]) {
    gantt.addEventListener(type, (event) => told.push([type, plain(event)]));
  }
}"""


def bar(turn: str, stand: str | None, start: int, end: int, kind: str = "contact", **more: Any) -> dict[str, Any]:
    """Return a full visit of a turn, its flights named after it."""
    number = int(turn[1:])
    flights = [f"AB{number}01", f"AB{number}02"]
    both = "/".join(flights)
    return {
        "turn": turn,
        "visit": "full",
        "stand": stand,
        "kind": kind,
        "lane": 0,
        "start": start,
        "end": end,
        "buffer_end": end + 15,
        "labels": [f"{both} A320", both, flights[0]],
        "names": [turn, *flights],
        "airline": "AB",
        "code": "C",
        "terminal": "T1",
        "type": "A320",
        "passengers": 150,
        "arrival": {"flight": flights[0], "airport": "LHR", "time": "2030-06-01T06:00+02:00"},
        "departure": {"flight": flights[1], "airport": "FRA", "time": "2030-06-01T08:00+02:00"},
        "pinned": False,
        "fixed": False,
        "broken": False,
        "misses_transfer": False,
        "moved": False,
        "reason": None,
        **more,
    }


def split(turn: str, places: Sequence[tuple[str, str]], start: int) -> list[dict[str, Any]]:
    """Return the three visits of a turn, each with its stand and kind; 45, 180 and 60 minutes long."""
    parts, spans = ("arrival", "parking", "departure"), (0, 45, 225, 285)
    return [
        bar(turn, stand, start + spans[at], start + spans[at + 1], kind, visit=part)
        for at, (part, (stand, kind)) in enumerate(zip(parts, places, strict=True))
    ]


def row(label: str, terminal: str, kind: str = "stand", stand_kind: str = "contact") -> dict[str, Any]:
    """Return a row: a stand, or a heading."""
    facts = [["Stand", f"{label}, {stand_kind}"]] if kind == "stand" else []
    note = "C" if kind == "stand" else ""
    place = {"stand_kind": stand_kind, "terminal": terminal, "pier": ""}
    return {"kind": kind, "label": label, "note": note, "facts": facts, **place}


def board() -> dict[str, Any]:
    """Return a day of five stands on which every kind of bar, mark and block is met.

    `T1`, `T2` and `T7` follow each other on `A1`; `T3` stays on `A2` with all of its visits, `T4` is towed from `A3` to
    `R1` and back; `T5` on `R2` is pinned, `T6` broken and overlaps it on a second lane; `T9` has no stand.
    """
    bars = [
        bar("T1", "A1", 360, 420),
        bar("T2", "A1", 450, 540),
        bar("T7", "A1", 700, 760, "unused"),
        *split("T3", [("A2", "contact"), ("A2", "parking"), ("A2", "contact")], 300),
        *split("T4", [("A3", "contact"), ("R1", "parking"), ("A3", "contact")], 400),
        bar("T5", "R2", 480, 560, "bus", pinned=True, airline="CD", terminal="T2"),
        bar("T6", "R2", 520, 600, "remote", broken=True, lane=1, airline="CD", terminal="T2"),
        bar("T8", "R2", 700, 800, "remote", airline="CD", terminal="T2"),
        bar("T9", None, 500, 560, "unallocated", reason={"code": "full", "text": "all stands are taken"}),
    ]
    ticks = [
        {"minute": 60 * hour, "label": f"{hour % 24:02d}:00", "date": f"2030-06-0{1 + hour // 24}" * (hour % 24 == 0)}
        for hour in range(31)
    ]
    return {
        "zone": "Europe/Paris",
        "origin": ORIGIN,
        "start": 0,
        "end": 1800,
        "ticks": ticks,
        "rows": [
            row("Terminal 1", "T1", "heading"),
            *(row(name, "T1") for name in ("A1", "A2", "A3")),
            row("Remote stands", "T2", "heading", "remote"),
            *(row(name, "T2", stand_kind="remote") for name in ("R1", "R2")),
        ],
        "bars": bars,
        "links": [
            {"turn": "T4", "minute": 445, "from": "A3", "to": "R1"},
            {"turn": "T4", "minute": 625, "from": "R1", "to": "A3"},
        ],
        "blocks": [
            {
                "kind": "closure",
                "stand": "A3",
                "start": 800,
                "end": 1100,
                "label": "works",
                "facts": [["Why", "works"]],
            },
            {"kind": "exclusion", "stand": "A2", "start": 700, "end": 900, "label": "T7 on A1", "facts": []},
        ],
        "profiles": [
            {
                "kind": "stands",
                "minutes": [300, 600, 900],
                "layers": {"contact": [2, 3, 0], "remote": [1, 1, 0]},
                "capacity": None,
                "facts": [],
            }
        ],
        "supply": [[0, 5], [700, 4], [800, 3], [900, 4], [1100, 5]],
    }


#: What a service would say of each stand for `T2`.
VERDICTS = [
    {"stand": "A1", "answer": "allowed", "rule": "", "message": "", "objective": 0},
    {"stand": "A2", "answer": "forbidden", "rule": "overlap", "message": "T2 and T3 overlap", "objective": None},
    {"stand": "A3", "answer": "allowed", "rule": "", "message": "", "objective": 0},
    {"stand": "R1", "answer": "at_cost", "rule": "", "message": "", "objective": 150},
    {"stand": "R2", "answer": "forbidden", "rule": "size", "message": "T2: code C, largest is B", "objective": None},
    {"stand": None, "answer": "at_cost", "rule": "", "message": "", "objective": 9850},
]


class Alone:
    """The Gantt alone in a window."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.grid = page.get_by_role("grid")
        self.voice = page.locator(".gantt [role=status]")
        self.tip = page.locator(".gantt-tip")

    def open(self, url: str) -> None:
        """Show the board that is served."""
        self.page.add_init_script(NOTING)
        self.page.goto(f"{url}/gantt.html")
        self.page.wait_for_function("window.measures")
        self.page.evaluate(LISTENING)

    def do(self, call: str) -> Any:
        """Call a method of the Gantt and wait until it is painted."""
        answer = self.page.evaluate(f"gantt.{call}")
        self.settle()
        return answer

    def settle(self) -> None:
        """Wait until what has changed is painted."""
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def tint(self) -> None:
        """Answer the Gantt with the verdicts."""
        self.page.evaluate("(verdicts) => gantt.tint(verdicts)", VERDICTS)
        self.settle()

    def told(self, *types: str) -> list[Any]:
        """Return the events since the last call, or those of some types."""
        events = self.page.evaluate("told.splice(0)")
        return [[name, detail] for name, detail in events if not types or name in types]

    def texts(self) -> list[str]:
        """Return what is written on a picture painted now."""
        self.page.evaluate("painted.length = 0")
        self.do("setNow(null)")
        self.do("zoom(1)")
        return [text for text, _, _ in self.page.evaluate("painted")]

    def box(self, turn: str, stand: str | None = None, visit: str = "full") -> tuple[float, float, float, float] | None:
        """Return left, top, width and height of a bar, or of where it would lie on another stand."""
        found = self.page.evaluate(
            "([turn, visit, stand]) => gantt.boxOf(turn, visit, stand ?? undefined)?.toJSON()", [turn, visit, stand]
        )
        return None if found is None else (found["x"], found["y"], found["width"], found["height"])

    def point(self, turn: str, stand: str | None = None, visit: str = "full") -> tuple[float, float]:
        """Return the middle of a bar."""
        box = self.box(turn, stand, visit)
        assert box is not None
        return box[0] + box[2] / 2, box[1] + box[3] / 2

    def colour(self, x: float, y: float) -> str:
        """Return the colour painted at a point."""
        red, green, blue = self.page.evaluate(
            """([x, y]) => {
              const canvas = document.querySelector(".gantt canvas");
              const ratio = canvas.width / canvas.clientWidth;
              const context = canvas.getContext("2d");
              return [...context.getImageData(Math.floor(x * ratio), Math.floor(y * ratio), 1, 1).data].slice(0, 3);
            }""",
            [x, y],
        )
        return f"rgb({red}, {green}, {blue})"

    def face(self, turn: str, visit: str = "full") -> str:
        """Return the colour of a bar, taken right of its label."""
        box = self.box(turn, visit=visit)
        assert box is not None
        return self.colour(box[0] + box[2] - 2.5, box[1] + box[3] / 2)

    def token(self, name: str) -> str:
        """Return a colour of the page, as `rgb(1, 2, 3)`."""
        return self.page.evaluate(
            """(name) => {
              const probe = document.body.appendChild(document.createElement("i"));
              probe.style.color = `var(--${name})`;
              const { color } = getComputedStyle(probe);
              probe.remove();
              return color;
            }""",
            name,
        )

    def drag(self, turn: str, stand: str, visit: str = "full") -> None:
        """Pick a bar up with the mouse and carry it over a stand, the button still down."""
        self.page.mouse.move(*self.point(turn, visit=visit))
        self.page.mouse.down()
        x, y = self.point(turn, stand, visit)
        self.page.mouse.move(x, y - 3)
        self.page.mouse.move(x, y)
        self.settle()
