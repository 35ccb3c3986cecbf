"""The manual: a page for every code that the program can print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefgen.check.rules import RULES, Rule
from briefgen.check.waivers import WAIVER_RULES
from briefgen.load.codes import FAULTS, severity_of
from briefgen.model.diagnostic import Severity
from briefgen.release.codes import FAULTS as RELEASE_FAULTS


@dataclass(frozen=True, slots=True)
class Page:
    """What one sort of finding means.

    Attributes:
        code: `BG` and three digits.
        name: The fault in kebab-case.
        severity: Of its findings, where nobody asks for `--strict`.
        text: Paragraphs; the first begins with code and name, later ones with "Why it matters:", "Example:", "Mend:".
        waivable: Whether a report may be given leave from it.
    """

    code: str
    name: str
    severity: Severity
    text: str
    waivable: bool = False

    @property
    def what(self) -> str:
        """The fault in a sentence."""
        first = " ".join(self.paragraphs[0].split()).removeprefix(f"{self.code} {self.name}: ")
        return _capital(first)

    @property
    def standing(self) -> str:
        """How much it matters, and whether it can be waived, in a sentence."""
        article = "An" if self.severity is Severity.ERROR else "A"
        return f"{article} {self.severity}; it can{'' if self.waivable else 'not'} be waived."

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text, where empty lines part it."""
        return tuple(part for part in self.text.strip().split("\n\n") if part.strip())

    def part(self, title: str) -> str:
        """The paragraph that begins with a title, without it; "" where there is none."""
        found = (each for each in self.paragraphs if each.startswith(f"{title}: "))
        return _capital(" ".join(next(found, "").removeprefix(f"{title}: ").split()))

    @property
    def markdown(self) -> str:
        """The page as Markdown, without its heading: the fault, then its parts, their titles in bold."""
        parts = (_bold(paragraph) for paragraph in self.paragraphs[1:])
        return "\n\n".join((self.what, *parts, self.standing)) + "\n"


def _bold(paragraph: str) -> str:
    for title in ("Why it matters", "Example", "Mend"):
        if paragraph.startswith(f"{title}: "):
            return f"**{title}.** {_capital(paragraph.removeprefix(f'{title}: '))}"
    return paragraph


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def page_of(word: str) -> Page | None:
    """The page of a code or a name, in whatever case; None where there is none."""
    wanted = word.strip().casefold().replace("_", "-")
    return next((page for page in PAGES if wanted in (page.code.casefold(), page.name)), None)


def _ruled(rule: Rule[Any]) -> Page:
    return Page(rule.code, rule.name, rule.severity, rule.page, rule.waivable)


def _told(code: str, name: str, what: str, mend: str, severity: Severity = Severity.ERROR) -> Page:
    return Page(code, name, severity, f"{code} {name}: {_small(what)}\n\nMend: {_small(mend)}\n")


LOADING = tuple(_told(each.code, name, each.what, each.mend, severity_of(name)) for name, each in FAULTS.items())
"""What reading the desk can find."""

RELEASING = tuple(_told(code, name, what, mend) for name, (code, what, mend) in RELEASE_FAULTS.items())
"""What making a client's edition can find."""

MAKING = (
    _told(
        "BG303",
        "unknown-service",
        "The report names a service that its brand does not offer.",
        "Correct its spelling, take it out, or add the service to brand.yaml.",
    ),
    _told(
        "BG401",
        "engine-refused",
        "The report could not be printed: a limit was reached, or the engine did not take a template or a style.",
        "The finding says what the engine said. Look at templates and styles of the desk first, then at very long or"
        " deeply nested text.",
    ),
    _told(
        "BG402",
        "missing-letter",
        "None of the brand's fonts has a letter that is written; it would be printed as an empty box.",
        "Write it otherwise, or give the brand a font that has it.",
    ),
    _told(
        "BG403",
        "overrun",
        "Something was laid out and does not fit its place: a word is wider than its column or cell, a table or picture"
        " runs off the page, or two texts are printed over each other. The report is not printed.",
        "Break the word with a space or a hyphen, give the table fewer columns, make the picture smaller. Where the desk"
        " has templates of its own, mend their style sheet.",
    ),
    _told(
        "BG404",
        "overlong-part",
        "A part has more pages than it may have: an executive summary is one page, complete in itself, and a flash two."
        " The report is printed all the same.",
        "Cut what the reader does not need.",
        Severity.WARNING,
    ),
    _told(
        "BG405",
        "leak",
        "A client's finished file holds something that is withheld from the client, or cannot be searched for it. The file"
        " is not published, and what was published before stays.",
        "The finding names both ends. Say the same otherwise in what the client may have, or mark it as the rest is; where"
        " a template of the desk's own writes it, mend the template. Where neither is so, it is a fault of briefgen.",
    ),
    _told(
        "BG406",
        "unsealed-edition",
        "An edition could not be made its client's own: its password or the desk's key is not where it should be, or the"
        " cover keeps no place for the name.",
        "The finding says what is missing.",
    ),
    *RELEASING,
)
"""What setting and printing a report can find."""

RULED = (*map(_ruled, RULES), *map(_ruled, WAIVER_RULES))
"""What the rules can find."""

PAGES = tuple(sorted((*LOADING, *RULED, *MAKING), key=lambda page: page.code))
"""All pages, by code."""

FIXED = tuple((page.code, page.name) for page in (*LOADING, *MAKING))
"""Code and name of what is found by no rule: nobody can give leave from it."""
