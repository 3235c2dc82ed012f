"""The terminal of each carrier in the summer of 2013.

One terminal per carrier and airport, as commonly known for that summer; no directory of the time was at hand to check
it against. Where a carrier used two terminals or flew for two partners, it is listed in `UNCERTAIN`.
"""

from __future__ import annotations

TERMINALS = {
    "JFK": {
        "9E": "T2",
        "AA": "T8",
        "B6": "T5",
        "DL": "T4",
        "EV": "T7",
        "HA": "T5",
        "MQ": "T8",
        "UA": "T7",
        "US": "T7",
        "VX": "T4",
    },
    "LGA": {
        "9E": "D",
        "AA": "B",
        "B6": "B",
        "DL": "D",
        "EV": "C",
        "F9": "B",
        "FL": "B",
        "MQ": "B",
        "OO": "B",
        "UA": "B",
        "US": "C",
        "WN": "B",
        "YV": "B",
    },
    "EWR": {
        "9E": "B",
        "AA": "A",
        "AS": "A",
        "B6": "A",
        "DL": "B",
        "EV": "C",
        "MQ": "A",
        "OO": "C",
        "UA": "C",
        "US": "A",
        "VX": "A",
        "WN": "A",
    },
}
"""Airport to carrier to terminal."""

UNCERTAIN = {
    "JFK": ("9E", "DL", "EV", "HA", "US"),
    "LGA": ("9E", "DL", "EV", "OO", "YV"),
    "EWR": ("9E", "AS", "EV", "OO"),
}
"""The carriers whose terminal is an assumption: two terminals in use, or flights for two partners."""


def terminal_of(airport: str, carrier: str) -> str:
    """Return the terminal a carrier used.

    Args:
        airport: JFK, LGA or EWR.
        carrier: The carrier's two characters.

    Returns:
        The terminal, or "" for a carrier that does not appear at the airport in the data.
    """
    return TERMINALS[airport].get(carrier, "")
