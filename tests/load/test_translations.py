"""Content in several languages: what is in the desk's language goes its way, the rest is kept, and faults have places."""

from dataclasses import replace
from datetime import date

import pytest
from load_desk import at

from briefgen.assess.weigh import assess
from briefgen.load.dossier import gather
from briefgen.load.library import NOUNS
from briefgen.load.shapes import shape_of
from briefgen.model.diagnostic import Severity
from briefgen.model.faults import UsageError

DAY = date(2025, 8, 20)
EXIT = "seeds/facts/exit.yaml"
REPORT = "seeds/reports/leaving/report.yaml"
FRENCH = "seeds/reports/leaving/10-how-it-left.fr.md"
SUMMARY = "seeds/reports/leaving/summary.fr.md"
STATEMENT = "statement: They have left."
TEXT = """\
    # Il est parti en deux temps {label="La sortie"}

    > Il l'a dit, puis il l'a fait [@exit-done].

    Il l'a annoncé en 2024 [@exit-announced].

    ![Frise](figure:timeline?from=2020&topics=alliances)
    """


@pytest.fixture
def french(desk):
    """The desk with one section in French, and the statement of one fact."""
    desk.swap(EXIT, STATEMENT, "statement: {en: They have left., fr: Ils sont partis.}")
    return desk.write(FRENCH, TEXT)


def test_the_desks_language_goes_its_way(desk, french):
    """With translations everything in the desk's language is as it was without them."""
    library = french.library()
    assert not french.check()
    assert library.facts["exit-done"].statement == "They have left."
    dossier, found = gather(library, "leaving", DAY)
    assert (dossier.own, dossier.untranslated, found) == (None, (), ())
    assert gather(library, "leaving", DAY, "en")[0] == dossier
    desk.swap(EXIT, "statement: {en: They have left., fr: Ils sont partis.}", STATEMENT).drop(FRENCH)
    assert desk.library().facts == library.facts
    assert gather(desk.library(), "leaving", DAY)[0].manuscript.texts == dossier.manuscript.texts


def test_a_report_is_gathered_in_another_language(french):
    """Texts and nouns are in it where it has them, and say what they are in where it has not."""
    library = french.library()
    assert library.languages("leaving") == ("en", "fr")
    dossier, found = gather(library, "leaving", DAY, "fr")
    assert not found
    assert dossier.report.language == "fr"
    assert dossier.facts["exit-done"].statement == "Ils sont partis."
    assert dossier.facts["exit-announced"].statement == "They announced that they were leaving."
    (section,) = dossier.manuscript.sections
    assert (section.title, section.label) == ("Il est parti en deux temps", "La sortie")
    assert (section.language, section.place.file) == ("", FRENCH)
    assert section.title_place.column == 3
    assert dossier.manuscript.summary.language == "en"
    assert dossier.own.report.language == "en"


def test_what_is_not_translated_is_named_at_its_place(french):
    """Sections, judgements, facts, sources and the rest, each once; names of persons and read titles are nobody's fault."""
    dossier, _ = gather(french.library(), "leaving", DAY, "fr")
    gaps = {(gap.kind, gap.id): gap for gap in dossier.untranslated}
    assert [(gap.kind, gap.id) for gap in dossier.untranslated] == list(gaps)
    assert list(gaps) == [
        ("section", "summary"),
        ("report", "leaving"),
        ("judgement", "stays-out"),
        ("scenario", "out"),
        ("scenario", "back"),
        ("country", "mali"),
        ("rating", "mali/Security"),
        ("topic", "alliances"),
        ("fact", "exit-announced"),
        ("fact", "exit-done"),
        ("actor", "bloc"),
        ("actor", "ministry"),
        ("source", "wire-2025-08-14"),
        ("source", "paper-2024"),
        ("source", "heard-of"),
    ]
    assert gaps["fact", "exit-done"].place.pointer == (1, "evidence", 0, "at")
    assert gaps["fact", "exit-announced"].count == 2
    assert gaps["source", "paper-2024"].place.pointer[-1] == "descriptor"
    assert gaps["judgement", "stays-out"].name == "The state stays out of the bloc."


