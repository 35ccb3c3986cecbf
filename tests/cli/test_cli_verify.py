"""`verify`: each kind of file gets its own answer, and only the issued bytes get the first."""

from __future__ import annotations

import json
import os
import random
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from issued_pdf import AT, NUMBER, artefact, bomb, content, draw, locked, make_pdf, record, resaved, saved

from briefgen.archive.identity import examination
from briefgen.archive.registry import open_registry
from briefgen.desk.verify import verify_files
from briefgen.load.workspace import find_workspace
from briefgen.model.issue import Artefact, frozen, item
from briefgen.model.record import Withdrawal

ISSUED = make_pdf(("one", "two", "three"), NUMBER)
HTML = f"""<!DOCTYPE html><html><head><meta name="generator" content="briefgen">
<meta name="dcterms.identifier" content="{NUMBER}"></head><body>A strike began.</body></html>"""
DICE = random.Random(2026)  # noqa: S311 - the same places in every run


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """A desk without content, that has issued one report as PDF and HTML."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefgen.toml").write_text("")
    record(tmp_path / "registry.db", (artefact(ISSUED), Artefact("mali.html", "text/html", HTML.encode())))
    return tmp_path


@pytest.fixture
def verdict(desk, briefgen):
    """Write a file and verify it: exit code and what programs read."""

    def ask(data: bytes | str, *options: str, name: str = "file.pdf") -> tuple[int, dict]:
        (desk / name).write_bytes(data.encode() if isinstance(data, str) else data)
        ran = briefgen("verify", name, "--json", *options)
        [found] = json.loads(ran.out)["verified"]
        assert found["file"] == name
        assert found["sentence"].startswith(name)
        return ran.code, found

    return ask


def test_issued_file_is_issued_under_any_name(desk, briefgen):
    """The bytes decide: number, report, day, who issued and approved it, and what it was built from."""
    (desk / "renamed.bin").write_bytes(ISSUED)
    ran = briefgen("verify", "renamed.bin")
    assert (ran.code, ran.err) == (0, "")
    assert f"renamed.bin is issue {NUMBER}, byte for byte as it was issued." in ran.out
    for words in ("Mali now", "2026-11-20 09:30 UTC by A. Diallo", "by C. Mwangi", "the desk's own, language en"):
        assert words in ran.out
    strike = content().items["fact", "strike"].sha256
    assert f"{strike[:12]} strike" in ran.out


def test_json_lists_all_that_it_was_built_from(verdict):
    """Kind, id and whole hash of every item."""
    code, found = verdict(ISSUED)
    assert (code, found["verdict"], found["number"]) == (0, "issued", NUMBER)
    assert found["issue"]["title"] == "Mali now"
    assert found["issue"]["editions"] == [{"name": "mali.pdf", "client": None, "language": "en", "encrypted": False}]
    built = {(each["kind"], each["id"]): each["sha256"] for each in found["built_from"]}
    assert built == {key: item.sha256 for key, item in content().items.items()}


def test_long_lists_are_cut_unless_all_is_asked_for(desk, briefgen):
    """Five of a kind, and how many more."""
    facts = [(f"fact-{number}", {"statement": "x"}) for number in range(9)]
    held = frozen("niger", AT.date(), [item("fact", key, value) for key, value in facts])
    other = make_pdf(("niger",), "ASA-SR-2026-0002")
    record(desk / "registry.db", (artefact(other),), "ASA-SR-2026-0002", held)
    (desk / "niger.pdf").write_bytes(other)
    short, whole = briefgen("verify", "niger.pdf").out, briefgen("verify", "niger.pdf", "--all").out
    assert ("fact-5" in short, "… and 4 more: --all" in short) == (False, True)
    assert ("fact-8" in whole, "more" in whole) == (True, False)


@pytest.mark.parametrize("options", [{}, {"linearize": True}, {"compress_streams": False}])
def test_file_saved_anew_is_a_copy(verdict, options):
    """The same pages in other bytes."""
    code, found = verdict(resaved(ISSUED, **options))
    assert (code, found["verdict"], found["number"]) == (1, "re-saved", NUMBER)


def test_copy_without_metadata_is_still_known(verdict):
    """Its pages say which issue it is."""

    def strip(pdf: pikepdf.Pdf) -> None:
        del pdf.trailer["/Info"]

    code, found = verdict(resaved(ISSUED, strip))
    assert (code, found["verdict"], found["number"]) == (1, "re-saved", NUMBER)


def test_altered_page_is_named(verdict):
    """By number, against the archive's bytes."""
    code, found = verdict(resaved(ISSUED, draw(1, "2")))
    assert (code, found["verdict"], found["pages_differing"]) == (1, "altered", [2])
    assert found["sentence"].endswith("Page 2 differs.")


