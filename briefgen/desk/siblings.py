"""Pages of one build that can lead to each other, because they lie where it puts them."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.desk.prepare import concerning
from briefgen.desk.session import Desk
from briefgen.model.diagnostic import blocks


def siblings(desk: Desk, reports: Iterable[str], own: str) -> dict[str, str]:
    """Addresses of the build's other pages, relative to the page of the report `own`, by report id.

    A report that could not be read, or whose content is at fault, is left out: its page will not be there.
    """
    others = (each for each in reports if each != own and desk.readable(each))
    return {
        each: f"../../{each}/{desk.as_of_for(each).isoformat()}/{each}.html"
        for each in others
        if not blocks(concerning(desk, each))
    }
