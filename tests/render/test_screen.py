"""The report on a screen: opened from a file, without a network, on a phone, a tablet and a desk, in light and dark."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page

# The reports are built and a browser started before the first of them.
pytestmark = pytest.mark.slow

REPORTS = ("burkina-faso", "mali", "niger", "russia-aes")
WIDTHS = (380, 820, 1400)
PHONE = {"viewport": {"width": 380, "height": 760}}
DESK = {"viewport": {"width": 1400, "height": 900}}


@pytest.fixture(params=REPORTS)
def opened(request: pytest.FixtureRequest, built: dict[str, Path], open_file: Callable) -> Callable:
    """Opens one report."""
    return partial(open_file, built[request.param])


def top_of(page: Page, selector: str) -> float:
    """Where an element begins, in pixels below the window's upper edge."""
    return page.eval_on_selector(selector, "element => element.getBoundingClientRect().top")


def in_view(page: Page, selector: str) -> bool:
    """Whether an element begins in the window."""
    return -1 <= top_of(page, selector) < page.viewport_size["height"]


# --- It stands alone --------------------------------------------------------------------------------------------------


def test_opens_from_a_file_without_a_network(opened: Callable) -> None:
    """The browser asks for nothing but the file, complains of nothing, and finds its fonts inside."""
    seen = opened(**DESK, fresh=True)
    assert seen.file in seen.requests
    assert seen.quiet(), (seen.requests, seen.complaints)
    fonts = seen.page.evaluate("[...document.fonts].map(font => font.status)")
    assert "loaded" in fonts
    assert "error" not in fonts


@pytest.mark.parametrize("width", WIDTHS)
def test_page_never_scrolls_sideways(opened: Callable, width: int) -> None:
    """What is too wide, a table or a drawing, scrolls in itself; nothing is cut off to get there."""
    page = opened(viewport={"width": width, "height": 800}).page
    assert page.evaluate("document.documentElement.scrollWidth") == width
    clipped = """[...document.querySelectorAll('body, body *')].filter(each =>
        ['hidden', 'clip'].includes(getComputedStyle(each).overflowX) && !each.closest('svg, .tools, select, input')).length"""
    assert page.evaluate(clipped) == 0


# --- Links ------------------------------------------------------------------------------------------------------------


def test_every_internal_link_resolves(opened: Callable) -> None:
    """Each link into the page has its one target."""
    page = opened(**DESK).page
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    links = page.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].map(each => each.getAttribute('href'))")
    assert len(ids) == len(set(ids))
    assert len(links) > 20
    assert {link.removeprefix("#") for link in links} <= set(ids)


@pytest.mark.parametrize("device", [PHONE, DESK], ids=["phone", "desk"])
def test_contents_lead_to_every_part(opened: Callable, device: dict) -> None:
    """A click in the contents brings the part's beginning into view; every part is in the contents, in order."""
    page = opened(**device).page
    targets = page.evaluate("[...document.querySelectorAll('.contents a')].map(each => each.getAttribute('href'))")
    parts = page.evaluate("[...document.querySelectorAll('main > .part')].map(each => '#' + each.id)")
    assert targets == parts
    for target in targets:
        page.locator(f".contents a[href='{target}']").click()
        assert in_view(page, f"[id='{target.removeprefix('#')}']")


@pytest.mark.parametrize("device", [PHONE, DESK], ids=["phone", "desk"])
def test_citation_leads_to_its_source_and_back(opened: Callable, device: dict) -> None:
    """A raised number leads to the source of that number, and the source's back link to the sentence."""
    page = opened(**device).page
    citation = page.locator("main .cite a").first
    number, anchor, target = citation.inner_text(), citation.get_attribute("id"), citation.get_attribute("href")
    citation.click()
    assert in_view(page, target)
    assert page.locator(f"{target} .number").inner_text() == number
    assert not in_view(page, f"#{anchor}")
    page.locator(f"{target} .backlinks a[href='#{anchor}']").click()
    assert in_view(page, f"#{anchor}")


