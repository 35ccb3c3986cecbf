"""The annex filtered, and tables sorted by what their cells say."""

import pytest
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.slow

DESK = {"viewport": {"width": 1400, "height": 900}}


# --- The annex --------------------------------------------------------------------------------------------------------


def test_sources_are_filtered_and_counted(report) -> None:
    """By words, by reliability and by origin group, all at once; the count is told; one button brings all back."""
    page = report("russia-aes", **DESK)
    filters, shown = page.locator(".filter"), page.locator(".sources > li:visible")
    count = filters.locator(".count")
    number = shown.count()
    assert number > 4
    assert count.get_attribute("aria-live") == "polite"
    expect(count).to_have_text(f"Sources shown: {number} of {number}")
    title = page.locator(".sources h3").nth(1).inner_text()
    filters.locator("input").fill(title.upper())
    expect(shown).to_have_count(1)
    expect(count).to_have_text(f"Sources shown: 1 of {number}")
    filters.locator("input").fill("qqqq")
    expect(shown).to_have_count(0)
    filters.locator(".clear").click()
    expect(shown).to_have_count(number)
    assert page.evaluate("document.activeElement.matches('.filter input')")
    for name in ("reliability", "group"):
        choice = filters.locator(f"select[name={name}]")
        value = choice.locator("option").nth(1).get_attribute("value")
        choice.select_option(value)
        fitting = page.locator(f".sources > li[data-{name}='{value}']").count()
        expect(shown).to_have_count(fitting)
        expect(count).to_have_text(f"Sources shown: {fitting} of {number}")
        choice.select_option("")


def test_search_minds_neither_case_nor_accents(report) -> None:
    """`goita` finds Goïta, typed on any keyboard."""
    page = report("mali", **DESK)
    assert page.evaluate("['Goïta', 'BAMAKO', 'Émile'].map(fold)") == ["goita", "bamako", "emile"]


def test_a_filter_with_one_value_is_not_offered(report) -> None:
    """All sources of a report in one language: there is nothing to choose."""
    page = report("mali", **DESK)
    languages = page.evaluate(
        "new Set([...document.querySelectorAll('.sources > li')].map(each => each.dataset.language)).size"
    )
    assert page.locator(".filter select[name=language]").is_visible() == (languages > 1)


def test_a_citation_of_a_filtered_source_brings_it_back(report) -> None:
    """A link to a source that is left out shows them all again, and leads to it."""
    page = report("mali", **DESK)
    page.locator(".filter input").fill("qqqq")
    expect(page.locator(".sources > li:visible")).to_have_count(0)
    link = page.locator("#summary .cite a").first
    target = link.get_attribute("href")
    link.click()
    expect(page.locator(target)).to_be_visible()
    assert 0 <= page.eval_on_selector(target, "each => each.getBoundingClientRect().top") < 100
    assert page.locator(".filter input").input_value() == ""


# --- Tables -----------------------------------------------------------------------------------------------------------


def column(table: Locator, index: int) -> list[str]:
    """The cells of a column, top to bottom."""
    return [row.locator("th, td").nth(index).inner_text().strip() for row in table.locator("tbody tr").all()]


def test_ratings_sort_up_down_and_back(report) -> None:
    """Numbers as numbers; `aria-sort` says which way; the third time the table is as it was. By keyboard."""
    page = report("mali", **DESK)
    table = page.locator("table.ratings")
    was = column(table, 0)
    heading = table.locator("thead th").nth(2)
    heading.locator("button").focus()
    for order in ("ascending", "descending"):
        page.keyboard.press("Enter")
        assert heading.get_attribute("aria-sort") == order
        likelihoods = [int(each) for each in column(table, 2)]
        assert likelihoods == sorted(likelihoods, reverse=order == "descending")
        assert len(set(likelihoods)) > 1
    page.keyboard.press("Space")
    assert heading.get_attribute("aria-sort") is None
    assert column(table, 0) == was


