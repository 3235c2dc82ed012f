"""A planner in front of the page: what hands and eyes do there."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.service.page.service import Day

_BOX = """async ([turn, visit, stand]) => {
  const { Gantt } = await import("/page/gantt/gantt.js");
  const box = Gantt.of(document.getElementById("gantt")).boxOf(turn, visit, stand ?? undefined);
  return box && [box.x, box.y, box.width, box.height];
}"""


class Planner:
    """Works at a page.

    Args:
        page: a window of the browser.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tip = page.locator(".gantt-tip")
        self.toasts = page.locator("#toasts")
        self.banners = page.locator("#banners")
        self.grid = page.get_by_role("grid", name="Gantt of the stands")

    def open(self, day: Day, plan: str | None = None, token: str = "") -> None:
        """Open a day, its plan by default, as a link that was sent would; sign in where a token is given."""
        opened = {"airport": day.airport, "schedule": day.schedule, "plan": plan or day.plan or "none"}
        self.page.goto("/page/#" + "&".join(f"{key}={value}" for key, value in opened.items()))
        if token:
            self.sign_in(token)
        expect(self.page.locator("#airport")).to_have_value(day.airport)
        expect(self.page.locator("#plan")).to_have_value(plan or day.plan or "")
        self.judged()

    def sign_in(self, token: str) -> None:
        """Give the token that the page asks for."""
        self.page.locator("#token").fill(token)
        self.page.locator("#token-ok").click()

    def judged(self) -> None:
        """Wait until the service has judged what is on the screen."""
        expect(self.page.locator("#figures[aria-busy=false] dl").first).to_be_visible()

    def figure(self, name: str) -> Locator:
        """Return a figure of the strip."""
        return self.page.locator(f"#figures [data-figure={name}] .value")

    def beside(self, name: str) -> Locator:
        """Return what the strip shows of the published plan's figure."""
        return self.page.locator(f"#figures [data-figure={name}] .published")

    def change(self, name: str) -> Locator:
        """Return how the strip says that a figure differs from the published plan's."""
        return self.page.locator(f"#figures [data-figure={name}] .change")

    def box(self, turn: str, stand: str | None = None, visit: str = "full") -> tuple[float, float, float, float]:
        """Return left, top, width and height of a bar, or of where it would lie on another stand."""
        found: Any = self.page.evaluate(_BOX, [turn, visit, stand])
        assert found is not None, f"{stand or turn} is not shown"
        return tuple(found)

    def point(self, turn: str, stand: str | None = None, visit: str = "full") -> tuple[float, float]:
        """Return the middle of a bar."""
        left, top, width, height = self.box(turn, stand, visit)
        return left + width / 2, top + height / 2

    def carry(self, turn: str, stand: str, answer: str, visit: str = "full") -> None:
        """Pick a bar up with the mouse and carry it over a stand, until the page gives an answer there."""
        mouse = self.page.mouse
        mouse.move(*self.point(turn, visit=visit))
        mouse.down()
        mouse.move(*self.point(turn, stand, visit), steps=8)
        expect(self.tip).to_have_attribute("data-answer", answer)

    def drop(self) -> None:
        """Let go of what is carried."""
        self.page.mouse.up()

    def drag(self, turn: str, stand: str, answer: str = "allowed", visit: str = "full") -> None:
        """Move a bar to a stand by mouse."""
        self.carry(turn, stand, answer, visit)
        self.drop()
