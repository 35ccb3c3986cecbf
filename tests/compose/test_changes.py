"""What changed between two issues: exactly what is not the same, by identity, and nothing else."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from last_issue import ISSUED, NUMBER, SPOKEN, edited, keys, last_issue, told

from briefgen.assess.weigh import assess
from briefgen.compose.changes import changes
from briefgen.compose.freeze import freeze
from briefgen.desk.session import open_desk
from briefgen.load.dossier import gather
from briefgen.model.changes import Direction, Turn
from briefgen.model.fact import AnalystGrade
from briefgen.model.record import Outcome, Record, Verdict, Withdrawal
from briefgen.model.scales import risk_level

ROOT = Path(__file__).parents[2]
FACT = "camara-junta-heavyweight"
AFTER = ISSUED + timedelta(days=5)
SILENT = {
    "fact": {"weighed", "id"},
    "rating": {"profile", "level", "likelihood", "impact", "category"},
    "indicator": {"profile", "state", "id"},
    "judgement": {"analysts", "reason", "horizon", "id"},
    "scenario": {"id"},
    "source": {"id"},
    "actor": {"id", "kind"},
    "section": {"position"},
    "profile": {"summary", "standing", "id"},
    "report": {"id"},
    "contradiction": {"standing", "reason"},
}
"""Fields that are told otherwise, or not at all: each has a test of its own here."""


def _seed():
    desk = open_desk(ROOT, None, date(2030, 1, 1))
    return gather(desk.library, "mali", desk.as_of_for("mali"))[0]


DOSSIER = _seed()
NOW = freeze(assess(DOSSIER))


def compared(old, record=None, now=NOW):
    """The changes since an issue that held `old`."""
    return changes(last_issue(old), now, "", record or Record())


def since(edits, record=None):
    """The changes since an issue that differed from the seed content by these edits."""
    return compared(edited(NOW, edits), record)


def test_the_same_content_has_no_changes():
    """Nothing is named; every rating is looked at and stands as unchanged, in the order of keys."""
    found = since({})
    assert found.entries == ()
    assert (found.report, found.since, found.since_as_of, found.until) == ("mali", NUMBER, SPOKEN, "")
    assert [each.key for each in found.unchanged] == keys(NOW, "rating")
    assert {each.direction for each in found.unchanged} == {Direction.UNCHANGED}


def test_one_fact_one_grade_one_rating_and_one_judgement_are_named_exactly():
    """Issued, changed in four places by hand in the desk's own data, and compared: these four and nothing else."""
    facts = dict(DOSSIER.facts)
    facts["visit-dated-3-4-april"] = facts["visit-dated-3-4-april"].model_copy(update={"statement": "In other words."})
    facts[FACT] = facts[FACT].model_copy(update={"grade": AnalystGrade(credibility=4, reason="Hearsay.")})
    profile = DOSSIER.profiles[0]
    ratings = (profile.ratings[0].model_copy(update={"likelihood": 1}), *profile.ratings[1:])
    judgements = list(DOSSIER.report.judgements)
    judgements[1] = judgements[1].model_copy(update={"likelihood": "likely", "reason": "Two reports of departures."})
    later = replace(
        DOSSIER,
        facts=facts,
        profiles=(profile.model_copy(update={"ratings": ratings}), *DOSSIER.profiles[1:]),
        report=DOSSIER.report.model_copy(update={"judgements": tuple(judgements)}),
    )
    found = compared(NOW, now=freeze(assess(later)))
    assert told(found.entries) == [
        ("fact", FACT, "regraded"),
        ("fact", "visit-dated-3-4-april", "changed"),
        ("rating", f"mali/{ratings[0].category}", "moved"),
        ("judgement", "russians-stay-without-wagner", "changed"),
    ]
    grade, fact, rating, judgement = found.entries
    assert (grade.before, grade.after) == ({"grade": "B2"}, {"grade": "B4"})
    assert list(fact.after) == ["statement"]
    assert rating.direction is Direction.IMPROVED
    assert judgement.reason == "Two reports of departures."
    assert (judgement.before["likelihood"], judgement.after["likelihood"]) == ("very-likely", "likely")


