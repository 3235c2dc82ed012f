"""A made-up stand file of two airports, with every rule there is."""

from collections.abc import Callable
from pathlib import Path

NAME = "GRpluginStands.txt"
SAMPLE = """\
// Made-up stands
STAND:LSZH:A1:N047.27.10.100:E008.33.20.200:20
CODE:C
SCHENGEN
USE:A
PRIORITY:+3
COPY
NON-SCHENGEN
CODE:C
USE:A
PRIORITY:+1
STAND:LSZH:A2:N047.27.11.100:E008.33.21.200:25
CODE:C:E
NON-SCHENGEN
USE:A
BLOCKS:A1:D
LIMITS:A3:52:24
NOTATYP:A35*,T204
NOTCALLSIGN:EZY,EZS

STAND:LSZH:A3
WINGSPAN:40.0:61.0
LENGTH:64
USE:AC
CALLSIGN:SWR
CODE:F
BLOCKS:A2,A9:36:50
LIMITS:A1:F:C
STAND:LSZH:P 4
AREA
MANUAL
USE:P
ATYP:PC12,B738
COORD:47.45:8.56
COORD:47.46:8.57
WTC:L
GROUP:P:P 4
; the other airport
STAND:LSGG:1
CODE:Q
WINGSPN:1
STANDLIST:LSGG:SWR:50:1
STANDLIST:LSZH:SWR,EDW:50:A1,A2,A8
"""


def write(folder: Path, text: str = SAMPLE) -> Path:
    """Write a stand file; return its path."""
    path = folder / NAME
    path.write_text(text, encoding="utf-8")
    return path


def changed(old: str, new: str) -> Callable[[Path], Path]:
    """Return what writes the sample with one text in place of another that it holds."""
    assert old in SAMPLE, old
    return lambda folder: write(folder, SAMPLE.replace(old, new, 1))
