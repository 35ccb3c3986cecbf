"""`withdraw`: what rests on a source or a fact, in the desk's content and in what was issued."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from issued_pdf import AT, NUMBER, artefact, content, make_pdf, record

from briefgen.archive.registry import open_registry
from briefgen.desk.withdraw import corrections
from briefgen.model.record import LastIssue, Record, Withdrawal

FILES = {
    "briefgen.toml": 'as_of = 2025-08-20\nbrand = "plain"\n',
    "seeds/sources/read.yaml": """\
- {id: gazette, title: Cranes, publisher: Gazette, published: 2025-06-01, derived_from: [wire], reliability: B,
   descriptor: A daily.}
- {id: mirror, title: Quays, publisher: Mirror, published: 2025-06-02, reliability: B, descriptor: A daily too.}
- {id: wire, title: The wire, publisher: Wire, read: false, reliability: A, descriptor: A wire agency.}
""",
    "seeds/facts/ports.yaml": """\
- id: strike
  statement: A strike began.
  when: 2025-06
  countries: [ML]
  evidence: [{source: gazette, at: page 3}]
- id: closed
  statement: The port is closed.
  countries: [ML]
  evidence: [{source: gazette, at: page 4}, {source: mirror, at: page 1}]
- id: narrow
  statement: A crane fell.
  countries: [ML]
  evidence: [{source: gazette, at: page 5, origins: [mirror]}]
- id: disputed
  statement: The port is open.
  countries: [ML]
  evidence: [{source: mirror, at: page 2}, {source: gazette, at: page 6, stance: disputes}]
""",
    "seeds/countries/mali.yaml": """\
id: mali
name: Mali
code: ML
ratings:
  - category: Security
    likelihood: 3
    impact: 3
    rationale: The strike may spread.
    facts: [closed]
indicators:
  - id: ships
    what: Ships in the roads
    state: watch
    facts: [strike]
standing:
  - title: The port
    text: |
      The port is old. It is closed now [@closed].
""",
    "seeds/reports/mali/report.yaml": """\
id: mali
title: Mali now
covers: [mali]
authors: [A. Diallo]
judgements:
  - id: goes-on
    statement: The strike will go on.
    likelihood: likely
    confidence: low
    horizon: 2026-01-01
    basis:
      - narrow
      - strike
timeline:
  facts: [strike]
""",
    "seeds/reports/mali/summary.md": "Nothing moves. **A strike** is on [@strike]. A crane fell [@narrow].\n",
    "seeds/reports/mali/10-ports.md": """\
# The port stands still

It is closed [@closed;
@strike]. Nobody knows for how long.

![Since June](figure:timeline?countries=ML)

[!goes-on]
""",
    "seeds/clients/mine.yaml": "id: mine\nname: Mine SA\nreports: [mali]\n",
}


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """A desk with one report, as an issue has printed it."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFGEN_USER", "A. Diallo")
    return tmp_path


@pytest.fixture
def issued(desk) -> Path:
    """The same desk after its first issue."""
    record(desk / "registry.db", (artefact(make_pdf(("one",), NUMBER)),))
    return desk


@pytest.fixture
def rests(desk, briefgen):  # noqa: ARG001 - the working folder
    """What rests on something, as programs read it; nothing is recorded."""

    def ask(kind: str, name: str) -> dict:
        ran = briefgen("withdraw", kind, name, "--dry-run", "--json")
        assert (ran.code, ran.err) == (0, "")
        return json.loads(ran.out)

    return ask


def standing(desk: Path) -> dict:
    """Withdrawals on record; none where there is no registry."""
    if not (desk / "registry.db").exists():
        return {}
    with open_registry(f"sqlite:///{desk}/registry.db", create=False) as registry:
        return dict(registry.withdrawals())


def leanings(found: dict) -> list[tuple[str, str, str, str]]:
    """What leans on it, with its file and line."""
    return [
        (f"{one['file'].removeprefix('seeds/')}:{one['line']}", one["kind"], one["text"], " ".join(one["facts"]))
        for one in found["leanings"]
    ]


def test_facts_that_rest_on_a_source(rests):
    """Those with another source keep it; those without lose all support; narrower origins count, disputes do not."""
    found = {fact["id"]: fact["keeps"] for fact in rests("source", "gazette")["facts"]}
    assert found == {"strike": [], "narrow": [], "closed": ["mirror"]}


def test_a_source_carries_what_is_derived_from_it(rests):
    """A wire that the desk never read stands behind the gazette's passages, but not where these name another origin."""
    found = {fact["id"]: fact["keeps"] for fact in rests("source", "wire")["facts"]}
    assert found == {"strike": [], "closed": ["mirror"]}
    found = {fact["id"]: fact["keeps"] for fact in rests("source", "mirror")["facts"]}
    assert found == {"closed": ["gazette"], "narrow": [], "disputed": []}


