"""The templates of a page, read where the disk is: the press, wherever it runs, sees these and no other files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from briefgen.model.faults import RenderError

PACKAGED = tuple(each / "templates" for each in Path(__file__).resolve().parents[1:3])
"""Where briefgen's own templates can be: in the package, as a wheel has them, and beside it, as a checkout has."""

_FOLDERS = ("report", "digest")
"""Folders of a template root that pages are made of; beside them lie brands."""

Shelf = Mapping[str, bytes]
"""Files of templates, by name: `report/document.html.j2`."""


def read_shelf(roots: Sequence[Path], folders: Sequence[str] = _FOLDERS) -> Shelf:
    """Read the templates of all roots; each file is taken from the first root that has it.

    Args:
        roots: Template folders, the desk's own first.
        folders: Which of their folders; those that pages are made of where it is left out.

    Raises:
        RenderError: A template is a symlink, which could show any file of the machine.
    """
    found: dict[str, bytes] = {}
    for root in roots:
        for name, path in _files(root, folders):
            if name not in found:
                found[name] = path.read_bytes()
    return dict(sorted(found.items()))


def _files(root: Path, folders: Sequence[str]) -> Iterator[tuple[str, Path]]:
    waiting = [root / name for name in folders]
    while waiting:
        path = waiting.pop()
        name = path.relative_to(root).as_posix()
        if path.is_symlink():
            raise RenderError(f"the template {name} is a symlink", "Put the file itself there.")
        if path.is_dir():
            waiting += path.iterdir()
        elif path.is_file():
            yield name, path
