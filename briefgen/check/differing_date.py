"""BG317 differing-date: a sentence gives another date than the facts that it cites.

Why it matters: dates are how a reader joins one report to another; a wrong one makes a second event out of the first.

Example: "signed on 14 August 2024 [@one-defence-memorandum-signed]" where the fact says 14 August 2025; "on 14 August"
where it says only 2025. A less exact date that holds the fact's is right ("in August 2025", "in 2025"), and
so is the day on which a source of the fact reported ("reported on 20 August").

Mend: write the fact's date, as exactly as the fact gives it, or cite the fact that gives the sentence's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.check.fidelity.cited import cited_sentences, named, sources_behind
from briefgen.check.fidelity.fact_dates import FactDate, carries, fact_dates, partial_date
from briefgen.check.fidelity.written_dates import WrittenDate, dates_in
from briefgen.check.finding import Finding
from briefgen.check.lexicon.dating import Dating, dating_of
from briefgen.check.reading.sentences import Sentence
from briefgen.check.reading.spelling import folded
from briefgen.check.reading.spots import spot
from briefgen.model.assessment import Assessment
from briefgen.model.dossier import Dossier
from briefgen.model.fact import Fact
from briefgen.model.saying import saying

_WORD = re.compile(r"[^\W_]+")
_AROUND = 100
"""Characters around a date that are looked at."""
_REACH = 4
"""Words between a date and what makes it the day of a report."""


def differing_date(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each date that no fact of its sentence carries."""
    dossier = assessment.dossier
    for sentence, facts in cited_sentences(dossier):
        written = dates_in(sentence.text, dossier.report.language)
        if written:
            given = [each for fact in facts for each in fact_dates(fact)]
            for each in written:
                if _differs(each, given, sentence, facts, dossier):
                    yield _finding(sentence, facts, each, given)


def _differs(
    written: WrittenDate, given: Sequence[FactDate], sentence: Sentence, facts: Sequence[Fact], dossier: Dossier
) -> bool:
    if carries(given, written):
        return False
    if not given and not (written.day and written.year):
        return False
    dating = dating_of(dossier.report.language)
    if _is_own_day(written, sentence, dossier, dating):
        return False
    reported = not given or _is_reporting(written, sentence.text, dating)
    return not (reported and carries(_published(facts, dossier), written))


def _published(facts: Sequence[Fact], dossier: Dossier) -> list[FactDate]:
    sources = sources_behind(facts, dossier)
    return [partial_date(source.id, source.published) for source in sources if source.published]


def _is_own_day(written: WrittenDate, sentence: Sentence, dossier: Dossier, dating: Dating) -> bool:
    """Whether it is the day that the report speaks from: "as of 20 August 2025"."""
    before = folded(sentence.text[: written.start]).rstrip().lower()
    own = [days for days in written.days([dossier.as_of.year]) if days.first <= dossier.as_of <= days.last]
    return bool(own) and before.endswith(dating.speaking_day)


def _is_reporting(written: WrittenDate, text: str, dating: Dating) -> bool:
    """Whether the date is that of a report: "reported on 20 August", "the 20 August article", "On 20 August ASA wrote"."""
    plain = folded(text)
    before = [match.group() for match in _WORD.finditer(plain[max(0, written.start - _AROUND) : written.start])]
    after = [match.group() for match in _WORD.finditer(plain[written.end : written.end + _AROUND])]
    return _reaches(reversed(before), dating) or _reaches(iter(after), dating)


def _reaches(words: Iterator[str], dating: Dating) -> bool:
    """Whether a word of reporting comes next, with nothing but small words and names before it."""
    for word, _ in zip(words, range(_REACH), strict=False):
        if word.lower() in dating.reporting:
            return True
        if word.lower() not in dating.fillers and not word[0].isupper():
            return False
    return False


def _finding(sentence: Sentence, facts: Sequence[Fact], written: WrittenDate, given: Sequence[FactDate]) -> Finding:
    listed = {each.days: f"{each.words} ('{each.fact}')" for each in reversed(given)}
    said = (
        saying("the facts it cites say %(dates)s", dates=", ".join(list(listed.values())[::-1][:4]))
        if listed
        else saying("the facts it cites (%(facts)s) have no date", facts=named(facts))
    )
    return Finding(
        saying("the text says '%(written)s'; %(said)s", written=written.words, said=said),
        saying("Write the fact's date, as exactly as the fact gives it, or cite the fact that gives this one."),
        spot(sentence, written.start, written.end),
        about=sentence.section,
        words=sentence.text,
    )
