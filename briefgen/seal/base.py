"""The rendering that clients share, read once for all of them: what changes in it for any client, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from briefgen.model.faults import RenderError
from briefgen.model.reserved import PLACE
from briefgen.model.saying import Saying, saying
from briefgen.seal.appending import object_stream, stream

OVER, DOTS = "/RecipientOver", "/RecipientDots"
"""Names in the pages' resources."""

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Base:
    """A rendering, and what there is to know for stamping it.

    Attributes:
        data: The file.
        place: Where the cover is kept free: left, bottom, right, top, in points.
        at_end: Whether lines end at the place's end.
        language: BCP 47 tag; "" where the file says none.
        cover: The cover's size.
        sizes: Of its pages, points; each has an object for what stands over it, numbered from `over`.
        over: Number of the first of these.
        name: Number of the stream with the cover's name, and its mark there.
        dots: Number of the block of dots.
        resources: Number of the pages' resources, and what stands before and after the fonts in them.
        info: Number of the Info dictionary, and its beginning.
        metadata: Number of the metadata, and what stands before and after the end of what it says.
        held: Number of the object stream with what is the same for every client, and the numbers of what is in it.
        fixed: The objects that are the same for every client, that stream among them.
        free: The first number that nothing has.
        trailer: Entries of the trailer.
        identifier: The file's permanent one, hex.
    """

    data: bytes
    place: tuple[float, float, float, float]
    at_end: bool
    language: str
    cover: Size
    sizes: tuple[Size, ...]
    over: int
    name: tuple[int, int]
    dots: int
    resources: tuple[int, bytes, bytes]
    info: tuple[int, bytes]
    metadata: tuple[int, str, str]
    held: tuple[int, tuple[int, ...]]
    fixed: tuple[tuple[int, bytes], ...]
    free: int
    trailer: str
    identifier: str


