"""Who gets what: languages, reports, formats, names of files, passwords and signatures, as `briefgen build` is told."""

from __future__ import annotations

import json
import re
import shutil
import time
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from briefgen.cli.main import main
from briefgen.desk.keys import make_trial_key
from briefgen.seal.sign import signature_of

ROOT = Path(__file__).parents[2]
FILES = {
    "briefgen.toml": (
        'name = "Desk"\nas_of = 2025-08-20\nbrand = "asa"\nfour_eyes = false\n'
        '[signing]\nkey = "file:keys/desk.p12"\npassword = "file:keys/desk.password"\n'
    ),
    "seeds/sources/all.yaml": """
- {id: wire-a, title: Ministers meet, publisher: Wire, published: 2025-08-14, reliability: B, descriptor: A wire.}
- {id: cable-b, title: Zqcable, publisher: Cable, published: 2025-08-15, reliability: B, descriptor: A cable., marking: "TLP:RED"}
""",
    "seeds/facts/all.yaml": """
- {id: they-met, statement: Ministers met in Gao., when: 2025-08-14, evidence: [{source: wire-a, at: page 1}]}
- {id: they-signed, statement: Ministers signed zqtreaty., when: 2025-08-15, marking: "TLP:RED", evidence: [{source: cable-b, at: page 2}]}
""",
    "seeds/topics/all.yaml": "- {id: trade, name: Trade}\n",
    "seeds/reports/one/report.yaml": "title: One report\ncovers: [trade]\ntopics: [trade]\n",
    "seeds/reports/one/summary.md": "Ministers met in Gao [@they-met].\n",
    "seeds/reports/one/summary.fr.md": "Les ministres se sont réunis à Gao [@they-met].\n",
    "seeds/reports/one/10-talks.md": '# The talks\n\nMinisters met in Gao [@they-met].\n\nMinisters signed zqtreaty [@they-signed]. {marking="TLP:RED"}\n',
    "seeds/reports/one/10-talks.fr.md": '# Les entretiens\n\nLes ministres se sont réunis à Gao [@they-met].\n\nLes ministres ont signé zqtreaty [@they-signed]. {marking="TLP:RED"}\n',
    "seeds/reports/two/report.yaml": "title: Two report\ncovers: [trade]\ntopics: [trade]\n",
    "seeds/reports/two/summary.md": "Ministers met in Gao [@they-met].\n",
    "seeds/reports/two/10-talks.md": "# The talks\n\nMinisters met in Gao [@they-met].\n",
    "seeds/clients/all.yaml": """
- {id: river, name: Rivière SA, language: fr, reports: [one, two], formats: [pdf, html], copy_number: 3, pdf: {watermark: true, password: "env:RIVER_PDF"}}
- {id: arc, name: Arc Ltd, reports: [one], formats: [pdf], file_name: "{as_of} {report} {language} {number} {client}", pdf: {sign: true, password: "file:keys/arc"}}
- {id: lost, name: Lost Ltd, reports: [one], formats: [html], pdf: {password: "env:NOBODY_SETS_THIS"}}
- {id: inside, name: Inside Ltd, language: ar, ceiling: "TLP:RED", reports: [one, two], formats: [json]}
- {id: nobody, name: Nobody Ltd}
""",
}
ALL = ("--all", "--all-clients")


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Change one place of a file of the desk."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """The desk."""
    folder = tmp_path_factory.mktemp("clients") / "desk"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    make_trial_key(folder, date(2025, 1, 1))
    (folder / "keys/arc").write_text("open arc\n")
    return folder


@pytest.fixture
def build(root, capsys, monkeypatch):
    """Run `build --json` on it: exit code, editions by report and client, diagnostics, and what else was said."""
    monkeypatch.setenv("RIVER_PDF", "open river")

    def run(*words: str):
        time.sleep(0.12)
        capsys.readouterr()
        code = main(["--workspace", str(root), "build", *words, "--json"])
        said = capsys.readouterr()
        told = json.loads(said.out) if said.out else {"built": [], "diagnostics": []}
        return code, {(each["report"], each["client"]): each for each in told["built"]}, told["diagnostics"], said.err

    return run


def names(editions) -> dict[tuple[str, str], list[str]]:
    """Names of the files of each edition."""
    return {key: [Path(file["path"]).name for file in each["files"]] for key, each in editions.items()}


def test_each_client_gets_its_reports_in_its_language_formats_and_names(build, root):
    """French where there is French, else the report's own; one missing password fails one edition."""
    code, editions, found, said = build(*ALL)
    assert code == 1
    assert names(editions) == {
        ("one", "river"): ["one.river.pdf", "one.river.html"],
        ("two", "river"): ["two.river.pdf", "two.river.html"],
        ("one", "arc"): ["2025-08-20 one en draft arc.pdf"],
        ("one", "lost"): [],
        ("one", "inside"): ["one.inside.json"],
        ("two", "inside"): ["two.inside.json"],
    }
    assert {key: each["language"] for key, each in editions.items()} == {
        key: "fr" if key == ("one", "river") else "en" for key in editions
    }
    assert {each["code"] for each in found} == {"BG406"}
    assert "NOBODY_SETS_THIS" in found[0]["message"]
    assert "'lost'" in found[0]["message"]
    assert "zqtreaty" not in said + json.dumps(found)
    assert "réunis" in next((root / "output").rglob("one.river.html")).read_text()
    published = b"".join(path.read_bytes() for path in (root / "output").rglob("*.html"))
    assert b"zqtreaty" not in published
    assert "zqtreaty" in next((root / "output").rglob("one.inside.json")).read_text()


