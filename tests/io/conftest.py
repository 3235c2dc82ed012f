"""A small sound airport for the tests to read, and to spoil."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

FILES: Mapping[str, str] = {
    "airport.toml": """\
[airport]
code = "JFK"
name = "Test"
timezone = "America/New_York"

[policy]
buffer_min = 10

[objective]
tow = 30
""",
    "stands.csv": """\
stand,kind,max_code,terminal,apron,arrival_sectors,buffer_min
A1,contact,C,T1,North,D,
A2,contact,E,T1,North,D I,5
R1,remote,C,,South,,
R2,remote,E,,South,,
R3,remote,C,,South,,
""",
    "exclusions.csv": """\
stand_a,when_a,stand_b,when_b,gap_min
A1,*,A2,code>=E,
R1,wingspan>30,R2,type=B772 B77W,0
""",
    "closures.csv": """\
stand,from,to,when,reason
A1,2013-07-11T12:00,2013-07-11T15:00,*,works
""",
    "preferences.csv": """\
airline,stand,terminal,cost
AA,A1,,-5
,,T1,2.5
""",
    "pins.csv": """\
turn,visit,stand
T1,*,A1
""",
    "2013-07-11.csv": """\
turn,aircraft_type,code,seats,airline,terminal,arrival_time,arrival_sector,arrival_pax,departure_time,departure_sector
T1,B738,C,160,AA,T1,2013-07-11T08:00,D,120,2013-07-11T09:00,D
T2,B77W,E,300,AA,T1,2013-07-11T08:30,I,280,2013-07-11T13:30,I
T3,,C,150,DL,,,,,2013-07-11T07:00,D
""",
}

Content = str | bytes | None


@pytest.fixture
def files() -> Mapping[str, str]:
    """The files of the small airport."""
    return FILES


@pytest.fixture
def write_folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes the small airport; some files replaced, added, left out (None) or changed (by a function)."""

    def write(changes: Mapping[str, Content | Callable[[str], Content]] | None = None) -> Path:
        folder = tmp_path / "jfk"
        folder.mkdir()
        for name, change in {**FILES, **(changes or {})}.items():
            content = change(FILES[name]) if callable(change) else change
            if content is not None:
                (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write
