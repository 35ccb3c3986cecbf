"""A section cut piece by piece: headings go with what stood under them, footnotes with their references."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from briefgen.model.marking import Marking
from briefgen.release.cutting import Address, Cutter, Left, Line, Loss
from briefgen.release.pieces import Piece, pieces_of
from briefgen.release.verdict import Verdict
from briefgen.release.words import marking_in

_REFERENCE = re.compile(r"\[\^([^\]\n]+)\](?!:)")
_LABEL = re.compile(r"\[\^([^\]\n]+)\]")


@dataclass(frozen=True, slots=True)
class Text:
    """Markdown on its way through.

    Attributes:
        markdown: As written, with its markings.
        redacted: Texts that stand instead, by number of the line.
        marking: What is known to cover it, where its markings say less.
    """

    markdown: str
    redacted: tuple[tuple[int, str], ...] = ()
    marking: Marking = Marking.CLEAR


@dataclass(frozen=True, slots=True)
class CutText:
    """What is left of a text.

    Attributes:
        lines: Nothing, where it leaves.
        losses: What it lost.
    """

    lines: tuple[Line, ...]
    losses: tuple[Loss, ...]

    @property
    def markdown(self) -> str:
        """The lines as a text."""
        return "\n".join(text for _, text in self.lines)


@dataclass(slots=True)
class _Part:
    """One piece of one of the texts."""

    text: int
    piece: Piece
    left: Left


def cut_texts(texts: Sequence[Text], verdict: Verdict, address: Address) -> tuple[CutText, ...]:
    """Cut texts that a reader sees one after the other: the blocks of a section.

    Args:
        texts: In reading order.
        verdict: What is withheld.
        address: What becomes of figures and pictures, by address.
    """
    cutters = [Cutter(verdict, address, dict(each.redacted)) for each in texts]
    parts: list[_Part] = []
    for number, (text, cutter) in enumerate(zip(texts, cutters, strict=True)):
        pieces = pieces_of(text.markdown)
        if verdict.terms.above(text.marking):
            # Something in it is above the ceiling; where nothing says what, all of it is.
            known = marking_in(text.markdown)
            if known.rank < text.marking.rank:
                whole = Piece("paragraph", [row for piece in pieces for row in piece.every_row])
                parts.append(_Part(number, whole, cutter.drop(whole, "marking", text.marking.value)))
                continue
        parts += [_Part(number, piece, left) for piece, left in cutter.run(pieces)]
    if any(cutter.losses for cutter in cutters):
        _headings(parts, cutters)
        _lead_ins(parts, cutters)
        _footnotes(parts, cutters)
        _links(parts)
    return tuple(
        CutText(_lines(part.left for part in parts if part.text == number), tuple(cutter.losses))
        for number, cutter in enumerate(cutters)
    )


def _lines(left: Iterable[Left]) -> tuple[Line, ...]:
    """Lines that stay, with no blank ones at either end and no two of them running."""
    kept: list[Line] = []
    for at, text in (line for each in left for line in each.lines):
        blank = not text.strip(" \t>")
        if not (blank and (not kept or not kept[-1][1].strip(" \t>"))):
            kept.append((at, text))
    while kept and not kept[-1][1].strip(" \t>"):
        kept.pop()
    return tuple(kept)


def _headings(parts: Sequence[_Part], cutters: Sequence[Cutter]) -> None:
    """What stands under a heading that leaves goes with it; a heading under which nothing is left goes too."""
    for number, part in enumerate(parts):
        if part.piece.kind != "heading":
            continue
        under = _under(parts, number)
        stood = [each for each in under if each.piece.kind not in ("blank", "marking")]
        if not part.left.lines or part.left.instead:
            loss = next((each for each in cutters[part.text].losses if each.at == part.piece.rows[0].at), None)
            for each in stood:
                if each.left.lines:
                    cutters[each.text].drop(each.piece, loss.because if loss else "basis", loss.detail if loss else "")
                each.left = Left([])
            for each in under:
                each.left = Left([])
        elif stood and not any(each.left.lines for each in stood):
            cutters[part.text].drop(part.piece, "basis", "")
            part.left = Left([])


def _under(parts: Sequence[_Part], number: int) -> list[_Part]:
    level = parts[number].piece.level
    found = []
    for each in parts[number + 1 :]:
        if each.piece.kind == "heading" and each.piece.level <= level:
            break
        found.append(each)
    return found


def _lead_ins(parts: Sequence[_Part], cutters: Sequence[Cutter]) -> None:
    """A paragraph that ends in a colon goes with the next block, where all of that has left."""
    for number, part in enumerate(parts):
        following = next((each for each in parts[number + 1 :] if each.piece.kind != "blank"), None)
        if (
            part.piece.kind == "paragraph"
            and following
            and following.text != part.text
            and not following.left.lines
            and " ".join(text for _, text in part.left.lines).rstrip().endswith(":")
        ):
            cutters[part.text].drop(part.piece, "basis", "")
            part.left = Left([])


def _footnotes(parts: Sequence[_Part], cutters: Sequence[Cutter]) -> None:
    """References to what has left go, notes that nothing refers to any more go, and numbers close up."""
    notes = {each.piece.label: each for each in parts if each.piece.kind == "footnote"}
    if not notes:
        return
    gone = {label for label, each in notes.items() if not each.left.lines}
    while True:
        _edit(parts, lambda match: "" if match[1].strip() in gone else match[0], _REFERENCE)
        used = {label.strip() for each in parts for _, text in each.left.lines for label in _REFERENCE.findall(text)}
        idle = [label for label in notes if label not in gone and label not in used]
        if not idle:
            break
        for label in idle:
            cutters[notes[label].text].drop(notes[label].piece, "basis", "")
            notes[label].left = Left([])
            gone.add(label)
    numbered = sorted(int(label) for label in notes if label.isdigit())
    left = [each for each in numbered if str(each) not in gone]
    names = {str(old): str(new) for old, new in zip(left, numbered, strict=False)}
    _edit(parts, lambda match: f"[^{names.get(match[1].strip(), match[1])}]", _LABEL)


def _edit(parts: Iterable[_Part], change: Callable[[re.Match[str]], str], pattern: re.Pattern[str]) -> None:
    for each in parts:
        if each.piece.kind != "code":
            each.left.lines = [(at, pattern.sub(change, text)) for at, text in each.left.lines]


def _links(parts: Sequence[_Part]) -> None:
    """Addresses that no text refers to any more: nobody would see them, and they would be in the file."""
    texts = [text for each in parts if each.piece.kind != "link" for _, text in each.left.lines]
    rest = "\n".join(texts).casefold()
    for each in parts:
        label = " ".join(each.piece.label.casefold().split())
        if each.piece.kind == "link" and f"[{label}]" not in rest:
            each.left = Left([])