@pytest.mark.parametrize("width", WIDTHS)
def test_citation_never_starts_a_line(opened: Callable, width: int) -> None:
    """Every raised number stands right of the letter it follows."""
    page = opened(viewport={"width": width, "height": 800}).page
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


def test_first_screen_of_a_phone_has_the_answer(opened: Callable) -> None:
    """Without scrolling: the title, the marking, and at least three lines of the bottom line."""
    page = opened(**PHONE).page
    assert page.locator(".marking").first.inner_text().startswith("TLP:")
    assert in_view(page, ".marking")
    assert page.evaluate("document.querySelector('h1').getBoundingClientRect().bottom") < 760
    line = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.cover .standfirst')).lineHeight)")
    assert top_of(page, ".cover .standfirst") + 3 * line < 760


def test_marking_stands_at_both_ends(opened: Callable) -> None:
    """The TLP label is the first thing on the page and the last, on black as the standard wants it, in light and dark."""
    for scheme in ("light", "dark"):
        page = opened(**PHONE, color_scheme=scheme).page
        labels = page.locator(".marking strong")
        assert len(set(labels.all_inner_texts())) == 1
        assert page.evaluate("document.body.firstElementChild.matches('.marking')")
        last = (
            "[...document.body.children].filter(each => !each.matches('template, style, script, [data-screen]')).at(-1)"
        )
        assert page.evaluate(f"{last}.matches('.marking')")
        assert {each.evaluate("each => getComputedStyle(each).backgroundColor") for each in labels.all()} == {
            "rgb(0, 0, 0)"
        }


def test_drawings_stay_legible_on_a_phone(opened: Callable) -> None:
    """No letter of a drawing is under 9 px; where a drawing is wider than the screen it scrolls and a line at its edge says so."""
    page = opened(**PHONE).page
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


def test_touch_targets_are_44_pixels(opened: Callable) -> None:
    """Under a finger every link and control that stands by itself is at least 44 px high and wide; numbers within a sentence are exempt."""
    page = opened(**PHONE, has_touch=True, is_mobile=True).page
    small = page.evaluate("""[...document.querySelectorAll('a, button, select, input, summary')].filter(each =>
        each.checkVisibility() && !each.closest('.cite, .figure .source, .skip')).filter(each => {
        const box = each.getBoundingClientRect();
        return box.width < 43.5 || box.height < 43.5;
    }).map(each => each.outerHTML)""")
    assert small == []


# --- On a desk --------------------------------------------------------------------------------------------------------


def test_contents_follow_the_reader(opened: Callable) -> None:
    """At the far end of the text the contents still stand beside it, whole."""
    page = opened(**DESK).page
    page.locator("main > .part").last.scroll_into_view_if_needed()
    box = page.locator(".contents").bounding_box()
    assert 0 <= box["y"] < 100
    assert box["x"] > page.locator("main > .part").last.bounding_box()["x"] + 700
    assert page.eval_on_selector(".contents", "each => each.scrollHeight <= each.clientHeight")


def test_text_keeps_its_measure(opened: Callable) -> None:
    """A line of text holds 60 to 80 letters on a tablet and on a desk, and labels stand beside it from 1000 px."""
    for width, beside in ((820, False), (1000, True), (1400, True)):
        page = opened(viewport={"width": width, "height": 900}).page
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


def test_keyboard_focus_is_seen(opened: Callable) -> None:
    """The first thirty stops of the tab key each show a ring of at least 2 px."""
    page = opened(**DESK).page
    for _ in range(30):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(({outlineStyle, outlineWidth}) => [outlineStyle, parseFloat(outlineWidth)])(getComputedStyle(document.activeElement))"
        )
        assert style[0] == "solid"
        assert style[1] >= 2


def test_dark_scheme_changes_the_colours(opened: Callable) -> None:
    """Dark paper and light ink, but the drawings, painted for paper, keep it under them."""
    colours = {}
    for scheme in ("light", "dark"):
        page = opened(**DESK, color_scheme=scheme).page
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
