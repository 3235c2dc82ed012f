"""Minutes of a board as times of its airport, and what stands together on it, as JavaScript works it out."""

import json

import pytest
from playwright.sync_api import Page

from benchmarks.page_serving import served
from tests.service.page.alone import bar, board, split


@pytest.fixture(scope="module")
def empty(browser) -> Page:
    with served(b"{}") as url:
        page = browser.new_page()
        page.goto(f"{url}/alone.css")
        yield page
        page.close()


def run(page: Page, module: str, body: str, *values: object) -> object:
    source = f"async (values) => {{ const module = await import('/static/day/{module}'); {body} }}"
    return page.evaluate(source, list(values))


@pytest.mark.parametrize(
    ("zone", "origin", "minute", "clock", "date"),
    [
        ("Europe/Paris", "2030-06-01T00:00+02:00", 450, "07:30", "2030-06-01"),
        ("Europe/Paris", "2030-06-01T00:00+02:00", 1500, "01:00", "2030-06-02"),
        ("Europe/Paris", "2030-06-01T00:00+02:00", -30, "23:30", "2030-05-31"),
        # The clocks go back at 03:00: the hour from 02:00 comes twice.
        ("Europe/Paris", "2030-10-27T00:00+02:00", 150, "02:30", "2030-10-27"),
        ("Europe/Paris", "2030-10-27T00:00+02:00", 210, "02:30", "2030-10-27"),
        ("Europe/Paris", "2030-10-27T00:00+02:00", 240, "03:00", "2030-10-27"),
        ("America/New_York", "2013-07-10T17:31-04:00", 389, "00:00", "2013-07-11"),
        ("Asia/Kolkata", "2030-01-01T00:00+05:30", 60, "01:00", "2030-01-01"),
    ],
)
def test_local_times(empty, zone, origin, minute, clock, date):
    body = "const times = new module.Times(values[0]); return [times.clock(values[1]), times.date(values[1])];"
    assert run(empty, "times.js", body, {"zone": zone, "origin": origin}, minute) == [clock, date]


def test_moments_and_periods(empty):
    body = """
      const times = new module.Times(values[0]);
      return [times.minuteOf(new Date("2030-06-01T05:30:00Z")), times.period(450, 525), times.period(1400, 1500)];
    """
    day = {"zone": "Europe/Paris", "origin": "2030-06-01T00:00+02:00"}
    assert run(empty, "times.js", body, day) == [
        450,
        "07:30 to 08:45",
        "2030-06-01 23:20 to 2030-06-02 01:00",
    ]


def test_an_origin_that_is_no_time_is_refused(empty):
    body = "try { new module.Times({ zone: 'UTC', origin: 'noon' }); } catch (error) { return error.message; }"
    assert run(empty, "times.js", body) == "origin is no ISO 8601 time: noon"


def test_visits_that_follow_each_other_on_a_stand_are_one_piece(empty):
    day = board()
    day["bars"] = [
        *split("T1", [("A1", "contact"), ("A1", "parking"), ("A1", "contact")], 300),
        *split("T2", [("A2", "contact"), ("R1", "parking"), ("A2", "contact")], 300),
        *split("T3", [("R2", "bus"), ("R2", "parking"), ("A3", "contact")], 700),
        bar("T4", "A1", 590, 650),
    ]
    body = """
      const day = new module.Day(values[0]);
      const named = (piece) => [piece.turn, piece.start, piece.end, ...piece.bars.map((bar) => bar.visit)];
      return Object.fromEntries(["A1", "A2", "R1", "R2"].map((stand) => [stand, day.piecesOn(stand).map(named)]));
    """
    assert run(empty, "board.js", body, day) == {
        "A1": [["T1", 300, 585, "arrival", "parking", "departure"], ["T4", 590, 650, "full"]],
        "A2": [["T2", 300, 345, "arrival"], ["T2", 525, 585, "departure"]],
        "R1": [["T2", 345, 525, "parking"]],
        "R2": [["T3", 700, 925, "arrival", "parking"]],
    }


def test_bars_are_found_by_turn_and_lines_by_stand(empty):
    body = """
      const day = new module.Day(values[0]);
      const visits = (bars) => bars.map((bar) => bar.visit);
      const found = [day.bars("T4"), day.bars("T4", "parking"), day.bars("none")].map(visits);
      return [...found, day.lines("R2"), day.lines("A1")];
    """
    found = run(empty, "board.js", body, json.loads(json.dumps(board())))
    assert found == [["arrival", "parking", "departure"], ["parking"], [], 2, 1]
