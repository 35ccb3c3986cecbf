"""What changed between two issues: found by identity, item by item, and never by comparing pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefgen.compose.comparison import Comparison, Value
from briefgen.compose.forecasts import judgement_changes
from briefgen.compose.movements import indicator_changes, rating_changes, unmoved_ratings
from briefgen.compose.printed import printed_in
from briefgen.model.changes import Change, Changes, Turn
from briefgen.model.issue import Frozen
from briefgen.model.record import LastIssue, Record, Withdrawal

_DERIVED = {
    "fact": frozenset({"weighed"}),
    "rating": frozenset({"profile"}),
    "indicator": frozenset({"profile"}),
    "judgement": frozenset({"analysts", "reason"}),
    "section": frozenset({"position"}),
    "profile": frozenset({"summary", "standing"}),
}
"""Fields that are told of elsewhere: grades by their own turn, names where they belong, order with the report."""

_ESSENCE = {
    "fact": ("statement", "when"),
    "contradiction": ("values", "standing"),
    "rating": ("likelihood", "impact", "level"),
    "indicator": ("state",),
    "judgement": ("statement", "likelihood", "range", "confidence", "horizon"),
    "scenario": ("name", "probability_percent"),
    "source": ("title", "publisher", "reliability"),
    "actor": ("name",),
    "section": ("title",),
    "profile": ("name",),
    "report": ("title",),
}


def changes(before: LastIssue, after: Frozen, until: str, record: Record) -> Changes:
    """What the later content has that the earlier issue had not, and the other way round.

    Args:
        before: The earlier issue.
        after: The later content.
        until: Number of the later issue; "" for the content as it stands.
        record: Withdrawals and outcomes known by now.
    """
    pair = _Pair(before, after, record)
    entries = tuple(change for kind in _TURNS for change in sorted(_TURNS[kind](pair, kind), key=_place))
    unchanged = tuple(unmoved_ratings(pair.compare("rating")))
    return Changes(after.report, before.issue.number, before.issue.as_of, until, entries, unchanged)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two contents and what the registry knows."""

    before: LastIssue
    after: Frozen
    record: Record

    def compare(self, kind: str) -> Comparison:
        """The items of one kind."""
        old, new = self.before.content.values(kind), self.after.values(kind)
        return Comparison(kind, old, new, LABELS[kind], _ESSENCE[kind], _DERIVED.get(kind, frozenset()))


def _place(change: Change) -> tuple[str, int]:
    return change.key, list(Turn).index(change.turn)


def _plain(pair: _Pair, kind: str) -> Iterator[Change]:
    compared = pair.compare(kind)
    yield from (*compared.appeared(), *compared.gone(), *compared.altered())


def _facts(pair: _Pair, kind: str) -> Iterator[Change]:
    """A grade that went another way is one change; what the fact says, or what carries it, is another."""
    compared = pair.compare(kind)
    for change in compared.appeared():
        yield replace(change, after={**change.after, "grade": compared.new[change.key]["weighed"]["code"]})
    yield from _withdrawn_or(compared.gone(), compared, pair)
    for key, old, new in compared.kept:
        fields = compared.differing(key)
        # A grade that hung on what this client may not see is left out: how it went is no news to tell.
        codes = old.get("weighed", new["weighed"])["code"], new["weighed"]["code"]
        if codes[0] != codes[1]:
            fields.pop("grade", None)  # The analyst's hand; the change of code tells it.
            yield replace(compared.moved(key, Turn.REGRADED, {"grade": codes}), reason=new["weighed"]["reason"])
        if fields:
            yield compared.moved(key, Turn.CHANGED, fields)
    yield from _withdrawn(compared, pair)


def _sources(pair: _Pair, kind: str) -> Iterator[Change]:
    compared = pair.compare(kind)
    yield from (*compared.appeared(), *_withdrawn_or(compared.gone(), compared, pair), *compared.altered())
    yield from _withdrawn(compared, pair)


def _withdrawn_or(gone: Iterator[Change], compared: Comparison, pair: _Pair) -> Iterator[Change]:
    """What is gone and was not withdrawn; what was is told by `_withdrawn`."""
    return (change for change in gone if (compared.kind, change.key) not in pair.record.withdrawn)


