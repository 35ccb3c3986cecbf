"""The ways out that the desk's settings open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.load.secrets import secret, secret_bytes
from briefgen.load.workspace import SETTINGS, Workspace
from briefgen.model.faults import UsageError

if TYPE_CHECKING:
    from briefgen.deliver.mail import Mail
    from briefgen.deliver.store import Store
    from briefgen.desk.sending import Channel

_PORTS = {"tls": 465, "starttls": 587, "none": 25}


def channels(workspace: Workspace, hide: Callable[[str], None] = lambda _: None) -> Callable[[str], Channel]:
    """The channel of a name, made when it is first asked for.

    Args:
        workspace: The desk.
        hide: Told of every secret that is read, so that no log has it.

    Returns:
        A function that raises UsageError where the settings do not open this way, and MachineError where a secret or a
        library is missing.
    """
    made: dict[str, Channel] = {}
    ways: dict[str, Callable[[], Channel]] = {
        "mail": lambda: mail(workspace, hide),
        "folder": lambda: _folder(workspace),
        "store": lambda: _store(workspace, hide),
    }

    def channel(name: str) -> Channel:
        if name not in made:
            made[name] = ways[name]()
        return made[name]

    return channel


def mail(workspace: Workspace, hide: Callable[[str], None] = lambda _: None) -> Mail:
    """The mail server of the desk's settings.

    Raises:
        UsageError: They name none.
        MachineError: Its password is not where they say.
    """
    from briefgen.deliver.mail import Mail, MailServer  # noqa: PLC0415 - only who sends

    settings = workspace.mail
    if settings is None:
        raise UsageError(f"{SETTINGS} names no mail server", 'Write [mail] with host = "…" and sender = "…".')
    password = _read(settings.password, workspace, hide)
    return Mail(
        MailServer(
            host=settings.host,
            port=settings.port or _PORTS[settings.security],
            security=settings.security,
            user=settings.user,
            password=password,
            sender=settings.sender,
            certificates=_file(settings.certificates, workspace),
        )
    )


def _folder(workspace: Workspace) -> Channel:
    from briefgen.deliver.folder import Folder  # noqa: PLC0415 - only who sends

    return Folder(workspace.root)


def _store(workspace: Workspace, hide: Callable[[str], None]) -> Store:
    from briefgen.deliver.store import Store, StoreAccess  # noqa: PLC0415 - only who sends

    settings = workspace.store
    if settings is None:
        raise UsageError(f"{SETTINGS} names no store", "Write [store] with access_key and secret_key.")
    access, key = (_read(each, workspace, hide) for each in (settings.access_key, settings.secret_key))
    trusted = secret_bytes(settings.certificates, workspace.root).decode() if settings.certificates else None
    return Store(StoreAccess(settings.endpoint, settings.region, access or "", key or "", trusted))


def _read(reference: str | None, workspace: Workspace, hide: Callable[[str], None]) -> str | None:
    if reference is None:
        return None
    found = secret(reference, workspace.root)
    hide(found)
    return found


def _file(reference: str | None, workspace: Workspace) -> Path | None:
    """A file of certificates, which is no secret."""
    return workspace.root / reference.removeprefix("file:") if reference else None
