"""The facade: what goes in, what comes out, and how it ends."""

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from textwrap import dedent

import pytest

from standalloc.check import check
from standalloc.engine.compilation.compile import compile_problem
from standalloc.io import read
from standalloc.model import InputError, Plan
from standalloc.model.result import gap
from standalloc.solve import _Judge, solve, sound_part
from tests.check.conftest import Build
from tests.engine.random_days import random_day

build = Build
HUB = Path(__file__).parent.parent / "instances" / "hub" / "hub130"

#: Neighbourhoods and nothing else: a hub's day keeps improving and is never proven.
ENDLESS = "whole_columns = 0\nbound = false\nexact_columns = 0\nneighbourhood_visits = 20\n"


@pytest.fixture(scope="module")
def hub():
    return read(HUB)


@pytest.fixture
def endless(tmp_path):
    path = tmp_path / "endless.toml"
    path.write_text(ENDLESS, encoding="utf-8")
    return str(path)


def rush(turns=6, **parts):
    """Return a day on which two stands must do for more turns at once, one of them by bus."""
    stands = [build.stand("K"), build.stand("L", max_code="C"), build.stand("R", "remote", max_code="D")]
    day = [
        build.turn(
            f"T{n}", f"8:{5 * n:02}", f"9:{5 * n:02}", code="CDE"[n % 3], arrival_pax=10 * n + 1, departure_pax=7
        )
        for n in range(turns)
    ]
    return build.day(stands, day, **parts)


def cheap(**options):
    return {"time_limit": 60, "workers": 1, **options}


# What comes out


def test_a_plan_judged_by_the_checker_with_its_bound():
    instance = rush()
    result = solve(instance, **cheap(seed=7))
    assert result.status == "optimal"
    assert result.bound == result.objective
    assert result.gap == 0
    assert result.judgement == check(instance, result.plan)
    assert set(result.plan.reasons) == {key for key in instance.visit if key not in result.plan.stands} != set()
    assert (result.seed, result.workers, result.config, result.interrupted) == (7, 1, "default", False)
    assert set(result.versions) == {"standalloc", "ortools", "python"}


def test_the_floor_is_what_each_visit_costs_alone():
    instance = rush()
    alone = 0.0
    for visit in instance.visits:
        without = check(instance, Plan({})).objective
        plans = [Plan({visit.key: stand}) for stand in instance.stand]
        alone += min(check(instance, p).objective - without + 10_000 for p in plans if check(instance, p).is_valid)
    assert solve(instance, **cheap()).floor == alone


def test_the_gaps_are_those_of_the_design(hub):
    result = solve(hub, time_limit=600, workers=1, on_progress=lambda progress: progress.stage == "relaxation")
    assert result.bound is not None
    assert result.floor < result.bound < result.objective
    assert result.status == "feasible"
    assert result.gap == (result.objective - result.bound) / result.objective
    assert result.gap_above_floor == (result.objective - result.bound) / (result.objective - result.floor)


@pytest.mark.parametrize(
    ("objective", "bound", "expected"),
    [(200, 150, 0.25), (0.5, 0.25, 0.25), (-200, -250, 0.25), (0, 0, 0), (None, 3, None), (3, None, None)],
)
def test_the_gap_is_above_the_objective_or_one(objective, bound, expected):
    assert gap(objective, bound) == expected


def test_the_summary_names_every_figure():
    result = solve(rush(), **cheap())
    lines = dict(line.strip().split(maxsplit=1) for line in result.summary().splitlines())
    assert lines["status"] == "optimal"
    assert lines["turns"] == "/ visits       6 / 6"
    assert float(lines["objective"].replace(",", "")) == pytest.approx(result.objective)
    assert lines["bound"] == lines["objective"]
    assert lines["gap"] == "0.000%"


# Days out of the ordinary


def test_no_turns():
    result = solve(build.day([build.stand("K")], []), **cheap())
    assert (result.status, result.objective, result.bound, result.gap) == ("optimal", 0, 0, 0)
    assert result.gap_above_floor == 0


