"""What the picture's marks mean: only those that it holds."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from standalloc.plots.chart import BarKind, Chart

Entry = BarKind | Literal["buffer", "closure", "exclusion", "tow", "pinned", "missed", "broken", "capacity"]

MEANINGS: Final[Mapping[Entry, str]] = MappingProxyType(
    {
        "contact": "contact stand",
        "bus": "passengers by bus",
        "unused": "bridge unused",
        "remote": "remote, no bus passengers",
        "parking": "parking between flights",
        "unallocated": "unallocated",
        "buffer": "buffer",
        "closure": "closed",
        "exclusion": "blocked by another stand",
        "tow": "tow",
        "pinned": "pinned",
        "missed": "transfer missed",
        "broken": "breaks a rule",
        "capacity": "capacity",
    }
)


def entries(chart: Chart) -> tuple[Entry, ...]:
    """Return what there is to explain in a chart, in a fixed order."""
    present: set[Entry] = {*(bar.kind for bar in chart.bars), *(block.kind for block in chart.blocks)}
    if chart.tails:
        present.add("buffer")
    if chart.links:
        present.add("tow")
    if any(bar.is_pinned for bar in chart.bars):
        present.add("pinned")
    if any(bar.misses_transfer for bar in chart.bars):
        present.add("missed")
    if any(bar.is_broken for bar in chart.bars):
        present.add("broken")
    if any(profile.capacity is not None for profile in chart.profiles):
        present.add("capacity")
    return tuple(entry for entry in MEANINGS if entry in present)
