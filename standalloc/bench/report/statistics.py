"""The statistics of a report; what was never reached is infinite, so that it counts and is not left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import comb, exp, fsum, isfinite, log
from typing import Final

#: Added before a geometric mean and taken off after it: a second to times, one to all else.
SHIFT: Final = 1.0


def shifted_geometric_mean(values: Sequence[float], shift: float = SHIFT) -> float | None:
    """Return `exp(mean(log(value + shift))) - shift`; None without values, or where one is not above `-shift`.

    The shift keeps values near nothing from ruling the mean (T. Achterberg, "Constraint Integer Programming", thesis,
    Technische Universität Berlin, 2007; H. Mittelmann's benchmarks of optimisation software take one, too).
    """
    if not values or min(values) <= -shift:
        return None
    return exp(fsum(log(value + shift) for value in values) / len(values)) - shift


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies, between two of them by proportion.

    Args:
        values: at least one; may be infinite.
        share: from 0 to 1.
    """
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below, weight = int(place), place % 1
    if not weight or ordered[below] == ordered[below + 1]:
        return ordered[below]
    return ordered[below] * (1 - weight) + ordered[below + 1] * weight


def median(values: Sequence[float]) -> float:
    """Return the median of at least one value; infinite where half of them or more are."""
    return quantile(values, 0.5)


@dataclass(frozen=True, slots=True)
class SignTest:
    """An exact two-sided sign test of paired differences.

    Attributes:
        below, ties, above: how many differences are under, at and over 0.
        p: how likely so lopsided a result is, ties dropped, if neither side were better.
        median: of the differences that are finite; None without one.
        finite: how many these are.
    """

    below: int
    ties: int
    above: int
    p: float
    median: float | None
    finite: int


def sign_test(differences: Iterable[float]) -> SignTest:
    """Test whether differences lie to one side of 0; ties are dropped and counted.

    After W. Dixon, A. Mood, "The statistical sign test", Journal of the American Statistical Association 41 (1946).

    Args:
        differences: of the pairs; infinite where only one side has a value.
    """
    every = list(differences)
    below, above = sum(value < 0 for value in every), sum(value > 0 for value in every)
    count = below + above
    tail = sum(comb(count, fewer) for fewer in range(min(below, above) + 1))
    finite = [value for value in every if isfinite(value)]
    return SignTest(
        below,
        len(every) - count,
        above,
        min(1.0, 2 * tail / 2**count),
        median(finite) if finite else None,
        len(finite),
    )