def test_swapped_lost_and_added_pages_are_told(verdict):
    """Pages in another order differ; a lost or an added one is counted once."""

    def swap(pdf: pikepdf.Pdf) -> None:
        pdf.pages.append(pdf.pages[1])
        del pdf.pages[1]

    def lose(pdf: pikepdf.Pdf) -> None:
        pdf.pages.remove(p=2)

    def add(pdf: pikepdf.Pdf) -> None:
        pdf.add_blank_page()

    swapped, lost, added = (verdict(resaved(ISSUED, change))[1] for change in (swap, lose, add))
    assert (swapped["verdict"], swapped["pages_differing"]) == ("altered", [2, 3])
    assert (lost["pages_differing"], lost["pages_missing"]) == ([], [2])
    assert "It has 2 pages; 3 were issued. Page 2 of the issue is missing." in lost["sentence"]
    assert (added["pages_differing"], added["pages_missing"]) == ([4], [])


def test_other_pages_under_an_issued_number_are_altered(verdict):
    """Nothing of it was issued."""
    _, found = verdict(make_pdf(("forged",), NUMBER))
    assert found["sentence"].endswith("None of its pages is as it was issued.")


def test_issued_pages_under_another_number_are_altered(verdict):
    """A file that calls itself another issue than the one whose pages it shows."""

    def rename(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/dctermsidentifier"] = "ASA-SR-2026-0099"

    code, found = verdict(resaved(ISSUED, rename))
    assert (code, found["verdict"], found["number"]) == (1, "altered", "ASA-SR-2026-0099")
    assert found["sentence"].endswith(f"Its pages are those of issue {NUMBER}.")


OTHERS = {
    "draft": make_pdf(("one",)),
    "foreign": make_pdf(("one",), creator="Somebody's Writer"),
    "misattributed": make_pdf(("one",), "ASA-SR-2026-0099"),
    "locked": locked(make_pdf(("one",))),
    "unreadable": b"GIF89a",
}


@pytest.mark.parametrize(("answer", "data"), OTHERS.items(), ids=OTHERS)
def test_each_other_file_gets_its_own_answer(verdict, answer, data):
    """Made here without a number; made elsewhere; a number never given; behind a password; no PDF or HTML."""
    code, found = verdict(data)
    assert (code, found["verdict"], found["issue"]) == (1, answer, None)


def test_html_is_issued_altered_forged_or_foreign(verdict):
    """Of HTML every byte counts; its meta elements say what it claims to be."""
    edited = HTML.replace("strike", "storm")
    forged = HTML.replace(NUMBER, "ASA-SR-2026-0099")
    assert verdict(HTML)[1]["verdict"] == "issued"
    assert verdict(edited)[1]["verdict"] == "altered"
    assert verdict(forged)[1]["verdict"] == "misattributed"
    assert verdict(HTML.replace(NUMBER, ""))[1]["verdict"] == "draft"
    assert verdict("<html><head><title>x</title></head></html>")[1]["verdict"] == "foreign"


@pytest.fixture
def secret(desk, monkeypatch) -> bytes:
    """An issue whose PDF opens only with a password."""
    number = "ASA-SR-2026-0002"
    data = locked(make_pdf(("one", "two"), number))
    record(desk / "registry.db", (artefact(data, "mine.pdf", "secret", client="mine"),), number)
    monkeypatch.setenv("MINE", "secret")
    return data


def test_encrypted_issue_needs_no_password(verdict, secret):
    """Its bytes are those that were issued; what is in it need not be seen."""
    code, found = verdict(secret)
    assert (code, found["verdict"], found["issue"]["editions"][0]["client"]) == (0, "issued", "mine")


def test_unencrypted_copy_has_its_own_answer(verdict, secret):
    """Whether its encryption was taken away, or only the password to read."""
    for copy in (resaved(secret, password="secret"), resaved(secret, password="secret", encryption=_owner_alone())):  # noqa: S106 - a test's
        code, found = verdict(copy)
        assert (code, found["verdict"], found["number"]) == (1, "unencrypted-copy", "ASA-SR-2026-0002")


def _owner_alone() -> pikepdf.Encryption:
    return pikepdf.Encryption(user="", owner="somebody")


def test_password_by_reference_opens_a_copy(verdict, secret, desk):
    """From the environment or from a file's first line; without it a copy is locked."""
    copy = resaved(secret, password="secret", encryption=pikepdf.Encryption(user="secret", owner="x"))  # noqa: S106
    (desk / "word").write_text("secret\n")
    assert verdict(copy)[1]["verdict"] == "locked"
    assert verdict(copy, "--password", "env:MINE")[1]["verdict"] == "re-saved"
    assert verdict(copy, "--password", "file:word")[1]["verdict"] == "re-saved"


def test_altered_copy_of_an_encrypted_issue(verdict, secret):
    """Its pages are told only to who can open what was issued."""
    copy = resaved(secret, draw(1, "2"), password="secret")  # noqa: S106 - a test's
    without, with_it = verdict(copy)[1], verdict(copy, "--password", "env:MINE")[1]
    assert (without["verdict"], without["pages_differing"]) == ("altered", None)
    assert "--password env:NAME" in without["sentence"]
    assert with_it["pages_differing"] == [2]


@pytest.mark.parametrize("reference", ["hunter2", "env:", "file:", "env:NOT_SET_ANYWHERE", "file:/nowhere/at/all"])
def test_password_on_the_command_line_is_refused_and_not_repeated(desk, briefgen, reference):
    """A value there would stand in the shell's history."""
    (desk / "file.pdf").write_bytes(ISSUED)
    ran = briefgen("verify", "file.pdf", "--password", reference)
    assert (ran.code in {2, 3}, ran.out, "hunter2" in ran.err) == (True, "", False)


def test_no_flipped_byte_goes_unseen(desk, monkeypatch):
    """At 200 places: never issued, never a crash."""
    files = []
    for number in range(200):
        data = bytearray(ISSUED)
        data[DICE.randrange(len(data))] ^= 1 << DICE.randrange(8)
        files.append(desk / f"{number}.pdf")
        files[-1].write_bytes(data)
    # A child for each of 200 files takes half a minute; what it finds is the same.
    monkeypatch.setattr("briefgen.desk.verify.examine", examination)
    found = verify_files(find_workspace(desk), files).verdicts
    assert len(found) == 200
    others = {"altered", "re-saved", "misattributed", "draft", "foreign", "unreadable"}
    assert {str(each.answer) for each in found} <= others


UNREADABLE = {
    "empty": b"",
    "torn": ISSUED[:100],
    "noise": b"%PDF-1.7\n" + bytes(range(256)) * 20,
}


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable_files_say_so(verdict, data):
    """No traceback, and a reason."""
    assert verdict(data)[1]["verdict"] == "unreadable"


def test_file_without_pages_and_a_bomb_are_survived(verdict):
    """Neither shows an issue's pages, whatever it calls itself."""
    empty = pikepdf.new()
    empty.docinfo["/dctermsidentifier"] = NUMBER
    assert verdict(saved(empty))[1]["sentence"].endswith("Its pages cannot be read.")
    assert verdict(bomb(300))[1]["verdict"] == "altered"


def test_what_is_no_file_gets_an_answer(desk, briefgen):
    """A folder, a name without a file, a pipe that nobody writes to; the others are still verified."""
    os.mkfifo(desk / "pipe")
    (desk / "mali.pdf").write_bytes(ISSUED)
    ran = briefgen("verify", ".", "nothing.pdf", "pipe", "mali.pdf", "--json")
    found = [each["verdict"] for each in json.loads(ran.out)["verified"]]
    assert (ran.code, found) == (1, ["unreadable", "unreadable", "unreadable", "issued"])


def test_desk_without_issues_says_so(tmp_path, monkeypatch, briefgen):
    """Verdicts are still given, and no registry is made by asking."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefgen.toml").write_text("")
    (tmp_path / "file.pdf").write_bytes(ISSUED)
    ran = briefgen("verify", "file.pdf")
    assert ran.code == 1
    assert "misattributed" in ran.out
    assert "This desk has issued nothing yet." in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["briefgen.toml", "file.pdf"]


def test_withdrawn_since_and_newer_issue_are_told(desk, briefgen):
    """Who holds an old issue hears what became of it."""
    with open_registry(f"sqlite:///{desk}/registry.db", create=False) as registry:
        registry.withdraw(Withdrawal("source", "wire", "The agency retracted it.", "A. Diallo", AT + timedelta(days=1)))
        registry.withdraw(Withdrawal("source", "other", "Not in this issue.", "A. Diallo", AT))
    number = "ASA-SR-2026-0002"
    record(desk / "registry.db", (artefact(make_pdf(("new",), number)),), number, at=AT + timedelta(days=2))
    (desk / "mali.pdf").write_bytes(ISSUED)
    out = briefgen("verify", "mali.pdf").out
    assert "source wire, 2026-11-21: The agency retracted it." in out
    assert "Not in this issue" not in out
    assert f"{number}, as of 2026-11-20" in out


def test_file_name_cannot_steer_the_terminal(desk, briefgen):
    """Control characters are written out."""
    (desk / "a\x1b[31mb.pdf").write_bytes(b"x")
    assert "\x1b" not in briefgen("verify", "a\x1b[31mb.pdf").out


def test_what_issue_writes_is_issued(example, briefgen):
    """From `init` to `issue`: the engine's PDF and HTML name their issue, and so does a copy."""
    assert briefgen("review", "example", "--by", "A. Diallo").code == 0
    assert briefgen("approve", "example", "--by", "C. Mwangi").code == 0
    assert briefgen("issue", "example", "--by", "C. Mwangi").code == 0
    files = sorted((example / "output").rglob("example.*"))
    assert [file.suffix for file in files] == [".html", ".pdf"]
    assert briefgen("verify", *files).code == 0
    copy = resaved(files[1].read_bytes(), draw(0, "forged"))
    (example / "copy.pdf").write_bytes(copy)
    [found] = json.loads(briefgen("verify", "copy.pdf", "--json").out)["verified"]
    assert (found["verdict"], found["pages_differing"]) == ("altered", [1])
    page = files[0].read_text().replace("</body>", " </body>")
    (example / "copy.html").write_text(page)
    [found] = json.loads(briefgen("verify", "copy.html", "--json").out)["verified"]
    assert found["verdict"] == "altered"
