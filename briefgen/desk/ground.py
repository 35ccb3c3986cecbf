"""All that a build can read, told by the stamps of its files: where none has changed, nothing need be read again.

No import here takes time: an unchanged report is answered before anything heavy is loaded.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from time import time_ns
from typing import NamedTuple

from briefgen.render.shelf import PACKAGED

_PACKAGE = Path(__file__).resolve().parents[1]
_SETTINGS = "briefgen.toml"
_LEFT_OUT = frozenset({"__pycache__"})
_GRAIN_NS = 100_000_000
"""A file changed twice within its file system's grain of time may keep its stamp."""


class Ground(NamedTuple):
    """The files that a desk's builds can read.

    Attributes:
        root: The desk's folder.
        digest: Of their paths and stamps, of the program and its libraries.
        young: Those that a further change could leave with the same stamp, each with a digest of what is in it.
    """

    root: Path
    digest: str
    young: tuple[tuple[str, str], ...]

    def holds(self, start: Path) -> bool:
        """Whether nothing has changed since, and whatever changes from now on will show.

        Args:
            start: Where the search for the desk began.
        """
        now = ground_of(start)
        if now is None or now.young or now != self._replace(young=()):
            return False
        try:
            return all(_content(path) == content for path, content in self.young)
        except OSError:
            return False


def ground_of(start: Path) -> Ground | None:
    """The ground of the desk at or above a folder; None where there is no desk, or its ground cannot be told from files.

    A registry that is no file in the desk cannot: somebody may have issued from another machine.
    """
    root = root_of(start)
    if root is None:
        return None
    try:
        settings = tomllib.loads((root / _SETTINGS).read_text(encoding="utf-8"))
        registry = str(settings.get("registry", "registry.db"))
        if ":" in registry:
            return None
        read = (
            root / _SETTINGS,
            root / str(settings.get("content", "seeds")),
            root / "templates",
            *(root / f"{registry}{ending}" for ending in ("", "-wal")),
        )
        looked = time_ns()
        stamps = sorted(_stamps(read))
        young = tuple(
            (path, _content(path))
            for path, *_, changed in stamps
            if changed + _GRAIN_NS >= looked and os.path.isfile(path)  # noqa: PTH113 - whatever else it is may never end
        )
    except (OSError, ValueError):
        return None
    lines = "\n".join(map(repr, stamps))
    digest = sha256(f"{program()}\n{lines}".encode()).hexdigest()
    return Ground(root, digest, young)


@cache
def program() -> str:
    """Digest of briefgen, its libraries and their interpreter, by what is installed."""
    own = sorted(_stamps((_PACKAGE, PACKAGED[-1])))
    return sha256(repr((sys.version, own, sorted(_libraries()))).encode()).hexdigest()


def _libraries() -> Iterator[tuple[str, int]]:
    """Installed distributions: the folder's name holds name and version, its time tells of one installed anew."""
    for folder in sys.path:
        if os.path.isdir(folder):  # noqa: PTH112 - quicker than by Path, as below
            for entry in os.scandir(folder):
                if entry.name.endswith(".dist-info"):
                    yield entry.name, entry.stat().st_mtime_ns


def root_of(start: Path) -> Path | None:
    """The folder of the desk at or above a folder; None where there is none."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / _SETTINGS).is_file()), None)


def _content(path: str) -> str:
    return sha256(Path(path).read_bytes()).hexdigest()


def _stamps(paths: Iterable[Path]) -> Iterator[tuple[str, int, int, int]]:
    """Path, size and times of every file in or at these paths."""
    waiting = [os.fspath(path) for path in paths if path.exists()]
    while waiting:
        path = waiting.pop()
        if os.path.isdir(path) and not os.path.islink(path):  # noqa: PTH112, PTH114
            waiting += [entry.path for entry in os.scandir(path) if entry.name not in _LEFT_OUT]
        else:
            found = os.lstat(path)
            yield path, found.st_size, found.st_mtime_ns, found.st_ctime_ns
