"""BG316 differing-number: a sentence gives another number than the facts that it cites.

Why it matters: a number is what a reader takes away and repeats; a slip of the pen in it has the source say what it
never said, with a citation to prove it.

Example: "The joint force is to have 5,500 [@joint-force-of-5000-decided]" where the fact says 5,000; "two memoranda"
where it says "a single memorandum". The same value may be written otherwise (5,000, five thousand, 5 000), and rounded
where the sentence says so ("nearly 5,000" for 4,983). Number words up to twelve are held only against the same noun.

Mend: write the fact's number, or cite the fact that gives the sentence's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.check.amounts import Amount, amounts_in
from briefgen.check.cited import cited_sentences, named
from briefgen.check.fact_amounts import FactAmount, differing, fact_amounts, listed_counts
from briefgen.check.finding import Finding
from briefgen.check.sentences import Sentence
from briefgen.check.spots import spot
from briefgen.model.assessment import Assessment
from briefgen.model.fact import Fact


def differing_number(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each number that no fact of its sentence carries."""
    dossier = assessment.dossier
    for sentence, facts in cited_sentences(dossier):
        amounts = amounts_in(sentence.text, dossier.report.language)
        if not amounts:
            continue
        given = [each for fact in facts for each in fact_amounts(fact)]
        counts = listed_counts(facts)
        for amount in amounts:
            instead = differing(amount, given, counts)
            if instead is not None:
                yield _finding(sentence, facts, amount, instead)


def _finding(sentence: Sentence, facts: Sequence[Fact], amount: Amount, instead: FactAmount) -> Finding:
    given = (
        f"fact '{instead.fact}' says '{instead.amount.phrase}'"
        if instead.fact
        else f"the facts it cites ({named(facts)}) give no such number"
    )
    return Finding(
        f"the text says '{amount.phrase}'; {given}",
        "Write the fact's number, or cite the fact that gives this one.",
        spot(sentence, amount.start, amount.end),
        about=sentence.section,
        words=sentence.text,
    )
