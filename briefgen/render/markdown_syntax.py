"""The content language's Markdown as a Python-Markdown extension.

What the language adds is turned into tokens: private-use characters around a number, which content may not hold. The
text between the tokens is sanitised; then each token gives way to HTML that the templates made.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

OPEN, CLOSE = "\ue000", "\ue001"
TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")
BRACES = ("\ue002", "\ue003")
"""Stand for double braces while Markdown is parsed."""

PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a token stands for.

    Attributes:
        kind: `cite`, `judgement`, `image`, `marking`, `differs`, `open` or `close` (of an admonition).
        values: Fact ids; a judgement's id; an image's address and caption; a label; a contradiction's id; the
            admonition's type and title.
    """

    kind: str
    values: tuple[str, ...]


@dataclass(slots=True)
class Marks:
    """The tokens of one text, in the order in which they were met."""

    found: list[Mark] = field(default_factory=list)

    def token(self, kind: str, *values: str) -> str:
        """A new token."""
        self.found.append(Mark(kind, values))
        return f"{OPEN}{len(self.found) - 1}{CLOSE}"


class ContentSyntax(Extension):
    """Citations, judgements, figures, markings and boxes.

    Args:
        marks: Collects what the tokens stand for.
        boxes: Gives the contradictions whose box follows a block that cites these facts.
    """

    def __init__(self, marks: Marks, boxes: Callable[[set[str]], list[str]]) -> None:
        super().__init__()
        self._marks = marks
        self._boxes = boxes

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processors, and take out those that let raw HTML through."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # What stands in double braces is text as it is written: no emphasis, no links.
        md.inlinePatterns.register(_Literal(f"{BRACES[0]}[^{BRACES[1]}\n]*{BRACES[1]}", md), "braces", 176)
        # Before links (160), after code spans (190) and escapes (180).
        md.inlinePatterns.register(_Reference(r"\s*\[@([^\]\n]+)\]([.,;:]?)", md, self._marks, "cite"), "citation", 175)
        md.inlinePatterns.register(_Reference(r"\[!([a-z0-9-]+)\]()", md, self._marks, "judgement"), "judgement", 174)
        md.inlinePatterns.register(_Marking(r"\s*\{marking=(TLP:[A-Z+]+)\}", md, self._marks), "marking", 173)
        # After inline patterns (20).
        md.treeprocessors.register(_Tokens(md, self._marks, self._boxes), "tokens", 5)


class _Literal(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802 - Python-Markdown's signature
        return AtomicString(m.group(0)), m.start(0), m.end(0)


class _Reference(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, marks: Marks, kind: str) -> None:
        super().__init__(pattern, md)
        self._marks = marks
        self._kind = kind

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802 - Python-Markdown's signature
        names = [name.strip().lstrip("@") for name in m.group(1).split(";")]
        # A raised number stands after the stop that ends its sentence.
        return AtomicString((m.group(2) or "") + self._marks.token(self._kind, *names)), m.start(0), m.end(0)


class _Marking(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, marks: Marks) -> None:
        super().__init__(pattern, md)
        self._marks = marks

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802 - Python-Markdown's signature
        return AtomicString(self._marks.token("marking", m.group(1))), m.start(0), m.end(0)


class _Tokens(Treeprocessor):
    def __init__(self, md: Markdown, marks: Marks, boxes: Callable[[set[str]], list[str]]) -> None:
        super().__init__(md)
        self._marks = marks
        self._boxes = boxes

    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            self._lower(element)
        self._replace_images(root)
        self._open_admonitions(root)
        self._add_boxes(root)

    def _lower(self, element: Element) -> None:
        """Headings in a text stand below the part's own heading."""
        if re.fullmatch("h[1-6]", element.tag):
            element.tag = f"h{min(int(element.tag[1]) + 1, 6)}" if element.tag != "h1" else "h3"

    def _replace_images(self, root: Element) -> None:
        escapes = self.md.treeprocessors["unescape"]
        for image in list(root.iter("img")):
            caption = escapes.unescape(image.get("alt", ""))  # type: ignore[attr-defined]
            token = self._marks.token("image", escapes.unescape(image.get("src", "")), TOKEN.sub("", caption))  # type: ignore[attr-defined]
            image.tag, image.text = "span", token
            image.attrib.clear()

    def _open_admonitions(self, root: Element) -> None:
        for element in [each for each in root.iter("div") if "admonition" in each.get("class", "")]:
            kind = element.get("class", "").split()[-1]
            title = element[0].text or "" if len(element) and element[0].get("class") == "admonition-title" else ""
            title = self._unstashed(title)
            if title:
                element.remove(element[0])
            element.insert(0, _paragraph(self._marks.token("open", kind, title)))
            element.append(_paragraph(self._marks.token("close")))

    def _unstashed(self, text: str) -> str:
        """A text with the signs in it that the parser has put aside: quotation marks, apostrophes."""
        stash = self.md.htmlStash
        for number, html in enumerate(stash.rawHtmlBlocks):
            text = text.replace(stash.get_placeholder(number), unescape(str(html)))
        return text

    def _add_boxes(self, root: Element) -> None:
        for block in list(root):
            cited = self._cited("".join(block.itertext()))
            at = list(root).index(block) + 1
            for offset, name in enumerate(self._boxes(cited)):
                root.insert(at + offset, _paragraph(self._marks.token("differs", name)))

    def _cited(self, text: str) -> set[str]:
        marks = (self._marks.found[int(number)] for number in TOKEN.findall(text))
        return {name for mark in marks if mark.kind in ("cite", "judgement") for name in mark.values}


def _paragraph(text: str) -> Element:
    paragraph = Element("p")
    paragraph.text = AtomicString(text)
    return paragraph
