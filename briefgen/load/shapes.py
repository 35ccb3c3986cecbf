"""The shape of each noun, planned once from its class: which fields it has, what they take and which ids they hold.

Validation messages and the reference check both follow these plans through the raw data, so that a noun with one fault
still has its other fields checked.
"""

from __future__ import annotations

import types
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from briefgen.model.actor import Actor
from briefgen.model.base import Ref
from briefgen.model.client import Client, Delivery
from briefgen.model.dates import PartialDate
from briefgen.model.fact import Assertion, Evidence, Fact
from briefgen.model.profile import Country, Topic
from briefgen.model.report import Judgement, Waiver
from briefgen.model.schedule import Schedule
from briefgen.model.source import Source

Pointer = tuple[str | int, ...]

ANY = ("any",)
"""The kinds of a reference that may name anything the desk knows."""

READ = ("read-source",)
"""The kinds of a reference to a source that the desk has read."""


class _Everything:
    def __contains__(self, _: object) -> bool:
        return True


EVERYTHING = _Everything()
"""The ids where any id is taken for known."""

# What the types alone do not say.
_MORE = {
    (Assertion, "subject"): Ref(ANY),
    (Evidence, "source"): Ref(READ),
    (Country, "code"): Ref(("country-code",)),
}
_IN_ONE_LANGUAGE = {
    Client: frozenset(Client.model_fields),
    Country: frozenset({"sectors"}),
    Delivery: frozenset(Delivery.model_fields),
    Judgement: frozenset({"analyst"}),
    Schedule: frozenset(Schedule.model_fields),
    Source: frozenset({"author"}),
    Topic: frozenset({"sectors"}),
    Waiver: frozenset(Waiver.model_fields),
}
"""Free text that no reader of a report sees, that something is found by, or that is a person's name."""

_IN_PASSING = {Actor: frozenset({"aliases"}), Fact: frozenset({"places"}), Topic: frozenset({"aliases"})}
"""Words that may be given in several languages, and that no report lacks where they are not."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value may be.

    Attributes:
        kind: `text`, `number`, `switch`, `day`, `when`, `choice`, `list`, `noun` or `value` (one of several).
        allowed: The words of a choice.
        item: Shape of a list's entries.
        fields: Shapes of a noun's fields, by name.
        required: Names of the fields that a noun must have.
        ref: What the text names.
        words: Whether it is text in the desk's own words, which may be given in several languages.
        printed: Whether a report prints these words.
    """

    kind: str
    allowed: tuple[str, ...] = ()
    item: Shape | None = None
    fields: Mapping[str, Shape] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    ref: Ref | None = None
    words: bool = False
    printed: bool = False

    def step(self, step: str | int) -> Shape | None:
        """The shape one step deeper; None where the noun has no such field."""
        if self.kind == "noun":
            return self.fields.get(str(step))
        return self.item if self.kind == "list" and isinstance(step, int) else None


