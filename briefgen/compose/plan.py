"""The plan of a report: what the builders of its parts share while they lay it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.compose.entries import judgement_entries
from briefgen.model.asked import named_sources
from briefgen.model.assessment import Assessment, Contradiction
from briefgen.model.dossier import Block, Call
from briefgen.model.parts import Part
from briefgen.model.tongue import Tongue
from briefgen.model.vocabulary import PARTS as NAMES


@dataclass(frozen=True, slots=True)
class Draft:
    """A part, and the facts that it cites, in reading order, repeats included."""

    part: Part
    cited: tuple[str, ...]


class Plan:
    """What builders share while the report is laid out, first part to last.

    Attributes:
        assessment: What is reported.
        tongue: The program's own words in the report's language.
        drafts: The parts so far.
        shown: Ids of the contradictions that a section already shows.
        calls: Figures called in sections, by figure id.
    """

    def __init__(self, assessment: Assessment, tongue: Tongue) -> None:
        self.assessment = assessment
        self.tongue = tongue
        self.dossier = assessment.dossier
        self.report = assessment.dossier.report
        self.judgements = {entry.id: entry for entry in judgement_entries(self.report, tongue)}
        self.drafts: list[Draft] = []
        self.shown: set[str] = set()
        self.calls: dict[str, Call] = {}

    @property
    def cited(self) -> tuple[str, ...]:
        """Facts cited so far, in first-use order."""
        return tuple(dict.fromkeys(fact for draft in self.drafts for fact in draft.cited))

    @property
    def named_sources(self) -> tuple[str, ...]:
        """Sources that figures name themselves, in reading order."""
        named = (source for call in self.calls.values() for source in named_sources(call, self.dossier))
        return tuple(dict.fromkeys(named))

    def name(self, part: str) -> str:
        """A part's name, by what the archive calls it."""
        return self.tongue.word(*NAMES[part])

    def block_citations(self, blocks: Iterable[Block]) -> list[str]:
        """Facts that blocks cite, those under called judgements included."""
        cited: list[str] = []
        for block in blocks:
            for call in block.calls:
                if call.kind == "citation":
                    cited += call.targets
                elif call.kind == "judgement":
                    cited += self.judgements[call.targets[0]].basis
        return cited

    def uncalled(self, *kinds: str) -> tuple[str, ...]:
        """The figures that a part carries by itself: of these, the kinds that no analyst placed; a flash has room for none."""
        if self.report.template == "flash":
            return ()
        called = {call.targets[0] for call in self.calls.values()}
        return tuple(kind for kind in kinds if kind not in called)

    def differences_in(self, cited: Iterable[str]) -> list[Contradiction]:
        """Contradictions that facts belong to and no part has shown yet; they count as shown from now on."""
        cited = set(cited)
        found = [
            each for each in self.assessment.contradictions if each.id not in self.shown and cited & set(each.facts)
        ]
        self.shown |= {each.id for each in found}
        return found
