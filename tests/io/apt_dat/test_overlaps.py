"""Exclusions that follow from positions: only where no two aircraft of the letters fit, and always there."""

import csv
import re
from pathlib import Path

import pytest

from standalloc.io.apt_dat import read_apt_dat
from standalloc.io.apt_dat.overlaps import Spot, overlapping
from standalloc.io.grplugin import read_grplugin
from standalloc.model.condition import Aircraft
from standalloc.model.sizes import CODE_LETTERS, WINGSPAN_LIMIT_M

SHARED = Path(__file__).parents[4] / "shared" / "data" / "stands"
NARROWEST = dict(zip(CODE_LETTERS, (5.0, *WINGSPAN_LIMIT_M.values()), strict=False))
#: Degrees of latitude in a metre.
METRE = 360 / 40_030_174


def spots(metres: float, codes: str, turn: float = 0.0) -> list[Spot]:
    return [Spot("A", 50.0, 8.0, 350.0, codes[0]), Spot("B", 50.0 + metres * METRE, 8.0, 350.0 + turn, codes[1])]


@pytest.mark.parametrize("codes", ["AA", "CC", "CE", "EF", "FF", "AF"])
@pytest.mark.parametrize("metres", [0.0, 4.9, 9.9, 19.6, 29.9, 30.1, 37.9, 38.1, 64.9, 65.1])
def test_pairs_of_letters(metres: float, codes: str) -> None:
    """Of every two aircraft that the stands take, exactly those are excluded whose narrowest wings would overlap."""
    found = list(overlapping(spots(metres, codes)))
    for one in CODE_LETTERS[: CODE_LETTERS.index(codes[0]) + 1]:
        for other in CODE_LETTERS[: CODE_LETTERS.index(codes[1]) + 1]:
            excluded = any(
                on_a.matches(Aircraft(one, NARROWEST[one])) and on_b.matches(Aircraft(other, NARROWEST[other]))
                for _, on_a, _, on_b in found
            )
            assert excluded == ((NARROWEST[one] + NARROWEST[other]) / 2 > metres), (one, other)


@pytest.mark.parametrize(("turn", "count"), [(0, 1), (29, 1), (-29, 1), (331, 1), (31, 0), (90, 0), (180, 0)])
def test_only_stands_that_lie_the_same_way_round(turn: float, count: int) -> None:
    assert len(list(overlapping(spots(37.0, "CE", turn)))) == count


def test_distances_across_the_date_line_and_near_the_pole() -> None:
    one, other = Spot("A", 60.0, 179.9999, 0, "E"), Spot("B", 60.0, -179.9999, 0, "E")  # 11 m apart
    assert list(overlapping([one, other]))
    east = 60 * METRE / 0.5  # half as many metres in a degree of longitude as at the equator
    assert not list(overlapping([one, Spot("B", 60.0, 179.9999 - east, 0, "E")]))


def test_zurich_against_its_own_stand_file() -> None:
    """What follows from positions is in the airport's stand file too, but for one pair of 45."""
    sources = SHARED / "LSZH_ramps.txt", SHARED / "grplugin_LSGG_LSZH.txt"
    for source in sources:
        if not source.is_file():
            pytest.skip(f"{source} is not there")
    ours = read_apt_dat(sources[0], "LSZH", "Europe/Zurich").files
    theirs = read_grplugin(sources[1], "LSZH", "Europe/Zurich").files
    names = {row["stand"] for row in csv.DictReader(theirs["stands.csv"].splitlines())}
    stands = {_short(row["stand"]) for row in csv.DictReader(ours["stands.csv"].splitlines())} & names
    derived, written = _pairs(ours["exclusions.csv"], stands), _pairs(theirs["exclusions.csv"], stands)
    assert (len(derived), len(written), len(derived & written)) == (45, 63, 44)


def _pairs(text: str, stands: set[str]) -> set[frozenset[str]]:
    pairs = (frozenset(map(_short, (row["stand_a"], row["stand_b"]))) for row in csv.DictReader(text.splitlines()))
    return {pair for pair in pairs if pair <= stands}


def _short(name: str) -> str:
    """Return the airport's own name of a stand: A46 for Dock A Gate 46."""
    return re.sub(r"^.*\b(?:Dock|Apron) (\w) (?:Gate )?(?=\d\d$)", r"\1", name)
