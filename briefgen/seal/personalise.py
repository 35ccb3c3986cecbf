"""The room's one way through: the files that clients share go in, one client's come out."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from html import escape

from briefgen.model.brand import BrandKit
from briefgen.model.edition import Personal
from briefgen.model.reserved import HTML_COVER, HTML_FOOT, JSON_FIELD, WORD_COVER, WORD_FOOT
from briefgen.model.saying import Saying, saying
from briefgen.seal.base import no_place
from briefgen.seal.pdf import stamp
from briefgen.seal.wording import copy_line, foot_line, label

_QUICK = 6
"""Of zlib, as the shared file has it."""

_NO_PLACE_ON_PAGE = saying("the page keeps no place free for the client's name")
_NO_PLACE_IN_DATA = saying("the data keeps no place free for the client's name")


def personalise(made: Mapping[str, bytes], personal: Personal, kit: BrandKit) -> dict[str, bytes]:
    """Put on what makes files one client's: name, copy number and document id, watermark and recipient mark.

    Nothing is encrypted or signed here. The same client and the same files give the same bytes.

    Args:
        made: The bytes of each format, as clients with the same content share them; of `pdf`, `html`, `docx` and `json`.
        personal: Whose they become.
        kit: The brand, in the edition's language.

    Raises:
        RenderError: A format keeps no place free for what is personal, or no font of the brand has a letter of the name.
    """
    return {name: _WAYS[name](data, personal, kit) for name, data in made.items()}


def _page(data: bytes, personal: Personal, _: BrandKit) -> bytes:
    """The page for the screen. Its scripts and style sheets, which its policy knows by digest, are not touched."""
    lines = f"{escape(label(personal))} <b>{escape(personal.name)}</b> {escape(copy_line(personal))}"
    return _filled(data, {HTML_COVER: lines, HTML_FOOT: escape(foot_line(personal))}, _NO_PLACE_ON_PAGE)


def _data(data: bytes, personal: Personal, _: BrandKit) -> bytes:
    recipient = {"name": personal.name, "copy": personal.copy, "document": personal.document}
    told = json.dumps(recipient, ensure_ascii=False, indent=1).replace("\n", "\n ")
    return _filled(data, {JSON_FIELD: f'\n "recipient": {told},'}, _NO_PLACE_IN_DATA)


def _word(data: bytes, personal: Personal, _: BrandKit) -> bytes:
    """The Word document: each of its parts stays as it is but those that name the client."""
    cover, foot = f"{label(personal)} {personal.name} · {copy_line(personal)}".strip(), foot_line(personal)
    lines = {WORD_COVER.encode(): escape(cover).encode(), WORD_FOOT.encode(): escape(foot).encode()}
    found, made = set(), io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as shared,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICK) as own,
    ):
        for entry in shared.infolist():
            part = shared.read(entry)
            for mark, line in lines.items():
                if entry.filename.endswith(".xml") and mark in part:
                    found.add(mark)
                    part = part.replace(mark, line)
            own.writestr(entry, part)
    if found != set(lines):
        raise no_place(saying("the Word document keeps no place free for the client's name"))
    return made.getvalue()


def _filled(data: bytes, lines: Mapping[str, str], otherwise: Saying) -> bytes:
    """A text with lines in the places that are kept for them, each of which it has once; what is wrong otherwise."""
    for place, line in lines.items():
        if data.count(place.encode()) != 1:
            raise no_place(otherwise)
        data = data.replace(place.encode(), line.encode())
    return data


_WAYS: Mapping[str, Callable[[bytes, Personal, BrandKit], bytes]] = {
    "pdf": stamp,
    "html": _page,
    "docx": _word,
    "json": _data,
}