def test_a_copy_bears_its_name_number_and_id_and_opens_with_its_password_alone(root):
    """On the cover, in every page's foot and across every page."""
    path = next((root / "output").rglob("one.river.pdf"))
    for wrong in ("", "open arc"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(path, password=wrong)
    document = pypdfium2.PdfDocument(path, password="open river")  # noqa: S106 - a test's
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert all("Rivière SA" in text for text in pages)
    assert re.search(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", pages[0])
    number = re.search(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", pages[0])
    assert number
    assert all(number[0] in text for text in pages)
    assert "Arc Ltd" not in "".join(pages)


def test_a_signature_holds_over_the_finished_file(root):
    """Encrypted first, signed last."""
    data = next((root / "output").rglob("*arc.pdf")).read_bytes()
    assert signature_of(data, "open arc").valid
    assert not signature_of(data[:-200] + b" " + data[-199:], "open arc").valid


def statuses(editions) -> dict[str, str]:
    """What became of each edition."""
    return {f"{report} {client}": each["status"] for (report, client), each in editions.items()}


CHANGES = {
    "nothing": (lambda _, __: None, set()),
    "a client's name": (
        lambda root, _: edit(root, "seeds/clients/all.yaml", "Rivière SA", "Fleuve SA"),
        {"one river", "two river"},
    ),
    "a password": (lambda root, _: (root / "keys/arc").write_text("other\n"), {"one arc"}),
    "a password in a variable": (lambda _, patch: patch.setenv("RIVER_PDF", "other"), {"one river", "two river"}),
    "a withheld fact": (lambda root, _: edit(root, "seeds/facts/all.yaml", "signed zqtreaty", "sealed zqtreaty"), {"one inside"}),
    "a visible fact": (
        lambda root, _: edit(root, "seeds/facts/all.yaml", "met in Gao", "met in Gao at noon"),
        {"one river", "two river", "one arc", "one inside", "two inside"},
    ),
    "the desk's key": (lambda root, _: new_key(root), {"one arc"}),
}  # fmt: skip


def new_key(root: Path) -> None:
    """Give the desk another key."""
    for path in (root / "keys").glob("desk.*"):
        path.unlink()
    make_trial_key(root, date(2025, 1, 1))


@pytest.mark.slow
def test_exactly_what_a_change_concerns_is_built_again(build, root, monkeypatch):
    """And nothing, where nothing changed that the client may see."""
    for name, (change, expected) in CHANGES.items():
        change(root, monkeypatch)
        code, editions, _, _ = build(*ALL)
        made = {edition for edition, status in statuses(editions).items() if status == "built"}
        assert (code, made) == (1, expected), name
        rest = {status for edition, status in statuses(editions).items() if edition not in made | {"one lost"}}
        assert rest <= {"unchanged"}, name


def test_one_clients_editions_are_told_without_the_others(build):
    """Neither in JSON nor on standard error."""
    code, editions, found, said = build("--all", "--client", "inside")
    assert code == 0
    assert {client for _, client in editions} == {"inside"}
    assert found == []
    for other in ("river", "Rivière", "arc", "Arc Ltd", "lost"):
        assert other not in said + json.dumps([*editions.values()])


def test_formats_that_are_asked_for_take_the_place_of_the_clients_own(build):
    """For this run."""
    code, editions, _, _ = build("one", "--client", "inside", "--format", "html,docx")
    assert code == 0
    assert names(editions) == {("one", "inside"): ["one.inside.html", "one.inside.docx"]}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("two", "--client", "arc"), "the client 'arc' does not get the report 'two'"),
        (("one", "--client", "arcs"), "unknown client 'arcs'"),
        (("--all", "--client", "arc", "--all-clients"), "exclude each other"),
        (("one", "--client", "arc", "--lang", "fr"), "--lang is not for clients"),
        (("one", "--explain-withheld"), "From whom?"),
        (("one", "--client", "inside", "--scheduler", "nonsense://x"), "is no scheduler's address"),
        (("one", "--client", "inside", "--brand", "blue"), "unknown brand 'blue'"),
        (("one", "--client", "inside", "--brand", "blue", "--explain-withheld"), "unknown brand 'blue'"),
        (("two", "--client", "arc"), "See seeds/clients/all.yaml"),
    ],
)
def test_what_cannot_be_meant_is_said(build, words, said):
    """Exit code 2, before anything is built."""
    code, editions, _, errors = build(*words)
    assert code == 2
    assert editions == {}
    assert said in errors


