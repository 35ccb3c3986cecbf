"""What every figure is chosen with: the report as laid out goes in, what the figure shows comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from briefgen.compose.numbering import numbers_of
from briefgen.compose.plan import Plan
from briefgen.model.brand import Brand
from briefgen.model.briefing import Imprint
from briefgen.model.dossier import Call, Dossier
from briefgen.model.figure import FigureData
from briefgen.model.parts import Part
from briefgen.model.tongue import Tongue

PartKind = TypeVar("PartKind", bound=Part)


@dataclass(frozen=True, slots=True)
class Layout:
    """The report, laid out and numbered.

    Attributes:
        plan: How it was laid out.
        parts: All of them, the annex included, in reading order.
        numbers: Citation number of each source, by id.
        imprint: Which copy it is, and what changed since the last issue.
        brand: Whose look it has.
    """

    plan: Plan
    parts: tuple[Part, ...]
    numbers: Mapping[str, int]
    imprint: Imprint
    brand: Brand

    @property
    def dossier(self) -> Dossier:
        """What the report rests on."""
        return self.plan.dossier

    @property
    def tongue(self) -> Tongue:
        """The program's own words in the report's language."""
        return self.plan.tongue

    def part(self, kind: type[PartKind]) -> PartKind | None:
        """The first part of a kind; None where the report has none."""
        return next((part for part in self.parts if isinstance(part, kind)), None)

    def cited(self, facts: Iterable[str]) -> tuple[int, ...]:
        """Citation numbers behind facts that the report uses, ascending."""
        used = frozenset(self.plan.cited)
        return numbers_of((name for name in facts if name in used), self.dossier.facts, self.numbers)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a figure shows, before it has its number.

    Attributes:
        data: The noun of its kind.
        facts: Ids of the facts behind it.
        caption: For a figure that a part carries by itself, or that is called without one.
        note: Under the caption, "" for none.
        sources: Ids of sources behind it that no fact of the report need rest on.
    """

    data: FigureData
    facts: tuple[str, ...]
    caption: str
    note: str = ""
    sources: tuple[str, ...] = ()


Choose = Callable[[Layout, Call], Chosen | None]
"""Chooses what a figure of one kind shows; None where there is nothing to show. A figure that a part carries by itself is
called without parameters."""
