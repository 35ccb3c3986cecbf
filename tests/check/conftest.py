"""The seed desk's content, and what one rule finds in a text that stands alone in one of its reports."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from briefgen.assess.weigh import assess
from briefgen.check.rules import check
from briefgen.desk.session import open_desk
from briefgen.load.dossier import gather
from briefgen.load.markdown import read_section
from briefgen.model.dossier import Manuscript
from briefgen.model.issue import Issue, frozen, item
from briefgen.model.record import LastIssue, Record

ROOT = Path(__file__).parents[2]
DAY = date(2025, 8, 20)
NUMBER = "ASA-SR-2025-0007"


@pytest.fixture(scope="module")
def library():
    """The seed desk's content."""
    return open_desk(ROOT, None, date(2030, 1, 1)).library


@pytest.fixture
def find(library):
    """What one rule finds in a text that stands alone in the Mali report."""
    seed = gather(library, "mali", DAY)[0]

    def find(rule, text, *, name="outlook", last=None, **fields):
        section = read_section(text, "outlook.md", name, titled=name != "summary").section
        manuscript = Manuscript(section, ()) if name == "summary" else Manuscript(None, (section,))
        report = seed.report.model_copy(update={"judgements": (), "scenarios": (), **fields})
        record = Record(last=_issue(last)) if last is not None else Record()
        dossier = replace(seed, report=report, manuscript=manuscript, profiles=(), record=record)
        return [each for each in check(assess(dossier)) if each.name == rule]

    return find


def _issue(texts):
    """A last issue that held these sections."""
    issue = Issue(
        NUMBER, "mali", "T", "S", DAY, datetime(2025, 8, 20, tzinfo=UTC), "a", "b", (), (), (), (), "TLP:CLEAR", "", ()
    )
    return LastIssue(issue, frozen("mali", DAY, [item("section", key, {"text": text}) for key, text in texts.items()]))
