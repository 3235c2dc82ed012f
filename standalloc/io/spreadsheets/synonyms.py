"""What planners call our columns, and what they write for our choices."""

import re
from collections.abc import Mapping
from typing import Final

from standalloc.io.spreadsheets.columns import LINK_COLUMNS, MOVEMENT_COLUMNS, SHARED_COLUMNS, TABLES
from standalloc.io.spreadsheets.turns import DIRECTIONS

#: Names of columns by table and column of ours, in lower case, everything but letters and digits a space, the usual
#: first. `movements` is a schedule with one row per movement. Our own names are known beside them.
_SYNONYMS: Final[Mapping[str, Mapping[str, str]]] = {
    "stands": {
        "stand": "stand no|stand id|stand name|stand number|parking stand|gate|gate no|bay|bay no|position|pos|name",
        "kind": "stand type|type|gate type|contact remote|position type|contact",
        "max_code": "max cat|code|icao code|max icao code|code letter|max category|category|cat|size|max size|"
        "max aircraft|aircraft code|ac code|max ac code",
        "max_wingspan_m": "max wingspan|max span|wingspan|wing span|span",
        "min_code": "min size|min category",
        "max_length_m": "max length|length",
        "boarding": "boarding mode",
        "terminal": "term|tml",
        "apron": "area|ramp|pier",
        "group": "taxilane|taxi lane|cul de sac",
        "arrival_sectors": "arr sector|arr sectors|arr status|arrival status|arrivals|int dom|sector|sectors|status",
        "departure_sectors": "dep sector|dep sectors|dep status|departure status|departures",
        "airlines": "airline|carriers|carrier|allowed airlines|exclusive use",
        "not_airlines": "excluded airlines|no airlines",
        "handlers": "handler|ground handler",
        "uses": "use|usage",
        "types": "aircraft types|ac types|a c types|allowed types",
        "not_types": "excluded types",
        "buffer_min": "buffer|buffer time|gap",
        "taxi_in_min": "taxi in|taxi in time",
        "taxi_out_min": "taxi out|taxi out time",
        "bus_min": "bus time|bus minutes",
    },
    "exclusions": {
        "stand_a": "stand 1|stand|first stand|blocking stand",
        "stand_b": "stand 2|adjacent stand|second stand|blocked stand|blocks|conflicts with",
        "when_a": "condition a|condition 1|condition",
        "when_b": "condition b|condition 2",
        "gap_min": "gap|separation",
    },
    "closures": {
        "stand": "stand no|gate|bay|position",
        "from": "start|closed from|begin|start time|valid from",
        "to": "end|until|closed to|closed until|end time|valid to",
        "reason": "remark|remarks|notes|works",
    },
    "preferences": {"airline": "carrier", "type": "aircraft type|a c type", "cost": "penalty|weight|score"},
    "schedule": {
        "turn": "turn id|turnaround|turnaround id|rotation|rotation id|id",
        "arrival_time": "sta|arr time|arrival|sibt|eta|eibt|in block|inblock|arr sta|time in|on block",
        "departure_time": "std|dep time|departure|sobt|etd|eobt|off block|offblock|dep std|time out",
        "arrival_flight": "arr flight|arr flt|arr flight no|flight in|flt in|inbound flight|inbound|arr no",
        "departure_flight": "dep flight|dep flt|dep flight no|flight out|flt out|outbound flight|outbound|dep no",
        "arrival_sector": "arr sector|arr status|arr int dom|arr type|status in",
        "departure_sector": "dep sector|dep status|dep int dom|dep type|status out",
        "arrival_pax": "arr pax|pax in|inbound pax|pax arr|arriving pax",
        "departure_pax": "dep pax|pax out|outbound pax|pax dep|departing pax",
        "origin": "from|org|orig|arr from|adep",
        "destination": "to|dest|dst|dep to|ades",
    },
    "movements": {
        "direction": "a d|arr dep|ad|d a|arrival departure|in out|leg|movement type|movement|mvt|dir",
        "time": "scheduled time|sched time|schedule time|sta std|sched|scheduled|date time|sta|std|sibt|sobt|eta|etd",
        "flight": "flight no|flight number|flt|flt no|flt nr|flight id|callsign",
        "sector": "int dom|dom int|d i|i d|border status|schengen|flight status|status",
        "pax": "passengers|exp pax|total pax|pax total|booked pax|pax no|no of pax",
        "airport": "from to|origin destination|org des|orig dest|route|port|origin|destination|from|to|dest|adep ades",
        "linked_flight": "linked flt|link flight|turnaround flight|connecting flight|onward flight|next flight|link",
        "rotation": "rotation id|turn|turn id|turnaround id|link id|rotation no",
    },
}
#: Of both kinds of schedule.
_SHARED: Final[Mapping[str, str]] = {
    "aircraft_type": "a c type|ac type|actype|aircraft|a c|ac|equipment|equip|eqt|type|subtype|fleet type",
    "registration": "reg|reg no|tail|tail no|tail number|tailnum|a c reg|ac reg|aircraft reg|aircraft registration",
    "code": "icao code|code letter|ac code|category|cat|size",
    "wingspan_m": "wingspan|wing span|span",
    "length_m": "length",
    "seats": "capacity|seat|config|configuration|no of seats",
    "airline": "carrier|operator|al|airline code|opr|company",
    "handler": "ground handler|gha|handling agent|handling",
    "use": "service type|nature|flight type|traffic type",
    "terminal": "term|tml",
    "reference_stand": "stand|gate|bay|position|pos|parking|stand no|allocated stand|planned stand|allocation",
}
#: Columns that hold a date to the times beside it: of both halves, of arrivals, of departures.
DATES: Final = "date|flight date|day|op date|date of operation|sched date|schedule date"
ARRIVAL_DATES: Final = "arr date|arrival date|sta date|date in|date sta|date arr"
DEPARTURE_DATES: Final = "dep date|departure date|std date|date out|date std|date dep"

