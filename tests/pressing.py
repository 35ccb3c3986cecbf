"""A briefing printed on a press, in one call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from briefgen.model.brand import BrandKit
from briefgen.model.briefing import Briefing
from briefgen.model.figure import Drawing
from briefgen.render.orders import Limits, order, printed
from briefgen.render.press import Press
from briefgen.render.shelf import read_shelf


def pressed(  # noqa: PLR0913, PLR0917 - what an order has
    briefing: Briefing,
    drawings: Mapping[str, Drawing],
    kit: BrandKit,
    roots: Sequence[Path],
    formats: Sequence[str],
    limits: Limits | None = None,
) -> Mapping[str, bytes]:
    """The bytes of each format, or what the press raises."""
    with Press(limits) as press:
        return printed(press.ask(order(briefing, drawings, kit, read_shelf(roots), formats, limits))).files
