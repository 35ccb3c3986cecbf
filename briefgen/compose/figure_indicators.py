"""The indicator board: which of the profiles' indicators it shows, and where they stood in the last issue."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.compose.entries import indicator_entry
from briefgen.compose.figure_choice import Chosen, Layout
from briefgen.compose.since import with_ways
from briefgen.model.asked import indicators
from briefgen.model.dossier import Call
from briefgen.model.entries import IndicatorEntry
from briefgen.model.figure import IndicatorBoard
from briefgen.model.profile import IndicatorState

_HEIGHT = 580.0
"""Of a board at the most, pt: a figure stands on one page."""
_FIRST = (IndicatorState.ACTIVE, IndicatorState.WATCH, IndicatorState.QUIET, IndicatorState.NOT_KNOWN)


def board(layout: Layout, call: Call) -> Chosen | None:
    """The indicators of the report's profiles, or those of the profiles and states named."""
    tongue, changes = layout.tongue, layout.imprint.changes
    found = [indicator_entry(profile, indicator, tongue) for profile, indicator in indicators(call, layout.dossier)]
    if not found:
        return None
    shown = with_ways(fitting(found), changes)
    left_out = len(found) - len(shown)
    note = tongue.text("States are judgements of the desk.")
    if left_out:
        more = tongue.count("%(num)d more indicator is left out.", "%(num)d more indicators are left out.", left_out)
        note = f"{note} {more}"
    facts = (fact for entry in shown for fact in entry.facts if fact in layout.plan.cited)
    caption = tongue.text("What the desk watches, and how near it is")
    return Chosen(IndicatorBoard(shown, changes.since if changes else ""), tuple(facts), caption, note)


def fitting(entries: Sequence[IndicatorEntry]) -> list[IndicatorEntry]:
    """As many as a page holds, in their order; where that is not all, what is quiet or not known is left out first."""
    kept: set[int] = set()
    height = 0.0
    for number in sorted(range(len(entries)), key=lambda each: _FIRST.index(IndicatorState(entries[each].state))):
        height += _height(entries[number])
        if height > _HEIGHT and kept:
            break
        kept.add(number)
    return [entry for number, entry in enumerate(entries) if number in kept]


def _height(entry: IndicatorEntry) -> float:
    """About how high an indicator stands on the board, pt, with its share of its profile's head."""
    lines = max(min(-(-len(entry.what) // 28), 4), min(-(-len(entry.signals) // 28), 4), 1)
    return lines * 10.4 + 12
