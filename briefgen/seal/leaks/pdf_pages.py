"""What a reader sees on a PDF's pages, read twice: from the operators, and by PDFium."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pikepdf
import pypdfium2

from briefgen.model.saying import saying, term
from briefgen.seal.leaks.pdf_bytes import strings
from briefgen.seal.leaks.pdf_text import Letters, drawn, letters, unshown
from briefgen.seal.leaks.reading import APART
from briefgen.seal.leaks.scan import Scan, inside
from briefgen.seal.leaks.seen import digest

_DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_SETS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+[-+\d.]+\s+Tf\b")
_TEXT = re.compile(rb"\bT[Jj*]\b|['\"]")
_DEEPEST = 12
_NEVER_DRAWN = frozenset({"/ObjStm", "/XRef", "/Metadata", "/EmbeddedFile"})


@dataclass(frozen=True, slots=True)
class Resources:
    """What a piece's names stand for.

    Attributes:
        marks: Of each font, by name: a digest of its table of letters and encoding.
        fonts: By name.
        forms: By name.
    """

    marks: dict[str, bytes] = field(default_factory=dict)
    fonts: dict[bytes, Letters] = field(default_factory=dict)
    forms: dict[str, pikepdf.Object] = field(default_factory=dict)


@dataclass(slots=True)
class Pages:
    """The reading of one PDF's pages.

    Attributes:
        scan: The search.
        data: The file, for PDFium.
        password: What opens it.
        resources: Those read so far, by object.
        fonts: Likewise, with the digest of each.
        forms: Each form's pieces: those that it draws too.
        named: The pieces with the client's own name: they are read anew in each file.
    """

    scan: Scan
    data: bytes
    password: str | None
    resources: dict[object, Resources] = field(default_factory=dict)
    fonts: dict[object, tuple[bytes, Letters]] = field(default_factory=dict)
    forms: dict[object, tuple[bytes, ...]] = field(default_factory=dict)
    named: set[bytes] = field(default_factory=set)

    def read(self, pdf: pikepdf.Pdf) -> None:
        """Search each page, and what is drawn on none."""
        unread: list[tuple[int, int, set[bytes]]] = []
        for number, page in enumerate(pdf.pages, 1):
            units, size = self._page(number, page)
            if units - self.scan.seen.drawn.keys():
                unread.append((size, number, units))
        if unread:
            self._look(unread)
        self._strays(thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream))

    def resources_of(self, page: pikepdf.Page) -> Resources:
        """A page's fonts and forms."""
        return self._resources(_inherited(page.obj, "/Resources"))

    def _page(self, number: int, page: pikepdf.Page) -> tuple[set[bytes], int]:
        """A page's pieces, each searched once, and how long its operators are."""
        found = self.resources_of(page)
        units: set[bytes] = set()
        size = 0
        for stream in _streams(page.obj.get("/Contents")):
            keys = self._piece(_text_of(number), stream, found, 0)
            self.forms[stream.objgen] = keys
            units.update(keys)
            size += int(stream.get("/Length", 0))
        return units, size

    def _strays(self, streams: Iterable[pikepdf.Object]) -> None:
        """Search what draws text and is on no page: looks of notes, tiles of patterns, what nothing refers to."""
        every = Resources()
        for each in self.resources.values():
            every.marks.update(each.marks)
            every.fonts.update(each.fonts)
        for stream in streams:
            if stream.objgen in self.forms or stream.get("/Type") in _NEVER_DRAWN or stream.get("/Subtype") == "/Image":
                continue
            content = _opened(stream)
            if content is not None and _SETS.search(content) and _TEXT.search(content):
                own = stream.get("/Resources")
                self._piece(
                    term("place in a file", "drawing"), stream, every if own is None else self._resources(own), _DEEPEST
                )

    def _piece(self, place: str, stream: pikepdf.Object, resources: Resources, depth: int) -> tuple[bytes, ...]:
        """Search a piece by its operators. Gives the keys of all that it draws."""
        body = digest(stream.read_raw_bytes(), _packing(stream))
        uses = self.scan.seen.used.get(body)
        if uses is None:
            uses = tuple(_uses(_opened(stream) or b""))
            self.scan.seen.keep_used(body, uses)
        marks = [f"{name}={resources.marks.get(name[2:], b'').hex()}" for name in uses if name.startswith("Tf")]
        key = digest(self.scan.forbidden.digest, "piece", body, *marks)
        self._search(place, key, stream, resources)
        keys = [key]
        for name in uses:
            if name.startswith("Do") and name[2:] in resources.forms and depth < _DEEPEST:
                keys += self._form(place, resources.forms[name[2:]], resources, depth + 1)
        return tuple(keys)

    def _search(self, place: str, key: bytes, stream: pikepdf.Object, resources: Resources) -> None:
        before, self.scan.personal = self.scan.personal, False
        self.scan.once(place, "operators", (key,), lambda part: _operators(part, stream, resources))
        if self.scan.personal:
            self.named.add(key)
        self.scan.personal |= before

    def _form(self, place: str, form: pikepdf.Object, around: Resources, depth: int) -> tuple[bytes, ...]:
        known = self.forms.get(form.objgen)
        if known is not None and form.objgen != (0, 0):
            return known
        own = form.get("/Resources")
        keys = self._piece(place, form, around if own is None else self._resources(own), depth)
        self.forms[form.objgen] = keys
        return keys

    def _resources(self, holder: pikepdf.Object | None) -> Resources:
        if not isinstance(holder, pikepdf.Dictionary):
            return Resources()
        at = holder.objgen
        if at != (0, 0) and at in self.resources:
            return self.resources[at]
        made = Resources()
        for name, font in _entries(holder.get("/Font")):
            mark, table = self._font(font)
            made.marks[name[1:]] = mark
            made.fonts[name[1:].encode("latin-1", "replace")] = table
        for name, form in _entries(holder.get("/XObject")):
            if form.get("/Subtype") == "/Form":
                made.forms[name[1:]] = form
        if at != (0, 0):
            self.resources[at] = made
        return made

    def _font(self, font: pikepdf.Object) -> tuple[bytes, Letters]:
        at = font.objgen
        if at in self.fonts and at != (0, 0):
            return self.fonts[at]
        table = font.get("/ToUnicode")
        cmap = table.read_bytes() if isinstance(table, pikepdf.Stream) else b""
        encoding = font.get("/Encoding")
        wide = font.get("/Subtype") == "/Type0"
        mark = digest(cmap, str(font.get("/Subtype")), b"" if encoding is None else encoding.unparse(resolved=True))
        made = (mark, letters(cmap, wide=wide))
        self.fonts[at] = made
        return made

    def _look(self, unread: list[tuple[int, int, set[bytes]]]) -> None:
        """Have PDFium read every page with a piece that it has not read yet, short pages first."""
        looked: set[bytes] = set()
        document = pypdfium2.PdfDocument(self.data, password=self.password)
        try:
            for _, number, units in sorted(unread, key=lambda each: each[:2]):
                if units - self.scan.seen.drawn.keys() <= looked:
                    continue
                text = _visible(document, number - 1)
                part = self.scan.part()
                part.prose(_text_of(number), text)
                self.scan.take("", part.found)
                self.scan.personal |= part.personal
                if not part.found:
                    looked |= units
                    for key in units - self.named:
                        self.scan.seen.keep_drawn(key)
        finally:
            document.close()


