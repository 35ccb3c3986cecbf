"""Raised citation numbers, and the way back from a source to where it is cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from briefgen.model.entries import CitedFact

_RUN = 3
"""From how many consecutive numbers on a run is printed as first–last."""


class Citations:
    """Prints citations in document order and remembers where each source was cited.

    Args:
        facts: Facts used, by id.
    """

    def __init__(self, facts: Mapping[str, CitedFact]) -> None:
        self._facts = facts
        self._fact_numbers = {name: number for number, name in enumerate(facts, 1)}
        self._anchors: dict[int, dict[str, str]] = defaultdict(dict)
        self._count = 0
        self._stretch = ""

    def cite(self, fact_ids: Iterable[str]) -> Markup:
        """The numbers of the sources behind facts: ascending, runs collapsed, never at the start of a line."""
        chosen = [self._facts[name] for name in fact_ids]
        numbers = sorted({number for fact in chosen for number in fact.sources})
        if not numbers:
            return Markup()
        titles = {
            number: " · ".join(f"{fact.statement} ({fact.grade})" for fact in chosen if number in fact.sources)
            for number in numbers
        }
        facts = " ".join(str(self.fact_number(fact.id)) for fact in chosen)
        runs = [self._run(run, titles, facts) for run in _runs(numbers)]
        # The word joiner keeps the mark on the line of the word it belongs to.
        return Markup('<span class="cite">\u2060{}</span>').format(Markup(",").join(runs))

    def backlinks(self, number: int) -> list[str]:
        """Anchors of the citations of a source so far, in document order, the first of each stretch.

        A link to every citation would print the same page ten times over.
        """
        return list(self._anchors[number].values())

    def fact_number(self, name: str) -> int:
        """What a citation calls a fact, so that its pop-up finds the fact's line in the annex."""
        return self._fact_numbers[name]

    def stretch(self, name: str) -> str:
        """Begin a stretch of the document: a part, or a subdivision of a long one. Prints nothing."""
        self._stretch = name
        return ""

    def _run(self, run: list[int], titles: Mapping[int, str], facts: str) -> Markup:
        if len(run) < _RUN:
            return Markup(",").join(self._link((number,), titles, facts) for number in run)
        return Markup("{}–{}").format(self._link(run[:-1], titles, facts), self._link(run[-1:], titles, facts))

    def _link(self, numbers: Sequence[int], titles: Mapping[int, str], facts: str) -> Markup:
        """The link of the first of these sources, which stands for them all."""
        self._count += 1
        anchor = f"cite_{self._count}"
        for each in numbers:
            self._anchors[each].setdefault(self._stretch, anchor)
        first = numbers[0]
        also = Markup(' data-sources="{}"').format(" ".join(map(str, numbers))) if len(numbers) > 1 else Markup()
        return Markup('<a id="{}" href="#source_{}" title="{}" data-facts="{}"{}>{}</a>').format(
            anchor, first, titles[first], facts, also, first
        )


def _runs(numbers: list[int]) -> list[list[int]]:
    """Ascending numbers in runs of consecutive ones: 1 2 3 5 → [1 2 3] [5]."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
