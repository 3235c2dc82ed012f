"""Holds the hot paths against their baselines: how many yardsticks each takes, never how many seconds.

`make ratios` times `test_hot_paths.py` and hands the JSON file of pytest-benchmark to `python -m benchmarks.ratios`.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from standalloc.io import write_text

BASELINES: Final = Path(__file__).parent / "ratios.json"
#: How many times its baseline a ratio may be: machines differ, and others work on them.
FACTOR: Final = 3.0

_SAVE: Final = "make ratios SAVE=--save"

Ratios = Mapping[str, float]


def main(words: list[str] | None = None) -> int:
    """Compare a file of pytest-benchmark with the baselines, or save it as such; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ratios", description="Judge the hot paths.")
    parser.add_argument("file", type=Path, help="JSON file of pytest-benchmark")
    parser.add_argument("--save", action="store_true", help="write the baselines anew")
    asked = parser.parse_args(words)
    measured = ratios_of(json.loads(asked.file.read_text(encoding="utf-8")))
    if asked.save:
        rounded = {name: float(f"{ratio:.3g}") for name, ratio in sorted(measured.items())}
        write_text(BASELINES, json.dumps(rounded, indent=1) + "\n")
    baselines = json.loads(BASELINES.read_text(encoding="utf-8"))
    sys.stdout.writelines(f"{line}\n" for line in table(measured, baselines))
    wrong = [*faults(measured, baselines)]
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    return 1 if wrong else 0


def ratios_of(document: Mapping[str, list[Mapping[str, Mapping[str, float]]]]) -> dict[str, float]:
    """Return how many yardsticks each path takes, by a document of pytest-benchmark."""
    runs = document["benchmarks"]
    return {str(run["name"]).removeprefix("test_"): run["extra_info"]["ratio"] for run in runs}


def faults(measured: Ratios, baselines: Ratios) -> Iterator[str]:
    """Yield what is wrong: paths that have become slow, and those of which only one of both is known."""
    for name in sorted(measured.keys() | baselines.keys()):
        if name not in measured:
            yield f"{name}: was not timed; if the path is gone: {_SAVE}"
        elif name not in baselines:
            yield f"{name}: has no baseline; if the path is new: {_SAVE}"
        elif measured[name] > FACTOR * baselines[name]:
            times = measured[name] / baselines[name]
            yield f"{name}: takes {times:.1f} times its baseline, {FACTOR:g} are allowed; if it has to: {_SAVE}"


def table(measured: Ratios, baselines: Ratios) -> Iterator[str]:
    """Yield the lines of a table: yardsticks of each path, its baseline, and how many times that it takes."""
    yield f"{'path':<20} {'yardsticks':>10} {'baseline':>10} {'times':>6}"
    for name in sorted(measured.keys() & baselines.keys()):
        ratio, baseline = measured[name], baselines[name]
        yield f"{name:<20} {ratio:>10.3g} {baseline:>10.3g} {ratio / baseline:>6.2f}"


if __name__ == "__main__":
    sys.exit(main())
