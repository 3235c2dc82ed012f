"""Configurations: by name or from a file, and what is wrong with one in one line."""

import re
import tomllib
from importlib import resources

import pytest

from standalloc.engine.baselines import BASELINES
from standalloc.engine.search.config import Configuration, configuration_names, load_configuration


def test_the_packaged_ones():
    assert configuration_names() == tuple(sorted(("default", "fast", "proof", "first", "cpsat", *BASELINES)))
    for name in configuration_names():
        assert load_configuration(name).name == name


@pytest.mark.parametrize("name", BASELINES)
def test_a_baseline_is_a_configuration_of_its_name(name):
    assert load_configuration(name) == Configuration(name=name, baseline=name)


def test_the_default_says_every_key_itself():
    """Its file is the list of what can be set: nothing in it is left to a default in the code."""
    text = (resources.files("standalloc") / "configs" / "default.toml").read_text(encoding="utf-8")
    assert {"name", *tomllib.loads(text)} == set(Configuration.model_fields)


def test_every_field_is_described():
    for field in Configuration.model_fields:
        assert f"\n        {field}:" in f"\n{Configuration.__doc__}"


def test_a_file_is_named_after_itself_and_may_say_otherwise(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("dive_step = 3\n", encoding="utf-8")
    mine = load_configuration(str(path))
    assert (mine.name, mine.dive_step, mine.bound) == ("mine", 3, True)
    path.write_text('name = "ours"\n', encoding="utf-8")
    assert load_configuration(str(path)).name == "ours"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dive_steps = 3", "mine.toml: key 'dive_steps' is not known; the keys are name, baseline, whole_columns"),
        ("dive_step = 0", "mine.toml: dive_step 0: input should be greater than or equal to 1"),
        ('bound = "perhaps"', "mine.toml: bound 'perhaps': input should be a valid boolean"),
        ("whole_share = 1.5", "mine.toml: whole_share 1.5: input should be less than or equal to 1"),
        ("neighbourhood_work = 0", "mine.toml: neighbourhood_work 0: input should be greater than 0"),
        ("neighbourhood_work = nan", "mine.toml: neighbourhood_work nan: input should be"),
        ("dive_step = [1]", r"mine.toml: dive_step [1]: input should be a valid integer"),
        ('baseline = "greedy"', "mine.toml: baseline 'greedy': input should be '', 'fcfs', 'cpsat-plain'"),
        ("dive_step =", "mine.toml: Invalid value"),
        ("[stage]\nname = 1", "mine.toml: key 'stage' is not known"),
    ],
)
def test_what_a_file_says_wrong_is_named(tmp_path, text, words):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(words)):
        load_configuration(str(path))


def test_a_name_that_is_none_lists_those_there_are():
    with pytest.raises(ValueError, match=r"config 'quick' is not one of cpsat, cpsat-plain, .* nor a \.toml file"):
        load_configuration("quick")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ValueError, match=r"gone\.toml: No such file"):
        load_configuration(str(tmp_path / "gone.toml"))


def test_a_folder_is_no_file(tmp_path):
    folder = tmp_path / "mine.toml"
    folder.mkdir()
    with pytest.raises(ValueError, match=r"mine\.toml: Is a directory"):
        load_configuration(str(folder))


def test_a_file_that_is_not_text(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ValueError, match=r"mine\.toml: is not UTF-8 text"):
        load_configuration(str(path))
