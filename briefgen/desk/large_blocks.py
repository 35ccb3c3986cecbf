"""Memory of many editions: what is freed goes back to the system, however long a build lasts."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_M_MMAP_THRESHOLD = -3
"""From glibc's malloc.h."""

_LARGE = 256 << 10
"""Bytes: parts of a batch are larger, and most other things are smaller."""


def give_back() -> None:
    """Keep large blocks apart, each of which goes back when it is freed.

    glibc does so at first, and unlearns it with the first that is freed; from then on they lie among others, and what is
    free between these stays with the process. Elsewhere than on glibc nothing is done.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):
            ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE)