def test_no_stands():
    result = solve(build.day([], [build.turn("T", "8:00", "9:00"), build.turn("U", "8:00", "14:00")]), **cheap())
    assert (result.status, result.objective, result.bound) == ("optimal", 40_000, 40_000)
    assert {reason.code for reason in result.plan.reasons.values()} == {"no_stand"}


@pytest.mark.parametrize("config", ["default", "cpsat", "first"])
def test_nothing_fits_anywhere(config):
    turns = [build.turn(name, "8:00", "9:00", code="F") for name in "TU"]
    result = solve(build.day([build.stand("K", max_code="C")], turns), **cheap(config=config))
    assert (result.status, result.objective) == ("optimal", 20_000)
    assert {reason.code for reason in result.plan.reasons.values()} == {"no_size"}


def test_rewards_make_the_objective_negative():
    likes = [build.preference(stand="K", cost=-100), build.preference(terminal="T1", cost=-30)]
    stands = [build.stand("K"), build.stand("L", terminal="T1"), build.stand("M")]
    turns = [build.turn(name, "8:00", "9:00", arrival_pax=1) for name in "TUV"]
    result = solve(build.day(stands, turns, preferences=likes), **cheap())
    assert (result.status, result.objective, result.bound) == ("optimal", -130, -130)
    assert result.floor == -300
    assert result.gap_above_floor == 0


def test_fractional_weights_are_proven_to_their_last_decimal():
    result = solve(rush(objective={"bus_passenger": 0.000003, "tow": 0.1}), **cheap())
    assert result.status == "optimal"
    assert result.bound == result.objective != round(result.objective, 3)


def test_weights_of_nothing():
    nothing = dict.fromkeys(("unallocated", "bus_passenger", "tow", "change", "off_terminal", "preference"), 0)
    result = solve(rush(objective=nothing), **cheap())
    assert (result.status, result.objective, result.bound) == ("optimal", 0, 0)


def test_weights_too_far_apart_are_refused_in_plain_words():
    with pytest.raises(ValueError, match="fewer decimals or a smaller largest weight"):
        solve(rush(objective={"unallocated": 1e9, "bus_passenger": 0.000001}), **cheap())


def test_an_aircraft_that_stays_for_centuries():
    """A mistyped year must cost no more memory than any other stay."""
    stands = [build.stand(f"K{n}", buffer_min=n) for n in range(20)]
    turns = [build.turn("T", "8:00", "200000 9:00"), *(build.turn(f"U{n}", "8:00", "9:00") for n in range(30))]
    result = solve(build.day(stands, turns), **cheap(time_limit=5))
    assert result.judgement.figures.unallocated == 11


@pytest.mark.parametrize(
    ("unusual", "why"),
    [
        ({"max_code": "A"}, "too small"),
        ({"airlines": "XX"}, "another airline's"),
        ({"arrival_sectors": "I"}, "of another sector"),
        ({"uses": "cargo"}, "for freight"),
    ],
)
def test_a_pin_beats_what_the_stand_admits(unusual, why):
    stands = [build.stand("K"), build.stand("P", **unusual)]
    instance = build.day(stands, [build.turn("T", "8:00", "9:00", arrival_sector="D")], pins=[build.pin("T", "P")])
    assert solve(instance, **cheap()).plan.stands == build.plan("T=P").stands, why


def test_pins_that_contradict_each_other_are_an_input_error():
    pins = [build.pin("T0", "K"), build.pin("T1", "K")]
    with pytest.raises(InputError) as caught:
        solve(rush(pins=pins), **cheap())
    assert [problem.code for problem in caught.value.problems] == ["pins_conflict"]


