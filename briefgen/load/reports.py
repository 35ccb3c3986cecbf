"""Report folders: `report.yaml`, the summary, the sections and their pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from briefgen.load.codes import fault
from briefgen.load.entries import Entry, read_entries
from briefgen.load.folders import list_files
from briefgen.load.markdown import ReadSection, read_section
from briefgen.load.nearest import nearest_hint
from briefgen.load.text_file import MARKDOWN_LIMIT, read_text
from briefgen.load.translations import differing, differing_markings
from briefgen.model.base import ID_PATTERN, LANGUAGE_PATTERN
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.place import Place
from briefgen.model.scales import SCALES

_TEXT = re.compile(
    r"(?P<stem>summary|(?P<number>[0-9]{1,6})-(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*))"
    rf"(?:\.(?P<language>{LANGUAGE_PATTERN.strip('^$')}))?\.md"
)
_ID = re.compile(ID_PATTERN)
_LISTS = ("covers", "locations", "topics", "services", "related")
"""Fields of a report in which no entry stands twice."""
_PICTURES = (".png", ".jpg", ".jpeg")
_SHOWN = 60


@dataclass(slots=True)
class ReportFolder:
    """What one report's folder holds.

    Attributes:
        id: The folder's name.
        folder: Its path.
        entry: `report.yaml`; None where it is missing or broken.
        summary: `summary.md`.
        sections: In number order.
        translations: Texts in other languages, by language and name; the summary's name is `summary`.
        diagnostics: What is wrong with the files.
    """

    id: str
    folder: Path
    entry: Entry | None = None
    summary: ReadSection | None = None
    sections: list[ReadSection] = field(default_factory=list)
    translations: dict[str, dict[str, ReadSection]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def texts(self) -> tuple[ReadSection, ...]:
        """Summary and sections."""
        return (*((self.summary,) if self.summary else ()), *self.sections)


def read_report_folder(root: Path, folder: Path) -> ReportFolder:
    """Read a report's files; whether what they name exists is checked by the caller."""
    report = ReportFolder(folder.name, folder)
    hint = "A report's folder holds report.yaml, summary.md, sections such as 10-name.md, PNG or JPEG pictures, and CSV tables."
    listing = list_files(root, folder, lambda path: _expected(folder, path), hint)
    report.diagnostics += listing.diagnostics
    place = Place((folder / "report.yaml").relative_to(root).as_posix(), line=1, column=1)
    if not _ID.fullmatch(folder.name) and folder / "report.yaml" not in listing.files:
        report.diagnostics.append(_no_id(folder.name, place))
        return report
    if not listing.files:
        hint = f"Write report.yaml, summary.md and a section in it: `briefgen new report {folder.name}` does."
        report.diagnostics.append(
            fault("empty-report", place, f"the folder of the report '{folder.name}' is empty", hint)
        )
        return report
    _read_data(root, report, place)
    _read_texts(root, report, listing.files)
    if not report.sections and not any(_is_section(path) for path in listing.files):
        message = f"the report '{folder.name}' has no section"
        report.diagnostics.append(
            fault("empty-report", place, message, "Write one in 10-name.md, beginning with `# `.")
        )
    if folder / "summary.md" not in listing.files:
        message = f"the report '{folder.name}' has no summary.md"
        report.diagnostics.append(fault("missing-file", place, message, "Write the executive summary in summary.md."))
    return report


