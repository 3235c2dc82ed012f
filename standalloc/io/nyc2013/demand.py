"""Count how many aircraft are on stand at once."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd

BUFFER_MIN = 15
"""Minutes a stand stays blocked after each turn; the policy's buffer."""

SPLIT_MIN = 181
"""Turns of this many minutes may be towed away between arrival and departure; the policy's value."""

ARRIVAL_MIN = 45
"""Minutes of the arrival visit of such a turn; the policy's value."""

DEPARTURE_MIN = 60
"""Minutes of the departure visit of such a turn; the policy's value."""


def turns_of_day(turns: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the turns of an operating day.

    Args:
        turns: The columns `arrival` and `departure`.
        day: The local day.

    Returns:
        The turns that depart on the day, and those that arrive on it and depart on the next.
    """
    start = pd.Timestamp(day).tz_localize(turns["departure"].dt.tz)
    end = pd.Timestamp(day + timedelta(days=1)).tz_localize(turns["departure"].dt.tz)
    departs = (turns["departure"] >= start) & (turns["departure"] < end)
    stays = (turns["departure"] >= end) & (turns["arrival"] < end)
    return turns[departs | stays]


def visits_with_passengers(turns: pd.DataFrame) -> pd.DataFrame:
    """Return the times in which passengers leave or board.

    Args:
        turns: The columns `arrival` and `departure`, others beside them.

    Returns:
        Short turns as they are; of long ones the arrival visit and the departure visit, each a row of its own.
    """
    long = turns["departure"] - turns["arrival"] >= pd.Timedelta(minutes=SPLIT_MIN)
    arriving = turns[long].assign(departure=turns.loc[long, "arrival"] + pd.Timedelta(minutes=ARRIVAL_MIN))
    departing = turns[long].assign(arrival=turns.loc[long, "departure"] - pd.Timedelta(minutes=DEPARTURE_MIN))
    return pd.concat([turns[~long], arriving, departing], ignore_index=True)


def peak(stays: pd.DataFrame) -> int:
    """Return the most stands held at one moment, buffers included.

    Args:
        stays: The columns `arrival` and `departure`.

    Returns:
        The largest number of stays that, with the buffer after each, share a minute.
    """
    if stays.empty:
        return 0
    starts = pd.Series(1, index=pd.DatetimeIndex(stays["arrival"]))
    ends = pd.Series(-1, index=pd.DatetimeIndex(stays["departure"] + pd.Timedelta(minutes=BUFFER_MIN)))
    return int(pd.concat([ends, starts]).groupby(level=0).sum().sort_index().cumsum().max())


def median_peak(days: Iterable[pd.DataFrame]) -> float:
    """Return the median over days of each day's peak.

    Args:
        days: The stays of each day.

    Returns:
        The median.
    """
    return statistics.median(peak(stays) for stays in days)
