"""The report on a screen: opened from a file, without a network, on a phone, a tablet and a desk, in light and dark."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

# The reports are built and a browser started before the first of them.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
REPORTS = ("burkina-faso", "mali", "niger", "russia-aes")
WIDTHS = (380, 820, 1400)
PHONE = {"viewport": {"width": 380, "height": 760}}
DESK = {"viewport": {"width": 1400, "height": 900}}


class Opened(NamedTuple):
    """A report in the browser, and what the browser did and said while opening it."""

    page: Page
    file: str
    requests: list[str]
    complaints: list[str]


Open = Callable[..., Opened]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The HTML of every seed report, by id."""
    folder = tmp_path_factory.mktemp("screen")
    command = [sys.executable, "-m", "briefgen", "--workspace", ROOT, "build", *REPORTS]
    done = subprocess.run(
        [*command, "--format", "html", "--output", folder], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return {path.stem: path for path in folder.rglob("*.html")}


@pytest.fixture(scope="module")
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


@pytest.fixture(params=REPORTS)
def opened(request: pytest.FixtureRequest, built: dict[str, Path], browser: Browser) -> Iterator[Open]:
    """Opens one report, each time in a browser of its own that has no network."""
    contexts = []

    def open_report(**options: object) -> Opened:
        context = browser.new_context(offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        file = built[request.param].as_uri()
        seen = Opened(page, file, [], [])
        page.on("request", lambda call: seen.requests.append(call.url))
        page.on("console", lambda line: seen.complaints.append(line.text))
        page.on("pageerror", lambda fault: seen.complaints.append(str(fault)))
        page.goto(file)
        page.evaluate("() => document.fonts.ready.then(() => null)")
        return seen

    yield open_report
    for context in contexts:
        context.close()


def top_of(page: Page, selector: str) -> float:
    """Where an element begins, in pixels below the window's upper edge."""
    return page.eval_on_selector(selector, "element => element.getBoundingClientRect().top")


def in_view(page: Page, selector: str) -> bool:
    """Whether an element begins in the window."""
    return -1 <= top_of(page, selector) < page.viewport_size["height"]


# --- It stands alone --------------------------------------------------------------------------------------------------


def test_opens_from_a_file_without_a_network(opened: Open) -> None:
    """The browser asks for nothing but the file, complains of nothing, and finds its fonts inside."""
    page, file, requests, complaints = opened(**DESK)
    assert {url for url in requests if not url.startswith("data:")} == {file}
    assert complaints == []
    fonts = page.evaluate("[...document.fonts].map(font => font.status)")
    assert "loaded" in fonts
    assert "error" not in fonts


def test_needs_no_script(opened: Open) -> None:
    """The page holds no script and no handler, and with scripts off a link of the contents leads to its part."""
    page, *_ = opened(**DESK, java_script_enabled=False)
    handlers = "element => [...element.attributes].some(each => each.name.startsWith('on'))"
    assert page.evaluate(f"[...document.querySelectorAll('*')].filter({handlers}).length") == 0
    assert page.locator("script, [href^='javascript:']").count() == 0
    link = page.locator(".contents a").last
    target = link.get_attribute("href")
    link.click()
    assert page.url.endswith(target)
    assert in_view(page, f"[id='{target.removeprefix('#')}']")


@pytest.mark.parametrize("width", WIDTHS)
def test_page_never_scrolls_sideways(opened: Open, width: int) -> None:
    """What is too wide, a table or a drawing, scrolls in itself; nothing is cut off to get there."""
    page, *_ = opened(viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    clipped = """[...document.querySelectorAll('body, body *')].filter(each =>
        ['hidden', 'clip'].includes(getComputedStyle(each).overflowX) && !each.closest('svg')).length"""
    assert page.evaluate(clipped) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Open, scheme: str) -> None:
    """Axe's WCAG 2.2 A and AA rules hold outside the drawings, among them a contrast of text of 4.5 to 1."""
    page, *_ = opened(**DESK, color_scheme=scheme)
    # Axe cannot judge text over a gradient; the one under tables is their edge cue and paper everywhere else.
    page.add_style_tag(content=".scroll, .column > table { background: none !important }")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, {"exclude": [[".drawing svg"]]}, {"runOnly": {"type": "tag", "values": tags}})
    assert found.violations_count == 0, found.generate_report()
    judged = {rule["id"]: len(rule["nodes"]) for rule in found.response["passes"]}
    assert judged["color-contrast"] > 200


# --- Links ------------------------------------------------------------------------------------------------------------


def test_every_internal_link_resolves(opened: Open) -> None:
    """Each link into the page has its one target."""
    page, *_ = opened(**DESK)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    links = page.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].map(each => each.getAttribute('href'))")
    assert len(ids) == len(set(ids))
    assert len(links) > 20
    assert {link.removeprefix("#") for link in links} <= set(ids)


