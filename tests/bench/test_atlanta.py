"""Atlanta's days on all its stands, and on one concourse alone."""

from pathlib import Path

import pytest

from standalloc.bench.atlanta import Atlanta, days_of_atlanta, with_one_concourse
from standalloc.io import read
from standalloc.solve import solve

DATA = Path(__file__).parents[3] / "shared" / "data"
FLIGHTS = """\
FL_DATE,OP_UNIQUE_CARRIER,TAIL_NUM,OP_CARRIER_FL_NUM,ORIGIN,DEST,CRS_DEP_TIME,CRS_ARR_TIME,CANCELLED,DIVERTED
3/10/2030 12:00:00 AM,FL,N1AT,1,MCO,ATL,0800,0930,0,0
3/10/2030 12:00:00 AM,FL,N1AT,2,ATL,MCO,1030,1200,0,0
3/11/2030 12:00:00 AM,FL,N1AT,3,MCO,ATL,0800,0930,0,0
3/11/2030 12:00:00 AM,FL,N1AT,4,ATL,MCO,1030,1200,0,0
"""
FILES = {
    "airport.toml": "made up\n",
    "stands.csv": "stand,kind,max_code,terminal\nC1,contact,C,C\nC2,contact,D,C\nD1,contact,C,D\n"
    "X1,contact,C,\nX2,contact,B,\n",
    "exclusions.csv": "stand_a,stand_b\nC1,C2\nC1,D1\nC2,X1\n",
}


def test_atlanta_s_days_on_its_stands(tmp_path):
    """Made-up flights on made-up stands."""
    pytest.importorskip("airportsdata")
    (tmp_path / "stands").mkdir()
    stands = "I\n1200\n\n1 1026 1 0 KATL Example\n1302 icao_code KATL\n"
    stands += "1300 33.64 -84.44 90.0 gate jets Gate 1\n1301 C airline\n99\n"
    (tmp_path / "stands" / "KATL_ramps.txt").write_text(stands)
    (tmp_path / "bts-2008").mkdir()
    (tmp_path / "bts-2008" / "flights.csv").write_text(FLIGHTS)
    schedules = days_of_atlanta(tmp_path)
    day = Atlanta(tmp_path, schedules[0]).day(tmp_path / "days")
    instance = read(day.folder, day.schedule)
    assert [stand.id for stand in instance.airport.stands] == ["1"]
    assert instance.turns
    other = Atlanta(tmp_path, schedules[1]).day(tmp_path / "days")
    assert (other.folder, other.hash != day.hash) == (day.folder, True)


def test_other_gates_and_small_stands_go_and_the_rest_are_remote():
    found = with_one_concourse(FILES, "C")
    lines = ["stand,kind,max_code,terminal", "C1,contact,C,C", "C2,contact,D,C", "X1,remote,C,"]
    assert found["stands.csv"].splitlines() == lines
    assert found["exclusions.csv"].splitlines() == ["stand_a,stand_b", "C1,C2", "C2,X1"]
    assert found["airport.toml"] == FILES["airport.toml"]


def test_an_airport_without_exclusions_has_none_then():
    files = {name: text for name, text in FILES.items() if name != "exclusions.csv"}
    assert set(with_one_concourse(files, "C")) == set(files)


@pytest.mark.skipif(not (DATA / "bts-2008").is_dir(), reason=f"{DATA / 'bts-2008'} is not there")
@pytest.mark.parametrize(("concourse", "stands"), [("", 320), ("C", 124)])
def test_days_of_the_sample_are_proven_optimal(tmp_path, concourse, stands):
    pytest.importorskip("airportsdata")
    days = days_of_atlanta(DATA)
    assert len(days) == 15
    day = Atlanta(DATA, "2008-05-10.csv", concourse).day(tmp_path)
    instance = read(day.folder, day.schedule)
    assert len(instance.airport.stands) == stands
    result = solve(instance, time_limit=120, workers=1)
    assert result.status == "optimal"
    assert result.judgement.figures.unallocated == 0
    assert (result.objective > 0) is bool(concourse)
