"""Letters compared: without their accents, and how far two spellings are apart."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "‑": "-", "–": "-", "—": "-", "\u00a0": " ", "\u202f": " "})  # fmt: skip
_IRREGULAR = {"memoranda": "memorandum", "men": "man", "women": "woman", "children": "child", "media": "medium",
              "crises": "crisis", "bases": "base", "travaux": "travail"}  # fmt: skip
_SHORT_STEM = 3


def folded(text: str) -> str:
    """The text with plain letters, quotation marks, dashes and spaces; each character keeps its index."""
    if text.isascii():
        return text
    letters = (unicodedata.normalize("NFD", letter)[0] for letter in text)
    return "".join(letters).translate(_SAME)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A noun's singular, roughly: `memoranda` and `memorandum`, `countries` and `country` are the same."""
    low = folded(word).lower().removesuffix("'s").rstrip("'")
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("ies") and len(low) > _SHORT_STEM + 1:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes")):
        return low[:-2]
    if low.endswith("aux") and len(low) > _SHORT_STEM + 1:
        return low[:-3] + "al"
    return low[:-1] if low.endswith(("s", "x")) and not low.endswith("ss") and len(low) > _SHORT_STEM else low


def distance(first: str, second: str, most: int = 2) -> int:
    """Letters to add, take out, change or swap to get from one spelling to the other; `most` + 1 for any more.

    Optimal string alignment: the restricted Damerau–Levenshtein distance.
    """
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for at, letter in enumerate(first, 1):
        older, before, row = before, row, [at]
        for other_at, other in enumerate(second, 1):
            cost = min(before[other_at] + 1, row[-1] + 1, before[other_at - 1] + (letter != other))
            if at > 1 and other_at > 1 and letter == second[other_at - 2] and first[at - 2] == other:
                cost = min(cost, older[other_at - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
