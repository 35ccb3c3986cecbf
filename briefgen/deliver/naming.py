"""What may be part of a path: a file's name, an issue's folder, a part of a store's prefix."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from briefgen.model.dispatch import Parcel

LONGEST_BYTES = 255
"""What file systems take for one part of a path, in UTF-8."""

TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that let a name be read as another one."""


class RefusedError(Exception):
    """A parcel that cannot be sent as it is, however often it is tried. Its text is a sentence for the desk."""


def check_names(parcel: Parcel, reserved: Collection[str] = ()) -> None:
    """See to it that a parcel's files have names of their own that lead nowhere else.

    Args:
        parcel: What is to be sent.
        reserved: Names that the channel uses itself.

    Raises:
        RefusedError: It holds no file, or a name is not one.
    """
    if not parcel.files:
        raise RefusedError("there is no file to be sent")
    for name in (parcel.key, parcel.folder, *(file.name for file in parcel.files)):
        fault = unsafe(name)
        if fault:
            raise RefusedError(f"{name!a} {fault}")
    taken = {_alike(name) for name in reserved}
    for file in parcel.files:
        if _alike(file.name) in taken:
            raise RefusedError(f"the name {file.name} is taken already: give the files names of their own")
        taken.add(_alike(file.name))


def unsafe(name: str) -> str:
    """What keeps a name from being one part of a path, as the end of a sentence; "" where nothing does."""
    if not name or name.startswith("."):
        return "is no name for a file: it is empty, or begins with a dot"
    if "/" in name or "\\" in name or deceptive(name):
        return "is no name for a file: it holds a slash or a character that is not seen"
    if len(name.encode()) > LONGEST_BYTES:
        return f"is too long for a file's name: it has more than {LONGEST_BYTES} bytes"
    return ""


def deceptive(text: str) -> bool:
    """Whether a text holds characters that cannot be seen, or that turn it around; joiners of Arabic script may stay."""
    return any(letter in TURNING or unicodedata.category(letter) in {"Cc", "Cs"} for letter in text)


def _alike(name: str) -> str:
    """The same for names that some disks hold to be one."""
    return unicodedata.normalize("NFC", name).casefold()
