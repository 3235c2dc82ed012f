"""What the rule sets of a stand admit, in the columns of our stands: each alone, and all as alternatives."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, Final, cast

from standalloc.io.aircraft_types import aircraft_types
from standalloc.io.grplugin.rules import Code, Length, Listed, Uses, Wingspan
from standalloc.io.grplugin.source import Line
from standalloc.io.grplugin.tally import Tally, Verdict
from standalloc.model import Condition
from standalloc.model.fields import Row
from standalloc.model.sizes import WINGSPAN_LIMIT_M, code_of_wingspan, code_rank

#: The use of stands that are given by hand only: no flight has it, and a pin needs none.
BY_HAND: Final = "by_hand"
#: Our uses by letter.
USES: Final[Mapping[str, str]] = {
    "A": "passenger",
    "B": "business",
    "C": "cargo",
    "H": "helicopter",
    "I": "military_helicopter",
    "M": "military",
    "P": "private",
    "T": "military_transport",
}
#: Sectors of arrivals by border status.
SECTORS: Final[Mapping[str, tuple[str, ...]]] = {"SCHENGEN": ("D", "S"), "NON-SCHENGEN": ("I",)}
#: Letters of the airline in a call sign.
_AIRLINE_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class Admission:
    """Which aircraft a stand admits; empty tuples admit all. The sizes are the least and the most, in metres."""

    min_code: str = "A"
    max_code: str | None = None
    max_wingspan_m: float | None = None
    max_length_m: float | None = None
    sectors: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    airlines: tuple[str, ...] = ()
    not_airlines: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    not_types: tuple[str, ...] = ()

    @property
    def largest_code(self) -> str:
        """Largest code letter, also by the wingspan."""
        by_span = "F" if self.max_wingspan_m is None else _code_of(self.max_wingspan_m)
        return min(self.max_code or "F", by_span)

    def may_meet(self, condition: Condition) -> bool:
        """Say whether some aircraft that is admitted is as large as a condition says."""
        if condition.subject == "code":
            return code_rank(condition.values[0]) <= code_rank(self.largest_code)
        widest = min(self.max_wingspan_m or float("inf"), WINGSPAN_LIMIT_M[self.largest_code])
        return widest > float(condition.values[0])


def admission_of(rules: Sequence[tuple[Line, Row]], tally: Tally) -> Admission:
    """Return what a rule set admits.

    Args:
        rules: its lines with what they say; those about other things are passed over.
        tally: takes the verdict of each that is about admission.
    """
    admission = Admission()
    for line, rule in rules:
        if line.keyword in _RULES:
            admission, verdict = _RULES[line.keyword](admission, rule)
            tally.judge(line, verdict)
        elif line.keyword == "AREA":  # there is room for several; we count on one
            tally.judge(line, Verdict.APPROXIMATED)
    return _by_hand(admission, rules, tally)


def _by_hand(admission: Admission, rules: Sequence[tuple[Line, Row]], tally: Tally) -> Admission:
    """Return what a rule set admits when some line may say that the stand is given by hand only."""
    manual = [line for line, _ in rules if line.keyword == "MANUAL"]
    if not manual:
        return admission
    for line, _ in rules:
        if line.keyword in {"MANUAL", "USE"}:
            tally.judge(line, Verdict.UNDERSTOOD if line.keyword == "MANUAL" else Verdict.IGNORED)
    return replace(admission, uses=(BY_HAND,))


def union(one: Admission, other: Admission) -> Admission | None:
    """Return what admits exactly the aircraft that one of the two admits, None where no columns can say that."""
    both = Admission(
        **{part.name: _UNIONS[part.name](getattr(one, part.name), getattr(other, part.name)) for part in fields(one)}
    )
    different = sum(getattr(one, part.name) != getattr(other, part.name) for part in fields(one))
    return both if different <= 1 or both in (one, other) else None


Changed = tuple[Admission, Verdict]


def _wingspan(admission: Admission, rule: Wingspan) -> Changed:
    least = "A" if rule.least is None else code_of_wingspan(rule.least)
    is_exact = rule.least is None or rule.least in {0.0, *WINGSPAN_LIMIT_M.values()}
    changed = replace(admission, max_wingspan_m=rule.most, min_code=max(admission.min_code, least))
    return changed, Verdict.UNDERSTOOD if is_exact else Verdict.APPROXIMATED


def _length(admission: Admission, rule: Length) -> Changed:
    changed = replace(admission, max_length_m=rule.most)
    return changed, Verdict.UNDERSTOOD if rule.least is None else Verdict.APPROXIMATED


def _code(admission: Admission, rule: Code) -> Changed:
    least = max(admission.min_code, rule.least or "A")
    return replace(admission, max_code=rule.most, min_code=least), Verdict.UNDERSTOOD


def _uses(admission: Admission, rule: Uses) -> Changed:
    return replace(admission, uses=tuple(dict.fromkeys(USES[letter] for letter in rule.letters))), Verdict.UNDERSTOOD


def _sector(keyword: str) -> Callable[[Admission, Row], Changed]:
    def change(admission: Admission, _: Row) -> Changed:
        return replace(admission, sectors=_joined(admission.sectors, SECTORS[keyword])), Verdict.UNDERSTOOD

    return change


def _airlines(part: str) -> Callable[[Admission, Listed], Changed]:
    def change(admission: Admission, rule: Listed) -> Changed:
        names = tuple(name.upper() for name in rule.names)
        is_exact = all(len(name) == _AIRLINE_LETTERS and name.isalpha() for name in names)
        changed = _extended(admission, part, names)
        return changed, Verdict.UNDERSTOOD if is_exact else Verdict.APPROXIMATED

    return change


def _types(part: str) -> Callable[[Admission, Listed], Changed]:
    def change(admission: Admission, rule: Listed) -> Changed:
        names = tuple(name.upper() for name in rule.names)
        types = tuple(name for pattern in names for name in types_like(pattern))
        is_exact = not any("*" in name for name in names)
        changed = _extended(admission, part, types)
        return changed, Verdict.UNDERSTOOD if is_exact else Verdict.APPROXIMATED

    return change


@cache
def types_like(pattern: str) -> tuple[str, ...]:
    """Return the known ICAO designators that fit a pattern with `*`, each followed by its IATA codes.

    A name is returned even where it is not known, and so is a pattern that nothing known fits: it then fits nothing.
    """
    known = aircraft_types()
    found = sorted(code for code, one in known.items() if code == one.icao and fnmatchcase(code, pattern)) or [pattern]
    codes = (name for code in found for name in (code, *sorted(iata for iata in known if known[iata].icao == code)))
    return tuple(dict.fromkeys(codes))


def _extended(admission: Admission, part: str, names: Sequence[str]) -> Admission:
    changes: dict[str, Any] = {part: _joined(getattr(admission, part), names)}
    return replace(admission, **changes)


def _joined(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _code_of(wingspan_m: float) -> str:
    """Return the largest code letter of which some aircraft has at most this wingspan."""
    return next((letter for letter, limit in WINGSPAN_LIMIT_M.items() if wingspan_m < limit), "F")


#: What each rule about admission changes; several of one keyword add up.
_RULES: Final = cast(
    Mapping[str, Callable[[Admission, Row], Changed]],
    {
        "WINGSPAN": _wingspan,
        "LENGTH": _length,
        "CODE": _code,
        "USE": _uses,
        "SCHENGEN": _sector("SCHENGEN"),
        "NON-SCHENGEN": _sector("NON-SCHENGEN"),
        "CALLSIGN": _airlines("airlines"),
        "NOTCALLSIGN": _airlines("not_airlines"),
        "ATYP": _types("types"),
        "NOTATYP": _types("not_types"),
    },
)


def _most(one: Any, other: Any) -> Any:
    return None if one is None or other is None else max(one, other)


def _either(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return _joined(one, other) if one and other else ()


def _neither(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in one if name in other)


_UNIONS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "min_code": min,
    **dict.fromkeys(("max_code", "max_wingspan_m", "max_length_m"), _most),
    **dict.fromkeys(("sectors", "uses", "airlines", "types"), _either),
    **dict.fromkeys(("not_airlines", "not_types"), _neither),
}
