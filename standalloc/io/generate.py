"""Made-up hub airports: three waves a day, mixed sizes, long stays, MARS positions.

Random numbers are drawn in the order of the days in `instances/hub`, so that the same arguments give those.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

from standalloc.io.text_files import csv_text, write_text

_FIRST_DAY: Final = datetime(2030, 1, 1, tzinfo=UTC)
_DAY_MIN: Final = 24 * 60
_TERMINALS: Final = ("T0", "T1", "T2")


@dataclass(frozen=True, slots=True)
class _Size:
    """A size of aircraft: its share of the turns and of the contact and remote stands, in per cent."""

    code: str
    aircraft_type: str
    seats: int
    of_turns: int
    of_contact: int
    of_remote: int


_SIZES: Final = (
    _Size("C", "A320", 170, of_turns=80, of_contact=60, of_remote=65),
    _Size("D", "B752", 220, of_turns=3, of_contact=5, of_remote=5),
    _Size("E", "A333", 300, of_turns=15, of_contact=32, of_remote=26),
    _Size("F", "A388", 450, of_turns=2, of_contact=3, of_remote=4),
)
#: Minute of the middle of each wave; every wave is as likely as each of two draws from all day.
_WAVES: Final = (7 * 60 + 30, 12 * 60, 17 * 60 + 30, None, None)
_WAVE_SPREAD_MIN: Final = 80

_STANDS_OF_A_GROUP: Final = 8

_AIRPORT: Final = """\
[airport]
code = "HUB"
name = "made-up hub: {contact} contact, {mars} MARS and {remote} remote stands"
timezone = "UTC"

[policy]
buffer_min = 15
split_min = 181
arrival_min = 45
departure_min = 60
{rules}
[objective]
unallocated = 10000
bus_passenger = 1
tow = 40
off_terminal = 5
{tiers}"""
#: What `rules` makes scarce, and the order of goals it comes with.
_RULES: Final = """\
tow_min = 20
tow_capacity = 3
bus_seats = 80
bus_use_min = 30
bus_capacity = 60
taxilane_min = 3
"""
_TIERS: Final = 'tiers = [["unallocated"], ["bus_passenger"], ["tow", "off_terminal"]]\n'
_STAND_COLUMNS: Final = ("stand", "kind", "terminal", "max_code", "arrival_sectors", "departure_sectors")
_EXCLUSION_COLUMNS: Final = ("stand_a", "when_a", "stand_b", "when_b", "gap_min")
_TURN_COLUMNS: Final = (
    *("turn", "aircraft_type", "code", "seats", "terminal"),
    *("arrival_flight", "arrival_time", "arrival_sector", "arrival_pax"),
    *("departure_flight", "departure_time", "departure_sector", "departure_pax"),
)


def hub_day(
    out: Path,
    *,
    turns: int = 520,
    contact: int = 62,
    remote: int = 130,
    mars: int = 8,
    seed: int = 1,
    days: int = 1,
    rules: bool = False,
) -> None:
    """Write an airport and a schedule into a folder; the same arguments always give the same files.

    Args:
        out: the folder; files of these names in it are replaced.
        turns: a day.
        contact: contact stands beside the MARS positions.
        remote: remote stands.
        mars: MARS positions, each one code E stand that excludes a code C stand on either side.
        seed: of the random numbers.
        days: the one schedule covers.
        rules: whether tugs, buses and taxilanes are scarce and the objective has tiers.

    Raises:
        ValueError: there would be no turn or no stand.
        OSError: a file cannot be written.
    """
    if min(turns, days) < 1 or min(contact, remote, mars) < 0 or contact + remote + mars < 1:
        raise ValueError("a hub day needs at least one turn, one day and one stand")
    random = Random(seed)
    stands = [*_contact_stands(random, contact), *_mars_stands(random, mars), *_remote_stands(random, remote)]
    schedule = [_turn(random, number, day) for day in range(days) for number in range(day * turns, (day + 1) * turns)]
    extra = {"rules": _RULES, "tiers": _TIERS} if rules else {"rules": "", "tiers": ""}
    write_text(out / "airport.toml", _AIRPORT.format(contact=contact, mars=mars, remote=remote, **extra))
    columns = (*_STAND_COLUMNS, "group") if rules else _STAND_COLUMNS
    groups = [(f"G{place // _STANDS_OF_A_GROUP}",) if rules else () for place in range(len(stands))]
    write_text(out / "stands.csv", csv_text(columns, [(*s, *g) for s, g in zip(stands, groups, strict=True)]))
    write_text(out / "exclusions.csv", csv_text(_EXCLUSION_COLUMNS, _mars_exclusions(mars)))
    write_text(out / f"{_FIRST_DAY:%Y-%m-%d}.csv", csv_text(_TURN_COLUMNS, schedule))


def _contact_stands(random: Random, count: int) -> Iterator[Sequence[str]]:
    for number in range(count):
        size = random.choices(_SIZES, [size.of_contact for size in _SIZES])[0]
        sectors = random.choices(["D", "I", "D I"], [60, 22, 18])[0]
        terminal = _TERMINALS[number * len(_TERMINALS) // count]
        yield f"C{number}", "contact", terminal, size.code, sectors, sectors


def _mars_stands(random: Random, count: int) -> Iterator[Sequence[str]]:
    for number in range(count):
        sectors = random.choice(["D I", "I", "D"])
        for side, code in (("", "E"), ("L", "C"), ("R", "C")):
            yield f"M{number}{side}", "contact", _TERMINALS[number % len(_TERMINALS)], code, sectors, sectors


def _mars_exclusions(count: int) -> Iterator[Sequence[str]]:
    return ((f"M{number}", "*", f"M{number}{side}", "*", "15") for number in range(count) for side in "LR")


def _remote_stands(random: Random, count: int) -> Iterator[Sequence[str]]:
    for number in range(count):
        size = random.choices(_SIZES, [size.of_remote for size in _SIZES])[0]
        yield f"R{number}", "remote", "", size.code, "", ""


def _turn(random: Random, number: int, day: int) -> Sequence[object]:
    size = random.choices(_SIZES, [size.of_turns for size in _SIZES])[0]
    arrival = day * _DAY_MIN + _arrival_minute(random)
    departure = arrival + _stay(random, size)
    arrives_from = "I" if random.random() < (0.15 if size.code == "C" else 0.6) else "D"
    leaves_for = arrives_from if random.random() < 0.85 else {"D": "I", "I": "D"}[arrives_from]
    terminal = _TERMINALS[random.randrange(len(_TERMINALS))]
    arrival_pax, departure_pax = (int(size.seats * random.uniform(0.6, 0.95)) for _ in range(2))
    return (
        *(f"T{number}", size.aircraft_type, size.code, size.seats, terminal),
        *(f"T{number}A", _time(arrival), arrives_from, arrival_pax),
        *(f"T{number}D", _time(departure), leaves_for, departure_pax),
    )


def _arrival_minute(random: Random) -> int:
    wave = random.choice(_WAVES)
    return random.randint(300, 1380) if wave is None else max(0, int(random.gauss(wave, _WAVE_SPREAD_MIN)))


def _stay(random: Random, size: _Size) -> int:
    """Return the minutes a turn stays: mostly a plain turn-round, some long enough to be towed, some all day."""
    kind = random.random()
    if kind < 0.78:
        return random.randint(45, 85) if size.code == "C" else random.randint(80, 160)
    return random.randint(150, 420) if kind < 0.9 else random.randint(420, 800)


def _time(minute: int) -> str:
    return f"{_FIRST_DAY + timedelta(minutes=minute):%Y-%m-%dT%H:%MZ}"
