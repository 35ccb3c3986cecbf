"""What a French desk is told of its clients' editions: why one was not made or not published, and what is withheld."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefgen.cli.main import main
from briefgen.desk import released
from briefgen.desk.editions import Guard
from briefgen.desk.kept import Kept
from briefgen.desk.session import open_desk
from briefgen.desk.withholding import unsealed
from briefgen.load.secrets import secret, secret_bytes
from briefgen.load.tongues import load_tongue
from briefgen.load.workspace import find_workspace
from briefgen.model.faults import BriefgenError
from briefgen.release.release import release
from briefgen.seal.lock import prepared
from briefgen.seal.sign import open_key

FILES = {
    "briefgen.toml": 'name = "Desk"\nlanguage = "fr"\nas_of = 2025-08-20\nbrand = "asa"\nfour_eyes = false\n',
    "seeds/sources/all.yaml": """
- {id: wire-a, title: Réunion des ministres, publisher: Wire, published: 2025-08-14, reliability: B, descriptor: Une agence.}
- {id: cable-b, title: Zqcable, publisher: Cable, published: 2025-08-15, reliability: B, descriptor: Un câble., marking: "TLP:RED"}
""",
    "seeds/facts/all.yaml": """
- {id: they-met, statement: Les ministres se sont réunis à Gao., when: 2025-08-14, evidence: [{source: wire-a, at: page 1}]}
- {id: they-signed, statement: Les ministres ont signé zqtreaty., when: 2025-08-15, marking: "TLP:RED", evidence: [{source: cable-b, at: page 2}]}
""",
    "seeds/topics/all.yaml": "- {id: trade, name: Commerce}\n",
    "seeds/reports/one/report.yaml": "title: Un rapport\nlanguage: fr\ncovers: [trade]\ntopics: [trade]\n",
    "seeds/reports/one/summary.md": "Les ministres se sont réunis à Gao [@they-met].\n",
    "seeds/reports/one/10-talks.md": '# Les entretiens\n\nLes ministres se sont réunis à Gao [@they-met].\n\nLes ministres ont signé zqtreaty [@they-signed]. {marking="TLP:RED"}\n',
    "seeds/clients/all.yaml": """
- {id: river, name: Rivière SA, language: fr, reports: [one], formats: [html]}
- {id: lost, name: Perdu SA, language: fr, reports: [one], formats: [html], pdf: {password: "env:NOBODY_SETS_THIS"}}
""",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The desk."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def told(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command says to whoever reads it, its spaces that do not break as others."""
    main(["--workspace", str(root), *words])
    said = capsys.readouterr()
    return f"{said.out}{said.err}".replace("\u00a0", " ")