def test_judgements_sort_by_likelihood_confidence_and_date(report) -> None:
    """By worth, not by letter: the range's place on the scale, low before moderate, February 2026 before August 2026."""
    page = report("mali", **DESK)
    table = page.locator("table.judgements")
    table.locator("thead button").nth(2).click()
    ranges = [int(each.split("–")[0].rsplit("\n")[-1].rsplit(" ")[-1]) for each in column(table, 2)]
    assert ranges == sorted(ranges)
    table.locator("thead button").nth(4).click()
    assert table.locator("[aria-sort]").count() == 1
    years = [each.split()[::-1] for each in column(table, 4)]
    months = ["January", "February", "March", "April", "May", "June", "July", "August"]
    days = [(int(year), months.index(month), int(day)) for year, month, day in years]
    assert days == sorted(days)
    assert len(set(days)) > 1


def test_indicators_sort_by_state(report) -> None:
    """Quiet, watch, active; what is not known comes last, whichever way."""
    page = report("mali", **DESK)
    table = page.locator("table.indicators")
    at = table.locator("thead th").count() - 3
    for _ in range(2):
        table.locator("thead button").nth(at).click()
        order = {"Quiet": 1, "Watch": 2, "Active": 3, "Not known": 9}
        known = [order[each] for each in column(table, at) if each != "Not known"]
        assert known == sorted(known, reverse=table.locator("[aria-sort=descending]").count() == 1)


VALUES = {
    "en": (["1,234", "99", "−3.5", "–", "12 %"], ["−3.5", "12 %", "99", "1,234", "–"]),
    "fr": (["1\u202f234", "99,5", "−3,5", "99,4", ""], ["−3,5", "99,4", "99,5", "1\u202f234", ""]),
    "en dates": (
        ["20 August 2025", "August 2024", "2023", "13–19 August 2025", "–"],
        ["2023", "August 2024", "13–19 August 2025", "20 August 2025", "–"],
    ),
    "fr dates": (
        ["20 août 2025", "1er février 2026", "décembre 2024"],
        ["décembre 2024", "20 août 2025", "1er février 2026"],
    ),
    "ar dates": (["٢٠ أغسطس ٢٠٢٥", "1 فبراير 2026", "ديسمبر 2024"], ["ديسمبر 2024", "٢٠ أغسطس ٢٠٢٥", "1 فبراير 2026"]),
    "en iso": (["2025-08-20", "2024-12", "2025-01-31"], ["2024-12", "2025-01-31", "2025-08-20"]),
    "en words": (["Zinder", "Agadez 10", "Agadez 9", "?"], ["Agadez 9", "Agadez 10", "Zinder", "?"]),
    "fr words": (["zèbre", "Élan", "eau"], ["eau", "Élan", "zèbre"]),
    "en ranges": (["55–80 %", "5–20 %", "95–99 %"], ["5–20 %", "55–80 %", "95–99 %"]),
    "en money": (["USD 12 m", "USD 3.5 m", "USD 100 m"], ["USD 3.5 m", "USD 12 m", "USD 100 m"]),
}


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_an_analysts_table_sorts_by_what_its_cells_say(browser, built, tmp_path, language) -> None:
    """Any table with one row of headings: numbers and dates as the page's language writes them, words by its alphabet."""
    cases = {name: values for name, values in VALUES.items() if name.startswith(language)}
    tables = ""
    for cells, _ in cases.values():
        rows = "".join(f"<tr><td>{cell}</td><td>x</td></tr>" for cell in cells)
        tables += f'<table class="case"><thead><tr><th>Value</th><th></th></tr></thead><tbody>{rows}</tbody></table>'
    html = built["niger"].read_text(encoding="utf-8").replace("</main>", f"{tables}</main>")
    path = tmp_path / "table.html"
    path.write_text(html.replace('<html lang="en"', f'<html lang="{language}"'), encoding="utf-8")
    page = browser.new_context(offline=True).new_page()
    page.goto(path.as_uri())
    for table, (name, (_, expected)) in zip(page.locator(".case").all(), cases.items(), strict=True):
        assert table.locator("button").count() == 1
        table.locator("button").click()
        assert column(table, 0) == expected, name
        table.locator("button").click()
        known = [each for each in expected if each not in ("", "–", "?")]
        assert column(table, 0)[: len(known)] == known[::-1], name
    page.context.close()


def test_tables_that_do_not_sort_have_no_buttons(report) -> None:
    """The grading key has two headings over four columns, the scale one row."""
    page = report("mali", **DESK)
    assert page.locator(".grades button, .scale button").count() == 0