@st.composite
def one_field(draw):
    """A kind, a key and one field of that item."""
    kind = draw(st.sampled_from(sorted(SILENT)))
    key = draw(st.sampled_from(keys(NOW, kind)))
    fields = sorted(NOW.values(kind)[key].keys() - SILENT[kind])
    return kind, key, draw(st.sampled_from(fields)) if fields else ""


@given(one_field())
def test_one_field_of_one_item_is_named_and_nothing_else(chosen):
    """Whatever the kind, the item and the field: one entry, with that field alone, as it was and as it is."""
    kind, key, field = chosen
    if not field:
        return
    now = NOW.values(kind)[key][field]
    found = since({(kind, key): {field: "Other words." if field in {"text", "statement", "name"} else ["other"]}})
    turn = Turn.REWRITTEN if kind == "section" else Turn.CHANGED
    assert told(found.entries) == [(kind, key, turn.value)]
    assert set(found.entries[0].before) == set(found.entries[0].after) == {field}
    assert found.entries[0].after[field] == now


@given(st.data())
def test_what_is_new_and_what_is_gone_is_named_by_its_key(data):
    """An item only in the later content, and one only in the earlier."""
    kind = data.draw(st.sampled_from(sorted(SILENT.keys() - {"contradiction", "report"})))
    key = data.draw(
        st.sampled_from([each for each in keys(NOW, kind) if "kind" in NOW.values("actor").get(each, "kind")])
    )
    without = edited(NOW, {(kind, key): None}, NOW.as_of)
    assert told(compared(without).entries) == [(kind, key, "new")]
    assert told(compared(NOW, now=without).entries) == [(kind, key, "removed")]


def test_the_order_is_by_kind_and_key():
    """Whatever the order of the edits."""
    edits = {(kind, keys(NOW, kind)[0]): None for kind in ("section", "fact", "rating", "judgement", "source")}
    one, other = since(edits), since(dict(reversed(edits.items())))
    assert one == other
    assert [each.kind for each in one.entries] == ["fact", "rating", "judgement", "source", "section"]


def test_a_fact_reworded_and_regraded_is_named_twice():
    """What it says is one change, what it is worth another."""
    weighed = NOW.values("fact")[FACT]["weighed"]
    found = since({("fact", FACT): {"statement": "Old.", "weighed": {**weighed, "code": "C3"}}})
    assert told(found.entries) == [("fact", FACT, "changed"), ("fact", FACT, "regraded")]


def test_a_grade_touches_no_contradiction_and_no_rating():
    """A fact that differs from others is regraded: its contradiction and the rating that rests on it stay unnamed."""
    fact = NOW.values("contradiction")["aes.ecowas-exit"]["facts"][0]
    weighed = NOW.values("fact")[fact]["weighed"]
    assert told(since({("fact", fact): {"weighed": {**weighed, "code": "A1"}}}).entries) == [("fact", fact, "regraded")]


def withdrawn(kind, key):
    """A record in which this is withdrawn."""
    return Record(withdrawn={(kind, key): Withdrawal(kind, key, "It was retracted.", "Editor", AFTER)})


@pytest.mark.parametrize("there", [True, False])
def test_a_withdrawn_fact_is_named_so_whether_or_not_it_is_still_there(there):
    """With the reason, and the parts of the earlier issue that printed it."""
    later = NOW if there else edited(NOW, {("fact", FACT): None}, NOW.as_of)
    (found,) = compared(NOW, withdrawn("fact", FACT), later).entries
    assert (found.key, found.turn, found.reason) == (FACT, Turn.WITHDRAWN, "It was retracted.")
    assert found.before["printed_in"][0] == "Executive summary"
    assert "Risk ratings" in found.before["printed_in"]


def test_a_withdrawn_source_is_named_with_what_rested_on_it():
    """The parts that cited a fact of it; a withdrawal of what the issue did not use is no news."""
    (found,) = compared(NOW, withdrawn("source", "moscow-times-2025-08-14")).entries
    assert (found.kind, found.turn) == ("source", Turn.WITHDRAWN)
    assert "Key judgements" in found.before["printed_in"]
    assert compared(NOW, withdrawn("source", "never-used")).entries == ()


