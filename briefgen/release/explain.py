"""What an edition does not have and why, in words: for the desk, and only for the desk."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from briefgen.model.edition import KINDS, Withheld
from briefgen.model.saying import Saying, joined, saying

_ORDER = tuple(KINDS)
_SHOWN = 80
_WRITTEN = frozenset({"paragraph", "item", "row", "figure", "picture"})
"""Kinds that are known by their words rather than by an id."""


def explain(withheld: Iterable[Withheld]) -> tuple[Saying, ...]:
    """One line for each thing: what, why, where; kinds in the order of the report, under a line with their number."""
    ordered = sorted(withheld, key=lambda each: _ORDER.index(each.kind) if each.kind in _ORDER else len(_ORDER))
    lines: list[Saying] = []
    for _, found in groupby(ordered, key=lambda each: each.kind):
        same = tuple(found)
        told = list(dict.fromkeys(_line(each) for each in same))
        lines += [joined(" ", (same[0].noun, f"({len(told)})")), *(joined("  ", ("", line)) for line in told)]
    return tuple(lines) or (saying("nothing is withheld"),)


def _line(each: Withheld) -> Saying:
    what, why = _what(each), _why(each)
    if each.place and each.place.file:
        return saying("%(what)s: %(why)s, %(place)s", what=what, why=why, place=str(each.place))
    return saying("%(what)s: %(why)s", what=what, why=why)


def _what(each: Withheld) -> str:
    said = next(iter(each.texts), "")
    if each.kind in _WRITTEN or not each.id:
        shown = said if len(said) <= _SHOWN else f"{said[:_SHOWN].rstrip()}…"
        return saying('"%(words)s"', words=shown) if shown else each.id or each.noun
    return each.id


def _why(each: Withheld) -> Saying:
    if each.because == "choice":
        return saying("the client's edition does without it")
    if each.because == "marking":
        marked = each.detail.startswith("TLP:")
        return saying("marked %(marking)s", marking=each.detail) if marked else saying("withheld from the last issue")
    if each.detail:
        return saying("rests only on what is withheld: %(basis)s", basis=each.detail)
    return saying("stood only with what is withheld")
