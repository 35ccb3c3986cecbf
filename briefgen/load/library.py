"""The whole desk, read and checked: every fault of every file in one run."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import ValidationError

from briefgen.load.calls import Names, check_call
from briefgen.load.clients import check_clients
from briefgen.load.codes import fault
from briefgen.load.content import Content, read_content
from briefgen.load.entries import Entry
from briefgen.load.incidents import ReadTable, read_incidents
from briefgen.load.messages import describe
from briefgen.load.pictures import read_picture
from briefgen.load.places import look_up
from briefgen.load.references import Known, check_references, resolvable
from briefgen.load.reports import ReportFolder, check_report, check_translations
from briefgen.load.schedules import check_schedule
from briefgen.load.shapes import Pointer
from briefgen.load.spoken import read_translated, translations, validate_apart
from briefgen.load.standing import read_standing
from briefgen.load.translations import place_in, take_apart, told_once
from briefgen.load.workspace import SETTINGS, Workspace
from briefgen.model.actor import Actor
from briefgen.model.base import Noun
from briefgen.model.client import Client
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.dossier import Asset, Library, Manuscript
from briefgen.model.fact import Fact
from briefgen.model.incident import IncidentTable
from briefgen.model.place import Place
from briefgen.model.profile import Country, Topic
from briefgen.model.report import Report
from briefgen.model.source import Source

NOUNS: dict[str, type[Noun]] = {
    "source": Source,
    "fact": Fact,
    "actor": Actor,
    "country": Country,
    "topic": Topic,
    "report": Report,
    "client": Client,
}
_AnyNoun = TypeVar("_AnyNoun", bound=Noun)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A desk's content and what is wrong with it.

    Attributes:
        library: What is whole: nouns that are valid and whose references lead to valid ones. Its `places` know faulty
            nouns too.
        diagnostics: Not yet located; see `load.places.locate`.
    """

    library: Library
    diagnostics: tuple[Diagnostic, ...]


