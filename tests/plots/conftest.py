"""A day small enough to know every bar of, and a short way to write others."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest

from standalloc.check import check
from standalloc.model import (
    Airport,
    Closure,
    Connection,
    Exclusion,
    Handling,
    Instance,
    Judgement,
    Plan,
    Policy,
    Stand,
    Turn,
    VisitKey,
)
from standalloc.plots.chart import Bar, Chart, Row
from standalloc.plots.layout import lay_out

MIDNIGHT = datetime(2030, 6, 1, tzinfo=UTC)


class Drawn(NamedTuple):
    """A plan with all it takes to draw it, and its chart."""

    instance: Instance
    plan: Plan
    judgement: Judgement

    @property
    def chart(self) -> Chart:
        return lay_out(*self)

    def bar(self, name: str, part: str = "full") -> Bar:
        return next(bar for bar in self.chart.bars if bar.key == (name, part))

    def row(self, label: str) -> Row:
        return next(row for row in self.chart.rows if row.label == label)


class Build:
    """Builders whose defaults ask for nothing; times are hours after midnight UTC of 2030-06-01."""

    @staticmethod
    def stand(name: str, kind: str = "contact", **columns: Any) -> Stand:
        size = {} if "max_wingspan_m" in columns else {"max_code": "F"}
        return Stand.model_validate({"stand": name, "kind": kind} | size | columns)

    @staticmethod
    def turn(name: str, arrival: float | None, departure: float | None, **columns: Any) -> Turn:
        times = {
            "arrival_time": None if arrival is None else MIDNIGHT + timedelta(hours=arrival),
            "departure_time": None if departure is None else MIDNIGHT + timedelta(hours=departure),
        }
        passengers = {"arrival_pax": 100, "departure_pax": 80}
        return Turn.model_validate({"turn": name, "code": "C"} | passengers | times | columns)

    @staticmethod
    def closure(stand: str, start: float, end: float, **columns: Any) -> Closure:
        times = {"from": MIDNIGHT + timedelta(hours=start), "to": MIDNIGHT + timedelta(hours=end)}
        return Closure.model_validate({"stand": stand} | times | columns)

    @staticmethod
    def exclusion(stand_a: str, stand_b: str, **columns: Any) -> Exclusion:
        return Exclusion.model_validate({"stand_a": stand_a, "stand_b": stand_b} | columns)

    @staticmethod
    def day(
        stands: Sequence[Stand],
        turns: Sequence[Turn],
        parked: Mapping[tuple[str, str], str],
        *,
        policy: Mapping[str, Any] | None = None,
        exclusions: Sequence[Exclusion] = (),
        timezone: str = "UTC",
        name: str = "Test Field",
        ground: Mapping[str, Any] | None = None,
        **parts: Any,
    ) -> Drawn:
        airport = Airport(
            code="XXX",
            name=name,
            timezone=timezone,
            stands=tuple(stands),
            exclusions=tuple(exclusions),
            policy=Policy.model_validate(policy or {}),
            **(ground or {}),
        )
        instance = Instance(airport, tuple(turns), name="2030-06-01", **parts)
        plan = Plan({VisitKey(turn, part): stand for (turn, part), stand in parked.items()})  # type: ignore[arg-type]
        return Drawn(instance, plan, check(instance, plan))


@pytest.fixture(scope="session")
def build() -> type[Build]:
    return Build


@pytest.fixture(scope="session")
def small_day() -> Drawn:
    """Two terminals and an apron: a tow out and back, a bus, a pin, a closure, a MARS pair, one without a stand."""
    stands = [
        Build.stand("C10", terminal="T1"),
        Build.stand("R2", "remote"),
        Build.stand("C2", terminal="T1", buffer_min=5),
        Build.stand("R1", "remote"),
        Build.stand("B1", terminal="T2"),
        Build.stand("B1L", terminal="T2", max_code="C"),
    ]
    turns = [
        Build.turn(
            "long", 6, 14, arrival_flight="AA1", departure_flight="AA2", aircraft_type="B738", registration="N1"
        ),
        Build.turn("short", 8, 9, arrival_flight="BB1", departure_flight="BB2", aircraft_type="A320"),
        Build.turn("bused", 10, 11, arrival_flight="CC1", departure_flight="CC2", stand="R2"),
        Build.turn("wide", 9, 11, code="E", arrival_flight="DD1", departure_flight="DD2"),
        Build.turn("none", 9.5, 10.5, arrival_flight="EE1", departure_flight="EE2"),
    ]
    parked = {
        ("long", "arrival"): "C2",
        ("long", "parking"): "R1",
        ("long", "departure"): "C10",
        ("short", "full"): "C10",
        ("bused", "full"): "R2",
        ("wide", "full"): "B1",
    }
    return Build.day(
        stands,
        turns,
        parked,
        exclusions=[Build.exclusion("B1", "B1L", gap_min=10)],
        closures=(Build.closure("C2", 12, 13, reason="pavement works"),),
    )


@pytest.fixture(scope="session")
def served_day() -> Drawn:
    """Too few buses and tugs, bridges of another sector or terminal, transfers made and missed, two half-turns."""
    inland = {"arrival_sector": "D", "departure_sector": "D"}
    abroad = {"arrival_sector": "I", "departure_sector": "I"}
    stands = [
        Build.stand("C1", terminal="T1", arrival_sectors="D", departure_sectors="D", bus_min="T1=6 T2=11"),
        Build.stand("C2", terminal="T1", arrival_sectors="I", departure_sectors="I", taxi_in_min=5, taxi_out_min=7),
        Build.stand("C3", terminal="T2", boarding="walk"),
        Build.stand("C4", terminal="T2"),
        Build.stand("R1", "remote", bus_min=12, zone="Apron"),
        Build.stand("R2", "remote", bus_min=14),
        Build.stand("R3", "remote", boarding="walk"),
    ]

    def turn(letter: str, arrival: float | None, departure: float | None, **columns: Any) -> Turn:
        flights = {"arrival_flight": f"{letter}1", "departure_flight": f"{letter}2", "aircraft_type": "A320"}
        return Build.turn(letter, arrival, departure, **flights | {"terminal": "T1"} | columns)

    heavy = {"terminal": "T2", "arrival_pax": 290, "departure_pax": 310, **abroad}
    turns = [
        turn("A", 6, 8, **inland),
        turn("B", 6.2, 8.3, **inland),
        turn("C", 6.1, 7.4, **inland),
        turn("D", 6.4, 8, **heavy),
        turn("E", 7, 12, **heavy),
        turn("F", 7, 13, arrival_sector="D", departure_sector="I"),
        turn("G", 9.5, 10.5, **inland),
        turn("H", 9.2, 14.1, stand="C3", **inland),
        turn("I", None, 15, departure_sector="D", seats=180),
        turn("J", 12, None, arrival_sector="I", seats=180, terminal="T2"),
    ]
    full = {"A": "C1", "B": "C2", "C": "R1", "D": "R2", "G": "C4"}
    split = {"E": ("C4", "R3", "C4"), "F": ("C3", "R1", "C2"), "H": ("C3", "C3", "C3")}
    parked = {(name, "full"): stand for name, stand in full.items()}
    parts = ("arrival", "parking", "departure")
    parked |= {(name, part): stand for name, ones in split.items() for part, stand in zip(parts, ones, strict=True)}
    policy = {"bus_capacity": 6, "tow_capacity": 1, "bridge_mismatch": "bus", "terminal_mismatch": "bus"}
    changes = [("C", "D", 12, 120), ("C", "A", 30, 0), ("B", "C", 7, 80), ("E", "G", 5, 0)]
    return Build.day(
        stands,
        turns,
        parked | {("I", "departure"): "C1", ("J", "arrival"): "C1"},
        policy=policy,
        ground={
            "zones": {"T1.T2": 25, "T1.Apron": 20, "T2.Apron": 30},
            "handling": (Handling.model_validate({"class": "Narrow_Body", "bridge_min": 50, "away_min": 70}),),
        },
        connections=tuple(
            Connection(arrival_turn=here, departure_turn=there, pax=pax, min_transfer=least)
            for here, there, pax, least in changes
        ),
    )


@pytest.fixture(scope="session")
def large_day() -> Drawn:
    """216 stands and 520 turns, every fifth long enough to be towed; parked without a thought for the rules."""
    stands = [Build.stand(f"C{number}", terminal=f"T{number % 3}") for number in range(86)]
    stands += [Build.stand(f"R{number}", "remote") for number in range(130)]
    turns = [
        Build.turn(
            f"T{number}",
            5 + number % 97 / 6,
            5 + number % 97 / 6 + (6 if number % 5 == 0 else 1),
            arrival_flight=f"XX{number}",
            departure_flight=f"XX{number + 1000}",
            aircraft_type="A320",
        )
        for number in range(520)
    ]
    parts = ("arrival", "parking", "departure")
    parked = {
        (turn.id, part): stands[(number * 7 + shift * 90) % 216].id
        for number, turn in enumerate(turns)
        for shift, part in enumerate(parts if number % 5 == 0 else ("full",))
    }
    return Build.day(stands, turns, parked)


EVIL = '<img src=x onerror="document.documentElement.dataset.harmed=1">'


@pytest.fixture(scope="session")
def evil_day() -> Drawn:
    """Data that would be markup, script, formula or no text at all if it were taken at its word."""
    turns = [
        Build.turn("</script><script>document.documentElement.dataset.harmed=1</script>", 6, 8, arrival_flight=EVIL),
        Build.turn('"onpointermove="x', 7, 9, arrival_flight="$x^2$", departure_flight="\x00\x07\x1b]]>&amp;"),
        Build.turn(
            "t", 8, 10, arrival_flight="東京\n1", aircraft_type="</text></svg>" + EVIL, origin=EVIL, airline=EVIL
        ),
        Build.turn("u", 8, 10, registration="</title>" + EVIL),
    ]
    stands = [Build.stand("S<b>", terminal=EVIL), Build.stand("R' & \"", "remote", apron=EVIL)]
    parked = {(turns[0].id, "full"): "S<b>", (turns[1].id, "full"): "S<b>", ("t", "full"): "R' & \""}
    closures = (Build.closure("R' & \"", 6, 7, reason="-->" + EVIL),)
    return Build.day(stands, turns, parked, name=EVIL, closures=closures)
