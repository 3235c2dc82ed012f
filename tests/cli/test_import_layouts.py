"""`import apt-dat` and `import grplugin`: stands of an airport, and the account of what became of the lines."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.io.apt_dat.sample import SAMPLE as APT_DAT
from tests.io.grplugin.sample import SAMPLE as GRPLUGIN

Run = Callable[..., Result]


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Made-up sources in the working directory of the test."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "apt.dat").write_text(APT_DAT, encoding="utf-8")
    (tmp_path / "stands.txt").write_text(GRPLUGIN, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("apt-dat", "apt.dat", "--airport", "KXYZ"), "6 stands of KXYZ (3 contact), 2 exclusions"),
        (("apt-dat", "apt.dat", "--airport", "XYZ", "--airlines", "rule"), "the only ones that may use them"),
        (("grplugin", "stands.txt", "--airport", "LSZH"), "4 stands of LSZH (2 contact), 5 exclusions, 5 preferences"),
        (("grplugin", "stands.txt", "--airport", "LSZH", "--contact", "A*", "--contact", "P*"), "(4 contact)"),
    ],
)
def test_what_is_imported_is_an_airport(source: Path, run: Run, words: tuple[str, ...], said: str) -> None:
    answer = run("import", *words, "--timezone", "Europe/Zurich", "--out", "new/airport")
    assert answer.exit_code == 0, answer.output
    assert said in answer.stdout
    assert answer.stdout.endswith("wrote new/airport; next: standalloc show new/airport\n")
    for command in ("validate", "show"):
        checked = run(command, "new/airport")
        assert checked.exit_code == 0, checked.output
    assert {path.name for path in (source / "new/airport").iterdir()} >= {
        "airport.toml",
        "stands.csv",
        "exclusions.csv",
    }


def test_every_line_is_told(source: Path, run: Run) -> None:
    answer = run("import", "grplugin", "stands.txt", "--airport", "LSZH", "--timezone", "UTC", "--out", "new")
    (sums,) = (line.split() for line in answer.stdout.splitlines() if line.startswith("sum "))
    assert sum(map(int, sums[1:])) == len((source / "stands.txt").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("apt-dat", "apt.dat", "--airport", "KBAD"), "apt.dat:29: latitude: error bad_number: latitude 'here' is not"),
        (("apt-dat", "apt.dat"), "apt.dat: error missing: airport is missing: the file holds 'KXYZ', 'KOLD', 'KBAD'"),
        (
            ("grplugin", "stands.txt", "--airport", "LSGG"),
            "stands.txt:40: CODE: error bad_code: CODE 'Q' is not one of",
        ),
        (("grplugin", "stands.txt"), "error missing: airport is missing: the file holds stands of LSGG, LSZH"),
        (("grplugin", "apt.dat"), "apt.dat: error no_rows: holds no line STAND"),
        (("apt-dat", "stands.txt"), "stands.txt: error no_rows: holds no startup location"),
    ],
)
def test_a_bad_source_leaves_nothing_behind(source: Path, run: Run, words: tuple[str, ...], said: str) -> None:
    answer = run("import", *words, "--timezone", "UTC", "--out", "new")
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert not (source / "new").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("apt-dat", "nowhere", "--out", "new"),
        ("apt-dat", ".", "--out", "new"),
        ("apt-dat", "apt.dat", "--airport", "KXYZ"),
        ("apt-dat", "apt.dat", "--airport", "KXYZ", "--airlines", "all", "--out", "new"),
        ("grplugin", "stands.txt", "--airport", "LSZH", "--out", "apt.dat"),
        ("grplugin", "stands.txt", "--airport", "LSZH", "--timezone", "Zurich", "--out", "new"),
        ("grplugin", "stands.txt", "--airport", "LSZH", "--contact", "Z*", "--timezone", "UTC", "--out", "new"),
    ],
)
def test_bad_usage(source: Path, run: Run, words: tuple[str, ...]) -> None:
    before = sorted(source.rglob("*"))
    answer = run("import", *words)
    assert answer.exit_code == 2
    assert answer.stderr
    assert "Internal error" not in answer.stderr
    assert sorted(source.rglob("*")) == before
