"""What an element is to a reader who does not see the page: the structure types of PDF, and words in place of pictures.

The types are those of ISO 32000-1, 14.8.4; which of them may hold which follows from ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol


class Element(Protocol):
    """As much of an HTML element as is asked here."""

    tag: str

    def get(self, name: str) -> str | None:
        """An attribute's value."""

    def find(self, path: str) -> Element | None:
        """The first child of that name."""

    @property
    def text(self) -> str | None:
        """Text before the first child."""

    def itertext(self) -> Iterator[str]:
        """All text in it."""


GROUPS = frozenset({"Document", "Sect", "Art", "Div", "BlockQuote"})
"""Hold blocks; text stands in a paragraph inside them."""

HOLDERS = frozenset({"LBody", "TD", "TH", "Caption"})
"""Hold text as well as blocks."""

LISTS = frozenset({"L", "LI", "Table", "THead", "TBody", "TFoot", "TR"})
"""Hold neither text nor blocks, only their own parts."""

KEPT_EMPTY = frozenset({"TD", "TH"})
"""Without an empty cell the others would move into the wrong column."""

INLINE = frozenset({"Link", "Span"})
"""Stand within a paragraph."""

_ROLES: Mapping[str, str] = {
    **{name: name.upper() for name in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "th", "td")},
    **dict.fromkeys(("section", "nav"), "Sect"),
    **dict.fromkeys(("ul", "ol", "dl"), "L"),
    **dict.fromkeys(("figcaption", "caption"), "Caption"),
    **dict.fromkeys(("figure", "aside"), "Div"),
    "a": "Link",
    "article": "Art",
    "blockquote": "BlockQuote",
    "dd": "LBody",
    "dt": "Lbl",
    "li": "LI",
    "li::before": "Lbl",
    "li::marker": "Lbl",
    "pre": "P",
    "table": "Table",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "thead": "THead",
}

INLINE_TAGS = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i img ins kbd mark q s samp small span strong sub sup time u wbr".split()  # noqa: SIM905 - shorter
)

_SCOPES = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}
_SVG = "{http://www.w3.org/2000/svg}"


def role_of(element: Element, tag: str) -> str:
    """An element's structure type; "" for what only groups or decorates, such as a `div`.

    Args:
        element: The element.
        tag: Its name, with `::before` and the like for what the style sheet put in.
    """
    if "::" in tag:
        return _ROLES.get(tag, "")
    if element.get("role") == "img" and element.get("aria-label"):
        return "Figure"
    if tag == "a" and not element.get("href"):
        return ""
    role = _ROLES.get(tag, "")
    if not role and tag not in {"html", "body"} and (element.get("lang") or (tag == "abbr" and element.get("title"))):
        return "Span" if tag in INLINE_TAGS else "Div"
    return role


def is_hidden(element: Element) -> bool:
    """Whether the page says itself that this is only for the eye."""
    return element.get("aria-hidden") == "true"


def alternative(element: Element) -> str:
    """A picture in words; "" where it only decorates."""
    if element.tag == "img":
        return (element.get("alt") or "").strip()
    title, description = (_child_text(element, name) for name in ("title", "desc"))
    return description or title or (element.get("aria-label") or "").strip()


def _child_text(element: Element, name: str) -> str:
    child = element.find(f"{_SVG}{name}")
    return (child.text or "").strip() if child is not None else ""


def scope(element: Element, *, in_head: bool) -> str:
    """Which cells a header cell speaks for: those of its column or of its row."""
    return _SCOPES.get(element.get("scope") or "", "Column" if in_head else "Row")


def link_words(element: Element) -> str:
    """Where a link leads, for those who hear it apart from its sentence."""
    said = " ".join("".join(element.itertext()).split())
    described = element.get("aria-label") or element.get("title") or ""
    return f"{said}: {described}" if said and described and not described.startswith(said) else described or said
