"""A report's content, frozen: what it holds, when its digest changes and when it does not."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from last_issue import last_issue, told

from briefgen.assess.weigh import assess
from briefgen.compose.changes import changes
from briefgen.compose.freeze import freeze, issued_judgements
from briefgen.compose.parts import plan_parts
from briefgen.desk.session import open_desk
from briefgen.load.dossier import gather
from briefgen.model.dates import PartialDate
from briefgen.model.dossier import Asset, Call
from briefgen.model.fact import AnalystGrade, Resolution
from briefgen.model.marking import Marking
from briefgen.model.profile import IndicatorState
from briefgen.model.record import Record
from briefgen.model.report import Budget, Status
from briefgen.model.scales import Confidence, Reliability

ROOT = Path(__file__).parents[2]
KINDS = {
    *("report", "fact", "source", "actor", "judgement", "scenario", "rating", "indicator", "contradiction"),
    *("section", "profile"),
}


@pytest.fixture(scope="module")
def desk():
    """The seed desk."""
    return open_desk(ROOT, None, date(2030, 1, 1))


@pytest.fixture(scope="module")
def dossier(desk):
    """The Mali report's."""
    return gather(desk.library, "mali", desk.as_of_for("mali"))[0]


@pytest.fixture(scope="module")
def content(dossier):
    """What the Mali report uses."""
    return freeze(assess(dossier))


def test_every_kind_of_content_is_there_by_its_identity(content, dossier):
    """Keys are ids; ratings and indicators stand under their profile, sections under their names without numbers."""
    assert {kind for kind, _ in content.items} == KINDS
    assert content.report == "mali"
    assert content.as_of == date(2025, 8, 20)
    for key in (("rating", "mali/Security"), ("indicator", "mali/camara-in-the-junta"), ("section", "summary")):
        assert key in content.items
    assert ("section", "cooperation-and-operations") in content.items
    assert set(content.values("fact")) == set(plan_parts(assess(dossier)).cited)


def test_items_carry_what_they_were_weighed_and_printed_with(content):
    """A fact its grade, a judgement its band and who answers for it, a rating its level, a section its place."""
    fact = content.values("fact")["camara-junta-heavyweight"]
    assert fact["weighed"]["code"] == "B2"
    assert set(fact["weighed"]) == {"code", "reliability", "credibility", "origins", "reason"}
    judgement = content.values("judgement")["mali-keeps-to-moscow"]
    assert (judgement["scale"], judgement["low"], judgement["high"]) == ("icd203", 80, 95)
    assert judgement["range"] == "80–95 %"
    assert judgement["analysts"] == ["Sahel desk"]
    rating = content.values("rating")["mali/Security"]
    assert (rating["level"], rating["profile"]) == (5, "Mali")
    sections = content.values("section")
    assert [sections[name]["position"] for name in ("summary", "cooperation-and-operations", "outlook")] == [0, 1, 7]
    assert sections["summary"]["text"].startswith("Mali, with Burkina Faso and Niger, signed")


def test_sources_known_only_through_others_are_there_too(content, dossier):
    """All that the facts used rest on, and nothing else."""
    unread = [name for name in content.values("source") if not dossier.sources[name].read]
    assert unread
    read = {item["source"] for fact in content.values("fact").values() for item in fact["evidence"]}
    assert read <= set(content.values("source"))


def test_contradictions_hold_no_grade(content):
    """A grade that moves is told of once, with its fact."""
    found = content.values("contradiction")["aes.ecowas-exit"]
    assert set(found) == {"facts", "values", "standing", "reason", "question"}
    assert set(found["values"]) == set(found["facts"])


def test_the_day_is_no_content(desk, content):
    """A week later, with the same facts at hand, the digest is the same."""
    later = freeze(assess(gather(desk.library, "mali", date(2025, 8, 27))[0]))
    assert later.digest == content.digest
    assert later.as_of != content.as_of


def test_the_days_that_report_and_schedule_name_are_no_content(dossier, content):
    """Status, schedule, waivers, budget and the day in report.yaml are not what a reader gets."""
    report = dossier.report.model_copy(
        update={"as_of": date(2025, 8, 21), "status": Status.APPROVED, "schedule": None, "budget": Budget(pages=3)}
    )
    assert freeze(assess(replace(dossier, report=report))).digest == content.digest


