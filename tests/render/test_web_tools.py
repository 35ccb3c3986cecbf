"""The report printed, passed on and linked; reached by keyboard, and turned round for Arabic."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.slow

PHONE = {"viewport": {"width": 380, "height": 760}}
DESK = {"viewport": {"width": 1400, "height": 900}}
ADDRESS = "https://reports.example/mali.html"


@pytest.fixture(scope="module")
def served(browser: Browser, built: dict[str, Path]) -> Iterator[Page]:
    """The Mali report as from a web server, where the page may write to the clipboard."""
    context = browser.new_context(**DESK, permissions=["clipboard-read", "clipboard-write"])
    body = built["mali"].read_text(encoding="utf-8")
    context.route(
        "**/*",
        lambda route: (
            route.fulfill(body=body, content_type="text/html") if route.request.url == ADDRESS else route.abort()
        ),
    )
    page = context.new_page()
    page.goto(ADDRESS)
    yield page
    context.close()


# --- Passing on -------------------------------------------------------------------------------------------------------


def test_printing_is_the_browsers(report) -> None:
    """The button opens its dialog, and does nothing else."""
    page = report("mali", **PHONE)
    page.evaluate("window.print = () => { window.printed = true; }")
    page.locator(".tools .print").click()
    assert page.evaluate("window.printed")


def test_paper_gets_every_source_and_no_control(report) -> None:
    """What is filtered away on the screen is printed all the same; buttons are not."""
    page = report("mali", **DESK)
    page.locator(".filter input").fill("qqqq")
    page.locator(".tools .share").click()
    page.emulate_media(media="print")
    assert page.locator(".sources > li:visible").count() == page.locator(".sources > li").count()
    expect(page.locator("[data-screen]:visible, .skip:visible, dialog:visible")).to_have_count(0)
    size = "each => getComputedStyle(each).fontSize"
    assert page.locator(".ratings .sort").first.evaluate(size) == page.locator(".ratings thead th").first.evaluate(size)


def test_a_browsers_print_has_the_marking_on_every_page(report) -> None:
    """At the head and the foot, as the PDF has it, and the title on the first page, not behind an empty one."""
    page = report("mali", **DESK)
    marking, title = page.locator(".marking strong").first.inner_text(), page.locator("h1").inner_text()
    document = pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True)))
    texts = [each.get_textpage().get_text_range() for each in document]
    document.close()
    assert len(texts) > 7
    assert [text for text in texts if text.count(marking) < 2] == []
    assert all("DRAFT" in text for text in texts)
    assert title.split()[0] in texts[0]


def test_the_link_is_copied_and_the_marking_told(served) -> None:
    """The address goes to the clipboard, a line says so; above it stands who may have the report."""
    served.goto(f"{ADDRESS}#timeline")
    served.locator(".tools .share").click()
    sheet = served.locator(".share-sheet")
    marking = served.locator(".marking strong").first.inner_text()
    assert sheet.locator(".notice").inner_text().startswith(marking)
    assert len(sheet.locator(".notice").inner_text()) > len(marking) + 10
    expect(sheet.locator(".from-file")).to_be_hidden()
    sheet.locator(".copy").click()
    expect(sheet.locator(".told")).to_have_text("The link is copied.")
    assert served.evaluate("navigator.clipboard.readText()") == ADDRESS
    served.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    assert served.evaluate("document.activeElement.className") == "share"


def test_mail_has_title_and_marking_in_its_subject(served) -> None:
    """And the marking directly above what it says (TLP 2.0)."""
    served.locator(".tools .share").click()
    address = urlsplit(served.locator(".share-sheet .mail").get_attribute("href"))
    said = parse_qs(address.query)
    marking, title = served.locator(".marking strong").first.inner_text(), served.title()
    assert address.scheme == "mailto"
    assert said["subject"] == [f"{marking} {title}"]
    assert said["body"][0].splitlines() == [marking, "", title, "", ADDRESS]
    served.keyboard.press("Escape")


def test_a_file_says_that_its_address_helps_nobody(report) -> None:
    """Opened from a file: the notice is there, and the mail has no address."""
    page = report("mali", **PHONE)
    page.locator(".tools .share").click()
    expect(page.locator(".from-file")).to_be_visible()
    assert "file%3A" not in page.locator(".share-sheet .mail").get_attribute("href")


def test_a_headings_link_is_copied(served) -> None:
    """Each part's heading has a button, seen when the heading is pointed at or the button has the focus."""
    parts = served.locator("main > .part[id]")
    assert served.locator(".link-here").count() == parts.count()
    button = served.locator("#timeline .link-here")
    assert button.evaluate("each => getComputedStyle(each).opacity") == "0"
    button.focus()
    served.keyboard.press("Tab")
    served.keyboard.press("Shift+Tab")
    assert button.evaluate("each => getComputedStyle(each).opacity") == "1"
    assert served.locator("#timeline h2").inner_text() in button.get_attribute("aria-label")
    served.keyboard.press("Enter")
    expect(served.locator(".said")).to_have_text("The link is copied.")
    assert served.evaluate("navigator.clipboard.readText()") == f"{ADDRESS}#timeline"


