"""Delivery into a folder: an issue appears there whole, in a folder of its own, or not at all.

The files are written into a hidden folder beside their place, made durable, and given their name in one step. Whoever
watches the folder never sees a part of an issue, and whatever is interrupted is simply sent again: what is there already
with the same bytes is taken for sent, and anything else is not touched.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
from pathlib import Path, PurePosixPath

from briefgen.deliver.naming import RefusedError, check_names, deceptive
from briefgen.model.dispatch import Fate, Parcel, ParcelFile, Receipt

FILE_MODE = 0o644
FOLDER_MODE = 0o755
"""As far as the process's own mask allows: the desk writes, others read."""

SENT_BEFORE = Receipt(Fate.SENT, "it was there already")

_OVERTAKEN = frozenset({errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR, errno.ENOENT})
_WITHOUT_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP})
_FAULTS = {
    errno.ENOSPC: "is full: free some space",
    errno.EDQUOT: "is full, as far as this account may fill it: free some space",
    errno.EFBIG: "does not take a file of this size",
    errno.EACCES: "may not be read and written: mend its permissions",
    errno.EPERM: "may not be read and written: mend its permissions",
    errno.EROFS: "is read-only",
    errno.ENOENT: "is not there, nor the folder above it: is its disk connected?",
    errno.ENOTDIR: "is not a folder, or something above it is not",
    errno.EEXIST: "is not a folder, or something above it is not",
}


class Folder:
    """The channel `folder`.

    Args:
        root: The desk's folder, which relative targets begin at and stay in.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def send(self, parcel: Parcel) -> Receipt:
        """Put a parcel's files into `parcel.folder` below its target.

        The target's folder is made where it is missing. Folders above it are made only in the desk: elsewhere, one that
        is missing may be a disk that is not connected.

        Returns:
            `sent`, `later` or `refused`; never `unknown`, since it can be sent again at any time.
        """
        try:
            check_names(parcel)
            place = self._place(parcel.target)
            _make(place, deep=place.is_relative_to(self._root.resolve()))
            return _deliver(parcel, place)
        except RefusedError as refused:
            return Receipt(Fate.REFUSED, str(refused))
        except OSError as fault:
            return _told(fault, parcel.target)

    def _place(self, target: str) -> Path:
        """Where a target is, without links.

        Raises:
            RefusedError: It is none, or leads elsewhere.
        """
        parts = PurePosixPath(target).parts
        if parts in ((), ("/",)) or deceptive(target):
            raise RefusedError(
                f"{target!a} is no folder that files can be put into: see `deliver` in the client's file"
            )
        if ".." in parts or parts[0].startswith("~"):
            raise RefusedError(f"the folder {target} is not written out: `..` and `~` are not followed")
        root = self._root.resolve()
        try:
            place = (root / target).resolve()
        except RuntimeError as circle:
            raise RefusedError(f"the folder {target} is a link that leads to itself") from circle
        if not PurePosixPath(target).is_absolute() and not place.is_relative_to(root):
            raise RefusedError(f"the folder {target} leads out of the desk by a link: name the place that it leads to")
        return place


def _make(place: Path, *, deep: bool) -> None:
    """Make a folder that is missing, durably.

    Args:
        place: The folder.
        deep: Whether the folders above it are made too.
    """
    if place.is_dir():
        return
    if deep:
        _make(place.parent, deep=True)
    try:
        place.mkdir(mode=FOLDER_MODE)
    except FileExistsError:
        # Another run was quicker, or it is no folder.
        if not place.is_dir():
            raise
    _sync(place.parent)


def _deliver(parcel: Parcel, place: Path) -> Receipt:
    """Write an issue beside its place and give it its name in one step, unless it is there.

    An attempt that another run overtakes loses its hidden folder by name, so it cannot publish what is left of it.
    """
    prefix = f".{parcel.folder}.{parcel.key[:16]}."
    _sweep(place, prefix)
    issue = place / parcel.folder
    if os.path.lexists(issue):
        return _compared(parcel, issue)
    part = _hidden(place, prefix)
    try:
        _write(part, parcel.files)
        part.rename(issue)
    except OSError as fault:
        _remove(part)
        if fault.errno in _OVERTAKEN and os.path.lexists(issue):
            return _compared(parcel, issue)
        if fault.errno == errno.ENOENT and place.is_dir():
            return Receipt(Fate.LATER, f"another run is putting {parcel.folder} into the folder {parcel.target}")
        raise
    except BaseException:
        _remove(part)
        raise
    _sync(place)
    return Receipt(Fate.SENT)


def _sweep(place: Path, prefix: str) -> None:
    """Remove what killed attempts have left of this parcel.

    Each is renamed first: should its attempt still be alive, it finds nothing more to publish.
    """
    for name in os.listdir(place):  # noqa: PTH208 - a name that is no UTF-8 has to pass
        if name.startswith(prefix):
            swept = _hidden(place, prefix)
            with contextlib.suppress(FileNotFoundError):
                (place / name).rename(swept)
            _remove(swept)


def _hidden(place: Path, prefix: str) -> Path:
    """A name that nobody else has, in the same folder."""
    return place / f"{prefix}{secrets.token_hex(8)}.part"


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _write(part: Path, files: tuple[ParcelFile, ...]) -> None:
    """Make a folder of these files, all of it durable."""
    part.mkdir(mode=FOLDER_MODE)
    for file in files:
        handle = os.open(part / file.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
        try:
            rest = memoryview(file.data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        finally:
            os.close(handle)
    _sync(part)


def _compared(parcel: Parcel, issue: Path) -> Receipt:
    """What an issue that is there already means: sent before, if it holds these files as they are.

    Raises:
        RefusedError: It lacks one, or has another by that name.
    """
    if issue.is_symlink() or not issue.is_dir():
        raise RefusedError(f"in the folder {parcel.target}, {parcel.folder} is there already and is no folder")
    for file in parcel.files:
        fault = _differs(issue / file.name, file.data)
        if fault:
            raise RefusedError(
                f"in the folder {parcel.target}, {parcel.folder} is there already and {fault}; what was given to a client "
                "is not changed. Give each client a folder of its own, or move that one away",
            )
    # The run that put it there may have died before the folder was on the disk.
    _sync(issue)
    _sync(issue.parent)
    return SENT_BEFORE


def _differs(path: Path, data: bytes) -> str:
    """What keeps a file from being these bytes, as a part of a sentence; "" where nothing does."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return f"lacks {path.name}"
    except OSError as fault:
        if fault.errno in {errno.ELOOP, errno.ENXIO}:
            return f"has a {path.name} that is no file"
        raise
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            return f"has a {path.name} that is no file"
        return "" if state.st_size == len(data) and _read(handle) == data else f"has another {path.name}"
    finally:
        os.close(handle)


def _read(handle: int) -> bytes:
    with open(handle, "rb", closefd=False) as file:
        return file.read()


def _sync(folder: Path) -> None:
    """Make names in a folder durable, where its disk can; some that are elsewhere cannot."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as fault:
        if fault.errno not in _WITHOUT_SYNC:
            raise
    finally:
        os.close(handle)


def _told(fault: OSError, target: str) -> Receipt:
    """A disk's fault as a receipt. All may pass, but a name that the disk has no room for."""
    if fault.errno == errno.ENAMETOOLONG:
        return Receipt(Fate.REFUSED, f"the folder {target}, or a name in it, is too long for its disk")
    what = _FAULTS.get(fault.errno or 0, f"cannot be written: {fault.strerror or 'its disk does not say why'}")
    return Receipt(Fate.LATER, f"the folder {target} {what}")