def test_a_report_in_full_has_no_gaps(french):
    """Every text that a report prints can be translated; its label too."""
    french.write(SUMMARY, "Parti [@exit-announced; @exit-done].\n\n[!stays-out]\n")
    dossier, _ = gather(french.library(), "leaving", DAY, "fr")
    for gap in dossier.untranslated:
        noun = {"report": dossier.report, "judgement": dossier.report, "scenario": dossier.report}.get(gap.kind)
        assert gap.kind not in {"section", "label"}
        assert noun is None or gap.place.file == REPORT
    plain = french.write(FRENCH, TEXT.replace(' {label="La sortie"}', ""))
    gaps = gather(plain.library(), "leaving", DAY, "fr")[0].untranslated
    assert (gaps[0].kind, gaps[0].id) == ("label", "how-it-left")


def test_lists_titles_and_values_can_be_translated(desk):
    """An entry of a list, an asserted value, a question, a title; list entries may be mixed."""
    desk.swap(REPORT, "title: Leaving", "title: {en: Leaving, fr: Le départ}")
    desk.swap(
        REPORT,
        "    basis: [exit-done]",
        "    basis: [exit-done]\n    assumptions: [{en: It holds., fr: Cela tient.}, Alone.]",
    )
    desk.swap(
        EXIT,
        "property: exit, value: 2024-01-28}",
        "property: exit, value: {en: at once, fr: d'un coup}, question: {en: When?, fr: Quand ?}}",
    )
    desk.write(FRENCH, TEXT)
    assert not desk.check()
    dossier, _ = gather(desk.library(), "leaving", DAY, "fr")
    assert dossier.report.title == "Le départ"
    assert dossier.report.judgements[0].assumptions == ("Cela tient.", "Alone.")
    asserts = dossier.facts["exit-announced"].asserts
    assert (asserts.value, asserts.question) == ("d'un coup", "Quand ?")
    assert dossier.own.facts["exit-announced"].asserts.value == "at once"


FAULTS = [
    ("statement: {en: They have left., French: Partis., fr: Partis.}", "11:44 malformed-translation", "not a language tag"),
    ("statement: {fr: Ils sont partis.}", "11:14 malformed-translation", "no text in the main language, 'en'"),
    ("statement: {en: They have left., fr: ' '}", "11:40 malformed-translation", "is empty"),
    ("statement: {en: They have left., fr: }", "11:40 malformed-translation", "is empty"),
    ("statement: {en: They have left., fr: [Partis]}", "11:40 malformed-translation", "is no text"),
    ("statement: {en: They have left., pt-BR: Saíram., pt-br: Saíram.}", "11:59 malformed-translation", "are one language"),
    (f"statement: {{en: They have left., fr: {'a' * 1_001}}}", "11:40 overlong-text", "characters"),
    (f"statement: {{en: {'a' * 1_001}, fr: Partis.}}", "11:19 overlong-text", "characters"),
    ("statement: {en: They have left., fr: Partis., fr: Allés.}", "11:49 duplicate-key", "second time"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "where", "says"), FAULTS, ids=[case[2][:20] + str(n) for n, case in enumerate(FAULTS)]
)
def test_one_faulty_translation_gives_one_finding_at_its_place(desk, written, where, says):
    """Each language's text, in its own place."""
    found = desk.swap(EXIT, STATEMENT, written).only()
    assert at(found) == f"{EXIT}:{where}"
    assert says in found.message
    assert found.hint


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        (EXIT, "when: 2025-01\n", "when: {en: 2025-01, fr: 2025-01}\n", "12:9"),
        ("seeds/sources/wire.yaml", "title: Ministers meet", "title: {en: Ministers meet, fr: Réunion}", "2:10"),
        ("seeds/clients/mine.yaml", "name: A mine", "name: {en: A mine, fr: Une mine}", "2:7"),
        (REPORT, "    basis: [exit-done]", "    basis: [exit-done]\n    assumptions: {en: [One], fr: [Un]}", "11:18"),
    ],
)
def test_what_is_the_same_in_every_language_is_refused(desk, file, old, new, where):
    """Dates, titles of what was read, what no reader sees; and whole lists, whose entries are given in languages."""
    found = desk.swap(file, old, new).only()
    assert at(found) == f"{file}:{where} misplaced-translation"


