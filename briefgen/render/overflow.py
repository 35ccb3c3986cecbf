"""Measures laid-out pages: what runs out of its place, off its page, or over other text.

The engine prints such a page without a word. Every text and every picture is compared with the block or cell that holds
it and with the page, and the texts of a page with each other: a walk over all boxes, a hundredth of the time of printing.
Lengths are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.model.overrun import Overrun

if TYPE_CHECKING:
    from collections.abc import Sequence

_SLACK = 1.5
"""What a line may stick out by, in px: rounding, and the letter-space after the last letter."""
_LETTER = 0.45
"""Height of a small letter over its baseline, as a part of the type's size."""
_HANGING = frozenset(",.;:!?…)’”»")
"""Marks that may stand in a margin behind their word, as printers let them."""
_HANG = 0.5
"""How far, as a part of the type's size."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WORDS = 48
"""Characters of a text that its finding quotes."""
_MOST = 20
"""Findings after which nobody reads on."""


class _Frame(NamedTuple):
    """The place that a box must stay in: its sides, and what it is."""

    left: float
    right: float
    is_cell: bool = False
    in_margin: bool = False
    element: Any = None


class _Spot(NamedTuple):
    """Elements of the part and of the nearest heading; None where there is none."""

    part: Any
    heading: Any

    def named(self) -> tuple[str, str, str]:
        """Anchor and heading of the part, and the nearest heading."""
        if self.part is None:
            return "", "", _said(self.heading)
        return self.part.get("id") or "", _said(next(self.part.iter("h2"), None)), _said(self.heading)


class _Ink(NamedTuple):
    """Where a text's small letters stand, and what it says."""

    top: float
    bottom: float
    left: float
    right: float
    words: str
    place: _Spot


def overruns(pages: Sequence[Any]) -> tuple[Overrun, ...]:
    """What does not fit its place, in reading order; at most twenty.

    Args:
        pages: Of a WeasyPrint document.
    """
    found: list[Overrun] = []
    here = _Here()
    for number, page in enumerate(pages, 1):
        found += _Measured(page._page_box, number, here).found  # noqa: SLF001 - the engine shows its boxes nowhere else
        if len(found) >= _MOST:
            break
    return tuple(found[:_MOST])


class _Here:
    """Where in the report a walk has come to: it goes on from page to page."""

    def __init__(self) -> None:
        self._part: Any = None
        self._heading: Any = None

    def enter(self, tag: str, element: Any) -> None:  # noqa: ANN401 - the engine's
        if tag in _HEADINGS:
            self._heading = element
        elif tag == "section" and "part" in (element.get("class") or "").split() and element is not self._part:
            self._part, self._heading = element, None

    @property
    def place(self) -> _Spot:
        """The part, and the nearest heading before this."""
        return _Spot(self._part, self._heading)


