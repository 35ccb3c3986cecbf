"""Finished files put into the output folder, and what is told of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""MIME types by format, which is the ending of the file's name too."""


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file on disk.

    Attributes:
        path: Relative to the desk where it is inside it, otherwise absolute.
        media_type: Its MIME type.
        bytes: Its size.
        sha256: Hex digest of its content.
    """

    path: str
    media_type: str
    bytes: int
    sha256: str


def folder_of(output: Path, report_id: str, as_of: date) -> Path:
    """The report's own folder under the output folder, which a symlink on the way would lead out of."""
    from briefgen.model.faults import MachineError  # noqa: PLC0415 - the press's child starts first

    folder = output / report_id / as_of.isoformat()
    for part in (folder.parent, folder):
        if part.is_symlink():
            raise MachineError(
                f"{part} is a symlink, and leads out of {output}", "Put a folder there, or use --output."
            )
    return folder


def publish_files(folder: Path, files: Mapping[str, bytes], root: Path) -> tuple[BuiltFile, ...]:
    """Put finished files into a folder, each whole or not at all.

    Args:
        folder: Made where it is not there.
        files: What is in them, by name; the ending is one of `MEDIA_TYPES`.
        root: The desk's folder.

    Raises:
        MachineError: The disk refuses one; those before it are there.
    """
    from briefgen.archive.files import publish  # noqa: PLC0415 - the press's child starts first

    built = []
    for name, data in files.items():
        path = folder / name
        publish(path, data)
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        built.append(BuiltFile(shown, MEDIA_TYPES[path.suffix[1:]], len(data), sha256(data).hexdigest()))
    return tuple(built)
