"""The engine's answers, sooner: what it works out again for every box though nothing has changed is worked out once.

Each of these gives what the engine's own function gives, and asks that where it does not know better, so that a page comes
out the same to the byte; `tests/render/test_sooner.py` holds every one to that. `quicken` puts them in place, in the press's
child alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from math import inf
from typing import Any

from cffi.cparser import Parser  # type: ignore[import-untyped]
from tinyhtml5 import inputstream  # type: ignore[import-untyped]
from weasyprint.css import AnonymousStyle, ComputedStyle, StyleFor
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.css.targets import TargetCollector
from weasyprint.formatting_structure.boxes import Box, PageBox
from weasyprint.layout import percent
from weasyprint.text import fonts, line_break

from briefgen.render.note_styles import style_for
from briefgen.render.page_numbers import cache_target_page_counters, collect_missing_counters, lookup_target

# What follows is called hundreds of thousands of times for one report: loops are written out where that counts.


def quicken() -> None:
    """Put the quicker functions in the place of the engine's own, wherever it has taken them to."""
    Parser._parse = _parse  # noqa: SLF001
    _replace(percent.resolve_percentages, _resolve_percentages)
    _replace(fonts.get_font_description, _font_description)
    _replace(line_break.strut, _strut)
    ComputedStyle.__missing__, AnonymousStyle.__missing__ = _computed, _anonymous
    StyleFor.__init__ = style_for
    TargetCollector.lookup_target = lookup_target
    TargetCollector.collect_missing_counters = collect_missing_counters
    TargetCollector.cache_target_page_counters = cache_target_page_counters
    Box.is_in_normal_flow = _is_in_normal_flow
    inputstream.characters_until_regex = _Patterns()


def _replace(old: Callable[..., Any], new: Callable[..., Any]) -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint") and module is not None:
            for each, value in list(vars(module).items()):
                if value is old:
                    setattr(module, each, new)


# --- Computed styles ---------------------------------------------------------------------------------------------------

_BY_RULE = {"position", "float", "display", "page"}
"""Properties whose value depends on that of others."""


def _plain(name: str) -> bool:
    """Whether a property that no rule sets is just its parent's or its initial value."""
    return name not in _BY_RULE and name not in PHYSICAL_FUNCTIONS and not name.startswith("text_decoration_")


_PLAIN_INHERITED = {name for name in INITIAL_VALUES if name in INHERITED and _plain(name)}

_PLAIN_INITIAL = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if name not in INHERITED and name not in INITIAL_NOT_COMPUTED and _plain(name) and not check_math(value)
}

_engine_computed, _engine_anonymous = ComputedStyle.__missing__, AnonymousStyle.__missing__


def _computed(self: Any, key: str) -> Any:  # noqa: ANN401 - a CSS value
    """A property of an element. Most are set by no rule, and need none of what the engine looks into."""
    if key not in self.cascaded:
        if key in _PLAIN_INITIAL:
            value = self[key] = _PLAIN_INITIAL[key]
            return value
        if key in _PLAIN_INHERITED and self.parent_style is not None:
            value = self.parent_style[key]
            if not check_math(value):
                self[key] = value
                return value
    return _engine_computed(self, key)


def _anonymous(self: Any, key: str) -> Any:  # noqa: ANN401 - a CSS value
    """A property of a box that no element stands for: its parent's, or the initial one."""
    if key in _PLAIN_INHERITED:
        value = self[key] = self.parent_style[key]
        return value
    if key in _PLAIN_INITIAL:
        value = self[key] = _PLAIN_INITIAL[key]
        return value
    return _engine_anonymous(self, key)


# --- Used sizes --------------------------------------------------------------------------------------------------------

_ACROSS = ("margin_left", "margin_right", "padding_left", "padding_right", "width", "min_width", "max_width")
"""Percentages of these are of the containing block's width."""

_ALONG = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
"""Percentages of these are of its width too; in a page, of its height."""

_HEIGHTS = ("height", "min_height", "max_height")

_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))

_engine_resolve_percentages = percent.resolve_percentages


class _Sizes:
    """What a style's sizes are in every containing block, and what depends on it.

    Attributes:
        fixed: Used values that are the same everywhere, by property.
        across, along, high: Percentages, by property.
        free: The used values of heights where the containing block's height depends on its content.
    """

    __slots__ = ("across", "along", "fixed", "free", "high", "known")

    def __init__(self, style: Any) -> None:  # noqa: ANN401 - WeasyPrint's
        self.fixed: dict[str, Any] = {}
        self.across: list[tuple[str, float]] = []
        self.along: list[tuple[str, float]] = []
        self.high: list[tuple[str, float]] = []
        self.known = style["border_collapse"] != "collapse"
        for names, share in ((_ACROSS, self.across), (_ALONG, self.along), (_HEIGHTS, self.high)):
            for name in names:
                self._take(name, style[name], share)
        self.fixed |= {name: style[name] for name in _BORDERS}
        self.free = {name: self._freely(name, value) for name, value in self.high}

    def _take(self, name: str, value: Any, share: list[tuple[str, float]]) -> None:  # noqa: ANN401 - a CSS value
        unit = getattr(value, "unit", None)
        if value is None or value == "auto":
            self.fixed[name] = 0 if value == "auto" and name in {"min_width", "min_height"} else value
        elif unit == "%":
            share.append((name, value.value))
        elif unit is None or not isinstance(unit, str):
            self.known = False  # a formula
        else:
            self.fixed[name] = value.value

    @staticmethod
    def _freely(name: str, value: float) -> float | str:
        if name == "height":
            return "auto"
        return (0 if name == "min_height" else inf) * value / 100


