"""`docs/configurations.md` documents every packaged configuration and every key with its default."""

import re
import tomllib
from importlib import resources
from pathlib import Path

from standalloc.engine.baselines import BASELINES
from standalloc.engine.search.config import Configuration, configuration_names

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "configurations.md").read_text(encoding="utf-8")


def rows(title: str) -> dict[str, list[str]]:
    """Return the cells of the rows of a section's table by the name their first cell holds in backticks."""
    (text,) = re.findall(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    lines = re.findall(r"^\| `([\w-]+)` \|(.*)\|$", text, re.MULTILINE)
    return {name: [cell.strip() for cell in cells.split(" |")] for name, cells in lines}


def test_every_packaged_configuration():
    assert sorted(rows("Those that come with the package")) == list(configuration_names())


def test_every_key():
    assert list(rows("Keys of a file")) == list(Configuration.model_fields)


def test_defaults_of_the_keys_are_those_of_the_default():
    text = (resources.files("standalloc") / "configs" / "default.toml").read_text(encoding="utf-8")
    told = {key: tomllib.loads(f"value = {cells[0].strip('`')}")["value"] for key, cells in _but_the_name()}
    assert told == tomllib.loads(text)
    assert Configuration.model_validate(told) == Configuration()


def test_every_baseline():
    named = re.findall(r"`([\w-]+)`", rows("Keys of a file")["baseline"][1])
    described = re.findall(r"^\*\*`([\w-]+)`\*\*", PAGE, re.MULTILINE)
    assert named == described == list(BASELINES)


def _but_the_name() -> list[tuple[str, list[str]]]:
    return [(key, cells) for key, cells in rows("Keys of a file").items() if key != "name"]
