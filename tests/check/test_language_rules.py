"""The language rules: what each finds in English and French, and what each leaves alone."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from briefgen.assess.weigh import assess
from briefgen.check.rules import check
from briefgen.desk.session import open_desk
from briefgen.load.dossier import gather
from briefgen.load.markdown import read_section
from briefgen.model.dossier import Manuscript
from briefgen.model.issue import Issue, frozen, item
from briefgen.model.record import LastIssue, Record
from briefgen.model.report import Budget

ROOT = Path(__file__).parents[2]
DAY = date(2025, 8, 20)
FACT = "camara-speaks-for-mali"
MINE = {
    "uncited-claim",
    "foreign-likelihood-term",
    "mixed-scales",
    "likelihood-with-confidence",
    "vague-hedge",
    "empty-heading",
    "over-budget",
    "reused-passage",
}
NUMBER = "ASA-SR-2025-0007"
LONG = (
    "The convoy left the capital before dawn with forty lorries under guard and reached the northern garrison two days "
    "later, where the governor and a colonel of the engineers received it."
)
"""More words than a passage may repeat."""


@pytest.fixture(scope="module")
def library():
    """The seed desk's content."""
    return open_desk(ROOT, None, date(2030, 1, 1)).library


@pytest.fixture
def find(library):
    """What one rule finds in a text that stands alone in the Mali report."""
    seed = gather(library, "mali", DAY)[0]

    def find(rule, text, *, name="outlook", last=None, **fields):
        section = read_section(text, "outlook.md", name, titled=name != "summary").section
        manuscript = Manuscript(section, ()) if name == "summary" else Manuscript(None, (section,))
        report = seed.report.model_copy(update={"judgements": (), "scenarios": (), **fields})
        record = Record(last=_issue(last)) if last is not None else Record()
        dossier = replace(seed, report=report, manuscript=manuscript, profiles=(), record=record)
        return [each for each in check(assess(dossier)) if each.name == rule]

    return find


def _issue(texts):
    """A last issue that held these sections."""
    issue = Issue(
        NUMBER, "mali", "T", "S", DAY, datetime(2025, 8, 20, tzinfo=UTC), "a", "b", (), (), (), (), "TLP:CLEAR", "", ()
    )
    return LastIssue(issue, frozen("mali", DAY, [item("section", key, {"text": text}) for key, text in texts.items()]))


def text(sentence):
    """A section with one paragraph."""
    return f"# T\n\n{sentence}\n"


def box(sentence):
    """A section with an assessment box."""
    return f'# T\n\n!!! assessment "B"\n    {sentence}\n'


@pytest.mark.parametrize("report", ["mali", "niger", "russia-aes", "burkina-faso"])
def test_the_seed_reports_are_sound(library, report):
    """No language rule objects to them."""
    found = [each for each in check(assess(gather(library, report, DAY)[0])) if each.name in MINE]
    assert not found


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia delivered armoured vehicles in May.",
        "Thousands have died in the fighting.",
        "According to AFP, the talks lasted two hours.",
        "AFP reports that Mali may sign in May.",
        "The ministry could not be reached.",
        "No flight has landed in Gao since June.",
        "Elections will be held in March 2026.",
        "The lessons are said to have covered tactics.",
        "None of the three governments replied.",
        "Section 5 of the mining code was amended in 2023.",
        "That figure has since risen.",
        "- Gold exports fell by a fifth in 2024.",
        "Who?\n\n> We shall never leave this land.",
        "| Who | What |\n|---|---|\n| France | Left the country |",
    ],
)
def test_a_fact_without_a_citation(find, sentence):
    """At its line, with its words."""
    (found,) = find("uncited-claim", text(sentence))
    assert (found.code, found.about) == ("BG305", "outlook")
    assert found.place.line == 3 + sentence.count("\n")
    assert found.words in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        f"Camara spoke for Mali [@{FACT}].",
        f"Camara spoke for Mali. [@{FACT}]",
        "The desk judges that Mali will stay.",
        "We expect the talks to resume in May.",
        "In our view the deal is thin.",
        "Who benefits from this?",
        "The table below lists the agreements.",
        "Section 3 sets out what was signed.",
        "This report covers the first half of August.",
        "No source read gives a number.",
        "Two questions remain open.",
        "That matters for carriers.",
        "Much depends on what Moscow delivers.",
        "Companies with staff in Gao should review their routes.",
        "A return to civilian rule is unlikely before 2027.",
        "Whether the talks resume remains to be seen.",
        "What was signed covers three fields:",
        "## A heading that says Russia delivered arms\n\nWho paid?",
        f"Three fields were named [@{FACT}]:\n\n- Trade and education in both countries\n- Humanitarian aid to the north",
        f"- who holds the neighbouring permits;\n- who guards them at night [@{FACT}].",
        f"| Who | What |\n|---|---|\n| France | Left the country [@{FACT}] |",
        f"| Who | What |\n|---|---|\n| France | Left the country |\n\n/// caption\nAfter the ministry [@{FACT}].\n///",
        f"Who?\n\n> We shall never leave. We shall stay here for ever [@{FACT}].",
        '!!! assessment "B"\n    Russia delivered armoured vehicles in May.',
    ],
)
def test_what_needs_no_citation_of_its_own(find, sentence):
    """Views, questions, talk about the report, and what another citation covers."""
    assert not find("uncited-claim", text(sentence))


