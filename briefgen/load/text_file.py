"""Reading one text file: its size, its encoding and its characters, checked before anything parses it."""

from __future__ import annotations

import os
import re
import stat
from bisect import bisect_right
from pathlib import Path

from briefgen.load.codes import fault
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.place import Place

YAML_LIMIT = 2_000_000
MARKDOWN_LIMIT = 1_000_000
"""Bytes."""

# Everything but tab and line feed, the line ends that only some programs count (so that line numbers agree), and the
# private-use area, which the renderer uses for itself.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


def read_text(path: Path, file: str, limit: int) -> str | Diagnostic:
    """The text with line feeds as line ends and without a byte order mark, or what is wrong with the file.

    Args:
        path: The file; a symlink is refused even where it appears after the folder was listed.
        file: How diagnostics call it.
        limit: Bytes that it may have.
    """
    data = _read(path, file, limit)
    if isinstance(data, Diagnostic):
        return data
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _not_utf8(data, file)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    match = FORBIDDEN.search(text)
    return _forbidden(text, match.start(), file) if match else text


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Both 1-based, the column in characters. For one look-up; for many see `Lines`."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


class Lines:
    """Turns offsets into rows and columns, both 0-based."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Row and column of a character."""
        row = bisect_right(self.starts, offset) - 1
        return row, offset - self.starts[row]


def _read(path: Path, file: str, limit: int) -> bytes | Diagnostic:
    try:
        # Non-blocking: opening a named pipe would wait for a writer for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as stream:
            about = os.fstat(descriptor)
            if not stat.S_ISREG(about.st_mode):
                return fault("unreadable-file", Place(file), "this is not a regular file", "Put a file in its place.")
            if about.st_size > limit:
                return _too_large(file, about.st_size, limit)
            data = stream.read(limit + 1)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        return fault("unreadable-file", Place(file), f"the file cannot be read: {reason}", "Check its permissions.")
    return _too_large(file, len(data), limit) if len(data) > limit else data


def _too_large(file: str, size: int, limit: int) -> Diagnostic:
    message = f"the file has {size:,} bytes; {limit:,} are allowed"
    return fault("too-large", Place(file, line=1, column=1), message, "Split it into several files.")


def _not_utf8(data: bytes, file: str) -> Diagnostic:
    try:
        data.decode("utf-8")
        start = 0
    except UnicodeDecodeError as error:
        start = error.start
    before = data[:start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8").removeprefix("\ufeff")) + 1
    message = f"the file is not UTF-8: byte 0x{data[start]:02X} starts no character"
    return fault("not-utf8", Place(file, line=line, column=column), message, "Save it again as UTF-8.")


def _forbidden(text: str, offset: int, file: str) -> Diagnostic:
    line, column = line_and_column(text, offset)
    message = f"the character U+{ord(text[offset]):04X} is not allowed"
    return fault(
        "control-character", Place(file, line=line, column=column), message, "Delete it; it prints as nothing."
    )