@pytest.mark.parametrize("device", [PHONE, DESK], ids=["phone", "desk"])
def test_contents_lead_to_every_part(opened: Open, device: dict) -> None:
    """A click in the contents brings the part's beginning into view; every part is in the contents, in order."""
    page, *_ = opened(**device)
    targets = page.evaluate("[...document.querySelectorAll('.contents a')].map(each => each.getAttribute('href'))")
    parts = page.evaluate("[...document.querySelectorAll('main > .part')].map(each => '#' + each.id)")
    assert targets == parts
    for target in targets:
        page.locator(f".contents a[href='{target}']").click()
        assert in_view(page, f"[id='{target.removeprefix('#')}']")


@pytest.mark.parametrize("device", [PHONE, DESK], ids=["phone", "desk"])
def test_citation_leads_to_its_source_and_back(opened: Open, device: dict) -> None:
    """A raised number leads to the source of that number, and the source's back link to the sentence."""
    page, *_ = opened(**device)
    citation = page.locator("main .cite a").first
    number, anchor, target = citation.inner_text(), citation.get_attribute("id"), citation.get_attribute("href")
    citation.click()
    assert in_view(page, target)
    assert page.locator(f"{target} .number").inner_text() == number
    assert not in_view(page, f"#{anchor}")
    page.locator(f"{target} .backlinks a[href='#{anchor}']").click()
    assert in_view(page, f"#{anchor}")


@pytest.mark.parametrize("width", WIDTHS)
def test_citation_never_starts_a_line(opened: Open, width: int) -> None:
    """Every raised number stands right of the letter it follows."""
    page, *_ = opened(viewport={"width": width, "height": 800})
    lost = page.evaluate(r"""() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), lost = [];
      let letter = null;
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const cite = node.parentElement.closest('.cite');
        if (cite && !cite.seen && letter) {
          cite.seen = true;
          if (cite.querySelector('a').getBoundingClientRect().left < letter.right - 1) lost.push(cite.parentElement.innerText);
        }
        const last = node.data.trimEnd().length;
        if (cite || !last || !node.parentElement.getClientRects().length) continue;
        const range = document.createRange();
        range.setStart(node, last - 1);
        range.setEnd(node, last);
        letter = range.getBoundingClientRect();
      }
      return lost;
    }""")
    assert lost == []


# --- On a phone -------------------------------------------------------------------------------------------------------


def test_first_screen_of_a_phone_has_the_answer(opened: Open) -> None:
    """Without scrolling: the title, the marking, and at least three lines of the bottom line."""
    page, *_ = opened(**PHONE)
    assert page.locator(".marking").first.inner_text().startswith("TLP:")
    assert in_view(page, ".marking")
    assert page.evaluate("document.querySelector('h1').getBoundingClientRect().bottom") < 760
    line = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.cover .standfirst')).lineHeight)")
    assert top_of(page, ".cover .standfirst") + 3 * line < 760


def test_marking_stands_at_both_ends(opened: Open) -> None:
    """The TLP label is the first thing on the page and the last, on black as the standard wants it, in light and dark."""
    for scheme in ("light", "dark"):
        page, *_ = opened(**PHONE, color_scheme=scheme)
        labels = page.locator(".marking strong")
        assert len(set(labels.all_inner_texts())) == 1
        assert page.evaluate("document.body.firstElementChild.matches('.marking')")
        assert page.evaluate("document.body.lastElementChild.matches('.marking')")
        assert {each.evaluate("each => getComputedStyle(each).backgroundColor") for each in labels.all()} == {
            "rgb(0, 0, 0)"
        }