def test_contradictions_open_and_settle():
    """New ones open; those with a standing fact, and those that are gone, are settled; taken back they open again."""
    key = "aes.ecowas-exit"
    settled = {("contradiction", key): {"standing": "a-fact", "reason": "The notice."}}
    assert told(since({("contradiction", key): None}).entries) == [("contradiction", key, "opened")]
    assert told(since(settled).entries) == [("contradiction", key, "opened")]
    (found,) = compared(NOW, now=edited(NOW, settled, NOW.as_of)).entries
    assert (found.turn, found.reason) == (Turn.SETTLED, "The notice.")
    gone = edited(NOW, {("contradiction", key): None}, NOW.as_of)
    assert told(compared(NOW, now=gone).entries) == [("contradiction", key, "settled")]


@pytest.mark.parametrize(
    ("was", "now", "turn", "direction"),
    [
        ((4, 4), (5, 4), "moved", Direction.DETERIORATED),
        ((3, 4), (4, 4), "moved", Direction.DETERIORATED),
        ((5, 5), (4, 5), "moved", Direction.IMPROVED),
        ((2, 3), (3, 2), "changed", Direction.UNCHANGED),
    ],
)
def test_ratings_move_with_likelihood_times_impact(was, now, turn, direction):
    """Up is worse, within a level too; the same product is no move."""
    key = ("rating", "mali/Security")
    before, after = (
        edited(NOW, {key: {"likelihood": one, "impact": other, "level": risk_level(one, other)}}, NOW.as_of)
        for one, other in (was, now)
    )
    found = compared(before, now=after)
    assert [(each.turn.value, each.direction) for each in found.entries] == [(turn, direction)]
    assert "mali/Security" not in {each.key for each in found.unchanged}


def test_other_reasons_for_the_same_rating_do_not_move_it():
    """It changed, and stands where it stood."""
    (found,) = since({("rating", "mali/Security"): {"rationale": "Old."}}).entries
    assert (found.turn, found.direction, list(found.before)) == (Turn.CHANGED, Direction.UNCHANGED, ["rationale"])


@pytest.mark.parametrize(
    ("was", "now", "direction"),
    [
        ("quiet", "watch", Direction.DETERIORATED),
        ("watch", "active", Direction.DETERIORATED),
        ("active", "quiet", Direction.IMPROVED),
        ("not-known", "active", None),
        ("quiet", "not-known", None),
    ],
)
def test_indicators_move_between_quiet_watch_and_active(was, now, direction):
    """What is not known has no direction."""
    key = ("indicator", keys(NOW, "indicator")[0])
    before, after = (edited(NOW, {key: {"state": state}}, NOW.as_of) for state in (was, now))
    (found,) = compared(before, now=after).entries
    assert (found.turn, found.direction) == (Turn.MOVED, direction)
    assert (found.before, found.after) == ({"state": was}, {"state": now})


JUDGEMENT = "mali-keeps-to-moscow"


def outcome(horizon, at=AFTER):
    """A record in which the judgement with this horizon came true."""
    resolved = Outcome("mali", JUDGEMENT, horizon, Verdict.YES, "The treaty was renewed.", "Editor", at)
    return Record(outcomes={(JUDGEMENT, horizon): resolved})


def test_a_reason_left_from_an_earlier_issue_explains_no_new_wording():
    """It goes with the likelihood that it was written for, or with being new itself."""
    day, reason = ("judgement", JUDGEMENT), {"reason": "Two reports."}
    now = edited(NOW, {day: reason}, NOW.as_of)
    for was, told_why in (
        ({**reason, "statement": "Old."}, ""),
        ({**reason, "likelihood": "likely"}, "Two reports."),
        ({"reason": None, "confidence": "low"}, "Two reports."),
    ):
        (found,) = compared(edited(NOW, {day: was}), now=now).entries
        assert found.reason == told_why


