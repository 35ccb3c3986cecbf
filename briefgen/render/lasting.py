"""What PDF/A-3 asks of a file besides its metadata: the files in it named, typed, dated and related (ISO 19005-3, 6.8)."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import md5
from typing import Any

import pydyf

from briefgen.model.page import Attachment


class _Written(pydyf.Object):  # type: ignore[misc]
    """An object that is no longer going to change, as it stands in the file."""

    data = b""

    def __init__(self, source: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation = source.number, source.generation
        self.data = source.data
        self._compressible = source.compressible

    @property
    def compressible(self) -> bool:
        """Whether it may stand in an object stream."""
        return bool(self._compressible)


def finish(pdf: Any, attachments: Sequence[Attachment], processors: int = 1) -> None:  # noqa: ANN401 - WeasyPrint's
    """Make a painted PDF fit to last, and ready to be written.

    Args:
        pdf: The engine's PDF.
        attachments: Files to put into it; each name may appear once. They bear the PDF's own date.
        processors: How many may work on it at a time.
    """
    _attach(pdf, attachments)
    for each in pdf.objects:
        if "Interpolate" in getattr(each, "extra", ()):
            each.extra["Interpolate"] = "false"  # a viewer that smooths a picture shows another one
    # The file and its identifier are both made of every object; each would be put together and compressed anew.
    # What takes time is compressing streams, and no turn of the interpreter is needed for that.
    streams = [each for each in pdf.objects if isinstance(each, pydyf.Stream)]
    with ThreadPoolExecutor(processors) as pool:
        written = dict(zip(map(id, streams), pool.map(_Written, streams), strict=True))
    pdf.objects[:] = [each if each.free == "f" else written.get(id(each)) or _Written(each) for each in pdf.objects]


def _attach(pdf: Any, attachments: Sequence[Attachment]) -> None:  # noqa: ANN401 - WeasyPrint's
    if not attachments:
        return
    names, files = pydyf.Array(), pydyf.Array()
    for attachment in sorted(attachments, key=lambda each: each.name):
        reference = _file(pdf, attachment)
        names.extend((pydyf.String(attachment.name), reference))
        files.append(reference)
    tree = pydyf.Dictionary({"Names": names})
    pdf.add_object(tree)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = files


def _file(pdf: Any, attachment: Attachment) -> bytes:  # noqa: ANN401 - WeasyPrint's
    digest = md5(attachment.data, usedforsecurity=False).hexdigest()
    parameters = pydyf.Dictionary({"Size": len(attachment.data), "CheckSum": f"<{digest}>"})
    if date := pdf.info.get("ModDate"):
        parameters["ModDate"] = date
    kind = attachment.media_type.replace("/", "#2f")
    embedded = {"Type": "/EmbeddedFile", "Subtype": f"/{kind}", "Params": parameters}
    stream = pydyf.Stream([attachment.data], pydyf.Dictionary(embedded), compress=True)
    pdf.add_object(stream)
    specification = {
        "Type": "/Filespec",
        "F": pydyf.String(attachment.name),
        "UF": pydyf.String(attachment.name),
        "Desc": pydyf.String(attachment.description),
        "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
        "AFRelationship": f"/{attachment.relationship}",
    }
    made = pydyf.Dictionary(specification)
    pdf.add_object(made)
    return bytes(made.reference)
