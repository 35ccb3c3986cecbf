"""What a frozen issue names, and so prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.release.words import signs

BASIS = {"judgement": "basis", "scenario": "basis", "rating": "facts", "indicator": "facts"}
"""Field that names the facts, by kind."""


class Naming:
    """What the content of an issue names, and so prints.

    Args:
        values: By kind and key.
    """

    def __init__(self, values: Mapping[tuple[str, str], dict[str, Any]]) -> None:
        self._values = values
        facts = self._facts()
        for _, each in self._every("contradiction"):
            facts |= set(each["facts"]) if facts & set(each["facts"]) else set()
        actors = {name for key, each in self._every("fact") if key in facts for name in each["actors"]}
        for key, each in self._every("actor"):
            if key in actors and "roles" in each:
                facts |= {name for one in (*each["roles"], *each["relations"]) for name in one["facts"]}
        sources, waiting = set[str](), self._carrying(facts)
        known = dict(self._every("source"))
        while waiting:
            name = waiting.pop()
            if name not in sources:
                sources.add(name)
                waiting |= set(known[name]["derived_from"]) if name in known else set()
        shown = {key for key, each in self._every("contradiction") if facts & set(each["facts"])}
        # Who is only named, behind a source or in somebody's office, is told of with them.
        listed = actors | {key for key, each in self._every("actor") if "roles" not in each}
        self._of = {"fact": facts, "source": sources, "actor": listed, "contradiction": shown}

    def of(self, kind: str) -> set[str]:
        """Keys of what is named, of one kind."""
        return self._of.get(kind, set())

    def _every(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        return [(key, value) for (sort, key), value in self._values.items() if sort == kind]

    def _facts(self) -> set[str]:
        """Facts that texts cite and that conclusions and profiles rest on."""
        facts = {
            name
            for _, each in self._every("section")
            for sign in signs(each["text"])
            if sign.kind == "citation"
            for name in sign.targets
        }
        for kind, field in BASIS.items():
            facts |= {name for _, each in self._every(kind) for name in each[field]}
        for _, each in self._every("profile"):
            offices = (*(each.get("leadership") or ()), *(each.get("memberships") or ()))
            facts |= {name for one in offices for name in one["facts"]}
        return facts

    def _carrying(self, facts: set[str]) -> set[str]:
        passages = [one for key, each in self._every("fact") if key in facts for one in each["evidence"]]
        return {name for one in passages for name in (one["source"], *one["origins"])}
