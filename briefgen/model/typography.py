"""Typographic quotation marks and apostrophes for plain text; Markdown brings its own."""

from __future__ import annotations

import re

_OPENING = re.compile(r"(^|[\s(\[{–—/])(['\"])(?=\S)")
_OPEN = {"'": "‘", '"': "“"}
_CLOSE = str.maketrans({"'": "’", '"': "”"})


def typographic(text: str) -> str:
    """Straight marks as curly ones: `Wagner's "mission"` becomes `Wagner’s “mission”`. Addresses stay as they are."""
    if "://" in text or not ("'" in text or '"' in text):
        return text
    return _OPENING.sub(lambda match: match[1] + _OPEN[match[2]], text).translate(_CLOSE)
