"""fontTools, loaded when a font needs it.

The engine loads it at its start, which is a fifth of that. It cuts fonts down with HarfBuzz, and asks fontTools only where
that is missing, or a font is variable: then it is loaded.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

_SELDOM = ("fontTools.subset", "fontTools.varLib.instancer")


class _Later(ModuleType):
    """In the place of a module: what is called in it is called in the module itself."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever is there
        if name.startswith("__"):
            raise AttributeError(name)
        return partial(_called, self.__name__, name)


def _called(module: str, name: str, /, *arguments: object, **named: object) -> object:
    return getattr(import_module(module), name)(*arguments, **named)


@contextmanager
def later() -> Iterator[None]:
    """What is imported meanwhile gets the seldom needed parts of fontTools only when it calls them."""
    standing_in = {name: _Later(name) for name in _SELDOM if name not in sys.modules}
    sys.modules.update(standing_in)
    try:
        yield
    finally:
        for name, module in standing_in.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
