"""What panels and keys make of values: keys to actions, forms to objectives, figures to words."""

import pytest


def key(name, ctrl=False, shift=False, alt=False, meta=False):
    return {"key": name, "ctrlKey": ctrl, "shiftKey": shift, "altKey": alt, "metaKey": meta}


@pytest.mark.parametrize(
    ("pressed", "is_text", "action"),
    [
        (key("z", ctrl=True), False, "undo"),
        (key("Z", ctrl=True, shift=True), False, "redo"),
        (key("y", ctrl=True), False, "redo"),
        (key("z", meta=True), False, "undo"),
        (key("z", ctrl=True), True, None),
        (key("f", ctrl=True), True, "find"),
        (key("s", ctrl=True), True, "save"),
        (key("p", ctrl=True), False, "print"),
        (key("p"), False, None),
        (key("/"), False, "find"),
        (key("/"), True, None),
        (key("?", shift=True), False, "help"),
        (key("\\"), False, "side"),
        (key("F6"), True, "region"),
        (key("F6", shift=True), False, "regionBack"),
        (key("z", ctrl=True, alt=True), False, None),
    ],
)
def test_keys_do_what_help_says(run, pressed, is_text, action):
    assert run("keys.js", "return module.nameOf(given[0], given[1]);", [pressed, is_text]) == action


def test_a_form_of_weights_makes_an_objective(run):
    rows = [
        {"term": "tow", "weight": 40, "tier": 2},
        {"term": "bus_passenger", "weight": 0, "tier": 1},
        {"term": "change", "weight": None, "tier": None},
        {"term": "off_terminal", "weight": 5, "tier": 2},
    ]
    weights = {"tow": 40, "bus_passenger": 0, "off_terminal": 5}
    assert run("panels/weights.js", "return module.objectiveOf(given, false);", rows) == weights
    tiers = [["bus_passenger"], ["tow", "off_terminal"]]
    assert run("panels/weights.js", "return module.objectiveOf(given, true);", rows) == weights | {"tiers": tiers}


@pytest.mark.parametrize(
    ("name", "here", "there", "text", "tone"),
    [
        ("bus_passengers", 1500, 1200, "+300", "worse"),
        ("bus_passengers", 1200, 1500, "\N{MINUS SIGN}300", "better"),
        ("contact_rate", 0.8, 0.7, "+10.0 pts", "better"),
        ("contact_rate", 0.80001, 0.8, "=", "same"),
        ("tows", 3, 3, "=", "same"),
    ],
)
def test_a_difference_says_which_way_is_better(run, name, here, there, text, tone):
    body = """
    const figure = module.FIGURES.find(({ key }) => key === given[0]);
    return module.difference(figure, { [given[0]]: given[1] }, { [given[0]]: given[2] });
    """
    assert run("panels/figures.js", body, [name, here, there]) == {"text": text, "tone": tone}


def test_a_figure_that_is_not_known_is_a_dash_without_a_difference(run):
    body = """
    const gap = module.FIGURES.find(({ key }) => key === "gap");
    const change = module.difference(gap, { gap: null }, { gap: 1 });
    return [module.written(gap, { gap: null }), module.written(gap, { gap: 0.0123 }), change];
    """
    assert run("panels/figures.js", body) == ["\N{EN DASH}", "1.23%", None]


@pytest.mark.parametrize(
    ("problem", "place"),
    [
        ({"file": "day.csv", "line": 3, "column": "code"}, "day.csv, line 3, column code"),
        ({"table": "schedule", "row": 0, "line": None, "column": None}, "schedule, row 1"),
        ({"table": "body"}, "body"),
    ],
)
def test_a_problem_of_an_input_names_its_place(run, problem, place):
    assert run("panels/messages.js", "return module.placeOf(given);", problem) == place


def test_the_chart_of_a_solve_is_told_in_words(run):
    progress = [
        {"seconds": 1, "objective": None, "bound": 5},
        {"seconds": 2, "objective": 900, "bound": 10},
        {"seconds": 30, "objective": 20, "bound": 18},
    ]
    body = """
    const chart = module.convergence(given, 31);
    const lines = [...chart.querySelectorAll("path.line")].map((line) => line.getAttribute("d"));
    const ends = lines.map((path) => Number(path.match(/H([\\d.]+)$/)[1]));
    return [chart.getAttribute("aria-label"), ends, module.convergence([], 0).getAttribute("aria-label")];
    """
    words, ends, none = run("panels/convergence.js", body, progress)
    assert words == "Objective 20, bound 18 after 30 seconds"
    assert ends == [296, 296]
    assert none == "No progress yet"
