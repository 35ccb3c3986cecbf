"""The elements of WordprocessingML that python-docx has no calls for."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement


def mark(tag: str, *children: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """An element of the main namespace: `mark("jc", val="end")` is `<w:jc w:val="end"/>`."""
    made: Any = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), allowed(str(value)))
    made.extend(children)
    return made  # type: ignore[no-any-return]


def field(code: str, *shown: BaseOxmlElement, dirty: bool = False) -> list[BaseOxmlElement]:
    """Runs that make a field.

    Args:
        code: Its instruction: `PAGE`.
        shown: Runs shown until Word reckons it anew.
        dirty: Whether Word is to do so when it opens the document.
    """
    begin = mark("fldChar", fldCharType="begin", **({"dirty": "true"} if dirty else {}))
    instruction = _kept("instrText", f" {code} ")
    return [
        mark("r", begin),
        mark("r", instruction),
        mark("r", mark("fldChar", fldCharType="separate")),
        *shown,
        mark("r", mark("fldChar", fldCharType="end")),
    ]


TWIPS = 20
"""Word's unit, twentieths of a point, in a point."""

NO_BREAK = "\u2011"
"""A hyphen at which no line ends; Word has an element for it."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def allowed(text: str) -> str:
    """A text without the characters that no XML file may hold."""
    return _FORBIDDEN.sub("", text)


_SIGNS = {"\n": "br", "\t": "tab", NO_BREAK: "noBreakHyphen"}


def text_run(text: str, *properties: BaseOxmlElement) -> BaseOxmlElement:
    """A run of text. Tabs, line ends and hyphens that do not break become Word's own."""
    run = mark("r", mark("rPr", *properties)) if properties else mark("r")
    for piece in re.split(f"([{''.join(_SIGNS)}])", text):
        if piece in _SIGNS:
            run.append(mark(_SIGNS[piece]))
        elif piece:
            run.append(_kept("t", piece))
    return run


def _kept(tag: str, text: str) -> BaseOxmlElement:
    """An element whose spaces count."""
    made = mark(tag)
    made.text = allowed(text)
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
