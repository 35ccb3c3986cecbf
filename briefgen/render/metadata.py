"""What a PDF says of itself, as XMP: title, authors and dates, and by which standards it may be checked.

PDF/A-3a allows only properties whose schema it knows or finds described in the file. That of PDF/UA is not among those it
knows, so the description goes in with it (ISO 19005-3, 6.6.2.3.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_PACKET = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
{properties}
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
    <pdfaProperty:name>part</pdfaProperty:name>
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
    <pdfaProperty:category>internal</pdfaProperty:category>
    <pdfaProperty:description>Which part of ISO 14289 the file conforms to</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a file says of itself; "" for what it does not say.

    Attributes:
        created: A date or time as W3C writes them, as is `modified`.
        tool: The program that made the page.
        producer: The program that printed it.
        identifier: An issue's number.
    """

    title: str
    authors: Sequence[str]
    description: str
    keywords: Sequence[str]
    language: str
    created: str
    modified: str
    tool: str
    producer: str
    identifier: str


def xmp(statement: Statement) -> bytes:
    """The statement as RDF, without the packet around it."""
    properties = (
        ("dc:title", _alternatives(statement.title)),
        ("dc:creator", _items("Seq", statement.authors)),
        ("dc:description", _alternatives(statement.description)),
        ("dc:language", _items("Bag", [statement.language])),
        ("dc:identifier", escape(statement.identifier)),
        ("pdf:Keywords", escape(", ".join(statement.keywords))),
        ("pdf:Producer", escape(statement.producer)),
        ("xmp:CreatorTool", escape(statement.tool)),
        ("xmp:CreateDate", escape(statement.created)),
        ("xmp:ModifyDate", escape(statement.modified)),
    )
    written = "\n".join(f"<{name}>{value}</{name}>" for name, value in properties if value)
    return _PACKET.format(properties=written).encode()


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>' if text else ""


def _items(kind: str, texts: Sequence[str]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts if text)
    return f"<rdf:{kind}>{items}</rdf:{kind}>" if items else ""
