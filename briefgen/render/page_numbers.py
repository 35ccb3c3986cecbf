"""Texts that name the page of something else: told before their page is laid out, where that is known by then.

The engine tells them afterwards, and lays out their page again.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from weasyprint.css.targets import TargetCollector

_CONTENT = "content"
"""The property whose texts stand on pages; other texts with numbers of pages are strings and bookmarks."""

_engine_lookup_target = TargetCollector.lookup_target
_engine_collect_missing_counters = TargetCollector.collect_missing_counters


def lookup_target(self: Any, token: Any, box: Any, css_token: str, parse_again: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
    """The target that a text asks for. Whom it asked is remembered, because the engine forgets it for `attr()`."""
    found = _engine_lookup_target(self, token, box, css_token, parse_again)
    if token[0] == "attr()" and box.element is not None:
        name = str(box.element.get(token[1][0], "")).removeprefix("#")
        if self.target_lookup_items.get(name) is found:
            self.__dict__.setdefault("asked_in_use", {}).setdefault((box, css_token), set()).add(name)
    return found


def collect_missing_counters(  # noqa: PLR0913, PLR0917 - the engine's signature
    self: Any,  # noqa: ANN401 - WeasyPrint's
    box: Any,  # noqa: ANN401 - WeasyPrint's
    css_token: str,
    parse_again: Any,  # noqa: ANN401 - WeasyPrint's
    own: list[str],
    of_targets: dict[str | None, list[str]],
) -> None:
    """What a text is still to be told: its own page's counters, and those of its targets' pages.

    The engine takes the counters of targets for the text's own, and lays out its page again for them.
    """
    asked = self.__dict__.get("asked_in_use", {}).get((box, css_token), ()) if css_token == _CONTENT else ()
    if asked and set(of_targets) == {None} and "pages" not in of_targets[None] and not _counts_itself(box):
        own, of_targets = [], dict.fromkeys(sorted(asked), of_targets[None])
    _engine_collect_missing_counters(self, box, css_token, parse_again, own, of_targets)


def _counts_itself(box: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    """Whether a text has counters of its own as well."""
    return any(kind in {"counter()", "counters()"} for kind, _ in box.style["content"])


def cache_target_page_counters(
    self: Any,  # noqa: ANN401 - WeasyPrint's
    anchor: str,
    counters: Mapping[str, list[int]],
    index: int,
    pages: list[tuple[Any, ...]],
) -> None:
    """Tell those who print an anchor's page where it has come to lie.

    The engine lays out again each page that asks. A text on a page that is yet to come is told beforehand instead, and one
    whose number stays the same is not told at all.
    """
    target = None if self.collecting else self.target_lookup_items.get(anchor)
    if target is None or target.state != "up-to-date":
        return
    target.page_maker_index = index
    before, target.cached_page_counter_values = target.cached_page_counter_values, copy.deepcopy(counters)
    for (_, token), asking in self.counter_lookup_items.items():
        asked = asking.missing_target_counters.get(anchor) if token == _CONTENT else None
        if asked is None or all(before.get(name) == counters.get(name) for name in asked):
            continue
        if asking.page_maker_index is None or asking.page_maker_index >= len(pages):
            if asking.missing_counters or "pages" in asked:
                asking.pending = True
            else:
                asking.parse_again({})
        elif any(counters.get(name) is not None for name in asked):
            pages[asking.page_maker_index][-1]["content_changed"] = True
            asking.parse_again(asking.cached_page_counter_values)
