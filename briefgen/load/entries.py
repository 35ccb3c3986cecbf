"""Entries: what a YAML file holds, before it is validated."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefgen.load.codes import fault
from briefgen.load.text_file import YAML_LIMIT, read_text
from briefgen.load.translations import Apart
from briefgen.load.yaml_file import UNREADABLE, parse_yaml
from briefgen.model.base import Noun
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.place import Place

# Possessive: a file of blank lines must not be tried at each of them again.
_ID_LINE = re.compile(r"^[ \t]*+(?:-[ \t]++)?+\{?[ \t]*+id:[ \t]*+['\"]?([a-z0-9-]+)", re.MULTILINE)


@dataclass(slots=True, eq=False)
class Entry:
    """One noun as written.

    Attributes:
        kind: `source`, `fact` and so on.
        id: Its id, "" where none can be told.
        raw: Its fields.
        place: Of the entry.
        noun: What became of it; None where it is faulty.
        cited: Facts that Markdown in it, or under it, cites.
        apart: Its texts in other languages, once it was validated; None where it has none.
        spoken: The noun in these languages.
    """

    kind: str
    id: str
    raw: dict[str, Any]
    place: Place
    noun: Noun | None = None
    cited: tuple[str, ...] = ()
    apart: Apart | None = None
    spoken: dict[str, Noun] = field(default_factory=dict)


@dataclass(slots=True)
class Entries:
    """The entries of a file.

    Attributes:
        entries: In the order written.
        diagnostics: What is wrong with the file.
        glimpsed: Ids seen in a file that could not be read to its end: what names them is not wrong.
    """

    entries: list[Entry] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    glimpsed: set[str] = field(default_factory=set)


def read_entries(path: Path, file: str, kind: str, name: str) -> Entries:
    """Read a file that holds one entry or a list of them.

    Args:
        path: The file.
        file: How diagnostics call it.
        kind: What its folder holds.
        name: Id of a lone entry that does not give one.
    """
    text = read_text(path, file, YAML_LIMIT)
    if isinstance(text, Diagnostic):
        return Entries(diagnostics=[text], glimpsed=_glimpsed_in_bytes(path) | {name})
    parsed = parse_yaml(text, file)
    found = Entries(diagnostics=list(parsed.diagnostics))
    if not parsed.whole:
        found.glimpsed = {name, *_ID_LINE.findall(text)}
        return found
    place = Place(file)
    if isinstance(parsed.data, list):
        for index, raw in enumerate(parsed.data):
            _add(found, raw, kind, place.inside(index), "")
        if not parsed.data:
            found.diagnostics.append(_empty(place))
    elif parsed.data is None:
        found.diagnostics.append(_empty(place))
    else:
        _add(found, parsed.data, kind, place, name)
    return found


def _add(found: Entries, raw: object, kind: str, place: Place, lone: str) -> None:
    """Take one entry; `lone` names one that is alone in its file."""
    if raw is UNREADABLE:
        return
    if not isinstance(raw, dict):
        hint = f"Write the {kind}'s fields, one a line: `id: …`."
        found.diagnostics.append(fault("wrong-type", place, f"this is not a {kind}", hint))
        return
    if lone and "id" not in raw:
        raw = {"id": lone, **raw}
    name = raw.get("id")
    found.entries.append(Entry(kind, name.strip() if isinstance(name, str) else "", raw, place))


def _empty(place: Place) -> Diagnostic:
    place = Place(place.file, line=1, column=1)
    return fault("wrong-type", place, "the file is empty", "Write one entry or a list of them, or delete the file.")


def _glimpsed_in_bytes(path: Path) -> set[str]:
    """Ids in a file that is not UTF-8; none in one that is too large or cannot be opened."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > YAML_LIMIT:
            return set()
        return set(_ID_LINE.findall(path.read_bytes().decode("utf-8", errors="replace")))
    except OSError:
        return set()
