"""What leaves the data, to a fixed point, and what keeps an edition from going out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from canary_desk import Desk, actor, client, fact, indicator, judgement, printed, rating, scenario, source

from briefgen.model.dossier import Gap
from briefgen.model.marking import Marking
from briefgen.model.place import Place
from briefgen.model.report import Report
from briefgen.release.explain import explain
from briefgen.release.release import release

SOURCES = (
    source("paper"),
    source("hushed", marking="TLP:AMBER"),
    source("relay", "hushed"),
    source("mixed", "hushed", "paper"),
)
TEXT = {"a": "# T\n\nx [@open].\n"}
OPEN = fact("open", "paper")
SECRET = fact("secret", "paper", marking="TLP:RED")


def released(*facts, ceiling="TLP:CLEAR", sources=SOURCES, terms=None, text=TEXT, **fields):
    """A desk of these parts, released."""
    desk = Desk(text, (OPEN, *facts), sources, **fields)
    return release(desk.dossier(), client(ceiling, **(terms or {})))


def test_a_fact_leaves_with_its_last_passage():
    """By its own marking, by its passage's, by its source's, by that of the source behind it."""
    left = released(
        SECRET,
        fact("said", {"source": "paper", "marking": "TLP:AMBER"}),
        fact("read", "hushed"),
        fact("relayed", "relay"),
        fact("named", {"source": "paper", "origins": ["hushed"]}),
        fact("both", "paper", "hushed"),
    ).dossier
    assert list(left.facts) == ["open", "both"]
    assert [each.source for each in left.facts["both"].evidence] == ["paper"]
    assert set(left.sources) == {"paper"}


def test_a_fact_does_not_live_on_what_disputes_it():
    """What supported it is withheld, so it is stated by nobody any more."""
    assert "held" not in released(fact("held", "hushed", {"source": "paper", "stance": "disputes"})).dossier.facts
    assert "only" in released(fact("only", {"source": "paper", "stance": "disputes"})).dossier.facts


def test_a_source_loses_the_origins_that_are_withheld():
    """One of several; its name would be printed in the annex otherwise."""
    assert released(fact("via", "mixed")).dossier.sources["mixed"].derived_from == ("paper",)


def test_an_analysts_grade_goes_with_a_passage():
    """Its reason speaks of what was withheld."""
    graded = fact("graded", "paper", "hushed", grade={"credibility": 1, "reason": "The zqhushed paper confirms it."})
    assert released(graded).dossier.facts["graded"].grade is None
    assert released(graded, ceiling="TLP:AMBER").dossier.facts["graded"].grade


def test_a_settled_contradiction_forgets_what_it_was_settled_against():
    """A reason that argues against a withheld account would tell of it."""
    stands = fact("stands", "paper", resolution={"against": ["secret"], "reason": "Zq.", "on": "2025-08-01"})
    assert released(SECRET, stands).dossier.facts["stands"].resolution is None


def test_sources_differ_only_where_both_sides_are_seen():
    """Neither a box nor its question, nor the mark on the fact that is left."""
    asserted = {"subject": "bloc", "property": "exit", "question": "When did it zqquestion?"}
    ours = fact("ours", "paper", asserts={"subject": "bloc", "property": "exit", "value": "2024"})
    theirs = fact("theirs", "paper", asserts={**asserted, "value": "2025"}, marking="TLP:RED")
    left = released(ours, theirs, actors=(actor("bloc"),), text={"a": "# T\n\nx [@ours].\n"}).dossier
    briefing = printed(left)
    assert briefing.differences == {}
    assert "zqquestion" not in repr(briefing)
    assert not briefing.facts["ours"].differs


def test_an_assertion_about_something_withheld_goes():
    """A box would print its name, made of its id."""
    about = fact("about", "paper", asserts={"subject": "kestrel", "property": "strength", "value": 40})
    left = released(about, actors=(actor("kestrel", marking="TLP:RED"),)).dossier
    assert left.facts["about"].asserts is None


def test_actors_leave_with_all_that_names_them():
    """Out of facts, offices, relations and origins."""
    kestrel = actor("kestrel", marking="TLP:RED")
    bloc = actor(
        "bloc",
        summary="Zqsummary.",
        roles=[{"title": "Zqrole", "of": "kestrel", "facts": ["open"]}],
        relations=[{"to": "kestrel", "kind": "backs", "facts": ["open"]}],
    )
    met = fact("met", {"source": "paper", "origins": ["kestrel", "bloc"]}, actors=["kestrel", "bloc"])
    left = released(met, actors=(kestrel, bloc), text={"a": "# T\n\nx [@met].\n"}).dossier
    assert left.facts["met"].actors == ("bloc",)
    assert left.facts["met"].evidence[0].origins == ("bloc",)
    assert (left.actors["bloc"].roles, left.actors["bloc"].relations, left.actors["bloc"].summary) == ((), (), None)
    assert "estrel" not in repr(printed(left))


def test_roles_and_offices_rest_on_facts():
    """Those that rest on withheld ones alone go; others lose these."""
    bloc = actor(
        "bloc",
        roles=[{"title": "Zqone", "facts": ["secret"]}, {"title": "Two", "facts": ["open", "secret"]}],
    )
    country = {"leadership": [{"office": "Zqoffice", "actor": "bloc", "facts": ["secret"]}]}
    left = released(SECRET, fact("names", "paper", actors=["bloc"]), actors=(bloc,), country=country).dossier
    assert [(each.title, each.facts) for each in left.actors["bloc"].roles] == [("Two", ("open",))]
    assert left.profiles[0].leadership == ()


def test_only_what_is_named_stays_in_the_maps():
    """Actors, countries and topics that nothing names any more are in no edition."""
    alone = actor("alone")
    left = released(
        fact("secret", "paper", marking="TLP:RED", actors=["alone"], topics=["hush"]), actors=(alone,)
    ).dossier
    assert left.actors == {}
    assert set(left.topics) == {"trade"}
    assert left.countries["north"].standing == ()


@pytest.mark.parametrize("kind", ["judgement", "rating", "indicator"])
def test_a_conclusion_without_its_basis_is_an_error_that_names_both(kind):
    """It would otherwise be printed as if it rested on nothing."""
    given = {
        "judgement": {"report": {"judgements": [judgement("hold", "secret"), judgement("stay", "open", "secret")]}},
        "rating": {"country": {"ratings": [rating("Hold", "secret"), rating("Stay", "open", "secret")]}},
        "indicator": {"country": {"indicators": [indicator("hold", "secret"), indicator("stay", "open", "secret")]}},
    }[kind]
    left = released(SECRET, **given)
    (found,) = left.diagnostics
    assert found.name == "withheld-basis"
    assert "hold" in found.message.lower()
    assert "'secret' (TLP:RED)" in found.message
    assert "mine" in found.message
    assert found.place.pointer[-1] in ("basis", "facts")
    assert "zqhold" not in repr(left.dossier).lower()
    assert "secret" not in repr(replace(left.dossier, places={}))


def test_a_conclusion_above_the_ceiling_just_leaves():
    """Its basis does not matter then."""
    left = released(SECRET, report={"judgements": [judgement("hold", "secret", marking="TLP:RED")]})
    assert left.diagnostics == ()
    assert left.dossier.report.judgements == ()


def test_scenarios_leave_together_or_not_at_all():
    """What is left would no longer sum to 100, and tell how probable the rest is."""
    some = [scenario("calm", 60), scenario("storm", 40, marking="TLP:RED")]
    assert [each.name for each in released(report={"scenarios": some}).diagnostics] == ["withheld-scenario"]
    every = [{**each, "marking": "TLP:RED"} for each in some]
    left = released(report={"scenarios": every})
    assert (left.diagnostics, left.dossier.report.scenarios) == ((), ())


def test_a_report_above_the_ceiling_is_not_released():
    """Nothing of it, and an error that says so."""
    left = released(report={"marking": "TLP:AMBER"})
    assert left.dossier is None
    assert [each.name for each in left.diagnostics] == ["withheld-report"]
    assert released(country={"marking": "TLP:AMBER"}).dossier is None


def test_an_edition_without_a_text_is_an_error():
    """Somebody has to look at it before it goes out."""
    left = released(terms={"leave_out": ("sections",)})
    assert [each.name for each in left.diagnostics] == ["empty-edition"]


def test_other_reports_are_named_to_who_gets_them():
    """Neither those above the ceiling nor those of other clients; and no more than their titles."""
    given = {"covers": ("north",), "judgements": (judgement("zqother", "secret"),)}
    related = tuple(
        Report.model_validate({"id": name, "title": f"Zq{name}", "marking": marking, **given})
        for name, marking in (("other", "TLP:CLEAR"), ("foreign", "TLP:CLEAR"), ("high", "TLP:RED"))
    )
    left = released(related=related, terms={"reports": ("north", "other", "high")}).dossier
    assert [each.title for each in left.related] == ["Zqother"]
    assert left.related[0].judgements == ()
    assert released(related=related, terms={"leave_out": ("related",)}).dossier.related == ()


def test_a_timeline_of_chosen_facts_does_not_become_one_of_all():
    """Where none of those chosen is left, it goes."""
    left = released(SECRET, report={"timeline": {"facts": ["secret"]}}).dossier
    assert "timeline" not in {part.kind for part in printed(left).parts}


def test_parts_and_sections_are_left_out_by_name():
    """Sections with or without their number; numbers close up; parts by the names that clients know."""
    text = {"summary": "Sum [@open].\n", "a": "# A\n\nx\n", "b": "# B\n\nx\n"}
    kinds = lambda terms: [(part.kind, part.number) for part in printed(released(text=text, terms=terms).dossier).parts]  # noqa: E731
    assert ("timeline", None) in kinds({})
    assert ("timeline", None) not in kinds({"leave_out": ("timeline",)})
    assert [number for kind, number in kinds({"leave_out": ("10-a",)}) if kind == "section"] == [1]
    assert [number for kind, number in kinds({"leave_out": ("a",)}) if kind == "section"] == [1]
    assert [kind for kind, _ in kinds({"only": ("summary", "b")})] == ["summary", "section", "annex", "closing"]
    assert printed(released(text=text, terms={"leave_out": ("services",)}).dossier).parts[-1].services == ()


def test_what_is_left_out_by_choice_is_no_secret():
    """The search through finished files must not look for it: other parts may say the same."""
    terms = {"leave_out": ("services", "10-a")}
    left = released(terms=terms, text={**TEXT, "b": "# B\n\nx\n"}, sources=SOURCES[:1])
    assert {(each.kind, each.id, each.texts) for each in left.withheld} == {
        ("part", "services", ()),
        ("section", "a", ()),
    }


def test_gaps_of_what_is_withheld_are_not_counted():
    """A number of missing translations would tell of one more fact than is printed."""
    dossier = Desk(TEXT, (OPEN, SECRET), SOURCES).dossier()
    gaps = tuple(Gap("fact", name, "n", Place("")) for name in ("open", "secret"))
    left = release(replace(dossier, own=dossier, untranslated=gaps), client()).dossier
    assert [each.id for each in left.untranslated] == ["open"]
    assert "secret" not in left.own.facts


def test_two_languages_lose_the_same():
    """Ratings are known by their place, so both sides must lose the same one."""
    ratings = [rating("One", "open", marking="TLP:RED"), rating("Two", "open")]
    own = Desk(TEXT, (OPEN,), SOURCES, country={"ratings": ratings}).dossier()
    other = Desk(TEXT, (OPEN,), SOURCES, country={"ratings": [{**each, "category": "X"} for each in ratings]}).dossier()
    left = release(replace(other, own=own), client()).dossier
    assert left.rating_key("north", 0) == "north/Two"


def test_waivers_of_what_is_gone_are_gone():
    """Their words quote what they are about."""
    waiver = {"rule": "stale-fact", "about": "secret", "role": "R", "reason": "Zq.", "until": "2026-01-01"}
    assert released(SECRET, report={"waivers": [waiver]}).dossier.report.waivers == ()


def test_the_marking_is_that_of_what_is_left():
    """Never lower than the report's own label."""
    text = {"a": '# T\n\nx\n\ny {marking="TLP:AMBER"}\n'}
    assert printed(released(text=text).dossier).marking is Marking.CLEAR
    assert printed(released(text=text, ceiling="TLP:AMBER").dossier).marking is Marking.AMBER


def test_texts_of_what_is_withheld_are_listed_whole():
    """In every language at hand: the search through finished files looks for them."""
    own = Desk(TEXT, (OPEN, SECRET), SOURCES).dossier()
    other = Desk(TEXT, (OPEN, fact("secret", "paper", marking="TLP:RED", statement="C'est dit.")), SOURCES).dossier()
    found = next(each for each in release(replace(other, own=own), client()).withheld if each.id == "secret")
    assert {"secret", "C'est dit.", "It says zqsecret so."} <= set(found.texts)
    assert (found.because, found.detail) == ("marking", "TLP:RED")


def test_the_desk_is_told_what_why_and_where():
    """One line each, the same for the same thing in two languages."""
    text = {"a": '# T\n\nx\n\nZqhidden here. {marking="TLP:AMBER"}\n\nSo [@secret].\n'}
    lines = explain(released(SECRET, text=text).withheld)
    assert "paragraph (2)" in lines
    assert '  "Zqhidden here.": marked TLP:AMBER, seeds/reports/north/10-a.md:5' in lines
    assert '  "So.": rests only on what is withheld: secret, seeds/reports/north/10-a.md:7' in lines
    assert "  secret: marked TLP:RED" in lines
    assert explain(()) == ("nothing is withheld",)
