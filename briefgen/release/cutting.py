"""Cutting a text: what is above the ceiling leaves, and what rests on withheld things alone.

A paragraph is cut at its citations: each stretch goes up to a citation that ends a sentence, and leaves with it. So a
claim never stays behind without what carried it. A text that stands instead is printed where a piece leaves or is cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from briefgen.model.edition import Because
from briefgen.model.marking import Marking
from briefgen.release.pieces import Piece, Row
from briefgen.release.verdict import Verdict
from briefgen.release.words import MARKING, Sign, marking_in, signs, stretches

Line = tuple[int, str]
"""A line that stays, with its number in the text it comes from."""

Address = Callable[[str], str | None]
"""A figure's or picture's address as it may stay; None where it leaves."""

_ORDERED = re.compile(r"(\d{1,9})(?=[.)][ \t]+\Z)")
_DATA = 2
"""Rows of a table before its first row of data."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a text lost.

    Attributes:
        kind: `paragraph`, `item`, `row`, `figure`, `picture` or `section`.
        at: Number of its first line in the text.
        text: As it was written.
        because: Why.
        detail: The marking, or the ids it rested on.
    """

    kind: str
    at: int
    text: str
    because: Because
    detail: str


@dataclass(slots=True)
class Left:
    """What is left of a piece.

    Attributes:
        lines: Nothing, where it leaves.
        instead: Whether another text stands for it.
    """

    lines: list[Line]
    instead: bool = False


@dataclass(slots=True)
class Cutter:
    """Cuts the pieces of one text.

    Attributes:
        verdict: What is withheld.
        address: What becomes of figures and pictures.
        redacted: Texts that stand instead, by number of the line.
        losses: What has left so far.
    """

    verdict: Verdict
    address: Address
    redacted: Mapping[int, str] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)

    def cut(self, piece: Piece) -> Left:
        """What is left of a piece."""
        how = {"list": self._list, "table": self._table}
        if piece.kind in ("quote", "admonition", "footnote"):
            return self._around(piece)
        if piece.kind in ("paragraph", "heading", "definition"):
            return self._words(piece)
        return how.get(piece.kind, _whole)(piece)

    def drop(self, piece: Piece, because: Because, detail: str, kind: str = "") -> Left:
        """The piece leaves, or gives way to the text that stands instead."""
        rows = piece.every_row
        if rows:
            text = "\n".join(row.text for row in rows)
            self.losses.append(Loss(kind or _NAMES.get(piece.kind, "paragraph"), rows[0].at, text, because, detail))
        instead = next((self.redacted[row.at] for row in rows if row.at in self.redacted), "")
        return Left([(rows[0].at, rows[0].lead + instead)], instead=True) if instead else Left([])

    def run(self, pieces: Sequence[Piece]) -> list[tuple[Piece, Left]]:
        """Pieces that follow each other; a marking of its own covers the next one, a caption goes with what it is of."""
        done: list[tuple[Piece, Left]] = []
        above: Marking | None = None
        for piece in pieces:
            if piece.kind == "blank":
                done.append((piece, _whole(piece)))
                continue
            if piece.kind == "marking":
                marking = Marking(piece.label)
                above = marking if self.verdict.terms.above(marking) else None
                done.append((piece, Left([]) if above else _whole(piece)))
                continue
            if above:
                left, above = self.drop(piece, "marking", above.value), None
            elif piece.kind == "caption" and (not _last(done).lines or _last(done).instead):
                left = self.drop(piece, "basis", "")
            else:
                left = self.cut(piece)
            if not left.lines or left.instead:
                _without_marking(done)
            done.append((piece, left))
        return self._without_lead_ins(done)

    def _without_lead_ins(self, done: list[tuple[Piece, Left]]) -> list[tuple[Piece, Left]]:
        """A paragraph that leads in, with a colon, to what has left leaves as well."""
        told = [number for number, (piece, _) in enumerate(done) if piece.kind != "blank"]
        for here, following in reversed(list(pairwise(told))):
            piece, left = done[here]
            leads = piece.kind == "paragraph" and _plain(left.lines).endswith(":")
            if leads and not done[following][1].lines and done[following][0].kind != "marking":
                done[here] = piece, self.drop(piece, "basis", "")
        return done

    def _around(self, piece: Piece) -> Left:
        """A quotation, a box or a footnote: what is left inside, where anything is."""
        left = _flat(self.run(piece.children))
        if not any(text.strip(" \t>") for _, text in left):
            return Left([])
        return Left([*((row.at, row.lead + row.text) for row in piece.rows), *left])

    def _list(self, piece: Piece) -> Left:
        kept = [lines for item in piece.children if (lines := self._item(item))]
        if not kept:
            return Left([])
        if len(kept) < len(piece.children):
            kept = _renumbered(kept, piece)
        return Left([line for lines in kept for line in lines])

    def _item(self, item: Piece) -> list[Line]:
        """An entry with what stands below it; nothing below stays without the entry's own words."""
        head = next((child for child in item.children if child.kind != "blank"), None)
        if head is None:
            return _whole(item).lines
        rank = marking_in("\n".join(row.text for row in head.rows))
        if self.verdict.terms.above(rank):
            return self.drop(item, "marking", rank.value, "item").lines
        before = len(self.losses)
        done = self.run(item.children)
        first = next(left for piece, left in done if piece is head)
        if first.lines and not first.instead:
            return _flat(done)
        reason = self.losses[before] if len(self.losses) > before else None
        del self.losses[before:]
        return self.drop(item, reason.because if reason else "basis", reason.detail if reason else "", "item").lines

    def _table(self, piece: Piece) -> Left:
        head, data = piece.rows[:_DATA], piece.rows[_DATA:]
        if any(self._lost(row.text) for row in head):
            return self.drop(piece, *self._reason("\n".join(row.text for row in head)), "row")
        kept = []
        for row in data:
            if self._lost(row.text) or self.verdict.terms.above(marking_in(row.text)):
                self.losses.append(Loss("row", row.at, row.text, *self._reason(row.text)))
            else:
                kept.append(Row(row.at, row.lead, self._without_ids(row.text)))
        if data and not kept:
            instead = next((self.redacted[row.at] for row in piece.rows if row.at in self.redacted), "")
            return Left([(piece.rows[0].at, piece.rows[0].lead + instead)], instead=True) if instead else Left([])
        return Left([(row.at, row.lead + row.text) for row in (*head, *kept)])

    def _lost(self, text: str) -> bool:
        """Whether it cites something of which nothing is left, or shows what leaves."""
        return any(self._dead(sign) for sign in signs(text))

    def _reason(self, text: str) -> tuple[Because, str]:
        rank = marking_in(text)
        if self.verdict.terms.above(rank):
            return "marking", rank.value
        return "basis", ", ".join(each for sign in signs(text) if self._dead(sign) for each in sign.targets)

    def _dead(self, sign: Sign) -> bool:
        if sign.kind == "citation":
            return self.verdict.baseless(sign.targets)
        if sign.kind == "judgement":
            return sign.targets[0] in self.verdict.judgements
        return self.address(sign.targets[0]) is None

    def _words(self, piece: Piece) -> Left:
        """A paragraph, a heading or a definition."""
        text = "\n".join(row.text for row in piece.rows)
        rank = marking_in(text)
        if self.verdict.terms.above(rank):
            return self.drop(piece, "marking", rank.value)
        bare = MARKING.sub("", text)
        found = signs(bare)
        dead = [sign for sign in found if self._dead(sign)]
        if not dead:
            return Left(_rewritten(piece.rows, self._without_ids(text)))
        images = [sign for sign in found if sign.kind == "image"]
        if images and not _said(bare, images):
            return self._shown(piece, bare, found, dead)
        kept = [bare[first:last] for first, last in stretches(bare, found) if not _any_in(dead, first, last)]
        detail = ", ".join(dict.fromkeys(each for sign in dead for each in sign.targets))
        instead = any(row.at in self.redacted for row in piece.rows)
        if instead or piece.kind != "paragraph" or not "".join(kept).strip():
            return self.drop(piece, "basis", detail)
        for first, last in stretches(bare, found):
            if _any_in(dead, first, last):
                self.losses.append(Loss("paragraph", piece.rows[0].at, bare[first:last].strip(), "basis", detail))
        left = " ".join(self._without_ids("".join(kept)).split())
        mark = f" {{marking={rank.value}}}" if MARKING.search(text) else ""
        return Left([(piece.rows[0].at, piece.rows[0].lead + left + mark)])

    def _shown(self, piece: Piece, text: str, found: Sequence[Sign], dead: Sequence[Sign]) -> Left:
        """A paragraph of figures and pictures alone: those that stay."""
        kind = "figure" if dead[0].targets[0].startswith("figure:") else "picture"
        if len(dead) == len(found):
            return self.drop(piece, "basis", dead[0].targets[0], kind)
        self.losses += [Loss(kind, piece.rows[0].at, text[each.first : each.last], "basis", "") for each in dead]
        for each in reversed(dead):
            text = text[: each.first].rstrip() + text[each.last :]
        return Left([(piece.rows[0].at, piece.rows[0].lead + " ".join(self._without_ids(text).split()))])

    def _without_ids(self, text: str) -> str:
        """A text whose citations and figures name nothing withheld; each has something left."""
        for sign in reversed(signs(text)):
            if sign.kind == "citation":
                names = self.verdict.resting(sign.targets)
                if names and names != sign.targets:
                    cited = "; ".join(f"@{name}" for name in names)
                    text = f"{text[: sign.first]}[{cited}]{text[sign.last :]}"
            elif sign.kind == "image" and (address := self.address(sign.targets[0])) not in (None, sign.targets[0]):
                inside = text[sign.first : sign.last].replace(sign.targets[0], str(address))
                text = text[: sign.first] + inside + text[sign.last :]
        return text


