"""What more moves cost, tier by tier, from no terms but those that can cost anything."""

from fractions import Fraction
from typing import Final

from standalloc.check.terms import AMOUNTS, COSTS
from standalloc.model import Airport
from standalloc.service.judging.scene import Scene
from standalloc.service.judging.verdict import difference


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
        return [
            sum((difference(scene, name, amount) * price for name, amount, price in tier), Fraction(0))
            for tier in self._tiers
        ]