#: Columns of which all groups must be known for a sheet to be taken for a table; of a group one.
SIGNS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "stands": (("stand",), ("kind", "max_code", "max_wingspan_m")),
    "exclusions": (("stand_a",), ("stand_b",)),
    "closures": (("stand",), ("from",), ("to",)),
    "preferences": (("stand", "terminal", "apron"), ("cost",)),
    "handling": (("class",), ("bridge_min",), ("away_min",)),
    "schedule": (("arrival_time",), ("departure_time",)),
    "movements": (("time",), ("flight", "aircraft_type", "registration")),
    "pins": (("turn",), ("stand",), ("visit",)),
    "connections": (("arrival_turn",), ("departure_turn",), ("pax",)),
}

_BRIDGE: Final = ("contact", "pbb", "bridge", "jetbridge", "jet bridge", "air bridge", "gate", "pier", "c")
_BUS: Final = ("remote", "open", "apron", "bus", "away", "off pier", "r")
#: What the words of a choice mean, by table and column.
CHOICES: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("schedule", "direction"): {word: "arrival" if way else "departure" for word, way in DIRECTIONS.items()},
    ("stands", "kind"): {**dict.fromkeys(_BRIDGE, "contact"), **dict.fromkeys(_BUS, "remote")},
}


def plain_name(title: str) -> str:
    """Return a title for comparisons: in lower case, everything but letters and digits a space, without a unit."""
    without_unit = re.sub(r"[\[(]\s*(m|ft|feet|min|minutes|utc|lt|local)\s*[\])]", " ", title.casefold())
    return " ".join(re.sub(r"[\W_]+", " ", without_unit).split())


def known_names(table: str) -> dict[str, tuple[str, ...]]:
    """Return the names of a table's columns in plain letters, the usual ones first, by column of ours.

    Args:
        table: name of one of ours, or `movements`.
    """
    columns = (*LINK_COLUMNS, *MOVEMENT_COLUMNS, *SHARED_COLUMNS) if table == "movements" else TABLES[table].columns
    shared = _SHARED if table in ("schedule", "movements") else {}
    given = {**shared, **_SYNONYMS.get(table, {})}
    # A column stand of a schedule would pin every turn: what a planner calls so is where the turn was.
    ours = [column for column in columns if not (shared and column == "stand")]
    return {column: (plain_name(column), *filter(None, given.get(column, "").split("|"))) for column in ours}
