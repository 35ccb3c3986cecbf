"""Writes a document's structure into its PDF: the tree itself, and the marks that tie what is printed to it.

WeasyPrint asks for both at fixed points: `mark` and `set_aside` while it paints, `write_tags` when all is painted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pydyf

from briefgen.render.node import Content, Node
from briefgen.render.roles import KEPT_EMPTY, link_words

if TYPE_CHECKING:
    from briefgen.render.node import Box

COUNT = "_briefgen_marks"
"""On a stream: how many marks it has."""

_OPEN = "_briefgen_open"
"""On a stream while something that is read is painted: nothing in it may be set aside as decoration."""


@contextmanager
def mark(stream: Any, box: Box, _tag: str) -> Iterator[None]:  # noqa: ANN401 - WeasyPrint's
    """Ties what is painted meanwhile to its node, or sets it aside where it has none."""
    node = getattr(box, "structure", None)
    if node is None or getattr(stream, _OPEN, False):
        with set_aside(stream):
            yield
        return
    numbers = getattr(stream, COUNT, 0)
    setattr(stream, COUNT, numbers + 1)
    box.printed = stream, numbers
    spoken = getattr(box, "spoken", "")
    read = f"/ActualText <FEFF{spoken.encode('utf-16-be').hex()}>" if spoken else ""
    stream.stream.append(f"/{node.role} <</MCID {numbers}{read}>> BDC".encode())
    setattr(stream, _OPEN, True)
    yield
    setattr(stream, _OPEN, False)
    stream.stream.append(b"EMC")


@contextmanager
def set_aside(stream: Any) -> Iterator[None]:  # noqa: ANN401 - WeasyPrint's
    """What is painted meanwhile is decoration: a rule, a ground, a running head."""
    inside = getattr(stream, _OPEN, False)
    if not inside:
        stream.stream.append(b"/Artifact BMC")
        setattr(stream, _OPEN, True)
    yield
    if not inside:
        setattr(stream, _OPEN, False)
        stream.stream.append(b"EMC")


def write_tags(pdf: Any, root: Node, streams: Sequence[Any]) -> None:  # noqa: ANN401 - WeasyPrint's
    """Write the tree.

    Args:
        pdf: The engine's PDF, painted.
        root: The document's node.
        streams: What was painted on each page.
    """
    writer = _Writer(pdf, streams)
    tree = _dictionary(pdf, Type="/StructTreeRoot")
    top = writer.write(root, tree)
    tree["K"] = pydyf.Array([top.reference])
    tree["ParentTree"] = writer.parents().reference
    if writer.places:
        # Those who fill a place when all is printed find it by its name.
        tree["IDTree"] = _dictionary(pdf, Names=pydyf.Array(writer.places)).reference
    pdf.catalog["StructTreeRoot"] = tree.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


class _Writer:
    """Writes nodes, and remembers which of them each mark and each link belongs to."""

    def __init__(self, pdf: Any, streams: Sequence[Any]) -> None:  # noqa: ANN401
        self._pdf = pdf
        self._pages = {stream: number for number, stream in enumerate(streams)}
        self._owners: dict[Any, list[bytes]] = {stream: [] for stream in streams}
        self._links: list[tuple[Any, bytes]] = []
        self.places: list[object] = []

    def write(self, node: Node, above: pydyf.Dictionary) -> pydyf.Dictionary:
        role = "Span" if node.role == "Link" and not self._leads(node) else node.role
        made = _dictionary(self._pdf, Type="/StructElem", S=f"/{role}", P=above.reference, **_attributes(node))
        page = next((kid.page for kid in node.kids if isinstance(kid, Content) and self._is_printed(kid)), None)
        if node.place:
            page = node.page
            self.places += [pydyf.String(node.place), made.reference]
        if page is not None:
            made["Pg"] = self._pdf.page_references[page]
        kids = pydyf.Array()
        for kid in node.kids:
            if isinstance(kid, Node):
                if self._is_read(kid):
                    kids.append(self.write(kid, made).reference)
            elif kid.is_link:
                kids.extend(self._link(kid, made))
            elif self._is_printed(kid):
                kids.append(self._printed(kid, made, page))
        made["K"] = kids
        return made

    def parents(self) -> pydyf.Dictionary:
        """The way back from what is printed: pages first, then what is painted apart from them, then links."""
        numbers = pydyf.Array()
        for number, (stream, owners) in enumerate(self._owners.items()):
            numbers.extend((number, pydyf.Array(owners)))
            if stream not in self._pages:
                stream.extra["StructParents"] = number
        for number, (annotation, owner) in enumerate(self._links, len(self._owners)):
            numbers.extend((number, owner))
            annotation["StructParent"] = number
        return _dictionary(self._pdf, Nums=numbers)

    def _is_printed(self, kid: Content) -> bool:
        return not kid.is_link and hasattr(kid.box, "printed")

    def _is_read(self, node: Node) -> bool:
        """Whether a node has anything in it."""
        if node.role in KEPT_EMPTY or node.place:
            return True
        return any(self._is_read(kid) if isinstance(kid, Node) else self._is_printed(kid) for kid in node.kids)

    def _leads(self, node: Node) -> bool:
        return any(isinstance(kid, Content) and kid.is_link and _annotation(kid) is not None for kid in node.kids)

    def _printed(self, kid: Content, made: pydyf.Dictionary, page: int | None) -> object:
        stream: Any = kid.box.printed[0]
        number = kid.box.printed[1]
        owners = self._owners.setdefault(stream, [])
        owners.extend([b"null"] * (number + 1 - len(owners)))
        owners[number] = made.reference
        if kid.page == page and stream in self._pages:
            return number
        place = {"Type": "/MCR", "Pg": self._pdf.page_references[kid.page], "MCID": number}
        if stream not in self._pages:  # half-transparent, so that it stands in a group of its own
            place["Stm"] = stream.reference
        return pydyf.Dictionary(place)

    def _link(self, kid: Content, made: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
        annotation = _annotation(kid)
        if annotation is None or kid.box.element is None:
            return
        annotation["Contents"] = pydyf.String(link_words(kid.box.element))
        self._links.append((annotation, made.reference))
        page = self._pdf.page_references[kid.page]
        yield pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": page})


def _annotation(kid: Content) -> Any:  # noqa: ANN401 - WeasyPrint's
    return getattr(kid.box, "link_annotation", None)


def _attributes(node: Node) -> dict[str, object]:
    said = {"Lang": node.language, "Alt": node.alternative, "E": node.expansion}
    made: dict[str, object] = {name: pydyf.String(text) for name, text in said.items() if text}
    if node.place:
        made["ID"] = pydyf.String(node.place)
    if node.area:
        layout = pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(round(edge, 2) for edge in node.area)})
        if node.align:
            layout["TextAlign"] = f"/{node.align}"
        made["A"] = layout
    elif node.scope or node.spans != (1, 1):
        table = pydyf.Dictionary({"O": "/Table"})
        if node.scope:
            table["Scope"] = f"/{node.scope}"
        for name, count in zip(("ColSpan", "RowSpan"), node.spans, strict=True):
            if count != 1:
                table[name] = count
        made["A"] = table
    return made


def _dictionary(pdf: Any, **entries: object) -> pydyf.Dictionary:  # noqa: ANN401 - WeasyPrint's
    made = pydyf.Dictionary(entries)
    pdf.add_object(made)
    return made
