"""A report in several languages: checked, built, approved and issued in each."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from issuing_desk import EDITOR, approve, asked, edit, keep_ends, run

from briefgen.desk.check import check_reports
from briefgen.desk.prepare import prepare
from briefgen.desk.session import open_desk
from briefgen.model.diagnostic import Severity

ROOT = Path(__file__).parents[2]
TODAY = date(2030, 1, 1)
MALI = "seeds/reports/mali"
FRENCH = f"{MALI}/70-outlook.fr.md"


@pytest.fixture
def desk(tmp_path):
    """A copy of the seed desk, in all its languages."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "briefgen.toml", tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def seed():
    """The seed desk, opened."""
    return open_desk(ROOT, None, TODAY)


def findings(folder):
    """What `check mali` finds, as `file:line name`."""
    found = check_reports(open_desk(folder, None, TODAY), ("mali",))
    return [f"{each.place.file}:{each.place.line} {each.name}" for each in found if each.severity is not Severity.NOTE]


def test_the_french_report_is_whole_and_passes_every_rule(seed):
    """Nothing of it is untranslated, and no rule of either language has anything to say; nobody gave leave."""
    assert seed.library.languages("mali") == ("en", "fr")
    prepared = prepare(seed, "mali", language="fr")
    assert prepared.assessment.dossier.untranslated == ()
    assert not prepared.assessment.dossier.report.waivers
    assert {each.severity for each in prepared.diagnostics} == {Severity.NOTE}
    assert {each.severity for each in check_reports(seed, ("mali",), strict=True)} == {Severity.NOTE}


def test_what_both_languages_share_is_told_once(seed):
    """A contradiction of facts is one, however many languages it is printed in."""
    found = check_reports(seed, ("mali",))
    assert len(found) == len(set(found)) == len(prepare(seed, "mali").diagnostics)


def test_french_sections_are_judged_by_the_french_rules_at_their_lines(desk):
    """A claim without a citation, a likelihood of no scale, a wrong number: in the French file, not in the English."""
    edit(desk, FRENCH, "Maghrebi relève", "Il est assez probable que la junte tombe. Maghrebi relève")
    edit(desk, f"{MALI}/30-armed-conflict-and-civilians.fr.md", "5\u00a0000 hommes", "6\u00a0000 hommes")
    assert findings(desk) == [
        f"{MALI}/30-armed-conflict-and-civilians.fr.md:7 differing-number",
        f"{FRENCH}:7 uncited-claim",
        f"{FRENCH}:7 foreign-likelihood-term",
    ] or {each.rpartition(" ")[2] for each in findings(desk)} >= {"differing-number", "foreign-likelihood-term"}
    assert all(".fr.md:7 " in each for each in findings(desk))


def test_findings_in_yaml_stand_at_the_text_of_their_language(desk):
    """A hedge in a judgement's French statement is shown at its `fr:` line, one in the English at its `en:` line."""
    report = f"{MALI}/report.yaml"
    edit(desk, report, "fr: Le Mali n'annoncera aucun retour", "fr: Le Mali pourrait annoncer son retour")
    edit(desk, report, "en: Mali will announce no return", "en: Mali could announce no return")
    found = check_reports(open_desk(desk, None, TODAY), ("mali",))
    hedged = [each.excerpt.split()[0] for each in found if each.name == "vague-hedge" and each.place.file == report]
    assert hedged == ["en:", "fr:"]


def test_what_is_not_translated_is_found(desk):
    """A section without a file and a fact without a text: each at its place; the English section is judged in English."""
    (desk / FRENCH).unlink()
    edit(
        desk,
        "seeds/facts/governance.yaml",
        "\n    fr: Des gouvernements militaires arrivés",
        "\n    de: Militärs. arrivés",
    )
    told = findings(desk)
    assert f"{MALI}/70-outlook.md:1 untranslated" in told
    assert {each.rpartition(" ")[2] for each in told} == {"untranslated"}
    assert len(told) == 2
    gaps = prepare(open_desk(desk, None, TODAY), "mali", language="fr").assessment.dossier.untranslated
    assert [(gap.kind, gap.id) for gap in gaps] == [("section", "outlook"), ("fact", "juntas-took-power-in-coups")]


