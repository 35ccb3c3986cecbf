"""Markdown without what it hides: what no page prints must not travel in the data either."""

from __future__ import annotations

import re

_FENCED = re.compile(r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)[`~]*[ ]*$", re.MULTILINE | re.DOTALL)
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<label>[^\[\]^][^\[\]]*)\]:[ ]*\n?[ ]*(?P<target>\S+)[ ]*(?:\n?[ ]*(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\))[ ]*)?$\n?",
    re.MULTILINE,
)
_TITLE = re.compile(r"(?P<kept>\]\(\s*(?:<[^>\n]*>|[^\s()]+))\s+(?:\"[^\"\n]*\"|'[^'\n]*')\s*\)")
_LANGUAGE = re.compile(r"\A(?P<fence>`{3,}|~{3,})[^\n]*")


def printed_markdown(text: str) -> str:
    """A text as written, less what setting it leaves out.

    That is titles of links, link definitions that nothing refers to, and the language of a block of code.
    """
    pieces, end = [], 0
    for fence in _FENCED.finditer(text):
        pieces += [_cleaned(text[end : fence.start()], text), _LANGUAGE.sub(r"\g<fence>", fence.group())]
        end = fence.end()
    return "".join([*pieces, _cleaned(text[end:], text)]).strip()


def _cleaned(piece: str, whole: str) -> str:
    rest = _DEFINITION.sub("", whole).casefold()

    def kept(match: re.Match[str]) -> str:
        used = f"[{' '.join(match['label'].split())}]".casefold() in rest
        return f"[{match['label']}]: {match['target']}\n" if used else ""

    return _TITLE.sub(r"\g<kept>)", _DEFINITION.sub(kept, piece))
