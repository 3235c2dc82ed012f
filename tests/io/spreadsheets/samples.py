"""The small source: two stands and two turns, in spreadsheets of somebody's own form."""

from collections.abc import Mapping
from typing import Final

FILES: Final[Mapping[str, str]] = {
    "stands.csv": "Bay;Type;Cat\nA1;PBB;C\nR1;open;E\n",
    "day.csv": (
        "Flight in;Flight out;STA;STD;Type;Pax\n"
        "AB1;AB2;2030-06-01 06:10;2030-06-01 07:00;A320;150\n"
        "XY1;XY2;2030-06-01 06:40;2030-06-01 09:30;A333;270\n"
    ),
    "map.toml": """\
[airport]
code = "XYZ"
timezone = "Europe/Paris"

[stands]
file = "stands.csv"

[stands.columns]
stand = "Bay"
kind = "Type"
max_code = "Cat"

[stands.values.kind]
PBB = "contact"
open = "remote"

[schedule]
file = "day.csv"

[schedule.columns]
arrival_flight = "Flight in"
departure_flight = "Flight out"
arrival_time = "STA"
departure_time = "STD"
aircraft_type = "Type"
arrival_pax = "Pax"
""",
}

MOVEMENTS: Final[Mapping[str, str]] = {
    "day.csv": (
        "Way,Time,Flight,Reg,Type,Pax,Port,Key,Other\n"
        "A,2030-06-01 06:10,AB1,DA,A320,151,FRA,k1,AB2\n"
        "D,2030-06-01 07:00,AB2,DA,A320,163,MUC,k1,\n"
        "A,2030-06-01 22:50,AB3,DB,A320,148,BCN,,\n"
        "D,2030-06-02 06:00,AB4,DB,A320,150,LIS,k2,AB3\n"
        "A,2030-06-02 08:00,AB5,DC,A320,99,LIS,k2,\n"
    ),
    "map.toml": FILES["map.toml"].partition("[schedule.columns]")[0]
    + """
[schedule.columns]
direction = "Way"
time = "Time"
flight = "Flight"
registration = "Reg"
aircraft_type = "Type"
pax = "Pax"
airport = "Port"
rotation = "Key"
linked_flight = "Other"

[turns]
link = "registration"
""",
}


def mapped(*changes: tuple[str, str], text: str = FILES["map.toml"]) -> str:
    """Return a map with changes, each of which must be to something that is there."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text
