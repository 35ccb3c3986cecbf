"""`init` and `new`, with real folders."""

from __future__ import annotations

import errno
import json
import re
import tomllib
from pathlib import Path
from typing import Self, TextIO

import pytest

from briefgen.cli import scaffold as command
from briefgen.desk import scaffold
from briefgen.load.settings import (
    MailSettings,
    ScheduleSettings,
    Settings,
    SigningSettings,
    StoreSettings,
    TellSettings,
)
from briefgen.model.actor import Actor, Relation, Role
from briefgen.model.client import Client, Delivery, PdfOptions
from briefgen.model.fact import AnalystGrade, Assertion, Evidence, Fact, Resolution
from briefgen.model.profile import Country, Indicator, Leader, Membership, Rating, StandingParagraph, Topic
from briefgen.model.report import Judgement, Report, Scenario, Schedule, TimelineScope
from briefgen.model.source import Source

KINDS = {
    "source": [Source],
    "fact": [Fact, Evidence, Assertion, AnalystGrade, Resolution],
    "actor": [Actor, Role, Relation],
    "country": [Country, Rating, Indicator, Leader, Membership, StandingParagraph],
    "topic": [Topic, Rating, Indicator, StandingParagraph],
    "report": [Report, Judgement, Scenario, TimelineScope, Schedule],
    "client": [Client, PdfOptions, Delivery],
}
# What somebody would fill in, by kind: what stands empty, and then what stands behind a #.
REQUIRED = {
    "source": {"title": "A title", "publisher": "A publisher", "reliability": "B", "descriptor": "A daily."},
    "fact": {"statement": "It began.", "source": "example-gazette-2025-06-12", "at": '"page 1"'},
    "actor": {"name": "A name", "kind": "company"},
    "country": {"name": "A name", "code": "CY"},
    "topic": {"name": "A name"},
    "report": {"title": "A title", "covers": "[example-malta]"},
    "client": {"name": "A name"},
}
EXAMPLE_IDS = {
    "id-of-a-topic": "example-labour",
    "id-of-an-actor": "example-harbour-services",
    "id-of-a-source-or-actor": "example-harbour-services",
    "id-of-what-it-is-about": "example-harbour-services",
    "id-of-another-fact": "example-talks-opened",
    "id-of-a-fact": "example-talks-opened",
    "id-of-a-report": "example",
    "id-of-a-brand": "plain",
}


class FullDisk:
    """A file that takes a few letters, and then no more."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def write(self, text: str) -> None:
        """Write some of it."""
        self.stream.write(text[:5])
        raise OSError(errno.ENOSPC, "No space left on device")


def files_of(kind: str, name: str) -> list[Path]:
    """Where `new` puts an entry."""
    folder = Path("seeds") / scaffold.FOLDERS[kind]
    if kind == "report":
        return [folder / name / file for file in ("10-first-section.md", "report.yaml", "summary.md")]
    return [folder / f"{name}.yaml"]


def fill(kind: str, name: str, *, everything: bool) -> None:
    """Fill in an entry as its comments say; with everything, use each field that stands behind a # too."""
    for path in files_of(kind, name):
        text = path.read_text("utf-8")
        if everything:
            text = re.sub(r"^(\s*)#(?=[a-z_]+:|  )", r"\1", text, flags=re.MULTILINE)
        for field, value in REQUIRED[kind].items():
            text = re.sub(rf"^(\s*){field}:$", rf"\g<1>{field}: {value}", text, flags=re.MULTILINE)
        for written, real in EXAMPLE_IDS.items():
            text = re.sub(rf"\b{written}\b(?!-)", real, text)
        path.write_text(text.replace("[id-of-a-service]", "[]"), "utf-8")


def test_init_writes_a_desk(example):
    """A new desk has its settings, a folder for each kind, and a place for what is built."""
    assert (example / "briefgen.toml").is_file()
    assert {path.name for path in (example / "seeds").iterdir()} == set(scaffold.FOLDERS.values())
    assert (example / "output").is_dir()
    assert "/output/*" in (example / ".gitignore").read_text("utf-8")
    assert (example / "README.md").is_file()


def test_init_names_its_files_and_the_next_step(tmp_path, monkeypatch, briefgen):
    """Standard output holds the files; standard error says what to do next, from where."""
    monkeypatch.chdir(tmp_path)
    ran = briefgen("init", "desk")
    assert "desk/briefgen.toml" in ran.out.splitlines()
    assert all(Path(line).is_file() for line in ran.out.splitlines())
    assert ran.err.endswith("cd desk && briefgen build example\n")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert briefgen("init").err.endswith(": briefgen build example\n")


