"""Made-up flights of three days of March 2030 around Atlanta, in every layout there is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from standalloc.io.bts import read_bts

NAME = "On_Time_2030_3.csv"


@dataclass(frozen=True)
class Flight:
    """A flight as a file writes it, times as local hhmm."""

    day: int
    number: int
    tail: str
    origin: str
    destination: str
    leaves: str
    comes: str
    left: str = ""
    came: str = ""
    delay: str = ""
    cancelled: str = "0"
    diverted: str = "0"
    carrier: str = "FL"

    def __post_init__(self) -> None:
        """Fly as planned where nothing else is said."""
        if not self.left and self.cancelled == "0":
            object.__setattr__(self, "left", self.leaves)
            object.__setattr__(self, "delay", self.delay or "0")
            object.__setattr__(self, "came", self.came or (self.comes if self.diverted == "0" else ""))


FLIGHTS: Sequence[Flight] = (
    Flight(10, 1, "N1AT", "MCO", "ATL", "0800", "0930"),
    Flight(10, 2, "N1AT", "ATL", "LAX", "1030", "1215", "1040", "1230", "10"),
    Flight(10, 3, "N1AT", "LAX", "ATL", "1400", "2105"),  # a night stop
    Flight(11, 4, "N1AT", "ATL", "MCO", "0700", "0830"),
    Flight(10, 5, "N2AT", "ATL", "BWI", "0600", "0745"),  # its first flight
    Flight(10, 6, "N2AT", "BWI", "ATL", "2240", "0035"),  # comes over midnight
    Flight(12, 7, "N2AT", "ATL", "BWI", "2400", "0145"),  # and leaves at the end of the next day
    Flight(11, 8, "", "MCO", "ATL", "0900", "1030"),
    Flight(11, 9, "UNKNOW", "ATL", "MCO", "1130", "1300"),
)
FLEET = "tailnum,model\nN1AT,717-200\nN2AT,737-7BD\n"

MONTHLY: Mapping[str, Callable[[Flight], str]] = {
    "Year": lambda _: "2030",
    "FlightDate": lambda flight: f"2030-03-{flight.day:02}",
    "Reporting_Airline": lambda flight: f'"{flight.carrier}"',
    "Tail_Number": lambda flight: f'"{flight.tail}"',
    "Flight_Number_Reporting_Airline": lambda flight: f'"{flight.number}"',
    "Origin": lambda flight: f'"{flight.origin}"',
    "OriginCityName": lambda _: '"Somewhere, GA"',
    "Dest": lambda flight: f'"{flight.destination}"',
    "CRSDepTime": lambda flight: f'"{flight.leaves}"',
    "DepTime": lambda flight: f'"{flight.left}"',
    "DepDelay": lambda flight: f"{flight.delay}.00" if flight.delay else "",
    "CRSArrTime": lambda flight: f'"{flight.comes}"',
    "ArrTime": lambda flight: f'"{flight.came}"',
    "Cancelled": lambda flight: f"{flight.cancelled}.00",
    "CancellationCode": lambda flight: '"B"' if flight.cancelled == "1" else '""',
    "Diverted": lambda flight: f"{flight.diverted}.00",
    "Div1Airport": lambda _: "",
    "": lambda _: "",
}
CHOSEN: Mapping[str, Callable[[Flight], str]] = {
    "FL_DATE": lambda flight: f"3/{flight.day}/2030 12:00:00 AM",
    "OP_UNIQUE_CARRIER": lambda flight: flight.carrier,
    "TAIL_NUM": lambda flight: flight.tail,
    "OP_CARRIER_FL_NUM": lambda flight: str(flight.number),
    "ORIGIN": lambda flight: flight.origin,
    "DEST": lambda flight: flight.destination,
    "CRS_DEP_TIME": lambda flight: flight.leaves,
    "DEP_TIME": lambda flight: flight.left,
    "CRS_ARR_TIME": lambda flight: flight.comes,
    "ARR_TIME": lambda flight: flight.came,
    "CANCELLED": lambda flight: flight.cancelled,
    "DIVERTED": lambda flight: flight.diverted,
}
BARE: Mapping[str, Callable[[Flight], str]] = {
    "Year": lambda _: "2030",
    "Month": lambda _: "3",
    "DayofMonth": lambda flight: str(flight.day),
    "DayOfWeek": lambda _: "1",
    "DepTime": lambda flight: flight.left.lstrip("0") or r"\N",
    "CRSDepTime": lambda flight: flight.leaves.lstrip("0"),
    "ArrTime": lambda flight: flight.came.lstrip("0") or r"\N",
    "CRSArrTime": lambda flight: flight.comes.lstrip("0"),
    "UniqueCarrier": lambda flight: flight.carrier,
    "FlightNum": lambda flight: str(flight.number),
    "TailNum": lambda flight: flight.tail or "NA",
    "ActualElapsedTime": lambda _: "NA",
    "CRSElapsedTime": lambda _: "NA",
    "AirTime": lambda _: "NA",
    "ArrDelay": lambda _: "NA",
    "DepDelay": lambda flight: flight.delay or "NA",
    "Origin": lambda flight: flight.origin,
    "Dest": lambda flight: flight.destination,
    "Distance": lambda _: "400",
    "TaxiIn": lambda _: "5",
    "TaxiOut": lambda _: "10",
    "Cancelled": lambda _: r"\N",
    "CancellationCode": lambda flight: "A" if flight.cancelled == "1" else "",
    "Diverted": lambda _: r"\N",
    **dict.fromkeys(("CarrierDelay", "WeatherDelay", "NASDelay", "SecurityDelay", "LateAircraftDelay"), lambda _: "NA"),
}


def text_of(
    flights: Iterable[Flight] = FLIGHTS, layout: Mapping[str, Callable[[Flight], str]] = MONTHLY, *, header: bool = True
) -> str:
    """Return a file of flights."""
    lines = [",".join(f'"{name}"' if name else "" for name in layout)] if header else []
    return "\n".join([*lines, *(",".join(cell(flight) for cell in layout.values()) for flight in flights), ""])


def turns_of(folder: Path, flights: Iterable[Flight], **choices: Any) -> dict[str, list[dict[str, str]]]:
    """Return the rows that flights become, by day, each with the cells that are filled."""
    (folder / NAME).write_text(text_of(flights), encoding="utf-8")
    return rows_of(read_bts(folder / NAME, "ATL", **choices).files)


def rows_of(files: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """Return the rows of imported days, each with the cells that are filled."""
    days: dict[str, list[dict[str, str]]] = {}
    for name, text in files.items():
        if name != "airport.toml":
            columns, *rows = (line.split(",") for line in text.splitlines())
            filled = [{k: v for k, v in zip(columns, row, strict=True) if v} for row in rows]
            days[name.removesuffix(".csv")] = filled
    return days


def changed(number: int, **changes: object) -> list[Flight]:
    """Return the flights with one of them changed."""
    known = {**asdict(FLIGHTS[number]), "left": "", "came": "", "delay": ""}
    return [
        replace(flight) if index != number else Flight(**{**known, **changes}) for index, flight in enumerate(FLIGHTS)
    ]
