"""The made-up hub days that the engine is measured on: `standalloc generate` draws in another order, and no rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from standalloc.io import write_text
from standalloc.io.text_files import csv_text

FIRST_DAY = datetime(2030, 1, 1, tzinfo=UTC)
DAY_MIN = 24 * 60
TERMINALS = 3
STANDS_OF_A_GROUP = 8

CODES = ("C", "D", "E", "F")
AIRCRAFT = {"C": ("A320", 170), "D": ("B752", 220), "E": ("A333", 300), "F": ("A388", 450)}
#: Shares of the codes in per cent.
OF_TURNS, OF_CONTACT, OF_REMOTE = (80, 3, 15, 2), (60, 5, 32, 3), (65, 5, 26, 4)
#: Middle of each wave, in minutes of the day; None is a draw from all day.
WAVES = (450, 720, 1050, None, None)

HEAD = """\
[airport]
code = "HUB"
timezone = "UTC"

[policy]
buffer_min = 15
split_min = 181
arrival_min = 45
departure_min = 60
"""
POLICY_OF_RULES = """\
tow_min = 20
tow_capacity = 3
bus_seats = 80
bus_use_min = 30
bus_capacity = 60
taxilane_min = 3
"""
WEIGHTS = """
[objective]
unallocated = 10000
bus_passenger = 1
tow = 40
off_terminal = 5
"""
TIERS = 'tiers = [["unallocated"], ["bus_passenger"], ["tow", "off_terminal"]]\n'

STAND_COLUMNS = ("stand", "kind", "terminal", "max_code", "arrival_sectors", "departure_sectors")
EXCLUSION_COLUMNS = ("stand_a", "when_a", "stand_b", "when_b", "gap_min")
TURN_COLUMNS = (
    *("turn", "aircraft_type", "code", "seats", "terminal"),
    *("arrival_flight", "arrival_time", "arrival_sector", "arrival_pax"),
    *("departure_flight", "departure_time", "departure_sector", "departure_pax"),
)


@dataclass(frozen=True, slots=True)
class HubDay:
    """A made-up hub day: the same parameters always draw the same.

    Attributes:
        turns: a day.
        contact: contact stands beside the MARS positions.
        remote: remote stands.
        mars: MARS positions, each a code E stand that excludes a code C stand on either side.
        seed: of the random numbers.
        days: the one schedule covers.
        rules: whether tugs, buses and taxilanes are scarce and the objective has tiers.
    """

    turns: int
    contact: int
    remote: int
    mars: int
    seed: int = 1
    days: int = 1
    rules: bool = False

    def write(self, folder: Path) -> None:
        """Write the airport and the schedule into a folder."""
        random = Random(self.seed)
        stands = [*_contact(random, self.contact), *_mars(random, self.mars), *_remote(random, self.remote)]
        groups = [(f"G{place // STANDS_OF_A_GROUP}",) if self.rules else () for place in range(len(stands))]
        columns = (*STAND_COLUMNS, "group") if self.rules else STAND_COLUMNS
        turns = [_turn(random, number, number // self.turns) for number in range(self.turns * self.days)]
        policy = (POLICY_OF_RULES, WEIGHTS, TIERS) if self.rules else (WEIGHTS,)
        write_text(folder / "airport.toml", "".join((HEAD, *policy)))
        write_text(folder / "stands.csv", csv_text(columns, [(*s, *g) for s, g in zip(stands, groups, strict=True)]))
        write_text(folder / "exclusions.csv", csv_text(EXCLUSION_COLUMNS, _exclusions(self.mars)))
        write_text(folder / f"{FIRST_DAY:%Y-%m-%d}.csv", csv_text(TURN_COLUMNS, turns))


def _contact(random: Random, count: int) -> Iterator[Sequence[str]]:
    for number in range(count):
        code = random.choices(CODES, OF_CONTACT)[0]
        sectors = random.choices(("D", "I", "D I"), (60, 22, 18))[0]
        yield f"C{number}", "contact", f"T{number * TERMINALS // count}", code, sectors, sectors


def _mars(random: Random, count: int) -> Iterator[Sequence[str]]:
    for number in range(count):
        sectors = random.choice(("D I", "I", "D"))
        for side, code in (("", "E"), ("L", "C"), ("R", "C")):
            yield f"M{number}{side}", "contact", f"T{number % TERMINALS}", code, sectors, sectors


def _remote(random: Random, count: int) -> Iterator[Sequence[str]]:
    for number in range(count):
        yield f"R{number}", "remote", "", random.choices(CODES, OF_REMOTE)[0], "", ""


def _exclusions(count: int) -> Iterator[Sequence[str]]:
    return ((f"M{number}", "*", f"M{number}{side}", "*", "15") for number in range(count) for side in "LR")


def _turn(random: Random, number: int, day: int) -> Sequence[object]:
    code = random.choices(CODES, OF_TURNS)[0]
    aircraft_type, seats = AIRCRAFT[code]
    arrival = day * DAY_MIN + _arrival_minute(random)
    departure = arrival + _stay(random, code)
    arrives_from = "I" if random.random() < (0.15 if code == "C" else 0.6) else "D"
    leaves_for = arrives_from if random.random() < 0.85 else {"D": "I", "I": "D"}[arrives_from]
    terminal = f"T{random.randrange(TERMINALS)}"
    arrival_pax, departure_pax = (int(seats * random.uniform(0.6, 0.95)) for _ in range(2))
    return (
        *(f"T{number}", aircraft_type, code, seats, terminal),
        *(f"T{number}A", _time(arrival), arrives_from, arrival_pax),
        *(f"T{number}D", _time(departure), leaves_for, departure_pax),
    )


def _arrival_minute(random: Random) -> int:
    wave = random.choice(WAVES)
    return random.randint(300, 1380) if wave is None else max(0, int(random.gauss(wave, 80)))


def _stay(random: Random, code: str) -> int:
    """Return the minutes a turn stays: mostly a turn-round, some long enough to be towed, some all day."""
    kind = random.random()
    if kind < 0.78:
        return random.randint(45, 85) if code == "C" else random.randint(80, 160)
    return random.randint(150, 420) if kind < 0.9 else random.randint(420, 800)


def _time(minute: int) -> str:
    return f"{FIRST_DAY + timedelta(minutes=minute):%Y-%m-%dT%H:%MZ}"
