"""Figures and tables of incidents: what they ask for that is withheld, and whether anything is left to show."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from briefgen.model.asked import has_data
from briefgen.model.dossier import Call, Dossier
from briefgen.model.figure_kinds import KINDS
from briefgen.model.incident import Incident, IncidentTable
from briefgen.model.place import Place
from briefgen.model.profile import Country
from briefgen.release.verdict import Verdict

_FIGURE = "figure:"


def left_tables(tables: Mapping[str, IncidentTable], verdict: Verdict) -> dict[str, IncidentTable]:
    """Tables without rows that are marked above the ceiling or whose source or fact is withheld; those with a row left."""
    left = {}
    for name, table in tables.items():
        rows = tuple(each for each in table.incidents if not hidden(each, verdict))
        if len(rows) == len(table.incidents):
            left[name] = table
        elif rows:
            # The file's own digest would tell that it is another file.
            left[name] = replace(table, incidents=rows, sha256=sha256(repr(rows).encode()).hexdigest())
    return left


def hidden(row: Incident, verdict: Verdict) -> bool:
    """Whether an incident is withheld."""
    return verdict.terms.above(row.marking) or row.source in verdict.facts or row.source in verdict.sources


@dataclass(frozen=True)
class Showing:
    """Which figures stay.

    Attributes:
        verdict: What is withheld.
        before: The report as it was.
        after: The same with what is left of its nouns and tables, its text not cut yet.
    """

    verdict: Verdict
    before: Dossier
    after: Dossier

    def address(self, written: str) -> str | None:
        """A figure's address without what is withheld; None where nothing is left to show. A picture's stays."""
        if not written.startswith(_FIGURE):
            return written
        kind, _, query = written.removeprefix(_FIGURE).partition("?")
        pairs = tuple((key, value) for key, _, value in (part.partition("=") for part in query.split("&") if part))
        call = Call("figure", (kind,), Place(""), pairs)
        left = self._without(call)
        if left is None or (self._shows(call, self.before) and not self._shows(left, self.after)):
            return None
        return written if left == call else f"{_FIGURE}{left.address}"

    def _without(self, call: Call) -> Call | None:
        """The call without withheld ids; None where a list of them is empty, for then it would ask for everything."""
        known = KINDS.get(call.targets[0], {})
        parameters = []
        for key, value in call.parameters:
            names = [each.strip() for each in value.replace("+", ",").split(",") if each.strip()]
            kept = (
                [each for each in names if each not in self.verdict.ids]
                if known.get(key) and known[key].kinds
                else names
            )
            if names and not kept:
                return None
            parameters.append((key, value if kept == names else "+".join(kept)))
        return replace(call, parameters=tuple(parameters))

    def _shows(self, call: Call, dossier: Dossier) -> bool:
        return call.targets[0] not in KINDS or has_data(call, dossier, self._used(dossier))

    def _used(self, dossier: Dossier) -> Collection[str]:
        return self._before if dossier is self.before else self._after

    @cached_property
    def _before(self) -> frozenset[str]:
        return frozenset(named_facts(self.before))

    @cached_property
    def _after(self) -> frozenset[str]:
        return frozenset(named_facts(self.after))


def named_facts(dossier: Dossier) -> Iterator[str]:
    """Facts of the dossier that its text, its conclusions and its profiles name."""
    report = dossier.report
    named: list[str] = [each for call in dossier.manuscript.calls if call.kind == "citation" for each in call.targets]
    named += [name for each in report.judgements for name in each.basis]
    named += [name for each in report.scenarios for name in each.basis]
    for profile in dossier.profiles:
        named += [name for each in profile.ratings for name in each.facts]
        named += [name for each in profile.indicators for name in each.facts]
        if isinstance(profile, Country):
            named += [name for each in profile.leadership for name in each.facts]
            named += [name for each in profile.memberships for name in each.facts]
    return (name for name in dict.fromkeys(named) if name in dossier.facts)