def test_support_that_is_withdrawn_already_is_no_support(briefgen, rests):
    """Of two sources the second one to go leaves nothing."""
    assert briefgen("withdraw", "source", "wire", "--because", "Retracted.").code == 0
    found = {fact["id"]: fact["keeps"] for fact in rests("source", "mirror")["facts"]}
    assert found["closed"] == []


def test_everything_that_leans_on_a_fact_with_its_line(rests):
    """Sentences, judgements, timelines, indicators; each once, at the citation or at the fact's own line."""
    assert leanings(rests("fact", "strike")) == [
        ("reports/mali/summary.md:1", "sentence", "A strike is on.", "strike"),
        ("reports/mali/10-ports.md:3", "sentence", "It is closed.", "strike"),
        ("reports/mali/report.yaml:13", "judgement", "The strike will go on.", "strike"),
        ("reports/mali/report.yaml:15", "timeline", "the facts it shows", "strike"),
        ("reports/mali/10-ports.md:6", "timeline", "Since June", "strike"),
        ("countries/mali.yaml:14", "indicator", "Ships in the roads", "strike"),
    ]


def test_everything_that_leans_on_a_source(rests):
    """Through its facts; one entry names all of them, and a profile's standing text counts."""
    found = leanings(rests("source", "gazette"))
    assert ("reports/mali/10-ports.md:3", "sentence", "It is closed.", "closed strike") in found
    assert ("reports/mali/report.yaml:12", "judgement", "The strike will go on.", "narrow strike") in found
    assert ("countries/mali.yaml:9", "rating", "Security", "closed") in found
    assert ("countries/mali.yaml:18", "sentence", "It is closed now.", "closed") in found


def test_columns_lead_to_the_sentence(rests):
    """A place can be opened in an editor."""
    [first, *_] = rests("fact", "narrow")["leanings"]
    assert (first["file"], first["line"], first["column"]) == ("seeds/reports/mali/summary.md", 1, 46)


def test_issues_that_printed_it_with_their_sentences(issued, rests):
    """As they were issued, in the order of the page, whatever the content says by now."""
    (issued / "seeds/reports/mali/summary.md").write_text("All else is new [@closed].\n")
    for kind, name in (("fact", "strike"), ("source", "gazette"), ("source", "wire")):
        found = rests(kind, name)
        [use] = found["issues"]
        assert (use["number"], use["as_of"], use["title"], use["facts"]) == (
            NUMBER,
            "2026-11-20",
            "Mali now",
            ["strike"],
        )
        assert [(one["section"], one["text"]) for one in use["sentences"]] == [
            ("Summary", "A strike is on."),
            ("Ports", "It began."),
        ]
        assert use["judgements"] == ["The strike will go on."]
        assert (found["clients"], found["next_issue_corrects"]) == (["mine"], ["mali"])
    assert rests("source", "mirror")["issues"] == []


def test_faulty_content_is_no_reason_not_to_withdraw(desk, briefgen):
    """It is recorded, and said that more may lean on it than could be read."""
    (desk / "seeds/facts/broken.yaml").write_text("- id: [")
    ran = briefgen("withdraw", "fact", "strike", "--because", "It never began.")
    assert (ran.code, ("fact", "strike") in standing(desk)) == (0, True)
    assert "cannot be read" in ran.err


def test_dry_run_records_nothing(desk, briefgen):
    """No registry is made by looking, and no reason is asked for."""
    ran = briefgen("withdraw", "fact", "strike", "--dry-run")
    assert (ran.code, "Nothing was recorded." in ran.err) == (0, True)
    assert not (desk / "registry.db").exists()


