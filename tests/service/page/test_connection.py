"""The connection is lost and comes back, the service is killed and restarted: the page says so and goes on."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from standalloc.io import instance_document, read
from tests.service.page.conftest import HUB
from tests.service.page.planner import Planner
from tests.service.page.service import Day, Service


@pytest.fixture
def own(tmp_path) -> Iterator[Service]:
    """A service of the test's own, which it may kill; a job whose worker is gone is soon another's."""
    service = Service(tmp_path, STANDALLOC_LEASE_SECONDS="5")
    service.start()
    yield service
    service.kill()


@pytest.fixture
def lost(watch) -> None:
    """Requests that are not answered are logged by the browser as errors."""
    watch.forgive(r"net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE)")


def test_moves_made_without_a_connection_are_kept_and_judged_later(planner, day, page, picture, lost):
    planner.open(day)
    page.context.set_offline(True)
    expect(planner.banners).to_contain_text("does not answer")
    move_unjudged(planner, "Y3", "R3")
    expect(page.locator("#draft-state")).to_have_text("1 unsaved change, not judged yet")
    expect(page.locator("#publish")).to_have_attribute("aria-disabled", "true")
    picture(page, "offline")
    page.context.set_offline(False)
    expect(planner.banners).not_to_contain_text("does not answer")
    expect(planner.figure("bus_passengers")).to_have_text("580")
    expect(page.locator("#draft-state")).to_have_text("1 unsaved change")


def test_a_bar_pressed_without_a_connection_is_judged_when_it_is_picked_up_later(planner, day, page, lost):
    planner.open(day)
    page.context.set_offline(True)
    page.mouse.click(*planner.point("Y3"))
    expect(planner.banners).to_contain_text("does not answer")
    page.context.set_offline(False)
    expect(planner.banners).not_to_contain_text("does not answer")
    planner.grid.press("m")
    page.keyboard.type("R3")
    expect(planner.tip).to_contain_text("R3: costs +290")


def test_unsaved_moves_outlive_a_reload(planner, day, page):
    planner.open(day)
    planner.drag("Y3", "R3", "at_cost")
    planner.judged()
    page.reload()
    expect(planner.figure("bus_passengers")).to_have_text("580")
    page.keyboard.press("Control+z")
    expect(planner.figure("bus_passengers")).to_have_text("290")


def test_a_restarted_service_finds_the_planner_and_the_solve_again(own, open_context, picture, lost):
    day = Day(own, "HUB", document=instance_document(read(HUB)), rows=None)
    page = open_context(own).new_page()
    planner = Planner(page)
    planner.open(day)
    page.get_by_role("tab", name="Solve").click()
    page.locator("#solve-seconds").fill("600")
    page.locator("#solve-start").click()
    expect(page.locator("#solve-state")).to_have_text("Solving…")
    own.kill()
    expect(planner.banners).to_contain_text("does not answer")
    picture(page, "killed")
    own.start()
    expect(planner.banners).not_to_contain_text("does not answer")
    expect(page.locator("#solve-run dt", has_text="Objective").locator("xpath=following-sibling::dd[1]")).to_have_text(
        re.compile(r"\d")
    )
    page.locator("#solve-stop").click()
    expect(page.locator("#solve-state")).to_have_text("Stopped. Its best plan is kept.")


def move_unjudged(planner: Planner, turn: str, stand: str) -> None:
    """Drag a bar while no service says what that means."""
    mouse = planner.page.mouse
    mouse.move(*planner.point(turn))
    mouse.down()
    mouse.move(*planner.point(turn, stand), steps=8)
    mouse.up()
