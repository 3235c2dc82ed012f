"""Infer the inbound half of every turn.

The data hold departures only. Each departure becomes a turn by one of three rules, tried in this order and named in
the column `x_inbound`:

* rotation: the tail's previous departure from New York, flown out and back with the route's median block time each
  way and a turn-round at the outstation, ends before this departure and not long before it;
* night stop: a departure of the first wave, whose aircraft came the evening before;
* ground time: any other departure; the aircraft came a typical ground time before it.

Tails are those that flew, times those that were planned. A tail that could not have flown its previous departure out
and back in time was put on the flight on the day: such a turn keeps the aircraft type and loses the registration, so
no aircraft is ever on two stands.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

ROTATION = "inferred:rotation"
GROUND_TIME = "inferred:ground_time"
NIGHT_STOP = "inferred:night_stop"

LONGEST_ROTATION_STAY_MIN = 240
"""An aircraft back for longer than this has flown something else meanwhile (night stops apart)."""

NIGHT_STOP_STAY_MIN = 540
"""The stay of a night stop whose inbound flight is not known: nine hours, near the median of those known."""

FIRST_WAVE = (4 * 60, 8 * 60)
"""Departures in these minutes of the day are night stops unless a rotation says otherwise."""

FIRST_WAVE_WITH_ROTATION_END = 10 * 60
"""Departures up to here are night stops where the rotation ends in the evening before."""

EVENING_BEFORE_MIN = 7 * 60
"""The evening before begins this long before midnight: at 17:00."""


@dataclass(frozen=True, slots=True)
class GroundTime:
    """Minutes an aircraft stays between two flights.

    Attributes:
        most_seats: The largest aircraft this holds for.
        least_min: The shortest turn-round.
        usual_min: The typical turn-round.
    """

    most_seats: int
    least_min: int
    usual_min: int


GROUND_TIMES = (GroundTime(100, 25, 40), GroundTime(200, 35, 55), GroundTime(1000, 60, 90))
"""By seats: regional, narrow body, wide body."""


def ground_time(seats: int) -> GroundTime:
    """Return the ground times of an aircraft.

    Args:
        seats: Its seats.

    Returns:
        The first entry of `GROUND_TIMES` that is large enough, or the last.
    """
    return next((entry for entry in GROUND_TIMES if seats <= entry.most_seats), GROUND_TIMES[-1])


@dataclass(frozen=True, slots=True)
class Previous:
    """A tail's previous departure from New York, in minutes since a common epoch.

    Attributes:
        departure: When it left.
        block: The route's typical block time.
        destination: Where it went.
    """

    departure: int
    block: int
    destination: str


@dataclass(frozen=True, slots=True)
class Inbound:
    """What is inferred of a turn's inbound half.

    Attributes:
        arrival: The in-block time, in minutes since the same epoch.
        rule: One of `ROTATION`, `GROUND_TIME`, `NIGHT_STOP`.
        origin: Where the aircraft comes from, "" when not known.
        identified: Whether the tail can be the planned aircraft.
    """

    arrival: int
    rule: str
    origin: str = ""
    identified: bool = True


def infer_turns(flights: pd.DataFrame) -> pd.DataFrame:
    """Add the inferred inbound half to every departure.

    Args:
        flights: The columns of `flights.load_flights`, with `seats` and `typical_block_min` beside them.

    Returns:
        The same rows and columns with `arrival`, `origin`, `registration` and `x_inbound` added.
    """
    departures = minutes_since_epoch(flights["departure"])
    clock = (flights["departure"].dt.hour * 60 + flights["departure"].dt.minute).tolist()
    tails = flights["tail"].where(flights["flown"], "").tolist()
    seats = flights["seats"].tolist()
    blocks = flights["typical_block_min"].tolist()
    destinations = flights["destination"].tolist()
    last: dict[str, Previous] = {}
    inbound: list[Inbound] = [Inbound(0, GROUND_TIME)] * len(flights)
    for row in sorted(range(len(flights)), key=lambda row: (departures[row], row)):
        tail = tails[row]
        found = infer_inbound(departures[row], clock[row], seats[row], last.get(tail))
        inbound[row] = found
        if tail and found.identified:
            last[tail] = Previous(departures[row], blocks[row], destinations[row])
    turns = flights.copy()
    turns["arrival"] = times_from_epoch([entry.arrival for entry in inbound], flights["departure"])
    turns["origin"] = [entry.origin for entry in inbound]
    turns["registration"] = [tail if entry.identified else "" for tail, entry in zip(tails, inbound, strict=True)]
    turns["x_inbound"] = [entry.rule for entry in inbound]
    return turns


def infer_inbound(departure: int, clock: int, seats: int, previous: Previous | None) -> Inbound:
    """Infer one turn's inbound half.

    Args:
        departure: The scheduled departure, in minutes since an epoch.
        clock: The same as minute of the local day.
        seats: The seats of the aircraft.
        previous: The tail's previous departure from New York, if any.

    Returns:
        The in-block time, the rule it comes from and what goes with it.
    """
    times = ground_time(seats)
    if previous is None:
        return without_rotation(departure, clock, times)
    earliest = previous.departure + 2 * previous.block + times.least_min
    latest = departure - times.least_min
    if earliest > latest:
        unknown = without_rotation(departure, clock, times)
        return Inbound(unknown.arrival, unknown.rule, identified=False)
    back = min(previous.departure + 2 * previous.block + times.usual_min, latest)
    if departure - back <= LONGEST_ROTATION_STAY_MIN:
        return Inbound(back, ROTATION, previous.destination)
    if clock < FIRST_WAVE_WITH_ROTATION_END and back >= departure - clock - EVENING_BEFORE_MIN:
        return Inbound(back, NIGHT_STOP, previous.destination)
    return without_rotation(departure, clock, times)


def without_rotation(departure: int, clock: int, times: GroundTime) -> Inbound:
    """Infer the in-block time of an aircraft whose inbound flight is not known.

    Args:
        departure: The scheduled departure, in minutes since an epoch.
        clock: The same as minute of the local day.
        times: The ground times of the aircraft.

    Returns:
        A night stop in the first wave, the typical ground time otherwise.
    """
    if FIRST_WAVE[0] <= clock < FIRST_WAVE[1]:
        return Inbound(departure - NIGHT_STOP_STAY_MIN, NIGHT_STOP)
    return Inbound(departure - times.usual_min, GROUND_TIME)


EPOCH = pd.Timestamp("2013-01-01", tz="UTC")


def minutes_since_epoch(times: pd.Series[pd.Timestamp]) -> list[int]:
    """Return times as whole minutes since the start of 2013 (UTC).

    Args:
        times: Times with time zone.

    Returns:
        One number per time.
    """
    return [int(minutes) for minutes in (times - EPOCH) // pd.Timedelta(minutes=1)]


def times_from_epoch(minutes: list[int], like: pd.Series[pd.Timestamp]) -> pd.Series[pd.Timestamp]:
    """Undo `minutes_since_epoch`.

    Args:
        minutes: Minutes since the start of 2013 (UTC).
        like: A series with the index and the time zone wanted.

    Returns:
        The times in that time zone.
    """
    offsets = pd.to_timedelta(pd.Series(minutes, index=like.index, dtype="int64"), unit="min")
    return (EPOCH + offsets).dt.tz_convert(like.dt.tz)
