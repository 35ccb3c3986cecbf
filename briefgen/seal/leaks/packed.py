"""Zip files, and Word's: each member, and what lies between them."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from briefgen.model.saying import saying, term
from briefgen.seal.leaks.markup import joined_texts, scan_markup
from briefgen.seal.leaks.scan import inside

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.seal.leaks.scan import Scan

MOST = 256_000_000
"""Bytes that a packed part may unpack to."""
TOO_MUCH = saying("it unpacks to more than may be read")

_REMARK, _TEXT = term("place in a file", "zip comment"), term("place in a file", "text")

_LOCAL = 30
_WRITTEN = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments\w*|glossary/document)\.xml")
_PARAGRAPH = re.compile(r"</w:p>")
_TEXTS = ("w:t", "w:delText", "w:instrText", "a:t", "m:t")


def scan_zip(scan: Scan, data: bytes, inner: Callable[[Scan, str, str, bytes], None]) -> None:
    """Search every member, its name, comment and extra fields, the archive's comment, and the bytes of no member."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        scan.prose(_REMARK, archive.comment.decode("utf-8", "replace"))
        scan.noise(_REMARK, archive.comment)
        taken: list[tuple[int, int]] = []
        for info in archive.infolist():
            _member(scan, archive, info, inner)
            head = data[info.header_offset : info.header_offset + _LOCAL]
            lengths = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
            start = info.header_offset + _LOCAL + lengths
            taken.append((start, start + info.compress_size))
    scan.noise(term("place in a file", "between the zip's members"), _outside(data, taken))


def _outside(data: bytes, taken: list[tuple[int, int]]) -> bytes:
    parts, place = [], 0
    for start, end in sorted(taken):
        parts.append(data[place:start])
        place = max(place, end)
    return b"\n".join((*parts, data[place:]))


def _member(
    scan: Scan, archive: zipfile.ZipFile, info: zipfile.ZipInfo, inner: Callable[[Scan, str, str, bytes], None]
) -> None:
    name = info.filename
    scan.syntax(term("place in a file", "zip member's name"), name)
    scan.prose(inside(name, _REMARK), info.comment.decode("utf-8", "replace"))
    scan.noise(inside(name, term("place in a file", "zip extra field")), info.extra)
    if info.file_size > MOST:
        scan.unreadable(name, TOO_MUCH)
        return
    data = archive.read(info)
    scan.once(name, f"zip {_kind(name)}", (data,), lambda part: _contents(part, name, data, inner))


def _kind(name: str) -> str:
    return "written" if _WRITTEN.fullmatch(name) else "docProps" if name.startswith("docProps/") else name[-12:]


def _contents(scan: Scan, name: str, data: bytes, inner: Callable[[Scan, str, str, bytes], None]) -> None:
    if _WRITTEN.fullmatch(name):
        _word(scan, data.decode("utf-8", "replace"))
        scan_markup(scan, data, inner, noun="XML")
    elif name.startswith("docProps/") and name.endswith(".xml"):
        scan_markup(scan, data, inner, noun="XML")
    elif name.endswith((".xml", ".rels")):
        text = data.decode("utf-8-sig", "replace")
        scan.syntax("", text)
        for comment in re.findall(r"<!--(.*?)-->", text, re.DOTALL):
            scan.prose(saying("%(format)s comment", format="XML"), comment)
    else:
        inner(scan, "", name, data)


def _word(scan: Scan, source: str) -> None:
    """Each paragraph's runs as one text, since a word may lie in several."""
    paragraphs = _PARAGRAPH.split(source)
    for element in _TEXTS:
        if f"<{element}" in source:
            scan.prose(_TEXT, "\n".join(joined_texts(paragraph, element) for paragraph in paragraphs))
