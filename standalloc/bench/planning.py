"""From a suite to its runs: every instance x configuration x seed, the instances' files made on the way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from standalloc.bench.run import Configuration, Run
from standalloc.bench.sources import MissingDataError
from standalloc.bench.suites import Case, Suite
from standalloc.solve import configuration_values


@dataclass(frozen=True, slots=True)
class Choice:
    """What a user chooses of a suite.

    Attributes:
        configs: names of configurations or paths of TOML files; none takes those that each case names.
        seeds: how many, from 0 on.
        time_limit: seconds of every run; None takes what each case names.
        workers: cores of a run.
        data: folder of the data that are not the project's own.
        only: cases whose instance or family holds one of these words, in any letter case; none takes all.
    """

    configs: Sequence[str] = ()
    seeds: int = 1
    time_limit: float | None = None
    workers: int = 1
    data: Path | None = None
    only: Sequence[str] = ()

    def takes(self, case: Case) -> bool:
        """Say whether a case is among those chosen."""
        name = f"{case.instance} {case.family}".lower()
        return not self.only or any(word.lower() in name for word in self.only)


def runs_of(suite: Suite, choice: Choice, made: Path, on_case: Callable[[int, int], None]) -> list[Run]:
    """Return the runs of a suite, in its order, each once.

    Args:
        suite: of cases.
        choice: of the user.
        made: folder for the files of instances that have to be made.
        on_case: called with how many cases are there, and how many there will be.

    Raises:
        ValueError: a configuration is not known, or no case is chosen.
        MissingDataError: what an instance is made of is not there.
        InputError: what it is made of is malformed.
        OSError: a file cannot be written.
    """
    if suite.needs_data and choice.data is None:
        raise MissingDataError("name the folder of its data with --data")
    cases = [case for case in suite.cases(choice.data) if choice.takes(case)]
    if not cases:
        raise ValueError(f"no instance or family holds {' or '.join(map(repr, choice.only))}")
    names = {name for case in cases for name in choice.configs or case.configs}
    configurations = {name: Configuration(configuration_values(name)) for name in sorted(names)}
    runs: dict[str, Run] = {}
    for place, case in enumerate(cases, 1):
        day = case.source.day(made)
        day_hash = day.hash
        for name in choice.configs or case.configs:
            for seed in range(choice.seeds):
                run = Run(
                    suite=suite.name,
                    family=case.family,
                    instance=case.instance,
                    day=day,
                    day_hash=day_hash,
                    configuration=configurations[name],
                    seed=seed,
                    workers=choice.workers,
                    time_limit=case.time_limit if choice.time_limit is None else choice.time_limit,
                    tier=case.tier,
                )
                runs.setdefault(run.name, run)
        on_case(place, len(cases))
    return list(runs.values())
