"""Clients: that what they leave out is there, and that no two of them get files of the same name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefgen.load.codes import fault
from briefgen.load.deliveries import check_deliveries
from briefgen.load.entries import Entry
from briefgen.load.nearest import nearest_hint
from briefgen.load.reports import ReportFolder
from briefgen.model.client import FILE_NAME, PARTS, PLACEHOLDERS, filled, part_of
from briefgen.model.diagnostic import Diagnostic

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_REFUSED = '/\\:*?"<>|'
"""What one system or another does not take in a file's name."""
_LISTS = ("reports", "leave_out", "only", "formats")
_SHOWN = 60


def check_clients(
    entries: Iterable[Entry], folders: Iterable[ReportFolder], standing: Mapping[str, int], languages: Iterable[str]
) -> Iterator[tuple[Entry, Diagnostic]]:
    """What is wrong with the clients' fields beyond their types. Values of a wrong type are passed over.

    Args:
        entries: All entries.
        folders: The reports'.
        standing: How many standing paragraphs each profile has, by id.
        languages: BCP 47 tags that anything in the desk is written in.
    """
    clients = [entry for entry in entries if entry.kind == "client"]
    sections = {folder.id: _sections(folder) for folder in folders}
    sections |= {
        name: [(f"standing-{number}", "") for number in range(1, count + 1)]
        for name, count in standing.items()
        if name not in sections
    }
    named = []
    for client in clients:
        patterned = list(_pattern(client))
        if not patterned:
            named.append(client)
        yield from ((client, each) for each in (*_repeated(client), *_parts(client, sections), *patterned))
        yield from ((client, each) for each in check_deliveries(client))
    yield from _collisions(named, sections, frozenset(languages))


def _sections(folder: ReportFolder) -> list[tuple[str, str]]:
    """Name and file of each section."""
    return [(text.section.name, text.section.place.file) for text in folder.sections]


def _words(client: Entry, key: str) -> list[tuple[int, str]]:
    """The texts of a list, with their places in it."""
    values: Any = client.raw.get(key)
    if not isinstance(values, list):
        return []
    return [(at, each.strip()) for at, each in enumerate(values) if isinstance(each, str)]


def _repeated(client: Entry) -> Iterator[Diagnostic]:
    for key in _LISTS:
        seen: set[str] = set()
        for index, word in _words(client, key):
            if word in seen:
                message = f"'{word[:_SHOWN]}' stands in '{key}' a second time"
                yield fault("repeated-entry", client.place.inside(key, index), message, "Delete one of the two.")
            seen.add(word)


def _parts(client: Entry, sections: Mapping[str, list[tuple[str, str]]]) -> Iterator[Diagnostic]:
    """Names that are neither a part nor a section of a report that the client gets."""
    reports = [name for _, name in _words(client, "reports")]
    if any(name not in sections for name in reports):
        return  # An unknown report is told of by itself; nobody knows its sections.
    own = [each for name in reports for each in sections[name]]
    known = (*PARTS, *(file.rpartition("/")[2].removesuffix(".md") or name for name, file in own))
    for key in ("leave_out", "only"):
        for index, word in _words(client, key):
            if word in PARTS or any(part_of(word, name, file) for name, file in own):
                continue
            hint = nearest_hint(word, (*known, *(name for name, _ in own)), f"Parts are: {', '.join(PARTS)}.")
            message = f"'{word[:_SHOWN]}' is neither a part nor a section of the client's reports"
            yield fault("unknown-part", client.place.inside(key, index), message, hint)


def _pattern(client: Entry) -> Iterator[Diagnostic]:
    """A pattern for file names that would name files wrongly."""
    pattern = client.raw.get("file_name")
    if not isinstance(pattern, str) or not pattern.strip():
        return
    place, pattern = client.place.inside("file_name"), pattern.strip()
    unknown = [name for name in _PLACEHOLDER.findall(pattern) if name not in PLACEHOLDERS]
    rest = _PLACEHOLDER.sub("", pattern)
    if unknown:
        listed = f"There are: {', '.join(f'{{{name}}}' for name in PLACEHOLDERS)}."
        hint = nearest_hint(unknown[0], PLACEHOLDERS, listed)
        yield fault("malformed-file-name", place, f"unknown placeholder '{{{unknown[0][:_SHOWN]}}}'", hint)
    elif "{" in rest or "}" in rest:
        yield fault("malformed-file-name", place, "a brace is not closed", "Write {report}.{client}.")
    elif "{client}" not in pattern:
        hint = "Put {client} into it: without, one client's file would take the place of another's."
        yield fault("malformed-file-name", place, "the file name does not hold {client}", hint)
    elif bad := next((sign for sign in rest if sign in _REFUSED or unicodedata.category(sign).startswith("C")), ""):
        shown = bad if bad.isprintable() else f"U+{ord(bad):04X}"
        hint = "Use letters, digits, spaces, dots, hyphens and underscores."
        yield fault("malformed-file-name", place, f"a file's name cannot hold '{shown}'", hint)
    elif pattern.startswith(".") or pattern.endswith("."):
        message = "a file's name cannot begin or end with a dot"
        yield fault("malformed-file-name", place, message, "Begin and end it with a word or a placeholder.")


def _collisions(
    clients: Iterable[Entry], sections: Mapping[str, Any], languages: frozenset[str]
) -> Iterator[tuple[Entry, Diagnostic]]:
    """Two clients whose files of one report would have one name, or one whose files would have the desk's own."""
    taken: dict[tuple[str, str], Entry] = {}
    own = {(report, f"{report}.{tag}".casefold()) for report in sections for tag in languages}
    own |= {(report, report.casefold()) for report in sections}
    for client in clients:
        written = client.raw.get("file_name", FILE_NAME)
        if not isinstance(written, str) or not client.id:
            continue
        place = client.place.inside("file_name" if "file_name" in client.raw else "id")
        told: set[str] = set()
        for _, report in _words(client, "reports"):
            words = {"report": report, "client": client.id, "language": str(client.raw.get("language", "en"))}
            key = report, filled(written.strip(), words).casefold()
            rival = taken.setdefault(key, client)
            if key in own and "" not in told:
                told.add("")
                message = f"the files of '{report}' would be called '{key[1]}', as the desk's own are"
                yield client, fault("colliding-file-names", place, message, "Give the client another file_name.")
            elif rival is not client and rival.id != client.id and rival.id not in told:
                told.add(rival.id)
                message = f"the files of '{report}' would be called '{key[1]}', as those of the client '{rival.id}'"
                yield client, fault("colliding-file-names", place, message, "Give one of the two another file_name.")
