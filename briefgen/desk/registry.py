"""The desk's registry, opened for as long as a command needs it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

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
        UsageError: A path leads out of the desk.
        MachineError: A reference leads nowhere.
    """
    written = _resolved(workspace)
    if "://" in written:
        return written
    path = Path(os.path.normpath(workspace.root / written))
    if not path.is_relative_to(workspace.root):
        raise UsageError(
            f"{SETTINGS}: 'registry' leads out of the desk: '{written}'",
            "Name a file inside the desk, or a database that several machines share: postgresql+psycopg://…",
        )
    return _SQLITE + str(path)


def _resolved(workspace: Workspace) -> str:
    """The setting, or what it refers to: a URL with a password does not belong into a file that is shared."""
    kind, _, rest = workspace.registry.partition(":")
    if kind == "env":
        value = os.environ.get(rest, "").strip()
        if not value:
            raise MachineError(
                f"{SETTINGS} looks for the registry in the environment variable {rest}, which is not set",
                f"Set {rest} to a URL such as postgresql+psycopg://desk@server/briefgen.",
            )
        return value
    if kind == "file":
        try:
            return (workspace.root / rest).read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as fault:
            raise MachineError(
                f"{SETTINGS} looks for the registry's URL in the file {rest}, which cannot be read",
                "Write the URL into it, on one line.",
            ) from fault
    return workspace.registry