@lru_cache(maxsize=8)
def base_of(data: bytes) -> Base:
    """Read a rendering, once for all its clients.

    Raises:
        RenderError: Its cover keeps no place free for a name.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        return _Reader(pdf, data).read()


class _Reader:
    """Reads one file. It is changed on the way as it will be for every client, and never written."""

    def __init__(self, pdf: pikepdf.Pdf, data: bytes) -> None:
        self._pdf = pdf
        self._data = data
        self._free = int(pdf.trailer.Size)
        self._changed: dict[int, Object] = {}

    def read(self) -> Base:
        element = _place_of(self._pdf)
        left, bottom, right, top = (float(edge) for edge in element.A.BBox)
        at_end = element.A.get("/TextAlign") == Name.End
        cover, language = element.Pg, str(self._pdf.Root.get("/Lang", ""))
        sizes = tuple(dict.fromkeys(size_of(page.obj) for page in self._pdf.pages))
        before, name, dots, over = self._number(), self._number(), self._number(), self._free
        self._free += len(sizes)
        for page in self._pdf.pages:
            after = [over + sizes.index(size_of(page.obj)), *([name] if page.obj.objgen == cover.objgen else [])]
            self._set_contents(page.obj, before, after)
        mark = self._wait_for_mark(element, cover, language)
        resources = self._resources()
        held = tuple(self._changed)
        packed, holder = object_stream([(number, self._told(number)) for number in held]), self._number()
        return Base(
            data=self._data,
            place=(left, bottom, right, top),
            at_end=at_end,
            language=language,
            cover=size_of(cover),
            sizes=sizes,
            over=over,
            name=(name, mark),
            dots=dots,
            resources=resources,
            info=(self._pdf.trailer.Info.objgen[0], self._pdf.trailer.Info.unparse(resolved=True).removesuffix(b">>")),
            metadata=(self._pdf.Root.Metadata.objgen[0], *self._said()),
            held=(holder, held),
            fixed=((before, stream(b"q")), (holder, packed)),
            free=self._free,
            trailer=self._trailer(),
            identifier=bytes(self._pdf.trailer.ID[0]).hex(),
        )

    def _number(self) -> int:
        self._free += 1
        return self._free - 1

    def _set_contents(self, page: Object, before: int, after: list[int]) -> None:
        own = page.Contents
        kept = [each.objgen[0] for each in (own if isinstance(own, Array) else [own])]
        # The numbers of objects that are not there yet: written into the page's text below.
        page.Contents = Name("/" + "-".join(map(str, (before, *kept, *after))))
        self._changed[page.objgen[0]] = page

    def _told(self, number: int) -> bytes:
        """An object as it stands in a file."""
        told = self._changed[number].unparse(resolved=True)
        return re.sub(
            rb"/Contents /([0-9-]+)",
            lambda found: b"/Contents [ %b ]" % b" ".join(b"%b 0 R" % each for each in found[1].split(b"-")),
            told,
        )

    def _wait_for_mark(self, element: Object, cover: Object, language: str) -> int:
        """Tie the paragraph on the cover to the mark that it will have.

        Returns:
            The mark's number.
        """
        tree = self._pdf.Root.StructTreeRoot.ParentTree
        numbers, key = tree.Nums, int(cover.StructParents)
        at = next(index for index in range(0, len(numbers), 2) if int(numbers[index]) == key)
        owners = numbers[at + 1]
        mark = len(owners)
        owners.append(element)
        holder = owners if owners.is_indirect else tree
        self._changed[holder.objgen[0]] = holder
        del element["/A"]
        if language:
            element.Lang = pikepdf.String(language)
        element.K = mark
        self._changed[element.objgen[0]] = element
        return mark

    def _resources(self) -> tuple[int, bytes, bytes]:
        """Number and text of what all pages draw upon; the engine gives all of them the same."""
        shared = {page.obj.Resources.objgen for page in self._pdf.pages}
        if len(shared) != 1 or (0, 0) in shared:
            raise RenderError(
                saying("the pages of a report do not share their resources"), saying("This is a fault of briefgen.")
            )
        resources = self._pdf.pages[0].obj.Resources
        dots = f"{DOTS} {self._dots_number()} 0 R"
        texts = []
        for kind, own in (("/XObject", dots), ("/ExtGState", f"{OVER} << /BM /Multiply >>"), ("/Font", "")):
            old = resources.get(kind, Dictionary()).unparse(resolved=True).removesuffix(b">>")
            texts.append(f"{kind} ".encode() + old + own.encode())
            if kind in resources:
                del resources[kind]
        before = resources.unparse(resolved=True).removesuffix(b">>") + b" >> ".join(texts) + b" "
        return resources.objgen[0], before, b" >> >>"

    def _dots_number(self) -> int:
        return int(self._pdf.trailer.Size) + 2

    def _said(self) -> tuple[str, str]:
        before, end, after = self._pdf.Root.Metadata.read_bytes().decode().rpartition("</rdf:RDF>")
        return before, end + after

    def _trailer(self) -> str:
        trailer = self._pdf.trailer
        start = self._data.rindex(b"startxref")
        last = int(self._data[start + 9 :].split()[0])
        return f"/Root {trailer.Root.objgen[0]} 0 R /Info {trailer.Info.objgen[0]} 0 R /Prev {last}"


def _place_of(pdf: pikepdf.Pdf) -> Object:
    """The element of the structure that waits for the name."""
    tree = pdf.Root.get("/StructTreeRoot", Dictionary())
    named = list(tree.get("/IDTree", Dictionary()).get("/Names", Array()))
    for name, element in zip(named[::2], named[1::2], strict=True):
        if str(name) == PLACE:
            return element
    raise no_place(saying("the cover keeps no place free for the client's name"))


def no_place(what: Saying) -> RenderError:
    """A rendering that cannot become one client's, because it keeps no place free for the name."""
    line = '{% include "report/parts/recipient.html.j2" %}'
    return RenderError(what, saying("Put %(line)s into the desk's own cover, or take that cover away.", line=line))


def size_of(page: Object) -> Size:
    """A page's width and height, points."""
    left, bottom, right, top = (float(edge) for edge in page.MediaBox)
    return right - left, top - bottom
