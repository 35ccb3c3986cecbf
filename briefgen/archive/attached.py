"""Files attached to a PDF, whichever way it was saved."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from pikepdf import Array, Dictionary, NameTree, Object, Pdf, PdfError, Stream

from briefgen.model.verification import Attached


def attached_files(pdf: Pdf) -> tuple[Attached, ...]:
    """Every attached file with the digest of its bytes, by name; each once, wherever a reader's program looks for it.

    Files attached to a page stand in the page's digest.
    """
    return tuple(sorted({file for spec in _specifications(pdf) for file in _files(spec)}))


def _specifications(pdf: Pdf) -> Iterator[Object]:
    names = pdf.Root.get("/Names")
    tree = names.get("/EmbeddedFiles") if isinstance(names, Dictionary) else None
    if isinstance(tree, Dictionary):
        yield from (spec for _, spec in NameTree(tree).items())
    associated = pdf.Root.get("/AF")
    yield from associated if isinstance(associated, Array) else ()


def _files(spec: Object) -> Iterator[Attached]:
    """What a file specification holds: programs take the file of either key."""
    held = spec.get("/EF") if isinstance(spec, Dictionary) else None
    if not isinstance(held, Dictionary):
        return
    name = str(spec.get("/UF", spec.get("/F", "")))
    yield from (Attached(name, _digest(file)) for _, file in held.items())


def _digest(file: Object) -> str:
    """Of its bytes; "" where they cannot be unpacked."""
    try:
        return sha256(file.read_bytes()).hexdigest() if isinstance(file, Stream) else ""
    except PdfError:
        return ""
