"""Looks for pages that break badly: for the tests, and for whoever changes a style sheet.

What page design promises: no heading is last on its page, no table begins with its header alone, no paragraph leaves one
line behind, no page is empty, and no page is under a third full except the last of a part. Lengths are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_THIN = 1 / 3


@dataclass(frozen=True, slots=True)
class BadBreak:
    """A page that ends or begins badly.

    Attributes:
        kind: `heading-last`, `header-alone`, `line-alone`, `empty` or `thin`.
        page: 1-based.
        words: What stands there.
    """

    kind: str
    page: int
    words: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text in the flow, the block it is a line of, and its bottom."""

    block: Any
    text: str
    bottom: float
    tags: tuple[str, ...]


class _Laid:
    """One page's flow: its lines, pictures and parts."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401 - the engine's
        self.height = page.height
        self.top = page.content_box_y()
        self.lines: list[_Line] = []
        self.pictures: list[float] = []
        self.headers: list[tuple[Any, bool]] = []
        self.parts: list[Any] = []
        self.is_cover = False
        self.is_placed = False
        self.floats = 0.0
        for child in page.children:
            name = type(child).__name__
            if name == "FootnoteAreaBox":  # figures at the foot of the page: no part of the flow
                self.floats = child.position_y + child.margin_height() if child.children else 0.0
            elif name != "MarginBox":
                self._walk(child, ())

    def _walk(self, box: Any, tags: tuple[str, ...]) -> None:  # noqa: ANN401
        if type(box).__name__ == "AbsolutePlaceholder":
            self.is_placed = True
            return
        name, tag = type(box).__name__, box.element_tag or ""
        if name == "LineBox":
            text = "".join(_texts(box)).strip()
            if text:
                self.lines.append(_Line(box.element, text, box.position_y + box.height, tags))
            return
        if name.endswith("ReplacedBox"):
            self.pictures.append(box.position_y + box.height)
            return
        if name == "TableBox":
            groups = [each for each in box.children if each.children]
            body = any(not each.is_header and not each.is_footer for each in groups)
            self.headers.append((box.element, body))
        classes = (box.element.get("class") or "").split() if box.element is not None else []
        self.is_cover = self.is_cover or "cover" in classes
        if tag in {"section", "nav"} and {"part", "contents"} & set(classes):
            self.parts.append(box.element)
        for child in box.children:
            self._walk(child, (*tags, tag))

    @property
    def fullness(self) -> float:
        """How far down the page something stands, 0–1."""
        bottoms = [*(line.bottom for line in self.lines), *self.pictures, *filter(None, [self.floats])]
        return (max(bottoms) - self.top) / self.height if bottoms else 0.0


def fullness(pages: Sequence[Any]) -> list[float]:
    """How far down each page of a WeasyPrint document something stands, 0–1."""
    return [_Laid(page._page_box).fullness for page in pages]  # noqa: SLF001 - the engine shows its boxes nowhere else


def bad_breaks(pages: Sequence[Any]) -> list[BadBreak]:
    """Every page of a WeasyPrint document that ends or begins badly."""
    laid = [_Laid(page._page_box) for page in pages]  # noqa: SLF001
    found: list[BadBreak] = []
    for number, page in enumerate(laid, 1):
        after = laid[number] if number < len(laid) else None
        found += [BadBreak(kind, number, words) for kind, words in _faults(page, after)]
    return found


def _faults(page: _Laid, after: _Laid | None) -> Iterator[tuple[str, str]]:
    if not (page.lines or page.pictures or page.floats or page.is_placed):
        yield "empty", ""
        return
    last = page.lines[-1] if page.lines else None
    if last and after and not page.is_cover and max(*page.pictures, page.floats, 0.0, 0.0) <= last.bottom:
        if _HEADINGS & {*last.tags, getattr(last.block, "tag", "")} or "header" in last.tags:
            yield "heading-last", last.text
        yield from _left_alone(page, after)
    for table, has_body in page.headers:
        if not has_body:
            yield "header-alone", " ".join("".join(table.itertext()).split())[:60]
    goes_on = after is not None and bool(page.parts) and page.parts[-1] in after.parts
    if goes_on and page.fullness < _THIN:
        yield "thin", f"{page.fullness:.0%} full"


def _left_alone(page: _Laid, after: _Laid) -> Iterator[tuple[str, str]]:
    """A paragraph that is divided with one line on either side."""
    if not after.lines or page.lines[-1].block is not after.lines[0].block or "table" in page.lines[-1].tags:
        return
    block = page.lines[-1].block
    if sum(line.block is block for line in page.lines) == 1:
        yield "line-alone", page.lines[-1].text
    elif sum(line.block is block for line in after.lines) == 1:
        yield "line-alone", after.lines[0].text


def _texts(box: Any) -> Iterator[str]:  # noqa: ANN401
    if hasattr(box, "text"):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from _texts(child)