def test_init_refuses_a_desk(example, briefgen):
    """A folder that is a desk already is left alone."""
    (example / "briefgen.toml").write_text('name = "Mine"\n', "utf-8")
    ran = briefgen("init")
    assert (ran.code, ran.out) == (2, "")
    assert "is a desk already" in ran.err
    assert (example / "briefgen.toml").read_text("utf-8") == 'name = "Mine"\n'


def test_init_overwrites_no_file(tmp_path, monkeypatch, briefgen):
    """A file that was there keeps its text, and is named."""
    monkeypatch.chdir(tmp_path)
    Path("README.md").write_text("mine", "utf-8")
    ran = briefgen("init")
    assert ran.code == 0
    assert Path("README.md").read_text("utf-8") == "mine"
    assert "README.md was there and stays as it is." in ran.err
    assert "README.md" not in ran.out.splitlines()


def test_init_refuses_a_file(tmp_path, monkeypatch, briefgen):
    """A file is no folder."""
    monkeypatch.chdir(tmp_path)
    Path("desk").write_text("", "utf-8")
    assert briefgen("init", "desk").code == 2


def test_init_without_permission(tmp_path, briefgen, monkeypatch):
    """A folder that cannot be written ends in a sentence and 3."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path / "desk"))

    monkeypatch.setattr(Path, "mkdir", refuse)
    ran = briefgen("init", tmp_path / "desk")
    assert (ran.code, ran.out, ran.err) == (3, "", f"error: No permission: {tmp_path / 'desk'}\n")


def test_nothing_half_written_stays(tmp_path, monkeypatch, briefgen):
    """A disk that runs full while a file is written leaves no piece of it, and no desk."""
    monkeypatch.chdir(tmp_path)
    opened = Path.open

    def full(path: Path, *arguments: object, **options: object) -> object:
        stream = opened(path, *arguments, **options)
        return FullDisk(stream) if path.name == "report.yaml" and "x" in arguments else stream

    monkeypatch.setattr(Path, "open", full)
    ran = briefgen("init", "desk")
    assert (ran.code, ran.err) == (3, "error: The disk is full.\n")
    assert not Path("desk/seeds/reports/example/report.yaml").exists()
    assert not Path("desk/briefgen.toml").exists()


def test_example_says_that_it_is_one(example):
    """No file of the example can be taken for real content."""
    for path in (example / "seeds").rglob("*.*"):
        assert re.search("example", path.read_text("utf-8"), re.IGNORECASE), path
        assert re.search("invented|example", path.read_text("utf-8")), path


@pytest.mark.usefixtures("example")
def test_example_passes_check(briefgen):
    """The example desk has no findings, even strictly."""
    ran = briefgen("check", "--strict")
    assert (ran.code, ran.out) == (0, "No findings in 1 report, 3 facts.\n")


def test_example_shows_every_setting(example, briefgen):
    """Each setting stands in the new desk's file, behind a # or not; with all of them in use, check finds nothing."""
    path = example / "briefgen.toml"
    told = re.sub(r"^#(?=[a-z_]+ = |\[)", "", path.read_text("utf-8"), flags=re.MULTILINE)
    written = tomllib.loads(told)
    assert set(written) == set(Settings.model_fields)
    tables = {"signing": SigningSettings, "schedule": ScheduleSettings, "mail": MailSettings}
    for name, model in (tables | {"store": StoreSettings, "tell": TellSettings}).items():
        assert set(written[name]) == set(model.model_fields), name
    path.write_text(told, "utf-8")
    assert briefgen("check", "--strict").code == 0