def test_a_neighbour_s_citation_covers_nothing(find):
    """One citation for each sentence; the summary and profiles count too."""
    assert len(find("uncited-claim", text(f"Camara came in May. He spoke [@{FACT}]. He left in June."))) == 2
    assert find("uncited-claim", "Russia delivered vehicles in May.\n", name="summary")


@pytest.mark.parametrize(
    ("sentence", "sound"),
    [
        ("La Russie a livré des blindés en mai.", False),
        ("Selon l’AFP, les pourparlers ont duré deux heures.", False),
        ("M. Lavrov s’est rendu à Niamey.", False),
        ("Le desk juge que l’accord tiendra.", True),
        ("Nous estimons que le Mali restera.", True),
        ("Aucune source ne donne de chiffre.", True),
        ("Le tableau ci-dessous énumère les accords.", True),
        ("Qui en profite ?", True),
        ("Il convient de suivre ces indicateurs.", True),
    ],
)
def test_uncited_claims_in_french(find, sentence, sound):
    """A report in another language is left alone."""
    assert bool(find("uncited-claim", text(sentence), language="fr")) is not sound
    assert not find("uncited-claim", text(sentence), language="de")


@pytest.mark.parametrize(
    ("scale", "sentence"),
    [
        ("icd203", "It is highly unlikely that Niger rejoins."),
        ("icd203", "There is a realistic possibility of a coup."),
        ("icd203", "There is a remote chance of a return."),
        ("icd203", "A return is extremely unlikely."),
        ("icd203", "In all likelihood the pact holds."),
        ("phia", "It is very likely that the pact holds."),
        ("phia", "A return is nearly certain."),
        ("phia", "The chance of a return is remote."),
    ],
)
def test_a_term_of_another_scale_or_of_none(find, scale, sentence):
    """In assessment boxes as in the text."""
    (found,) = find("foreign-likelihood-term", box(sentence), likelihood_scale=scale)
    assert found.words == sentence


@pytest.mark.parametrize(
    ("scale", "sentence"),
    [
        ("icd203", "It is very unlikely that Niger rejoins."),
        ("icd203", "The pact will almost certainly hold, and probably for long."),
        ("icd203", "Remote villages are cut off."),
        ("icd203", 'The minister called it "highly unlikely".'),
        ("icd203", f"AFP says that a return is highly unlikely [@{FACT}]."),
        ("icd203", "The claim is graded C3 (possibly true)."),
        ("phia", "It is highly likely; there is a realistic possibility of more."),
    ],
)
def test_terms_of_the_scale_and_of_others_pass(find, scale, sentence):
    """Both scales have "likely" and "almost certain"."""
    assert not find("foreign-likelihood-term", box(sentence), likelihood_scale=scale)


@pytest.mark.parametrize(
    ("sentence", "sound"),
    [
        ("Un retour est hautement improbable.", False),
        ("Il existe une possibilité réaliste de coup.", False),
        ("Un retour est très improbable.", True),
        ("Le pacte tiendra probablement.", True),
    ],
)
def test_french_terms(find, sentence, sound):
    """Each English term has one French rendering."""
    assert bool(find("foreign-likelihood-term", box(sentence), language="fr")) is not sound


def test_likelihood_terms_in_the_data_count(library):
    """Ratings and scenarios are printed too; their places are pointers."""
    seed = gather(library, "mali", DAY)[0]
    scenario = seed.report.scenarios[0].model_copy(update={"description": "All stays. A coup is highly unlikely."})
    report = seed.report.model_copy(update={"scenarios": (scenario, *seed.report.scenarios[1:])})
    rating = seed.profiles[0].ratings[0].model_copy(update={"rationale": "An attack is a realistic possibility."})
    profile = seed.profiles[0].model_copy(update={"ratings": (rating,)})
    found = check(assess(replace(seed, report=report, profiles=(profile,))))
    places = [each.place.pointer for each in found if each.name == "foreign-likelihood-term"]
    assert places == [("scenarios", 0, "description"), ("ratings", 0, "rationale")]


