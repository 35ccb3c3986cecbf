"""The content folder: entries, report folders, and folders that are not there or cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from briefgen.load.codes import fault
from briefgen.load.entries import Entry, read_entries
from briefgen.load.folders import list_files
from briefgen.load.nearest import nearest_hint
from briefgen.load.reports import ReportFolder, read_report_folder
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.place import Place

FOLDERS = {
    "sources": "source",
    "facts": "fact",
    "actors": "actor",
    "countries": "country",
    "topics": "topic",
    "clients": "client",
    "reports": "report",
}
"""Kind of what is in a folder, by its name."""

_YAML = (".yaml", ".yml")
_NOTES = "README.md"


@dataclass(slots=True)
class Content:
    """What the folder holds.

    Attributes:
        entries: All entries, those of `report.yaml` files among them.
        folders: The reports' folders.
        diagnostics: What is wrong with files and folders.
        ids: Ids by kind that are known before entries are looked at: of reports, and glimpsed in broken files.
        places: Of reports without a readable `report.yaml`, by (kind, id).
        refused: Kinds whose folder is there and cannot be read; nobody knows which ids are in it.
        missing: Folders that are not there, by kind.
    """

    entries: list[Entry] = field(default_factory=list)
    folders: list[ReportFolder] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    ids: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in FOLDERS.values()})
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    missing: dict[str, str] = field(default_factory=dict)


def read_content(root: Path, folder: Path) -> Content:
    """Read a desk's content.

    Args:
        root: The desk's folder; findings name files relative to it.
        folder: The content folder in it; it must exist.
    """
    return _Reading(root, folder).read()


class _Reading:
    def __init__(self, root: Path, folder: Path) -> None:
        self._root = root
        self._folder = folder
        self._content = Content()

    def read(self) -> Content:
        """Read folder after folder."""
        content = self._content
        for path in self._children(self._folder):
            kind = FOLDERS.get(path.name, "")
            if path.is_symlink():
                self._say("symlink", path, "symlinks are not followed", "Put the folder itself here.")
                content.refused.add(kind)
            elif kind and not path.is_dir():
                message = f"'{path.name}' is a file, and must be a folder"
                self._say("missing-folder", path, message, f"Put a folder with the {path.name} in its place.")
                content.refused.add(kind)
            elif kind == "report":
                self._read_reports(path)
            elif kind:
                self._read_kind(path, kind)
            else:
                hint = nearest_hint(path.name, FOLDERS)
                self._say("unexpected-file", path, f"'{path.name}' is not read", hint)
        for name, kind in FOLDERS.items():
            path = self._folder / name
            if not path.is_symlink() and not path.exists():
                content.missing[kind] = self._name(path)
        return content

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()

    def _say(self, name: str, path: Path, message: str, hint: str) -> None:
        self._content.diagnostics.append(fault(name, Place(self._name(path)), message, hint))

    def _children(self, folder: Path) -> list[Path]:
        """What lies in a folder, hidden files and notes aside."""
        try:
            paths = sorted(folder.iterdir())
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            self._say("unreadable-file", folder, f"the folder cannot be read: {reason}", "Check its permissions.")
            self._content.refused.update({FOLDERS[folder.name]} if folder.name in FOLDERS else FOLDERS.values())
            return []
        return [path for path in paths if not path.name.startswith(".") and path.name != _NOTES]

    def _read_kind(self, folder: Path, kind: str) -> None:
        content = self._content
        hint = f"Here belong YAML files with the {folder.name} in them."
        listing = list_files(self._root, folder, lambda path: path.suffix in _YAML, hint)
        content.diagnostics += listing.diagnostics
        if any(found.name == "unreadable-file" for found in listing.diagnostics):
            content.refused.add(kind)
        for path in listing.files:
            found = read_entries(path, self._name(path), kind, path.stem)
            content.entries += found.entries
            content.diagnostics += found.diagnostics
            content.ids[kind] |= found.glimpsed

    def _read_reports(self, folder: Path) -> None:
        content = self._content
        for path in self._children(folder):
            if path.is_symlink():
                self._say("symlink", path, "symlinks are not followed", "Put the folder itself here.")
            elif path.is_dir():
                report = read_report_folder(self._root, path)
                content.folders.append(report)
                content.ids["report"].add(report.id)
                if report.entry:
                    content.entries.append(report.entry)
                else:
                    content.places["report", report.id] = Place(self._name(path))
            else:
                hint = "Each report has a folder of its own here."
                self._say("unexpected-file", path, f"'{path.name}' is not read", hint)
