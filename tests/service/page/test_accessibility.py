"""The page's main states under axe-core, light and dark, on the smallest desk and on a wall."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.service.page.planner import Planner

DIALOGUES = {"publish": "#publish", "save": "#save", "help": "#help-button"}
TABS = ("Problems", "Unallocated", "Solve", "Weights", "Compare")


@pytest.fixture(params=["light", "dark"])
def scheme(request) -> str:
    return request.param


@pytest.fixture
def seated(open_context, service, day, scheme) -> Planner:
    """A planner with a move made, in a window of the scheme."""
    planner = Planner(open_context(service, color_scheme=scheme).new_page())
    day.publish()
    planner.open(day)
    planner.drag("Y3", "R3", "at_cost")
    planner.judged()
    return planner


def findings(page: Page) -> list[str]:
    """Return what axe-core finds that keeps people from using the page, a line each."""
    grave = [one for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {one['help']}: {node['html']}" for one in grave for node in one["nodes"]]


def test_panels(seated, scheme, picture):
    for name in TABS:
        seated.page.get_by_role("tab", name=name).click()
        assert findings(seated.page) == []
        picture(seated.page, name.lower())


def test_dialogues(seated, scheme, picture):
    page = seated.page
    for name, button in DIALOGUES.items():
        if name == "help":
            page.locator("#more").click()
            assert findings(page) == []
            picture(page, "more")
        page.locator(button).click()
        expect(page.locator(f"#{name}-dialog")).to_be_visible()
        assert findings(page) == []
        picture(page, name)
        page.keyboard.press("Escape")
    page.locator("#filter-button").click()
    assert findings(page) == []
    picture(page, "filter")


def test_while_a_bar_is_carried(seated, scheme, picture):
    seated.carry("Y3", "B2", "forbidden")
    assert findings(seated.page) == []
    picture(seated.page, "carried")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (3840, 2160)])
def test_nothing_hangs_over_the_edge(open_context, service, day, picture, width, height):
    planner = Planner(open_context(service, viewport={"width": width, "height": height}).new_page())
    planner.open(day)
    for name in TABS:
        planner.page.get_by_role("tab", name=name).click()
        beyond = planner.page.evaluate(
            "[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"
        )
        assert max(beyond) <= 0, (name, beyond)
    picture(planner.page, f"{width}")
