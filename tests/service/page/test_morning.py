"""A planner's morning at the page, as one story by mouse; the pictures of its steps are kept in `.pictures`."""

import csv
import re
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from PIL import Image
from playwright.sync_api import Page, expect

from tests.service.page.day import DOCUMENT, PLAN, turn
from tests.service.page.planner import Planner
from tests.service.page.service import Day

VALUE = re.compile(r"\d")
LINES = """\
turn,code,arrival_time,departure_time,arrival_flight,departure_flight,arrival_pax,departure_pax
N1,C,2030-06-02T08:00,2030-06-02T09:30,AB301,AB302,140,150
N2,C,2030-06-02T09:00,2030-06-02T10:30,AB401,AB402,140,150
"""
CLOSE = re.compile(r"^\d(\.\d+)?%$")


def test_a_planners_morning(planner, hub, page, picture, tmp_path):
    planner.open(hub)
    expect(planner.figure("unallocated")).to_have_text(str(len(hub.board(None)["bars"])))
    picture(page, "01-opened")

    solve_and_stop(page, picture, "02-solving", CLOSE)
    page.locator("#solve-open").click()
    expect(planner.figure("gap")).to_have_text(VALUE)
    plan = page.locator("#plan").input_value()
    expect(planner.figure("bus_passengers")).to_have_text(f"{hub.board(plan)['figures']['bus_passengers']:,}")
    page.get_by_role("button", name="All", exact=True).click()
    picture(page, "04-solved")

    turn, forbidden, costly = a_move(hub, plan)
    planner.carry(turn, forbidden["stand"], "forbidden")
    expect(planner.tip).to_contain_text(f"forbidden by {forbidden['rule']}")
    expect(planner.tip).to_contain_text(forbidden["message"])
    picture(page, "05-forbidden")
    planner.drop()
    expect(planner.toasts).to_contain_text("Refused")
    expect(page.locator("#undo")).to_have_attribute("aria-disabled", "true")

    planner.carry(turn, costly["stand"], "at_cost")
    expect(planner.tip).to_contain_text(f"{costly['objective']:,.0f}")
    picture(page, "06-at-cost")
    before = hub.board(plan)["figures"]["objective"]
    planner.drop()
    expect(planner.figure("objective")).to_have_text(f"{before + costly['objective']:,.0f}")
    page.locator("#pin").click()
    expect(page.locator("#pin")).to_have_text("Unpin")
    planner.judged()
    picture(page, "07-moved-and-pinned")

    solve_and_stop(page, picture, "08-around-the-pin", VALUE)
    page.locator("#solve-open").click()
    expect(planner.figure("gap")).to_have_text(VALUE)
    assert page.locator("#plan").input_value() != plan
    plan = page.locator("#plan").input_value()
    (bar,) = (bar for bar in hub.board(plan)["bars"] if bar["turn"] == turn)
    assert (bar["stand"], bar["pinned"]) == (costly["stand"], True)
    picture(page, "09-re-optimised")

    undo_and_redo(planner, hub, plan, turn)
    page.locator("#save").click()
    page.locator("#save-name").fill("before the meeting")
    page.locator("#save-ok").click()
    expect(planner.toasts).to_contain_text("Saved as “before the meeting”.")
    page.locator("#publish").click()
    page.locator("#publish-note").fill("as agreed")
    picture(page, "10-publish")
    page.locator("#publish-ok").click()
    expect(planner.toasts).to_contain_text("Published.")
    saved = page.locator("#plan").input_value()
    assert (hub.published()["plan_id"], hub.published()["note"]) == (saved, "as agreed")
    expect(planner.change("bus_passengers")).to_contain_text("=")
    picture(page, "11-published")

    export(page, hub, saved, tmp_path)
    print_it(page, tmp_path / "print.pdf")
    picture(page, "12-print")


def solve_and_stop(page: Page, picture: Any, step: str, gap: re.Pattern[str]) -> None:
    """Start a long solve, and stop it when there is a plan with such a gap."""
    page.get_by_role("tab", name="Solve").click()
    page.locator("#solve-seconds").fill("600")
    page.locator("#solve-start").click()
    expect(page.locator("#solve-state")).to_have_text("Solving…")
    value = lambda name: page.locator("#solve-run dt", has_text=name).locator("xpath=following-sibling::dd[1]")  # noqa: E731
    expect(value("Objective")).to_have_text(VALUE)
    expect(value("Bound")).to_have_text(VALUE)
    expect(value("Gap")).to_have_text(gap)
    picture(page, step)
    page.locator("#solve-stop").click()
    expect(page.locator("#solve-state")).to_contain_text("Stopped")


