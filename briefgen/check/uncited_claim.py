"""BG305 uncited-claim: a sentence states a fact and cites none.

Why it matters: every sentence that states a fact can be followed to the source it rests on. One that cannot is the
writer's word, printed as if it were more.

Example: "Russia delivered armoured vehicles in May." without `[@…]`.

The house's measure is one citation for each factual sentence: what the sentence before or after cites does not cover
it. These need none:

- titles, headings, captions, code, questions, and introductions that end in a colon;
- what stands in an assessment box, and the desk's own view ("The desk judges …", "We expect …"), estimates in a
  likelihood term, advice to readers; a hedge ("could") is the business of BG311 vague-hedge;
- list entries that only name what the line above them announces ("We are watching three things:" "- the level of the river;"),
  and suppositions ("If the talks fail, the strike resumes");
- sentences about the report ("The table below shows …", "Section 3 …"), about what no source says ("No source read
  gives a number"), and those that only lead on or comment ("Two questions remain.", "This matters for carriers.").

What covers more than itself: a citation at the end of a list's introduction or, where entries end in a comma or a
semicolon, of its last entry; of a quoted paragraph; of a table's caption or introduction, for its rows. A row needs one
citation in any of its cells, and gives one finding.

Mend: cite the fact behind it, `[@fact-id]`, after adding the fact if the desk does not have it; or say whose view it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.finding import Finding
from briefgen.check.lexicon.languages import lexicon_of
from briefgen.check.reading.claims import makes_claim
from briefgen.check.reading.coverage import covered
from briefgen.check.reading.entries import named_only
from briefgen.check.reading.sentences import sentences
from briefgen.model.assessment import Assessment
from briefgen.model.saying import saying

_SHOWN = 60


def uncited_claim(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each sentence, list entry or row that makes a claim and cites nothing."""
    dossier = assessment.dossier
    lexicon = lexicon_of(dossier.report.language)
    if not lexicon:
        return
    every = sentences(dossier.manuscript, dossier.report.language)
    elsewhere = covered(every) | named_only(every, lexicon)
    for number, sentence in enumerate(every):
        if sentence.cited or number in elsewhere or not makes_claim(sentence, lexicon):
            continue
        short = sentence.text if len(sentence.text) <= _SHOWN else sentence.text[:_SHOWN].rsplit(" ", 1)[0] + " …"
        yield Finding(
            saying("this row states a fact and cites none: '%(words)s'", words=short)
            if sentence.kind == "table"
            else saying("this sentence states a fact and cites none: '%(words)s'", words=short),
            saying("Cite what it rests on, [@fact-id], or say that it is the desk's view."),
            sentence.place,
            about=sentence.section,
            words=sentence.text,
        )
