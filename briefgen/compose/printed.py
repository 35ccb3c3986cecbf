"""Where an issue printed a fact, or what rested on a source."""

from __future__ import annotations

import re

from briefgen.model.issue import Frozen

_CITED = re.compile(r"\[@([^\]]+)\]")
_RESTING = {
    "judgement": ("basis", "Key judgements"),
    "rating": ("facts", "Risk ratings"),
    "scenario": ("basis", "Scenarios"),
    "indicator": ("facts", "Indicators"),
}
"""Field that names the facts, and the part that prints it, by kind."""


def printed_in(content: Frozen, kind: str, key: str) -> tuple[str, ...]:
    """Names of the parts that cited a fact, or a fact that the source carries, in reading order.

    Args:
        content: What the issue held.
        kind: `fact` or `source`.
        key: Its id.
    """
    facts = {key} if kind == "fact" else _carried(content, key)
    sections = sorted(content.values("section").values(), key=lambda value: int(value["position"]))
    names = [str(each["title"]) for each in sections if facts & _cited(each["text"])]
    for resting, (field, part) in _RESTING.items():
        if any(facts & set(value[field]) for value in content.values(resting).values()):
            names.append(part)
    return tuple(dict.fromkeys(names))


def _carried(content: Frozen, source: str) -> set[str]:
    facts = content.values("fact").items()
    return {name for name, fact in facts if any(each["source"] == source for each in fact["evidence"])}


def _cited(text: str) -> set[str]:
    return {name.strip().lstrip("@") for call in _CITED.findall(text) for name in call.split(";")}