def a_move(day: Day, plan: str) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Return a turn on a contact stand, a stand forbidden to it and one that costs something, as the service says."""
    for bar in day.board(plan)["bars"]:
        if bar["visit"] == "full" and bar["kind"] == "contact":
            verdicts = day.stands(bar["turn"], plan=plan).values()
            there = [one for one in verdicts if one["stand"] not in (None, bar["stand"])]
            forbidden = [one for one in there if one["answer"] == "forbidden"]
            costly = [one for one in there if one["answer"] == "at_cost"]
            if forbidden and costly:
                return bar["turn"], forbidden[0], costly[0]
    raise AssertionError("no turn has both a forbidden stand and one at a cost")


def undo_and_redo(planner: Planner, day: Day, plan: str, turn: str) -> None:
    """Unpin the turn, take that back, and do it again."""
    page = planner.page
    unsaved = page.locator("#draft-state")
    page.locator("#find").fill(turn)
    page.locator("#pin").click()
    expect(page.locator("#pin")).to_have_text("Pin")
    expect(unsaved).to_have_text("1 unsaved change")
    page.keyboard.press("Control+z")
    expect(page.locator("#pin")).to_have_text("Unpin")
    page.locator("#redo").click()
    expect(page.locator("#pin")).to_have_text("Pin")
    expect(unsaved).to_have_text("1 unsaved change")


def export(page: Page, day: Day, plan: str, folder: Path) -> None:
    """Export the plan in every form, and look into the files."""
    placed = sorted((bar["turn"], bar["visit"], bar["stand"] or "") for bar in day.board(plan)["bars"])
    rows = list(csv.DictReader(exported(page, "csv", folder).read_text(encoding="utf-8-sig").splitlines()))
    assert sorted((row["turn"], row["visit"], row["stand"]) for row in rows) == placed
    book = load_workbook(exported(page, "xlsx", folder), read_only=True)
    head, *lines = book.worksheets[0].iter_rows(values_only=True)
    cells = [dict(zip(head, line, strict=True)) for line in lines]
    assert sorted((cell["turn"], cell["visit"], cell["stand"] or "") for cell in cells) == placed
    book.close()
    assert "<html" in exported(page, "html", folder).read_text(encoding="utf-8")
    with Image.open(exported(page, "png", folder)) as drawn:
        assert drawn.width > 500
        assert len(drawn.convert("RGB").getcolors(1 << 20) or ()) > 10


def print_it(page: Page, file: Path) -> None:
    """Print the plan, and look at what comes to paper."""
    page.evaluate("window.print = () => { document.body.dataset.printed = document.documentElement.className; }")
    page.keyboard.press("Control+p")
    expect(page.locator("body")).to_have_attribute("data-printed", "printing")
    expect(page.locator("html")).not_to_have_class("printing")
    page.emulate_media(media="print")
    expect(page.locator("#gantt")).to_be_visible()
    expect(page.locator("#publish")).to_be_hidden()
    page.pdf(path=file, landscape=True, print_background=True)
    assert len(re.findall(rb"/Type */Page\b", file.read_bytes())) >= 1
    assert b"/Subtype /Image" in file.read_bytes()  # the Gantt


def exported(page: Page, kind: str, folder: Path) -> Path:
    """Export the plan in a form; return the file."""
    page.locator("#more").click()
    with page.expect_download() as download:
        page.locator(f"#export-{kind}").click()
    assert download.value.suggested_filename.endswith(f".{kind}")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    page.keyboard.press("Escape")
    return file


def test_a_schedule_is_dropped_on_the_page(planner, day, page, tmp_path, picture):
    planner.open(day)
    file = tmp_path / "2030-06-02.csv"
    file.write_text(LINES, encoding="utf-8")
    drop_file(page, file)
    expect(planner.toasts).to_contain_text("Stored 2 turns of 2030-06-02.")
    expect(planner.figure("unallocated")).to_have_text("2")
    expect(page.locator("#day option:checked")).to_have_text("2030-06-02")
    picture(page, "dropped")


def test_a_workbook_is_opened(planner, day, page, tmp_path):
    planner.open(day)
    book = Workbook()
    for line in csv.reader(LINES.splitlines()):
        book.active.append(line)
    book.save(tmp_path / "day.xlsx")
    page.locator("#file").set_input_files(tmp_path / "day.xlsx")
    expect(planner.toasts).to_contain_text("Stored 2 turns of 2030-06-02.")


def test_what_is_wrong_in_a_file_is_listed(planner, day, page, tmp_path, picture, watch):
    watch.forgive("status of 422")
    planner.open(day)
    file = tmp_path / "broken.csv"
    file.write_text(LINES.replace(",C,", ",Q,", 1).replace("2030-06-02T09:00", "nine", 1), encoding="utf-8")
    drop_file(page, file)
    dialog = page.locator("#problem-dialog")
    expect(dialog).to_contain_text("Could not read broken.csv: 2 errors")
    expect(dialog).to_contain_text("line 2, column code")
    expect(dialog).to_contain_text("nine")
    picture(page, "listed")
    page.keyboard.press("Escape")
    assert page.locator("#day option").count() == 1


def test_weights_are_changed_and_outcomes_compared(planner, day, page, picture):
    day.publish()
    planner.open(day)
    page.get_by_role("tab", name="Weights").click()
    page.locator("[data-term=bus_passenger]").fill("3")
    page.locator("#weights-apply").click()
    expect(planner.figure("objective")).to_have_text("10,950")  # 290 passengers at 3 in place of 1
    planner.judged()
    page.get_by_role("tab", name="Compare").click()
    expect(page.locator("#compare")).to_contain_text("judged by different weights")
    picture(page, "weights")
    planner.drag("Y3", "R3", "at_cost")
    expect(page.locator("#compare")).to_contain_text("here R3, beside A1")
    expect(planner.change("objective")).to_contain_text("+1,450")


def test_filters_and_search(planner, day, page, picture):
    planner.open(day)
    page.locator("#filter-button").click()
    page.locator("#filter-menu").get_by_role("checkbox", name="QQ").check()
    expect(page.locator("#filter-words")).to_have_text("airline QQ: 2 of 15 visits")
    picture(page, "filtered")
    page.keyboard.press("Escape")
    page.locator("#filter-clear").click()
    expect(page.locator("#filter-words")).to_be_empty()
    page.locator("#find").fill("zz")
    expect(page.locator("#find-count")).to_have_text("1 of 5")
    page.keyboard.press("Enter")
    expect(page.locator("#find-count")).to_have_text("2 of 5")
    page.locator("#find").fill("nobody")
    expect(page.locator("#find-count")).to_have_text("none")


def test_problems_lead_to_their_bars(planner, day, page, picture):
    planner.open(day)
    planner.carry("Y3", "B2", "forbidden")
    page.keyboard.down("Control")
    planner.drop()  # done all the same
    page.keyboard.up("Control")
    expect(planner.figure("violations")).to_have_text("1")
    expect(page.locator("#problem-count")).to_have_text("2")
    page.locator("[data-rule=closure]").click()
    expect(page.locator("#gantt [role=status]")).to_contain_text("AB301/AB302")
    expect(page.locator("#gantt [role=status]")).to_contain_text("breaks a rule")
    picture(page, "broken")
    page.locator("[data-rule=no_size]").click()
    expect(page.locator(".tray-item[data-turn=Y13]")).to_be_focused()


def test_a_visit_is_carried_from_the_tray_and_back(planner, day, page):
    planner.open(day, day.store([row for row in PLAN if row["turn"] != "Y3"]))
    expect(planner.figure("unallocated")).to_have_text("2")
    page.get_by_role("tab", name="Unallocated").click()
    item = page.locator(".tray-item[data-turn=Y3]")
    item.hover()
    page.mouse.down()
    left, top, _, height = planner.box("Y3", "A2")
    page.mouse.move(left + 20, top + height / 2, steps=8)
    expect(planner.tip).to_have_attribute("data-answer", "allowed")
    page.mouse.up()
    expect(planner.figure("unallocated")).to_have_text("1")
    planner.judged()
    page.mouse.move(*planner.point("Y3"))
    page.mouse.down()
    tray = page.locator("#tray").bounding_box()
    page.mouse.move(tray["x"] + 80, tray["y"] + 200, steps=8)
    expect(planner.tip).to_have_attribute("data-answer", "at_cost")
    page.mouse.up()
    expect(planner.figure("unallocated")).to_have_text("2")


def test_what_a_schedule_holds_stays_text(planner, service, page):
    harm = "Y<img src=x onerror=harm()>"
    day = Day(service, "HARM", document={**DOCUMENT, "schedule": [turn(harm, "AB", "08:00", "09:30")]}, rows=None)
    planner.open(day)
    expect(page.locator("#problems")).to_contain_text(f"AB{harm[1:]}01")
    page.get_by_role("tab", name="Unallocated").click()
    expect(page.locator(".tray-item")).to_contain_text(f"AB{harm[1:]}01")
    page.locator("#find").fill("img")
    expect(page.locator("#find-count")).to_have_text("1 of 1")
    expect(page.locator("img")).to_have_count(0)


def drop_file(page: Page, file: Path) -> None:
    """Drop a file on the page."""
    data = page.evaluate_handle(
        "([name, text]) => { const data = new DataTransfer(); data.items.add(new File([text], name)); return data; }",
        [file.name, file.read_text(encoding="utf-8")],
    )
    page.dispatch_event("body", "drop", {"dataTransfer": data})
