"""Two planners on one day: each sees what the other publishes, and nobody's work is overwritten unseen."""

import itertools
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import expect

from tests.service.page.conftest import OpenContext
from tests.service.page.day import PLAN
from tests.service.page.planner import Planner
from tests.service.page.service import Day, Service

_numbers = itertools.count(1)


class Office(NamedTuple):
    """A service with tokens, by user."""

    service: Service
    tokens: dict[str, str]


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Iterator[Office]:
    service = Service(tmp_path_factory.mktemp("office"), workers=0)
    service.start()
    chief = service.make_token("administrator", "ada")
    people = {"kim": "planner", "lee": "planner", "vic": "viewer"}
    yield Office(service, {user: service.make_token(role, user, chief) for user, role in people.items()})
    service.kill()


@pytest.fixture
def day(office) -> Day:
    return Day(office.service, f"T{next(_numbers):02d}", office.tokens["kim"])


@pytest.fixture
def sit_down(open_context: OpenContext, office, day, watch):
    """A function that lets a user open the day at a window of their own, with their token."""
    watch.forgive("status of 401")  # the service asks for a token

    def sit(user: str) -> Planner:
        planner = Planner(open_context(office.service).new_page())
        planner.open(day, token=office.tokens[user])
        return planner

    return sit


def test_a_token_is_asked_for_until_it_is_right(open_context, office, day, watch):
    watch.forgive("status of 401")
    page = open_context(office.service).new_page()
    planner = Planner(page)
    page.goto("/page/")
    planner.sign_in("wrong")
    expect(page.locator("#token-reason")).to_contain_text("nknown")
    planner.sign_in(office.tokens["kim"])
    planner.judged()
    page.locator("#more").click()
    expect(page.locator("#user")).to_contain_text("kim, planner")


def test_each_sees_the_other_s_publication(sit_down, day, picture):
    kim, lee = sit_down("kim"), sit_down("lee")
    kim.drag("Y3", "R3", "at_cost")
    publish(kim, "Y3 off the pier")
    expect(lee.banners).to_contain_text("kim published revision 1")
    expect(lee.beside("bus_passengers")).to_contain_text("580")
    picture(lee.page, "news")
    lee.banners.get_by_role("button", name="Open it").click()
    expect(lee.figure("bus_passengers")).to_have_text("580")
    lee.drag("Y3", "A2")
    publish(lee, "back again")
    expect(kim.figure("bus_passengers")).to_have_text("290")  # who has nothing unsaved follows
    expect(kim.toasts).to_contain_text("lee published revision 2")
    assert day.published()["note"] == "back again"


def test_nobody_publishes_over_what_they_have_not_seen(sit_down, day, watch, picture):
    watch.forgive("status of 409")
    kim, lee = sit_down("kim"), sit_down("lee")
    lee.drag("Y3", "A2")
    lee.page.locator("#publish").click()
    lee.page.locator("#publish-note").fill("mine")
    day.publish(
        day.store([{**row, "stand": "R3"} if row["turn"] == "Y3" else row for row in PLAN])
    )  # before lee clicks
    expect(kim.banners).to_contain_text("kim published revision 1")
    lee.page.locator("#publish-ok").click()
    expect(lee.page.locator("#publish-conflict")).to_contain_text("kim published revision 1")
    assert day.published()["revision"] == 1
    picture(lee.page, "refused")
    lee.page.locator("#publish-compare").click()
    expect(lee.page.locator("#compare")).to_contain_text("here A2, beside R3")
    publish(lee, "agreed with kim")
    assert (day.published()["revision"], day.published()["note"]) == (2, "agreed with kim")


def test_the_plan_on_the_screen_is_published_by_another(sit_down, day):
    kim = sit_down("kim")
    day.publish()
    expect(kim.toasts).to_contain_text("It is the plan that you are looking at.")
    kim.drag("Y3", "A2")
    publish(kim, "on with it")
    assert day.published()["revision"] == 2


def test_a_viewer_changes_nothing_and_is_told_why(sit_down, day, picture):
    vic = sit_down("vic")
    page = vic.page
    vic.carry("Y3", "B2", "forbidden")  # looking is free
    page.keyboard.press("Escape")
    vic.drop()
    vic.drag("Y3", "R3", "at_cost")
    expect(vic.figure("bus_passengers")).to_have_text("580")
    for button in ("save", "publish"):
        expect(page.locator(f"#{button}")).to_have_attribute("aria-disabled", "true")
        page.locator(f"#{button}").click(force=True)
        expect(vic.toasts).to_contain_text("vic is a viewer: this needs a planner")
    page.get_by_role("tab", name="Solve").click()
    page.locator("#solve-start").click(force=True)
    expect(vic.toasts).to_contain_text("vic is a viewer")
    picture(page, "viewer")
    assert [plan["id"] for plan in day.plans()] == [day.plan]


def publish(planner: Planner, note: str) -> None:
    """Publish what is on the screen."""
    planner.judged()
    planner.page.locator("#publish").click()
    planner.page.locator("#publish-note").fill(note)
    planner.page.locator("#publish-ok").click()
    expect(planner.toasts).to_contain_text("Published.")
