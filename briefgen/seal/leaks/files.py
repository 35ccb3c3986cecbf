"""A finished file, searched by its kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from briefgen.model.edition import Withheld
from briefgen.model.saying import Saying, saying, term
from briefgen.seal.leaks.forbidden import Forbidden
from briefgen.seal.leaks.markup import scan_markup
from briefgen.seal.leaks.packed import scan_zip
from briefgen.seal.leaks.pdf import scan_pdf
from briefgen.seal.leaks.pictures import JPEG, PNG, scan_jpeg, scan_png
from briefgen.seal.leaks.scan import DEEPEST, UNREADABLE, Scan, inside, raw
from briefgen.seal.leaks.seen import Finding, Seen
from briefgen.seal.leaks.values import scan_values

_MARKUP = {"html": "HTML", "htm": "HTML", "xhtml": "HTML", "svg": "SVG", "xml": "XML", "rss": "XML", "atom": "XML"}
_ZIP = frozenset({"docx", "xlsx", "pptx", "zip", "epub", "odt"})
_WINDOW = 1_024
_TEXT, _BYTES = term("place in a file", "text"), term("place in a file", "bytes")


@dataclass(frozen=True, slots=True)
class Leak:
    """Why a file may not go out.

    Attributes:
        file: Its name.
        place: Where in it: `page 4, text`, `attachment mali.json, JSON /facts/3/statement`.
        found: What stands there, as it is written where it was withheld; or why the place cannot be read.
        withheld: Whose it is; None for what may not occur in any file, and for what cannot be read.
        readable: False where the file or a part of it cannot be read, and for that reason is not released.
    """

    file: str
    place: str
    found: str
    withheld: Withheld | None = None
    readable: bool = True

    @property
    def message(self) -> Saying:
        """What is wrong, and where."""
        where, found, withheld = inside(self.file, self.place), self.found, self.withheld
        if not self.readable:
            return saying("%(where)s: cannot be read, so it is not released: %(reason)s", where=where, reason=found)
        if withheld is None:
            return saying("%(where)s: holds “%(words)s”, which may stand in no client's file", where=where, words=found)
        what = withheld.named
        if withheld.detail:
            what = saying("%(what)s, %(why)s", what=what, why=withheld.detail)
        if withheld.place is None:
            return saying(
                "%(where)s: holds “%(words)s” of what is withheld: %(what)s", where=where, words=found, what=what
            )
        return saying(
            "%(where)s: holds “%(words)s” of what is withheld: %(what)s (%(place)s)",
            where=where,
            words=found,
            what=what,
            place=str(withheld.place),
        )

    def __str__(self) -> str:
        return str(self.message)


def leaks(  # noqa: PLR0913 a file, what it may not hold, and what is known of it
    name: str,
    data: bytes,
    forbidden: Forbidden,
    password: str | None = None,
    seen: Seen | None = None,
    *,
    own: Iterable[str] = (),
) -> tuple[Leak, ...]:
    """What a finished file holds that it may not; empty if it may go out. Raises nothing, whatever the file is.

    Args:
        name: The file's name: what its contents must be, and itself searched.
        data: Its bytes.
        forbidden: What may not occur.
        password: What opens it, if it is encrypted.
        seen: What was scanned before in this process; keeps the same bytes from being searched twice.
        own: The client's own name and id, which `forbidden` may count among those of other clients.
    """
    if not forbidden:
        return ()
    scan = Scan(forbidden, Seen() if seen is None else seen, tuple(own))
    scan.syntax(term("place in a file", "file's name"), name)
    try:
        _file(scan, name, data, password)
    except Exception as fault:  # noqa: BLE001 whatever a hostile file does to a parser is a verdict on the file
        scan.unreadable("", _reason(fault))
    return _told(name, scan)


def _reason(fault: Exception) -> str:
    return f"{type(fault).__name__}: {fault}".split("\n")[0][:200]


def _file(scan: Scan, name: str, data: bytes, password: str | None = None) -> None:
    """Search by what the file is, and by what its name says it is."""
    kind = name.rpartition(".")[2].lower()
    start = data[:_WINDOW].lstrip(b"\xef\xbb\xbf \t\r\n")
    if kind == "pdf" or b"%PDF-" in data[:_WINDOW]:
        _once(scan, "pdf", data, password, lambda part: scan_pdf(part, data, password, inner))
    elif kind in _ZIP or data[:4] == b"PK\x03\x04":
        _once(scan, "zip", data, None, lambda part: scan_zip(part, data, inner))
    elif kind == "png" or data.startswith(PNG):
        _picture(scan, data, PNG)
    elif kind in {"jpg", "jpeg"} or data.startswith(JPEG):
        _picture(scan, data, JPEG)
    elif kind == "json" or (not kind and start[:1] in {b"{", b"["}):
        _once(scan, "json", data, None, lambda part: _json(part, data, told=kind == "json"))
    elif kind in _MARKUP or start[:1] == b"<" or data[:4] in {b"\xff\xfe<\x00", b"\xfe\xff\x00<"}:
        noun = _MARKUP.get(kind) or ("SVG" if b"<svg" in start[:300] else "HTML")
        _once(scan, noun, data, None, lambda part: scan_markup(part, data, inner, noun=noun))
    else:
        _once(scan, "bytes", data, None, lambda part: _unknown(part, data))


def _once(scan: Scan, kind: str, data: bytes, password: str | None, work: Callable[[Scan], None]) -> None:
    scan.once("", f"file {kind} {scan.depth} {password is not None} {password}", (data,), work)


def _picture(scan: Scan, data: bytes, magic: bytes) -> None:
    if not data.startswith(magic):
        scan.noise("", data)
        scan.unreadable("", saying("it is no picture of the kind that its name says"))
    else:
        _once(scan, "picture", data, None, lambda part: (scan_png if magic == PNG else scan_jpeg)(part, data))


def _json(scan: Scan, data: bytes, *, told: bool) -> None:
    try:
        scan_values(scan, data)
    except (json.JSONDecodeError, RecursionError) as fault:
        _unknown(scan, data)
        if told:
            scan.unreadable("", _reason(fault))


def _unknown(scan: Scan, data: bytes) -> None:
    """Bytes of no known kind: read as text if they are UTF-8."""
    try:
        scan.prose(_TEXT, data.decode("utf-8"))
    except UnicodeDecodeError:
        scan.noise(_BYTES, data)
    else:
        if b"\0" in data:
            scan.noise(_BYTES, data)


def inner(scan: Scan, place: str, name: str, data: bytes) -> None:
    """Search a file that lies within another."""
    part = scan.part()
    part.depth += 1
    if part.depth > DEEPEST:
        scan.unreadable(place, saying("it lies too deep within other files"))
        return
    try:
        _file(part, name, data)
    except Exception as fault:  # noqa: BLE001 as for the file that holds it
        part.unreadable("", _reason(fault))
    scan.personal |= part.personal
    scan.take(place, part.found)


def _told(name: str, scan: Scan) -> tuple[Leak, ...]:
    """One leak for each place and withheld thing: with the longest text of it that was found."""
    made: dict[tuple[str, object], Leak] = {}
    for finding in scan.found:
        leak = _leak(name, scan.forbidden, finding)
        key = (leak.place, id(leak.withheld) if leak.withheld else leak.found)
        before = made.get(key)
        if before is None or len(leak.found) > len(before.found):
            made[key] = leak
    return tuple(made.values())


def _leak(name: str, wanted: Forbidden, finding: Finding) -> Leak:
    if finding.pattern == UNREADABLE:
        return Leak(name, finding.place, finding.why, readable=False)
    other = raw(finding)
    if other is not None:
        return Leak(name, finding.place, other[1], wanted.owner(other[0]))
    pattern = wanted.patterns[finding.pattern]
    return Leak(name, finding.place, pattern.said, wanted.owner(pattern.owner))