def test_titles_of_the_desks_own_may_be_translated(desk):
    """Of what was not read, and those in brackets."""
    desk.swap("seeds/sources/wire.yaml", "title: Named by the wire", "title: {en: Named, fr: Nommé}")
    desk.swap("seeds/sources/wire.yaml", "title: The year", 'title: {en: "[Without title]", fr: "[Sans titre]"}')
    desk.write(FRENCH, TEXT)
    assert not desk.check()
    sources = gather(desk.library(), "leaving", DAY, "fr")[0].sources
    assert (sources["heard-of"].title, sources["paper-2024"].title) == ("Nommé", "[Sans titre]")


def test_a_mapping_that_is_no_translation_is_told_as_before(desk):
    """A colon in a text that is not in quotes makes a mapping of it."""
    found = desk.swap(EXIT, STATEMENT, "statement: {They have left: really}").only()
    assert (found.name, found.place.line) == ("wrong-type", 11)


def test_faults_of_other_kinds_stand_where_the_text_of_their_language_does(desk):
    """A citation in a profile's translated Markdown is checked at its own line."""
    country = "seeds/countries/mali.yaml"
    desk.swap(
        country, "summary: Mali left [@exit-done].", "summary:\n  en: Mali left [@exit-done].\n  fr: Parti [@exit-don]."
    )
    assert f"{country}:6:7 unknown-id" in [at(one) for one in desk.check()]


def test_a_translation_without_an_original_is_refused(desk):
    """It says which text it could mean; a translation into the report's own language is one too many."""
    found = desk.write("seeds/reports/leaving/10-how-it-lef.fr.md", TEXT).only()
    assert at(found).endswith("10-how-it-lef.fr.md:1:1 lone-translation")
    assert "10-how-it-left" in found.hint
    desk.drop("seeds/reports/leaving/10-how-it-lef.fr.md")
    found = desk.write("seeds/reports/leaving/10-how-it-left.en.md", TEXT).only()
    assert at(found).endswith("10-how-it-left.en.md:1:1 lone-translation")


@pytest.mark.parametrize("name", ["10-how-it-left.FR.md", "10-how-it-left.french.md", "summary..md"])
def test_a_file_that_names_no_language_is_not_read(desk, name):
    """As any other file that nothing reads."""
    assert desk.write(f"seeds/reports/leaving/{name}", TEXT).only().name == "unexpected-file"


def test_a_translation_rests_on_the_same_facts(desk):
    """Citations, judgements and figures that only one of the two has are warnings, at the call or at the file."""
    text = TEXT.replace("[@exit-announced]", "[@exit-done]").replace("from=2020", "from=2021") + "\n    [!stays-out]\n"
    found = desk.write(FRENCH, text).check()
    assert {one.severity for one in found} == {Severity.WARNING}
    assert [at(one) for one in found] == [
        f"{FRENCH}:1:1 differing-translation",
        f"{FRENCH}:1:1 differing-translation",
        f"{FRENCH}:7:1 differing-translation",
        f"{FRENCH}:9:1 differing-translation",
    ]
    assert "cites 'exit-announced'" in found[0].message + found[1].message


def test_calls_in_a_translation_are_checked_like_the_originals(desk):
    """An unknown fact is told at its line, and once: that the original cites another is no news."""
    found = desk.write(FRENCH, TEXT.replace("@exit-announced", "@exit-anounced")).only()
    assert at(found) == f"{FRENCH}:5:26 unknown-id"


def test_a_language_that_a_report_does_not_have_is_a_usage_error(french):
    """It names those there are."""
    with pytest.raises(UsageError, match="does not exist in 'de'") as caught:
        gather(french.library(), "leaving", DAY, "de")
    assert "en, fr" in caught.value.hint


