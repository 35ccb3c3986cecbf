"""Where in its file a word of a sentence stands."""

from __future__ import annotations

import re
from dataclasses import replace

from briefgen.check.reading.positions import Positions
from briefgen.check.reading.sentences import Sentence
from briefgen.model.place import Place

_LONGEST = 20_000
"""Characters of a sentence beyond which its words are not looked for."""
_CALL = re.compile(r"\[[@!^][^\[\]]*\]|\{:?[^{}\n]*\}")


def spot(sentence: Sentence, start: int, end: int) -> Place:
    """Line and column of some of a sentence's plain words; the sentence's where they are not found in what was written.

    Args:
        sentence: The sentence.
        start: Index of their first character in its plain text.
        end: Index behind their last one.
    """
    words = sentence.text[start:end].strip()
    if not words or len(sentence.raw) > _LONGEST:
        return sentence.place
    pattern = re.compile(r"\s+".join(re.escape(part) for part in words.split()))
    earlier = len(pattern.findall(sentence.text[:start]))
    raw = _CALL.sub(lambda call: re.sub(r"\S", "\0", call.group()), sentence.raw)
    found = [match.start() for match in pattern.finditer(raw)]
    if not found:
        return sentence.place
    return _place(sentence, found[min(earlier, len(found) - 1)])


def _place(sentence: Sentence, offset: int) -> Place:
    before = sentence.raw[:offset]
    column = len(before) - (before.rfind("\n") + 1)
    if "\n" not in before:
        return _moved(sentence.place, offset)
    line = sentence.raw.split("\n")[before.count("\n")]
    first = sentence.block.text.find(line)
    if first < 0:
        return sentence.place
    return Positions(sentence.block, quoted=sentence.kind == "standfirst").place(first + column)


def _moved(place: Place, columns: int) -> Place:
    if place.line is not None:
        return replace(place, column=(place.column or 1) + columns)
    last = place.pointer[-1] if place.pointer else None
    return Place(place.file, (*place.pointer[:-1], last + columns)) if isinstance(last, int) else place
