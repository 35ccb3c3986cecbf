"""What the registry knows is released too: what changed since the last issue never tells what a client may not see."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from canary_desk import Desk, actor, client, fact, indicator, issued, judgement, printed, rating, source

from briefgen.model.rated import RatedIssue
from briefgen.model.record import Outcome, Verdict, Withdrawal
from briefgen.release.release import release

SOURCES = (source("paper"), source("daily"), source("hushed", marking="TLP:AMBER"))
A = '{marking="TLP:AMBER"}'


def desk(text="", *facts, sources=SOURCES, **fields):
    """A report in one section."""
    body = f"# T\n\nx [@open].\n\n{text}\n"
    return Desk({"a": body}, (fact("open", "paper", "daily"), *facts), sources, **fields).dossier()


def since(before, now, ceiling="TLP:CLEAR"):
    """The part on what changed, as a client of that ceiling gets it; and all that it says."""
    released = release(replace(now, record=issued(before)), client(ceiling)).dossier
    briefing = printed(released)
    part = next(each for each in briefing.parts if each.kind == "changes")
    return part, repr((part, released.record))


def test_nothing_changed_where_only_withheld_things_did():
    """A fact, a paragraph, a judgement, a rating, an indicator, an actor: new, changed or gone."""
    secret = fact("secret", "daily", marking="TLP:RED", actors=["bloc"])
    given = {"actors": (actor("bloc"),)}
    before = desk(
        f"y [@secret]. {A}",
        secret,
        report={"judgements": [judgement("hold", "secret", marking="TLP:RED")]},
        country={
            "ratings": [rating("Hidden", "secret", marking="TLP:RED")],
            "indicators": [indicator("move", marking="TLP:RED")],
        },
        **given,
    )
    part, told = since(before, desk(f"z {A}", **given))
    assert (part.groups, part.rest) == ((), "")
    for word in ("zqsecret", "zqhold", "zqHidden", "zqmove", "Zqbloc"):
        assert word not in told
    for one, other in ((before, before), (desk(), before)):
        part, told = since(one, other)
        assert (part.groups, part.rest) == ((), ""), part
        assert "zqsecret" not in told


def test_what_was_marked_when_it_was_issued_stays_withheld():
    """Though it is free today, or gone today: the client did not have it then."""
    before = desk("y [@told].", fact("told", "paper", marking="TLP:RED"))
    part, told = since(before, desk())
    assert (part.groups, part.rest) == ((), "")
    assert "zqtold" not in told
    part, _ = since(
        desk("y [@told].", fact("told", "paper", marking="TLP:RED")), desk("y [@told].", fact("told", "paper"))
    )
    assert any(entry.word == "New" for group in part.groups for entry in group.entries if group.kind == "fact")


def test_who_may_see_all_is_told_all():
    """The defence does not hide what it need not."""
    part, _ = since(desk(), desk("y [@told].", fact("told", "paper")))
    assert [group.kind for group in part.groups] == ["fact", "section"]


def test_a_grade_that_hung_on_a_withheld_passage_does_not_move():
    """Neither by what was withheld nor by the account that contradicted it."""
    said = {"subject": "bloc", "property": "exit"}
    given = {"actors": (actor("bloc"),)}
    ours = fact("ours", "paper", asserts={**said, "value": "2024"})
    theirs = fact("theirs", "daily", asserts={**said, "value": "2025"}, marking="TLP:RED")
    part, told = since(desk("y [@ours].", ours, theirs, **given), desk("y [@ours].", ours, theirs, **given))
    assert (part.groups, part.rest) == ((), "")
    two = fact("two", "paper", "hushed")
    part, told = since(desk("y [@two].", two), desk("y [@two].", fact("two", "paper")))
    assert (part.groups, part.rest) == ((), "")
    assert "hushed" not in told


def test_a_text_that_stands_instead_is_no_news():
    """It stood there in the last issue's edition as well."""
    marked = 'y {marking="TLP:AMBER" redacted="More."}'
    part, _ = since(desk(marked), desk(marked))
    assert (part.groups, part.rest) == ((), "")
    part, _ = since(desk(marked), desk('zq {marking="TLP:AMBER" redacted="More."}'))
    assert (part.groups, part.rest) == ((), "")


def test_an_issue_above_the_ceiling_was_never_theirs():
    """So there is nothing to compare with, and no number to name."""
    last = replace(desk(report={"marking": "TLP:RED"}))
    left = release(replace(desk(), record=issued(last)), client()).dossier
    assert left.record.last is None


def test_withdrawals_outcomes_and_old_ratings_of_what_is_withheld_go():
    """A correction of something that a client never had would tell that it was there."""
    at = datetime(2025, 8, 18, tzinfo=UTC)
    secret = fact("secret", "paper", marking="TLP:RED")
    hold = judgement("hold", "secret", marking="TLP:RED")
    ratings = [rating("Hidden", "open", marking="TLP:RED"), rating("Seen", "open")]
    before = desk(f"y [@secret]. {A}", secret, report={"judgements": [hold]}, country={"ratings": ratings})
    record = replace(
        issued(before),
        withdrawn={("fact", name): Withdrawal("fact", name, "zqreason.", "I", at) for name in ("secret", "open")},
        outcomes={("hold", date(2026, 8, 20)): Outcome("north", "hold", date(2026, 8, 20), Verdict.YES, "zq", "I", at)},
        rated=(RatedIssue("N", date(2025, 1, 1), "0", (("north/Hidden", 1, 1), ("north/Seen", 2, 2))),),
    )
    left = release(replace(before, record=record), client()).dossier.record
    assert set(left.withdrawn) == {("fact", "open")}
    assert left.outcomes == {}
    assert [each[0] for each in left.rated[0].ratings] == ["north/Seen"]
    assert left.last.issue.clients == ()


def test_what_is_gone_from_the_last_issue_is_searched_for_too():
    """Its words are in no noun of today."""
    gone = fact("gone", "paper", marking="TLP:RED")
    found = release(replace(desk(), record=issued(desk(f"y [@gone]. {A}", gone))), client()).withheld
    assert any("zqgone" in text for each in found if each.kind == "change" for text in each.texts)
