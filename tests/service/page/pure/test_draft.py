"""Unsaved work: what holds, undo and redo, what is kept in the browser."""

BEGIN = """
const move = (turn, stand, from, visit = "full") => ({ turn, visit, stand, from });
const draft = new module.Draft({ schedule: "s", plan: "p", seen: 2 });
"""


def test_the_last_move_of_a_visit_holds(run):
    moves = run(
        "day/draft.js",
        BEGIN
        + """
        return draft
          .after({ label: "one", moves: [move("A", "1", "0")] })
          .after({ label: "two", moves: [move("B", "5", null)] })
          .after({ label: "three", moves: [move("A", "2", "1")] })
          .question.moves;
        """,
    )
    assert moves == [
        {"turn": "B", "visit": "full", "stand": "5"},
        {"turn": "A", "visit": "full", "stand": "2"},
    ]


def test_visits_of_one_turn_are_told_apart(run):
    moves = run(
        "day/draft.js",
        BEGIN
        + """
        const both = [move("A", "1", "0", "arrival"), move("A", "2", "0", "parking")];
        return draft.after({ label: "", moves: both }).moves;
        """,
    )
    assert [move["stand"] for move in moves] == ["1", "2"]


def test_undo_and_redo_walk_the_steps(run):
    seen = run(
        "day/draft.js",
        BEGIN
        + """
        const done = draft.after({ label: "one", moves: [move("A", "1", "0")] }).after({ label: "two", pins: [] });
        const told = (each) => [each.undoes, each.redoes, each.isEmpty];
        const once = done.undone();
        const twice = once.undone();
        return [draft, done, once, twice, twice.undone(), once.redone(), done.redone()].map(told);
        """,
    )
    assert seen == [
        [None, None, True],
        ["two", None, False],
        ["one", "two", False],
        [None, "one", True],
        [None, "one", True],
        ["two", None, False],
        ["two", None, False],
    ]


def test_a_new_step_takes_the_place_of_undone_ones(run):
    labels = run(
        "day/draft.js",
        BEGIN
        + """
        const done = draft.after({ label: "a" }).after({ label: "b" }).undone().after({ label: "c" });
        return done.steps.map((step) => step.label);
        """,
    )
    assert labels == ["a", "c"]


def test_pins_and_objective_are_those_of_the_last_step_that_has_them(run):
    told = run(
        "day/draft.js",
        BEGIN
        + """
        const pins = [{ turn: "A", visit: "full", stand: "1" }];
        const done = draft.after({ label: "pin", pins }).after({ label: "weights", objective: { tow: 3 } });
        const none = done.after({ label: "unpin", pins: [] });
        return [draft.question, done.question, none.question.pins, none.undone().question.pins].map((each) => each);
        """,
    )
    pin = {"turn": "A", "visit": "full", "stand": "1"}
    assert told == [
        {"plan_id": "p", "moves": [], "pins": None, "objective": None},
        {"plan_id": "p", "moves": [], "pins": [pin], "objective": {"tow": 3}},
        [],
        [pin],
    ]


def test_origins_are_where_visits_were_before_all_steps(run):
    origins = run(
        "day/draft.js",
        BEGIN
        + """
        const moves = [move("A", "1", "0"), move("A", "2", "1"), move("B", null, "7")];
        const done = moves.reduce((before, one) => before.after({ label: "", moves: [one] }), draft);
        return done.undone().origins.map(({ turn, stand }) => [turn, stand]);
        """,
    )
    assert origins == [["A", "0"], ["B", "7"]]


def test_a_store_gives_back_what_it_keeps(run):
    told = run(
        "day/draft.js",
        BEGIN
        + """
        const store = new module.DraftStore(localStorage);
        const done = draft.after({ label: "one", moves: [move("A", "1", "0")] }).after({ label: "two" }).undone();
        const before = store.read("s", "p");
        const kept = store.keep(done);
        const read = store.read("s", "p");
        return [before, kept, read.moves.length, read.redoes, read.seen, store.read("s", null), [...store.plans("s")]];
        """,
    )
    assert told == [None, True, 1, "two", 2, None, ["p"]]


def test_a_draft_without_steps_is_forgotten(run):
    left = run(
        "day/draft.js",
        BEGIN
        + """
        const store = new module.DraftStore(localStorage);
        store.keep(draft.after({ label: "one" }));
        store.keep(draft);
        return [localStorage.length, [...store.plans("s")]];
        """,
    )
    assert left == [0, []]


def test_a_storage_that_is_full_is_told(run):
    kept = run(
        "day/draft.js",
        BEGIN
        + """
        const store = new module.DraftStore(localStorage);
        return store.keep(draft.after({ label: "x".repeat(12_000_000) }));
        """,
    )
    assert kept is False


def test_what_is_no_draft_is_none(run):
    texts = [None, "", "{", "[]", "7", '{"schedule": "s"}']
    assert run("day/draft.js", "return given.map((text) => module.draftOf(text));", texts) == [None] * 6