def test_a_refused_clipboard_is_told(browser, built) -> None:
    """Where the browser lets nothing be copied, the address stands there to be taken by hand."""
    page = browser.new_context(offline=True).new_page()
    page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('no')); document.execCommand = () => false;"
    )
    page.goto(built["mali"].as_uri())
    page.locator(".tools .share").click()
    page.locator(".copy").click()
    expect(page.locator(".told")).to_contain_text("by hand")
    assert page.locator(".share-sheet .address").inner_text() == built["mali"].as_uri()
    page.context.close()


def test_related_reports_are_linked_within_a_build(built, report) -> None:
    """Each link leads to the file of another report; for those that are not built, `test_siblings.py`."""
    page = report("mali", **DESK)
    links = page.locator(".related a")
    names = page.locator(".related li")
    assert 0 < links.count() <= names.count()
    for link in links.all():
        target = (built["mali"].parent / link.get_attribute("href")).resolve()
        assert target.is_file()
        assert target != built["mali"]


# --- Keyboard and direction -------------------------------------------------------------------------------------------


def test_the_first_stop_leads_past_the_cover(report) -> None:
    """The first press of Tab shows a link to the text; nothing else of it is seen before or after."""
    page = report("mali", **PHONE)
    skip = page.locator(".skip")
    assert skip.evaluate("each => each.getBoundingClientRect().bottom") <= 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert skip.evaluate("each => each.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#text")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


def test_the_focus_goes_through_the_page_without_a_trap(report) -> None:
    """Tab reaches the last link of the page and leaves it; no stop is under the bar at a phone's foot (WCAG 2.4.11)."""
    page = report("niger", **PHONE)
    page.evaluate("""() => {
      const bar = document.querySelector('.tools').getBoundingClientRect();
      window.stops = [];
      window.covered = [];
      document.addEventListener('focusin', ({ target }) => {
        window.stops.push(target);
        if (!target.closest('.tools, .pop') && target.getBoundingClientRect().top >= bar.top) window.covered.push(target.outerHTML);
      });
    }""")
    last = "window.stops.includes([...document.querySelectorAll('main a')].at(-1))"
    for _ in range(30):
        for _ in range(20):
            page.keyboard.press("Tab")
        if page.evaluate(last):
            break
    assert page.evaluate(last)
    assert page.evaluate("window.covered") == []
    assert page.evaluate("new Set(window.stops).size / window.stops.length") > 0.9


def test_the_page_turns_round_for_arabic(browser, built, tmp_path) -> None:
    """From right to left the label column, the contents and the bar change sides, and pop-ups stay inside a phone."""
    html = built["mali"].read_text(encoding="utf-8")
    path = tmp_path / "rtl.html"
    path.write_text(
        html.replace('dir="ltr"', 'dir="rtl"').replace('<html lang="en"', '<html lang="ar"'), encoding="utf-8"
    )
    page = browser.new_context(offline=True, **DESK).new_page()
    page.goto(path.as_uri())
    left = "each => each.getBoundingClientRect().left"
    assert page.eval_on_selector(".contents", left) < page.eval_on_selector("#summary", left)
    assert page.eval_on_selector(".tools", left) == pytest.approx(page.eval_on_selector(".contents", left), abs=2)
    assert page.locator(".head .label").nth(1).evaluate(left) > page.locator(".part h2").nth(1).evaluate(left)
    page.set_viewport_size(PHONE["viewport"])
    assert page.evaluate("document.documentElement.scrollWidth") == 380
    link = page.locator("#summary .cite a").nth(2)
    link.focus()
    page.keyboard.press("Enter")
    assert page.locator(".pop").evaluate(
        "each => { const box = each.getBoundingClientRect(); return box.left >= 0 && box.right <= 380; }"
    )
    page.context.close()
