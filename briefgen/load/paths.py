"""Paths that content names, kept inside the desk."""

from __future__ import annotations

from pathlib import Path, PurePosixPath


def leaves(written: str) -> bool:
    """Whether a path as written is absolute, climbs with `..`, or is written for another system."""
    path = PurePosixPath(written)
    return path.is_absolute() or ".." in path.parts or "\\" in written or ":" in written or "\x00" in written


def symlink_on_the_way(root: Path, path: Path) -> str:
    """The first symlink between the root and the path, relative to the root; "" where there is none."""
    try:
        steps = path.relative_to(root).parts
    except ValueError:
        return str(path)
    here = root
    for step in steps:
        here = here / step
        if here.is_symlink():
            return here.relative_to(root).as_posix()
    return ""
