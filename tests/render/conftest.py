"""A browser for all tests of this folder, and the seed reports in it: opened once, sized and coloured as asked."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

REPORTS = ("burkina-faso", "mali", "niger", "russia-aes")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
"""WCAG 2.2, levels A and AA."""
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""Four fifths of axe's time go into these."""
REPEATED = ["li:nth-child(n+3)", "tbody tr:nth-child(n+3)", "details"]
"""Rows with the colours of the rows before them; `test_web_contrast.py` computes the contrast of every one of them."""


class Opened:
    """A report in the browser, and what the browser did and said since it was opened.

    Attributes:
        page: The browser's page.
        file: Its address.
        requests: Addresses asked for, data addresses among them.
        complaints: Lines on the console, and errors of scripts.
    """

    def __init__(self, context: BrowserContext, file: str) -> None:
        self.page: Page = context.new_page()
        self.file = file
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda call: self.requests.append(call.url))
        self.page.on("console", lambda line: self.complaints.append(line.text))
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.load()

    def load(self) -> None:
        """Open it anew: nothing that was done to it is left."""
        self.page.goto(self.file)
        self.page.evaluate("() => document.fonts.ready.then(() => null)")

    def quiet(self) -> bool:
        """Whether the browser asked for nothing but the file, and complained of nothing."""
        asked = {url for url in self.requests if not url.startswith("data:")}
        return asked <= {self.file} and not self.complaints

    def axe(self, *, colours: bool = True) -> list[str]:
        """What axe-core finds against WCAG 2.2 A and AA outside the drawings, in words; `colours`: in those too."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(Axe().axe_script)
        off = {name: {"enabled": False} for name in COLOUR_RULES}
        found = self._axe([".drawing svg"], {"runOnly": {"type": "tag", "values": AXE_TAGS}, "rules": off})
        return found + (self._axe([".drawing svg", *REPEATED], {"runOnly": COLOUR_RULES}) if colours else [])

    def _axe(self, exclude: list[str], options: dict) -> list[str]:
        options = {**options, "resultTypes": ["violations"], "iframes": False, "preload": False}
        violations = self.page.evaluate(
            "([exclude, options]) => axe.run({ exclude: exclude.map(each => [each]) }, options).then(done => done.violations)",
            [exclude, options],
        )
        return [f"{each['id']}: {node['html']}" for each in violations for node in each["nodes"]]


Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def built(seed_output: Path) -> dict[str, Path]:
    """The HTML of every situation report of the seed desk, by id."""
    return {name: path for name in REPORTS for path in (seed_output / name).rglob("*.html")}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    program = shutil.which("chromium")
    if program is None:
        reason = "there is no chromium: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=switches)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def open_file(browser: Browser) -> Iterator[Open]:
    """Opens a file once for each kind of browser, and after that only sizes and colours it; `fresh` loads it anew.

    No browser has a network. `has_touch`, `is_mobile` and `java_script_enabled` make another kind of browser.
    """
    contexts: dict[frozenset[tuple[str, bool]], BrowserContext] = {}
    pages: dict[tuple[Path, frozenset[tuple[str, bool]]], Opened] = {}

    def open_one(
        path: Path, *, viewport: dict, color_scheme: str = "light", fresh: bool = False, **kind: bool
    ) -> Opened:
        sort = frozenset(kind.items())
        if sort not in contexts:
            contexts[sort] = browser.new_context(offline=True, viewport=viewport, **kind)
        known = (path, sort) in pages
        if not known:
            pages[path, sort] = Opened(contexts[sort], path.as_uri())
        opened = pages[path, sort]
        opened.page.bring_to_front()  # a page behind another draws once a second
        opened.page.set_viewport_size(viewport)
        opened.page.emulate_media(color_scheme=color_scheme, media="null")
        if known and fresh:
            opened.load()
        opened.page.evaluate("scrollTo(0, 0)")
        return opened

    yield open_one
    for context in contexts.values():
        context.close()


@pytest.fixture
def report(built: dict[str, Path], open_file: Open) -> Iterator[Callable[..., Page]]:
    """Opens a report anew; afterwards the browser has asked for nothing and complained of nothing."""
    seen: list[Opened] = []

    def opened(name: str, **options: object) -> Page:
        seen.append(open_file(built[name], **options, fresh=True))
        return seen[-1].page

    yield opened
    for each in seen:
        assert each.quiet(), (each.requests, each.complaints)
