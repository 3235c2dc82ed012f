"""The contest's questions as airports of our own format."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Final, Literal

from standalloc.io.foreign import Imported, settle
from standalloc.io.huawei_cup.minutes import MISSED_MIN, hall_minutes, region_minutes
from standalloc.io.huawei_cup.source import TIMEZONE, Contest, Gate, Puck, read_contest
from standalloc.io.huawei_cup.transfers import connection_minutes, transfers_between
from standalloc.io.problem_log import ProblemLog
from standalloc.io.text_files import csv_text
from standalloc.io.words import path_name
from standalloc.model import Problem

Question = Literal[1, 2, 3]

DAY: Final = date(2018, 1, 20)
BUFFER_MIN: Final = 45
#: Code letters that stand for the body classes: no narrow body of the contest is wider, no wide body narrower.
CODES: Final = {"N": "C", "W": "E"}

_AIRPORT: Final = """\
# Made by: standalloc import huawei-cup SOURCE --question {question} --out DIR
# Problem F of the 2018 China Postgraduate Mathematical Contest in Modeling: docs/formats.md says what it asks.

[airport]
code = "HC2018F"
name = "Huawei Cup 2018, problem F, question {question}"
timezone = "{timezone}"

[policy]
buffer_min = {buffer}

[objective]
unallocated = 1
{objective}
"""
_STAND_COLUMNS: Final = (
    *("stand", "kind", "min_code", "max_code", "terminal", "zone"),
    *("arrival_sectors", "departure_sectors"),
)
_TURN_COLUMNS: Final = (
    *("turn", "code", "aircraft_type", "towable"),
    *("arrival_time", "arrival_flight", "arrival_sector", "arrival_pax", "origin"),
    *("departure_time", "departure_flight", "departure_sector", "departure_pax", "destination"),
)
_CONNECTION_COLUMNS: Final = ("arrival_turn", "departure_turn", "pax", "weight")


def read_huawei_cup(source: Path, question: Question) -> Imported:
    """Return a question of the contest as an airport and its day.

    Args:
        source: folder with pucks.csv, gates.csv and tickets.csv.
        question: 1 gates alone, 2 with the minutes of formalities, 3 with the tension of all transfers.

    Raises:
        InputError: with every problem found in the files.
    """
    log = ProblemLog()
    contest = read_contest(source, log)
    pucks = [puck for puck in contest.pucks if DAY in (puck.arrival.date(), puck.departure.date())]
    if not pucks and not log.errors:
        message = f"no puck arrives or departs on {DAY}"
        log.add(Problem("no_rows", message, fix="name the contest's own folder", file=path_name(source)))
    settle(log)
    files = {
        "airport.toml": _airport_text(question),
        "stands.csv": csv_text(_STAND_COLUMNS, (_stand(gate, question) for gate in contest.gates)),
        f"{DAY}.csv": csv_text(_TURN_COLUMNS, _turns(pucks, contest)),
    }
    notes = [f"{len(pucks)} of {len(contest.pucks)} pucks arrive or depart on {DAY}"]
    if question > 1:
        transfers = transfers_between(pucks, contest)
        files["connections.csv"] = csv_text(_CONNECTION_COLUMNS, _connections(transfers.pax, pucks, question))
        notes += transfers.notes
    return Imported(files, tuple(notes))


def _airport_text(question: Question) -> str:
    minutes = list({2: hall_minutes, 3: region_minutes}[question]()) if question > 1 else []
    if not minutes:
        objective = 'tiers = [["unallocated"], ["stand_used"]]'
    else:
        # Question 3 counts minutes per minute there is: of a missed transfer less than the longest one takes.
        missed = MISSED_MIN if question == 2 else MISSED_MIN / max(row[-1] for row in minutes)
        tiers = '[["unallocated"], ["connection_min", "missed_connection"], ["stand_used"]]'
        objective = f"missed_connection = {round(missed, 6):.10g}\ntiers = {tiers}"
    text = _AIRPORT.format(question=question, timezone=TIMEZONE, buffer=BUFFER_MIN, objective=objective)
    for (arrival, departure), rows in groupby(minutes, lambda row: row[:2]):
        lines = "".join(f"{here}.{there} = {least}\n" for _, _, here, there, least in rows)
        text += f"\n[zones.{arrival}.{departure}]\n{lines}"
    return text


def _stand(gate: Gate, question: Question) -> Sequence[str]:
    sectors = (" ".join(gate.arrival_sectors), " ".join(gate.departure_sectors))
    zone = f"{gate.hall}-{gate.region}" if question == 3 else gate.hall
    return gate.id, "contact", CODES[gate.body], CODES[gate.body], gate.hall, zone, *sectors


def _turns(pucks: Sequence[Puck], contest: Contest) -> Iterator[Sequence[object]]:
    """Yield the row of each puck; of its passengers only those with tickets are known."""
    arriving: Counter[str | None] = Counter()
    leaving: Counter[str | None] = Counter()
    for ticket in contest.tickets:
        arriving[ticket.arrives] += ticket.pax
        leaving[ticket.departs] += ticket.pax
    for puck in pucks:
        yield (
            *(puck.id, CODES[puck.body], puck.aircraft_type, "no"),
            *(puck.arrival.isoformat(timespec="minutes"), puck.arrival_flight, puck.arrival_sector),
            *(arriving[puck.arrives], puck.origin),
            *(puck.departure.isoformat(timespec="minutes"), puck.departure_flight, puck.departure_sector),
            *(leaving[puck.departs], puck.destination),
        )


def _connections(
    pax: Mapping[tuple[str, str], int], pucks: Sequence[Puck], question: Question
) -> Iterator[Sequence[object]]:
    """Yield the row of each pair; the tension of question 3 divides a transfer's minutes by those it has."""
    puck = {puck.id: puck for puck in pucks}
    for (first, second), count in pax.items():
        weight = round(1 / connection_minutes(puck[first], puck[second]), 6) if question == 3 else 1
        yield first, second, count, weight