@dataclass(frozen=True, slots=True)
class Plan:
    """Where references and days stand in a noun, so that 50,000 facts are walked without looking at types.

    Attributes:
        ones: Fields that hold one id, with its kinds.
        lists: Fields that hold a list of ids, with their kinds.
        days: Fields that hold one calendar day.
        nouns: Fields that hold one noun with references in it.
        noun_lists: Fields that hold a list of such nouns.
    """

    ones: tuple[tuple[str, tuple[str, ...]], ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    days: tuple[str, ...]
    nouns: tuple[tuple[str, Plan], ...]
    noun_lists: tuple[tuple[str, Plan], ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look at."""
        return not (self.ones or self.lists or self.days or self.nouns or self.noun_lists)


@dataclass(frozen=True, slots=True)
class Mention:
    """An id or a day written somewhere.

    Attributes:
        pointer: Where, within the noun.
        kinds: What the id may name; () for a day.
        value: As written.
    """

    pointer: Pointer
    kinds: tuple[str, ...]
    value: Any


@cache
def shape_of(noun: type[BaseModel]) -> Shape:
    """The shape of a noun."""
    fields = {}
    for name, info in noun.model_fields.items():
        shape = _classify(info.annotation, tuple(info.metadata))
        more = _MORE.get((noun, name))
        fields[name] = Shape(shape.kind, ref=more) if more else _worded(noun, name, shape)
    required = frozenset(name for name, info in noun.model_fields.items() if info.is_required())
    return Shape("noun", fields=fields, required=required)


def _worded(noun: type[BaseModel], name: str, shape: Shape) -> Shape:
    """The field's shape, as this noun uses it."""
    if shape.item:
        return replace(shape, item=_worded(noun, name, shape.item))
    words = shape.words and name not in _IN_ONE_LANGUAGE.get(noun, ())
    words = words or (noun, name) == (Assertion, "value")
    return replace(shape, words=words, printed=words and name not in _IN_PASSING.get(noun, ()))


@cache
def plan_of(noun: type[BaseModel]) -> Plan:
    """The plan of a noun's references."""
    return _plan(shape_of(noun))


class _ButFacts(dict[tuple[str, ...], Container[str]]):
    """Knows everything but facts, so that only references to these are given."""

    def __missing__(self, kinds: tuple[str, ...]) -> Container[str]:
        return frozenset() if kinds == ("fact",) else EVERYTHING


def fact_mentions(noun: BaseModel) -> Iterator[Mention]:
    """Every fact that a noun names, with where in it."""
    yield from mentions(plan_of(type(noun)), noun.model_dump(), _ButFacts())


def mentions(
    plan: Plan, raw: Mapping[str, Any], known: Mapping[tuple[str, ...], Container[str]], base: Pointer = ()
) -> Iterator[Mention]:
    """Ids in a noun that are not known, and days that are none.

    Args:
        plan: The noun's.
        raw: Its data as read; values of a wrong type are passed over, since validation reports them.
        known: Ids by kinds; with empty sets every id is given back.
        base: Goes before the pointers.
    """
    get = raw.get
    for name, kinds in plan.ones:
        value = get(name)
        if type(value) is str and value not in known[kinds]:
            yield Mention((*base, name), kinds, value)
    for name, kinds in plan.lists:
        values = get(name)
        if values and isinstance(values, (list, tuple)):
            ids = known[kinds]
            for index, value in enumerate(values):
                if type(value) is str and value not in ids:
                    yield Mention((*base, name, index), kinds, value)
    for name in plan.days:
        value = get(name)
        if value is not None and not _is_day(value):
            yield Mention((*base, name), (), value)
    if plan.nouns or plan.noun_lists:
        yield from _deeper(plan, raw, known, base)


def _deeper(
    plan: Plan, raw: Mapping[str, Any], known: Mapping[tuple[str, ...], Container[str]], base: Pointer
) -> Iterator[Mention]:
    for name, deeper in plan.nouns:
        value = raw.get(name)
        if type(value) is dict:
            yield from mentions(deeper, value, known, (*base, name))
    for name, deeper in plan.noun_lists:
        values = raw.get(name)
        if values and isinstance(values, (list, tuple)):
            for index, value in enumerate(values):
                if type(value) is dict:
                    yield from mentions(deeper, value, known, (*base, name, index))


def _is_day(value: object) -> bool:
    if type(value) is not str:
        return type(value) is date
    return _is_day_text(value)


@cache
def _is_day_text(text: str) -> bool:
    # date.fromisoformat also takes 20250814 and 2025-W33-4.
    if len(text) != len("2025-08-14") or text[4] != "-" or text[7] != "-":
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _plan(shape: Shape) -> Plan:
    fields = shape.fields.items()
    items = [(name, deep.item) for name, deep in fields if deep.item]
    nouns = [(name, _plan(deep)) for name, deep in fields if deep.kind == "noun"]
    noun_lists = [(name, _plan(item)) for name, item in items if item.kind == "noun"]
    return Plan(
        ones=tuple((name, deep.ref.kinds) for name, deep in fields if deep.ref),
        lists=tuple((name, item.ref.kinds) for name, item in items if item.ref),
        days=tuple(name for name, deep in fields if deep.kind == "day"),
        nouns=tuple((name, plan) for name, plan in nouns if not plan.empty),
        noun_lists=tuple((name, plan) for name, plan in noun_lists if not plan.empty),
    )


def _classify(annotation: Any, metadata: tuple[Any, ...]) -> Shape:  # noqa: ANN401 - a type expression
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _classify(arguments[0], (*metadata, *arguments[1:]))
    if origin in (Union, types.UnionType):
        choices = [choice for choice in arguments if choice is not type(None)]
        return _classify(choices[0], metadata) if len(choices) == 1 else Shape("value")
    if origin is tuple:
        return Shape("list", item=_classify(arguments[0], ()))
    if origin is Literal:
        return Shape("choice", allowed=tuple(str(word) for word in arguments))
    if isinstance(annotation, type):
        return _classify_class(annotation, metadata)
    return Shape("value")


def _classify_class(annotation: type, metadata: tuple[Any, ...]) -> Shape:
    if issubclass(annotation, BaseModel):
        return shape_of(annotation)
    if issubclass(annotation, Enum):
        return Shape("choice", allowed=tuple(str(member.value) for member in annotation))
    ref = next((mark for mark in metadata if isinstance(mark, Ref)), None)
    kinds = {str: "text", bool: "switch", int: "number", float: "number", date: "day", PartialDate: "when"}
    free = annotation is str and not any(getattr(mark, "pattern", None) for mark in metadata)
    return Shape(kinds.get(annotation, "value"), ref=ref, words=free)
