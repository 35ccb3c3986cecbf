"""Where links may lead: the web and mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Possessive, because a long run of spaces would be split in every possible way otherwise. A sign that begins a list
# entry has a space after it: `*[HTML]: …` is no link.
_DEFINITION = re.compile(
    r"^(?:[ \t>]|[*+:-][ \t]|[0-9]{1,9}[.)][ \t])*+\[([^\[\]^][^\[\]]*+)\]:[ \t]*+\n?+[ \t>]*+(\S+)", re.MULTILINE
)
_SAFE = re.compile(r"(?:https?://[^/\s]|mailto:[^\s])", re.IGNORECASE)
_SHOWN = 60


def definitions(text: str) -> Iterator[tuple[str, str, int]]:
    """Link definitions: label in small letters, target, offset of the line's first bracket."""
    for match in _DEFINITION.finditer(text):
        yield match.group(1).lower(), match.group(2), match.start(1) - 1


def safe_link(target: str) -> bool:
    """Whether a link may lead there: the web or mail."""
    return bool(_SAFE.match(target))


def unsafe(target: str) -> tuple[str, str]:
    """Message and remedy for a link that may not stand."""
    if target.startswith("#"):
        return f"a link cannot lead to '{target[:_SHOWN]}'", "Name the section in words: it has no address in print."
    # A data address may be a whole file: only its scheme is shown.
    shown = target.partition(":")[0] + ":…" if ":" in target[:20] else target[:_SHOWN]
    return f"a link cannot lead to '{shown}'", "Link to https://, http:// or mailto: addresses."
