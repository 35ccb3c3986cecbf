"""What of a client decides which content it gets."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model.client import PARTS, Client, part_of
from briefgen.model.dossier import Section
from briefgen.model.marking import Marking

_KINDS = {"countries": "country"}
"""Kinds of parts that clients know by another name."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Clients of the same terms get the same content.

    Attributes:
        ceiling: The most restricted marking that they may have.
        reports: Ids of the reports that they get.
        leave_out: Parts and sections that they do without.
        only: The parts and sections that alone stay; all, where it is empty.
    """

    ceiling: Marking
    reports: frozenset[str]
    leave_out: frozenset[str]
    only: frozenset[str]

    def above(self, marking: Marking) -> bool:
        """Whether something so marked is withheld."""
        return marking.rank > self.ceiling.rank

    @property
    def parts(self) -> frozenset[str]:
        """Parts that are left out, as clients name them, without sections."""
        others = {name for name in PARTS if self.only and name not in self.only} - {"sections"}
        return frozenset({name for name in PARTS if name in self.leave_out} - {"sections"} | others)

    @property
    def left_out(self) -> frozenset[str]:
        """The same by the kinds that parts have in a briefing."""
        return frozenset(_KINDS.get(name, name) for name in self.parts)

    def unwanted(self, section: Section) -> bool:
        """Whether a section is left out by choice."""

        def named(names: frozenset[str]) -> bool:
            return "sections" in names or any(part_of(each, section.name, section.place.file) for each in names)

        return named(self.leave_out) or bool(self.only and not named(self.only))


def terms_of(client: Client) -> Terms:
    """A client's terms."""
    return Terms(client.ceiling, frozenset(client.reports), frozenset(client.leave_out), frozenset(client.only))
