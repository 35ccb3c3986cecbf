"""The file around the document: what it says of itself, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from briefgen.model.briefing import Briefing
from briefgen.render.word.marks import mark
from briefgen.render.word.styles import full_tag

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""What a ZIP file can say at the least; no clock is read."""
_PROGRAM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>briefgen</Application></Properties>"
)
_UNWANTED = ("customXml", "stylesWithEffects", "thumbnail")
"""What python-docx's template brings and nobody asked for."""


def describe(document: Document, briefing: Briefing) -> None:
    """Set what the document says of itself: by an allow-list, as for the PDF."""
    day = datetime.combine(briefing.as_of, time())
    about = document.core_properties
    about.title = briefing.title[:255]
    about.author = ("; ".join(briefing.authors) or briefing.brand.meta.name.full)[:255]
    about.last_modified_by = briefing.brand.meta.name.full[:255]
    about.subject = briefing.series[:255]
    about.keywords = ", ".join((*briefing.dateline.locations, *briefing.dateline.topics))[:255]
    about.comments = briefing.description[:255]
    about.category = briefing.marking.value
    about.language = briefing.language
    about.identifier = briefing.series_number
    about.created = about.modified = day
    about.revision = 1
    _set_settings(document, briefing.language)


def _set_settings(document: Document, language: str) -> None:
    """Word's settings, and none of those that python-docx's template happens to have. In the order of the standard."""
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    scheme = dict.fromkeys(("hyperlink", "followedHyperlink", *(f"accent{number}" for number in range(1, 7))))
    colours = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2", **{name: name for name in scheme}}
    # Without this, Word opens the document in a mode for old ones.
    modern = mark("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    settings.extend(
        [
            mark("zoom", percent=100),
            mark("embedTrueTypeFonts"),
            mark("defaultTabStop", val=720),
            mark("characterSpacingControl", val="doNotCompress"),
            mark("compat", modern),
            mark("themeFontLang", val=full_tag(language)),
            mark("clrSchemeMapping", **colours),
        ]
    )


def packed(document: Document) -> bytes:
    """The document's file: the same bytes for the same document."""
    _strip(document)
    first = io.BytesIO()
    document.save(first)
    second = io.BytesIO()
    with zipfile.ZipFile(first) as made, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            fixed.writestr(entry, made.read(name))
    return second.getvalue()


def _strip(document: Document) -> None:
    package = document.part.package
    for owner in (package.rels, document.part.rels):
        for key in [key for key, link in owner.items() if any(name in link.reltype for name in _UNWANTED)]:
            del owner[key]
    for link in package.rels.values():
        if link.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
            link.target_part._blob = _PROGRAM.encode()  # noqa: SLF001 - python-docx keeps it as bytes
