"""BG316 differing-number: a sentence gives another number than the facts that it cites.

Why it matters: a number is what a reader takes away and repeats; a slip of the pen in it has the source say what it
never said, with a citation to prove it.

Example: "The joint force is to have 5,500 [@joint-force-of-5000-decided]" where the fact says 5,000; "two memoranda"
where it says "a single memorandum"; "three quarters" where it says two thirds. The same value may be written otherwise
(5,000, five thousand, 80 cents, a tenth), rounded where the sentence says so ("nearly 5,000" for 4,983), or reckoned where the
sentence says that ("sixty together", "the difference of 63"). Number words up to twelve are held only against the same
thing: the same noun, or what the fact says of its number ("eight died").

Mend: write the fact's number, or cite the fact that gives the sentence's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.check.fidelity.amounts import Amount, amounts_in
from briefgen.check.fidelity.cited import cited_sentences, named
from briefgen.check.fidelity.comparing import Comparison
from briefgen.check.fidelity.fact_amounts import FactAmount, fact_amounts, listed_counts
from briefgen.check.fidelity.fact_dates import lengths
from briefgen.check.fidelity.shares import shares_in
from briefgen.check.finding import Finding
from briefgen.check.lexicon.deeds import reckoning_of
from briefgen.check.reading.sentences import Sentence
from briefgen.check.reading.spelling import folded
from briefgen.check.reading.spots import spot
from briefgen.model.assessment import Assessment
from briefgen.model.dossier import Dossier
from briefgen.model.fact import Fact
from briefgen.model.saying import saying


def differing_number(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each number that no fact of its sentence carries."""
    dossier = assessment.dossier
    for sentence, facts in cited_sentences(dossier):
        compared = _comparison(sentence, facts, dossier)
        for amount in compared.amounts:
            instead = compared.differing(amount)
            if instead is not None:
                yield _finding(sentence, facts, amount, instead)


def _comparison(sentence: Sentence, facts: Sequence[Fact], dossier: Dossier) -> Comparison:
    language = dossier.report.language
    given = [each for fact in facts for each in fact_amounts(fact)]
    return Comparison(
        text=folded(sentence.text).lower(),
        said=folded(" ; ".join(fact.statement for fact in facts)).lower(),
        amounts=_amounts(sentence.text, language, given),
        given=given,
        counts=listed_counts(facts),
        lengths=lengths(facts, dossier.as_of),
        reckoning=reckoning_of(language),
    )


def _amounts(text: str, language: str, given: Sequence[FactAmount]) -> list[Amount]:
    """Numbers and shares of a sentence; "nine schools out of fifteen" is no share where the facts count fifteen."""
    amounts, shares = amounts_in(text, language), []
    known = {each.amount.value for each in given if each.exact and each.amount.unit != "%"}
    for share in shares_in(text, language):
        inside = [each for each in amounts if share.start <= each.start < share.end]
        if not inside or inside[-1].value not in known:
            shares.append(share)
            amounts = tuple(each for each in amounts if each not in inside)
    return sorted((*amounts, *shares), key=lambda each: each.start)


def _finding(sentence: Sentence, facts: Sequence[Fact], amount: Amount, instead: FactAmount) -> Finding:
    given = (
        saying("fact '%(fact)s' says '%(amount)s'", fact=instead.fact, amount=instead.amount.phrase)
        if instead.fact
        else saying("the facts it cites (%(facts)s) give no such number", facts=named(facts))
    )
    return Finding(
        saying("the text says '%(amount)s'; %(given)s", amount=amount.phrase, given=given),
        saying("Write the fact's number, or cite the fact that gives this one."),
        spot(sentence, amount.start, amount.end),
        about=sentence.section,
        words=sentence.text,
    )
