"""Totals of two configurations: which days count, and what they are in a year."""

from datetime import date

import pytest

from standalloc.bench.replay.compare import Comparison, compared, totals_of


def pairs(day_record, numbers, ours=3, theirs=5, **more):
    """Return the records of days: `ours` and `theirs` bus passengers of 10; None without a plan."""
    return [
        day_record(
            number,
            config,
            None if bused is None else {"passengers": 10, "bus_passengers": bused, "contact_passengers": 10 - bused},
            **more,
        )
        for number in numbers
        for config, bused in (("default", ours), ("fcfs", theirs))
    ]


def comparison(records) -> Comparison:
    [one] = compared(records, "default", "fcfs")
    return one


def test_totals_and_the_difference(day_record):
    one = comparison(pairs(day_record, range(4)))
    ours, theirs = one.totals
    assert (ours.counts.bus_passengers, theirs.counts.bus_passengers, one.fewer_bus_passengers) == (12, 20, 8)
    assert (ours.counts.contact_rate, ours.held, ours.seconds, ours.median_seconds) == (0.7, 8, 6.0, 1.5)
    assert ours.gap == pytest.approx(1 / 11)


def test_a_year_of_four_days_is_scaled(day_record):
    one = comparison(pairs(day_record, range(4)))
    assert not one.is_full_year
    assert one.year_factor == 365 / 4


@pytest.mark.parametrize(
    ("first", "count", "full"), [(0, 365, True), (100, 365, True), (0, 364, False), (0, 366, False)]
)
def test_a_full_year_is_not_scaled(day_record, first, count, full):
    one = comparison(pairs(day_record, range(first, first + count)))
    assert one.is_full_year is full
    assert one.year_factor == (1 if full else 365 / count)


def test_a_leap_year_has_366_days(day_record):
    """From 1 June 2031 to 31 May 2032."""
    assert comparison(pairs(day_record, range(516, 516 + 366))).is_full_year
    assert not comparison(pairs(day_record, range(516, 516 + 365))).is_full_year


def test_a_day_that_only_one_begins_from_the_day_before_counts_in_neither_total(day_record):
    records = [*pairs(day_record, [0], follows=False), *pairs(day_record, [1], follows=True)]
    records += [day_record(2, "default", {"passengers": 9}, follows=True)]
    assert len(comparison([*records, day_record(2, "fcfs", {"passengers": 5}, follows=True)]).counted) == 3
    assert len(comparison([*records, day_record(2, "fcfs", {"passengers": 5}, follows=False)]).counted) == 2


def test_days_without_a_plan_of_both_count_in_neither_total(day_record):
    records = [*pairs(day_record, [0, 2]), *pairs(day_record, [1], ours=None)]
    one = comparison(records)
    assert [pair.day.day for pair in one.days] == [1, 2, 3]
    assert [pair.day.day for pair in one.counted] == [1, 3]
    assert one.totals[1].counts.bus_passengers == 10
    assert one.year_factor == 365 / 2


def test_gaps_are_named_by_their_first_and_last_day(day_record):
    one = comparison(pairs(day_record, [0, 1, 4, 6]))
    assert one.gaps == ((date(2030, 1, 3), date(2030, 1, 4)), (date(2030, 1, 6), date(2030, 1, 6)))


def test_each_airport_apart_and_only_days_of_both(day_record):
    records = [*pairs(day_record, [0], airport="B"), *pairs(day_record, [0], airport="A"), day_record(1, airport="A")]
    assert [(one.airport, len(one.days)) for one in compared(records, "default", "fcfs")] == [("B", 1), ("A", 1)]


def test_the_gap_is_unknown_without_every_bound(day_record, record):
    unbounded = record(bound=None, gap=None).model_dump(by_alias=True)
    first, second = pairs(day_record, [0])[0], pairs(day_record, [1], run=unbounded)[0]
    assert totals_of([first]).gap is not None
    assert totals_of([first, second]).gap is None
    assert totals_of([]).gap is None
