"""JSON: each string and number, at its pointer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from briefgen.model.saying import saying
from briefgen.seal.leaks.scan import Scan, chunks

_BRANCH = 2
"""Levels of the file that are taken apart."""

_LINE = re.compile(r"\n")
_CHUNK = 8_000
_SOURCE = saying("%(format)s source", format="JSON")


class _Members(NamedTuple):
    """An object's members; a name may come twice."""

    pairs: list[tuple[str, object]]


def scan_values(scan: Scan, data: bytes) -> None:
    """Search a JSON file. Raises JSONDecodeError if it is none."""
    text = data.decode("utf-8-sig", "replace")
    tree = json.loads(text, object_pairs_hook=_Members, parse_float=str, parse_int=str)
    for pointer, branch in _branches(tree, "", _BRANCH):
        values = "\n".join(value for _, value in _leaves(branch, "", told=False))
        work = partial(_search, pointer=pointer, branch=branch, values=values)
        scan.once("", "JSON values", (pointer, values), work)
    whole = scan.part()
    for lines in chunks(text, _LINE, _CHUNK):
        whole.once("", "JSON lines", (lines,), partial(Scan.syntax, place=_SOURCE, text=lines))
    scan.add_new(whole)


def _branches(tree: object, pointer: str, depth: int) -> Iterator[tuple[str, object]]:
    """Parts of the file, each searched and remembered by itself."""
    if depth and isinstance(tree, (list, _Members)):
        for within, member in _within(tree, pointer):
            yield from _branches(member, within, depth - 1)
    else:
        yield pointer, tree


def _search(scan: Scan, pointer: str, branch: object, values: str) -> None:
    """All values at once; each by itself only where something is found, to say where."""
    whole = scan.part()
    whole.prose("", values)
    if not whole.found and not whole.personal:
        return
    scan.personal |= whole.personal
    for place, value in _leaves(branch, pointer, told=True):
        scan.prose(f"JSON {place}", value)
    if not scan.found:
        scan.take("JSON", whole.found)


def _within(value: list[object] | _Members, pointer: str) -> Iterator[tuple[str, object]]:
    """Members with their pointers (RFC 6901)."""
    if isinstance(value, _Members):
        for name, member in value.pairs:
            yield f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}", member
    else:
        for number, member in enumerate(value):
            yield f"{pointer}/{number}", member


def _leaves(value: object, pointer: str, *, told: bool) -> Iterator[tuple[str, str]]:
    """Each string and number, with its pointer if that is to be told; nothing of true, false and null."""
    if isinstance(value, str):
        yield pointer or "/", value
    elif told and isinstance(value, (list, _Members)):
        for within, member in _within(value, pointer):
            yield from _leaves(member, within, told=True)
    elif isinstance(value, (list, _Members)):
        for member in value if isinstance(value, list) else [pair[1] for pair in value.pairs]:
            yield from _leaves(member, "", told=False)
