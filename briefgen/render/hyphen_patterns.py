"""A language's patterns for hyphens, each made ready when a word has its letters.

There are fourteen thousand of them in English, of which a report needs some hundreds.
"""

from __future__ import annotations

import re
import string
from pathlib import Path

import pyphen

_DIGITS = str.maketrans("", "", string.digits)
_weighs = re.compile("[1-9]").search
_SPECIAL = ("/", "^^")
"""Alternative spellings, and letters written as numbers: the library reads such a dictionary itself."""

Pattern = tuple[int, tuple[int, ...]]
"""Where the weights begin, and the weights of a pattern between its letters."""


class _Patterns:
    """Patterns by their letters.

    Args:
        written: As the dictionary writes them: `.an5c`.
    """

    def __init__(self, written: dict[str, str]) -> None:
        self._written = written
        self._ready: dict[str, Pattern] = {}

    def get(self, letters: str) -> Pattern | None:
        """The pattern of some letters; None where they have none."""
        if letters not in self._written:
            return None
        if letters not in self._ready:
            self._ready[letters] = _weights(self._written[letters])
        return self._ready[letters]


class HyphDict(pyphen.HyphDict):  # type: ignore[misc]
    """Hyphenation patterns: in the place of pyphen's own class.

    Args:
        path: The dictionary.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            encoding = file.readline().decode().strip().lower()
        text = path.read_text("utf-8") if encoding == "utf-8" else ""
        if not text or any(each in text for each in _SPECIAL):
            super().__init__(path)
            return
        lines = (line.strip() for line in text.split("\n")[1:])
        patterns = (line for line in lines if _weighs(line) and not line.startswith(pyphen.ignored))
        written = {pattern.translate(_DIGITS): pattern for pattern in patterns}
        self.patterns = _Patterns(written)
        self.cache: dict[str, object] = {}
        self.maxlen = max(map(len, written))


def _weights(pattern: str) -> Pattern:
    values = tuple(int(weight or "0") for weight, _ in pyphen.parse(pattern))
    heavy = [place for place, value in enumerate(values) if value]
    return heavy[0], values[heavy[0] : heavy[-1] + 1]