def test_an_edition_that_was_not_made_says_why_in_french(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its remedy; in data too, as other findings are."""
    found = told(root, capsys, "build", "one", "--client", "lost")
    assert "l’édition de « one » pour « lost » n’a pas été produite :" in " ".join(found.split())
    assert "la variable d’environnement NOBODY_SETS_THIS n’est pas définie" in " ".join(found.split())
    main(["--workspace", str(root), "build", "one", "--client", "lost", "--json"])
    (finding,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert finding["code"] == "BG406"
    assert finding["hint"] == "Définissez NOBODY_SETS_THIS, ou nommez un autre endroit."


def test_a_leak_is_told_in_french_with_both_its_ends(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is found, and the line where it was written."""
    monkeypatch.setattr(
        released, "release", lambda dossier, client: replace(release(dossier, client), dossier=dossier, diagnostics=())
    )
    code = main(["--workspace", str(root), "build", "one", "--client", "river", "--json"])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert code == 1
    messages = "\n".join(each["message"] for each in found).replace("\u00a0", " ")
    assert {each["code"] for each in found} == {"BG405"}
    assert re.search(
        r"^l’édition de « one » pour « river » n’est pas publiée : one\.river\.html, texte HTML : contient "
        r"« [^»]+ », tiré de ce qui est retenu : fait they-signed, TLP:RED \(seeds/facts/all\.yaml:3\)$",
        messages,
        re.MULTILINE,
    )
    assert "not published" not in messages
    assert {each["hint"].replace("\u00a0", " ") for each in found} == {
        "Dites-le autrement, ou marquez-le comme le reste ; voir : briefgen check --explain BG405"
    }


def test_what_is_withheld_is_explained_in_french(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs know the edition by the same name in every language."""
    lines = told(root, capsys, "build", "one", "--client", "river", "--explain-withheld").splitlines()
    assert lines[0] == "one pour river (fr)"
    assert "  paragraphe (1)" in lines
    assert "    « Les ministres ont signé zqtreaty. » : marquage TLP:RED, seeds/reports/one/10-talks.md:5" in lines
    assert "  fait (1)" in lines
    assert "    they-signed : marquage TLP:RED, seeds/facts/all.yaml (1)" in lines
    data = json.loads(told(root, capsys, "build", "one", "--client", "river", "--explain-withheld", "--json"))
    assert data["withheld"][0]["edition"] == "one for river (fr)"
    assert "paragraphe (1)" in data["withheld"][0]["lines"]


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("seeds/reports/one/report.yaml", "title:", "titel:"),
        ("seeds/clients/all.yaml", "name: Rivière SA", "nom: Rivière SA"),
    ],
    ids=["report", "client"],
)
def test_where_a_file_is_faulty_nobody_can_tell_what_is_withheld(
    root: Path, capsys: pytest.CaptureFixture[str], file: str, right: str, wrong: str
) -> None:
    """That is said, in French as well, and it is no success."""
    text = (root / file).read_text(encoding="utf-8")
    assert right in text
    (root / file).write_text(text.replace(right, wrong), encoding="utf-8")
    code = main(["--workspace", str(root), "build", "one", "--client", "river", "--explain-withheld"])
    said = capsys.readouterr().out.replace("\u00a0", " ").splitlines()
    assert said == [
        "one pour river (fr)",
        "  le rapport ou le fichier du client contient des erreurs, et nul ne peut donc le dire ; voir : briefgen check",
    ]
    assert code == 1


FAULTS = {
    "no text": (lambda root: secret("file:bytes", root), "file:bytes ne contient pas de texte"),
    "not there": (lambda root: secret("file:gone", root), "file:gone ne peut être lu : No such file or directory"),
    "no path": (lambda root: secret("file:a\0b", root), "file:a\0b ne peut être lu : ce n’est pas un chemin"),
    "empty": (lambda root: secret("file:empty", root), "file:empty est vide, ou n’est pas un fichier"),
    "blank": (lambda root: secret("file:blank", root), "file:blank est vide"),
    "long": (lambda root: secret("file:long", root), "file:long dépasse 1 ko"),
    "no reference": (lambda root: secret("hush", root), "un secret ne se donne que par référence"),
    "no file": (lambda root: secret_bytes("env:HOME", root), "« env:HOME » ne nomme aucun fichier"),
    "no password": (lambda _: prepared(""), "un mot de passe est vide : n’importe qui pourrait ouvrir le fichier"),
    "a control character": (
        lambda _: prepared("a\0b"),
        "un mot de passe contient un caractère qui ne peut en faire partie (RFC 4013)",
    ),
    "both directions": (
        lambda _: prepared("اa"),
        "un mot de passe mêle des lettres écrites de droite à gauche à d’autres (RFC 4013)",
    ),
    "a long password": (
        lambda _: prepared("a" * 128),
        "un mot de passe compte 128 octets, et celui d’un PDF en compte au plus 127",
    ),
    "no key": (lambda _: open_key(b"none", None), "la clé du desk ne peut être ouverte"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_what_stops_a_copy_is_said_in_french(root: Path, case: str) -> None:
    """The fault as it is raised, within the finding that the desk gets; and its remedy."""
    for name, data in {"bytes": b"\xff\xff", "empty": b"", "blank": b"\n", "long": b"x" * 2_000}.items():
        (root / name).write_bytes(data)
    ask, french = FAULTS[case]
    with pytest.raises(BriefgenError) as raised:
        ask(root)
    fault = raised.value
    (finding,) = unsealed(find_workspace(root), "one", "river", fault.message, fault.hint)
    assert finding.message.replace("\u00a0", " ") == (
        f"l’édition de « one » pour « river » n’a pas été produite : {french}"
    )
    assert finding.hint
    assert finding.hint != fault.hint


def test_what_only_the_desk_is_told_is_not_taken_for_released(root: Path) -> None:
    """A font is “police” in French, and a password runs “gauche”: what is withheld of them is looked for all the same."""
    desk = open_desk(root, None, date(2025, 8, 20))
    assert load_tongue("fr").word("place in a file", "font") == "police"
    with Kept(desk, force=False) as kept:
        printed = " ".join(Guard(desk, kept)._printed)
    assert not re.search(r"\b(?:polices?|gauche|PKCS)\b", printed)
    assert "Préparé pour" in printed
