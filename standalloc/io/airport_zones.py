"""Time zones of airports, from the data of `airportsdata`, an optional extra."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType


@cache
def airport_zones() -> Mapping[str, str]:
    """Return the IANA time zone of each airport by its ICAO and its IATA code; none without the extra `formats`."""
    try:
        import airportsdata  # noqa: PLC0415 - an optional extra
    except ImportError:
        return MappingProxyType({})
    by_icao, by_iata = airportsdata.load("ICAO"), airportsdata.load("IATA")
    airports = {**by_iata, **by_icao}
    return MappingProxyType({code: airport["tz"] for code, airport in airports.items() if airport["tz"]})
