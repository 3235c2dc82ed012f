"""Assume the stands of an airport from its demand.

The stands are an assumption, not a survey. Contact stands are about 70 % of the usual July peak of visits with
passengers, spread over terminals and code letters as their own peaks are; remote stands are enough for every aircraft
of any day of the year at once.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd

from standalloc.io.nyc2013.demand import BUFFER_MIN, median_peak, peak, turns_of_day, visits_with_passengers
from standalloc.io.nyc2013.year import turns_of_airport

CONTACT_SHARE = 0.7
"""Contact stands of the airport per aircraft with passengers at the usual peak."""

REMOTE_MARGIN = 1.1
"""Remote stands per aircraft of the highest peak of the year."""

REFERENCE_DAYS = tuple(date(2013, 7, 1) + timedelta(days=number) for number in range(31))
"""The usual peak is the median over these days."""

REMOTE_LETTERS = ("C", "D", "E")
"""Remote stands come in these sizes; code B uses those for code C."""

MARS_POSITIONS = {"JFK": {"T4": 1, "T8": 2}, "LGA": {"D": 1}, "EWR": {"C": 2}}
"""How many MARS positions each terminal has: one code E centre, or a left and a right code C."""

NEIGHBOUR_WINGSPAN_M = 35
"""Two aircraft wider than this do not fit on a tight pair of code C stands."""

FEWEST_STANDS_FOR_A_TIGHT_PAIR = 4
"""Terminals with this many code C stands have one tight pair."""


@dataclass(frozen=True, slots=True)
class StandRow:
    """One row of stands.csv.

    Attributes:
        stand: The stand's name.
        kind: `contact` or `remote`.
        max_code: The largest code letter.
        boarding: `bridge` or `bus`.
        terminal: The terminal, "" for remote stands.
    """

    stand: str
    kind: str
    max_code: str
    boarding: str
    terminal: str


@dataclass(frozen=True, slots=True)
class ExclusionRow:
    """One row of exclusions.csv: the two may not be there within the gap of each other.

    Attributes:
        stand_a: The one stand.
        when_a: The aircraft it holds for there.
        stand_b: The other stand.
        when_b: The aircraft it holds for there.
        gap_min: Minutes between the two.
    """

    stand_a: str
    when_a: str
    stand_b: str
    when_b: str
    gap_min: int


@dataclass(frozen=True, slots=True)
class Supply:
    """The stands of an airport and the rules between them.

    Attributes:
        stands: Contact stands by terminal and number, then remote stands.
        exclusions: MARS positions and neighbours.
    """

    stands: tuple[StandRow, ...]
    exclusions: tuple[ExclusionRow, ...]


@functools.cache
def supply_of_airport(airport: str) -> Supply:
    """Return the assumed stands of an airport, computed once per process.

    Args:
        airport: JFK, LGA or EWR.

    Returns:
        Its stands and exclusions.
    """
    return assume_supply(airport, turns_of_airport(airport))


def assume_supply(airport: str, turns: pd.DataFrame) -> Supply:
    """Return the assumed stands of an airport.

    Args:
        airport: JFK, LGA or EWR.
        turns: All turns of the airport in the year, with `terminal`, `code`, `arrival` and `departure`.

    Returns:
        Its stands and exclusions.
    """
    days = [visits_with_passengers(turns_of_day(turns, day)) for day in REFERENCE_DAYS]
    by_terminal = {
        terminal: [stays[stays["terminal"] == terminal] for stays in days]
        for terminal in sorted(set(turns["terminal"]))
    }
    share = CONTACT_SHARE * median_peak(days) / sum(median_peak(stays) for stays in by_terminal.values())
    stands: list[StandRow] = []
    exclusions: list[ExclusionRow] = []
    for terminal, stays in by_terminal.items():
        positions = MARS_POSITIONS[airport].get(terminal, 0)
        part = terminal_supply(terminal, contact_sizes(stays, share), positions)
        stands.extend(part.stands)
        exclusions.extend(part.exclusions)
    return Supply((*stands, *remote_stands(turns)), tuple(exclusions))


def contact_sizes(days: Sequence[pd.DataFrame], share: float) -> list[str]:
    """Return the code letters of a terminal's contact stands, largest first.

    For each letter, the stands of that letter or a larger one are the share of the usual peak of aircraft of that
    letter or a larger one; at least one where such aircraft use the terminal on a usual day.

    Args:
        days: The terminal's visits with passengers on each reference day.
        share: Contact stands per aircraft of the usual peak.

    Returns:
        One letter per stand.
    """
    sizes: list[str] = []
    for letter in sorted({code for stays in days for code in stays["code"]}, reverse=True):
        usual = median_peak(stays[stays["code"] >= letter] for stays in days)
        wanted = max(math.floor(share * usual + 0.5), min(1, math.floor(usual)))
        sizes.extend([letter] * (wanted - len(sizes)))
    return sizes


def terminal_supply(terminal: str, sizes: Sequence[str], positions: int) -> Supply:
    """Name a terminal's contact stands and add the rules between them.

    Each MARS position takes the place of the largest stand and of one code C stand.

    Args:
        terminal: The terminal.
        sizes: The code letters of its stands, largest first.
        positions: The number of its MARS positions.

    Returns:
        The terminal's stands and exclusions.
    """
    plain = list(sizes[positions:])
    for _ in range(positions):
        plain.remove("C")
    stands: list[StandRow] = []
    exclusions: list[ExclusionRow] = []
    for number in range(1, positions + 1):
        centre = f"{terminal}-{number}"
        stands.append(contact_stand(centre, "E", terminal))
        for side in (f"{centre}L", f"{centre}R"):
            stands.append(contact_stand(side, "C", terminal))
            exclusions.append(ExclusionRow(centre, "*", side, "*", BUFFER_MIN))
    row = [contact_stand(f"{terminal}-{positions + place}", letter, terminal) for place, letter in enumerate(plain, 1)]
    last_centre = [stand for stand in stands if stand.max_code == "E"][-1:]
    exclusions.extend(wide_neighbours([*last_centre, *row]))
    exclusions.extend(tight_neighbours(row))
    return Supply((*stands, *row), tuple(exclusions))


def wide_neighbours(row: Sequence[StandRow]) -> list[ExclusionRow]:
    """Return the rules between neighbouring wide stands.

    Args:
        row: A terminal's stands in order, largest first.

    Returns:
        For each two neighbours that take code D or larger: not two such aircraft at once.
    """
    wide = [stand.stand for stand in row if stand.max_code >= "D"]
    return [ExclusionRow(left, "code>=D", right, "code>=D", BUFFER_MIN) for left, right in pairwise(wide)]


def tight_neighbours(row: Sequence[StandRow]) -> list[ExclusionRow]:
    """Return the rule of a terminal's tight pair.

    Args:
        row: The terminal's stands in order, largest first.

    Returns:
        The last two code C stands, where there are enough of them, do not take two aircraft with winglets at once.
    """
    narrow = [stand.stand for stand in row if stand.max_code == "C"]
    if len(narrow) < FEWEST_STANDS_FOR_A_TIGHT_PAIR:
        return []
    limit = f"wingspan>{NEIGHBOUR_WINGSPAN_M}"
    return [ExclusionRow(narrow[-2], limit, narrow[-1], limit, BUFFER_MIN)]


def contact_stand(name: str, letter: str, terminal: str) -> StandRow:
    """Return a contact stand with a bridge.

    Args:
        name: The stand's name.
        letter: The largest code letter.
        terminal: The terminal.

    Returns:
        The row.
    """
    return StandRow(name, "contact", letter, "bridge", terminal)


def remote_stands(turns: pd.DataFrame) -> list[StandRow]:
    """Return remote stands enough for every aircraft of the year.

    Args:
        turns: All turns of the airport in the year.

    Returns:
        For each size the year's highest peak of the aircraft that need that size, buffers included, and a tenth more;
        largest first.
    """
    letters: list[str] = []
    for position, letter in reversed(list(enumerate(REMOTE_LETTERS))):
        fits = turns["code"] <= letter
        if position:
            fits &= turns["code"] > REMOTE_LETTERS[position - 1]
        letters.extend([letter] * math.ceil(REMOTE_MARGIN * peak(turns[fits])))
    width = len(str(len(letters)))
    return [
        StandRow(f"R{number:0{width}d}", "remote", letter, "bus", "") for number, letter in enumerate(letters, start=1)
    ]
