"""What must hold between the parts of an instance: known names, no duplicates, minutes and pins that agree."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from standalloc.model.airport import Airport
from standalloc.model.condition import Condition
from standalloc.model.connecting import connection_problems
from standalloc.model.policy import Policy
from standalloc.model.problems import Problem
from standalloc.model.relations import Closure, Connection, Pin
from standalloc.model.timing import timing_problems
from standalloc.model.turn import Turn
from standalloc.model.visit import split_visits


def instance_problems(
    airport: Airport,
    turns: Sequence[Turn],
    closures: Sequence[Closure],
    pins: Sequence[Pin],
    connections: Sequence[Connection],
) -> Iterator[Problem]:
    """Yield every problem between the parts of an instance, errors only."""
    return chain(
        timing_problems(airport, turns),
        _duplicates("stands", "stand", [stand.id for stand in airport.stands]),
        _duplicates("schedule", "turn", [turn.id for turn in turns]),
        _duplicates("handling", "class", [row.body_class for row in airport.handling]),
        _unknown_stands(airport, turns, closures, pins),
        _unknown_classes(airport, turns, closures),
        _pin_problems(airport.policy, turns, pins),
        connection_problems(airport, turns, connections),
    )


def _duplicates(table: str, column: str, ids: Sequence[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for row, name in enumerate(ids):
        if name in seen:
            yield Problem(
                "duplicate",
                f"{column} '{name}' is there twice",
                fix="give each its own name",
                table=table,
                row=row,
                column=column,
            )
        seen.add(name)


def _unknown_stands(
    airport: Airport, turns: Sequence[Turn], closures: Sequence[Closure], pins: Sequence[Pin]
) -> Iterator[Problem]:
    known = {stand.id for stand in airport.stands}
    named: Iterable[tuple[str, int, str, str]] = chain(
        (("exclusions", row, "stand_a", exclusion.stand_a) for row, exclusion in enumerate(airport.exclusions)),
        (("exclusions", row, "stand_b", exclusion.stand_b) for row, exclusion in enumerate(airport.exclusions)),
        (("preferences", row, "stand", p.stand) for row, p in enumerate(airport.preferences) if p.stand),
        (("closures", row, "stand", closure.stand) for row, closure in enumerate(closures)),
        (("pins", row, "stand", pin.stand) for row, pin in enumerate(pins)),
        (("schedule", row, "stand", turn.stand) for row, turn in enumerate(turns) if turn.stand),
        (("schedule", row, "reference_stand", t.reference_stand) for row, t in enumerate(turns) if t.reference_stand),
    )
    for table, row, column, stand in named:
        if stand not in known:
            yield Problem(
                "unknown_stand",
                f"{column} '{stand}' is not in stands.csv",
                fix="correct the name or add the stand",
                table=table,
                row=row,
                column=column,
            )


def _unknown_classes(airport: Airport, turns: Sequence[Turn], closures: Sequence[Closure]) -> Iterator[Problem]:
    """Yield an error for each body class that `[classes]` does not hold: a rule that names it would never act."""
    rules = enumerate(airport.exclusions)
    conditions = [(f"when_{side}", row, getattr(rule, f"when_{side}")) for row, rule in rules for side in "ab"]
    named: Iterable[tuple[str, int, str, str]] = chain(
        (("schedule", row, "class", turn.body_class) for row, turn in enumerate(turns) if turn.body_class),
        (("stands", row, "classes", name) for row, stand in enumerate(airport.stands) for name in stand.classes),
        (("handling", row, "class", handling.body_class) for row, handling in enumerate(airport.handling)),
        (("exclusions", row, column, name) for column, row, when in conditions for name in _classes_in(when)),
        (("closures", row, "when", name) for row, rule in enumerate(closures) for name in _classes_in(rule.when)),
    )
    for table, row, column, name in named:
        if name not in airport.classes:
            yield Problem(
                "unknown_class",
                f"{column}: class '{name}' is not in [classes]: {', '.join(airport.classes)}",
                fix="correct the name or add the class",
                table=table,
                row=row,
                column=column,
            )


def _classes_in(when: Condition) -> tuple[str, ...]:
    return when.values if when.subject == "class" else ()


def _pin_problems(policy: Policy, turns: Sequence[Turn], pins: Sequence[Pin]) -> Iterator[Problem]:
    known = {turn.id: turn for turn in turns}
    stands: dict[tuple[str, str], str] = {
        (turn.id, part): turn.stand for turn in turns if turn.stand for part in _parts(turn, policy)
    }
    for row, pin in enumerate(pins):
        turn = known.get(pin.turn)
        if turn is None:
            yield Problem(
                "unknown_turn",
                f"turn '{pin.turn}' is not in the schedule",
                fix="correct the name or remove the pin",
                table="pins",
                row=row,
                column="turn",
            )
            continue
        parts = _parts(turn, policy)
        if pin.visit not in ("*", *parts):
            yield Problem(
                "unknown_visit",
                f"visit '{pin.visit}' is not one of turn {pin.turn}'s: {', '.join(parts)}",
                fix="name one of these, or * for all",
                table="pins",
                row=row,
                column="visit",
            )
            continue
        for part in parts if pin.visit == "*" else (pin.visit,):
            other = stands.setdefault((pin.turn, part), pin.stand)
            if other != pin.stand:
                yield Problem(
                    "pins_contradict",
                    f"visit {part} of turn {pin.turn} is pinned to '{other}' and to '{pin.stand}'",
                    fix="keep one of the two",
                    table="pins",
                    row=row,
                    column="stand",
                )
                break


def _parts(turn: Turn, policy: Policy) -> tuple[str, ...]:
    """Return the parts a turn's visits will have; minutes count from its own first time."""
    first = turn.arrival_time or turn.departure_time
    stay = None
    if turn.arrival_time and turn.departure_time and first:
        stay = int((turn.departure_time - first).total_seconds()) // 60
    visits = split_visits(
        turn.id,
        None if turn.arrival_time is None else 0,
        stay if turn.arrival_time else 0,
        0,
        0,
        turn.towable,
        policy.split_min,
        policy.arrival_min,
        policy.departure_min,
    )
    return tuple(visit.part for visit in visits)
