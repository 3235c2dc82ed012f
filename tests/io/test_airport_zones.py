"""Time zones of airports by ICAO and IATA code; without the extra there are none."""

import sys
from collections.abc import Iterator
from zoneinfo import available_timezones

import pytest

from standalloc.io.airport_zones import airport_zones


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    airport_zones.cache_clear()
    yield
    airport_zones.cache_clear()


@pytest.mark.parametrize(
    ("code", "zone"),
    [("KATL", "America/New_York"), ("ATL", "America/New_York"), ("LSZH", "Europe/Zurich"), ("WAW", "Europe/Warsaw")],
)
def test_zones(code: str, zone: str) -> None:
    pytest.importorskip("airportsdata")
    assert airport_zones()[code] == zone


def test_every_zone_is_one_of_the_iana_database() -> None:
    pytest.importorskip("airportsdata")
    assert {*airport_zones().values()} <= available_timezones()


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "airportsdata", None)
    assert dict(airport_zones()) == {}
