"""Replays: every day of a month or a year planned with two configurations, each day from what the one before left."""

from standalloc.bench.replay.days import Airport, DaysError, airports_of
from standalloc.bench.replay.record import DayRecord
from standalloc.bench.replay.series import DayDone, Series
from standalloc.bench.replay.together import replay

__all__ = ["Airport", "DayDone", "DayRecord", "DaysError", "Series", "airports_of", "replay"]
