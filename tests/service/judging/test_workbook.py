"""A plan as a workbook, opened again."""

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from standalloc.check import check
from standalloc.model import Plan
from standalloc.service.judging.workbook import plan_workbook
from tests.check.builder import Build

FORMULA = "=1+1"


def opened(instance, plan):
    return load_workbook(BytesIO(plan_workbook(instance, plan, check(instance, plan))))


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.fixture
def instance():
    turns = [
        Build.turn("T1", "12:00", "18:00", arrival_pax=100, departure_pax=90, arrival_flight="AF1", origin="CDG"),
        Build.turn("T2", "12:10", "13:00", arrival_pax=80, registration="N1"),
        Build.turn("T3", "12:10", "13:00"),
    ]
    return Build.day(
        [Build.stand("C1"), Build.stand("R1", "remote")],
        turns,
        timezone="America/New_York",
        pins=[Build.pin("T2", "R1")],
    )


PLAN = Build.plan("T1/arrival=C1 T1/departure=C1 T2=R1")


def test_every_visit_has_its_row_with_local_times(instance):
    header, *visits = rows(opened(instance, PLAN)["Plan"])
    table = [dict(zip(header, row, strict=True)) for row in visits]
    assert [(row["turn"], row["visit"]) for row in table] == [tuple(visit.key) for visit in instance.visits]
    arrival, parking, _, pinned, _ = table
    assert (arrival["stand"], arrival["kind"], arrival["boarding"]) == ("C1", "contact", "bridge")
    assert (arrival["start"], arrival["end"]) == (datetime(2030, 6, 1, 8), datetime(2030, 6, 1, 8, 45))
    assert (arrival["arrival flight"], arrival["origin"]) == ("AF1", "CDG")
    assert (arrival["arrival"], arrival["departure"]) == (datetime(2030, 6, 1, 8), datetime(2030, 6, 1, 14))
    assert (arrival["arriving passengers"], arrival["departing passengers"]) == (100, None)
    assert (parking["stand"], parking["start"]) == (None, datetime(2030, 6, 1, 8, 45))
    assert (pinned["pinned to"], pinned["registration"]) == ("R1", "N1")


def test_times_look_like_times_and_headers_stay_in_sight(instance):
    sheet = opened(instance, PLAN)["Plan"]
    start = next(cell for cell in sheet[1] if cell.value == "start")
    assert sheet.cell(2, start.column).is_date
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert all(sheet.column_dimensions[cell.column_letter].width >= len(cell.value) for cell in sheet[1])


def test_the_unallocated_come_with_their_reasons(instance):
    judgement = check(instance, PLAN)
    _, *found = rows(opened(instance, PLAN)["Unallocated"])
    assert [(turn, part, code, text) for turn, part, _, _, code, text in found] == [
        (key.turn, key.part, reason.code, reason.text) for key, reason in judgement.reasons.items()
    ]


def test_figures_and_objective(instance):
    book, judgement = opened(instance, PLAN), check(instance, PLAN)
    figures = dict(rows(book["Figures"])[1:])
    assert (figures["unallocated"], figures["bus passengers"]) == (2, judgement.figures.bus_passengers)
    assert figures["contact rate"] == pytest.approx(judgement.figures.contact_rate)
    assert figures["times are local to"] == "America/New_York"
    terms = {name: (amount, cost) for _, name, amount, _, cost in rows(book["Objective"])[1:]}
    assert terms == {name: (term.amount, term.cost) for name, term in judgement.terms.items()}
    shares = [row[1].number_format for row in book["Figures"].iter_rows() if row[0].value == "contact rate"]
    assert shares == ["0.0%"]


def test_tiers_are_numbered():
    tiers = [["unallocated"], ["bus_passenger", "tow"]]
    day = Build.day([Build.stand("C1")], [Build.turn("T1", "08:00", "09:00")], objective={"tiers": tiers})
    place = {name: tier for tier, name, *_ in rows(opened(day, Plan())["Objective"])[1:]}
    assert (place["unallocated"], place["bus_passenger"], place["tow"], place["change"]) == (1, 2, 2, None)


def test_broken_rules_have_a_sheet_where_there_are_some(instance):
    broken = Build.plan("T2=R1 T3=R1")
    (violation,) = check(instance, broken).violations
    _, row = rows(opened(instance, broken)["Rules broken"])
    assert (row[0], row[1], row[2], row[5]) == ("overlap", "T2 T3", "R1", violation.message)
    assert "Rules broken" not in opened(instance, PLAN).sheetnames


@pytest.mark.parametrize("text", [FORMULA, "+1", "-1", "@A1", "#REF!", "1", "TRUE", "2030-06-01", "=cmd|' /C calc'!A0"])
def test_texts_stay_texts(text):
    day = Build.day([Build.stand("C1")], [Build.turn("T1", "08:00", "09:00", arrival_flight=text, airline=text)])
    sheet = opened(day, Plan())["Plan"]
    found = [cell for cell in sheet[2] if cell.value == text]
    assert len(found) == 2
    assert {cell.data_type for cell in found} == {"s"}
    assert {bool(cell.quotePrefix) for cell in found} == {text[0] in "=+-@"}


def test_characters_that_no_workbook_may_hold():
    day = Build.day([Build.stand("C1")], [Build.turn("T1", "08:00", "09:00", arrival_flight="a\x00\x1bb\ufffe")])
    assert "a\ufffd\ufffdb\ufffd" in rows(opened(day, Plan())["Plan"])[1]


def test_an_empty_day():
    book = opened(Build.day([], []), Plan())
    assert book.sheetnames == ["Plan", "Unallocated", "Figures", "Objective"]
    assert book["Plan"].max_row == 1
