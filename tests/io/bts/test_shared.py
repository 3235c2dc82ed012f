"""The real sample gives the turns that pandas alone gives by the rule of its README."""

from pathlib import Path

import pandas as pd
import pytest

from standalloc.io.bts import read_bts
from tests.io.bts.sample import rows_of

DATA = Path(__file__).parents[4] / "shared" / "data" / "bts-2008"
FLIGHTS = DATA / "flights_2008_5_1.csv"

pytest.importorskip("airportsdata")
pytestmark = pytest.mark.skipif(not FLIGHTS.exists(), reason=f"{FLIGHTS} is not there")


@pytest.fixture(scope="module")
def flights() -> pd.DataFrame:
    """The flights that left, with planned and actual off-block on the clock of their origin, in the order they left."""
    named = {5: "planned", 6: "came", 10: "tail", 15: "delay", 16: "origin", 17: "destination"}
    table = pd.read_csv(FLIGHTS, header=None, na_values=[r"\N", "NA"], low_memory=False).rename(columns=named)
    day = pd.to_datetime({"year": table[0], "month": table[1], "day": table[2]})
    planned = day + pd.to_timedelta(table["planned"] // 100 * 60 + table["planned"] % 100, unit="min")
    left = planned + pd.to_timedelta(table["delay"], unit="min")
    return table.assign(off=planned, left=left)[table[4].notna()].sort_values(["tail", "left"])


@pytest.mark.parametrize("airport", ["ATL", "MCO", "BWI", "LGA", "LAX"])
def test_the_count(airport: str, flights: pd.DataFrame) -> None:
    """An arrival and the next departure of the same tail; without those planned to leave before they came."""
    following = flights.groupby("tail").shift(-1)
    linked = (flights["destination"] == airport) & (following["origin"] == airport)
    here = flights[linked]
    off = following["off"][linked]
    # Planned in-block: the next time the airport's clock shows hhmm after off-block there, give or take the zones.
    clock = pd.to_timedelta(here[7] // 100 * 60 + here[7] % 100, unit="min")
    hours = pd.to_timedelta(here[12], unit="min")
    days = [(here["off"].dt.normalize() + pd.Timedelta(days=shift)) + clock for shift in (0, 1)]
    error = [(day - here["off"] - hours).abs() for day in days]
    on = days[0].where(error[0] <= error[1], days[1])
    expected = int((on < off).sum())
    assert expected > 30

    days_of = rows_of(read_bts(FLIGHTS, airport).files)
    turns = {row["turn"]: row for rows in days_of.values() for row in rows}
    whole = [row for row in turns.values() if "arrival_flight" in row and "departure_flight" in row]
    assert len(whole) == expected
    assert 0 <= int(linked.sum()) - expected < 0.02 * expected
    assert {(row["registration"], row["departure_flight"][2:], row["departure_time"][:16]) for row in whole} == {
        (tail, str(number), f"{off:%Y-%m-%dT%H:%M}")
        for tail, number, off in zip(
            here["tail"][on < off],
            following[9][linked][on < off].astype(int),
            off[on < off],
            strict=True,
        )
    }


def test_every_flight_is_there_once(flights: pd.DataFrame) -> None:
    raw = pd.read_csv(FLIGHTS, header=None, low_memory=False)
    days = rows_of(read_bts(FLIGHTS, "ATL").files)
    turns = {row["turn"]: row for rows in days.values() for row in rows}.values()
    assert sum("arrival_flight" in row for row in turns) == int((raw[17] == "ATL").sum())
    assert sum("departure_flight" in row for row in turns) == int((raw[16] == "ATL").sum())
    cancelled = raw[(raw[4] == r"\N") & ((raw[16] == "ATL") | (raw[17] == "ATL"))]
    assert sum("x_cancelled" in row for row in turns) == len(cancelled)


def test_the_fleet() -> None:
    files = read_bts(DATA, "ATL", airlines=["FL"], fleet=DATA / "plane-data.csv").files
    rows = [row for day in rows_of(files).values() for row in day]
    kinds = {row["aircraft_type"] for row in rows if "x_assumed" not in row}
    assert kinds == {"B712", "B737"}
    assert sum("x_assumed" in row for row in rows) < 0.05 * len(rows)
