"""New desks and new entries, from the commented files in templates/desk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from string import Template

import briefgen
from briefgen.desk.keys import make_trial_key
from briefgen.load.workspace import SETTINGS, Workspace
from briefgen.model.base import ID_PATTERN, Kind
from briefgen.model.faults import MachineError, UsageError

FOLDERS: Mapping[Kind, str] = {
    "source": "sources",
    "fact": "facts",
    "actor": "actors",
    "country": "countries",
    "topic": "topics",
    "report": "reports",
    "client": "clients",
}
"""A desk's folders, by what is in them."""

_LONGEST_ID = 100
_REVIEW_AFTER_DAYS = 365
# Stored without its dot: with it, the file would act on the folder of templates too.
_RENAMED = {"gitignore": ".gitignore"}


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What became of a desk's files.

    Attributes:
        written: Files that are new.
        kept: Files that were there, and stay as they are.
    """

    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def init_desk(folder: Path, today: date) -> Scaffold:
    """Write a desk with an example into a folder, and change no file that is there.

    Args:
        folder: The folder.
        today: From when its trial key is good.

    Raises:
        UsageError: The folder is a desk already, or a file.
    """
    if (folder / SETTINGS).exists():
        raise UsageError(f"{folder} is a desk already.", "Choose another folder, or begin an entry: briefgen new")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file.", "Choose a folder.")
    written: list[Path] = []
    kept: list[Path] = []
    root = _template("init")
    written += make_trial_key(folder, today)
    # The settings come last: a desk that was not written whole is no desk yet, and init can be run again.
    for source in sorted(_files(root), key=lambda path: (path.name == SETTINGS, path)):
        relative = source.relative_to(root)
        target = folder / relative.with_name(_RENAMED.get(relative.name, relative.name))
        (written if _write_new(target, source.read_text("utf-8")) else kept).append(target)
    (folder / "output").mkdir(exist_ok=True)
    return Scaffold(tuple(written), tuple(kept))


def new_entry(
    workspace: Workspace, kind: Kind, name: str, today: date, template_name: str | None = None
) -> tuple[Path, ...]:
    """Write a commented entry in its place.

    Args:
        workspace: The desk.
        kind: What it is.
        name: Its id.
        today: For the dates that are filled in.
        template_name: Of a report: what sort of document it is.

    Returns:
        The new files: one, or a report's three.

    Raises:
        UsageError: The id is not written as ids are, or its file exists.
    """
    _refuse_odd(name)
    folder = workspace.root / workspace.content / FOLDERS[kind]
    template = _template("new")
    if kind == "report":
        target = folder / name
        files = {file: target / file.name for file in _files(template / kind)}
    else:
        target = folder / f"{name}.yaml"
        files = {template / f"{kind}.yaml": target}
    _refuse_existing(workspace, target, folder)
    words = {"id": name, "today": f"{today}", "later": f"{today + timedelta(days=_REVIEW_AFTER_DAYS)}"}
    words["template"] = f"template: {template_name}" if template_name else "#template: situation-report"
    for file, path in files.items():
        if not _write_new(path, Template(file.read_text("utf-8")).substitute(words)):
            raise UsageError(f"{path} exists already.", "Choose another id, or edit it.")
    return tuple(files.values())


def _refuse_odd(name: str) -> None:
    if re.fullmatch(ID_PATTERN.strip("^$"), name) and len(name) <= _LONGEST_ID:
        return
    proposed = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_LONGEST_ID].strip("-")
    rule = f"An id has small letters and digits, parted by single hyphens, at most {_LONGEST_ID}."
    raise UsageError(f"'{name}' cannot be an id.", f"{rule} Try '{proposed}'." if proposed else rule)


def _refuse_existing(workspace: Workspace, target: Path, folder: Path) -> None:
    if not folder.resolve().is_relative_to(workspace.root.resolve()):
        raise UsageError(f"{folder} leads out of the desk.", "Put a folder in the place of the link.")
    if target.exists() or target.is_symlink():
        raise UsageError(f"{target.relative_to(workspace.root)} exists already.", "Choose another id, or edit it.")


def _template(name: str) -> Path:
    """A folder of scaffolds: in the installed package first, then in the checkout.

    Raises:
        MachineError: Neither has it.
    """
    package = Path(briefgen.__file__).parent
    for root in (package / "templates", package.parent / "templates"):
        if (root / "desk" / name).is_dir():
            return root / "desk" / name
    raise MachineError(f"The files for '{name}' are not installed.", "Install briefgen again.")


def _files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))


def _write_new(target: Path, text: str) -> bool:
    """Write a file whole, or leave what is there alone.

    Returns:
        Whether it was written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        stream = target.open("x", encoding="utf-8")
    except FileExistsError:
        return False
    try:
        with stream:
            stream.write(text)
    except BaseException:
        target.unlink()  # a full disk or Ctrl-C leaves nothing half-written
        raise
    return True
