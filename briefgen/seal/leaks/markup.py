"""HTML, SVG and XML: what is read, and what the source says besides."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from briefgen.model.saying import saying, term
from briefgen.seal.leaks.reading import spellings
from briefgen.seal.leaks.scan import Scan, chunks
from briefgen.seal.leaks.values import scan_values

if TYPE_CHECKING:
    from collections.abc import Callable

_DATA = re.compile(r"data:([\w.+/-]*)((?:;[\w=.+-]+)*),([^\"'\s<>)]*)")
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_RAW_TEXT = re.compile(r"<(script|style)\b([^>]*)>(.*?)(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>")
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+)")
_READ = re.compile(
    r"(?:.*:)?(?:alt|title|aria-label|aria-description|aria-roledescription|aria-valuetext|content|placeholder|summary"
    r"|label|value|download|descr|href|src|srcset|cite|datetime|data-label|data-title)"
)
_BLOCK = re.compile(
    r"<(?:section|article|header|footer|main|nav|aside|h[1-6]|p|div|ul|ol|li|dl|dt|dd|table|tr|td|figure"
    r"|svg|symbol|g|path|use|text|w:p)\b"
)
_CHUNK = 8_000
_JSON = re.compile(r"json", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_SHORT = 200


def scan_markup(scan: Scan, data: bytes, inner: Callable[[Scan, str, str, bytes], None], *, noun: str = "HTML") -> None:
    """Search a document of tags.

    Args:
        scan: The search.
        data: The file.
        inner: Searches a file within, given its place and name: what a `data:` address holds.
        noun: What the format is called: `HTML`, `SVG`, `XML`.
    """
    text = _decoded(data)
    text = _DATA.sub(lambda match: _embedded(scan, match, inner), text)
    rest = text if noun == "XML" else _RAW_TEXT.sub(lambda match: _raw_text(scan, match), text)
    rest = _COMMENT.sub(lambda match: _comment(scan, match, noun), rest)
    rest = _CDATA.sub(" ", rest)
    for chunk in chunks(rest, _BLOCK, _CHUNK):
        scan.once("", f"{noun} part", (chunk,), lambda part, chunk=chunk: _part(part, chunk, noun))  # type: ignore[misc]


def _part(scan: Scan, chunk: str, noun: str) -> None:
    tags = _TAG.findall(chunk)
    read = saying("%(format)s text", format=noun)
    scan.prose(read, _TAG.sub(" ", chunk))
    scan.prose(read, _TAG.sub("", chunk))
    _attributes(scan, dict.fromkeys(tags), noun)
    scan.source(saying("%(format)s source", format=noun), chunk)


def _decoded(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def _embedded(scan: Scan, match: re.Match[str], inner: Callable[[Scan, str, str, bytes], None]) -> str:
    """Search what the address holds; its own text leaves."""
    kind, options, payload = match.groups()
    name = f"data.{kind.rpartition('/')[2].partition('+')[0] or 'txt'}"

    def work(part: Scan) -> None:
        plain = unquote_to_bytes(payload)
        if ";base64" in options:
            padded = re.sub(rb"[^A-Za-z0-9+/_-]", b"", plain).translate(bytes.maketrans(b"-_", b"+/"))
            plain = base64.b64decode(padded + b"=" * (-len(padded) % 4))
        inner(part, "", name, plain)

    scan.once(saying("data: address %(kind)s", kind=kind), f"data:{kind}{options}", (payload,), work)
    return f"data:{kind}{options}," if len(payload) > _SHORT else match[0]


def _raw_text(scan: Scan, match: re.Match[str]) -> str:
    element, attributes, text = match[1].lower(), match[2], match[3]

    def work(part: Scan) -> None:
        if element == "script" and _JSON.search(attributes):
            try:
                scan_values(part, text.encode("utf-8", "replace"))
            except json.JSONDecodeError:
                part.prose("", text)
        else:
            part.syntax("", text)
            for comment in re.findall(r"/\*.*?\*/|(?<!:)//[^\n]*", text, re.DOTALL):
                part.prose(term("place in a file", "comment"), comment)

    scan.once(f"HTML {element}", f"HTML {element}", (attributes, text), work)
    return f"<{element}{attributes}>"


def _comment(scan: Scan, match: re.Match[str], noun: str) -> str:
    scan.prose(saying("%(format)s comment", format=noun), match[1])
    return " "


def _attributes(scan: Scan, tags: dict[str, None], noun: str) -> None:
    read: dict[str, list[str]] = {}
    for tag in tags:
        if "=" in tag:
            for name, value in _ATTRIBUTE.findall(tag):
                read.setdefault(name.lower(), []).append(value.strip("\"'"))
    for name, values in read.items():
        text = "\n".join(dict.fromkeys(values))
        place = saying("%(format)s attribute %(name)s", format=noun, name=name)
        if _READ.fullmatch(name):
            scan.prose(place, text)
        else:
            scan.syntax(place, text)


def joined_texts(source: str, element: str) -> str:
    """The text of each such element, joined without a space: a word that several runs share is one word."""
    found = re.findall(rf"<{element}(?:\s[^>]*)?>([^<]*)</{element}>", source)
    return next(iter(list(spellings("".join(found)))[1:]), "".join(found))