def check_report(raw: Mapping[str, Any], place: Place) -> Iterator[Diagnostic]:
    """What fields of a report say about each other. Values of a wrong type are passed over."""
    if not _ID.fullmatch(str(raw.get("id"))):
        yield _no_id(str(raw.get("id")), place.inside("id"))
    for key in _LISTS:
        yield from _check_repeated(raw.get(key), key, place)
    for key in ("judgements", "scenarios"):
        yield from _check_ids(_dicts(raw, key), key, place)
    yield from _check_likelihoods(raw, place)
    scenarios = _dicts(raw, "scenarios")
    if len(scenarios) == 1:
        message, hint = "one scenario alone is none", "Write two or more, or none."
        yield fault("lone-scenario", place.inside("scenarios"), message, hint)
        return
    shares = [scenario.get("probability_percent") for _, scenario in scenarios]
    total = sum(share for share in shares if type(share) is int)
    if shares and all(type(share) is int for share in shares) and total != 100:  # noqa: PLR2004 - percent
        hint = f"Take {total - 100} off." if total > 100 else f"Add {100 - total}."  # noqa: PLR2004
        yield fault(
            "scenario-sum", place.inside("scenarios"), f"the scenarios' probabilities sum to {total}, not 100", hint
        )


def check_translations(folder: ReportFolder, own: str) -> Iterator[Diagnostic]:
    """Texts in other languages against those that they translate.

    Args:
        folder: The report's.
        own: The language that the report itself is in.
    """
    originals = {text.section.name: text for text in folder.texts}
    for language, texts in folder.translations.items():
        for name, text in texts.items():
            place = replace(text.section.place, line=1, column=1)
            if language == own:
                message = f"the report is in '{own}' already: '{name}' has its text there twice"
                hint = "Delete one of the two files, or name the language of this one."
                yield fault("lone-translation", place, message, hint)
            elif name in originals:
                yield from differing(originals[name].calls, text.calls, place)
                yield from differing_markings(_text_of(originals[name]), _text_of(text), place)


def _text_of(text: ReadSection) -> str:
    return "\n".join(block.text for block in text.section.all_blocks)


def _no_id(name: str, place: Place) -> Diagnostic:
    hint = "Rename the folder: lower-case letters and digits with hyphens in between, as in `mali-and-niger`."
    return fault("malformed-id", place, f"the report's folder '{name[:_SHOWN]}' is no id", hint)


def _expected(folder: Path, path: Path) -> bool:
    if path.suffix.lower() in (*_PICTURES, ".csv"):
        return True
    return path.parent == folder and (path.name == "report.yaml" or bool(_TEXT.fullmatch(path.name)))


def _is_section(path: Path) -> bool:
    """Whether it is a section, not the summary and no translation."""
    match = _TEXT.fullmatch(path.name)
    return bool(match and match["number"] and not match["language"])


def _read_data(root: Path, report: ReportFolder, place: Place) -> None:
    path = report.folder / "report.yaml"
    if not path.is_file() or path.is_symlink():
        if not path.is_symlink():
            message = f"the report '{report.id}' has no report.yaml"
            hint = f"Write it: `briefgen new report {report.id}` begins one."
            report.diagnostics.append(fault("missing-file", place, message, hint))
        return
    found = read_entries(path, path.relative_to(root).as_posix(), "report", report.id)
    report.diagnostics += found.diagnostics
    if not found.entries:
        return
    entry = found.entries[0]
    if entry.place.pointer:
        message = "report.yaml holds one report, not a list"
        report.diagnostics.append(
            fault("wrong-type", Place(entry.place.file), message, "Write its fields without '-'.")
        )
        return
    if entry.id and entry.id != report.id:
        message = f"the report calls itself '{entry.id[:_SHOWN]}', but its folder is '{report.id}'"
        hint = "Rename the folder, or leave `id` out."
        report.diagnostics.append(fault("id-mismatch", entry.place.inside("id"), message, hint))
        entry.raw = {**entry.raw, "id": report.id}
        entry.id = report.id
    report.entry = entry


