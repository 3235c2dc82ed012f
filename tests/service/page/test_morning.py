"""A planner's morning at the page, as one story by mouse; the pictures of its steps are kept in `.pictures`."""

import csv
import re
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Page, expect

from tests.service.page.planner import Planner
from tests.service.page.service import Day

VALUE = re.compile(r"\d")


def test_a_planners_morning(planner, hub, page, picture, tmp_path):
    planner.open(hub)
    expect(planner.figure("unallocated")).to_have_text(str(len(hub.board(None)["bars"])))
    picture(page, "01-opened")

    solve_and_stop(page, picture)
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

    solve_and_stop(page, picture, "08-around-the-pin")
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
    expect(planner.beside("bus_passengers")).to_contain_text("=")
    picture(page, "11-published")

    export(page, hub, saved, tmp_path)
    page.emulate_media(media="print")
    page.pdf(path=tmp_path / "print.pdf", landscape=True, print_background=True)
    assert (tmp_path / "print.pdf").read_bytes().startswith(b"%PDF")
    picture(page, "12-print")


def solve_and_stop(page: Page, picture: Any, step: str = "02-solving") -> None:
    """Start a long solve, and stop it when there is a plan and a bound."""
    page.get_by_role("tab", name="Solve").click()
    page.locator("#solve-seconds").fill("600")
    page.locator("#solve-start").click()
    value = lambda name: page.locator("#solve-run dt", has_text=name).locator("xpath=following-sibling::dd[1]")  # noqa: E731
    expect(value("Objective")).to_have_text(VALUE)
    expect(value("Bound")).to_have_text(VALUE)
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
