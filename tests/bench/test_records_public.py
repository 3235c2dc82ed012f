"""Which instances are public."""

from collections import defaultdict

from standalloc.bench.records_public import public_instances
from standalloc.bench.sources import INSTANCES, NewYorkDay
from standalloc.bench.suites import SUITES


def test_each_tiny_day_each_hub_and_the_year_of_new_york():
    of_family = defaultdict(list)
    for name, public in public_instances().items():
        assert public.name == name
        of_family[public.family].append(name)
    folders = [path.name for path in (INSTANCES / "tiny").iterdir() if path.is_dir()]
    assert sorted(of_family["tiny"]) == sorted(f"tiny-{name}" for name in folders)
    assert {"hub130-1", "hub520-3", "hub520c-1", "hub520r-1", "hub2080-1"} <= set(of_family["hub"])
    assert len(of_family["nyc2013"]) == 3 * 365
    assert set(of_family) == {"tiny", "hub", "nyc2013"}


def test_nothing_made_of_data_that_are_not_ours():
    assert not [name for name in public_instances() if name.startswith(("huawei", "svo", "atl"))]


def test_a_name_means_the_same_instance_in_every_suite():
    """But for the day of the demo, a copy of the committed one."""
    public = public_instances()
    for suite in SUITES.values():
        for case in suite.cases(None):
            if case.instance in public and case.instance != "jfk-2013-07-11":
                assert public[case.instance].source == case.source
    assert isinstance(public["jfk-2013-07-11"].source, NewYorkDay)