def _read_texts(root: Path, report: ReportFolder, files: tuple[Path, ...]) -> None:
    names: dict[str, str] = {}
    texts = [(match, path) for path in files if (match := _TEXT.fullmatch(path.name))]
    own = [(match, path) for match, path in texts if not match["language"]]
    numbered = [(int(match["number"]), match["name"], path) for match, path in own if match["number"]]
    for _, name, path in sorted(numbered):
        file = path.relative_to(root).as_posix()
        if name in names:
            message = f"a section '{name}' exists already, in {names[name]}"
            report.diagnostics.append(
                fault("duplicate-id", Place(file, line=1, column=1), message, "Rename one of the files.")
            )
        names.setdefault(name, path.name)
        if section := _read_text(path, file, name, report):
            report.sections.append(section)
    summary = report.folder / "summary.md"
    if summary in files:
        report.summary = _read_text(summary, summary.relative_to(root).as_posix(), "summary", report)
    stems = {match["stem"] for match, _ in own}
    for match, path in texts:
        if match["language"]:
            _read_translation(root, report, match, path, stems)


def _read_translation(root: Path, report: ReportFolder, match: re.Match[str], path: Path, stems: set[str]) -> None:
    """One text in another language; `stems` are the names of those that there are to translate."""
    file, language, name = path.relative_to(root).as_posix(), match["language"], match["name"] or "summary"
    if match["stem"] not in stems:
        message = f"'{path.name}' translates '{match['stem']}.md', and there is no such text"
        hint = nearest_hint(match["stem"], stems, "Name it like the text that it translates.")
        report.diagnostics.append(fault("lone-translation", Place(file, line=1, column=1), message, hint))
    elif section := _read_text(path, file, name, report):
        report.translations.setdefault(language, {})[name] = section


def _read_text(path: Path, file: str, name: str, report: ReportFolder) -> ReadSection | None:
    text = read_text(path, file, MARKDOWN_LIMIT)
    if isinstance(text, Diagnostic):
        report.diagnostics.append(text)
        return None
    read = read_section(text, file, name, titled=name != "summary")
    report.diagnostics += read.diagnostics
    if not read.section.all_blocks:
        place = Place(file, line=1, column=1)
        report.diagnostics.append(
            fault("empty-text", place, f"'{path.name}' has no text", "Write it, or delete the file.")
        )
    return read


def _dicts(raw: Mapping[str, Any], key: str) -> list[tuple[int, dict[str, Any]]]:
    values = raw.get(key)
    if not isinstance(values, list):
        return []
    return [(index, value) for index, value in enumerate(values) if isinstance(value, dict)]


def _check_repeated(values: object, key: str, place: Place) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for index, value in enumerate(values if isinstance(values, list) else ()):
        if not isinstance(value, str):
            continue
        if first.setdefault(value.strip(), index) != index:
            message = f"'{value.strip()[:_SHOWN]}' stands in '{key}' a second time"
            yield fault("repeated-entry", place.inside(key, index), message, "Delete one of the two.")


def _check_ids(entries: list[tuple[int, dict[str, Any]]], key: str, place: Place) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for index, entry in entries:
        name = entry.get("id")
        if not isinstance(name, str):
            continue
        if name in seen:
            message = f"the id '{name[:_SHOWN]}' is taken by number {seen[name] + 1} of the {key}"
            yield fault("duplicate-id", place.inside(key, index, "id"), message, "Give one of them another id.")
        seen.setdefault(name, index)


def _check_likelihoods(raw: Mapping[str, Any], place: Place) -> Iterator[Diagnostic]:
    scale = SCALES.get(str(raw.get("likelihood_scale", "icd203")))
    if scale is None:
        return
    keys = [band.key for band in scale.bands]
    for index, judgement in _dicts(raw, "judgements"):
        written = judgement.get("likelihood")
        if isinstance(written, str) and written and written not in keys:
            near = nearest_hint(written.replace(" ", "-").lower(), keys)
            allowed = f"Allowed: {', '.join(keys)}."
            hint = f"{near} {allowed}" if near.startswith("Did") else allowed
            message = f"the scale {scale.name} has no likelihood '{written[:_SHOWN]}'"
            yield fault("unknown-value", place.inside("judgements", index, "likelihood"), message, hint)