def test_a_judgement_is_resolved_by_its_outcome():
    """With the verdict, and what shows it; told once, in the first issue after."""
    horizon = date(2026, 8, 20)
    (found,) = compared(NOW, outcome(horizon)).entries
    assert (found.turn, found.after, found.reason) == (Turn.RESOLVED, {"verdict": "yes"}, "The treaty was renewed.")
    assert compared(NOW, outcome(horizon, ISSUED - timedelta(days=1))).entries == ()
    assert compared(NOW, outcome(date(2027, 1, 1))).entries == ()


@pytest.mark.parametrize("there", [True, False])
def test_a_judgement_expires_with_its_day(there):
    """On the day itself, whether it is still there or was dropped, unless somebody said what became of it."""
    day = ("judgement", JUDGEMENT)
    before = edited(NOW, {day: {"horizon": "2025-08-20"}})
    after = before if there else edited(NOW, {day: None})
    after = replace(after, as_of=date(2025, 8, 20))
    assert told(compared(before, now=after).entries) == [("judgement", JUDGEMENT, "expired")]
    assert told(compared(before, outcome(date(2025, 8, 20)), after).entries) == [("judgement", JUDGEMENT, "resolved")]
    earlier = replace(after, as_of=date(2025, 8, 19))
    assert told(compared(before, now=earlier).entries) == ([] if there else [("judgement", JUDGEMENT, "removed")])


def test_a_judgement_past_its_day_is_told_once():
    """An issue that spoke from a later day could say so itself."""
    old = edited(NOW, {("judgement", JUDGEMENT): {"horizon": "2025-08-12"}})
    assert compared(old, now=replace(old, as_of=date(2025, 8, 20))).entries == ()


def test_a_judgement_put_off_on_its_day_is_named_as_expired_too():
    """With a later horizon it is another forecast: the first one is owed an answer."""
    old = edited(NOW, {("judgement", JUDGEMENT): {"horizon": "2025-08-18"}})
    assert told(compared(old).entries) == [("judgement", JUDGEMENT, "changed"), ("judgement", JUDGEMENT, "expired")]


def test_line_breaks_and_file_numbers_rewrite_no_section():
    """Text is compared without regard to white space; a position that others pushed is none of a section's own."""
    text = NOW.values("section")["outlook"]["text"]
    assert since({("section", "outlook"): {"text": text.replace(" ", "\n"), "position": 70}}).entries == ()


def test_sections_in_another_order_are_named_with_the_report():
    """Once, and none of them as rewritten."""
    positions = {name: NOW.values("section")[name]["position"] for name in ("outlook", "what-follows-wagner")}
    edits = {
        ("section", one): {"position": positions[other]}
        for one, other in zip(positions, reversed(positions), strict=True)
    }
    (found,) = since(edits).entries
    assert (found.kind, list(found.after)) == ("report", ["sections"])


def test_an_actor_that_was_only_named_is_new_to_the_list():
    """Its name stood somewhere in the issue before; its entry did not."""
    key = next(key for key in keys(NOW, "actor") if "kind" in NOW.values("actor")[key])
    bare = edited(NOW, {("actor", key): None})
    bare = edited(bare, {("actor", key): {"id": key, "name": NOW.values("actor")[key]["name"]}})
    assert told(compared(bare).entries) == [("actor", key, "new")]


@pytest.mark.parametrize(
    ("kind", "field"),
    [("judgement", "analysts"), ("judgement", "reason"), ("rating", "profile"), ("indicator", "profile")],
)
def test_what_is_told_elsewhere_is_not_told_twice(kind, field):
    """The report's authors, a profile's name, and the reason for an earlier change."""
    assert since({(kind, keys(NOW, kind)[0]): {field: "other"}}).entries == ()


def test_times_are_compared_across_zones():
    """An outcome recorded after the issue by the clock of another zone is news."""
    at = (ISSUED + timedelta(minutes=5)).astimezone(timezone(timedelta(hours=-5)))
    assert isinstance(at, datetime)
    assert told(compared(NOW, outcome(date(2026, 8, 20), at)).entries) == [("judgement", JUDGEMENT, "resolved")]
