"""What moves cost: stands' own prices, and terms that cost nothing because they are in no tier."""

import pytest

from standalloc.service.judging.scene import Origin, Scene
from standalloc.service.judging.surroundings import Surroundings
from standalloc.service.judging.tariff import Tariff
from standalloc.service.judging.verdict import change
from tests.check.builder import Build


@pytest.mark.parametrize(
    ("cost_per_min", "objective", "tiers"),
    [
        (None, {}, (100,)),
        (2, {}, (220,)),
        (None, {"contact_min": 0.5}, (70,)),
        (2, {"tiers": [["unallocated"], ["bus_passenger"]]}, (0, 100)),
        (2, {"tiers": [["remote_min"], ["tow"]]}, (120, 0)),
    ],
)
def test_what_a_move_from_a_bridge_to_a_bus_costs(cost_per_min, objective, tiers):
    stands = [Build.stand("C1"), Build.stand("R1", "remote", cost_per_min=cost_per_min)]
    instance = Build.day(stands, [Build.turn("T1", "08:00", "09:00", arrival_pax=100)], objective=objective)
    plan, key = Build.plan("T1=C1"), Build.key("T1")
    surroundings = Surroundings(instance, plan)
    scene = Scene(plan, surroundings, Origin(surroundings.alone(["T1"]), plan, [key]), {key: "R1"})
    assert tuple(Tariff(instance.airport).dearer(scene)) == tiers
    assert change(scene).tiers == tiers
