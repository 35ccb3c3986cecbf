"""What changed, told in another language than the report's own.

Changes are found in the report's own language, so that a better translation is no news; here their words are taken from
the translations that were frozen with either side. An issue from before a report was translated has none, and is quoted
in its own words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from briefgen.compose.changes import LABELS
from briefgen.model.changes import Change, Changes
from briefgen.model.issue import Frozen


def in_language(changes: Changes, before: Frozen, after: Frozen, language: str) -> Changes:
    """The same changes, in the words of a language where there are some.

    Args:
        changes: Between the two contents.
        before: The earlier content.
        after: The later one.
        language: BCP 47 tag.
    """
    return replace(
        changes,
        entries=tuple(_spoken(each, before, after, language) for each in changes.entries),
        unchanged=tuple(_spoken(each, before, after, language) for each in changes.unchanged),
    )


def _spoken(change: Change, before: Frozen, after: Frozen, language: str) -> Change:
    old, new = (_values(each, change, language) for each in (before, after))
    told = new[1] or old[1]
    reason = new[1].get("reason") if change.reason and change.reason == new[0].get("reason") else None
    return replace(
        change,
        label=LABELS[change.kind](told) if told else change.label,
        before={name: _said(name, value, *old) for name, value in change.before.items()},
        after={name: _said(name, value, *new) for name, value in change.after.items()},
        reason=reason or change.reason,
    )


def _values(content: Frozen, change: Change, language: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the content holds of a thing in its own language and in this one; ({}, {}) where it has it not."""
    own = content.items.get((change.kind, change.key))
    spoken = content.items.get(("translation", f"{language}/{change.kind}/{change.key}"))
    if own is None:
        return {}, {}
    return own.value, {**own.value, **(spoken.value if spoken else {})}


def _said(name: str, value: Any, own: dict[str, Any], spoken: dict[str, Any]) -> Any:  # noqa: ANN401 - a field's value
    """A field in the other language, where it is the content's own as it stands."""
    return spoken[name] if name in spoken and own.get(name) == value else value
