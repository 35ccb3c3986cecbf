"""What lies in a folder of the desk: files in order, and what should not be there."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefgen.load.codes import fault
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.place import Place

_IGNORED = {"README.md"}
"""Notes to colleagues; hidden files are ignored too."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Regular files below a folder, sorted by path, and findings on the rest."""

    files: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]


def list_files(root: Path, folder: Path, expected: Callable[[Path], bool], hint: str) -> Listing:
    """Every file below a folder.

    Args:
        root: The desk's folder; findings name files relative to it.
        folder: Where to look, with all folders in it.
        expected: Whether a file belongs here; others are reported and left out.
        hint: What does belong here.
    """
    files: list[Path] = []
    found: list[Diagnostic] = []
    waiting = [folder]
    while waiting:
        for entry in _entries(waiting.pop(), root, found):
            path = Path(entry.path)
            file = path.relative_to(root).as_posix()
            if entry.is_symlink():
                found.append(fault("symlink", Place(file), "symlinks are not followed", "Put the file itself here."))
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.is_file(follow_symlinks=False) and expected(path):
                files.append(path)
            elif entry.name not in _IGNORED:
                found.append(fault("unexpected-file", Place(file), f"'{entry.name}' is not read", hint))
    return Listing(tuple(sorted(files)), tuple(found))


def _entries(folder: Path, root: Path, found: list[Diagnostic]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        place = Place(folder.relative_to(root).as_posix())
        found.append(fault("unreadable-file", place, f"the folder cannot be read: {reason}", "Check its permissions."))
        return []
