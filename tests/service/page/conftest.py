"""The planner's page in a real browser, before a real service."""

import itertools
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from standalloc.io import instance_document, read
from tests.service.page.planner import Planner
from tests.service.page.service import Day, Service

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
#: Nothing of the browser's own speaks to the network.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1366, "height": 768}
#: Milliseconds that something may take before a test gives up; nothing is measured by them.
PATIENCE_MS = 30_000
ROOT = Path(__file__).parents[3]
HUB = ROOT / "instances" / "hub" / "hub260"
PICTURES = ROOT / ".pictures"
_numbers = itertools.count(1)
expect.set_options(timeout=PATIENCE_MS)

OpenContext = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for a module's tests: while it is there, no other event loop can run in the thread of the tests."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"none of {', '.join(BROWSERS)} is on the PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


class Watch:
    """Notes what a page must never do: log an error, fail, or speak to another host than its own."""

    def __init__(self) -> None:
        self._trouble: list[str] = []
        self._forgiven: list[re.Pattern[str]] = []

    def forgive(self, pattern: str) -> None:
        """Let what a test brings about itself pass, such as a refusal or a lost connection."""
        self._forgiven.append(re.compile(pattern))

    def over(self, context: BrowserContext, url: str) -> None:
        """Watch all pages of a context that belongs to a service."""
        context.on("console", lambda said: said.type == "error" and self._note(f"{said.text} {said.location['url']}"))
        context.on("weberror", lambda error: self._note(str(error.error)))
        own = (f"{url}/", "data:", "blob:")
        context.on("request", lambda asked: asked.url.startswith(own) or self._note(f"asks {asked.url}"))

    def _note(self, line: str) -> None:
        self._trouble.append(line)

    @property
    def trouble(self) -> list[str]:
        """What happened and was not forgiven."""
        return [line for line in self._trouble if not any(pattern.search(line) for pattern in self._forgiven)]


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What fails the test afterwards if any of its pages misbehaved."""
    watch = Watch()
    yield watch
    assert watch.trouble == []


@pytest.fixture
def open_context(browser: Browser, watch: Watch) -> Iterator[OpenContext]:
    """A function that opens the window of another person, watched: `open_context(service, **options)`."""
    opened: list[BrowserContext] = []

    def open_(service: Service, **options: object) -> BrowserContext:
        values = {"viewport": DESK, "accept_downloads": True, "locale": "en-GB", **options}
        context = browser.new_context(base_url=service.url, **values)
        context.set_default_timeout(PATIENCE_MS)
        watch.over(context, service.url)
        opened.append(context)
        return context

    yield open_
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def service(tmp_path_factory) -> Iterator[Service]:
    """A service with a worker and without tokens, shared: every test has an airport of its own."""
    service = Service(tmp_path_factory.mktemp("service"))
    service.start()
    yield service
    service.kill()


@pytest.fixture
def day(service: Service) -> Day:
    """A day with a plan, at an airport that no other test touches."""
    return Day(service, f"X{next(_numbers):02d}")


@pytest.fixture
def hub(service: Service) -> Day:
    """A day of 260 turns that one core does not prove within a test, without a plan."""
    return Day(service, f"H{next(_numbers):02d}", document=instance_document(read(HUB)), rows=None)


@pytest.fixture
def page(open_context: OpenContext, service: Service) -> Page:
    """A window on the shared service, nothing opened yet."""
    return open_context(service).new_page()


@pytest.fixture
def planner(page: Page) -> Planner:
    """Who works at that window."""
    return Planner(page)


@pytest.fixture
def picture(request) -> Callable[[Page, str], None]:
    """A function that keeps a picture of a page, named after the test and a step of it."""
    folder = PICTURES / Path(request.node.path).stem / re.sub(r"\W+", "-", request.node.name).strip("-")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)

    def take(page: Page, step: str) -> None:
        page.screenshot(path=folder / f"{step}.png")

    return take
