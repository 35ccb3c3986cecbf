"""What changed, told in French: found in the report's own language, in the words that were frozen with either side."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from briefgen.assess.weigh import assess
from briefgen.compose.changes import changes
from briefgen.compose.freeze import freeze
from briefgen.compose.spoken_changes import in_language
from briefgen.desk.session import open_desk
from briefgen.load.dossier import gather
from briefgen.model.issue import Issue, frozen
from briefgen.model.record import LastIssue, Record

DAY = date(2025, 8, 20)
FACT = "memorandum-details-withheld"


@pytest.fixture(scope="module")
def contents():
    """Mali as it is, and with a fact that says something else and a rating that fell."""
    library = open_desk(Path(__file__).parents[2], None, DAY).library

    def content(own, spoken):
        return freeze(assess(own), [assess(spoken)])

    own, spoken = (gather(library, "mali", DAY, tag)[0] for tag in ("en", "fr"))

    def changed(dossier, statement):
        fact = dossier.facts[FACT].model_copy(update={"statement": statement})
        (mali,) = dossier.profiles
        calmer = mali.ratings[0].model_copy(update={"impact": 4})
        profiles = (mali.model_copy(update={"ratings": (calmer, *mali.ratings[1:])}),)
        return replace(dossier, facts={**dossier.facts, FACT: fact}, profiles=profiles)

    later = changed(own, "The text was published.")
    said = replace(changed(spoken, "Le texte a été publié."), own=later)
    return content(own, spoken), content(later, said)


def compared(before, after):
    """What changed between two contents, and the same in French."""
    at = datetime(2025, 8, 20, tzinfo=UTC)
    issue = Issue("ASA-SR-2025-0001", "mali", "T", "S", DAY, at, "a", "b", (), (), (), (), "TLP:CLEAR", "", ())
    found = changes(LastIssue(issue, before), after, "", Record())
    return found, in_language(found, before, after, "fr")


def test_the_same_changes_are_told_in_french_words(contents):
    """Each with its own turn; labels and quoted statements are French, identities are not."""
    found, spoken = compared(*contents)
    assert [(each.kind, each.key, each.turn) for each in found.entries] == [
        (each.kind, each.key, each.turn) for each in spoken.entries
    ]
    (fact,) = [each for each in spoken.entries if each.key == FACT]
    assert fact.label == "Le texte a été publié."
    assert fact.before["statement"].startswith("Le ministère russe de la Défense n'a pas divulgué")
    (rating,) = spoken.of("rating")
    assert (rating.key, rating.label) == ("mali/Security", "Mali: Sécurité")
    assert {each.label for each in spoken.unchanged} >= {"Mali: Politique et gouvernance"}


def test_what_was_issued_before_there_was_french_is_quoted_in_english(contents):
    """A report that is translated for the first time has not changed for that."""
    before, after = contents
    plain = frozen("mali", DAY, [each for each in before.items.values() if each.kind != "translation"])
    assert compared(plain, before)[0].entries == ()
    _, spoken = compared(plain, after)
    (fact,) = [each for each in spoken.entries if each.key == FACT]
    assert fact.label == "Le texte a été publié."
    assert fact.before["statement"].startswith("Russia's defence ministry did not disclose")
