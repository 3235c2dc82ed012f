"""Every stored plan is judged anew, and what does not stand is found."""

import json
import shutil
from pathlib import Path

import pytest

from standalloc.bench.records import RECORDS, read_all, read_best_known, record_files
from standalloc.bench.records_check import faults, strays
from standalloc.bench.records_public import public_instances
from standalloc.bench.sources import INSTANCES, NewYorkDay

TIERS = RECORDS / "tiny" / "tiny-tiers.json"


def is_at_hand(path: Path) -> bool:
    """Say whether the instance of a record need not be built from a year of flights, which takes half a minute.

    `standalloc bench records check` judges those, too.
    """
    public = public_instances().get(path.stem)
    if public is None or not isinstance(public.source, NewYorkDay):
        return True
    return (INSTANCES / "nyc2013" / public.source.airport.lower() / f"{public.source.date}.csv").is_file()


@pytest.mark.parametrize("path", [*filter(is_at_hand, record_files(RECORDS))], ids=lambda path: path.stem)
def test_every_stored_plan(path: Path, tmp_path: Path) -> None:
    assert [*faults(path, tmp_path)] == []


def test_every_record_is_in_its_place() -> None:
    public = public_instances()
    for known, path in zip(read_all(RECORDS), record_files(RECORDS), strict=True):
        assert (path.parent.name, path.stem) == (known.family, known.instance)
        assert public[known.instance].family == known.family
        assert path.with_suffix(".csv").is_file()
    assert [*strays(RECORDS)] == []


def test_tiny_days_are_known_to_their_optima() -> None:
    tiny = [known for known in read_all(RECORDS) if known.family == "tiny"]
    assert tiny
    assert all(known.plan.costs == tuple(bound.bound for bound in known.bounds) for known in tiny)


@pytest.fixture
def tiers(tmp_path: Path) -> Path:
    """A copy of a stored record with tiers, and of its plan."""
    path = tmp_path / "records" / "tiny" / TIERS.name
    path.parent.mkdir(parents=True)
    for suffix in (".json", ".csv"):
        shutil.copy(TIERS.with_suffix(suffix), path.with_suffix(suffix))
    return path


def changed(path: Path, change) -> list[str]:
    """Return the faults of a record after a change of its document."""
    document = json.loads(path.read_text())
    change(document)
    path.write_text(json.dumps(document))
    return [*faults(path, path.parent / "made")]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda known: known.update(schema=2), "schema is not as docs/benchmarks.md has it"),
        (lambda known: known.update(fingerprint="0" * 64), "the fingerprint is not that of the instance's files"),
        (lambda known: known.update(family="hub"), "family and instance, hub and tiny-tiers, are not those of"),
        (lambda known: known.update(instance="svo"), "instance 'svo' is not public"),
        (lambda known: known["plan"].update(objective=79.0), "the plan costs 80, 0, 0, 80, the record says 79, 0, 0"),
        (lambda known: known["plan"].update(tiers=[]), "the plan costs 80, 0, 0, 80, the record says 80"),
        (lambda known: known["bounds"][0].update(bound=1.0), "the bound 1 of tier 1 lies above the plan, 0"),
        (lambda known: known["bounds"][2].update(held=[0, -1]), "of tier 3 was proven with 0, -1 held"),
        (lambda known: known["bounds"][2].update(held=[]), "of tier 3 was proven with nothing held"),
        (lambda known: known["bounds"][0].update(tier=2), "bounds are of tiers [2, 2, 3]"),
        (lambda known: known["bounds"][0].update(tier=4), "bounds are of tiers [4, 2, 3]"),
        (lambda known: known["bounds"][0].update(tier=0), "bounds are of tiers [0, 2, 3]"),
    ],
)
def test_what_does_not_stand(tiers: Path, change, fault: str) -> None:
    assert [*faults(tiers, tiers.parent / "made")] == []
    found = changed(tiers, change)
    assert any(fault in message for message in found), found
    assert all("tiny-tiers" in message for message in found)


@pytest.mark.parametrize(
    ("plan", "fault"),
    [
        ("turn,stand\nL1,C1\nT2,C1\n", "the plan breaks overlap"),
        ("turn,stand\nL1,C1\nT2,\n", "the plan costs 10000, 10000, 0, 0"),
        ("turn,stand\nL1,C9\n", "stand 'C9' is not one of the airport's"),
        (None, "does not exist"),
    ],
)
def test_a_plan_that_does_not_stand(tiers: Path, plan: str | None, fault: str) -> None:
    path = tiers.with_suffix(".csv")
    path.unlink() if plan is None else path.write_text(plan)
    found = [*faults(tiers, tiers.parent / "made")]
    assert any(fault in message for message in found), found


def test_files_that_belong_to_no_record(tiers: Path) -> None:
    folder = tiers.parents[1]
    assert [*strays(folder)] == []
    for name in ("tiny/alone.csv", "tiny/note.txt", "above.json"):
        (folder / name).write_text("x")
    assert [line.split(": ")[0] for line in strays(folder)] == [
        str(folder / name) for name in ("above.json", "tiny/alone.csv", "tiny/note.txt")
    ]


def test_warnings_of_an_instance_are_not_repeated(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert [*faults(RECORDS / "tiny" / "tiny-pin.json", tmp_path)] == []
    assert caplog.records == []


def test_a_made_day_is_judged_too(tmp_path: Path) -> None:
    path = RECORDS / "hub" / "hub130-1.json"
    assert read_best_known(path).plan.costs == (5058.0,)
    assert [*faults(path, tmp_path)] == []
    assert [*tmp_path.iterdir()] != []
