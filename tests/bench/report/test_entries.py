"""Labels that tell configurations apart, groups in their order, tasks that pair runs."""

from standalloc.bench.report.entries import by_task, entries_of, grouped, labels_of


def test_a_name_alone_where_it_suffices_and_the_reference_first(solved):
    entries = entries_of([solved(config="fast"), solved(config="default"), solved(config="cpsat")])
    assert labels_of(entries) == ("default", "cpsat", "fast")


def test_workers_and_hashes_tell_two_of_a_name_apart(solved):
    records = [solved(workers=workers, config_hash=text) for workers, text in ((1, "aaaaaaaa"), (2, "bbbbbbbb"))]
    assert labels_of(entries_of(records)) == ("default (1 worker, aaaaaa)", "default (2 workers, bbbbbb)")


def test_groups_keep_families_in_the_order_of_their_first_runs_and_limits_apart(solved):
    records = [
        solved(family="late", date="2030-06-01T14:00:00+00:00"),
        solved(family="early", time_limit=60.0, date="2030-06-01T13:00:00+00:00"),
        solved(family="early", config="fast", date="2030-06-01T12:00:00+00:00"),
        solved(family="early", date="2030-06-01T15:00:00+00:00"),
    ]
    groups = grouped(entries_of(records))
    assert [(group.family, group.time_limit, group.label) for group in groups] == [
        ("early", 20, "default"),
        ("early", 20, "fast"),
        ("early", 60, "default"),
        ("late", 20, "default"),
    ]
    assert all(len(members) == 1 for members in groups.values())


def test_the_newest_run_of_a_task_counts(solved):
    old, new = (solved(objective=cost, date=f"2030-06-0{day}T12:00:00+00:00") for day, cost in ((1, 120.0), (2, 110.0)))
    [runs] = by_task(entries_of([new, old])).values()
    assert list(runs.values()) == [new]


def test_one_problem_by_two_names_is_one_task_and_an_unread_one_goes_by_its_name(solved):
    records = [solved("a", fingerprint="same"), solved("b", fingerprint="same"), solved("c", fingerprint="")]
    tasks = [entry.task.problem for entry in entries_of(records)]
    assert tasks == ["same", "same", "c"]
