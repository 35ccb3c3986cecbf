"""`schedule tick` with nothing due: over at once, until anything makes it look anew."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from weekly_desk import BEFORE, MONDAY, edit, run_at

HEAVY = (
    "sqlalchemy",
    "pydantic",
    "typer",
    "weasyprint",
    "jinja2",
    "yaml",
    "cronsim",
    "briefgen.load",
    "briefgen.desk.session",
)
LOOK = """
import sys
from datetime import datetime
from briefgen.cli import settings
at = datetime.fromisoformat(sys.argv[1])
settings.now, settings.today = lambda: at, at.date
from briefgen.cli.main import main
code = main(sys.argv[2:])
print(code, *(each for each in sys.modules if each.startswith(tuple({heavy!r}))))
""".replace("{heavy!r}", repr(HEAVY))


def looked(desk, at) -> bool:
    """Whether a tick of a moment looked into anything; one that knows that nothing is due imports nothing heavy."""
    words = (sys.executable, "-c", LOOK, at.isoformat(), "--workspace", str(desk), "schedule", "tick", "--log", "none")
    ran = subprocess.run(words, capture_output=True, text=True, check=True)
    code, *found = ran.stdout.splitlines()[-1].split()
    assert code in {"0", "1"}, ran.stderr
    assert not found or "sqlalchemy" in found, found
    return bool(found)


def quiet(desk, at) -> None:
    """Ticks until one knows without looking that nothing is due: the first ones may still find a file that was just written."""
    assert False in (looked(desk, at) for _ in range(4))


CHANGES: Mapping[str, Callable[[Path], object]] = {
    "an edited report": lambda desk: edit(desk, "seeds/reports/one/10-talks.md", "# The talks", "# Talks"),
    "a new client": lambda desk: (desk / "seeds/clients/new.yaml").write_text("- {id: new, name: New, reports: []}\n"),
    "a client that is gone": lambda desk: (desk / "seeds/clients/all.yaml").unlink(),
    "a template": lambda desk: [(desk / "templates").mkdir(), (desk / "templates/x.css").write_text("")],
    "the settings": lambda desk: edit(desk, "briefgen.toml", 'name = "Desk"', 'name = "Bureau"'),
    "an approval": lambda desk: run_at(desk, BEFORE, "review", "two"),
}


@pytest.mark.slow
def test_a_tick_that_knows_that_nothing_is_due(scheduled):
    """It looks into nothing, until a change or a moment makes it look: content, clients, settings, an approval."""
    quiet(scheduled, BEFORE)
    assert not looked(scheduled, BEFORE + timedelta(minutes=15))
    for what, change in CHANGES.items():
        change(scheduled)
        assert looked(scheduled, BEFORE), what
        quiet(scheduled, BEFORE)


@pytest.mark.slow
def test_a_tick_looks_when_a_moment_has_come(scheduled):
    """A slot's, the next day's, or one before the clock was set back: what it found then may have been another year's."""
    quiet(scheduled, BEFORE)
    assert looked(scheduled, BEFORE - timedelta(seconds=1))
    quiet(scheduled, BEFORE)
    assert looked(scheduled, BEFORE + timedelta(days=1))
    quiet(scheduled, MONDAY - timedelta(seconds=1))
    assert looked(scheduled, MONDAY)