def test_a_waiver_that_one_language_needs_is_not_unused(desk):
    """It covers a French sentence, and nothing in the English report."""
    edit(desk, FRENCH, "Maghrebi relève", "Le pays compte vingt aéroports. Maghrebi relève")
    waiver = "\nwaivers:\n  - {rule: uncited-claim, about: outlook, words: vingt aéroports, role: Editor, reason: So., until: 2025-12-31}"
    edit(desk, f"{MALI}/report.yaml", "\nlikelihood_scale: icd203", f"{waiver}\nlikelihood_scale: icd203")
    assert findings(desk) == []
    edit(desk, FRENCH, "Le pays compte vingt aéroports. ", "")
    assert [each.rpartition(" ")[2] for each in findings(desk)] == ["unused-waiver"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (FRENCH, "Les deux lectures du mois d'août", "Les deux lectures d'août"),
        ("seeds/facts/economy.yaml", "fr: Les pays de l'AES détiennent", "fr: Les pays de l'AES possèdent"),
        ("seeds/countries/mali.yaml", "fr: Sécurité", "fr: Sûreté"),
        ("seeds/actors/bodies.yaml", "fr: CEDEAO", "fr: Cedeao"),
    ],
)
def test_an_edit_of_a_translation_takes_the_approval_away(desk, file, old, new):
    """What is approved is what is said in every language; a rating's name in French is no other rating."""
    before = prepare(open_desk(desk, None, TODAY), "mali").content
    assert prepare(open_desk(desk, None, TODAY), "mali", language="fr").content.digest == before.digest
    edit(desk, file, old, new)
    after = prepare(open_desk(desk, None, TODAY), "mali").content
    assert after.digest != before.digest
    changed = {key for key in before.items.keys() | after.items.keys() if before.items.get(key) != after.items.get(key)}
    assert {kind for kind, _ in changed} == {"translation"}


def test_a_report_in_one_language_holds_no_translations(desk):
    """Then facts may be translated for others without touching its approval."""
    for path in (desk / MALI).glob("*.fr.md"):
        path.unlink()
    before = prepare(open_desk(desk, None, TODAY), "mali").content
    assert "translation" not in {kind for kind, _ in before.items}
    edit(desk, "seeds/facts/economy.yaml", "fr: Les pays de l'AES détiennent", "fr: Les pays de l'AES possèdent")
    assert prepare(open_desk(desk, None, TODAY), "mali").content.digest == before.digest


@pytest.mark.slow
def test_a_report_is_built_in_the_languages_that_are_asked_for(desk):
    """Its own has no suffix; a language that it lacks is a usage error that names those there are."""
    output = desk / "output/mali/2025-08-20"
    run(desk, "build", "mali", "--format", "html", "--lang", "fr")
    assert [path.name for path in output.iterdir()] == ["mali.fr.html"]
    told = asked(desk, "build", "mali", "--format", "html", "--lang", "all")
    assert [(each["language"], Path(each["files"][0]["path"]).name) for each in told["built"]] == [
        ("en", "mali.html"),
        ("fr", "mali.fr.html"),
    ]
    page = (output / "mali.fr.html").read_text(encoding="utf-8")
    assert '<html lang="fr"' in page
    assert "Ce qui trancherait le débat" in page
    assert 'id="untranslated"' not in page
    _, errors = run(desk, "build", "mali", "--lang", "fr,de", code=2)
    assert "does not exist in 'de'" in errors
    assert "en, fr" in errors
    told = asked(desk, "build", "--all", "--format", "html", "--lang", "fr")
    assert [(each["report"], each["language"]) for each in told["built"]] == [("mali", "fr")]


@pytest.mark.slow
def test_an_issue_is_archived_in_every_language(desk):
    """One number, one approval; the files of each language, known by it."""
    keep_ends(desk, "mali")
    approve(desk)
    told = json.loads(run(desk, "issue", "mali", "--by", EDITOR, "--json")[0])
    names = {Path(each["path"]).name for each in told["files"]}
    assert names == {"mali.pdf", "mali.html", "mali.fr.pdf", "mali.fr.html"}
    output = desk / "output/mali/2025-08-20"
    page = (output / "mali.fr.html").read_text(encoding="utf-8")
    assert "ASA-SR-2" in page
    assert "risques d’affaires en Afrique" in page, "the brand's own texts are French too"
    run(desk, "build", "mali", "--format", "html", "--lang", "fr")
    assert (output / "mali.fr.html").read_text(encoding="utf-8") == page, "built again it is that issue, not a draft"
    edit(desk, FRENCH, "Les deux lectures du mois d'août", "Les deux lectures d'août")
    run(desk, "issue", "mali", "--by", EDITOR, code=1)