@pytest.mark.parametrize("config", ["default", "first"])
@pytest.mark.parametrize("gap", [5, 15, 40])
def test_pins_to_an_excluded_neighbour_and_back(gap, config):
    """Five minutes on the neighbour, fewer than any buffer: legal, so there is a plan."""
    pins = [build.pin("T", "K", "arrival"), build.pin("T", "M", "parking"), build.pin("T", "K", "departure")]
    instance = build.day(
        [build.stand("K"), build.stand("M", "remote")],
        [build.turn("T", "8:00", "9:50")],
        policy={"split_min": 110},
        exclusions=[build.exclusion("K", "M", gap_min=gap)],
        pins=pins,
    )
    result = solve(instance, **cheap(config=config))
    assert result.objective == 80


@pytest.mark.parametrize("config", ["default", "first"])
def test_pinned_visits_of_no_minutes(config):
    """Both park for no minutes on P at the moment that U leaves it: they touch and do not meet."""
    pins = [build.pin("S", "P", "parking"), build.pin("T", "P", "parking"), build.pin("U", "P")]
    turns = [build.turn("S", "8:00", "9:45"), build.turn("T", "8:00", "9:45"), build.turn("U", "8:00", "8:45")]
    stands = [build.stand(name, buffer_min=0) for name in ("P", "K", "L")]
    instance = build.day(stands, turns, policy={"split_min": 105}, pins=pins, objective={"tow": 1})
    result = solve(instance, **cheap(config=config))
    assert result.judgement.is_valid
    assert result.judgement.figures.unallocated == 0


def test_a_plan_that_breaks_a_rule_is_refused_and_logged(caplog):
    """No stage should make one; if one does, the log says which rule it would have broken."""
    judge = _Judge(compile_problem(rush()))
    assert judge(build.plan("T0=K T3=R").stands) is not None
    assert judge(build.plan("T0=K T1=K").stands) is None
    assert "a plan breaks a rule and is thrown away" in caplog.text


# What goes in


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"time_limit": 0}, "time_limit 0 is not"),
        ({"time_limit": -1.5}, "time_limit -1.5 is not"),
        ({"time_limit": float("nan")}, "time_limit nan is not"),
        ({"time_limit": float("inf")}, "time_limit inf is not"),
        ({"workers": 0}, "workers 0 is not from 1 to 1024"),
        ({"seed": -1}, "seed -1 is not"),
        ({"seed": 2**31}, "seed 2147483648 is not"),
        ({"config": "fastest"}, "config 'fastest' is not one of .*default, .*first"),
    ],
)
def test_what_cannot_be_used_is_named(options, words):
    with pytest.raises(ValueError, match=words):
        solve(rush(), **cheap(**options))


# Starting from a plan


def test_an_optimal_start_is_kept_as_it_is():
    instance = rush()
    best = solve(instance, **cheap()).plan
    again = solve(instance, **cheap(start=best))
    assert again.plan.stands == best.stands
    assert again.status == "optimal"


def test_an_empty_start_is_as_good_as_none():
    instance = rush()
    assert solve(instance, **cheap(start=Plan())).objective == solve(instance, **cheap()).objective


def test_an_invalid_start_keeps_its_sound_part():
    instance = rush()
    start = build.plan("T0=K T1=K T2=L T3=R ghost=R")
    # T0 and T1 overlap on K, T2 is too large for L, there is no turn `ghost`.
    assert sound_part(instance, start) == build.plan("T3=R").stands
    assert solve(instance, **cheap(start=start)).status == "optimal"


def test_a_start_with_parts_its_turns_do_not_have_keeps_the_rest():
    instance = rush()
    start = build.plan("T0=L T1/parking=K T3/arrival=R T3=R")
    assert sound_part(instance, start) == build.plan("T0=L T3=R").stands
    assert solve(instance, **cheap(start=start)).status == "optimal"


def test_a_start_without_its_pins_keeps_the_rest():
    """Yesterday's plan and today's pin: who is in the way of the pin moves, nobody else."""
    instance = rush(pins=[build.pin("T2", "K")])
    start = build.plan("T0=L T1=K T3=R")
    assert sound_part(instance, start) == build.plan("T0=L T2=K T3=R").stands


