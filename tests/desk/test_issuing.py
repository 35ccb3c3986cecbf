"""From a draft to an issue, and from issue to issue: the commands as staff give them."""

import hashlib
import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from issuing_desk import (
    AUTHOR,
    EDITOR,
    REPORT,
    ROOT,
    approve,
    asked,
    edit,
    issue,
    keep_ends,
    make_desk,
    pages,
    run,
    started,
)


def number_of(desk):
    """The number of the desk's one issue."""
    (listed,) = asked(desk, "list", "issues")
    return listed["number"]


def test_a_report_is_reviewed_approved_and_issued(tmp_path):
    """Each step says what comes next; the issue is numbered, frozen and written to the output folder."""
    desk = make_desk(tmp_path)
    assert "briefgen approve mali" in run(desk, "review", "mali", "--by", AUTHOR)[0]
    assert "briefgen issue mali" in run(desk, "approve", "mali", "--by", EDITOR)[0]
    issued = asked(desk, "issue", "mali", "--by", EDITOR)
    number = issued["issue"]["number"]
    assert number.startswith("ASA-SR-20")
    assert number.endswith("-0001")
    assert issued["issue"]["approved_by"] == EDITOR
    assert issued["issue"]["clients"] == ["example-mining", "harbour-embassy", "sahel-relief"]
    for file in issued["files"]:
        data = (desk / file["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
        assert number in (data.decode() if file["path"].endswith("html") else "".join(pages(desk / file["path"])))
    (listed,) = asked(desk, "list", "issues")
    assert listed == issued["issue"]
    (shown,) = asked(desk, "show", number)
    assert {each["kind"] for each in shown["made_of"]} >= {
        "fact",
        "source",
        "judgement",
        "rating",
        "section",
        "template",
        "brand",
    }
    assert f"issued as {number}" in run(desk, "show", "mali")[0]


def test_an_issued_report_built_again_is_the_issue(issued):
    """Nobody has to fetch it from the archive: the same content gives the same bytes, number included."""
    archived = {each["name"]: each["sha256"] for each in asked(issued, "show", number_of(issued))[0]["files"]}
    (built,) = asked(issued, "build", "mali")["built"]
    assert {Path(each["path"]).name: each["sha256"] for each in built["files"]} == archived
    assert asked(issued, "diff", "mali")["changes"] == []


@pytest.mark.parametrize(
    "words", [("--as-of", "2025-08-25"), ("--brand", "plain"), ()], ids=["day", "brand", "template"]
)
def test_what_is_not_the_issue_does_not_bear_its_number(issued, words):
    """The same content on another day, or in other looks, is a draft of the next issue."""
    number = number_of(issued)
    if not words:
        own = issued / "templates/report/print.css"
        own.parent.mkdir(parents=True)
        own.write_bytes((ROOT / "templates/report/print.css").read_bytes() + b"/* ours */")
    (built,) = asked(issued, "build", "mali", *words)["built"]
    texts = pages(next(issued / each["path"] for each in built["files"] if each["path"].endswith("pdf")))
    assert all("DRAFT" in text for text in texts)
    # The next issue names the one before where it says what changed; its own number stands in no header.
    assert number not in texts[0] + texts[-1]


def test_an_issue_comes_back_out_of_the_archive(issued, tmp_path):
    """Years later the files of an issue are written anew, byte for byte."""
    before = {path.name: path.read_bytes() for path in (issued / "output/mali/2025-08-20").iterdir()}
    shutil.rmtree(issued / "output")
    run(issued, "show", number_of(issued), "--output", str(tmp_path / "restored"))
    assert {path.name: path.read_bytes() for path in (tmp_path / "restored").iterdir()} == before


def test_a_draft_says_so_on_every_page_until_it_is_approved(desk):
    """Before approval each page has DRAFT on it; after, none has."""
    pdf = desk / "output/mali/2025-08-20/mali.pdf"
    run(desk, "build", "mali")
    assert all("DRAFT" in text for text in pages(pdf))
    assert "DRAFT" in pdf.with_suffix(".html").read_text(encoding="utf-8")
    run(desk, "review", "mali", "--by", AUTHOR)
    run(desk, "build", "mali")
    assert all("DRAFT" in text for text in pages(pdf))
    run(desk, "approve", "mali", "--by", EDITOR)
    run(desk, "build", "mali")
    assert not any("DRAFT" in text for text in pages(pdf))


EDITS = {
    "a section": ("seeds/reports/mali/70-outlook.md", "Both readings of August fit", "Either reading of August fits"),
    "a judgement": (
        REPORT,
        "confidence: moderate\n    horizon: 2026-08-20\n    basis: [one-defence",
        "confidence: low\n    horizon: 2026-08-20\n    basis: [one-defence",
    ),
    "a fact that it prints": (
        "seeds/facts/moscow-meeting.yaml",
        "did not disclose what the memorandum",
        "has not disclosed what the memorandum",
    ),
    "a source": ("seeds/sources/read.yaml", "\n  reliability: B", "\n  reliability: C"),
    "a rating": ("seeds/countries/mali.yaml", "\n    impact: 5", "\n    impact: 4"),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_takes_the_approval_away(approved, what):
    """Whatever of it is edited, the report is a draft again, and is not issued."""
    file, old, new = EDITS[what]
    path = approved / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    _, errors = run(approved, "issue", "mali", "--by", EDITOR, code=1)
    assert f"was edited after it was approved by {EDITOR}" in errors
    assert "briefgen review mali" in errors
    assert asked(approved, "list", "issues") == []
    assert "draft, edited after it was approved" in " ".join(run(approved, "show", "mali")[0].split())


def test_an_edit_elsewhere_leaves_the_approval(approved):
    """What the report does not use can change: a comment, another report, a fact it does not print."""
    for file in (REPORT, "seeds/facts/ukraine.yaml"):
        path = approved / file
        path.write_text("# A comment.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    edit(approved, "seeds/reports/niger/report.yaml", "short_title:", "#\nshort_title:")
    run(approved, "issue", "mali", "--by", EDITOR)


@pytest.mark.parametrize("approver", [AUTHOR, "a.  diallo", "sahel desk"])
def test_an_author_does_not_approve(desk, approver):
    """Neither who put it up for review nor a named author, however the name is written."""
    run(desk, "review", "mali", "--by", AUTHOR)
    _, errors = run(desk, "approve", "mali", "--by", approver, code=1)
    assert "cannot approve it too" in errors
    assert "four_eyes = false" in errors


def test_a_desk_of_one_turns_four_eyes_off(desk):
    """With `four_eyes = false` one person does it all."""
    edit(desk, "briefgen.toml", "four_eyes = true", "four_eyes = false")
    run(desk, "review", "mali", "--by", AUTHOR)
    run(desk, "approve", "mali", "--by", AUTHOR)
    run(desk, "issue", "mali", "--by", AUTHOR)


STEPS = {
    "issue without review": ((), "issue", "is not approved", "briefgen review mali"),
    "approve without review": ((), "approve", "has not been put up for review", "briefgen review mali"),
    "issue without approval": (("review",), "issue", "is not approved yet", "briefgen approve mali"),
    "review twice": (("review",), "review", "is under review already", "briefgen approve mali"),
    "approve twice": (("review", "approve"), "approve", "is approved already", "briefgen issue mali"),
    "review after approval": (("review", "approve"), "review", "is approved already", "briefgen issue mali"),
    "issue twice": (("review", "approve", "issue"), "issue", "is issued as it stands", "briefgen review mali"),
}


@pytest.mark.parametrize("case", STEPS)
def test_a_step_out_of_turn_is_refused(desk, case):
    """With what is missing and the command that comes next; nothing is recorded."""
    taken, step, message, remedy = STEPS[case]
    for number, each in enumerate(taken):
        run(desk, each, "mali", "--by", AUTHOR if number == 0 else EDITOR)
    _, errors = run(desk, step, "mali", "--by", EDITOR, code=1)
    assert message in errors
    assert remedy in errors


def test_errors_in_the_content_come_first(desk):
    """A report with an error is not put up for review; a report that calls itself a draft neither."""
    edit(desk, REPORT, "likelihood_scale: icd203", "likelihood_scale: icd203\nstatus: draft")
    assert "status: draft" in run(desk, "review", "mali", "--by", AUTHOR, code=1)[1]
    edit(desk, REPORT, "\nstatus: draft", "\nservices: [nowhere]")
    told = asked(desk, "review", "mali", "--by", AUTHOR, code=1)
    assert told["stage"] is None
    assert {each["name"] for each in told["diagnostics"] if each["severity"] == "error"} == {"unknown-service"}
    assert not (desk / "registry.db").exists()


def test_two_processes_issue_at_once(desk):
    """Both issues are made, with consecutive numbers."""
    reports = ("mali", "niger")
    for report in reports:
        approve(desk, report)
    processes = [started(desk, "issue", report, "--by", EDITOR, "--json") for report in reports]
    issued = [json.loads(process.communicate()[0]) for process in processes]
    assert sorted(each["issue"]["number"][-4:] for each in issued) == ["0001", "0002"]
    for each in issued:
        pdf = next(file["path"] for file in each["files"] if file["path"].endswith("pdf"))
        assert each["issue"]["number"] in pages(desk / pdf)[0]


def test_the_same_report_is_issued_once(approved):
    """Two people issue one report at the same moment: one issue, and one is told so."""
    processes = [started(approved, "issue", "mali", "--by", EDITOR) for _ in range(2)]
    errors = [process.communicate()[1] for process in processes]
    assert sorted(process.returncode for process in processes) == [0, 1], errors
    assert len(asked(approved, "list", "issues")) == 1


def test_diff_names_exactly_what_changed(tmp_path):
    """One fact, one grade, one rating and one judgement: these four, and nothing else; the next issue prints them."""
    desk = make_desk(tmp_path)
    keep_ends(desk, "mali")
    first = issue(desk)
    edit(
        desk,
        "seeds/facts/moscow-meeting.yaml",
        "did not disclose what the memorandum",
        "has not disclosed what the memorandum",
    )
    edit(
        desk,
        "seeds/facts/moscow-meeting.yaml",
        "- id: camara-speaks-for-mali",
        "- id: camara-speaks-for-mali\n  grade: {credibility: 3, reason: Only the outlet's word so far.}",
    )
    path = desk / "seeds/countries/mali.yaml"
    text = path.read_text(encoding="utf-8")
    assert "\n    impact: 5" in text
    path.write_text(text.replace("\n    impact: 5", "\n    impact: 4", 1), encoding="utf-8")
    edit(
        desk,
        REPORT,
        "    likelihood: very-likely\n    confidence: moderate\n    horizon: 2026-08-20\n    basis: [one-defence",
        "    likelihood: likely\n    reason: No delivery was reported.\n    confidence: moderate\n    horizon: 2026-08-20\n    basis: [one-defence",
    )
    second = issue(desk)
    changes = asked(desk, "diff", "mali", first, second)
    assert (changes["since"], changes["until"]) == (first, second)
    found = {(each["kind"], each["id"]): each for each in changes["changes"]}
    assert set(found) - {("fact", "camara-speaks-for-mali")} == {
        ("fact", "memorandum-details-withheld"),
        ("rating", next(key for kind, key in found if kind == "rating")),
        ("judgement", "mali-keeps-to-moscow"),
    }
    graded = [each for each in changes["changes"] if each["id"] == "camara-speaks-for-mali"]
    assert "regraded" in {each["turn"] for each in graded}
    (rating,) = [each for each in changes["changes"] if each["kind"] == "rating"]
    assert rating["direction"] == "improved"
    assert found["judgement", "mali-keeps-to-moscow"]["reason"] == "No delivery was reported."
    text = "".join(pages(desk / "output/mali/2025-08-20/mali.pdf"))
    assert "Since the last issue" in text
    assert "No delivery was reported." in text


def test_an_issue_that_its_file_would_not_name_is_refused(desk):
    """A desk's own template without the number's meta gives a sentence, and no issue."""
    own = desk / "templates/report/document.html.j2"
    own.parent.mkdir(parents=True)
    text = (ROOT / "templates/report/document.html.j2").read_text(encoding="utf-8")
    assert "dcterms.identifier" in text
    own.write_text(text.replace("dcterms.identifier", "dcterms.other"), encoding="utf-8")
    approve(desk)
    assert "dcterms.identifier" in run(desk, "issue", "mali", "--by", EDITOR, code=1)[1]
    assert asked(desk, "list", "issues") == []


def test_another_band_needs_a_reason(issued):
    """Who says "likely" after "very likely" says why; without that the report is not reviewed."""
    edit(
        issued,
        REPORT,
        "    likelihood: very-likely\n    confidence: moderate\n    horizon: 2026-08-20\n    basis: [one-defence",
        "    likelihood: likely\n    confidence: moderate\n    horizon: 2026-08-20\n    basis: [one-defence",
    )
    told = asked(issued, "review", "mali", "--by", AUTHOR, code=1)
    (found,) = [each for each in told["diagnostics"] if each["severity"] == "error"]
    assert found["name"] == "unexplained-change"
    assert found["file"] == REPORT


def test_a_withdrawn_fact_blocks_and_is_corrected(issued):
    """What leans on it is an error; once nothing does, the next build says what was wrong with the last issue."""
    run(
        issued,
        "withdraw",
        "fact",
        "operational-access-in-return-for-russian-support",
        "--because",
        "ASA took it back.",
        "--by",
        EDITOR,
    )
    found = asked(issued, "check", "mali", code=1)["diagnostics"]
    assert {each["name"] for each in found if each["severity"] == "error"} == {"withdrawn-source"}
    assert "seeds/reports/mali/summary.md" in {each["file"] for each in found if each["severity"] == "error"}


def test_a_withdrawn_fact_says_so(desk):
    """Whoever looks it up sees that the desk took it back, and why."""
    run(desk, "withdraw", "fact", "camara-speaks-for-mali", "--because", "The outlet took it back.", "--by", EDITOR)
    shown = " ".join(run(desk, "show", "camara-speaks-for-mali")[0].split())
    assert f"by {EDITOR}: The outlet took it back." in shown


def test_looking_leaves_nothing_behind(desk):
    """No command that only looks makes a registry."""
    for words in (("check", "mali"), ("list", "issues"), ("list", "reports"), ("show", "mali"), ("judgements",)):
        run(desk, *words)
    run(desk, "diff", "mali", code=1)
    assert not (desk / "registry.db").exists()


def newer(path):
    """A registry that a later version of the program has migrated."""
    run(path.parent, "review", "niger", "--by", AUTHOR)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE briefgen_version SET version_num = '9999'")
    database.close()


def flipped(path):
    """A registry in which some bytes are not what was written."""
    run(path.parent, "review", "niger", "--by", AUTHOR)
    data = bytearray(path.read_bytes())
    at = data.rindex(AUTHOR.encode())
    data[at : at + 3] = b"\xff\xfe\xff"
    path.write_bytes(data)


BROKEN = {
    "flipped bytes": (flipped, "damaged"),
    "a file that is no database": (lambda path: path.write_bytes(b"not a database" * 100), "registry"),
    "a folder in its place": (lambda path: path.mkdir(), "registry"),
    "a newer version": (newer, "newer"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_registry_is_told_of(desk, what):
    """One sentence and exit code 3, whether it is read or written; the file is left as it is."""
    spoil, word = BROKEN[what]
    spoil(desk / "registry.db")
    looks = (
        (("list", "reports"),) if what == "flipped bytes" else (("check", "mali"), ("list", "issues"), ("judgements",))
    )
    for words in (*looks, ("review", "niger" if what == "flipped bytes" else "mali", "--by", EDITOR)):
        _, errors = run(desk, *words, code=3)
        assert word in errors
        assert errors.startswith("error: ")


def test_an_unreachable_server_is_told_of(desk):
    """With its host and without the password."""
    edit(
        desk,
        "briefgen.toml",
        'registry = "registry.db"',
        'registry = "postgresql+psycopg://desk:s3cret@127.0.0.1:1/briefgen"',
    )
    _, errors = run(desk, "list", "issues", code=3)
    assert "127.0.0.1" in errors
    assert "s3cret" not in errors


def test_the_registry_may_be_named_elsewhere(desk, monkeypatch):
    """By an environment variable or by a file that holds its URL; a reference that leads nowhere is told of."""
    edit(desk, "briefgen.toml", 'registry = "registry.db"', 'registry = "env:DESK_REGISTRY"')
    assert "DESK_REGISTRY" in run(desk, "list", "issues", code=3)[1]
    monkeypatch.setenv("DESK_REGISTRY", f"sqlite:///{desk}/elsewhere.db")
    run(desk, "review", "mali", "--by", AUTHOR)
    assert (desk / "elsewhere.db").exists()
    edit(desk, "briefgen.toml", '"env:DESK_REGISTRY"', '"file:secrets/registry"')
    assert "secrets/registry" in run(desk, "list", "issues", code=3)[1]
    edit(desk, "briefgen.toml", '"file:secrets/registry"', '"../registry.db"')
    assert "leads out of the desk" in run(desk, "list", "issues", code=2)[1]
