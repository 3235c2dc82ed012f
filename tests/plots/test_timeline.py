"""The horizon is whole hours of local time; dates are marked where they change."""

from standalloc.plots.timeline import hour_ticks


def ticks(day):
    return list(hour_ticks(day.instance, day.chart.start, day.chart.end))


def span(day):
    return day.chart.start, day.chart.end


def test_the_horizon_is_widened_to_whole_hours(build):
    day = build.day([build.stand("S")], [build.turn("t", 6.5, 8.25)], {})
    assert span(day) == (-30, 150)
    assert [tick.label for tick in ticks(day)] == ["06:00", "07:00", "08:00"]


def test_whole_hours_stay_as_they_are(build):
    assert span(build.day([build.stand("S")], [build.turn("t", 6, 8)], {})) == (0, 120)


def test_a_departure_alone_begins_before_the_first_time(build):
    day = build.day([build.stand("S")], [build.turn("t", None, 8)], {})
    assert span(day) == (-60, 0)


def test_hours_are_local_where_the_offset_is_not_whole(build):
    day = build.day([build.stand("S")], [build.turn("t", 6, 8)], {}, timezone="Asia/Kolkata")
    assert span(day) == (-30, 150)
    assert ticks(day)[0].label == "11:00"


def test_the_date_is_marked_at_first_and_at_local_midnight(build):
    day = build.day([build.stand("S")], [build.turn("t", 2, 7)], {}, timezone="America/New_York")
    assert [(tick.label, tick.date) for tick in ticks(day)] == [
        ("22:00", "2030-05-31"),
        ("23:00", ""),
        ("00:00", "2030-06-01"),
        ("01:00", ""),
        ("02:00", ""),
    ]


def test_an_hour_the_clock_skips_is_not_shown(build):
    # Daylight saving time began in New York on 2030-03-10 at 07:00 UTC: 83 days and an hour before June.
    day = build.day([build.stand("S")], [build.turn("t", -83 * 24 + 5, -83 * 24 + 9)], {}, timezone="America/New_York")
    assert [tick.label for tick in ticks(day)] == ["00:00", "01:00", "03:00", "04:00"]
    assert [tick.minute for tick in ticks(day)] == [0, 60, 120, 180]