def test_two_scales_are_reported_once_and_on_other_words(find):
    """The first foreign term beside one that only the report's scale has; the next one is a foreign term."""
    mixed = box("It is very likely that talks resume. A coup is highly unlikely. A deal is a realistic possibility.")
    (found,) = find("mixed-scales", mixed)
    assert found.words == "A coup is highly unlikely."
    (other,) = find("foreign-likelihood-term", mixed)
    assert other.words == "A deal is a realistic possibility."


@pytest.mark.parametrize(
    "sentence", ["It is likely. A coup is highly unlikely.", "It is very likely, or very unlikely."]
)
def test_shared_terms_mix_nothing(find, sentence):
    """Both scales have "likely"."""
    assert not find("mixed-scales", box(sentence))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "We judge with high confidence that elections are unlikely."),
        ("en", "It is likely (moderate confidence) that talks resume."),
        ("en", "Our confidence is low that a deal is likely."),
        ("en", "We are confident that a deal is likely."),
        ("fr", "Nous jugeons avec une confiance élevée qu’un retour est improbable."),
        ("fr", "Il est probable, avec un degré de confiance modéré, que cela dure."),
    ],
)
def test_likelihood_and_confidence_in_one_sentence(find, language, sentence):
    """The message quotes both."""
    (found,) = find("likelihood-with-confidence", box(sentence), language=language)
    assert "' and '" in found.message


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "We judge that elections are unlikely. Our confidence is high."),
        ("en", "Investor confidence is low, and a run is likely."),
        ("en", "A vote of no confidence is likely."),
        ("en", f'"It is likely, with high confidence," the minister said [@{FACT}].'),
        ("fr", "Un retour est improbable. Notre confiance est élevée."),
    ],
)
def test_likelihood_and_confidence_apart(find, language, sentence):
    """Two sentences, other kinds of confidence, and other people's words."""
    assert not find("likelihood-with-confidence", box(sentence), language=language)


def test_a_judgement_s_assumptions_are_read(library):
    """As are its statement and what would change it."""
    seed = gather(library, "mali", DAY)[0]
    changed = seed.report.judgements[0].model_copy(update={"assumptions": ("It is likely, with low confidence.",)})
    report = seed.report.model_copy(update={"judgements": (changed, *seed.report.judgements[1:])})
    found = [each for each in check(assess(replace(seed, report=report))) if each.name == "likelihood-with-confidence"]
    assert [each.place.pointer for each in found] == [("judgements", 0, "assumptions", 0)]
    assert found[0].about == changed.id


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Mali could leave the mission by June."),
        ("en", "Fighting may spread to the coast."),
        ("en", "The two sides might yet agree."),
        ("en", "Perhaps the deal will hold."),
        ("en", "A coup cannot be ruled out."),
        ("en", "If Russia withdraws, the army could collapse."),
        ("en", "Prices could not only double but triple."),
        ("fr", "Le Mali pourrait quitter la mission en juin."),
        ("fr", "Les combats peuvent s’étendre."),
    ],
)
def test_a_hedge_where_a_likelihood_belongs(find, language, sentence):
    """In assessment boxes, in uncited sentences and in the summary's lead; an uncited hedge is no uncited claim."""
    assert find("vague-hedge", box(sentence), language=language)
    assert find("vague-hedge", text(sentence), language=language)
    assert not find("uncited-claim", text(sentence), language=language)
    cited = sentence.removesuffix(".") + f" [@{FACT}]."
    assert find("vague-hedge", cited, name="summary", language=language)
    assert not find("vague-hedge", text(cited), language=language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The ministry could not be reached."),
        ("en", "AFP warns that fighting may spread."),
        ("en", "Elections are due in May."),
        ("en", "May brought no change."),
        ("en", "Holders may apply for a permit under the code."),
        ("en", "Could the junta fall?"),
        ("en", "Clients should leave as soon as possible."),
        ("en", "Operators should avoid the road wherever possible."),
        ("en", 'The minister said he "might return".'),
        ("en", "None of this could be confirmed."),
        ("en", "Deliveries could be confirmed only by satellite."),
        ("en", "Russian military might counts for less here."),
        ("en", "Until 2022 French forces could fly from Gao."),
        ("fr", "Le ministre n’a pu être joint."),
        ("fr", "Selon l’AFP, les combats pourraient s’étendre."),
        ("fr", "Le Mali peut-il tenir ?"),
        ("fr", "Rien ne peut être confirmé."),
    ],
)
def test_words_that_only_look_like_hedges(find, language, sentence):
    """The month, leave, ability in the past, questions, quotations and a source's own hedge."""
    assert not find("vague-hedge", box(sentence), language=language)


