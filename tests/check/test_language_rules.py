"""Headings, budgets and repeated passages; and the seed reports, which no language rule objects to."""

from datetime import date

import pytest
from language_texts import FACT, text

from briefgen.assess.weigh import assess
from briefgen.check.rules import check
from briefgen.load.dossier import gather
from briefgen.model.report import Budget

DAY = date(2025, 8, 20)
NUMBER = "ASA-SR-2025-0007"
MINE = {
    "uncited-claim",
    "foreign-likelihood-term",
    "mixed-scales",
    "likelihood-with-confidence",
    "vague-hedge",
    "empty-heading",
    "over-budget",
    "reused-passage",
}
LONG = (
    "The convoy left the capital before dawn with forty lorries under guard and reached the northern garrison two days "
    "later, where the governor and a colonel of the engineers received it."
)
"""More words than a passage may repeat."""


@pytest.mark.parametrize("report", ["mali", "niger", "russia-aes", "burkina-faso"])
def test_the_seed_reports_are_sound(library, report):
    """No language rule objects to them."""
    found = [each for each in check(assess(gather(library, report, DAY)[0])) if each.name in MINE]
    assert not found


@pytest.mark.parametrize(
    ("markdown", "empty"),
    [
        ("# T\n\n## One\n\n## Two\n\nText.\n", ["One"]),
        ("# T\n\nText.\n\n## Last\n", ["Last"]),
        ('# T\n\nText.\n\n## Last\n\n{marking="TLP:AMBER"}\n', ["Last"]),
        ("# T\n\nText.\n\n## One\n\n### Two\n\n## Three\n\nText.\n", ["Two"]),
        ("# T\n\nText.\n\nUnderlined\n----------\n\n[//]: # (nothing)\n", ["Underlined"]),
        ("# T\n", ["T"]),
        ("# T\n\n> Standfirst.\n", []),
        ("# T\n\n## One\n\n### Two\n\nText.\n", []),
        ("# T\n\n## One\n\n[!a-judgement]\n", []),
        ("# T\n\n## One\n\n![Caption](figure:scale)\n", []),
        ("# T\n\n## One\nText right below.\n", []),
    ],
)
def test_headings_with_nothing_under_them(find, markdown, empty):
    """A deeper heading counts as something, a marking or a comment does not."""
    assert [each.words for each in find("empty-heading", markdown)] == empty


def test_an_empty_heading_s_place(find):
    """At its first letter."""
    (found,) = find("empty-heading", "# T\n\nText.\n\n## Last\n")
    assert (found.place.line, found.place.column) == (5, 4)


@pytest.mark.parametrize(("count", "over"), [(459, False), (460, True)])
def test_a_budget_counts_230_words_a_minute(find, count, over):
    """With the title's word, 460 are two minutes and 461 are more; citations do not count."""
    markdown = text("word " * count + f"[@{FACT}].")
    found = find("over-budget", markdown, budget=Budget(minutes=2))
    assert bool(found) is over
    assert not find("over-budget", markdown)
    if over:
        assert found[0].place.pointer == ("budget", "minutes")
        assert "1 words" in found[0].hint


def test_a_repeated_passage(find):
    """Marks, citations, capitals, spacing and another section hide nothing; one finding for a section."""
    changed = "- **" + LONG[:40] + "**" + LONG[40:].upper().removesuffix(".") + f" [@{FACT}]."
    markdown = f"# T\n\nNew text.\n\n{LONG}\n\n{changed}\n"
    (found,) = find("reused-passage", markdown, last={"security": f"Before.\n\n{LONG}\n\nAfter."})
    assert (found.place.line, found.about) == (5, "outlook")
    assert "2 of 3 paragraphs" in found.message
    assert NUMBER in found.message


@pytest.mark.parametrize(
    "markdown",
    [
        text("New text."),
        text("New text. " + " ".join(LONG.split()[:24])),
        f'# T\n\n!!! unchanged "As before"\n    {LONG}\n',
        f"# T\n\n> Unchanged since the last issue.\n\n{LONG}\n",
        f"# T\n\n> Carried over from {NUMBER}.\n\n{LONG}\n",
        f"# T\n\nNew text.\n\nAs reported in our last issue, {LONG}\n",
    ],
)
def test_a_passage_that_says_that_it_is_old(find, markdown):
    """In a box, in the standfirst, in the paragraph itself; fewer than 25 words count as new."""
    assert not find("reused-passage", markdown, last={"outlook": LONG})


def test_a_paragraph_speaks_only_for_itself(find):
    """One that is unchanged does not excuse the next one; a first issue repeats nothing."""
    markdown = f"# T\n\nNew text.\n\nThe toll is unchanged since July.\n\n{LONG}\n"
    assert find("reused-passage", markdown, last={"outlook": LONG})
    assert not find("reused-passage", markdown)


@pytest.mark.parametrize(("said", "sound"), [("Inchangé depuis le dernier numéro.", True), ("Texte nouveau.", False)])
def test_repetition_in_french(find, said, sound):
    """« Comme dans le dernier numéro » counts."""
    markdown = f"# T\n\n> {said}\n\n{LONG}\n"
    assert bool(find("reused-passage", markdown, last={"outlook": LONG}, language="fr")) is not sound
