"""Aircraft by registration, and models to types."""

from pathlib import Path

import pytest

from standalloc.io.aircraft_types import aircraft_types
from standalloc.io.bts import fleet as module
from standalloc.io.bts.fleet import Airframe, read_fleet, type_of_model
from standalloc.io.problem_log import ProblemLog


@pytest.mark.parametrize(
    ("model", "designator"),
    {
        "717-200": "B712",
        "737-7H4": "B737",
        "737-7BD": "B737",
        "737-832": "B738",
        "737-8": "B38M",
        "737 MAX 8": "B38M",
        "737-9": "B39M",
        "737-924ER": "B739",
        "757-232": "B752",
        "767-432ER": "B764",
        "777-232LR": "B77L",
        "777-222": "B772",
        "777-323ER": "B77W",
        "787-10": "B78X",
        "A320-232": "A320",
        "A320-251N": "A20N",
        "A321-211": "A321",
        "A321-271NX": "A21N",
        "A330-323": "A333",
        "CL-600-2B19": "CRJ2",
        "CL-600-2C10": "CRJ7",
        "CL600-2D24": "CRJ9",
        "DC-9-82(MD-82)": "MD82",
        "MD 83": "MD83",
        "MD-88": "MD88",
        "DC-9-51": "DC95",
        "DC-9-31": "DC93",
        "EMB-145XR": "E45X",
        "EMB-145LR": "E145",
        "EMB-135KL": "E135",
        "ERJ 190-100 IGW": "E190",
        "ERJ 170-200 LR": "E75L",
        "ATR 72-212": "AT72",
        "ATR-72-212": "AT72",
        "DHC-8-202": "DH8B",
        "saab  340b": "SF34",
        "BD-500-1A10": "BCS1",
        "B738": "B738",
        "73H": "B738",
    }.items(),
)
def test_models(model: str, designator: str) -> None:
    assert type_of_model(model) == designator


@pytest.mark.parametrize("model", ["", "172M", "PA-28-180", "S-76A", "FALCON XP", "172N 738XX"])
def test_no_airliners(model: str) -> None:
    assert type_of_model(model) is None


def test_every_model_is_of_a_known_type() -> None:
    assert {designator for _, designator in module._MODELS} <= {known.icao for known in aircraft_types().values()}


def read(tmp_path: Path, text: str) -> tuple[dict[str, Airframe], list[str]]:
    path = tmp_path / "fleet.csv"
    path.write_text(text, encoding="utf-8")
    log = ProblemLog()
    fleet = dict(read_fleet(path, log))
    return fleet, [f"{Path(problem.file or '').name}:{problem.line}:{problem.code}" for problem in log.problems()]


def test_a_registry(tmp_path: Path) -> None:
    text = "tailnum,type,model\nN1AT\nN2AT,Corporation,717-200\nn3at,Corporation,172M\nN4AT,,A124\nN2AT,,B712\n"
    fleet, problems = read(tmp_path, text)
    assert fleet == {"N2AT": Airframe("B712", 106), "N4AT": Airframe("A124", None)}
    assert problems == []


def test_seats_that_are_told(tmp_path: Path) -> None:
    fleet, _ = read(tmp_path, "tailnum;model;seats\nN1AT;B712;117\nN2AT;B712;\n")
    assert fleet == {"N1AT": Airframe("B712", 117), "N2AT": Airframe("B712", 106)}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("tail,model\nN1AT,B712\n", "fleet.csv:1:missing_column"),
        ("tailnum,type\nN1AT,B712\n", "fleet.csv:1:missing_column"),
        ("tailnum,model,seats\nN1AT,B712,many\n", "fleet.csv:2:bad_number"),
        ("tailnum,model,seats\nN1AT,B712,-1\n", "fleet.csv:2:out_of_range"),
        ("tailnum,model\nN1AT,B712\nN1AT,B738\n", "fleet.csv:3:duplicate"),
        ("", "fleet.csv:None:empty_file"),
        ("tailnum,model\nN1AT," + "9" * 200_000 + "\n", "fleet.csv:2:bad_csv"),
    ],
)
def test_malformed(tmp_path: Path, text: str, problem: str) -> None:
    assert read(tmp_path, text)[1] == [problem]
