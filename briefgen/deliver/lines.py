"""Text that stays on one line, whoever wrote it."""

from __future__ import annotations

import re
import unicodedata

_TURNING = {chr(code) for code in range(0x202A, 0x202F)}
"""Embeddings and overrides, by which `fdp.exe` is shown as `exe.pdf`. Marks and isolates stay: Arabic titles need them."""
_BREAKS = {"Cc", "Zl", "Zp"}
_MEGABYTE = 1_000_000


def one_line(text: str) -> str:
    """The same words with a single space for every run of spaces, line breaks and control characters.

    What turns the direction of writing by force is left out; half of a character becomes U+FFFD. Non-breaking spaces stay.
    """
    return re.sub(" +", " ", "".join(map(_shown, text))).strip(" ")


def _shown(character: str) -> str:
    if character in _TURNING:
        return ""
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"
    return " " if category in _BREAKS else character


def megabytes(size: int) -> str:
    """A size as people say it: `27.4 MB`.

    Args:
        size: In bytes.
    """
    return f"{size / _MEGABYTE:.1f} MB"
