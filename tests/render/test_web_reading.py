"""Reading with the script: contents that follow, pop-ups of citations, and the colours that a reader chooses."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.slow

PHONE = {"viewport": {"width": 380, "height": 760}}
TOUCH = {**PHONE, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1400, "height": 900}}
INSIDE = """each => { const box = each.getBoundingClientRect(), bar = document.querySelector('.tools').getBoundingClientRect();
  const floor = bar.width > 300 ? bar.top : innerHeight;
  return box.left >= 0 && box.top >= 0 && box.right <= document.documentElement.clientWidth && box.bottom <= floor; }"""


@pytest.fixture
def mali(report: Callable[..., Page]) -> Callable[..., Page]:
    """Opens the Mali report anew."""
    return partial(report, "mali")


def focused(page: Page, what: str) -> object:
    """Something of the element that has the focus."""
    return page.evaluate(f"document.activeElement.{what}")


# --- Contents ---------------------------------------------------------------------------------------------------------


def test_the_part_being_read_is_marked(mali) -> None:
    """In the contents beside the text: none on the cover, then the part at the upper third, at the end the last."""
    page = mali(**DESK)
    current = page.locator(".contents [aria-current]")
    expect(current).to_have_count(0)
    for name in ("timeline", "annex", "summary"):
        page.evaluate(f"document.getElementById('{name}').scrollIntoView()")
        expect(current).to_have_attribute("href", f"#{name}")
    page.keyboard.press("End")
    expect(current).to_have_attribute("href", "#closing")


def test_contents_scroll_to_the_part_being_read(mali) -> None:
    """In a low window the list beside the text is longer than the window; the page itself does not move for it."""
    page = mali(viewport={"width": 1400, "height": 420})
    page.evaluate("document.getElementById('annex').scrollIntoView()")
    expect(page.locator(".contents [aria-current]")).to_have_attribute("href", "#annex")
    assert page.eval_on_selector("#annex", "each => Math.abs(each.getBoundingClientRect().top)") < 40
    assert page.evaluate("""() => {
      const list = document.querySelector('.contents'), [outer, inner] = [list, list.querySelector('[aria-current]')].map(each => each.getBoundingClientRect());
      return list.scrollTop > 0 && inner.top >= outer.top && inner.bottom <= outer.bottom;
    }""")


@pytest.mark.parametrize("device", [TOUCH, {"viewport": {"width": 820, "height": 1000}}], ids=["phone", "tablet"])
def test_contents_are_at_hand_anywhere(mali, device) -> None:
    """Deep in the text a button brings them; the part being read has the focus; a choice leads there."""
    page = mali(**device)
    page.evaluate("document.getElementById('actors').scrollIntoView()")
    sheet = page.locator(".contents-sheet")
    expect(sheet).to_be_hidden()
    page.locator(".to-contents").click()
    expect(sheet).to_be_visible()
    assert focused(page, "hash") == "#actors"
    sheet.locator("a[href='#timeline']").click()
    expect(sheet).to_be_hidden()
    assert 0 <= page.eval_on_selector("#timeline", "each => each.getBoundingClientRect().top") < 60


def test_contents_sheet_by_keyboard(mali) -> None:
    """Enter opens it, the focus stays in it, Escape ends it and gives the focus back."""
    page = mali(**PHONE)
    page.locator(".to-contents").focus()
    page.keyboard.press("Enter")
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('.contents-sheet')"
        )
    page.keyboard.press("Escape")
    expect(page.locator(".contents-sheet")).to_be_hidden()
    assert focused(page, "className") == "to-contents"


# --- Citations --------------------------------------------------------------------------------------------------------


def test_pointing_at_a_citation_explains_it(mali) -> None:
    """The claim, its grade in words, the source's title, publisher and date, and the way to the annex; all from the page."""
    page = mali(**DESK)
    link = page.locator("#summary .cite a").first
    number = link.inner_text()
    link.hover()
    pop = page.locator(".pop")
    expect(pop).to_be_visible()
    source = page.locator(f"#source_{number}")
    text = pop.inner_text()
    assert source.locator("h3").inner_text() in text
    assert source.get_attribute("data-publisher") in text
    assert source.get_attribute("data-published") in text
    facts = link.get_attribute("data-facts").split()
    claims = pop.locator(".claim").all_inner_texts()
    assert claims
    said = [page.locator(f"#source_{number} [data-fact='{fact}']") for fact in facts]
    assert [each for row in said for each in row.all_inner_texts() if any(claim in each for claim in claims)]
    assert "source, " in pop.locator(".graded").first.inner_text()
    assert pop.locator("a").get_attribute("href") == f"#source_{number}"
    assert link.get_attribute("title") is None


def test_a_pop_up_can_be_pointed_at_and_sent_away(mali) -> None:
    """It stays while the pointer is on it, goes when it leaves both, and at once on Escape (WCAG 1.4.13)."""
    page = mali(**DESK)
    link, pop = page.locator("#summary .cite a").first, page.locator(".pop")
    link.hover()
    expect(pop).to_be_visible()
    pop.locator(".claim").first.hover()
    page.wait_for_timeout(400)
    expect(pop).to_be_visible()
    page.mouse.move(5, 5)
    expect(pop).to_be_hidden()
    link.hover()
    expect(pop).to_be_visible()
    page.keyboard.press("Escape")
    expect(pop).to_be_hidden()