def test_a_start_on_a_stand_that_is_not_there_is_an_input_error():
    with pytest.raises(InputError, match="stand 'Z9'"):
        solve(rush(), **cheap(start=build.plan("T0=Z9")))


@pytest.mark.parametrize("seed", range(12))
def test_a_start_is_never_made_worse(seed):
    """Stopped before it begins, the solve returns at least the start."""
    instance = random_day(seed)
    stop = threading.Event()
    stop.set()
    best = solve(instance, **cheap()).plan
    result = solve(instance, **cheap(start=best, stop=stop))
    assert result.objective == check(instance, best).objective
    assert result.plan.stands == best.stands


# Progress, and how it ends


@pytest.mark.parametrize("workers", [1, 2])
def test_the_objective_never_rises_and_the_bound_never_falls(hub, workers):
    seen = []

    def enough(progress):
        seen.append(progress)
        return len({p.objective for p in seen}) > 3 and len({p.bound for p in seen}) > 1

    result = solve(hub, time_limit=600, workers=workers, on_progress=enough)
    objectives = [progress.objective for progress in seen if progress.objective is not None]
    bounds = [progress.bound for progress in seen if progress.bound is not None]
    assert objectives == sorted(objectives, reverse=True)
    assert bounds == sorted(bounds)
    assert len(set(objectives)) > 1 < len(set(bounds))
    assert bounds[-1] == result.bound <= result.objective == objectives[-1]
    assert [p.seconds for p in seen] == sorted(p.seconds for p in seen)
    assert all(p.gap == gap(p.objective, p.bound) and p.stage for p in seen)


def test_a_callback_that_returns_true_ends_it(hub, endless):
    result = solve(hub, time_limit=600, workers=1, config=endless, on_progress=lambda p: p.stage == "neighbourhoods")
    assert result.interrupted
    assert result.status == "feasible"
    assert result.judgement.is_valid


def test_stopped_before_it_begins_there_is_a_plan(hub):
    stop = threading.Event()
    stop.set()
    result = solve(hub, time_limit=600, workers=2, stop=stop)
    assert result.interrupted
    assert result.bound == result.floor
    assert result.judgement.is_valid
    assert result.judgement.figures.unallocated < len(hub.visits)


@pytest.mark.parametrize("workers", [1, 2])
def test_stopped_from_another_thread(hub, endless, workers):
    stop, begun = threading.Event(), threading.Event()

    def stopper():
        begun.wait()
        stop.set()

    thread = threading.Thread(target=stopper)
    thread.start()
    result = solve(hub, time_limit=600, workers=workers, config=endless, stop=stop, on_progress=lambda _: begun.set())
    thread.join()
    assert result.interrupted
    assert result.judgement.is_valid


def test_what_came_before_the_call_counts(hub, endless):
    """Of a minute, two are gone when the solve is called: there is a plan, and it says when."""
    seen = []
    ago = time.monotonic() - 120
    result = solve(hub, time_limit=60, workers=1, config=endless, began=ago, on_progress=seen.append)
    assert result.status == "feasible"
    assert result.seconds >= max(progress.seconds for progress in seen) >= min(p.seconds for p in seen) >= 120


def test_progress_says_seconds_objective_bound_gap_and_stage(hub):
    seen = []
    result = solve(hub, time_limit=60, workers=1, config="first", on_progress=seen.append)
    assert [progress.seconds for progress in seen] == sorted(progress.seconds for progress in seen)
    last = seen[-1]
    assert (last.objective, last.bound, last.gap) == (result.objective, result.bound, result.gap)
    assert [progress.stage for progress in seen] == ["floor", "first plan"]


def test_the_peak_memory_is_that_of_a_process_with_a_solver(hub):
    assert 20 < solve(hub, time_limit=60, workers=1, config="first").peak_memory_mb < 100_000