def test_a_judgement_does_not_hedge(library):
    """Its statement is read; its likelihood stands beside it."""
    seed = gather(library, "mali", DAY)[0]
    changed = seed.report.judgements[0].model_copy(update={"statement": "Mali could leave."})
    report = seed.report.model_copy(update={"judgements": (changed,)})
    (found,) = [each for each in check(assess(replace(seed, report=report))) if each.name == "vague-hedge"]
    assert found.place.pointer == ("judgements", 0, "statement")


@pytest.mark.parametrize(
    ("markdown", "empty"),
    [
        ("# T\n\n## One\n\n## Two\n\nText.\n", ["One"]),
        ("# T\n\nText.\n\n## Last\n", ["Last"]),
        ('# T\n\nText.\n\n## Last\n\n{marking="TLP:AMBER"}\n', ["Last"]),
        ("# T\n\nText.\n\n## One\n\n### Two\n\n## Three\n\nText.\n", ["Two"]),
        ("# T\n\nText.\n\nUnderlined\n----------\n\n[//]: # (nothing)\n", ["Underlined"]),
        ("# T\n", ["T"]),
        ("# T\n\n> Standfirst.\n", []),
        ("# T\n\n## One\n\n### Two\n\nText.\n", []),
        ("# T\n\n## One\n\n[!a-judgement]\n", []),
        ("# T\n\n## One\n\n![Caption](figure:scale)\n", []),
        ("# T\n\n## One\nText right below.\n", []),
    ],
)
def test_headings_with_nothing_under_them(find, markdown, empty):
    """A deeper heading counts as something, a marking or a comment does not."""
    assert [each.words for each in find("empty-heading", markdown)] == empty


def test_an_empty_heading_s_place(find):
    """At its first letter."""
    (found,) = find("empty-heading", "# T\n\nText.\n\n## Last\n")
    assert (found.place.line, found.place.column) == (5, 4)


@pytest.mark.parametrize(("count", "over"), [(459, False), (460, True)])
def test_a_budget_counts_230_words_a_minute(find, count, over):
    """With the title's word, 460 are two minutes and 461 are more; citations do not count."""
    markdown = text("word " * count + f"[@{FACT}].")
    found = find("over-budget", markdown, budget=Budget(minutes=2))
    assert bool(found) is over
    assert not find("over-budget", markdown)
    if over:
        assert found[0].place.pointer == ("budget", "minutes")
        assert "1 words" in found[0].hint


def test_a_repeated_passage(find):
    """Marks, citations, capitals, spacing and another section hide nothing; one finding for a section."""
    changed = "- **" + LONG[:40] + "**" + LONG[40:].upper().removesuffix(".") + f" [@{FACT}]."
    markdown = f"# T\n\nNew text.\n\n{LONG}\n\n{changed}\n"
    (found,) = find("reused-passage", markdown, last={"security": f"Before.\n\n{LONG}\n\nAfter."})
    assert (found.place.line, found.about) == (5, "outlook")
    assert "2 of 3 paragraphs" in found.message
    assert NUMBER in found.message


@pytest.mark.parametrize(
    "markdown",
    [
        text("New text."),
        text("New text. " + " ".join(LONG.split()[:24])),
        f'# T\n\n!!! unchanged "As before"\n    {LONG}\n',
        f"# T\n\n> Unchanged since the last issue.\n\n{LONG}\n",
        f"# T\n\n> Carried over from {NUMBER}.\n\n{LONG}\n",
        f"# T\n\nNew text.\n\nAs reported in our last issue, {LONG}\n",
    ],
)
def test_a_passage_that_says_that_it_is_old(find, markdown):
    """In a box, in the standfirst, in the paragraph itself; fewer than 25 words count as new."""
    assert not find("reused-passage", markdown, last={"outlook": LONG})


def test_a_paragraph_speaks_only_for_itself(find):
    """One that is unchanged does not excuse the next one; a first issue repeats nothing."""
    markdown = f"# T\n\nNew text.\n\nThe toll is unchanged since July.\n\n{LONG}\n"
    assert find("reused-passage", markdown, last={"outlook": LONG})
    assert not find("reused-passage", markdown)


@pytest.mark.parametrize(("said", "sound"), [("Inchangé depuis le dernier numéro.", True), ("Texte nouveau.", False)])
def test_repetition_in_french(find, said, sound):
    """« Comme dans le dernier numéro » counts."""
    markdown = f"# T\n\n> {said}\n\n{LONG}\n"
    assert bool(find("reused-passage", markdown, last={"outlook": LONG}, language="fr")) is not sound
