"""The hot paths are held against their baselines."""

import json

import pytest

from benchmarks import ratios
from benchmarks.ratios import BASELINES, FACTOR, faults, main, ratios_of, table
from benchmarks.test_hot_paths import DAYS

PATHS = ("read", "compile", "ascent", "bound", "dive", "check", "score")


@pytest.fixture
def baselines(tmp_path, monkeypatch):
    """A file of baselines in place of the project's."""
    path = tmp_path / "ratios.json"
    path.write_text(json.dumps({"read[hub130]": 2.0, "dive[LGA]": 40.0}))
    monkeypatch.setattr(ratios, "BASELINES", path)
    return path


def timed(tmp_path, measured):
    """Return a file as pytest-benchmark writes it, as far as it is read."""
    runs = [{"name": f"test_{name}", "extra_info": {"ratio": ratio}} for name, ratio in measured.items()]
    path = tmp_path / "timed.json"
    path.write_text(json.dumps({"benchmarks": runs}))
    return str(path)


def test_each_path_has_a_baseline_on_each_day():
    saved = json.loads(BASELINES.read_text(encoding="utf-8"))
    assert set(saved) == {f"{path}[{day}]" for path in PATHS for day in DAYS}
    assert all(ratio > 0 for ratio in saved.values())


def test_what_is_as_fast_as_it_was(tmp_path, baselines, capsys):
    measured = {"read[hub130]": 2.0 * FACTOR, "dive[LGA]": 10.0}
    assert main([timed(tmp_path, measured)]) == 0
    out, err = capsys.readouterr()
    assert "dive[LGA]                    10         40   0.25" in out
    assert err == ""


def test_what_has_become_slow(tmp_path, baselines, capsys):
    assert main([timed(tmp_path, {"read[hub130]": 2.01 * FACTOR, "dive[LGA]": 40.0})]) == 1
    assert capsys.readouterr().err.startswith("read[hub130]: takes 3.0 times its baseline, 3 are allowed")


def test_paths_that_only_one_side_knows():
    found = [*faults({"read[hub130]": 1.0, "new[hub130]": 1.0}, {"read[hub130]": 1.0, "gone[hub130]": 1.0})]
    assert [message.split(";")[0] for message in found] == [
        "gone[hub130]: was not timed",
        "new[hub130]: has no baseline",
    ]
    assert len([*table({"new[hub130]": 1.0}, {})]) == 1


def test_saved_baselines_are_what_was_timed(tmp_path, baselines):
    assert main([timed(tmp_path, {"read[hub130]": 1.23456, "dive[LGA]": 1234.5}), "--save"]) == 0
    assert json.loads(baselines.read_text()) == {"read[hub130]": 1.23, "dive[LGA]": 1230.0}


def test_ratios_are_those_of_the_run():
    document = {"benchmarks": [{"name": "test_read[hub130]", "extra_info": {"ratio": 2.5}, "stats": {}}]}
    assert ratios_of(document) == {"read[hub130]": 2.5}
