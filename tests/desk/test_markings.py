"""What was marked higher after an issue: whoever may not have it now, and had it then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from weekly_desk import BEFORE, approve, edit, run_at, write_desk

from briefgen.desk.markings import raised
from briefgen.desk.registry import written_registry
from briefgen.desk.session import open_desk
from briefgen.model.marking import Marking

FACTS, TOPIC, TEXT = "seeds/facts/all.yaml", "seeds/topics/all.yaml", "seeds/reports/one/10-talks.md"
AMBER = '"TLP:AMBER"'
_CLIENT = (
    "- {id: arc, name: Arc Ltd, reports: [one], formats: [html], deliver: [{channel: folder, path: outbox/arc}]}\n"
)
_TOPIC = """
- id: trade
  name: Trade
  ratings: [{category: Security, likelihood: 3, impact: 3, rationale: Talks go on., facts: [they-met]}]
  indicators: [{id: prices, what: Prices rise, state: watch, facts: [they-met]}]
  standing: [{title: Background, text: Trade is old.}]
"""
_SECTION = """# The talks

Ministers met in Gao [@they-met]. {marking=TLP:AMBER}

Ministers met again in Gao [@they-met].

## Once more

- Ministers met once more [@they-met].
- Nobody else met them [@they-met].
"""


@pytest.fixture
def issued(tmp_path: Path) -> Path:
    """A desk that has issued a report, of which one paragraph was marked before."""
    root = write_desk(tmp_path / "desk", 25, reports=("one",), clients=_CLIENT)
    (root / TOPIC).write_text(_TOPIC)
    (root / TEXT).write_text(_SECTION)
    edit(root, "seeds/reports/one/report.yaml", "template: flash\n", "template: flash\nmarking: TLP:GREEN\n")
    approve(root, BEFORE, "one")
    assert run_at(root, BEFORE, "issue", "one").code == 0
    return root


def found(root: Path, ceiling: Marking = Marking.GREEN) -> list[str]:
    """What has been raised, in words."""
    desk = open_desk(root, None, date(2026, 11, 23))
    with written_registry(desk.workspace) as registry:
        (number,) = (each.number for each in registry.issues())
        return [str(what) for what, _ in raised(desk, "one", lambda: registry.content(number), ceiling)]


def test_what_stands_as_it_was_issued_is_no_news(issued):
    """A paragraph that was marked then was withheld then."""
    assert found(issued) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        (FACTS, "at: page 1}", f"at: page 1, marking: {AMBER}}}", "the fact 'they-met', at “wire-a, page 1”,"),
        (TOPIC, "impact: 3,", f"impact: 3, marking: {AMBER},", "the rating 'trade/Security'"),
        (TOPIC, "state: watch,", f"state: watch, marking: {AMBER},", "the indicator 'trade/prices'"),
        (
            TOPIC,
            "text: Trade is old.",
            f"text: Trade is old., marking: {AMBER}",
            "the profile 'trade', at “Background”,",
        ),
        (TEXT, "again in Gao [@they-met].", "again in Gao [@they-met]. {marking=TLP:AMBER}", "“Ministers met again"),
        (TEXT, "else met them [@they-met].", "else met them [@they-met]. {marking=TLP:RED}", "“- Nobody else met"),
        (TEXT, "## Once more", '## Once more {marking="TLP:AMBER"}', "“## Once more”"),
    ],
)
def test_what_is_marked_higher_is_found(issued, file, old, new, what):
    """Wherever a marking can stand; and not for those who may have it all the same."""
    edit(issued, file, old, new)
    (told,) = found(issued)
    assert what in told
    assert found(issued, Marking.RED) == []