def load_library(workspace: Workspace) -> Loaded:
    """Read and check everything in a desk. Never raises for what the content holds."""
    with _collector_paused():
        return _Loading(workspace).load()


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Everything read here stays, so looking through it for garbage again and again only costs time: a third of it."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class _Loading:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._root = workspace.root
        self._entries: list[Entry] = []
        self._folders: list[ReportFolder] = []
        self._found: list[Diagnostic] = []
        self._places: dict[tuple[str, str], Place] = {}
        self._ids: dict[str, set[str]] = {kind: set() for kind in NOUNS}
        self._assets: dict[str, dict[str, Asset]] = {}
        self._tables: dict[str, dict[str, IncidentTable]] = {}
        self._written: dict[str, dict[Pointer, tuple[str, ...]]] = {}

    def load(self) -> Loaded:
        """Read, then check what is written against what exists."""
        content = self._read()
        self._register()
        known = Known(self._ids, _unread(self._entries), content.refused, content.missing)
        for entry in self._entries:
            self._check_entry(entry, known)
        self._check_codes()
        self._check_profiles(known)
        for folder in self._folders:
            self._check_folder(folder, known)
        self._check_clients()
        for index, name in enumerate(self._workspace.schedule.reports if self._workspace.schedule else ()):
            self._found += known.check(name, ("report",), Place(SETTINGS, ("schedule", "reports", index)))
        if "report" in content.missing and "report" not in known.told:
            hint = "`briefgen new report <id>` begins a report. A profile is printed without one."
            message = "the desk has no reports: there is no such folder"
            self._found.append(fault("no-reports", Place(content.missing["report"]), message, hint))
        return Loaded(self._library(known), tuple(self._placed()))

    def _read(self) -> Content:
        folder = self._workspace.content
        if not folder.is_dir():
            name = folder.relative_to(self._root).as_posix()
            hint = "Make it, or name another one as `content` in briefgen.toml."
            message = f"there is no content folder '{name}'"
            self._found.append(fault("missing-file", Place(SETTINGS, ("content",)), message, hint))
            return Content()
        content = read_content(self._root, folder)
        self._entries, self._folders, self._ids = content.entries, content.folders, content.ids
        self._places = content.places
        self._found += content.diagnostics
        return content

    def _register(self) -> None:
        """Take in all ids, and report those taken twice. Countries and topics share their ids: both are profiles."""
        twice: list[tuple[Entry, Place]] = []
        kept = []
        for entry in self._entries:
            if not entry.id:
                kept.append(entry)
                continue
            self._ids[entry.kind].add(entry.id)
            rivals = ("country", "topic") if entry.kind in ("country", "topic") else (entry.kind,)
            first = next((self._places[kind, entry.id] for kind in rivals if (kind, entry.id) in self._places), None)
            if first:
                twice.append((entry, first))
            else:
                kept.append(entry)
                self._places[entry.kind, entry.id] = entry.place
        lines = look_up(self._workspace, [first for _, first in twice])
        for entry, first in twice:
            where = f"{first.file}:{lines[first].line}" if lines[first].line else first.file
            message = f"the id '{entry.id[:60]}' is taken, in {where}"
            self._found.append(fault("duplicate-id", entry.place.inside("id"), message, "Give one of them another id."))
            self._validate(entry, set())
        self._entries = kept

    def _check_entry(self, entry: Entry, known: Known) -> None:
        own = list(check_references(entry, NOUNS[entry.kind], known))
        if entry.kind == "report":
            own += check_report(entry.raw, entry.place)
            own += check_schedule(entry.raw.get("schedule"), entry.place.inside("schedule"))
        self._found += own
        noun = self._validate(entry, {found.place for found in own})
        entry.noun = None if own else noun

    def _validate(self, entry: Entry, told: set[Place | None]) -> Noun | None:
        """The noun; None where it is faulty. A fault at a place that has one already is the same fault."""
        noun, main = NOUNS[entry.kind], self._language_of(entry)
        try:
            return noun.model_validate(entry.raw)
        except ValidationError as error:
            entry.apart = apart = take_apart(noun, entry.raw, entry.place, main)
            found = [] if apart else describe(noun, entry.raw, error.errors(include_url=False), entry.place)
        if apart:
            entry.raw = apart.raw
            written = self._written.setdefault(entry.place.file, {})
            written |= {(*entry.place.pointer, *pointer): tags for pointer, tags in apart.written.items()}
            nouns, found = validate_apart(noun, apart, entry.place)
            entry.spoken = {tag: each for tag, each in nouns.items() if tag}
        self._found += [one for one in found if one.place not in told]
        return nouns.get("") if apart and not found else None

    def _language_of(self, entry: Entry) -> str:
        """The language that a text alone is in. A report that names none is in the desk's."""
        own = self._workspace.language
        if entry.kind != "report":
            return own
        if "language" not in entry.raw and own != Report.model_fields["language"].default:
            entry.raw = {**entry.raw, "language": own}
        named = entry.raw.get("language")
        return named if isinstance(named, str) else own

    def _placed(self) -> Iterator[Diagnostic]:
        """All findings; those in a text of several languages where it is written in the main one."""
        for found in self._found:
            place = place_in(found.place, self._written) if found.place and self._written else found.place
            yield found if place == found.place else replace(found, place=place)

    def _check_codes(self) -> None:
        """No country has two profiles."""
        first: dict[str, Entry] = {}
        for entry in self._entries:
            code = entry.raw.get("code")
            if entry.kind != "country" or not isinstance(code, str):
                continue
            if code in first:
                message = f"the country {code[:60]} has a profile already: '{first[code].id}'"
                place = entry.place.inside("code")
                self._found.append(fault("duplicate-id", place, message, "Merge the two, or mend the code."))
                entry.noun = None
            first.setdefault(code, entry)

    def _check_profiles(self, known: Known) -> None:
        names = Names(known, frozenset())
        for entry in self._entries:
            if entry.kind not in ("country", "topic"):
                continue
            calls, found = read_standing(entry.raw, entry.place)
            if entry.apart:
                for more, other in read_translated(entry.apart, entry.place, calls, self._written):
                    calls, found = [*calls, *more], [*found, *other]
            found += [one for call in calls for one in check_call(call, names) if call.kind != "judgement"]
            self._finish(entry, calls, found)

    def _check_clients(self) -> None:
        profiles = [entry for entry in self._entries if entry.kind in ("country", "topic") and entry.id]
        paragraphs = {entry.id: entry.raw.get("standing") for entry in profiles}
        standing = {name: len(each) if isinstance(each, list) else 0 for name, each in paragraphs.items()}
        spoken = {tag for entry in self._entries for tag in entry.spoken}
        spoken |= {tag for folder in self._folders for tag in folder.translations}
        spoken |= {self._language_of(folder.entry) for folder in self._folders if folder.entry}
        for entry, found in check_clients(self._entries, self._folders, standing, spoken | {self._workspace.language}):
            self._found.append(found)
            entry.noun = None

    def _check_folder(self, folder: ReportFolder, known: Known) -> None:
        raw = folder.entry.raw if folder.entry else {}
        judgements = [one.get("id") for one in raw.get("judgements") or () if isinstance(one, dict)] if raw else []
        names = Names(known, frozenset(name for name in judgements if isinstance(name, str)))
        translated = [text for texts in folder.translations.values() for text in texts.values()]
        calls = [call for text in (*folder.texts, *translated) for call in text.calls]
        own = self._language_of(folder.entry) if folder.entry else self._workspace.language
        found = [*folder.diagnostics, *check_translations(folder, own)]
        assets: dict[str, Asset] = {}
        read: dict[str, ReadTable] = {}
        for call in calls:
            # Without report.yaml nobody knows its judgements.
            if folder.entry or call.kind != "judgement":
                found += check_call(call, names)
            table = dict(call.parameters).get("data", "") if call.kind == "figure" else ""
            if table.lower().endswith(".csv") and table not in read:
                read[table] = read_incidents(self._root, folder.folder, call, known)
                found += read[table].diagnostics
            if call.kind == "picture" and call.targets[0] not in assets:
                picture = read_picture(self._root, folder.folder, call)
                if isinstance(picture, Asset):
                    assets[call.targets[0]] = picture
                else:
                    found.append(picture)
        found = told_once(found)
        self._assets[folder.id] = assets
        self._tables[folder.id] = {name: each.table for name, each in read.items() if each.table}
        if folder.entry:
            self._finish(folder.entry, calls, found)
        else:
            self._found += found

    def _finish(self, entry: Entry, calls: Iterable[Any], found: list[Diagnostic]) -> None:
        self._found += found
        entry.cited = tuple(fact for call in calls if call.kind == "citation" for fact in call.targets)
        if any(one.severity is Severity.ERROR for one in found):
            entry.noun = None

    def _library(self, known: Known) -> Library:
        whole = defaultdict(dict)  # type: ignore[var-annotated]
        for entry in resolvable(self._entries, NOUNS, self._ids, dangling=known.blind):
            whole[entry.kind][entry.id] = entry.noun
        reports: Mapping[str, Report] = _only(whole["report"], Report)
        manuscripts = {
            folder.id: Manuscript(
                folder.summary.section if folder.summary else None,
                tuple(text.section for text in folder.sections),
                self._assets[folder.id],
                {
                    language: {name: text.section for name, text in texts.items()}
                    for language, texts in folder.translations.items()
                },
                self._tables[folder.id],
            )
            for folder in self._folders
            if folder.id in reports
        }
        return Library(
            sources=_only(whole["source"], Source),
            facts=_only(whole["fact"], Fact),
            actors=_only(whole["actor"], Actor),
            countries=_only(whole["country"], Country),
            topics=_only(whole["topic"], Topic),
            reports=reports,
            clients=_only(whole["client"], Client),
            manuscripts=manuscripts,
            places=self._places,
            language=self._workspace.language,
            translations=translations(self._entries, whole),
            written=self._written,
        )


def _only(nouns: Mapping[str, Any], noun: type[_AnyNoun]) -> Mapping[str, _AnyNoun]:
    return {name: found for name, found in nouns.items() if isinstance(found, noun)}


def _unread(entries: Iterable[Entry]) -> set[str]:
    return {entry.id for entry in entries if entry.kind == "source" and entry.raw.get("read") is False}
