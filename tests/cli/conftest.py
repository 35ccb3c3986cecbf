"""Running command lines, on a desk made of values or on a real one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

# Scheduled runs are met here on the desk that their own tests have.
sys.path.append(str(Path(__file__).parents[1] / "desk"))

from cli_desk import Desk, Outcome, Request, small_library
from weekly_desk import BEFORE, Mailbox, approve, mail_server, run_at, write_desk

from briefgen.cli.main import main
from briefgen.model.assessment import Grade
from briefgen.model.scales import Reliability


@dataclass(frozen=True)
class Ran:
    """One command line's exit code and what it wrote."""

    code: int
    out: str
    err: str


@pytest.fixture
def briefgen(capsys) -> Callable[..., Ran]:
    """Run a command line in this process."""

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def example(tmp_path, monkeypatch, briefgen) -> Path:
    """A desk as `init` makes it, and the working folder in it."""
    monkeypatch.chdir(tmp_path)
    assert briefgen("init", "desk").code == 0
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    """A mail server, and its port."""
    with mail_server() as found:
        yield found


@pytest.fixture
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was printed for any test of scheduled runs."""
    return tmp_path_factory.getbasetemp() / "printed"


@pytest.fixture
def unwatched(tmp_path: Path, mailbox: tuple[Mailbox, int]) -> Path:
    """A desk of two reports with schedules, of which no run knows yet."""
    return write_desk(tmp_path / "desk", mailbox[1])


@pytest.fixture
def scheduled(unwatched: Path, printed: Path) -> Path:
    """The same watched since before the first slot; the first report is approved."""
    assert run_at(unwatched, BEFORE, "schedule", "tick", cache=printed).code == 0
    approve(unwatched, BEFORE, "one", cache=printed)
    return unwatched


@pytest.fixture
def desk(monkeypatch, tmp_path) -> Desk:
    """A small desk that the commands open instead of a folder."""
    monkeypatch.chdir(tmp_path)
    made = Desk(tmp_path, small_library())
    made.grades["strike"] = Grade(Reliability.B, 2, 1, 0, "One origin.")
    made.contradicts = {"strike": ("no-strike",), "no-strike": ("strike",)}

    def open_desk(start: Path, as_of: date | None, today: date) -> Desk:  # noqa: ARG001 - as the desk has it
        made.asked_as_of = as_of
        return made

    modules = {
        "presses": {"Presses": nullcontext},
        "session": {"open_desk": open_desk},
        "check": {"check_reports": made.check},
        "build": {
            "BuildRequest": Request,
            "BuildOutcome": Outcome,
            "build_reports": lambda _, request, __: made.build(request),
        },
    }
    for name, contents in modules.items():
        module = ModuleType(f"briefgen.desk.{name}")
        module.__dict__.update(contents)
        monkeypatch.setitem(sys.modules, module.__name__, module)
    return made