def test_withdrawal_is_recorded_with_who_when_and_why(desk, briefgen):
    """The registry is made where there is none."""
    ran = briefgen("withdraw", "fact", "strike", "--because", "  It never\nbegan. ", "--by", "C. Mwangi", "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["withdrawn"], found["withdrawal"]["by"]) == (0, True, "C. Mwangi")
    kept = standing(desk)["fact", "strike"]
    assert (kept.because, kept.by, kept.at.isoformat()) == ("It never began.", "C. Mwangi", found["withdrawal"]["at"])


def test_second_withdrawal_is_refused(desk, briefgen):
    """It says since when and why."""
    assert briefgen("withdraw", "fact", "strike", "--because", "It never began.").code == 0
    ran = briefgen("withdraw", "fact", "strike", "--because", "Again.")
    day = standing(desk)["fact", "strike"].at.date().isoformat()
    assert (ran.code, ran.out) == (1, "")
    assert f"withdrawn on {day} by A. Diallo: It never began." in ran.err
    assert standing(desk)["fact", "strike"].because == "It never began."


def test_withdrawal_is_taken_back_with_a_reason(desk, briefgen):
    """And can be made again afterwards."""
    assert briefgen("withdraw", "source", "wire", "--because", "Retracted.").code == 0
    ran = briefgen("withdraw", "source", "wire", "--undo", "--because", "The agency stands by it.")
    assert (ran.code, standing(desk)) == (0, {})
    assert "The source 'wire' stands again." in ran.out
    assert "Retracted." in ran.out
    again = briefgen("withdraw", "source", "wire", "--undo", "--because", "Twice.")
    assert (again.code, "is not withdrawn" in again.err) == (1, True)
    assert briefgen("withdraw", "source", "wire", "--because", "Retracted after all.").code == 0


def test_nothing_to_take_back_in_a_desk_without_registry(desk, briefgen):
    """Nothing is made by asking."""
    ran = briefgen("withdraw", "fact", "strike", "--undo", "--because", "x")
    assert (ran.code, (desk / "registry.db").exists()) == (1, False)


@pytest.mark.usefixtures("issued")
def test_fact_that_only_an_issue_knows_can_be_withdrawn(briefgen):
    """It was deleted from the content, but it was printed."""
    ran = briefgen("withdraw", "fact", "calm", "--because", "It was not.")
    assert ran.code == 0
    assert "Ports: Quiet." in ran.out
    assert "Nothing in the desk's reports and profiles leans on it" in ran.out


@pytest.mark.parametrize(("kind", "wrong", "near"), [("fact", "strikes", "strike"), ("source", "gazete", "gazette")])
def test_unknown_id_gets_the_nearest(issued, briefgen, kind, wrong, near):
    """And nothing is recorded."""
    ran = briefgen("withdraw", kind, wrong, "--because", "x")
    assert (ran.code, f"Did you mean '{near}'?" in ran.err, standing(issued)) == (1, True, {})


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--because", " "),
        ("--because", "x" * 1_001),
        ("--because", "x", "--undo", "--dry-run"),
        ("--because", "x", "--by", " "),
    ],
    ids=["no-reason", "blank", "endless", "undo-dry", "nobody"],
)
def test_faulty_requests_are_refused(desk, briefgen, options):
    """Before anything is recorded."""
    ran = briefgen("withdraw", "fact", "strike", *options)
    assert (ran.code, ran.out, standing(desk)) == (2, "", {})


@pytest.mark.usefixtures("issued")
def test_report_fits_a_narrow_terminal(briefgen, monkeypatch):
    """80 columns, with every part named."""
    monkeypatch.setenv("COLUMNS", "80")
    out = briefgen("withdraw", "source", "gazette", "--because", "The editor took it back. " * 9).out
    assert max(map(len, out.splitlines())) <= 80
    for words in (
        "Withdrawn: source gazette",
        "3 facts rest on it, 2 of them on nothing else",
        "closed: keeps mirror",
        "report mali: 3 sentences, 1 judgement, 2 timelines",
        "seeds/reports/mali/summary.md:1:16 (strike)",
        "country mali: 1 sentence, 1 rating, 1 indicator",
        "1 issue used it",
        "The next issue carries a correction notice: mali.",
    ):
        assert words in out


@pytest.mark.usefixtures("desk")
def test_check_refuses_what_still_leans_on_it(briefgen):
    """And passes once it is mended."""
    assert briefgen("withdraw", "fact", "strike", "--because", "It never began.").code == 0
    ran = briefgen("check", "mali", "--json")
    found = [one for one in json.loads(ran.out)["diagnostics"] if one["code"] == "BG205"]
    assert ran.code == 1
    assert {one["file"] for one in found} >= {"seeds/reports/mali/summary.md", "seeds/reports/mali/report.yaml"}


WITHDRAWN = Withdrawal("fact", "strike", "It never began.", "A. Diallo", AT + timedelta(days=1))


@pytest.fixture
def corrected(tmp_path):
    """What the next issue corrects."""
    last = LastIssue(record(tmp_path / "registry.db", ()), content())

    def ask(*withdrawals: Withdrawal, after: LastIssue | None = last) -> tuple[Withdrawal, ...]:
        return corrections(Record(last=after, withdrawn={(one.kind, one.id): one for one in withdrawals}))

    return ask


def test_next_issue_corrects_what_the_last_one_printed(corrected):
    """Withdrawn after it, and used by it; oldest first."""
    earlier = Withdrawal("source", "wire", "Retracted.", "A. Diallo", AT + timedelta(hours=1))
    assert corrected(WITHDRAWN, earlier) == (earlier, WITHDRAWN)


def test_what_the_last_issue_corrected_is_not_told_again(corrected):
    """It was withdrawn before that."""
    assert corrected(Withdrawal("fact", "strike", "It never began.", "A. Diallo", AT - timedelta(days=1))) == ()


def test_what_no_reader_saw_needs_no_correction(corrected):
    """The last issue did not use it, or there is none."""
    assert corrected(Withdrawal("fact", "other", "x", "A. Diallo", AT + timedelta(days=1))) == ()
    assert corrected(WITHDRAWN, after=None) == ()
