"""Modules that are loaded when something in them is called, though who imports them asks for them at its start."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """In the place of a module: what is called in it is called in the module itself."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever is there
        if name.startswith("__"):
            raise AttributeError(name)
        return partial(_called, self.__name__, name)


def _called(module: str, name: str, /, *arguments: object, **named: object) -> object:
    return getattr(import_module(module), name)(*arguments, **named)


@contextmanager
def later(*modules: str) -> Iterator[None]:
    """What is imported meanwhile gets these modules only when it calls what is in them.

    Args:
        modules: Full names. Of what is in them, nothing but calls may be needed.
    """
    standing_in = {name: _Later(name) for name in modules if name not in sys.modules}
    sys.modules.update(standing_in)
    try:
        yield
    finally:
        for name, module in standing_in.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
