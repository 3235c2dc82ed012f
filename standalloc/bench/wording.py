"""Numbers as a reader of a report wants them."""

import re
from collections.abc import Sequence
from math import isfinite

#: The space between a number and its unit.
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:%|s|MB)(?!\w))")
#: What is not known.
_UNKNOWN = "-"
#: What is infinite: figures that there are not, moments that never came.
_NONE, _NEVER = "none", "never"


def number(value: float | None) -> str:
    """Return a number with thousands apart, and digits after the point only where they tell something."""
    if value is None:
        return _UNKNOWN
    if not isfinite(value):
        return _NONE
    return f"{value:,.0f}" if abs(value) >= 100 or value == round(value) else f"{value:,.3g}"


def percent(value: float | None) -> str:
    """Return a share in per cent."""
    if value is None:
        return _UNKNOWN
    if not isfinite(value):
        return _NONE
    return "<0.01 %" if 0 < value < 0.00005 else f"{100 * value:,.2f} %"


def seconds(value: float | None) -> str:
    """Return seconds, to a tenth where that is seen."""
    if value is None:
        return _UNKNOWN
    if not isfinite(value):
        return _NEVER
    return f"{value:,.1f}" if abs(value) < 100 else f"{value:,.0f}"


def ratio(value: float | None) -> str:
    """Return a ratio."""
    return _UNKNOWN if value is None else f"{value:.3f}" if value < 100 else f"{value:,.0f}"


def signed(text: str, value: float) -> str:
    """Return a number's text with its sign, plus included."""
    return f"+{text}" if value > 0 else text


def probability(value: float) -> str:
    """Return a probability."""
    return "<0.0001" if value < 0.0001 else f"{value:.4f}"


def limit(value: float) -> str:
    """Return a time limit with its unit."""
    return f"{value:g} s"


def with_limit(family: str, time_limit: float) -> str:
    """Return `JFK, 20 s`; the name of a family alone where it ends with its limit."""
    return family if family.endswith(limit(time_limit)) else f"{family}, {limit(time_limit)}"


def unbroken(text: str) -> str:
    """Return a text in which no line ends between a number and its unit: a space there that does not break."""
    return _BEFORE_UNIT.sub("\u00a0", text)


def listed(words: Sequence[str]) -> str:
    """Return words as `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
