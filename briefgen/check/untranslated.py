"""BG328 untranslated: a report exists in a language, and something that it prints there has no text in it.

Why it matters: the reader meets a passage in another language. The report names what is not translated, but a client
who asked for French has half a report.

Example: `10-cooperation.fr.md` is there, `20-after-wagner.fr.md` is not, and the judgement under both reads
`statement: Mali will keep…` instead of `statement: {en: Mali will keep…, fr: Le Mali gardera…}`.

Mend: write the text, in a file with the language before `.md` for a section, as `{en: …, fr: …}` in YAML. The label of
a section, made of its file's name otherwise, stands at the end of its title: `# Titre {label="Défense"}`. Delete the
translated sections where the report shall not exist in that language.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.dossier import Gap
from briefgen.model.saying import Saying, saying, term

_KINDS = {
    "report": term("content", "report"),
    "judgement": term("content", "judgement"),
    "scenario": term("content", "scenario"),
    "country": term("content", "profile"),
    "topic": term("content", "topic"),
    "rating": term("content", "rating"),
    "indicator": term("content", "indicator"),
    "fact": term("content", "fact"),
    "actor": term("content", "actor"),
    "source": term("content", "source"),
}


def untranslated(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each thing, at its first text that is missing."""
    language = assessment.dossier.report.language
    for gap in assessment.dossier.untranslated:
        yield Finding(_message(gap, language), _hint(gap, language), gap.place, about=gap.id)


def _message(gap: Gap, language: str) -> Saying:
    if gap.kind == "label":
        return saying("the section '%(name)s' has no label in '%(language)s'", name=gap.id, language=language)
    if gap.kind == "section":
        return saying("the section '%(name)s' has no text in '%(language)s'", name=gap.id, language=language)
    return saying(
        "the %(kind)s '%(name)s' has texts without '%(language)s': %(number)s",
        kind=_KINDS[gap.kind],
        name=gap.id,
        language=language,
        number=gap.count,
    )


def _hint(gap: Gap, language: str) -> Saying:
    if gap.kind == "label":
        return saying('Write it at the end of the title: # Title {label="…"}')
    if gap.kind == "section" and not gap.place.pointer:
        file = f"{gap.place.file.removesuffix('.md')}.{language}.md"
        return saying("Translate it in %(file)s.", file=file)
    return saying("Write the text in each language: {en: …, fr: …}.")
