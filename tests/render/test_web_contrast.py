"""Everybody can read it: axe-core at three widths in both schemes, and the contrast of every text and mark, computed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.slow

REPORTS = ("burkina-faso", "mali", "niger", "russia-aes")
WIDTHS = (380, 820, 1400)
SCHEMES = ("light", "dark")

COLOURS = """
const parse = text => (text.match(/[\\d.]+/g) ?? []).map(Number);
const over = ([r, g, b, a = 1], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a)];
const linear = value => (value /= 255) <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
const luminance = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + .05) / (dark + .05);
};
const ground = each => {
  const layers = [];
  for (; each; each = each.parentElement) {
    const colour = parse(getComputedStyle(each).backgroundColor);
    if (colour[3] !== 0) layers.push(colour);
    if (colour.length === 3) break;
  }
  return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
};
"""
"""WCAG 2.2's contrast ratio, and what is painted behind an element."""

TEXTS = (
    "() => {"
    + COLOURS
    + """
  const faint = [], seen = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const each = node.parentElement;
    if (!node.data.trim() || seen.has(each) || each.closest('svg, template, script') || !each.checkVisibility()) continue;
    seen.add(each);
    const style = getComputedStyle(each), behind = ground(each);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const ratio = contrast(over(parse(style.color), behind), behind);
    if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} ${each.className || each.tagName}: ${node.data.trim().slice(0, 40)}`);
  }
  return [seen.size, faint];
}"""
)
"""How many elements hold text, and which of them are too faint."""

MARKS = (
    ("likelihood", ".track", "", "borderBottomColor"),
    ("likelihood's range", ".track span", "", "backgroundColor"),
    ("level", ".level .bar", "", "borderTopColor"),
    ("state", ".state", "::before", "borderTopColor"),
    ("active state", ".state.active", "::before", "backgroundColor"),
    ("rule of the series", ".series", "", "borderTopColor"),
    ("rule of a table", "tbody td", "", "borderBottomColor"),
    ("sign that a heading sorts", ".sort", "::after", "backgroundColor"),
    ("sign which way it is sorted", "[aria-sort] .sort", "::after", "backgroundColor"),
    ("part being read", ".contents [aria-current]", "", "borderLeftColor"),
    ("edge of a field", ".filter input", "", "borderBottomColor"),
    ("edge of a choice", ".filter select", "", "borderBottomColor"),
    ("edge of a pop-up", ".pop", "", "borderLeftColor"),
    ("head of a pop-up", ".pop", "", "borderTopColor"),
    ("edge of the bar", ".tools", "", "borderTopColor"),
)
MARK = (
    "([selector, pseudo, property]) => {"
    + COLOURS
    + """
  return [...document.querySelectorAll(selector)].filter(each => each.checkVisibility()).map(each => {
    const behind = ground(pseudo ? each : each.parentElement);
    return contrast(over(parse(getComputedStyle(each, pseudo || null)[property]), behind), behind);
  });
}"""
)
FOCUS = (
    "() => {"
    + COLOURS
    + """
  const each = document.activeElement;
  return contrast(parse(getComputedStyle(each).outlineColor), ground(each.parentElement));
}"""
)
LETTERS = (
    "() => {"
    + COLOURS
    + """
  const faint = [];
  let count = 0;
  for (const drawing of document.querySelectorAll('.drawing')) {
    drawing.scrollIntoView({ block: 'center' });
    for (const text of drawing.querySelectorAll('svg text')) {
      const box = text.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const below = document.elementsFromPoint(x, y).filter(each => each.ownerSVGElement === text.ownerSVGElement && !each.closest('text'));
      const plate = ground(drawing);
      const layers = below.filter(each => getComputedStyle(each).fill !== 'none').map(each => {
        const { fill, fillOpacity, opacity } = getComputedStyle(each), [r, g, b, a = 1] = parse(fill);
        return [r, g, b, a * fillOpacity * opacity];
      });
      const behind = layers.reverse().reduce((under, layer) => over(layer, under), plate);
      const ratio = contrast(parse(getComputedStyle(text).fill), behind);
      count += 1;
      if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} in ${drawing.parentElement.id}: ${text.textContent}`);
    }
  }
  return [count, faint];
}"""
)
"""The same for the letters of drawings: what is painted under the middle of each."""


