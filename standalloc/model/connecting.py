"""Connections that name turns and zones which do not fit together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from standalloc.model.airport import Airport
from standalloc.model.problems import Problem
from standalloc.model.relations import Connection
from standalloc.model.transfers import TransferTimes
from standalloc.model.turn import Turn


def connection_problems(
    airport: Airport, turns: Sequence[Turn], connections: Sequence[Connection]
) -> Iterator[Problem]:
    """Yield an error for each connection of turns that are not there, and for each pair of zones without minutes."""
    known = {turn.id: turn for turn in turns}
    sound: list[tuple[Turn, Turn]] = []
    for row, connection in enumerate(connections):
        problems = [*_half_problems(row, connection, known)]
        yield from problems
        if not problems:
            sound.append((known[connection.arrival_turn], known[connection.departure_turn]))
    yield from _missing_minutes(airport, sound)


def _half_problems(row: int, connection: Connection, known: Mapping[str, Turn]) -> Iterator[Problem]:
    for half in ("arrival", "departure"):
        column = f"{half}_turn"
        turn = known.get(getattr(connection, column))
        if turn is None:
            message, code = f"turn '{getattr(connection, column)}' is not in the schedule", "unknown_turn"
        elif getattr(turn, f"{half}_time") is None:
            message, code = f"turn {turn.id} has no {half}", "no_flight"
        else:
            continue
        fix = "correct the name or remove the connection"
        yield Problem(code, message, fix=fix, table="connections", row=row, column=column)


def _missing_minutes(airport: Airport, pairs: Iterable[tuple[Turn, Turn]]) -> Iterator[Problem]:
    """Yield each pair of zones that some transfer may pass and `[zones]` does not know, once."""
    times = TransferTimes(airport.zones)
    missing: dict[tuple[str, str], None] = {}
    asked: set[tuple[str, ...]] = set()
    for arriving, leaving in pairs:
        flights = (arriving.arrival_sector, arriving.terminal, leaving.departure_sector, leaving.terminal)
        if flights in asked:
            continue
        asked.add(flights)
        for here, there in product(_zones(airport, arriving), _zones(airport, leaving)):
            if times.minutes((arriving.arrival_sector, here), (leaving.departure_sector, there)) is None:
                missing[here, there] = None
    for here, there in missing:
        yield Problem(
            "missing_zone",
            f"connections.csv has transfers, and [zones] no minutes from zone '{here}' to zone '{there}'",
            fix=f"add {here}.{there}, or give the stand or turn a zone"
            if here and there
            else "give every stand a zone",
            table="zones",
        )


def _zones(airport: Airport, turn: Turn) -> list[str]:
    return list(dict.fromkeys(stand.zone or turn.terminal for stand in airport.stands))