def test_a_client_that_gets_nothing_is_told_of(build):
    """And not that the desk has no reports."""
    code, editions, _, said = build("--all", "--client", "nobody")
    assert (code, editions) == (0, {})
    assert "No client gets any of these reports" in said


def test_what_is_withheld_is_explained_to_the_desk(root, capsys):
    """In words and for programs; nothing is built."""
    assert main(["--workspace", str(root), "build", "one", "--all-clients", "--explain-withheld"]) == 0
    said = capsys.readouterr().out
    assert re.search(r"they-signed: marked TLP:RED, seeds/facts/all\.yaml", said)
    assert "one for river (fr)" in said
    assert main(["--workspace", str(root), "build", "one", "--client", "inside", "--explain-withheld", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "withheld": [{"edition": "one for inside (en)", "lines": ["nothing is withheld"]}]
    }


def test_the_keys_missing_password_fails_the_signed_edition_alone(build, root):
    """The others go out."""
    password = root / "keys/desk.password"
    before = password.read_bytes()
    password.unlink()
    code, editions, found, _ = build("one", "--client", "arc", "--client", "inside", "--force")
    password.write_bytes(before)
    assert code == 1
    assert statuses(editions) == {"one arc": "failed", "one inside": "built"}
    assert [each["code"] for each in found] == ["BG406"]


def test_a_report_that_cannot_be_read_is_blocked_and_the_others_are_built(build, root):
    """A client that gets it is told of, and not passed over in silence; whoever gets others only, gets them."""
    edit(root, "seeds/reports/two/report.yaml", "title:", "titel:")
    code, editions, found, _ = build("--all", "--client", "inside", "--client", "arc")
    edit(root, "seeds/reports/two/report.yaml", "titel:", "title:")
    assert code == 1
    assert statuses(editions)["two inside"] == "blocked"
    assert statuses(editions)["one arc"] in {"built", "unchanged"}
    assert {each["file"] for each in found} == {"seeds/reports/two/report.yaml"}


def test_a_digest_for_clients_holds_what_each_may_see(build, root):
    """One magazine for each, of its reports, in its language where the program speaks it; under its own rules."""
    code, editions, found, _ = build("--digest", "weekly", "--all", "--client", "river", "--client", "inside")
    assert (code, found) == (0, [])
    assert names(editions) == {
        ("digest-weekly", "river"): ["digest-weekly.river.pdf", "digest-weekly.river.html"],
        ("digest-weekly", "inside"): ["digest-weekly.inside.pdf", "digest-weekly.inside.html"],
    }
    pages = {
        client: (root / each["files"][1]["path"]).read_text(encoding="utf-8") for (_, client), each in editions.items()
    }
    assert "zqtreaty" not in pages["river"]
    assert '<html lang="fr"' in pages["river"]
    assert '<html lang="ar"' in pages["inside"]
    name = re.search(r"id: river, name: ([^,]+),", (root / "seeds/clients/all.yaml").read_text(encoding="utf-8"))[1]
    assert name in pages["river"]
    assert name not in pages["inside"]
    with pikepdf.open(root / editions["digest-weekly", "river"]["files"][0]["path"], password="open river") as pdf:  # noqa: S106 - a test's
        assert pdf.is_encrypted


def test_a_digests_unreadable_report_is_told_of(build, root):
    """It is no digest of fewer reports in silence."""
    edit(root, "seeds/reports/two/report.yaml", "title:", "titel:")
    code, editions, found, _ = build("--digest", "weekly", "--all", "--client", "arc", "--client", "inside")
    edit(root, "seeds/reports/two/report.yaml", "titel:", "title:")
    assert code == 1
    assert {key: each["status"] for key, each in editions.items()} == {
        ("two", "inside"): "blocked",
        ("digest-weekly", "arc"): "built",
    }
    assert {each["file"] for each in found} == {"seeds/reports/two/report.yaml"}


def test_a_letter_that_a_clients_own_brand_lacks_is_an_error(build, root):
    """As in the desk's own build: it would be printed as a box. So is a service that the brand does not offer."""
    brand = root / "templates/brands/plain"
    shutil.copytree(ROOT / "templates/brands/asa", brand)
    kept = [line for line in (brand / "brand.yaml").read_text().splitlines(keepends=True) if "supplements" not in line]
    (brand / "brand.yaml").write_text("".join(kept), encoding="utf-8")
    text = "Ministers met in Gao [@they-met]."
    edit(root, "seeds/reports/two/10-talks.md", text, f"{text} They call it ɓaoulé [@they-met].")
    edit(
        root,
        "seeds/clients/all.yaml",
        "reports: [one, two], formats: [json]",
        "reports: [two], brand: plain, formats: [json]",
    )
    code, editions, found, _ = build("two", "--client", "inside", "--force")
    edit(
        root,
        "seeds/clients/all.yaml",
        "reports: [two], brand: plain, formats: [json]",
        "reports: [one, two], formats: [json]",
    )
    edit(root, "seeds/reports/two/10-talks.md", f"{text} They call it ɓaoulé [@they-met].", text)
    shutil.rmtree(root / "templates")
    assert code == 1
    assert statuses(editions) == {"two inside": "blocked"}
    assert "missing-letter" in {each["name"] for each in found}
    assert {each["file"] for each in found if each["name"] == "missing-letter"} == {"seeds/reports/two/10-talks.md"}


def test_a_user_that_the_system_does_not_know_builds_all_the_same(build, monkeypatch):
    """As in a container that runs under a number: who has no name cannot be named in a file."""

    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    monkeypatch.setattr("getpass.getuser", unknown)
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    code, editions, _, _ = build("two", "--client", "inside", "--force")
    assert (code, statuses(editions)) == (0, {"two inside": "built"})


@pytest.mark.slow
def test_where_no_scheduler_answers_it_is_the_environments_fault(build):
    """Exit code 3, with what to start."""
    code, editions, _, said = build("one", "--client", "inside", "--scheduler", "tcp://127.0.0.1:9")
    assert (code, editions) == (3, {})
    assert "no scheduler answers at tcp://127.0.0.1:9" in said


@pytest.mark.slow
def test_an_issued_report_bears_its_number_in_its_clients_editions(build, root, capsys):
    """Before that they are drafts; what changed since then names nothing withheld."""
    for words in (("review", "one", "--by", "A"), ("approve", "one", "--by", "A")):
        assert main(["--workspace", str(root), *words]) == 0
    capsys.readouterr()
    assert main(["--workspace", str(root), "issue", "one", "--by", "A"]) == 0
    number = capsys.readouterr().out.split()[0]
    code, editions, _, _ = build("one", "--client", "inside", "--client", "river", "--format", "json")
    assert code == 0
    data = {client: json.loads((root / each["files"][0]["path"]).read_text()) for (_, client), each in editions.items()}
    assert {(each["number"], each["draft"]) for each in data.values()} == {(number, False)}
    for name in ("10-talks.md", "10-talks.fr.md"):
        edit(root, f"seeds/reports/one/{name}", "zqtreaty [@they-signed]", "zqtreaty at zqplace [@they-signed]")
    build("one", "--client", "inside", "--client", "river", "--format", "json")
    inside, river = ((root / f"output/one/2025-08-20/one.{name}.json").read_text() for name in ("inside", "river"))
    assert "zqplace" in inside
    assert '"kind": "changes"' in inside
    assert "zq" not in river
    assert json.loads(inside)["number"] == ""


def test_a_clients_faulty_entry_costs_nobody_else_an_edition(build, root):
    """Neither those in the same file nor the desk, whose report does not rest on it."""
    edit(root, "seeds/clients/all.yaml", 'language: ar, ceiling: "TLP:RED"', 'language: ar, ceiling: "TLP:PURPLE"')
    code, editions, found, _ = build("one", "--client", "arc", "--client", "inside")
    alone, _, clean, _ = build("one")
    edit(root, "seeds/clients/all.yaml", 'language: ar, ceiling: "TLP:PURPLE"', 'language: ar, ceiling: "TLP:RED"')
    assert code == 1
    assert statuses(editions)["one inside"] == "blocked"
    assert statuses(editions)["one arc"] in {"built", "unchanged"}
    assert {each["file"] for each in found} == {"seeds/clients/all.yaml"}
    assert (alone, [each for each in clean if each["severity"] == "error"]) == (0, [])


def test_a_clients_file_that_says_nothing_blocks_all_clients(build, root):
    """Nobody knows whose it is: a client passed over in silence would be the worst of it."""
    broken = root / "seeds/clients/broken.yaml"
    broken.write_text("id: [unclosed\n", encoding="utf-8")
    code, editions, found, _ = build("one", "--client", "arc")
    broken.unlink()
    assert code == 1
    assert statuses(editions) == {"one arc": "blocked"}
    assert {each["file"] for each in found} == {"seeds/clients/broken.yaml"}
