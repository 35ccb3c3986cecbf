"""Changes put into words, sort by sort, what matters most first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.compose.entries import rating_entries
from briefgen.compose.plan import Plan
from briefgen.compose.shifts import shifts
from briefgen.compose.words import capital, listed
from briefgen.model.changes import Change, ChangeEntry, Changes, Direction, Turn
from briefgen.model.grounds import reason_of
from briefgen.model.parts import SummaryPart
from briefgen.model.tongue import Tongue
from briefgen.model.vocabulary import DIRECTIONS
from briefgen.model.vocabulary_of_changes import FIELDS, TURNS, VERDICTS

_FACT_TURNS = (Turn.WITHDRAWN, Turn.CHANGED, Turn.REGRADED, Turn.NEW)
_WAYS = (Direction.DETERIORATED, Direction.IMPROVED, None, Direction.UNCHANGED)


@dataclass(frozen=True, slots=True)
class News:
    """Changes on their way into words.

    Attributes:
        plan: The report as it is laid out, without this part.
        changes: What changed.
        cited: Ids of the facts that the report uses: only they have citation numbers.
    """

    plan: Plan
    changes: Changes
    cited: frozenset[str]

    @property
    def tongue(self) -> Tongue:
        """The program's own words."""
        return self.plan.tongue

    def ratings(self) -> Iterator[ChangeEntry]:
        """Those that deteriorated, improved, are new or dropped, and in the end all that stayed, on one line."""
        now = {entry.key: entry for entry in rating_entries(self.plan.dossier, self.tongue)}
        ordered = sorted(self.changes.of("rating"), key=lambda each: _WAYS.index(each.direction))
        stayed = [each for each in ordered if each.direction is Direction.UNCHANGED]
        for change in (each for each in ordered if each not in stayed):
            entry = now.get(change.key)
            word = self._way(change)
            reason = entry.rationale if entry else ""
            yield self._entry(change, word, self._named(change), entry.facts if entry else (), reason)
        for change in stayed:
            yield self._entry(
                change, self._way(change), self._named(change), now[change.key].facts, self._fields(change)
            )
        names = [self._named(each) for each in self.changes.unchanged]
        if names:
            sign = Direction.UNCHANGED
            yield ChangeEntry(capital(self.tongue.word(*DIRECTIONS[sign])), " · ".join(names), arrow=sign.arrow)

    def indicators(self) -> Iterator[ChangeEntry]:
        """Those that deteriorated, those that improved, then what has no direction."""
        now = {
            f"{profile.id}/{each.id}": each.facts
            for profile in self.plan.dossier.profiles
            for each in profile.indicators
        }
        turns = (Turn.MOVED, Turn.NEW, Turn.REMOVED)
        for change in sorted(self._of("indicator", turns), key=lambda each: _WAYS.index(each.direction)):
            word = self._way(change)
            yield self._entry(change, word, self._named(change), now.get(change.key, ()))

    def judgements(self) -> Iterator[ChangeEntry]:
        """Resolved and due ones, then changed, new and dropped ones."""
        turns = (Turn.RESOLVED, Turn.EXPIRED, Turn.CHANGED, Turn.NEW, Turn.REMOVED)
        for change in sorted(self._of("judgement", turns), key=lambda each: turns.index(each.turn)):
            entry = self.plan.judgements.get(change.key)
            word = VERDICTS.get(str(change.after.get("verdict")), TURNS[change.turn])
            yield self._entry(change, self.tongue.word(*word), "", entry.basis if entry else (), self._why(change))

    def _why(self, change: Change) -> str:
        """The analyst's reason; what it said, where the statement is another; what else changed, where that is all."""
        if change.turn is Turn.EXPIRED:
            return self.tongue.text("Its day has come; what became of it is not on record yet.")
        told = {"statement", "likelihood", "confidence", "horizon", "low", "high", "range", "scale"}
        rest = "" if change.turn is not Turn.CHANGED or told & change.before.keys() else self._fields(change)
        return " ".join(filter(None, (self._said(change), change.reason, rest)))

    def scenarios(self) -> Iterator[ChangeEntry]:
        """With their probabilities."""
        now = {each.id: each.basis for each in self.plan.report.scenarios}
        for change in self.changes.of("scenario"):
            shown = change.turn is not Turn.CHANGED or _both(change, "probability_percent")
            reason = "" if shown else self._fields(change)
            yield self._entry(change, self._turn(change), "", now.get(change.key, ()), reason)

    def contradictions(self) -> Iterator[ChangeEntry]:
        """Opened ones, then settled ones with the desk's reason."""
        now = {each.id: each.facts for each in self.plan.assessment.contradictions}
        for change in sorted(self.changes.of("contradiction"), key=lambda each: each.turn is Turn.SETTLED):
            gone = change.key not in now and change.turn is Turn.SETTLED
            reason = self.tongue.text("The sources used no longer differ.") if gone else change.reason
            yield self._entry(change, self._turn(change), "", now.get(change.key, ()), reason)

    def facts(self) -> Iterator[ChangeEntry]:
        """Withdrawn ones, then those that the summary cites; of the others regraded ones last, which can be many."""
        first = {name for draft in self.plan.drafts if isinstance(draft.part, SummaryPart) for name in draft.cited}
        place = {name: index for index, name in enumerate(self.plan.cited)}

        def rank(change: Change) -> tuple[bool, bool, int, int, str]:
            minor = change.turn is not Turn.WITHDRAWN and change.key not in first
            last = minor and change.turn is Turn.REGRADED
            return minor, last, _FACT_TURNS.index(change.turn), place.get(change.key, len(place)), change.key

        for change in sorted(self._of("fact", _FACT_TURNS), key=rank):
            also = self._fields(change, "statement", "when") if change.turn is Turn.CHANGED else ""
            reason = " ".join(filter(None, (self._said(change), also, self._reason(change))))
            yield self._entry(change, self._turn(change), "", (change.key,), reason)

    def sections(self) -> Iterator[ChangeEntry]:
        """In reading order, each with the way to it; those that are gone come last."""
        names = [each.name for each in self.plan.dossier.manuscript.sections]
        anchors = {"summary": "summary", **{name: f"section_{at}" for at, name in enumerate(names, 1)}}
        order = list(anchors)
        for change in sorted(
            self.changes.of("section"), key=lambda each: order.index(each.key) if each.key in order else len(order)
        ):
            target = "" if change.turn is Turn.REMOVED else anchors.get(change.key, "")
            yield ChangeEntry(self._turn(change), change.label, target=target)

    def _of(self, kind: str, turns: Iterable[Turn]) -> list[Change]:
        return [each for each in self.changes.of(kind) if each.turn in turns]

    def _entry(
        self, change: Change, word: str, text: str, facts: Iterable[str], reason: str | None = None
    ) -> ChangeEntry:
        return ChangeEntry(
            word=capital(word),
            text=text or change.label,
            facts=tuple(name for name in dict.fromkeys(facts) if name in self.cited),
            arrow=change.direction.arrow if change.direction else "",
            shifts=shifts(change, self.plan.report.language, self.tongue),
            reason=change.reason if reason is None else reason,
        )

    def _turn(self, change: Change) -> str:
        """What became of it."""
        return self.tongue.word(*TURNS[change.turn])

    def _way(self, change: Change) -> str:
        """Which way it went; what became of it, where it has no way."""
        return self.tongue.word(*DIRECTIONS[change.direction]) if change.direction else self._turn(change)

    def _said(self, change: Change) -> str:
        """What the last issue said, where that is another thing."""
        if change.turn is not Turn.CHANGED or "statement" not in change.before:
            return ""
        return self.tongue.text("It said: %(statement)s", statement=change.before["statement"])

    def _fields(self, change: Change, *told: str) -> str:
        """What differs, without what is told anyway."""
        fields = fields_in_words((name for name in change.before if name not in told), self.tongue)
        return self.tongue.text("Changed: %(fields)s.", fields=fields) if fields else ""

    def _reason(self, change: Change) -> str:
        """A withdrawal's; the reason of a grade as the language has it."""
        grade = self.plan.assessment.grades.get(change.key)
        return reason_of(grade, self.tongue) if grade and change.turn is Turn.REGRADED else change.reason

    def _named(self, change: Change) -> str:
        """One profile needs no naming in every line."""
        profiles = self.plan.dossier.profiles
        return change.label.removeprefix(f"{profiles[0].name}: ") if len(profiles) == 1 else change.label


def _both(change: Change, field: str) -> bool:
    return change.turn is Turn.CHANGED and field in change.before


def fields_in_words(fields: Iterable[str], tongue: Tongue) -> str:
    """Names of fields, listed."""
    return listed((tongue.word(*FIELDS[name]) if name in FIELDS else name.replace("_", " ") for name in fields), tongue)