def test_the_order_of_files_is_no_content(tmp_path, content):
    """Facts, sources, actors and judgements turned round in their files, sections renumbered: the same digest."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "briefgen.toml", tmp_path)
    for folder in ("facts", "sources", "actors"):
        for path in (tmp_path / "seeds" / folder).glob("*.yaml"):
            _turn_round(path)
    report = tmp_path / "seeds" / "reports" / "mali"
    for path in sorted(report.glob("?0-*.md"), reverse=True):
        path.rename(path.with_name(f"{path.name[0]}5{path.name[2:]}"))
    desk = open_desk(tmp_path, None, date(2030, 1, 1))
    assert desk.diagnostics == ()
    assert list(desk.library.facts) != list(open_desk(ROOT, None, date(2030, 1, 1)).library.facts)
    assert freeze(assess(gather(desk.library, "mali", date(2025, 8, 20))[0])).digest == content.digest


def _turn_round(path):
    """Write a list of entries backwards."""
    head, *entries = path.read_text(encoding="utf-8").split("- id: ")
    path.write_text(head + "".join(f"- id: {each.rstrip()}\n" for each in reversed(entries)), encoding="utf-8")


def test_frozen_twice_it_is_the_same(dossier, content):
    """Byte for byte."""
    again = freeze(assess(dossier))
    assert {key: each.data for key, each in again.items.items()} == {
        key: each.data for key, each in content.items.items()
    }


def _with_fact(dossier, name, **fields):
    return replace(dossier, facts={**dossier.facts, name: dossier.facts[name].model_copy(update=fields)})


def _with_report(dossier, **fields):
    return replace(dossier, report=dossier.report.model_copy(update=fields))


def _with_first(dossier, field, **fields):
    """The first entry of a list in the report, with other fields."""
    first, *others = getattr(dossier.report, field)
    return _with_report(dossier, **{field: (first.model_copy(update=fields), *others)})


def _with_profile(dossier, **fields):
    profile, *others = dossier.profiles
    return replace(dossier, profiles=(profile.model_copy(update=fields), *others))


def _first_of_profile(dossier, field, **fields):
    first, *others = getattr(dossier.profiles[0], field)
    return _with_profile(dossier, **{field: (first.model_copy(update=fields), *others)})


def _with_section(dossier, at, **fields):
    sections = list(dossier.manuscript.sections)
    sections[at] = replace(sections[at], **fields)
    return replace(dossier, manuscript=replace(dossier.manuscript, sections=tuple(sections)))


def _with_block(dossier, text):
    blocks = dossier.manuscript.sections[0].blocks
    return _with_section(dossier, 0, blocks=(replace(blocks[0], text=blocks[0].text + text), *blocks[1:]))


def _swapped(dossier):
    first, second, *others = dossier.manuscript.sections
    return replace(dossier, manuscript=replace(dossier.manuscript, sections=(second, first, *others)))


def _settled(dossier):
    other = dossier.facts["aes-quit-ecowas-early-2025"]
    against = tuple(name for name, fact in dossier.facts.items() if _same_question(fact, other))
    resolution = Resolution(against=against, reason="The bloc's own notice.", on=date(2025, 8, 19))
    return _with_fact(dossier, other.id, resolution=resolution)


def _same_question(fact, other):
    return fact.id != other.id and bool(fact.asserts) and fact.asserts.property == other.asserts.property


def _with_source(dossier, name, **fields):
    return replace(dossier, sources={**dossier.sources, name: dossier.sources[name].model_copy(update=fields)})


def _with_actor(dossier, who, **fields):
    return replace(dossier, actors={**dossier.actors, who: dossier.actors[who].model_copy(update=fields)})


FACT = "camara-junta-heavyweight"
EDITS = {
    "a fact's statement": lambda d: _with_fact(d, FACT, statement="Camara counts for much in the junta."),
    "an analyst's grade": lambda d: _with_fact(d, FACT, grade=AnalystGrade(credibility=4, reason="Hearsay.")),
    "a settled contradiction": _settled,
    "a source's reliability": lambda d: _with_source(d, "moscow-times-2025-08-14", reliability=Reliability.D),
    "a source's descriptor": lambda d: _with_source(d, "moscow-times-2025-08-14", descriptor="Another."),
    "an unread source": lambda d: _with_source(d, "afp", descriptor="Another."),
    "an actor's summary": lambda d: _with_actor(d, "sadio-camara", summary="Another sentence."),
    "the name of an actor in an office": lambda d: _with_actor(d, d.profiles[0].leadership[0].actor, name="Another"),
    "a judgement's statement": lambda d: _with_first(d, "judgements", statement="Mali will turn away."),
    "a judgement's likelihood": lambda d: _with_first(d, "judgements", likelihood="likely"),
    "a judgement's confidence": lambda d: _with_first(d, "judgements", confidence=Confidence.LOW),
    "a judgement's horizon": lambda d: _with_first(d, "judgements", horizon=date(2027, 1, 1)),
    "a judgement's reason": lambda d: _with_first(d, "judgements", reason="Because."),
    "a judgement's analyst": lambda d: _with_first(d, "judgements", analyst="Another desk"),
    "a scenario": lambda d: _with_first(d, "scenarios", name="Another"),
    "a rating's likelihood": lambda d: _first_of_profile(d, "ratings", likelihood=1),
    "a rating's reasons": lambda d: _first_of_profile(d, "ratings", rationale="Another."),
    "an indicator": lambda d: _first_of_profile(d, "indicators", state=IndicatorState.NOT_KNOWN),
    "an office": lambda d: _first_of_profile(d, "leadership", office="Another office"),
    "a profile's summary": lambda d: _with_profile(d, summary="Another."),
    "a profile's sectors": lambda d: _with_profile(d, sectors=("Fishing",)),
    "a section's text": lambda d: _with_block(d, " And more."),
    "a section's title": lambda d: _with_section(d, 0, title="Another finding"),
    "a section's name": lambda d: _with_section(d, 0, name="another"),
    "the order of sections": _swapped,
    "a title": lambda d: _with_report(d, title="Another title"),
    "the period": lambda d: _with_report(d, period=PartialDate("2025-08")),
    "the marking": lambda d: _with_report(d, marking=Marking.GREEN),
    "a topic's name": lambda d: replace(
        d, topics={**d.topics, "ukraine": d.topics["ukraine"].model_copy(update={"name": "War in Ukraine"})}
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_every_kind_of_content_changes_the_digest(edit, dossier, content):
    """An approval holds for what a reader gets: whatever of it changes, it is another content."""
    assert freeze(assess(edit(dossier))).digest != content.digest


def test_what_the_report_does_not_use_is_no_content(dossier, content):
    """A fact of the desk that the report does not print can change as it likes."""
    unused = next(each for each in dossier.facts if ("fact", each) not in content.items)
    changed = _with_fact(dossier, unused, statement="It is otherwise.", asserts=None)
    assert freeze(assess(changed)).digest == content.digest


def test_two_items_of_one_identity_both_count(dossier, content):
    """A profile with two ratings of one category: neither can change unseen."""
    ratings = dossier.profiles[0].ratings
    doubled = _with_profile(dossier, ratings=(*ratings, ratings[0].model_copy(update={"impact": 1})))
    found = freeze(assess(doubled))
    assert {("rating", "mali/Security"), ("rating", "mali/Security#2")} <= found.items.keys()
    assert found.digest != content.digest


def test_judgements_go_into_the_register_as_they_are_printed(dossier):
    """Band, bounds and analysts; the report's authors answer where no analyst does."""
    named = _with_first(dossier, "judgements", analyst="A. Analyst")
    first, second, *_ = issued_judgements(assess(named))
    assert (first.judgement, first.likelihood, first.scale) == ("mali-keeps-to-moscow", "very-likely", "icd203")
    assert (first.low, first.high, first.confidence) == (80, 95, "moderate")
    assert first.horizon == date(2026, 8, 20)
    assert first.analysts == ("A. Analyst",)
    assert second.analysts == ("Sahel desk",)


def test_another_picture_under_the_same_name_is_another_content(dossier):
    """What a picture shows was approved with the text around it."""

    def with_picture(sha256):
        section = dossier.manuscript.sections[0]
        call = Call("picture", ("mine.png",), section.place, caption="A mine")
        blocks = (replace(section.blocks[0], calls=(*section.blocks[0].calls, call)), *section.blocks[1:])
        manuscript = _with_section(dossier, 0, blocks=blocks).manuscript
        asset = Asset("seeds/reports/mali/mine.png", "image/png", b"", sha256, 1, 1)
        return freeze(assess(replace(dossier, manuscript=replace(manuscript, assets={"mine.png": asset}))))

    one, other = with_picture("aa"), with_picture("bb")
    assert one.digest != other.digest
    assert with_picture("aa").digest == one.digest
    found = changes(last_issue(one), other, "", Record()).entries
    assert told(found) == [("section", "cooperation-and-operations", "rewritten")]
