"""Two issues' items of one kind, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefgen.model.changes import Change, Turn

Value = Mapping[str, Any]
"""An item's content."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The items of one kind in the earlier and in the later content.

    Attributes:
        kind: Which.
        old: Earlier items, by key.
        new: Later items, by key.
        label: What a reader knows an item by.
        essence: Fields to tell of something new or gone.
        silent: Fields that do not count: made of others, which are told of where they stand, or meant for nobody.
    """

    kind: str
    old: Mapping[str, Value]
    new: Mapping[str, Value]
    label: Callable[[Value], str]
    essence: tuple[str, ...]
    silent: frozenset[str] = frozenset()

    @property
    def keys(self) -> tuple[str, ...]:
        """Of both, sorted."""
        return tuple(sorted(self.old.keys() | self.new.keys()))

    @property
    def kept(self) -> Iterator[tuple[str, Value, Value]]:
        """Key, earlier and later content of what is in both."""
        return ((key, self.old[key], self.new[key]) for key in self.keys if key in self.old and key in self.new)

    def differing(self, key: str) -> dict[str, tuple[Any, Any]]:
        """Fields of an item in both whose values differ, sorted, with both values."""
        old, new = self.old[key], self.new[key]
        names = sorted((old.keys() | new.keys()) - self.silent)
        return {name: (old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)}

    def appeared(self) -> Iterator[Change]:
        """What is only in the later content."""
        for key in sorted(self.new.keys() - self.old.keys()):
            yield self.change(key, Turn.NEW, after=self.told(self.new[key]))

    def gone(self) -> Iterator[Change]:
        """What is only in the earlier content."""
        for key in sorted(self.old.keys() - self.new.keys()):
            yield self.change(key, Turn.REMOVED, before=self.told(self.old[key]))

    def altered(self) -> Iterator[Change]:
        """What is in both and not the same."""
        for key, _, _ in self.kept:
            fields = self.differing(key)
            if fields:
                yield self.moved(key, Turn.CHANGED, fields)

    def change(self, key: str, turn: Turn, before: Value | None = None, after: Value | None = None) -> Change:
        """A change of this kind, labelled with the later words where there are some."""
        return Change(self.kind, key, turn, self.label(self.new.get(key) or self.old[key]), before or {}, after or {})

    def moved(self, key: str, turn: Turn, fields: Mapping[str, tuple[Any, Any]]) -> Change:
        """A change of this kind with these fields."""
        before, after = ({name: pair[side] for name, pair in fields.items()} for side in (0, 1))
        return replace(self.change(key, turn), before=before, after=after)

    def told(self, value: Value) -> dict[str, Any]:
        """The fields that matter of something new or gone."""
        return {name: value[name] for name in self.essence if name in value}