def _resolve_percentages(box: Any, containing_block: Any) -> None:  # noqa: ANN401 - WeasyPrint's
    """Set a box's used margins, paddings, sizes and borders."""
    style = box.style
    sizes = getattr(style, "sizes_in_use", None)
    if sizes is None:
        sizes = style.sizes_in_use = _Sizes(style)
    if not sizes.known:
        _engine_resolve_percentages(box, containing_block)
        return
    if isinstance(containing_block, Box):
        width, height = containing_block.width, containing_block.height
    else:
        width, height = containing_block
    _use(box, sizes, width, height)
    if style["box_sizing"] != "content-box":
        percent.adjust_box_sizing(box, "width")
        percent.adjust_box_sizing(box, "height")


def _use(box: Any, sizes: _Sizes, width: float, height: float | str) -> None:  # noqa: ANN401 - WeasyPrint's
    """Set what a box's sizes come to in a containing block of that width and height, in CSS pixels or `auto`."""
    used = box.__dict__
    used.update(sizes.fixed)
    for name, value in sizes.across:
        used[name] = width * value / 100
    for name, value in sizes.along:
        used[name] = (height if isinstance(box, PageBox) else width) * value / 100  # type: ignore[operator]
    if height == "auto":
        used.update(sizes.free)
    else:
        for name, value in sizes.high:
            used[name] = height * value / 100  # type: ignore[operator]


def _is_in_normal_flow(self: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    """Whether a box is neither floated nor placed, running, a footnote or a note."""
    style = self.style
    place = style["position"]
    if style["float"] == "none" and place in {"static", "relative"}:
        return True
    return not (
        self.is_floated()
        or self.is_absolutely_positioned()
        or self.is_running()
        or self.is_footnote()
        or self.is_note()
    )


# --- Fonts -------------------------------------------------------------------------------------------------------------

_FACE = ("font_style", "font_stretch", "font_weight", "font_size", "font_variant_caps", "font_variation_settings")

_LINE = (
    *_FACE,
    "line_height",
    "lang",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "font_language_override",
)

_engine_font_description, _engine_strut = fonts.get_font_description, line_break.strut


def _font_description(style: Any) -> Any:  # noqa: ANN401 - Pango's
    """Pango's description of a style's font. Who gets one copies it, so that it can be given many times."""
    return _kept("descriptions_in_use", _FACE, style, _engine_font_description)


def _strut(style: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
    """The height of a line of a style, and its baseline."""
    return _kept("struts_in_use", _LINE, style, _engine_strut)


def _kept(shelf: str, names: tuple[str, ...], style: Any, make: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - WeasyPrint's
    """What the engine makes of some properties of a style, made once for each document."""
    kept = style.font_config.__dict__.setdefault(shelf, {})
    key = (tuple(style["font_family"]), *[style[name] for name in names])
    try:
        found = kept.get(key)
    except TypeError:  # a value that is a list
        return make(style)
    if found is None:
        found = kept[key] = make(style)
    return found


# --- The names of C's types --------------------------------------------------------------------------------------------

_WORDS = re.compile(r"\w+")
_TYPE = "void __dummy("
"""How a question for a type begins; all others declare something."""

_engine_parse = Parser._parse  # noqa: SLF001 - nobody else knows which names a text has


def _parse(self: Any, source: str) -> Any:  # noqa: ANN401 - pycparser's
    """What a text in C says. Of all names that are declared, it need know only those in it."""
    if not source.startswith(_TYPE):
        return _engine_parse(self, source)
    words, whole = set(_WORDS.findall(source)), self._declarations
    self._declarations = {name: kind for name, kind in whole.items() if name.removeprefix("typedef ") in words}
    try:
        return _engine_parse(self, source)
    finally:
        self._declarations = whole


# --- Reading the page --------------------------------------------------------------------------------------------------


class _Patterns(dict[tuple[Any, bool], Any]):
    """The patterns that the parser of HTML reads up to. It means to keep them, and loses each under another key."""

    def __missing__(self, key: tuple[Any, bool]) -> re.Pattern[str]:
        characters, opposite = key
        letters = "".join(re.escape(each) for each in characters)
        found = self[key] = re.compile(f"[{'' if opposite else '^'}{letters}]+")
        return found
