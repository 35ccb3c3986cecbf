"""References between nouns: what they name must exist, whichever file it stands in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from briefgen.load.codes import fault
from briefgen.load.countries import country_hint, country_names
from briefgen.load.entries import Entry
from briefgen.load.messages import day_fault
from briefgen.load.nearest import Nearest
from briefgen.load.shapes import ANY, EVERYTHING, READ, Mention, mentions, plan_of
from briefgen.load.yaml_file import Unreadable
from briefgen.model.base import ID_PATTERN, Noun
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.place import Place

COUNTRY_CODE = ("country-code",)
_ID = re.compile(ID_PATTERN)
_CODE = re.compile(r"[A-Z]{2}")
_SHOWN = 60


class Known(dict[tuple[str, ...], Container[str]]):
    """The ids that a reference may hold, by the kinds it may name; worked out when first asked for.

    Args:
        ids: By kind.
        unread: Sources that the desk knows without having read them.
        refused: Kinds whose folder cannot be read: no id of such a kind is called unknown.
        missing: Folders that are not there, by kind: only the first id of such a kind is called unknown.
    """

    def __init__(
        self, ids: dict[str, set[str]], unread: set[str], refused: Container[str], missing: Mapping[str, str]
    ) -> None:
        super().__init__()
        self._ids = ids
        self._unread = unread
        self._refused = refused
        self._missing = missing
        self._nearest: dict[tuple[str, ...], Nearest] = {}
        self.told: set[str] = set()

    def __missing__(self, kinds: tuple[str, ...]) -> Container[str]:
        blind = any(kind in self._refused for kind in self._kinds(kinds))
        known: Container[str] = EVERYTHING if blind else frozenset(self.names(kinds))
        self[kinds] = known
        return known

    @property
    def blind(self) -> bool:
        """Whether ids were passed over that nobody knows to exist."""
        return bool(self.told) or any(known is EVERYTHING for known in self.values())

    def names(self, kinds: tuple[str, ...]) -> set[str]:
        """All ids of these kinds."""
        if kinds == READ:
            return self._ids["source"] - self._unread
        if kinds == COUNTRY_CODE:
            return set(country_names())
        return set().union(*(self._ids[kind] for kind in self._kinds(kinds)))

    def _kinds(self, kinds: tuple[str, ...]) -> tuple[str, ...]:
        return () if kinds == COUNTRY_CODE else _meant(kinds)

    def check(self, name: str, kinds: tuple[str, ...], place: Place) -> Iterator[Diagnostic]:
        """What is wrong with an id that names something of these kinds."""
        if name in self[kinds]:
            return
        message, hint = _unknown(name, kinds, self)
        # Most ids that may name anything name actors.
        gone = {kind for kind in (("actor",) if kinds == ANY else self._kinds(kinds)) if kind in self._missing}
        if not gone:
            yield fault("unknown-id", place, message, hint)
        elif not gone <= self.told:
            folder = self._missing[min(gone - self.told)]
            self.told |= gone
            near = f"{hint} " if hint.startswith("Did") else ""
            message = f"{message}, and there is no folder '{folder}'"
            yield fault(
                "missing-folder", place, message, f"{near}Make the folder; what else leads into it is not told."
            )

    def nearest(self, kinds: tuple[str, ...]) -> Nearest:
        """Finds near ids of these kinds."""
        if kinds not in self._nearest:
            self._nearest[kinds] = Nearest(self.names(kinds))
        return self._nearest[kinds]

    def unread(self, source: str) -> bool:
        """Whether the desk knows the source without having read it."""
        return source in self._unread


def check_references(entry: Entry, noun: type[Noun], known: Known) -> Iterator[Diagnostic]:
    """Ids in an entry that name nothing, sources cited unread, and days that no calendar has."""
    for mention in mentions(plan_of(noun), entry.raw, known):
        found = _judge(entry, mention, known)
        if found:
            yield found


def _judge(entry: Entry, mention: Mention, known: Known) -> Diagnostic | None:
    place, kinds = entry.place.inside(*mention.pointer), mention.kinds
    if isinstance(mention.value, Unreadable):
        return None
    if not kinds:
        return day_fault(mention.value, str(mention.pointer[-1]), place)
    name = mention.value.strip()
    pattern = _CODE if kinds == COUNTRY_CODE else _ID
    if name in known[kinds] or not pattern.fullmatch(name):
        return None  # Validation reports what is no id at all.
    if kinds == COUNTRY_CODE:
        return fault("unknown-id", place, f"no country has the code '{name}'", country_hint(name))
    if kinds == READ and known.unread(name):
        hint = f"Cite the source that relays it, and name '{name}' there under `origins`."
        return fault("unread-source", place, f"the desk has not read the source '{name[:_SHOWN]}'", hint)
    return next(known.check(name, kinds, place), None)


def _unknown(name: str, kinds: tuple[str, ...], known: Known) -> tuple[str, str]:
    if kinds == ANY:
        message, listed = f"nothing in the desk has the id '{name[:_SHOWN]}'", "actors"
    else:
        words = ["source"] if kinds == READ else list(kinds)
        message = f"unknown {' or '.join(words)} '{name[:_SHOWN]}'"
        listed = {"country": "countries"}.get(words[0], f"{words[0]}s")
    hint = known.nearest(kinds).hint(
        name, f"`briefgen list {listed}` shows all ids; write the missing one in {listed}/."
    )
    return message, hint


class _Nothing(dict[Any, frozenset[str]]):
    """Knows no id, so that every reference is given."""

    def __missing__(self, kinds: tuple[str, ...]) -> frozenset[str]:
        return frozenset()


def resolvable(
    entries: Iterable[Entry], nouns: dict[str, type[Noun]], ids: dict[str, set[str]], *, dangling: bool
) -> list[Entry]:
    """The entries whose every reference, and every reference of what these name, leads to a whole noun.

    Args:
        entries: All entries; the faulty ones have no noun.
        nouns: Class by kind.
        ids: All ids that were seen, also in files that could not be read.
        dangling: Whether there may be references to ids that were never seen.
    """
    every = list(entries)
    present = {(entry.kind, entry.id) for entry in every if entry.noun}
    lost = [name for kind, names in ids.items() for name in names if (kind, name) not in present]
    if not lost and not dangling:
        return every
    users: dict[str, list[tuple[Entry, tuple[str, ...]]]] = defaultdict(list)
    for entry in every:
        for mention in mentions(plan_of(nouns[entry.kind]), entry.raw, _Nothing()):
            if mention.kinds and mention.kinds != COUNTRY_CODE:
                users[mention.value.strip()].append((entry, mention.kinds))
        for fact in entry.cited:
            users[fact].append((entry, ("fact",)))
    if dangling:
        lost = list(users)
    while lost:
        name = lost.pop()
        for user, kinds in users.get(name, ()):
            if user.noun and not _present(name, kinds, present):
                user.noun = None
                present.discard((user.kind, user.id))
                lost.append(user.id)
    return [entry for entry in every if entry.noun]


def _present(name: str, kinds: tuple[str, ...], present: set[tuple[str, str]]) -> bool:
    return any((kind, name) in present for kind in _meant(kinds))


def _meant(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The content types that a reference may lead to."""
    if kinds == ANY:
        return ("source", "fact", "actor", "country", "topic", "report", "client")
    if kinds == READ:
        return ("source",)
    # A profile without a folder of its own has a standing report.
    return ("report", "country", "topic") if kinds == ("report",) else kinds