def _text_of(number: int) -> str:
    return inside(saying("page %(page)s", page=number), term("place in a file", "text"))


def _uses(content: bytes) -> Iterator[str]:
    """The fonts that a piece sets and the forms that it draws, each once."""
    for operator, names in (("Tf", _SETS.findall(content)), ("Do", _DRAWS.findall(content))):
        for name in dict.fromkeys(names):
            yield f"{operator}{name.decode('latin-1')}"


def _opened(stream: pikepdf.Object) -> bytes | None:
    """A stream's bytes; None where its filters are a picture's, or broken: that is told where streams are searched."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return None


def _operators(scan: Scan, stream: pikepdf.Object, resources: Resources) -> None:
    content = _opened(stream) or b""
    for reading in drawn(content, resources.fonts):
        scan.prose("", reading)
    spoken = APART.join(strings(unshown(content), short=False))
    if spoken:
        scan.prose("", spoken)


def _visible(document: pypdfium2.PdfDocument, index: int) -> str:
    page = document[index]
    try:
        text = page.get_textpage()
        try:
            return str(text.get_text_range())
        finally:
            text.close()
    finally:
        page.close()


def _packing(stream: pikepdf.Object) -> str:
    return f"{stream.get('/Filter')!r}{stream.get('/DecodeParms')!r}"


def _streams(contents: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    """A page's pieces, however they are written."""
    if isinstance(contents, pikepdf.Stream):
        yield contents
    elif isinstance(contents, pikepdf.Array):
        yield from (each for each in contents if isinstance(each, pikepdf.Stream))


def _entries(holder: pikepdf.Object | None) -> Iterator[tuple[str, pikepdf.Object]]:
    if isinstance(holder, pikepdf.Dictionary):
        for name, value in holder.items():
            if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
                yield name, value


def _inherited(node: pikepdf.Object, key: str) -> pikepdf.Object | None:
    """An entry of a page, or of the nearest folder of pages that has it."""
    for _ in range(50):
        found = node.get(key)
        parent = node.get("/Parent")
        if found is not None or parent is None:
            return found
        node = parent
    return None