def test_drawings_stay_legible_on_a_phone(opened: Open) -> None:
    """No letter of a drawing is under 9 px; where a drawing is wider than the screen it scrolls and a line at its edge says so."""
    page, *_ = opened(**PHONE)
    smallest = page.evaluate("""Math.min(...[...document.querySelectorAll('.drawing text')].map(each =>
        parseFloat(getComputedStyle(each).fontSize) * each.ownerSVGElement.getScreenCTM().a))""")
    assert smallest >= 9
    for drawing in page.locator(".drawing").all():
        edge = "each => getComputedStyle(each).borderRightColor"
        assert drawing.evaluate("each => each.scrollWidth > each.clientWidth")
        assert drawing.get_attribute("tabindex") == "0"
        before = drawing.evaluate(edge)
        drawing.evaluate("each => { each.scrollLeft = each.scrollWidth; }")
        page.wait_for_function(
            "([each, before]) => getComputedStyle(each).borderRightColor !== before",
            arg=[drawing.element_handle(), before],
        )
        assert drawing.evaluate(edge) == "rgba(0, 0, 0, 0)"


def test_touch_targets_are_44_pixels(opened: Open) -> None:
    """Under a finger every link that stands by itself is at least 44 px high and wide; numbers within a sentence are exempt."""
    page, *_ = opened(**PHONE, has_touch=True, is_mobile=True)
    small = page.evaluate("""[...document.querySelectorAll('a')].filter(each => !each.closest('.cite, .figure .source')).filter(each => {
        const box = each.getBoundingClientRect();
        return box.width < 43.5 || box.height < 43.5;
    }).map(each => each.outerHTML)""")
    assert small == []


# --- On a desk --------------------------------------------------------------------------------------------------------


def test_contents_follow_the_reader(opened: Open) -> None:
    """At the far end of the text the contents still stand beside it, whole."""
    page, *_ = opened(**DESK)
    page.locator("main > .part").last.scroll_into_view_if_needed()
    box = page.locator(".contents").bounding_box()
    assert 0 <= box["y"] < 100
    assert box["x"] > page.locator("main > .part").last.bounding_box()["x"] + 700
    assert page.eval_on_selector(".contents", "each => each.scrollHeight <= each.clientHeight")


def test_text_keeps_its_measure(opened: Open) -> None:
    """A line of text holds 60 to 80 letters on a tablet and on a desk, and labels stand beside it from 1000 px."""
    for width, beside in ((820, False), (1000, True), (1400, True)):
        page, *_ = opened(viewport={"width": width, "height": 900})
        letters = page.evaluate("""() => {
          const range = document.createRange(), count = [];
          for (const each of document.querySelectorAll('.part > .column > p')) {
            range.selectNodeContents(each);
            const lines = Math.round(each.getBoundingClientRect().height / parseFloat(getComputedStyle(each).lineHeight));
            if (lines > 3) count.push(each.innerText.length / (lines - .5));
          }
          return count.reduce((sum, each) => sum + each, 0) / count.length;
        }""")
        assert 60 <= letters <= 80
        label = page.locator(".head .label").nth(1).bounding_box()
        assert (label["x"] + label["width"] <= page.locator(".part h2").nth(1).bounding_box()["x"]) == beside


def test_keyboard_focus_is_seen(opened: Open) -> None:
    """The first thirty stops of the tab key each show a ring of at least 2 px."""
    page, *_ = opened(**DESK)
    for _ in range(30):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(({outlineStyle, outlineWidth}) => [outlineStyle, parseFloat(outlineWidth)])(getComputedStyle(document.activeElement))"
        )
        assert style[0] == "solid"
        assert style[1] >= 2


def test_dark_scheme_changes_the_colours(opened: Open) -> None:
    """Dark paper and light ink, but the drawings, painted for paper, keep it under them."""
    colours = {}
    for scheme in ("light", "dark"):
        page, *_ = opened(**DESK, color_scheme=scheme)
        read = "each => { const style = getComputedStyle(each); return [style.backgroundColor, style.color]; }"
        colours[scheme] = page.eval_on_selector("html", read), page.eval_on_selector(".drawing", read)[0]
    (light_paper, light_ink), light_plate = colours["light"]
    (dark_paper, dark_ink), dark_plate = colours["dark"]
    assert brightness(dark_paper) < brightness(dark_ink)
    assert brightness(light_ink) < brightness(light_paper)
    assert dark_plate == light_plate == light_paper != dark_paper


def brightness(colour: str) -> int:
    """The sum of red, green and blue of `rgb(r, g, b)`."""
    return sum(int(value) for value in colour.removeprefix("rgb(").removesuffix(")").split(","))
