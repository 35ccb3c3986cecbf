"""What an edition does not have and why, in words: for the desk, and only for the desk."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from briefgen.model.edition import Withheld

_ORDER = (
    "report",
    "part",
    "section",
    "paragraph",
    "item",
    "row",
    "figure",
    "picture",
    "judgement",
    "scenario",
    "profile",
    "rating",
    "indicator",
    "fact",
    "evidence",
    "source",
    "actor",
    "role",
    "relation",
    "incident",
    "change",
)
_SHOWN = 80


def explain(withheld: Iterable[Withheld]) -> tuple[str, ...]:
    """One line for each thing: what, why, where; kinds in the order of the report, under a line with their number."""
    ordered = sorted(withheld, key=lambda each: _ORDER.index(each.kind) if each.kind in _ORDER else len(_ORDER))
    lines: list[str] = []
    for kind, found in groupby(ordered, key=lambda each: each.kind):
        told = list(dict.fromkeys(_line(each) for each in found))
        lines += [f"{kind} ({len(told)})", *(f"  {line}" for line in told)]
    return tuple(lines) or ("nothing is withheld",)


def _line(each: Withheld) -> str:
    where = f", {_where(each)}" if each.place and each.place.file else ""
    return f"{_what(each)}: {_why(each)}{where}"


def _what(each: Withheld) -> str:
    said = next(iter(each.texts), "")
    if each.kind in ("paragraph", "item", "row", "figure", "picture") or not each.id:
        shown = said if len(said) <= _SHOWN else f"{said[:_SHOWN].rstrip()}…"
        return f'"{shown}"' if shown else each.id or each.kind
    return each.id


def _why(each: Withheld) -> str:
    if each.because == "choice":
        return "the client's edition does without it"
    if each.because == "marking":
        return f"marked {each.detail}" if each.detail.startswith("TLP:") else f"withheld from the {each.detail}"
    return f"rests only on what is withheld: {each.detail}" if each.detail else "stood only with what is withheld"


def _where(each: Withheld) -> str:
    place = each.place
    if place is None:
        return ""
    if place.line is not None:
        return f"{place.file}:{place.line}"
    return f"{place.file} ({'.'.join(map(str, place.pointer))})" if place.pointer else place.file
