"""What a noun's docstring says of its fields: the one description, for readers of the code and for schemas alike."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from functools import cache

_SECTION = re.compile(r"^Attributes:\n(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"^    (\w+): (.*?)(?=^    \w+: |\Z)", re.MULTILINE | re.DOTALL)


@cache
def attributes(noun: type) -> Mapping[str, str]:
    """The sentences under `Attributes:` by field; a class also has those of the classes it is made from."""
    found: dict[str, str] = {}
    for each in reversed(noun.__mro__):
        if each.__module__.startswith("pydantic"):  # the library's own attributes are no content
            continue
        section = _SECTION.search(inspect.cleandoc(each.__dict__.get("__doc__") or "") + "\n")
        if section:
            found |= {name: " ".join(text.split()) for name, text in _FIELD.findall(section[1])}
    return found


def summary(noun: type) -> str:
    """The first paragraph of a class's docstring, on one line."""
    return " ".join(inspect.cleandoc(noun.__dict__.get("__doc__") or "").partition("\n\n")[0].split())
