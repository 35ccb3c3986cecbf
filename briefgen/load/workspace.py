"""The desk's folder, and what `briefgen.toml` says of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from briefgen.load.codes import fault
from briefgen.load.paths import leaves, symlink_on_the_way
from briefgen.load.settings import (
    DigestSettings,
    MailSettings,
    ScheduleSettings,
    Settings,
    SigningSettings,
    StoreSettings,
    TellSettings,
)
from briefgen.load.text_file import line_and_column, read_text
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.faults import UsageError
from briefgen.model.place import Place

SETTINGS = "briefgen.toml"
_SETTINGS_LIMIT = 100_000
_UNATTENDED = {"schedule", "mail", "store", "tell"}
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")
_BEGUN = re.compile(rf"\s*(?P<table>\[*)\s*(?P<names>(?:{_KEY.pattern})(?:\s*\.\s*(?:{_KEY.pattern}))*+)\s*[\]=]")


@dataclass(frozen=True, slots=True)
class Workspace:
    """A desk: the folder with `briefgen.toml` in it.

    Attributes:
        root: The folder, absolute and without symlinks.
        name: As the desk calls itself; the folder's name where it does not say.
        as_of: The day that reports speak from where they do not say; None leaves it to the caller.
        brand: The brand that reports use where they do not say.
        language: BCP 47 tag.
        content: Folder of sources, facts, profiles and reports.
        output: Folder that built reports go to.
        templates: Folder of the desk's own templates; it need not exist.
        registry: Where issues are recorded: a file in the desk, a database URL, or a reference `env:NAME`, `file:PATH`.
        four_eyes: Whether a report is approved by somebody else than its author.
        digests: Digests of the desk, by name.
        signing: The key that it signs with; None where it has none.
        schedule: The schedule of reports that have none of their own; None where there is none.
        mail: The server that mails go out by; None where there is none.
        store: The store that clients' files go to; None where there is none.
        tell: Who hears of a scheduled run.
    """

    root: Path
    name: str
    as_of: date | None
    brand: str
    language: str
    content: Path
    output: Path
    templates: Path
    registry: str = "registry.db"
    four_eyes: bool = True
    digests: Mapping[str, DigestSettings] = field(default_factory=dict)
    signing: SigningSettings | None = None
    schedule: ScheduleSettings | None = None
    mail: MailSettings | None = None
    store: StoreSettings | None = None
    tell: TellSettings = field(default_factory=TellSettings)


def find_workspace(start: Path) -> Workspace:
    """The desk that a folder or file lies in: the nearest folder upward with `briefgen.toml`.

    Raises:
        UsageError: There is none, or its settings are faulty; each fault has its line.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file():
            return _open(folder)
    raise UsageError(
        f"no {SETTINGS} in {start} or above it", "Run `briefgen init` to make a desk, or name one with --workspace."
    )


def _open(root: Path) -> Workspace:
    text = read_text(root / SETTINGS, SETTINGS, _SETTINGS_LIMIT)
    if isinstance(text, Diagnostic):
        _refuse([text], "")
    settings = _settings(str(text))
    return Workspace(
        root=root,
        name=settings.name or root.name or "desk",
        as_of=settings.as_of,
        brand=settings.brand,
        language=settings.language,
        content=_folder(root, settings.content, "content", str(text)),
        output=_folder(root, settings.output, "output", str(text)),
        templates=root / "templates",
        registry=settings.registry,
        four_eyes=settings.four_eyes,
        digests=settings.digests,
        signing=settings.signing,
        schedule=settings.schedule,
        mail=settings.mail,
        store=settings.store,
        tell=settings.tell,
    )


def _settings(text: str) -> Settings:
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        _refuse([_broken(error, text)], text)
    try:
        settings = Settings.model_validate(raw)
    except ValidationError as error:
        _refuse(_faults(raw, error), text)
    # TOML has days of its own; what else validation takes for one, text and moments, has to be looked at.
    if settings.as_of and type(raw["as_of"]) is not date and (faults := _faults(raw, None)):
        _refuse(faults, text)
    if not _UNATTENDED.isdisjoint(raw):
        from briefgen.load.unattended import check_unattended  # noqa: PLC0415 - a desk without schedules needs none of it

        if faults := list(check_unattended(settings, SETTINGS)):
            _refuse(faults, text)
    return settings