@pytest.mark.parametrize("report", REPORTS)
def test_axe_finds_nothing(built: dict[str, Path], open_file: Callable, report: str) -> None:
    """WCAG 2.2 A and AA outside the drawings, on a phone, a tablet and a desk; colours in light and dark."""
    # What a scheme changes does not depend on the width, and is slow to judge.
    for width, scheme in ((WIDTHS[0], "light"), (WIDTHS[1], "dark"), *((WIDTHS[2], scheme) for scheme in SCHEMES)):
        opened = open_file(built[report], viewport={"width": width, "height": 900}, color_scheme=scheme)
        assert opened.axe(colours=width == WIDTHS[-1]) == [], (width, scheme)
    assert opened.quiet()


@pytest.mark.parametrize("width", [380, 1400])
def test_axe_finds_nothing_in_what_opens(built: dict[str, Path], open_file: Callable, width: int) -> None:
    """With a pop-up, a filter in use, a table sorted; then with each sheet open."""
    opened = open_file(built["mali"], viewport={"width": width, "height": 900}, color_scheme="dark", fresh=True)
    page = opened.page
    _use(page)
    assert opened.axe(colours=False) == []
    page.keyboard.press("Escape")
    for button in (".to-contents", ".tools .share"):
        if page.locator(button).is_visible():
            page.locator(button).click()
            assert opened.axe(colours=False) == []
            page.keyboard.press("Escape")


def _use(page: Page) -> None:
    """Bring everything that the script can show into view, but the sheets."""
    page.locator(".filter input").fill("a")
    page.locator(".ratings .sort").nth(2).click()
    page.evaluate("say('Said')")
    link = page.locator("#timeline .cite a").first
    link.focus()
    page.keyboard.press("Enter")
    assert page.locator(".pop").is_visible()
    page.wait_for_function("document.querySelector('[aria-current]')")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_can_be_read(built: dict[str, Path], open_file: Callable, scheme: str) -> None:
    """4.5 to 1 with what is really behind it, 3 to 1 where it is large; in the sheets and pop-ups too."""
    for report, path in built.items():
        page = open_file(path, viewport={"width": 1400, "height": 900}, color_scheme=scheme).page
        count, faint = page.evaluate(TEXTS)
        assert count > 300
        assert faint == [], report
    page = open_file(built["mali"], viewport={"width": 380, "height": 760}, color_scheme=scheme, fresh=True).page
    _use(page)
    assert page.evaluate(TEXTS)[1] == []
    page.keyboard.press("Escape")
    for button in (".to-contents", ".tools .share"):
        page.locator(button).click()
        assert page.evaluate(TEXTS)[1] == []
        page.keyboard.press("Escape")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_mark_can_be_seen(built: dict[str, Path], open_file: Callable, scheme: str) -> None:
    """3 to 1 with what is behind it (WCAG 1.4.11): bars, tracks, states, edges, and the ring of the focus."""
    found = dict.fromkeys((name for name, *_ in MARKS), 21.0)
    for report, path in built.items():
        page = open_file(
            path, viewport={"width": 1400, "height": 900}, color_scheme=scheme, fresh=report == "mali"
        ).page
        if report == "mali":
            _use(page)
            assert page.evaluate(FOCUS) >= 3
        counts = {}
        for name, *where in MARKS:
            ratios = page.evaluate(MARK, where)
            counts[name] = len(ratios)
            found[name] = min([found[name], *ratios])
        if report == "mali":
            assert [name for name, count in counts.items() if not count and name != "active state"] == []
    assert {name: ratio for name, ratio in found.items() if ratio < 3} == {}


def test_every_letter_of_a_drawing_can_be_read(built: dict[str, Path], open_file: Callable) -> None:
    """4.5 to 1 with the shape that it stands on; drawings are the same in light and dark."""
    for path in built.values():
        page = open_file(path, viewport={"width": 1400, "height": 900}).page
        count, faint = page.evaluate(LETTERS)
        assert count > 20
        assert faint == []