@pytest.mark.slow
def test_example_builds(example, briefgen):
    """The example report builds at once, as PDF and HTML, on its own day."""
    ran = briefgen("build", "example", "--json")
    assert ran.code == 0, ran.err
    (built,) = json.loads(ran.out)["built"]
    assert (built["status"], built["as_of"]) == ("built", "2025-06-30")
    files = {file["path"]: file for file in built["files"]}
    assert set(files) == {f"output/example/2025-06-30/example.{kind}" for kind in ("pdf", "html")}
    for path, file in files.items():
        assert (example / path).stat().st_size == file["bytes"]


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("kind", KINDS)
def test_new_shows_every_field(briefgen, kind):
    """The commented file has each field of its kind, so that nobody needs another manual."""
    assert briefgen("new", kind, "fresh").code == 0
    text = "".join(path.read_text("utf-8") for path in files_of(kind, "fresh") if path.suffix == ".yaml")
    fields = {field for model in KINDS[kind] for field in model.model_fields}
    assert [field for field in fields if not re.search(rf"^\s*#?\s*(?:- )?{field}:", text, re.MULTILINE)] == []


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("everything", [False, True], ids=["required", "everything"])
@pytest.mark.parametrize("kind", KINDS)
def test_new_passes_check_once_filled_in(briefgen, kind, everything):
    """What is filled in as the comments say has no errors: the required fields alone, and all of them."""
    ran = briefgen("new", kind, "fresh")
    assert ran.out.splitlines() == [str(path) for path in files_of(kind, "fresh")]
    fill(kind, "fresh", everything=everything)
    checked = briefgen("check")
    assert checked.code == 0, checked.out
    assert briefgen("show", "fresh").code == 0


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("kind", KINDS)
def test_new_left_empty_is_an_error_at_its_line(briefgen, kind):
    """Each required field that stays empty is an error at its own line, and nothing else is."""
    briefgen("new", kind, "fresh")
    found = json.loads(briefgen("check", "--json").out)["diagnostics"]
    yaml = next(path for path in files_of(kind, "fresh") if path.suffix == ".yaml")
    lines = yaml.read_text("utf-8").splitlines()
    at_fault = {lines[one["line"] - 1].strip(" -") for one in found if one["file"] == str(yaml)}
    assert at_fault == {f"{field}:" for field in REQUIRED[kind]}
    assert {one["severity"] for one in found} == {"error"}


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("kind", KINDS)
def test_new_refuses_what_exists(briefgen, kind):
    """A second `new` of the same id changes nothing."""
    briefgen("new", kind, "fresh")
    before = [path.read_text("utf-8") for path in files_of(kind, "fresh")]
    ran = briefgen("new", kind, "fresh")
    assert (ran.code, ran.out) == (2, "")
    assert "exists already" in ran.err
    assert [path.read_text("utf-8") for path in files_of(kind, "fresh")] == before


@pytest.mark.usefixtures("example")
def test_new_refuses_an_id_from_a_list(briefgen):
    """An id that stands in another file's list is taken too, and the file is named."""
    ran = briefgen("new", "fact", "example-talks-opened")
    assert ran.code == 2
    assert (
        ran.err
        == "error: The fact 'example-talks-opened' exists already, in seeds/facts/example.yaml. Choose another id.\n"
    )


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("Port Strike", "Try 'port-strike'."),
        ("../x", "Try 'x'."),
        ("a--b", "Try 'a-b'."),
        ("é", "hyphens, at most 100."),
    ],
)
def test_new_refuses_an_odd_id(briefgen, name, remedy):
    """An id that content could not refer to, or that leads elsewhere, is refused with one that would do."""
    ran = briefgen("new", "fact", name)
    assert (ran.code, ran.out) == (2, "")
    assert f"'{name}' cannot be an id." in ran.err
    assert remedy in ran.err


@pytest.mark.usefixtures("example")
def test_new_refuses_a_long_id(briefgen):
    """An id has at most 100 characters."""
    assert briefgen("new", "fact", "a" * 101).code == 2


def test_new_refuses_a_link_out_of_the_desk(example, briefgen, tmp_path):
    """A folder that is a link to elsewhere gets no files."""
    (example / "seeds/clients/example-client.yaml").unlink()
    (example / "seeds/clients").rmdir()
    (tmp_path / "elsewhere").mkdir()
    (example / "seeds/clients").symlink_to(tmp_path / "elsewhere")
    ran = briefgen("new", "client", "fresh")
    assert ran.code == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.usefixtures("example")
def test_new_dates_are_of_the_day(briefgen, monkeypatch):
    """The day that is filled in is the caller's."""
    monkeypatch.setattr(command, "today", lambda: scaffold.date(2031, 5, 6))
    briefgen("new", "source", "fresh")
    assert "accessed: 2031-05-06\n" in Path("seeds/sources/fresh.yaml").read_text("utf-8")


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", "alert", "--template", "flush"), "unknown template 'flush'"),
        (("fact", "alert", "--template", "flash"), "A fact has no template."),
    ],
    ids=["unknown", "no report"],
)
def test_new_refuses_a_template_that_there_is_not(briefgen, words, said):
    """With what there is."""
    ran = briefgen("new", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_new_begins_a_report_of_another_template(example, briefgen):
    """A flash is a flash from its first line on."""
    assert briefgen("new", "report", "alert", "--template", "flash").code == 0
    assert "\ntemplate: flash\n" in (example / "seeds/reports/alert/report.yaml").read_text("utf-8")
