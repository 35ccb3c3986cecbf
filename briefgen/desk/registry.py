"""The desk's registry, opened for as long as a command needs it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.load.reference import first_line, split_reference, variable
from briefgen.load.workspace import SETTINGS, Workspace
from briefgen.model.faults import BlockedError, MachineError, UsageError

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry

_SQLITE = "sqlite:///"


@contextmanager
def registry_of(workspace: Workspace, *, create: bool) -> Iterator[Registry | None]:
    """The registry; None where nothing was recorded yet and nothing is about to be.

    Args:
        workspace: The desk.
        create: Whether something is about to be recorded. Without it, looking leaves no file behind.

    Raises:
        MachineError: It is locked, read-only, full, corrupt, of a newer version or out of reach.
        UsageError: `briefgen.toml` names it in a way that nobody knows.
    """
    url = registry_url(workspace)
    if url.startswith(_SQLITE):
        _must_be_there(Path(url.removeprefix(_SQLITE)))
    if not create and url.startswith(_SQLITE) and not os.path.lexists(url.removeprefix(_SQLITE)):
        yield None  # a desk without a registry does not wait for the database's library
        return
    from briefgen.archive.registry import open_registry  # noqa: PLC0415 - a quarter of a second

    registry = open_registry(url, create=create)
    if registry is None:
        yield None
        return
    with registry:
        yield registry


@contextmanager
def written_registry(workspace: Workspace) -> Iterator[Registry]:
    """The registry, made where there is none, to record something in.

    Raises:
        MachineError: It cannot be made or written.
    """
    with registry_of(workspace, create=True) as registry:
        if registry is None:
            raise MachineError("the registry could not be made")
        yield registry


@contextmanager
def existing_registry(workspace: Workspace) -> Iterator[Registry]:
    """The registry, to look something up in.

    Raises:
        BlockedError: There is none: this desk has issued nothing yet.
    """
    with registry_of(workspace, create=False) as registry:
        if registry is None:
            raise BlockedError(
                "this desk has issued nothing yet",
                "An issue is made by `briefgen review`, `briefgen approve` and `briefgen issue`.",
            )
        yield registry


def registry_url(workspace: Workspace) -> str:
    """Where the registry is, as a database URL.

    Raises:
        UsageError: A path leads out of the desk, or what is referred to is no URL.
        MachineError: A reference leads nowhere.
    """
    reference = split_reference(workspace.registry)
    if reference:
        kind, name = reference
        written = _referred_to(workspace, kind, name)
        if "://" not in written:
            # Not told: it may be the better part of a password.
            raise UsageError(
                f"{SETTINGS}: what 'registry' refers to, {kind}:{name}, is no URL",
                "Write one there such as postgresql+psycopg://desk@server/briefgen, on the first line.",
            )
    else:
        written = workspace.registry
    if "://" in written and not _relative(written):
        return written
    # From the desk's folder, wherever in it the command is given.
    path = Path(os.path.normpath(workspace.root / written.removeprefix(_SQLITE)))
    if not path.is_relative_to(workspace.root):
        raise UsageError(
            f"{SETTINGS}: 'registry' leads out of the desk: '{written}'",
            "Name a file inside the desk, or a database that several machines share: postgresql+psycopg://…",
        )
    return _SQLITE + str(path)


def _relative(url: str) -> bool:
    """Whether it is an SQLite file's URL with a path from somewhere: `sqlite:///registry.db`."""
    return url.startswith(_SQLITE) and not url.startswith(f"{_SQLITE}/") and url != _SQLITE


def _referred_to(workspace: Workspace, kind: str, name: str) -> str:
    """What a reference leads to: a URL with a password does not belong into a file that is shared."""
    if not name:
        raise UsageError(
            f"{SETTINGS}: 'registry' refers to nothing: '{kind}:'",
            "Write the name after the colon: env:DESK_REGISTRY or file:secrets/registry.",
        )
    if kind == "env":
        value = variable(name).strip()
        if not value:
            raise MachineError(
                f"{SETTINGS} looks for the registry in the environment variable {name}, which is not set",
                f"Set {name} to a URL such as postgresql+psycopg://desk@server/briefgen.",
            )
        return value
    try:
        return first_line(workspace.root / name).strip()
    except (OSError, ValueError) as fault:
        raise MachineError(
            f"{SETTINGS} looks for the registry's URL in the file {name}, which cannot be read",
            "Write the URL into it, on its first line.",
        ) from fault


def _must_be_there(link: Path) -> None:
    """A symlink to nowhere is no desk that has issued nothing: the disk that it leads to is missing."""
    if link.is_symlink() and not link.exists():
        raise MachineError(
            f"the registry {link} is a symlink that leads nowhere: to {link.readlink()}",
            "Connect the disk that it lies on, or put the registry back.",
        )
