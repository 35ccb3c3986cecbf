"""Tables of incidents: CSV files in a report's folder, every fault at its line and column."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from briefgen.load.codes import fault
from briefgen.load.delimited import separator
from briefgen.load.incident_rows import Rows
from briefgen.load.nearest import Nearest
from briefgen.load.paths import leaves, symlink_on_the_way
from briefgen.load.references import Known
from briefgen.load.text_file import read_text
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.dossier import Call
from briefgen.model.incident import IncidentTable
from briefgen.model.place import Place

TABLE_LIMIT = 2_000_000
"""Bytes."""
_TOLD = 50
"""Faults of one table that are told; the rest are counted."""
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table as read.

    Attributes:
        table: None where it has a fault that blocks.
        diagnostics: What is wrong with it.
    """

    table: IncidentTable | None
    diagnostics: tuple[Diagnostic, ...] = ()


def read_incidents(root: Path, folder: Path, call: Call, known: Known) -> ReadTable:
    """The table that a figure names, or what is wrong with it.

    Args:
        root: The desk's folder, which the table must lie in.
        folder: What its path is relative to.
        call: The figure's.
        known: Ids of the desk.
    """
    written = dict(call.parameters).get("data", "")
    path = folder / written
    if refusal := _refusal(root, folder, written, call):
        return ReadTable(None, (refusal,))
    name = path.relative_to(root).as_posix()
    text = read_text(path, name, TABLE_LIMIT)
    if isinstance(text, Diagnostic):
        return ReadTable(None, (text,))
    rows = Rows(name, known, decimal_comma=separator(text) == ";")
    incidents = tuple(rows.read(text))
    found = _shortened(rows.found, name)
    if any(each.severity is Severity.ERROR for each in found):
        return ReadTable(None, found)
    return ReadTable(IncidentTable(name, sha256(text.encode()).hexdigest(), incidents), found)


def _refusal(root: Path, folder: Path, written: str, call: Call) -> Diagnostic | None:
    if not written or leaves(written):
        message = f"the path '{written[:_SHOWN]}' leads out of the folder"
        return fault(
            "outside-workspace", call.place, message, "Write a path inside the report's folder: incidents.csv."
        )
    path = folder / written
    if link := symlink_on_the_way(root, path):
        message = f"the table's path leads through the symlink '{link}'"
        return fault("symlink", call.place, message, "Put the file itself there.")
    if not path.is_file():
        near = Nearest(each.relative_to(folder).as_posix() for each in folder.rglob("*.csv")).find(written)
        hint = f"Did you mean '{near}'?" if near else f"Put it in {folder.relative_to(root).as_posix()}/."
        return fault("missing-table", call.place, f"there is no table '{written[:_SHOWN]}'", hint)
    return None


def _shortened(found: list[Diagnostic], name: str) -> tuple[Diagnostic, ...]:
    """The first faults, and how many more there are: nobody mends a thousand one by one."""
    if len(found) <= _TOLD:
        return tuple(found)
    errors = sorted(found, key=lambda each: each.severity is not Severity.ERROR)
    message = f"{len(found) - _TOLD} more rows of the table have faults"
    return (
        *errors[:_TOLD],
        fault("broken-table", Place(name, line=1, column=1), message, "Mend those that are told first."),
    )
