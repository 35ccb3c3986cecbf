"""Calls and markings within a paragraph, and the stretches of it that rest on a citation each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefgen.model.dossier import Call
from briefgen.model.marking import Marking, highest

_TARGET = r"\(\s*(?:<(?P<inside>[^<>\n]*)>|(?P<bare>[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*))[^()\n]*\)"
_SIGN = re.compile(
    r"\\.|(?P<ticks>`+)"
    r"|\[@(?P<cited>[^\[\]]*)\]|\[!(?!\[)(?P<judged>[^\[\]]*)\]"
    r"|!\[(?P<caption>(?:[^\[\]]|\[[^\[\]]*\])*)\]" + _TARGET,
    re.DOTALL,
)
MARKING = re.compile(r"[ \t]*\{marking=(TLP:[A-Z+]+)\}")
_STOP = re.compile(r"[*_]*[.!?…؟][\"'”’»›)\]*_]*(?=\s|\Z)")
_ENDED = re.compile(r"[.!?…؟][\"'”’»›)*_]*\s*\Z")
_FOOTNOTES = re.compile(r"(?:\[\^[^\]\n]*\])*")


@dataclass(frozen=True, slots=True)
class Sign:
    """A call in a text.

    Attributes:
        kind: `citation`, `judgement` or `image`.
        first: Where it begins.
        last: Behind it.
        targets: Ids; an image's address.
        caption: An image's.
    """

    kind: str
    first: int
    last: int
    targets: tuple[str, ...]
    caption: str = ""


def signs(text: str) -> list[Sign]:
    """The calls in a text, in reading order; what stands in code or behind a backslash is none."""
    found, at, closing = [], 0, _closing_ticks(text)
    while match := _SIGN.search(text, at):
        at = closing.get(match.start(), match.end()) if match["ticks"] else match.end()
        if match["cited"] is not None:
            names = tuple(each.strip().removeprefix("@") for each in match["cited"].split(";"))
            found.append(Sign("citation", match.start(), match.end(), names))
        elif match["judged"] is not None:
            found.append(Sign("judgement", match.start(), match.end(), (match["judged"].strip(),)))
        elif match["caption"] is not None:
            address = match["inside"] if match["inside"] is not None else match["bare"]
            found.append(Sign("image", match.start(), match.end(), (address,), match["caption"]))
    return found


def _closing_ticks(text: str) -> dict[int, int]:
    """Behind the run of backticks that closes each, where one does."""
    following: dict[int, int] = {}
    closing = {}
    for run in reversed(list(re.finditer("`+", text))):
        length = run.end() - run.start()
        if length in following:
            closing[run.start()] = following[length]
        following[length] = run.end()
    return closing


def signature(call: Call) -> tuple[str, tuple[str, ...]]:
    """What a call is, as its sign in the text has it."""
    if call.kind == "figure":
        return "image", (f"figure:{call.address}",)
    return ("image" if call.kind == "picture" else call.kind), call.targets


def marking_in(text: str) -> Marking:
    """The highest marking in a text; CLEAR where there is none."""
    return highest(tuple(Marking(label) for label in MARKING.findall(text)))


def stretches(text: str, found: Sequence[Sign]) -> Iterator[tuple[int, int]]:
    """From where to where each stretch goes: up to a citation that ends a sentence. What follows the last belongs to it."""
    start, ends = 0, []
    for sign in (each for each in found if each.kind == "citation"):
        after = _FOOTNOTES.match(text, sign.last)
        end = after.end() if after else sign.last
        if stop := _STOP.match(text, end):
            ends.append(stop.end())
        elif _ENDED.search(text[max(sign.first - 12, 0) : sign.first]) and text[end : end + 1] in ("", " ", "\n"):
            ends.append(end)
    for end in ends[:-1]:
        yield start, end
        start = end
    yield start, len(text)


def sentences(text: str) -> tuple[str, ...]:
    """A text as plain words, sentence by sentence: what would be found in a printed page."""
    plain = MARKING.sub("", text)
    for sign in reversed(signs(plain)):
        # An image's address is none of the words, but the caption is.
        plain = plain[: sign.first].rstrip() + (f" {sign.caption} " if sign.caption else "") + plain[sign.last :]
    plain = re.sub(r"\[([^\[\]]*)\]\([^()\s]*\)", r"\1", plain)
    plain = re.sub(
        r"^[ \t>]*(?:[-*+]|#{1,6}|[0-9]{1,9}[.)])?[ \t]+|[*_`]|\[\^[^\]]*\]:?", "", plain, flags=re.MULTILINE
    )
    parts = re.split(r"(?<=[.!?…؟])\s+|\n\s*\n|\|", plain)
    return tuple(said for each in parts if (said := " ".join(each.split())))


def numbers(texts: Iterable[str]) -> tuple[str, ...]:
    """Numbers with four digits or more in texts, years aside, as they are written: short ones stand on every page."""
    found = (each for text in texts for each in re.findall(r"\d[\d.,\u00a0\u202f]*\d", text))
    return tuple(
        each
        for each in dict.fromkeys(found)
        if len(re.sub(r"\D", "", each)) > 3 and not re.fullmatch(r"(?:19|20)\d\d", each)  # noqa: PLR2004
    )