def test_a_profile_exists_in_the_languages_of_its_running_text(desk):
    """A translated name alone makes no report."""
    country = "seeds/countries/mali.yaml"
    desk.swap(country, "name: Mali", "name: {en: Mali, fr: Le Mali}")
    assert desk.library().languages("mali") == ("en",)
    desk.swap(
        country,
        "summary: Mali left [@exit-done].",
        "summary: {en: 'Mali left [@exit-done].', fr: 'Parti [@exit-done].'}",
    )
    assert desk.library().languages("mali") == ("en", "fr")
    dossier, _ = gather(desk.library(), "mali", DAY, "fr")
    assert (dossier.report.title, dossier.report.language) == ("Le Mali", "fr")
    assert dossier.manuscript.summary.blocks[0].text == "Parti [@exit-done]."
    assert [section.language for section in dossier.manuscript.sections] == ["en"]
    assert (dossier.untranslated[0].kind, dossier.untranslated[0].id) == ("section", "standing-1")
    assert not [gap for gap in dossier.untranslated if gap.kind == "country"]


def test_a_report_in_its_own_language_takes_the_facts_in_it(desk):
    """A French report of an English desk: what is plain there is French, and what has French is taken."""
    desk.swap(REPORT, "title: Leaving", "title: Le départ\nlanguage: fr")
    desk.swap(EXIT, STATEMENT, "statement: {en: They have left., fr: Ils sont partis.}")
    dossier, _ = gather(desk.library(), "leaving", DAY)
    assert (dossier.report.language, dossier.untranslated) == ("fr", ())
    assert dossier.facts["exit-done"].statement == "Ils sont partis."


def test_a_desks_own_language_is_that_of_its_reports(desk):
    """A report that does not name its language is in the desk's, and so is what a text alone is in."""
    desk.swap("briefgen.toml", 'name = "Test desk"\n', 'name = "Test desk"\nlanguage = "fr"\n')
    desk.swap(EXIT, STATEMENT, "statement: {en: They have left., fr: Ils sont partis.}")
    library = desk.library()
    assert library.reports["leaving"].language == "fr"
    assert library.facts["exit-done"].statement == "Ils sont partis."
    assert gather(library, "mali", DAY)[0].report.language == "fr"


def test_values_are_compared_in_one_language(french):
    """Two translators word one value in two ways: no contradiction comes of it; two values in one way: it stays."""
    dossier, _ = gather(french.library(), "leaving", DAY, "fr")
    done = dossier.own.facts["exit-announced"]

    def asserting(fact, own, spoken):
        values = [fact.asserts.model_copy(update={"value": value}) for value in (own, spoken)]
        return [fact.model_copy(update={"asserts": value}) for value in values]

    same = [asserting(done, "at once", "d'un coup"), asserting(done, "at once", "d'un seul coup")]
    apart = [asserting(done, "at once", "vite"), asserting(done, "soon", "vite")]
    for pair, count in ((same, 0), (apart, 1)):
        names = ("exit-announced", "exit-done")
        own = {name: facts[0].model_copy(update={"id": name}) for name, facts in zip(names, pair, strict=True)}
        spoken = {name: facts[1].model_copy(update={"id": name}) for name, facts in zip(names, pair, strict=True)}
        both = replace(dossier, facts=spoken, own=replace(dossier.own, facts=own))
        assert len(assess(both).contradictions) == count


def test_ids_codes_dates_and_names_of_authors_are_in_no_language():
    """The fields that may be translated are the printed words, and no others."""
    words = {}

    def walk(shape, path):
        if shape.words:
            words.setdefault(path.partition(".")[0], set()).add(path.partition(".")[2])
        for name, deeper in shape.fields.items():
            walk(deeper, f"{path}.{name}")
        if shape.item:
            walk(shape.item, f"{path}[]")

    for kind, noun in NOUNS.items():
        walk(shape_of(noun), kind)
    assert words["source"] == {"title", "publisher", "descriptor"}
    assert words["fact"] == {
        "statement", "places[]", "asserts.value", "asserts.question", "evidence[].at", "grade.reason", "resolution.reason",
    }  # fmt: skip
    assert "client" not in words
    assert not {"judgements[].analyst", "waivers[].reason", "schedule.cron", "brand", "language"} & words["report"]
    assert {"title", "judgements[].assumptions[]", "scenarios[].signposts[]"} <= words["report"]