class _Measured:
    """One page."""

    def __init__(self, page: Any, number: int, here: _Here) -> None:  # noqa: ANN401
        self._number = number
        self._here = here
        self._inks: list[_Ink] = []
        self.found: list[Overrun] = []
        left, top = page.content_box_x(), page.content_box_y()
        self._left, self._right, self._bottom = left, left + page.width, top + page.height
        for child in page.children:
            self._walk(child, _Frame(left, left + page.width))
        self._look_for_collisions()

    def _walk(self, box: Any, frame: _Frame) -> None:  # noqa: ANN401
        box = getattr(box, "_box", box)  # what stands in the tree for a box that is positioned absolutely
        text = getattr(box, "text", None)
        if text is not None:
            self._measure_text(box, text, frame)
            return
        name = type(box).__name__
        if name.endswith("ReplacedBox"):
            self._measure_picture(box, frame)
            return
        if box.element is not None and box.element_tag:
            self._here.enter(box.element_tag, box.element)
        if name in _HOLDERS:
            left = box.content_box_x()
            frame = _Frame(
                left, left + box.width, name == "TableCellBox", frame.in_margin or name == "MarginBox", box.element
            )
        elif name == "TableBox" and not frame.in_margin and not self._fits(box):
            return
        for child in box.children:
            self._walk(child, frame)

    def _measure_text(self, box: Any, text: str, frame: _Frame) -> None:  # noqa: ANN401
        if box.width <= 0 or not text.strip():
            return
        left, right, base = box.position_x, box.position_x + box.width, box.position_y + box.baseline
        words = _short(text)
        hung = right - (box.style["font_size"] * _HANG if _HANGING.issuperset(text.strip()) else 0)
        if hung > frame.right + _SLACK or left < frame.left - _SLACK:
            bound = "cell" if frame.is_cell else "margin" if frame.in_margin else "column"
            self._add("text", bound, words, within=frame.element)
        elif not frame.in_margin and (bound := self._bound(left, hung, base)):
            self._add("text", bound, words, within=frame.element)
        self._inks.append(_Ink(base - box.style["font_size"] * _LETTER, base, left, right, words, self._here.place))

    def _measure_picture(self, box: Any, frame: _Frame) -> None:  # noqa: ANN401
        left = box.border_box_x()
        right = left + box.border_width()
        words = _short((box.element.get("alt") or _said(box.element)) if box.element is not None else "")
        if right > frame.right + _SLACK or left < frame.left - _SLACK:
            self._add("picture", "column", words)
        elif not frame.in_margin and (bound := self._bound(left, right, box.border_box_y() + box.border_height())):
            self._add("picture", bound, words)

    def _fits(self, table: Any) -> bool:  # noqa: ANN401
        """Whether a table is on the page; where it is not, what stands in it is not told one by one."""
        left = table.border_box_x()
        if left + table.border_width() <= self._right + _SLACK and left >= self._left - _SLACK:
            return True
        words = _short(" ".join(_said(each) for each in table.element.iter() if each.tag in {"th", "td"}))
        self._add("table", "page", words)
        return False

    def _bound(self, left: float, right: float, bottom: float) -> str:
        """Where something that fits what holds it leaves the page: at its foot, or elsewhere; "" where it does not."""
        if right > self._right + _SLACK or left < self._left - _SLACK:
            return "page"
        return "foot" if bottom > self._bottom + _SLACK else ""

    def _look_for_collisions(self) -> None:
        """Texts printed over each other, which positioned boxes can be."""
        open_inks: list[_Ink] = []
        for ink in sorted(self._inks, key=lambda each: each[:4]):
            open_inks = [other for other in open_inks if other.bottom > ink.top + _SLACK]
            for other in open_inks:
                if min(ink.right, other.right) - max(ink.left, other.left) > _SLACK:
                    self._add("text", "text", ink.words, place=ink.place, other=other.words)
                    break
            open_inks.append(ink)

    def _add(  # noqa: PLR0913 - the fields of what is found
        self,
        what: str,
        bound: str,
        words: str,
        *,
        place: _Spot | None = None,
        within: Any = None,  # noqa: ANN401 - the engine's
        other: str = "",
    ) -> None:
        anchor, part, heading = (place or self._here.place).named()
        first = next((text for text in within.itertext() if text.strip()), "") if within is not None else ""
        self.found.append(Overrun(what, bound, self._number, anchor, part, heading, words, _short(first), other))


_HOLDERS = frozenset({"BlockBox", "TableCellBox", "InlineBlockBox", "MarginBox", "TableCaptionBox"})
"""Boxes that have a width of their own, which what is in them keeps to."""


def overlong(pages: Sequence[Any]) -> tuple[Overrun, ...]:
    """Elements with more pages than their `data-pages` allows: an executive summary of two, a flash of three.

    Args:
        pages: Of a WeasyPrint document.
    """
    counted: dict[Any, list[int]] = {}
    for number, page in enumerate(pages, 1):
        for element in _limited(page._page_box):  # noqa: SLF001 - as above
            counted.setdefault(element, []).append(number)
    found = []
    for element, numbers in counted.items():
        allowed = int(element.get("data-pages"))
        if len(numbers) > allowed:
            name = _said(next(element.iter("h1"), next(element.iter("h2"), None)))
            anchor, many = element.get("id") or "", len(numbers)
            found.append(
                Overrun("part", "pages", numbers[allowed], anchor, name, "", name, pages=many, allowed=allowed)
            )
    return tuple(found)


def _limited(box: Any) -> Iterator[Any]:  # noqa: ANN401
    """Elements on a page that say how many pages they may have."""
    if box.element is not None and (box.element.get("data-pages") or "").isdigit() and box.element_tag != "html":
        yield box.element
    if box.element_tag in {None, "html", "body", "main"}:
        for child in box.children:
            yield from _limited(getattr(child, "_box", child))


def _said(element: Any) -> str:  # noqa: ANN401
    """An element's text on one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WORDS else f"{text[: _WORDS - 1]}…"
