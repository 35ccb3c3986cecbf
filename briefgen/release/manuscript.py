"""What analysts wrote, without what a client may not see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefgen.model.dossier import Block, Call, Manuscript, Section
from briefgen.model.incident import IncidentTable
from briefgen.model.marking import Marking
from briefgen.model.place import Place
from briefgen.release.cutting import Address, Loss
from briefgen.release.pieces import Piece, pieces_of
from briefgen.release.sections import CutText, Text, cut_texts
from briefgen.release.verdict import Verdict
from briefgen.release.words import marking_in, signature, signs

_Signature = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LostText:
    """Something that a section lost.

    Attributes:
        section: The section's name.
        place: Where it was written.
        loss: What.
    """

    section: str
    place: Place
    loss: Loss


@dataclass(slots=True)
class Editing:
    """One manuscript on its way through.

    Attributes:
        verdict: What is withheld.
        address: What becomes of figures and pictures.
        covers: Markings of whole sections, by name: those of a profile's standing paragraphs.
        lost: What has left so far.
        unwanted: Sections left out by choice.
    """

    verdict: Verdict
    address: Address
    covers: Mapping[str, Marking] = field(default_factory=dict)
    lost: list[LostText] = field(default_factory=list)
    unwanted: list[Section] = field(default_factory=list)

    def manuscript(self, manuscript: Manuscript, tables: Mapping[str, IncidentTable]) -> Manuscript:
        """The text that is left, with the pictures and tables that it still shows."""
        out = "summary" in self.verdict.terms.parts
        summary = None if out or not manuscript.summary else self.section(manuscript.summary)
        sections = []
        for section in manuscript.sections:
            if self.verdict.terms.unwanted(section):
                self.unwanted.append(section)
            elif kept := self.section(section):
                sections.append(kept)
        left = Manuscript(summary, tuple(sections))
        calls = list(left.calls)
        shown = {call.targets[0] for call in calls if call.kind == "picture"}
        asked = {dict(call.parameters).get("data", "") for call in calls if call.kind == "figure"}
        return replace(
            left,
            assets={name: each for name, each in manuscript.assets.items() if name in shown},
            tables={name: each for name, each in tables.items() if name in asked},
        )

    def section(self, section: Section) -> Section | None:
        """A section; None where nothing of it is left."""
        blocks = section.all_blocks
        cover = self.covers.get(section.name, Marking.CLEAR)
        if self.verdict.terms.above(cover):
            for block in blocks:
                self._lose(section, block, (_all_of(block, "marking", cover.value),))
            self._lose_title(section)
            return None
        left = self._blocks(section, blocks)
        standfirst = left[0] if section.standfirst else None
        rest = tuple(each for each in left[bool(section.standfirst) :] if each)
        if not standfirst and not rest:
            self._lose_title(section)
            return None
        return replace(section, standfirst=standfirst, blocks=rest)

    def _lose_title(self, section: Section) -> None:
        loss = Loss("section", 0, f"{section.title}\n\n{section.label}", "basis", "")
        self.lost.append(LostText(section.name, section.title_place or section.place, loss))

    def _blocks(self, section: Section, blocks: Sequence[Block]) -> list[Block | None]:
        if all(self._free(block) for block in blocks):
            return [replace(block, redacted=()) if block.redacted else block for block in blocks]
        odd = [not _understood(block) for block in blocks]
        texts = [
            Text(
                block.text, block.redacted, Marking.CLEAR if block.marking is marking_in(block.text) else block.marking
            )
            for block in blocks
        ]
        cut = cut_texts(texts, self.verdict, self.address)
        left: list[Block | None] = []
        for block, each, strange in zip(blocks, cut, odd, strict=True):
            if strange:
                left.append(self._whole(section, block))
                continue
            self._lose(section, block, each.losses)
            left.append(self._block(block, each))
        return left

    def _free(self, block: Block) -> bool:
        """Whether nothing in a block is withheld."""
        return not self.verdict.terms.above(block.marking) and not any(map(self._changed, block.calls))

    def _whole(self, section: Section, block: Block) -> Block | None:
        """A block whose calls are not read here as they were loaded: it stays or leaves as a whole."""
        gone = not self._free(block)
        if gone:
            self._lose(section, block, (_all_of(block, "basis", ""),))
        return None if gone else replace(block, redacted=())

    def _changed(self, call: Call) -> bool:
        return self._kept(call) != call

    def _block(self, block: Block, cut: CutText) -> Block | None:
        if not cut.lines:
            return None
        text = cut.markdown
        if text == block.text:
            return replace(block, redacted=()) if block.redacted else block
        return replace(
            block,
            text=text,
            marking=marking_in(text),
            calls=tuple(self._calls(block, text)),
            rows=tuple(block.rows[at] for at, _ in cut.lines) if block.rows else (),
            redacted=(),
        )

    def _calls(self, block: Block, text: str) -> Iterator[Call]:
        """The calls that are left in a block's text, in order."""
        waiting = [kept for call in block.calls if (kept := self._kept(call))]
        for each in _signatures(pieces_of(text)):
            while waiting:
                call = waiting.pop(0)
                if signature(call) == each:
                    yield call
                    break

    def _kept(self, call: Call) -> Call | None:
        """A call without what is withheld; None where nothing is left of it."""
        if call.kind == "citation":
            placed = [pair for pair in call.placed_targets if pair[0] not in self.verdict.facts]
            if len(placed) == len(call.targets):
                return call
            names, places = tuple(name for name, _ in placed), tuple(place for _, place in placed)
            return replace(call, targets=names, places=places if call.places else ()) if names else None
        if call.kind == "judgement":
            return None if call.targets[0] in self.verdict.judgements else call
        written = signature(call)[1][0]
        address = self.address(written)
        if address is None or address == written:
            return None if address is None else call
        return replace(call, parameters=_parameters(address))

    def _lose(self, section: Section, block: Block, losses: Sequence[Loss]) -> None:
        for loss in losses:
            self.lost.append(LostText(section.name, _place(block, loss.at), loss))


def _parameters(address: str) -> tuple[tuple[str, str], ...]:
    query = address.partition("?")[2]
    pairs = (part.partition("=") for part in query.split("&") if part)
    return tuple((key, value) for key, _, value in pairs)


def _understood(block: Block) -> bool:
    """Whether the calls found in a block's text are those that were loaded."""
    return list(_signatures(pieces_of(block.text))) == [signature(call) for call in block.calls] or not block.calls


def _signatures(pieces: Sequence[Piece]) -> Iterator[_Signature]:
    for piece in pieces:
        if piece.kind not in ("code", "marking", "link", "blank"):
            if piece.rows:
                for sign in signs("\n".join(row.text for row in piece.rows)):
                    yield sign.kind, sign.targets
            yield from _signatures(piece.children)


def _all_of(block: Block, because: str, detail: str) -> Loss:
    return Loss("paragraph", 0, block.text, because, detail)  # type: ignore[arg-type]


def _place(block: Block, at: int) -> Place:
    """The file's line of a line in a block's text."""
    if block.place.line is None or at >= len(block.rows):
        return block.place
    return replace(block.place, line=block.rows[at], column=1 if at else block.place.column)
