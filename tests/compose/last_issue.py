"""A report's last issue, made by hand, for what is compared with it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from briefgen.model.issue import Frozen, Issue, Item, frozen, item
from briefgen.model.record import LastIssue

NUMBER = "ASA-SR-2025-0001"
ISSUED = datetime(2025, 8, 13, 9, tzinfo=UTC)
SPOKEN = date(2025, 8, 13)
"""The day it speaks from."""


def last_issue(content: Frozen) -> LastIssue:
    """An issue that holds this content."""
    versions = (("briefgen", "1"),)
    about = ("Situation report", content.as_of, ISSUED, "Editor", "Chief editor", ("Sahel desk",), ("ML",), (), ())
    return LastIssue(Issue(NUMBER, content.report, "A title", *about, "TLP:CLEAR", content.digest, versions), content)


def edited(content: Frozen, edits: dict[tuple[str, str], dict | None], as_of: date = SPOKEN) -> Frozen:
    """Content with fields of some items replaced; an item is taken out where None stands for its fields."""
    items: dict[tuple[str, str], Item] = dict(content.items)
    for (kind, key), fields in edits.items():
        if fields is None:
            del items[kind, key]
        else:
            items[kind, key] = item(kind, key, {**(items[kind, key].value if (kind, key) in items else {}), **fields})
    return frozen(content.report, as_of, items.values())


def keys(content: Frozen, kind: str) -> list[str]:
    """Keys of one kind, sorted."""
    return sorted(key for each, key in content.items if each == kind)


def told(entries: Iterable) -> list[tuple[str, str, str]]:
    """Changes as kind, key and turn."""
    return [(each.kind, each.key, each.turn.value) for each in entries]
