"""What more moves cost, tier by tier, from no terms but those that can cost anything."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from standalloc.check.terms import AMOUNTS, COSTS, Amount
from standalloc.model import Airport
from standalloc.service.judging.scene import Scene
from standalloc.service.judging.verdict import difference

#: A term by its name, how much of it there is, and what each of that costs.
Priced = tuple[str, Amount, Fraction]


class Tariff:
    """The prices of an airport's objective.

    Args:
        airport: with its stands, some of which may have prices of their own.
    """

    def __init__(self, airport: Airport) -> None:
        objective = airport.objective
        weights = {name: Fraction(str(objective.weight(name))) for name in AMOUNTS}
        dear: Final = {name for name, weight in weights.items() if weight}
        if any(stand.cost_per_min for stand in airport.stands):
            dear.update(COSTS)
        self._tiers = [
            [
                (name, COSTS[name], Fraction(1)) if name in COSTS else (name, AMOUNTS[name], weights[name])
                for name in stage
                if name in dear
            ]
            for stage in objective.stages
        ]

    def dearer(self, scene: Scene) -> list[Fraction]:
        """Return what more each tier costs: what `change` tells of the objective, exactly."""
        return [self._dearer(scene, tier) for tier in self._tiers]

    def _dearer(self, scene: Scene, tier: Sequence[Priced]) -> Fraction:
        total = Fraction(0)
        for name, amount, price in tier:
            more = difference(scene, name, amount)
            if more:  # few terms change, and sums of fractions take their time
                total += more * price
        return total
