"""Pages that are laid out again, alone: with what the page before them hands on.

A note or a float that does not fit its page is handed on to the next. The engine forgets that when it lays out a single page
again, for a number that has changed: what was handed on would be lost, or printed twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import weasyprint.layout.page

_engine_remake_page = weasyprint.layout.page.remake_page


@dataclass(slots=True)
class _HandedOn:
    """What pages began with, by their index, and which of them was laid out last."""

    notes: dict[int, list[Any]] = field(default_factory=dict)
    floats: dict[int, dict[Any, Any]] = field(default_factory=dict)
    last: int = -1


def remake_page(index: int, context: Any, root: Any, html: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
    """Lay out a page: in the place of the engine's own function, which takes what the page laid out last has left over."""
    handed = context.__dict__.setdefault("handed_on", _HandedOn())
    if index and handed.last != index - 1:
        context.reported_footnotes = list(handed.notes.get(index, ()))
        context.broken_out_of_flow = dict(handed.floats.get(index, {}))
    handed.notes[index] = list(context.reported_footnotes)
    handed.floats[index] = dict(context.broken_out_of_flow)
    made = _engine_remake_page(index, context, root, html)
    handed.last = index
    following = index + 1
    if following in handed.notes and handed.notes[following] != context.reported_footnotes:
        context.page_maker[following][-1]["content_changed"] = True
    return made
