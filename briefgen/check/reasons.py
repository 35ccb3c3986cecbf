"""Whether a reason is one."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 4

_PLACEHOLDERS = (
    "tbd", "tbc", "tba", "todo", "to do", "fixme", "xxx", "n a", "not applicable", "none", "nothing", "unknown",
    "lorem ipsum", "placeholder", "see above", "see below", "as above", "as discussed", "as agreed", "to be added",
    "to be confirmed", "to be decided", "to be determined", "to be written", "reason to follow", "because it is so",
)  # fmt: skip
"""How a text begins that only holds the place of one; signs between words do not count."""


def is_placeholder(text: str) -> bool:
    """Whether a text only holds the place of a reason."""
    words = " ".join(_WORD.findall(text.casefold()))
    return not words or words == "because" or any(f"{words} ".startswith(f"{each} ") for each in _PLACEHOLDERS)


def is_reason(text: str) -> bool:
    """Whether a text is more than a placeholder: four words or more that say something."""
    return len(_WORD.findall(text)) >= _FEWEST_WORDS and not is_placeholder(text)