_NAMES = {"item": "item", "table": "paragraph", "row": "row", "heading": "section"}


def _whole(piece: Piece) -> Left:
    return Left([(row.at, row.lead + row.text) for row in piece.every_row])


def _last(done: Sequence[tuple[Piece, Left]]) -> Left:
    return next((left for piece, left in reversed(done) if piece.kind != "blank"), Left([]))


def _without_marking(done: list[tuple[Piece, Left]]) -> None:
    """Take out the marking that stood before what has left."""
    for number in range(len(done) - 1, -1, -1):
        if done[number][0].kind == "marking":
            done[number] = done[number][0], Left([])
        if done[number][0].kind != "blank":
            return


def _plain(lines: Iterable[Line]) -> str:
    return MARKING.sub("", " ".join(text for _, text in lines)).strip()


def _flat(done: Iterable[tuple[Piece, Left]]) -> list[Line]:
    return [line for _, left in done for line in left.lines]


def _rewritten(rows: Sequence[Row], text: str) -> list[Line]:
    """The rows with other words on them; ids leave citations, which never wrap."""
    return [(row.at, row.lead + line) for row, line in zip(rows, text.split("\n"), strict=True)]


def _said(text: str, images: Sequence[Sign]) -> bool:
    """Whether words stand beside the images."""
    for each in reversed(images):
        text = text[: each.first] + text[each.last :]
    return bool(text.strip())


def _any_in(found: Iterable[Sign], first: int, last: int) -> bool:
    return any(first <= each.first < last for each in found)


def _renumbered(kept: list[list[Line]], piece: Piece) -> list[list[Line]]:
    """Entries of a numbered list without a gap in their numbers."""
    first = next((row for row in piece.children[0].every_row), None)
    begins = _ORDERED.search(first.lead) if first else None
    if not first or not begins:
        return kept
    start, place = int(begins[1]), begins.start()
    done = []
    for number, lines in enumerate(kept, start):
        at, text = lines[0]
        digits = re.match(r"\d+", text[place:])
        done.append([(at, text[:place] + str(number) + text[place + (digits.end() if digits else 0) :]), *lines[1:]])
    return done
