"""Digests of what the pages of a PDF show, whichever way the file was saved."""

from __future__ import annotations

from collections.abc import Container
from decimal import Decimal
from hashlib import sha256
from typing import Any

from pikepdf import (
    Array,
    Dictionary,
    Name,
    NameTree,
    Object,
    Page,
    Pdf,
    PdfError,
    Stream,
    String,
    parse_content_stream,
    unparse_content_stream,
)

_DEEPEST = 100
"""Levels of objects within each other, and of page nodes above a page."""

# What programs add or change when they save, and ways back up the tree.
_PASSED_OVER = frozenset({
    "/Parent", "/P", "/StructParent", "/StructParents", "/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/NM",
    "/M", "/Length", "/Filter", "/DecodeParms", "/DL",
})  # fmt: skip


class Pages:
    """Reads the pages of one open PDF.

    Raises:
        PdfError: From any method; the file holds what cannot be read.
    """

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._numbers = {_key(page.obj): number for number, page in enumerate(pdf.pages, 1)}
        self._known: dict[tuple[int, int], bytes] = {}
        self._targets = self._named_targets()

    def digests(self) -> tuple[str, ...]:
        """One for each page, in hexadecimal."""
        return tuple(self._page(page).hex() for page in self._pdf.pages)

    def layers(self) -> str:
        """Digest of which layers are shown; optional content can hide parts of every page."""
        return self._digest(self._pdf.Root.get("/OCProperties")).hex()

    def _page(self, page: Page) -> bytes:
        media = _inherited(page.obj, "/MediaBox")
        crop = _inherited(page.obj, "/CropBox")
        resources = _inherited(page.obj, "/Resources")
        content, names = self._content(page)
        parts = [
            content,
            self._digest(media),
            self._digest(media if crop is None else crop),
            self._digest(_inherited(page.obj, "/Rotate") or 0),
            self._digest(page.obj.get("/UserUnit", 1)),
            self._resources(resources, names),
            self._digest(page.obj.get("/Annots")),
        ]
        return _sum(b"page", *parts)

    def _content(self, page: Page) -> tuple[bytes, frozenset[str]]:
        """A page's drawing with its white space made even, and the names that it calls."""
        if "/Contents" not in page.obj:
            return b"", frozenset()
        self._pdf.get_warnings()
        instructions = parse_content_stream(page)
        drawing = unparse_content_stream(instructions)
        if self._pdf.get_warnings():
            # The parser passes over what it does not understand, and stops in the end; a viewer may go on drawing.
            drawing = _sum(drawing, _damaged(page.obj.Contents))
        operands = (operand for each in instructions for operand in each.operands)
        return drawing, frozenset(str(operand) for operand in operands if isinstance(operand, Name))

    def _resources(self, resources: object, names: Container[str]) -> bytes:
        """Of fonts, pictures and the like, those that the page calls by name; all, where a form may call others."""
        if not isinstance(resources, Dictionary):
            return b""
        forms = resources.get("/XObject")
        if isinstance(forms, Dictionary) and any(_borrows(form) for _, form in forms.items()):
            return self._digest(resources)
        parts = []
        for kind, entries in sorted(resources.items()):
            if isinstance(entries, Dictionary):
                used = [(name, entry) for name, entry in sorted(entries.items()) if name in names]
                parts += [_sum(f"{kind}{name}".encode(), self._digest(entry)) for name, entry in used]
        return _sum(*parts)

    def _digest(self, value: Any, depth: int = 0) -> bytes:  # noqa: ANN401 - whatever a PDF can hold
        """Digest of a value and all it leads to. Indirect objects are read once; a way back to one ends there."""
        if depth > _DEEPEST:
            raise PdfError("objects stand too deep in each other")
        if not isinstance(value, Object):
            number = value.normalize() if isinstance(value, Decimal) else value
            return _sum(b"plain", str(number).encode())
        key = _key(value)
        if not value.is_indirect:
            return self._inside(value, depth)
        if key in self._numbers:
            return b"page %d" % self._numbers[key]
        if key not in self._known:
            self._known[key] = b"way back"
            self._known[key] = self._inside(value, depth)
        return self._known[key]

    def _inside(self, value: Object, depth: int) -> bytes:
        if isinstance(value, Stream):
            return _sum(b"stream", _stream_data(value), self._entries(value.stream_dict, depth))
        if isinstance(value, Dictionary):
            return self._entries(value, depth)
        if isinstance(value, Array):
            return _sum(b"list", *(self._digest(entry, depth + 1) for entry in value))
        return _sum(b"text", bytes(value)) if isinstance(value, String) else _sum(b"name", str(value).encode())

    def _entries(self, value: Object, depth: int) -> bytes:
        parts = []
        for key, entry in sorted(value.items()):
            if key not in _PASSED_OVER:
                parts += [key.encode(), self._digest(self._target(key, entry), depth + 1)]
        return _sum(b"entries", *parts)

    def _target(self, key: str, entry: Any) -> Any:  # noqa: ANN401 - as above
        """Where a link by name leads."""
        if key in {"/Dest", "/D"} and isinstance(entry, (String, Name)):
            return self._targets.get(str(entry).removeprefix("/"), entry)
        return entry

    def _named_targets(self) -> dict[str, Any]:
        names = self._pdf.Root.get("/Names")
        tree = names.get("/Dests") if isinstance(names, Dictionary) else None
        old = self._pdf.Root.get("/Dests")
        found = {name.removeprefix("/"): target for name, target in old.items()} if isinstance(old, Dictionary) else {}
        named = NameTree(tree).items() if isinstance(tree, Dictionary) else ()
        return {**found, **{str(name): target for name, target in named}}


def _key(value: Object) -> tuple[int, int]:
    """Number and generation of an indirect object."""
    number, generation = value.objgen
    return number, generation


def _inherited(page: Object, key: str) -> Any:  # noqa: ANN401 - whatever a PDF can hold
    """An attribute of a page, or of the nearest node above that has it."""
    node: Any = page
    for _ in range(_DEEPEST):
        if not isinstance(node, Dictionary):
            break
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _borrows(form: object) -> bool:
    return isinstance(form, Stream) and form.get("/Subtype") == Name.Form and "/Resources" not in form


def _damaged(contents: Object) -> bytes:
    streams = contents if isinstance(contents, Array) else [contents]
    return b"\n".join(_stream_data(stream) for stream in streams if isinstance(stream, Stream))


def _stream_data(stream: Stream) -> bytes:
    """Decoded, where the filters only pack; a JPEG stays one."""
    try:
        return stream.read_bytes()
    except PdfError:
        return stream.read_raw_bytes() + repr(stream.get("/Filter")).encode()


def _sum(*parts: bytes) -> bytes:
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()
