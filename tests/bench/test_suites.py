"""The suites as data."""

from collections import Counter
from pathlib import Path

import pytest

from standalloc.bench.suites import SUITES
from standalloc.engine.search.config import configuration_names

KNOWN = [suite for suite in SUITES.values() if suite.instances]


@pytest.mark.parametrize("suite", KNOWN, ids=lambda suite: suite.name)
def test_every_case_is_one_of_its_kind(suite):
    cases = suite.cases(Path("data"))
    kinds = Counter((case.instance, case.time_limit, case.configs, case.tier) for case in cases)
    assert set(kinds.values()) == {1}
    assert {name for case in cases for name in case.configs} <= set(configuration_names())


@pytest.mark.parametrize("suite", KNOWN, ids=lambda suite: suite.name)
def test_one_name_is_one_instance(suite):
    sources = {(case.instance, case.source) for case in suite.cases(None)}
    assert len(sources) == suite.instances


def test_only_real_layouts_count_by_their_data():
    assert set(SUITES) - {suite.name for suite in KNOWN} == {"real-layouts"}
    assert SUITES["real-layouts"].needs_data


def test_new_york_s_year():
    assert SUITES["nyc2013"].instances == 1095


def test_smoke_takes_two_minutes_at_most():
    assert sum(case.time_limit * len(case.configs) for case in SUITES["smoke"].cases(None)) <= 120


def test_the_engine_s_published_cases_come_with_the_data():
    suite = SUITES["engine"]
    added = {case.instance for case in suite.cases(Path("data"))} - {case.instance for case in suite.cases(None)}
    assert added == {"svo", "huawei-1"}
