"""Names of stands and their terminals, from what a startup location is called."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

#: Words before a stand's own name, which every stand could have.
_GENERAL: Final = re.compile(r"(?:(?:gate|stand|ramp|parking|position|spot|bay|no\.?)\s+)+(?=\S)", re.IGNORECASE)
_TERMINAL: Final = re.compile(r"\b(?:terminal|concourse|dock|pier)\s+(\w+)", re.IGNORECASE)
#: A letter or two and a number, as in A1, T13 and B22A: the letters are those of the pier.
_LETTERED: Final = re.compile(r"([A-Z]{1,2})[ -]?\d+[A-Z]?")


def stand_names(written: Sequence[str]) -> list[str]:
    """Return a name for each stand, all different: without the words before it that say nothing, where it can be.

    Args:
        written: what the startup locations are called; one without a name gets one.
    """
    full = [" ".join(name.split()) or "unnamed" for name in written]
    short = [_GENERAL.sub("", name, count=1) if _GENERAL.match(name) else name for name in full]
    counts = Counter(short)
    names: list[str] = []
    taken = {*full, *short}
    used: set[str] = set()
    for long, brief in zip(full, short, strict=True):
        name = brief if counts[brief] == 1 else long
        number = 1
        while name in used:
            number += 1
            numbered = f"{long}-{number}"
            name = name if numbered in taken else numbered
        used.add(name)
        names.append(name)
    return names


def terminal_of(name: str) -> str:
    """Return the terminal a stand's name says, "" where it says none: Terminal 1, Concourse B, or A of A12."""
    said = _TERMINAL.search(name)
    lettered = _LETTERED.fullmatch(_GENERAL.sub("", name, count=1))
    if said is not None:
        return said[1].upper()
    return "" if lettered is None else lettered[1]