def test_a_click_of_the_mouse_goes_to_the_annex(mali) -> None:
    """As without the script."""
    page = mali(**DESK)
    link = page.locator("#summary .cite a").first
    target = link.get_attribute("href")
    link.click()
    assert page.url.endswith(target)
    expect(page.locator(".pop")).to_be_hidden()


def test_citations_by_keyboard(mali) -> None:
    """The focus shows it, Enter steps in, Escape gives the focus back; Tab goes on from the number; nothing traps."""
    page = mali(**DESK)
    links = page.locator("#summary .cite a")
    pop = page.locator(".pop")
    first, second = (links.nth(index).get_attribute("id") for index in (0, 1))
    links.first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert focused(page, "id") == first
    expect(pop).to_be_visible()
    assert page.locator(f"#{first}").get_attribute("aria-expanded") == "true"
    page.keyboard.press("Enter")
    assert focused(page, "className") == "to-source"
    page.keyboard.press("Escape")
    expect(pop).to_be_hidden()
    assert focused(page, "id") == first
    page.keyboard.press("Enter")
    for _ in range(2):  # over the way to the annex and "Close", out of the pop-up
        page.keyboard.press("Tab")
    assert focused(page, "id") == second
    assert page.locator(f"#{first}").get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    assert focused(page, "id") == second
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.url.endswith(page.locator(f"#{second}").get_attribute("href"))
    expect(pop).to_be_hidden()


def test_every_pop_up_stays_inside_a_phone(mali) -> None:
    """A tap opens it, wherever in the line the number stands; no part of it is outside the window or under the bar."""
    page = mali(**TOUCH)
    pop = page.locator(".pop")
    wide = page.evaluate("document.documentElement.scrollWidth")
    for index, link in enumerate(page.locator("#summary .column .cite a, #summary + * + .part .cite a").all()[:12]):
        link.evaluate("(each, block) => each.scrollIntoView({ block })", "end" if index % 2 else "center")
        link.tap()
        expect(pop).to_be_visible()
        assert pop.evaluate(INSIDE)
        assert page.evaluate("document.documentElement.scrollWidth") == wide
        assert pop.locator(".claim").count() > 0
        page.touchscreen.tap(3, 3)
        expect(pop).to_be_hidden()
    assert "#source" not in page.url


def test_a_collapsed_run_shows_all_it_stands_for(mali) -> None:
    """`1–4` has two links: the first stands for 1, 2 and 3, and names them."""
    page = mali(**DESK)
    link = page.locator(".cite a[data-sources]").first
    numbers = link.get_attribute("data-sources").split()
    assert len(numbers) > 1
    link.focus()
    page.keyboard.press("Enter")
    ways = page.locator(".pop .to-source")
    assert [each.get_attribute("href") for each in ways.all()] == [f"#source_{number}" for number in numbers]


def test_every_citation_finds_its_claim(built, open_file) -> None:
    """In all reports: no pop-up without a claim, because each fact cited stands under its source in the annex."""
    for path in built.values():
        page = open_file(path, **DESK).page
        lost = page.evaluate("""() => [...document.querySelectorAll('.cite a')].filter(link => {
          const facts = link.dataset.facts.split(' ');
          const numbers = link.dataset.sources?.split(' ') ?? [link.hash.slice(8)];
          return !numbers.every(number => facts.some(fact =>
            document.querySelector(`#source_${number} [data-fact="${fact}"]:not([data-disputes])`)));
        }).map(link => link.outerHTML)""")
        assert lost == []


# --- Colours ----------------------------------------------------------------------------------------------------------


def paper(page: Page) -> str:
    """The colour behind the text."""
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def test_colours_follow_the_system_until_chosen(mali) -> None:
    """The choice outlives a reload and goes back to the system's; drawings keep their light plate, and a frame in the dark."""
    page = mali(**DESK)
    light = paper(page)
    page.emulate_media(color_scheme="dark")
    dark = paper(page)
    assert dark != light
    choice = page.locator(".tools select")
    choice.select_option("light")
    assert paper(page) == light
    page.reload()
    assert paper(page) == light
    assert choice.input_value() == "light"
    page.emulate_media(color_scheme="light")
    choice.select_option("dark")
    assert paper(page) == dark
    plate = "each => [getComputedStyle(each).backgroundColor, parseFloat(getComputedStyle(each).padding) > 0]"
    assert page.eval_on_selector(".drawing", plate) == [light, True]
    choice.select_option("")
    assert paper(page) == light
    page.reload()
    assert paper(page) == light
    assert choice.input_value() == ""


def test_a_chosen_scheme_is_there_before_the_text(mali) -> None:
    """The script that sets it stands in the head, so that a dark page never flashes white."""
    page = mali(**DESK)
    assert page.evaluate("document.querySelectorAll('head > script').length") == 1


def test_colours_without_a_storage(browser, built) -> None:
    """Where the browser keeps nothing for files, the choice holds for the visit, and nothing fails."""
    context = browser.new_context(offline=True)
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page = context.new_page()
    faults = []
    page.on("console", lambda line: faults.append(line.text))
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(built["mali"].as_uri())
    light = paper(page)
    page.locator(".tools select").select_option("dark")
    assert paper(page) != light
    assert faults == []
    context.close()
