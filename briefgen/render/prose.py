"""Analysts' Markdown, set: parsed, sanitised by an allow-list, and joined with what the templates make of its tokens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import nh3
from markdown import Markdown
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.smarty import SmartyExtension
from markdown.extensions.tables import TableExtension
from markupsafe import Markup, escape

from briefgen.model.entries import Prose
from briefgen.render.later import later
from briefgen.render.markdown_syntax import BRACES, PRIVATE, TOKEN, ContentSyntax, Mark, Marks
from briefgen.render.tables import Say, set_tables

# Its syntax for selectors, which no caption here has, takes as long to compile as all else that is needed for Markdown.
with later("pymdownx.blocks.html"):
    from pymdownx.blocks.caption import CaptionExtension

TAGS = frozenset(
    [
        "a",
        "abbr",
        "blockquote",
        "br",
        "caption",
        "code",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""Elements that content may become. No scripts, styles, forms, frames, images or SVG."""

ATTRIBUTES = {
    "a": {"href", "id"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"align"},
    "th": {"align"},
}
"""Attributes by element. Never `class`, `style` or event handlers; ids only as footnotes need them."""

_FOOTNOTE_ID = re.compile(r"fn(?:ref)?\d*:[\w-]{1,80}")
_TARGET = re.compile(r"(?:https?://(?!/)|mailto:|#)\S*", re.IGNORECASE)
_PLACE = re.compile(r"(?P<before><p>\s*)?(?:<span>)?\ue000(?P<number>\d+)\ue001(?:</span>)?(?P<after>\s*</p>)?")
"""A token, with the paragraph around it where it is one of its own."""

_BLOCKS = frozenset({"judgement", "image", "differs", "open", "close"})
"""Tokens that become blocks, and so shed the paragraph around them."""

Maker = Callable[[Mark], Markup]


class Typesetter:
    """Turns `Prose` into HTML.

    Args:
        makers: What makes the HTML of each kind of token, by kind.
        box: Makes an admonition from its type, title and set body.
        facts_of: Ids of the facts in a contradiction, by its id.
        basis_of: Ids of the facts under a judgement, by its id.
        say_piece: Words over a piece of a divided table, from its number and how many there are.
    """

    def __init__(
        self,
        makers: Mapping[str, Maker],
        box: Callable[[str, str, Markup], Markup],
        facts_of: Mapping[str, frozenset[str]],
        basis_of: Mapping[str, tuple[str, ...]],
        say_piece: Say = lambda number, total: f"Part {number} of {total}",
    ) -> None:
        self._makers = makers
        self._box = box
        self._facts_of = facts_of
        self._basis_of = basis_of
        self._say_piece = say_piece
        self._texts = 0

    def prose(self, text: Prose) -> Markup:
        """Block HTML, with boxes and pull-outs."""
        marks = Marks()
        waiting = list(text.differences)
        self._texts += 1
        html = sanitised(text.markdown, ContentSyntax(marks, lambda cited: self._due(cited, waiting)), self._texts)
        html = set_tables(html, self._say_piece)
        figures = {address: iter(names) for address, names in text.figures.items()}
        return self._filled(html, marks, {**self._makers, "image": lambda mark: self._image(mark, figures)})

    def inline(self, text: Prose) -> Markup:
        """The same without the paragraph around it."""
        return _unwrapped(self.prose(text))

    def plain(self, text: Prose) -> Markup:
        """Set without citations, markings, boxes or pictures: for the cover."""
        marks = Marks()
        html = sanitised(text.markdown, ContentSyntax(marks, lambda _: []), 0)
        return _unwrapped(TOKEN.sub("", html))

    def _due(self, names: set[str], waiting: list[str]) -> list[str]:
        cited = names | {fact for name in names for fact in self._basis_of.get(name, ())}
        due = [each for each in waiting if self._facts_of[each] & cited]
        waiting[:] = [each for each in waiting if each not in due]
        return due

    def _image(self, mark: Mark, figures: Mapping[str, Iterator[str]]) -> Markup:
        address, caption = mark.values
        if address.startswith("figure:"):
            figure = next(figures.get(address.removeprefix("figure:"), iter(())), None)
            return self._makers["figure"](Mark("figure", (figure,))) if figure else Markup()
        return self._makers["picture"](Mark("picture", (address, caption)))

    def _filled(self, html: str, marks: Marks, makers: Mapping[str, Maker]) -> Markup:
        """Put HTML in the place of tokens, in document order, so that citation anchors count from the top."""
        pieces: list[list[str]] = [[]]
        opened: list[Mark] = []
        end = 0
        for match in _PLACE.finditer(html):
            mark = marks.found[int(match["number"])]
            before, after = ("", "") if mark.kind in _BLOCKS else (match["before"] or "", match["after"] or "")
            pieces[-1] += [html[end : match.start()], before]
            end = match.end()
            if mark.kind == "open":
                opened.append(mark)
                pieces.append([])
            elif mark.kind == "close":
                body = Markup("".join(pieces.pop()))  # noqa: S704 - sanitised, or made by templates
                kind, title = opened.pop().values
                pieces[-1].append(self._box(kind, title, body))
            else:
                pieces[-1] += [makers[mark.kind](mark), after]
        return Markup("".join([*pieces[0], html[end:]]))  # noqa: S704 - sanitised, or made by templates


def sanitised(markdown: str, syntax: ContentSyntax, number: int) -> str:
    """Parse Markdown and keep only what the allow-list names. `number` keeps the footnotes of two texts apart."""
    parser = Markdown(
        # As objects: for a name, all that is installed would be looked through.
        extensions=[
            TableExtension(use_align_attribute=True),
            FencedCodeExtension(),
            FootnoteExtension(UNIQUE_IDS=False, BACKLINK_TEXT="↩", SEPARATOR=f":{number}-"),
            AdmonitionExtension(),
            DefListExtension(),
            SaneListExtension(),
            SmartyExtension(),
            CaptionExtension(),
            syntax,
        ],
        output_format="html",
    )
    html = parser.convert(PRIVATE.sub("", markdown).replace("{{", BRACES[0]).replace("}}", BRACES[1]))
    clean = nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_allowed,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )
    return clean.replace(BRACES[0], "{{").replace(BRACES[1], "}}")


def _unwrapped(html: str) -> Markup:
    """A text of one paragraph without its paragraph."""
    return Markup(re.sub(r"^\s*<p>(.*)</p>\s*$", r"\1", str(html), flags=re.DOTALL))  # noqa: S704 - sanitised


def _allowed(tag: str, name: str, value: str) -> str | None:
    if name == "id":
        return value if _FOOTNOTE_ID.fullmatch(value) else None
    if name == "href":
        return value if _TARGET.fullmatch(value) else None
    if name == "align":
        return value if value in {"left", "right", "center"} else None
    return escape(value) if tag == "ol" and value.isdigit() else None