def _faults(raw: Mapping[str, Any], error: ValidationError | None) -> list[Diagnostic]:
    """What is wrong with the settings: days that are none, and what validation found."""
    from briefgen.load.messages import day_fault, describe  # noqa: PLC0415 - most desks have no faulty settings
    from briefgen.load.shapes import mentions, plan_of  # noqa: PLC0415

    raw = {key: value.isoformat() if type(value) is date else value for key, value in raw.items()}
    days = [
        day_fault(found.value, str(found.pointer[-1]), Place(SETTINGS, found.pointer))
        for found in mentions(plan_of(Settings), raw, {})
    ]
    return days + (describe(Settings, raw, error.errors(include_url=False), Place(SETTINGS)) if error else [])


def _broken(error: Exception, text: str) -> Diagnostic:
    """What the TOML parser says. Its text ends in the place: "(at line 1, column 5)"."""
    if isinstance(error, RecursionError):
        lines = text.split("\n")
        line = max(range(len(lines)), key=lambda number: lines[number].count("[") + lines[number].count("{"))
        message, hint = "lists or tables stand too deep in each other", "Write each setting as text or a date."
        return fault("nesting", Place(SETTINGS, line=line + 1, column=1), message, hint)
    if not isinstance(error, tomllib.TOMLDecodeError):
        # The one error of Python's own that comes through: it reads no number of more than 4,300 digits.
        longest = max(re.finditer(r"[0-9][0-9_]*+", text), key=lambda match: len(match.group()), default=None)
        line, column = line_and_column(text, longest.start() if longest else 0)
        message, hint = "this number is too long to be read", "Write a shorter one, or put it in quotes."
        return fault("out-of-range", Place(SETTINGS, line=line, column=column), message, hint)
    message, _, where = str(error).partition(" (at ")
    numbers = [int(number) for number in re.findall(r"[0-9]+", where)]
    line, column = (numbers[0], numbers[1]) if len(numbers) > 1 else (text.count("\n") + 1, 1)
    place = Place(SETTINGS, line=line, column=column)
    return fault("broken-yaml", place, f"this is not valid TOML: {message[:200].lower()}", 'Write `key = "text"`.')


def _folder(root: Path, written: str, key: str, text: str) -> Path:
    folder = root / written
    if leaves(written):
        message, hint = f"'{key}' leads out of the desk: '{written}'", "Name a folder inside the desk."
        _refuse([fault("outside-workspace", Place(SETTINGS, (key,)), message, hint)], text)
    if link := symlink_on_the_way(root, folder):
        message, hint = f"'{key}' leads through the symlink '{link}'", "Put the folder itself there."
        _refuse([fault("symlink", Place(SETTINGS, (key,)), message, hint)], text)
    return folder


def _refuse(faults: list[Diagnostic], text: str) -> NoReturn:
    """All faults of the settings as one error, each with its place, its line, a caret and its remedy."""
    lines = text.split("\n")
    shown = []
    for line, column, found in sorted(((*_position(lines, found), found) for found in faults), key=itemgetter(0, 1)):
        # A secret that stands there must not get into a log.
        told = line <= len(lines) and text and found.name != "bare-secret"
        excerpt = f"\n    {lines[line - 1]}\n    {' ' * (column - 1)}^" if told else ""
        shown.append(f"{SETTINGS}:{line}:{column}: {found.message}{excerpt}")
    raise UsageError("\n".join(shown), " ".join(dict.fromkeys(found.hint for found in faults)))


def _position(lines: list[str], found: Diagnostic) -> tuple[int, int]:
    place = found.place or Place(SETTINGS)
    if place.line:
        return place.line, place.column or 1
    return setting_position(lines, *place.pointer) or (1, 1)


def setting_position(lines: Iterable[str], *pointer: str | int) -> tuple[int, int] | None:
    """Line and column of a setting, 1-based; None where it is not written. A key begins its line, as tables' names do.

    Args:
        lines: Of the settings.
        pointer: Its name, after those of the tables that it stands in: `mail`, `host`. A setting of a table that is
            written on one line is found where the table is, an entry of a list where the list is.
    """
    keys = tuple(step for step in pointer if isinstance(step, str))
    written: dict[tuple[str, ...], tuple[int, int]] = {}
    for path, *position in _written(lines):
        written.setdefault(path, (position[0], position[1]))
    return next((written[keys[:end]] for end in range(len(keys), 0, -1) if keys[:end] in written), None)


def _written(lines: Iterable[str]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Every name of a table or setting that begins a line, with those of the tables around it, its line and column."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(lines, 1):
        begun = _BEGUN.match(line)
        if not begun:
            continue
        path = () if begun["table"] else table
        for key in _KEY.finditer(line, begun.start("names"), begun.end("names")):
            path = (*path, key.group().strip("\"'"))
            yield path, number, key.start() + 1 + (key.group()[0] in "\"'")
        table = path if begun["table"] else table
