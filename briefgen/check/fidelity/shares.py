"""Shares as sentences write them: two thirds · half · more than half · one in five · most of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.check.fidelity.amounts import Amount
from briefgen.check.fidelity.deeds import deed
from briefgen.check.lexicon.amounts import Amounts, amounts_of
from briefgen.check.lexicon.sharing import Sharing, sharing_of
from briefgen.check.reading.spelling import folded

_AROUND = 40
"""Characters before a share that are looked at."""
_ARTICLE = re.compile(r"\b(?:an?|the|une?|la|les?)$")
_HALF = 50.0
_WHOLE = 100.0


def shares_in(text: str, language: str | None = None) -> tuple[Amount, ...]:
    """Every share of a text as an amount of the kind `share`, in percent, in order.

    Args:
        text: Plain words.
        language: BCP 47 tag; English where it is not known.
    """
    return tuple(_shares(text, folded(text), amounts_of(language), sharing_of(language)))


def _shares(text: str, plain: str, table: Amounts, sharing: Sharing) -> Iterator[Amount]:
    for match in sharing.pattern.finditer(plain):
        group = next(name for name in ("count", "one", "by", "half", "half_by", "few", "most") if match[name])
        percent = _percent(match, sharing)
        if not 0 < percent < _WHOLE:
            continue
        start, end = match.start() if group == "one" else match.start(group), match.end()
        hedge = "over" if group == "most" else _hedge(plain[max(0, start - _AROUND) : start], table, sharing)
        words = text[start:end]
        yield Amount(
            words, start, end, percent, percent, "share", "%", hedge=hedge, phrase=words,
            deed=deed(plain, start, end, table),
        )  # fmt: skip


def _percent(match: re.Match[str], sharing: Sharing) -> float:
    if match["part"]:
        return sharing.counts[match["count"].lower()] * sharing.parts[match["part"].lower()] * _WHOLE
    if match["few"]:
        return sharing.counts[match["few"].lower()] / sharing.counts[match["many"].lower()] * _WHOLE
    one = match["one"] or match["by"]
    return sharing.parts[one.lower()] * _WHOLE if one else _HALF


def _hedge(before: str, table: Amounts, sharing: Sharing) -> str:
    """What stands before a share and its article: "more than a third", "plus d'un tiers"."""
    said = _ARTICLE.sub("", before.lower().rstrip()).rstrip()
    if said.endswith(sharing.nearly):
        return "nearly"
    return next((name for name in ("over", "about", "under") if said.endswith(getattr(table, name))), "")
