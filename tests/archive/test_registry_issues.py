"""Issues in the registry, on SQLite and on a real PostgreSQL server alike."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from registry_samples import FIRST_MOMENT, SERIES, record, sample
from sqlalchemy import text

from briefgen.model.faults import BlockedError, MachineError
from briefgen.model.issue import Series, frozen, item
from briefgen.model.record import Record, Stage, Step

MALI = "mali"


def step(stage: Stage, minute: int, report: str = MALI) -> Step:
    """One that a report took."""
    return Step(report, stage, "a" * 64, "A. Diallo", FIRST_MOMENT + timedelta(minutes=minute))


def test_an_issue_comes_back_as_it_was_recorded(registry):
    """The issue, its content byte by byte, its files, its step."""
    issued = sample(1)
    assert registry.next_number(SERIES) == issued.issue.number
    assert record(registry, issued)
    number = issued.issue.number
    assert registry.issue(number) == issued.issue
    assert registry.content(number) == issued.content
    assert registry.content(number).digest == issued.issue.digest
    assert registry.steps(MALI) == (issued.step,)
    entries = registry.artefacts(number)
    assert [(each.name, each.client, each.language, each.encrypted) for each in entries] == [
        ("mali.pdf", "", "en", False),
        ("mali.html", "example-mining", "fr", False),
    ]
    for entry, artefact in zip(entries, issued.artefacts, strict=True):
        assert (entry.bytes, entry.sha256) == (len(artefact.data), sha256(artefact.data).hexdigest())
        assert registry.artefact_data(entry.sha256) == artefact.data


def test_what_is_not_there_is_none(registry):
    """Numbers and hashes that nobody ever gave."""
    assert registry.issue("ASA-SR-2026-0001") is None
    assert registry.content("ASA-SR-2026-0001") is None
    assert registry.artefacts("ASA-SR-2026-0001") == ()
    assert registry.artefact_data("0" * 64) is None
    assert registry.artefacts_of_hash("0" * 64) == ()
    assert registry.last_issue(MALI) is None
    assert registry.issues() == ()
    assert registry.register() == ()
    assert registry.record(MALI, "") == Record()


def test_numbers_follow_one_another_in_each_series_and_year(registry):
    """Each series counts for itself, and begins anew each year."""
    assert record(registry, sample(1))
    assert record(registry, sample(2))
    assert registry.next_number(SERIES) == "ASA-SR-2026-0003"
    assert registry.next_number(Series("ASA-SR", 2027)) == "ASA-SR-2027-0001"
    assert registry.next_number(Series("ASA-SR-B", 2026)) == "ASA-SR-B-2026-0001"
    # To look is not to take.
    assert registry.next_number(SERIES) == "ASA-SR-2026-0003"


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_number_is_only_taken_in_its_turn(registry, count):
    """One that was given already, or that would leave a gap, is refused, and nothing of its issue is recorded."""
    assert record(registry, sample(1))
    assert record(registry, sample(2))
    before = registry.record(MALI, ""), registry.register()
    assert not record(registry, sample(count, "somebody else"))
    assert (registry.record(MALI, ""), registry.register()) == before
    assert len(registry.issues()) == 2
    assert record(registry, sample(3))


def test_an_issue_whose_report_moved_on_is_blocked(registry):
    """The approval that it rests on is not the newest step any more; no number is used up."""
    registry.take(step(Stage.APPROVED, 0), None)
    registry.take(step(Stage.REVIEW, 1), step(Stage.APPROVED, 0))
    issued = sample(1)
    parts = (issued.issue, issued.content, issued.judgements, issued.artefacts, issued.step)
    with pytest.raises(BlockedError, match="became 'review' meanwhile"):
        registry.record_issue(*parts, step(Stage.APPROVED, 0))
    assert registry.issues() == ()
    assert registry.next_number(SERIES) == "ASA-SR-2026-0001"


def test_a_fault_in_the_last_part_leaves_nothing_of_an_issue(registry):
    """All in one transaction: here the step cannot be recorded, which comes last."""
    issued = sample(1)
    broken = replace(issued, step=replace(issued.step, at=issued.step.at.replace(tzinfo=None)))
    with pytest.raises(MachineError):
        record(registry, broken)
    assert registry.issues() == ()
    assert registry.register() == ()
    assert registry.artefact_data(issued.artefacts[0].sha256) is None
    assert registry.next_number(SERIES) == "ASA-SR-2026-0001"
    assert record(registry, issued)


def test_issues_are_listed_newest_first(registry):
    """Of all reports or of one, as many as asked for."""
    for count, report in enumerate((MALI, "niger", MALI), 1):
        assert record(registry, sample(count, report=report))
    assert [each.number[-1] for each in registry.issues()] == ["3", "2", "1"]
    assert [each.number[-1] for each in registry.issues(MALI)] == ["3", "1"]
    assert [each.number[-1] for each in registry.issues(limit=2)] == ["3", "2"]
    assert registry.issues("unknown") == ()


def test_the_last_issue_and_the_one_before(registry):
    """Of the same report, with the content of then."""
    for count, report in enumerate((MALI, "niger", MALI), 1):
        assert record(registry, sample(count, report=report))
    last = registry.last_issue(MALI)
    assert (last.issue, last.content) == (sample(3).issue, sample(3).content)
    earlier = registry.last_issue(MALI, before="ASA-SR-2026-0003")
    assert (earlier.issue, earlier.content) == (sample(1).issue, sample(1).content)
    assert registry.last_issue(MALI, before="ASA-SR-2026-0001") is None
    assert registry.last_issue(MALI, before="never given") is None


def test_content_that_did_not_change_is_kept_once(registry):
    """Two issues that share nearly all, and a file that both have."""
    first, second = sample(1), sample(2)
    second = replace(second, artefacts=(first.artefacts[0],))
    assert record(registry, first)
    assert record(registry, second)
    distinct = {*first.content.items.values(), *second.content.items.values()}
    assert len(distinct) < 1.2 * len(first.content.items)
    with registry._database.reading() as connection:
        kept = connection.scalar(text("SELECT count(*) FROM objects"))
    assert kept == len(distinct) + len(first.artefacts)
    assert [each.number[-1] for each in registry.artefacts_of_hash(first.artefacts[0].sha256)] == ["1", "2"]


def test_the_same_content_under_another_identity_is_another_object(registry):
    """What is addressed is kind, key and bytes: two facts with the same words stay two."""
    issued = sample(1)
    content = frozen(MALI, issued.issue.as_of, [item("fact", "a", {"x": 1}), item("fact", "b", {"x": 1})])
    assert record(registry, replace(issued, content=content))
    assert registry.content(issued.issue.number) == content


def test_an_issue_may_use_nothing_and_have_no_files(registry):
    """An empty content is a content."""
    issued = sample(1)
    empty = replace(issued, content=frozen(MALI, issued.issue.as_of, []), artefacts=(), judgements=())
    assert record(registry, empty)
    assert registry.content(issued.issue.number) == empty.content


def test_issues_that_used_something_are_found(registry):
    """Whatever it said at the time; oldest first."""
    for count, report in enumerate((MALI, "niger", MALI), 1):
        issued = sample(count, report=report)
        fact = item("fact", "the-fact", {"said": count})
        extra = [fact] if count != 2 else []
        content = frozen(report, issued.issue.as_of, [*issued.content.items.values(), *extra])
        assert record(registry, replace(issued, content=content))
    assert [each.number[-1] for each in registry.issues_using("fact", "the-fact")] == ["1", "3"]
    assert [each.number[-1] for each in registry.issues_using("fact", "fact-7")] == ["1", "2", "3"]
    assert registry.issues_using("source", "the-fact") == ()


def test_files_are_found_by_what_they_show(registry):
    """A digest finds its file; having none finds nothing."""
    assert record(registry, sample(1))
    (found,) = registry.artefacts_of_content("pages of 1")
    assert (found.number, found.name) == ("ASA-SR-2026-0001", "mali.pdf")
    assert registry.artefacts_of_content("") == ()


def test_text_of_every_kind_comes_back(registry):
    """Quotes, other scripts, emoji, wildcards and SQL are text."""
    odd = '\'; DROP TABLE issues; -- "é" العربية 🛰 %_\\ \t'
    issued = sample(1)
    issue = replace(issued.issue, title=odd, authors=(odd, "b"), countries=(), versions=((odd, odd),))
    content = frozen(MALI, issue.as_of, [item("fact", odd, {odd: odd})])
    assert record(registry, replace(issued, issue=issue, content=content))
    assert registry.issue(issue.number) == issue
    assert registry.content(issue.number) == content
    assert len(registry.issues_using("fact", odd)) == 1
    assert registry.issues_using("fact", "%") == ()


def test_content_that_is_not_what_was_recorded_is_never_handed_out(registry):
    """A bit that turned on the disk is told, not read."""
    assert record(registry, sample(1))
    with registry._database.writing() as connection:
        connection.execute(text("UPDATE objects SET data = :data WHERE key = 'fact-7'"), {"data": b"turned"})
    with pytest.raises(MachineError, match="the fact fact-7 is not what was recorded") as told:
        registry.content("ASA-SR-2026-0001")
    assert "backup" in told.value.hint