def _withdrawn(compared: Comparison, pair: _Pair) -> Iterator[Change]:
    """Whatever the earlier issue had and the desk no longer stands by, whether or not it is still there."""
    for key in sorted(compared.old):
        withdrawal: Withdrawal | None = pair.record.withdrawn.get((compared.kind, key))
        if withdrawal:
            told = {
                **compared.told(compared.old[key]),
                "printed_in": printed_in(pair.before.content, compared.kind, key),
            }
            yield replace(compared.change(key, Turn.WITHDRAWN, before=told), reason=withdrawal.because)


def _contradictions(pair: _Pair, kind: str) -> Iterator[Change]:
    """Opened and settled ones: settled too where the sources no longer differ."""
    compared = pair.compare(kind)
    for change in compared.appeared():
        value = compared.new[change.key]
        yield replace(change, turn=Turn.SETTLED if value["standing"] else Turn.OPENED, reason=value["reason"])
    for change in compared.gone():
        if not compared.old[change.key]["standing"]:
            yield replace(change, turn=Turn.SETTLED)
    for key, old, new in compared.kept:
        fields = compared.differing(key)
        if bool(old["standing"]) != bool(new["standing"]):
            turn = Turn.SETTLED if new["standing"] else Turn.OPENED
            yield replace(compared.moved(key, turn, fields), reason=new["reason"])
        elif fields:
            yield compared.moved(key, Turn.CHANGED, fields)


def _actors(pair: _Pair, kind: str) -> Iterator[Change]:
    """One that was only named and now has an entry of its own is new to the list, and the other way round."""
    compared = pair.compare(kind)
    listed = replace(compared, old=_having("kind", compared.old), new=_having("kind", compared.new))
    yield from (*listed.appeared(), *listed.gone())
    for change in compared.altered():
        if ("kind" in compared.old[change.key]) == ("kind" in compared.new[change.key]):
            yield change


def _having(field: str, values: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in values.items() if field in value}


def _sections(pair: _Pair, kind: str) -> Iterator[Change]:
    """Line breaks that an editor set elsewhere are no change, nor is another number in the file's name."""
    compared = pair.compare(kind)
    yield from (*compared.appeared(), *compared.gone())
    for key, old, new in compared.kept:
        fields = compared.differing(key)
        if old["text"].split() == new["text"].split():
            fields.pop("text", None)
        if fields:
            yield compared.moved(key, Turn.REWRITTEN, fields)


def _report(pair: _Pair, kind: str) -> Iterator[Change]:
    """The report's own data; with it the order of the sections that both have."""
    compared, sections = pair.compare(kind), pair.compare("section")
    both = sections.old.keys() & sections.new.keys()
    orders = tuple(sorted(both, key=lambda key: values[key]["position"]) for values in (sections.old, sections.new))
    for key, _, _ in compared.kept:
        fields: dict[str, tuple[Any, Any]] = compared.differing(key)
        if orders[0] != orders[1]:
            fields["sections"] = (orders[0], orders[1])
        if fields:
            yield compared.moved(key, Turn.CHANGED, fields)


def _rating_turns(pair: _Pair, kind: str) -> Iterator[Change]:
    return rating_changes(pair.compare(kind))


def _indicator_turns(pair: _Pair, kind: str) -> Iterator[Change]:
    return indicator_changes(pair.compare(kind))


def _judgement_turns(pair: _Pair, kind: str) -> Iterator[Change]:
    return judgement_changes(pair.compare(kind), pair.before, pair.after.as_of, pair.record)


_TURNS: Mapping[str, Callable[[_Pair, str], Iterator[Change]]] = {
    "fact": _facts,
    "contradiction": _contradictions,
    "rating": _rating_turns,
    "indicator": _indicator_turns,
    "judgement": _judgement_turns,
    "scenario": _plain,
    "source": _sources,
    "actor": _actors,
    "section": _sections,
    "profile": _plain,
    "report": _report,
}
"""What finds the changes of a kind, in the order in which they are told."""

LABELS: Mapping[str, Callable[[Value], str]] = {
    "fact": lambda value: str(value["statement"]),
    "contradiction": lambda value: str(value["question"]),
    "rating": lambda value: f"{value['profile']}: {value['category']}",
    "indicator": lambda value: f"{value['profile']}: {value['what']}",
    "judgement": lambda value: str(value["statement"]),
    "scenario": lambda value: str(value["name"]),
    "source": lambda value: f"{value['title']} ({value['publisher']})",
    "actor": lambda value: str(value["name"]),
    "section": lambda value: str(value["title"]),
    "profile": lambda value: str(value["name"]),
    "report": lambda value: str(value["title"]),
}
"""What a reader knows an item by, by kind."""