def test_hardly_any_time_leaves_a_plan_all_the_same(hub):
    result = solve(hub, time_limit=0.001, workers=1)
    assert result.status == "feasible"
    assert not result.interrupted
    assert result.judgement.is_valid


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("stage", ["first plan", "neighbourhoods"])
def test_an_error_in_the_callback_reaches_the_caller_at_once(hub, endless, workers, stage):
    """Not at the deadline, ten minutes away."""

    def fail(progress):
        if stage in progress.stage:
            raise LookupError(progress.stage)

    with pytest.raises(LookupError, match=stage):
        solve(hub, time_limit=600, workers=workers, config=endless, on_progress=fail)


@pytest.mark.parametrize("workers", [1, 2])
def test_better_plans_are_told_with_the_checkers_word(hub, endless, workers):
    told, stop = [], threading.Event()

    def listen(plan, judgement):
        told.append((plan, judgement))
        if len(told) == 3:
            stop.set()

    result = solve(hub, time_limit=600, workers=workers, config=endless, stop=stop, on_plan=listen)
    assert all(judgement == check(hub, plan) and judgement.is_valid for plan, judgement in told)
    assert all(plan.reasons == judgement.reasons for plan, judgement in told)
    objectives = [judgement.objective for _, judgement in told]
    assert objectives == sorted(set(objectives), reverse=True)
    assert result.objective <= objectives[-1]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_who_hears_of_plans_reaches_the_caller_at_once(hub, endless, workers):
    def fail(plan, _judgement):
        raise LookupError(len(plan.stands))

    with pytest.raises(LookupError):
        solve(hub, time_limit=600, workers=workers, config=endless, on_plan=fail)


# The same again


@pytest.mark.parametrize("seed", range(10))
def test_one_worker_and_one_seed_give_the_same_plan(seed):
    instance = random_day(seed)
    first, second = (solve(instance, **cheap(seed=seed)) for _ in range(2))
    assert first.status == second.status == "optimal"
    assert first.plan == second.plan


def test_one_worker_gives_the_same_plan_for_a_larger_day():
    instance = rush(turns=11)
    first, second = (solve(instance, **cheap()) for _ in range(2))
    assert first.status == "optimal"
    assert first.plan == second.plan


def test_one_worker_takes_the_same_steps_until_it_is_stopped(hub, endless):
    """Stopped by its own progress, not by the clock: at the fifth plan."""

    def steps(seed):
        taken = []

        def fifth(progress):
            taken.append((progress.objective, progress.bound, progress.stage))
            return len(taken) == 6

        result = solve(hub, time_limit=600, workers=1, seed=seed, config=endless, on_progress=fifth)
        return taken[:6], result.interrupted

    assert steps(1) == steps(1)
    assert steps(1) != steps(2)


# In a program of its own


def run(script, tmp_path, **options):
    path = tmp_path / "planning.py"
    path.write_text(dedent(script), encoding="utf-8")
    command = [sys.executable, "-W", "error", str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path, **options)


def test_a_script_needs_no_main_guard(tmp_path):
    script = f"""
        import standalloc as sa

        print("once")
        result = sa.solve(sa.read({str(HUB)!r}), workers=2, time_limit=600,
                          on_progress=lambda progress: progress.stage == "relaxation")
        print(result.bound > result.floor, result.judgement.is_valid)
    """
    out, error = run(script, tmp_path).communicate(timeout=120)
    assert (out, error) == ("once\nTrue True\n", "")


def test_a_script_hears_ctrl_c_at_once(tmp_path, endless):
    script = f"""
        import standalloc as sa

        try:
            sa.solve(sa.read({str(HUB)!r}), time_limit=600, workers=2, config={endless!r},
                     on_progress=lambda progress: print(progress.stage, flush=True))
        except KeyboardInterrupt:
            print("interrupted")
    """
    process = run(script, tmp_path)
    assert process.stdout is not None
    while "neighbourhoods" not in process.stdout.readline():
        pass
    process.send_signal(signal.SIGINT)
    out, error = process.communicate(timeout=120)
    assert out.splitlines()[-1] == "interrupted"
    assert error == ""
