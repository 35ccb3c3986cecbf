"""Whether the text says what its facts say: what each rule finds, and what each leaves alone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefgen.assess.weigh import assess
from briefgen.check.differing_date import differing_date
from briefgen.check.differing_name import differing_name
from briefgen.check.differing_number import differing_number
from briefgen.check.two_spellings import two_spellings
from briefgen.check.unmarked_quotation import unmarked_quotation
from briefgen.check.unspelled_acronym import unspelled_acronym
from briefgen.check.unsupported_summary import unsupported_summary
from briefgen.desk.session import open_desk
from briefgen.load.dossier import gather
from briefgen.load.markdown import read_section
from briefgen.model.actor import ActorKind

ROOT = Path(__file__).parents[2]
DAY = date(2025, 8, 20)
FORCE, MEMORANDUM, SEVERAL = "joint-force-of-5000-decided", "one-defence-memorandum-signed", "several-memoranda-signed"
MEETING, VISIT, EXIT = "moscow-hosts-aes-defence-meeting", "visit-dated-3-4-april", "aes-quit-ecowas-early-2025"
SUPPORT, EXPELLED, TROOPS = (
    "russian-military-support-since-2021",
    "french-forces-expelled",
    "french-troops-gone-2022-2023",
)
CAMARA, TIES, GOLD = "camara-speaks-for-mali", "mali-and-niger-cut-ties-with-ukraine", "aes-rich-in-gold-and-uranium"
HELP, DIPLOMAT = "belousov-offers-comprehensive-assistance", "french-diplomat-arrested-in-mali"


@pytest.fixture(scope="module")
def library():
    """The seed desk's content."""
    return open_desk(ROOT, None, date(2030, 1, 1)).library


@pytest.fixture(scope="module")
def reports(library):
    """What the Mali report and the one on three states rest on, with all of the desk's facts."""
    return {
        name: replace(
            gather(library, name, DAY)[0], facts=library.facts, sources=library.sources, actors=library.actors
        )
        for name in ("mali", "russia-aes")
    }


@pytest.fixture
def found(reports):
    """Findings of a rule in a report whose text is one section, and its summary, where one is given."""

    def find(rule, text, *, language="en", report="mali", summary=None, **changed):
        dossier = reports[report]
        section = read_section(f"# Title\n\n{text}\n", "10-a.md", "a", titled=True).section
        lead = read_section(summary, "summary.md", "summary", titled=False).section if summary else None
        manuscript = replace(dossier.manuscript, summary=lead, sections=(section,))
        spoken = dossier.report.model_copy(update={"language": language})
        return list(rule(assess(replace(dossier, report=spoken, manuscript=manuscript, **changed))))

    return find


@pytest.fixture
def against(reports, found):
    """Findings of a rule in a text that cites facts `f0`, `f1` … with the statements given."""

    def find(rule, statements, text, *, language="en", **changed):
        dossier = reports["mali"]
        plain = dossier.facts[FORCE].model_copy(update={"asserts": None, "when": None, "actors": (), "places": ()})
        facts = {
            f"f{at}": plain.model_copy(update={"id": f"f{at}", "statement": statement, **changed})
            for at, statement in enumerate(statements)
        }
        cited = "; ".join(f"@{name}" for name in facts)
        return found(rule, f"{text} [{cited}].", language=language, facts={**dossier.facts, **facts})

    return find


def test_the_seed_reports_say_what_their_facts_say(library):
    """No rule objects to a word of them."""
    rules = (differing_number, differing_date, differing_name, unmarked_quotation, unsupported_summary, two_spellings)
    findings = [
        (name, rule.__name__, each.place.file.rpartition("/")[2], each.place.line)
        for name in ("mali", "burkina-faso", "niger", "russia-aes")
        for assessment in (assess(gather(library, name, DAY)[0]),)
        for rule in (*rules, unspelled_acronym)
        for each in rule(assessment)
    ]
    assert findings == []


def test_every_statement_carries_itself(library, found):
    """A text that repeats the facts word for word is faithful to them."""
    text = "\n\n".join(f"{fact.statement} [@{name}]." for name, fact in library.facts.items())
    for rule in (differing_number, differing_date, differing_name, unmarked_quotation):
        assert not found(rule, text), rule.__name__


# BG316 differing-number


@pytest.mark.parametrize(
    ("text", "fact", "said", "given"),
    [
        ("A force of 5,500 was decided", FORCE, "5,500", "5,000"),
        ("A force of 6 thousand was decided", FORCE, "6 thousand", "5,000"),
        ("A force of nearly 5,500 was decided", FORCE, "5,500", "5,000"),
        ("5,000 and 60 % of them", FORCE, "60 %", "5,000"),
        ("Two memoranda were signed", MEMORANDUM, "Two memoranda", "single memorandum"),
        ("Russia and three states signed three memoranda", MEMORANDUM, "three memoranda", "single memorandum"),
        ("Several memoranda were signed", MEMORANDUM, "Several memoranda", "single memorandum"),
        ("One memorandum was signed", SEVERAL, "One memorandum", "more than one memorandum"),
        ("Hundreds of lives were lost", "jihadist-violence-killed-thousands", "Hundreds", "thousands of lives"),
        ("ASA answers within 48 hours", "asa-form-promises-answer-in-a-day", "48 hours", "24 hours"),
        ("ASA answers within 24 days", "asa-form-promises-answer-in-a-day", "24 days", "24 hours"),
        ("ASA offers nine African regions", "asa-form-lists-regions", "nine African regions", "eight African regions"),
    ],
)
def test_another_number_than_the_facts(found, text, fact, said, given):
    """The message has both, and the place is that of the number."""
    (finding,) = found(differing_number, f"{text} [@{fact}].")
    assert f"'{said}" in finding.message
    assert f"'{given}'" in finding.message
    assert (finding.place.line, finding.place.column) == (3, text.index(said) + 1)
    assert finding.words.startswith(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("A force of five thousand, 5 000 men, nearly 5,000 soldiers, a force 5,000 strong", FORCE),
        ("One memorandum was signed, a single paper", MEMORANDUM),
        ("Several memoranda were signed, more than one memorandum", SEVERAL),
        ("Three countries are members", "aes-has-three-members"),
        ("Mali, Burkina Faso and Niger: 3 members", "aes-has-three-members"),
        ("Two states broke with Ukraine, two of the three", TIES),
        ("Both GSV and Maghrebi report a third round; it was the 3rd, with F-16 aircraft", MEETING),
        ("On 14 August 2025 the ministers met", MEETING),
        ("Two memoranda were signed", TIES),
        ("Thousands have died", "jihadist-violence-killed-thousands"),
        ("It is dated 19 August 2025, 23:01", "asa-report-covers-three-states"),
    ],
)
def test_the_same_number_written_otherwise(found, text, fact):
    """Equal values, counts of what the fact lists, ordinals, dates and nouns that no fact counts are left alone."""
    assert not found(differing_number, f"{text} [@{fact}].")


def test_numbers_that_changed_places(found, reports):
    """Each number is in the fact, but for the other thing; rounding is right where the sentence says so."""
    fact = (
        reports["mali"]
        .facts[FORCE]
        .model_copy(
            update={"asserts": None, "statement": "The attack killed 14 soldiers and 60 civilians, of 4,983 men."}
        )
    )
    changed = {"facts": {**reports["mali"].facts, FORCE: fact}}
    assert len(found(differing_number, f"It killed 60 soldiers and 14 civilians [@{FORCE}].", **changed)) == 2
    assert not found(differing_number, f"It killed 60 civilians and 14 soldiers of nearly 5,000 [@{FORCE}].", **changed)
    assert found(differing_number, f"It struck 5,000 men [@{FORCE}].", **changed)


@pytest.mark.parametrize(
    ("text", "count"), [("5 500 hommes", 1), ("5 000 hommes", 0), ("5.000 hommes", 0), ("cinq mille hommes", 0)]
)
def test_french_numbers(found, text, count):
    """Spaces and full stops part thousands."""
    assert len(found(differing_number, f"Une force de {text} est prévue [@{FORCE}].", language="fr")) == count


def test_units_and_scales(found, reports):
    """Money, percentages and millions are compared by value and by unit."""
    fact = (
        reports["mali"]
        .facts[FORCE]
        .model_copy(update={"asserts": None, "statement": "The loan is US$2bn, or 60 per cent of 3.5 million tonnes."})
    )
    changed = {"facts": {**reports["mali"].facts, FORCE: fact}}
    assert not found(differing_number, f"It is $2 billion, 60 % of 3,500,000 tonnes [@{FORCE}].", **changed)
    assert len(found(differing_number, f"It is €2 billion, 60 people, 3.5 million [@{FORCE}].", **changed)) == 2


MINE = ["The mine employs 1,200 people, 300 of them women."]
LORRIES = ["The convoy had 40 lorries; 12 were burnt."]
CASUALTIES = ["3 soldiers were killed and 9 wounded at the ford."]
DEPUTIES = ["The governor dismissed 4 of his 11 deputies."]
TURNOUT = ["The turnout was 63 percent."]
CHOLERA = ["Cholera killed 31 people in May.", "Cholera killed 47 people in June."]


@pytest.mark.parametrize(
    ("statements", "text", "said"),
    [
        (MINE, "A third of the workers are women", "A third"),
        (MINE, "One in three workers is a woman", "One in three"),
        (TURNOUT, "Three quarters of the voters took part", "Three quarters"),
        (["Of the prisoners 41 percent are boys."], "Most of the prisoners are boys", "Most of the"),
        (["Sales fell by a third."], "Sales fell by 43 percent", "43 percent"),
        (CASUALTIES, "At the ford eleven died", "eleven died"),
        (CASUALTIES, "Nine died", "Nine died"),
        (DEPUTIES, "Of his eleven deputies the governor dismissed five", "five"),
        (LORRIES, "Together they lost 62 lorries", "62 lorries"),
        (CHOLERA, "In both months together 87 people died", "87 people died"),
        (["Mali, Niger and Chad closed the border."], "Five states closed the border", "Five states closed"),
        (["The pipeline is 120 kilometres long."], "The pipeline is 120 metres long", "120 metres long"),
    ],
)
def test_another_share_part_or_sum(against, statements, text, said):
    """Fractions, what is said of a number that stands alone, results that do not come out, lists, units."""
    assert f"'{said}'" in against(differing_number, statements, text)[0].message


@pytest.mark.parametrize(
    ("statements", "text"),
    [
        (MINE, "A quarter of its 1,200 workers are women, 25 percent, one in four; three quarters, or 900, are men"),
        (LORRIES, "Of 40 lorries 28 came through, and nearly a third was burnt, a dozen lorries"),
        (
            CASUALTIES,
            "Three died and nine were hurt, twelve casualties; two columns came, and three soldiers were killed",
        ),
        (DEPUTIES, "Seven deputies stay; the governor keeps seven of eleven deputies, and lost more than a third"),
        (TURNOUT, "Nearly two thirds voted, more than half, and 37 percent stayed at home"),
        (CHOLERA, "In two months 78 people died, 16 more in June than in May"),
        (["The army has 24 aircraft and 8 helicopters."], "It has 32 machines in all, three times as many aircraft"),
        (
            ["A sack rose from 20 to 30 marks."],
            "A sack is 10 marks dearer than before, up by half or 50 percent, up by 10",
        ),
        (["Fees are 0.80 dollars a tonne."], "Fees are 80 cents a tonne"),
        (["The depot covers 60,000 square metres."], "The depot covers 6 hectares"),
        (["Yields fell by a tenth."], "Yields fell by 10 percent"),
        (["6 villages formed a council."], "Half a dozen villages formed a council"),
        (["12 villages formed a council."], "Twelve villages or so formed it, as section 3 and page 14 show"),
        (["The port handles 45 ships a month."], "The port handles 540 ships a year"),
        (["Mali, Niger and Chad closed the border."], "The three states closed it, Mali and two other countries"),
    ],
)
def test_a_number_that_readers_can_reckon(against, statements, text):
    """Shares, rests, sums, differences, multiples, rates and other units."""
    assert not against(differing_number, statements, text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("La taxe est de cinq pour cent, soit un vingtième", 0),
        ("Deux places sur cinq sont couvertes, 40 % des places ; les trois cinquièmes restent à découvert", 0),
        ("La moitié des places sont couvertes", 1),
        ("Quatre cinquièmes des places sont couvertes", 1),
    ],
)
def test_french_shares(against, text, count):
    """Fractions and ratios; the hundred of a percentage is none."""
    facts = ["Le stade compte 30 000 places, dont 12 000 couvertes.", "La taxe est de 5 %."]
    assert len(against(differing_number, facts, text, language="fr")) == count


def test_a_time_between_two_dates(against):
    """Reckoned from the facts' dates and the report's own day."""
    facts = ["The siege began on 2 March 2025.", "The siege ended on 20 April 2025."]
    assert not against(differing_number, facts, "The siege lasted 49 days and has been over for 17 weeks")
    assert against(differing_number, facts, "The siege lasted 94 days")


# BG317 differing-date


@pytest.mark.parametrize(
    ("text", "fact", "said"),
    [
        ("On 14 August 2024 Russia received them", MEETING, "14 August 2024"),
        ("On 15 August Russia received them", MEETING, "15 August"),
        ("On Aug. 15 Russia received them", MEETING, "Aug. 15"),
        ("In September 2025 Russia received them", MEETING, "September 2025"),
        ("In April Russia received them", MEETING, "April"),
        ("In 2024 Russia received them", MEETING, "2024"),
        ("On 14 August Russians came", SUPPORT, "14 August"),
        ("In March 2021 Russians came", SUPPORT, "March 2021"),
        ("On 3 May 2023 they were expelled", EXPELLED, "3 May 2023"),
        ("The visit was set for 3–5 April 2025", VISIT, "3–5 April 2025"),
        ("The troops left in 2022–2024", TROOPS, "2022–2024"),
        ("They left late in 2025", EXIT, "late in 2025"),
        ("It was signed on 19 August", MEMORANDUM, "19 August"),
    ],
)
def test_another_date_than_the_facts(found, text, fact, said):
    """Another day, month or year, and a day where the fact has only a year."""
    (finding,) = found(differing_date, f"{text} [@{fact}].")
    assert f"'{said}'" in finding.message
    assert (finding.place.line, finding.place.column) == (3, text.index(said) + 1)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "On 14 August 2025, on 14 August, on August 14, 2025, on 2025-08-14, in August, in 2025, in mid-August",
            MEETING,
        ),
        ("From 2021 on, in the 2020s", SUPPORT),
        ("In 2023 and in May they were expelled", EXPELLED),
        ("The visit was set for 3–4 April 2025, 3 and 4 April, between 3 and 4 April, 3 April", VISIT),
        ("The troops left in 2022 and 2023, by 2023, between 2020 and 2023", "coups-fell-between-2020-and-2023"),
        ("They left at the start of 2025, early in 2025, in January 2025, in the first quarter of 2025", EXIT),
        ("AFP reported on 14 August that France had been the colonial power", "france-former-colonial-power"),
        ("ASA reported on 19 August that it formalises cooperation", "memorandum-formalises-existing-cooperation"),
        ("On 19 August ASA wrote that it formalises cooperation", "memorandum-formalises-existing-cooperation"),
        ("As of 20 August 2025 the text is closed", "memorandum-details-withheld"),
        ("They may march, said the 2,025 soldiers", MEETING),
    ],
)
def test_the_same_date_written_otherwise(found, text, fact):
    """A date that holds the fact's, the day of a report, and the report's own day are left alone."""
    assert not found(differing_date, f"{text} [@{fact}].")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Le 14 août 2024", 1),
        ("Le 14 août 2025", 0),
        ("En août", 0),
        ("Mi-août 2025", 0),
        ("Le 1er août", 1),
        ("En mars 2025", 1),
    ],
)
def test_french_dates(found, text, count):
    """Months in small letters, "1er", parts of a month."""
    assert len(found(differing_date, f"{text}, la Russie a reçu les ministres [@{MEETING}].", language="fr")) == count


# BG318 differing-name


@pytest.mark.parametrize(
    ("text", "fact", "said"),
    [
        ("Salifou Modi spoke for Mali", CAMARA, "Salifou Modi"),
        ("Modi's words were for Mali", CAMARA, "Modi"),
        ("Sadio Kamara spoke for Mali", CAMARA, "Kamara"),
        ("Sadyo Camara spoke for Mali", CAMARA, "Sadyo"),
        ("Nebenzia welcomed it", "nebenzya-welcomes-military-coordination", "Nebenzia"),
        ("Chad broke with Ukraine", TIES, "Chad"),
        ("Mali and Burkina Faso broke with Ukraine", TIES, "Burkina Faso"),
        ("Africanews credits the AES with gold", GOLD, "Africanews"),
        ("Le Monde credits the AES with gold", GOLD, "Le Monde"),
        ("Russia's foreign ministry released footage", "ministry-shares-footage", "Russia's foreign ministry"),
        ("The meeting took place in Abuja", "meeting-held-in-moscow", "Abuja"),
    ],
)
def test_a_name_that_the_facts_do_not_have(found, text, fact, said):
    """Another person, outlet, country, body or place; a slip in the spelling."""
    (finding,) = found(differing_name, f"{text} [@{fact}].")
    assert f"'{said}'" in finding.message
    assert (finding.place.line, finding.place.column) == (3, text.index(said) + 1)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Camara, Mali's defence minister, spoke; AFP has it from Russia's defence ministry, in The Moscow Times",
            CAMARA,
        ),
        ("In Senegal, as everywhere, the Malian, Nigerien and Russian press wrote of Mali and Kyiv", TIES),
        ("AES governments cut American operations back", "us-operations-curtailed"),
        ("Moscow hosted the three; so did the Kremlin", MEETING),
        ('GSV ("Russia - Islamic World") says that French troops left', TROOPS),
        ("Traore is the minister of Burkina Faso", "traore-burkinabe-foreign-minister"),
        ("The Alliance of Sahel States and the Africans, the Russians and the Sahelians", GOLD),
    ],
)
def test_a_name_that_belongs(found, text, fact):
    """Actors, statements, carriers, countries, demonyms, the report's own country, a scene that is set."""
    assert not found(differing_name, f"{text} [@{fact}].")


def test_a_report_on_several_countries_keeps_them_apart(found):
    """One of them for another is a fault; one that the sentence leaves out is none."""
    (finding,) = found(differing_name, f"A French diplomat was arrested in Niger [@{DIPLOMAT}].", report="russia-aes")
    assert "'Niger'" in finding.message
    assert not found(
        differing_name, f"Mali and Niger broke with it, Burkina Faso did not [@{TIES}].", report="russia-aes"
    )
    assert not found(differing_name, f"A French diplomat was arrested in Mali [@{DIPLOMAT}].", report="russia-aes")


def test_french_names(found):
    """Countries by their French names, elided articles."""
    assert not found(differing_name, f"Le Mali et le Niger ont rompu avec l'Ukraine [@{TIES}].", language="fr")
    (finding,) = found(differing_name, f"Le Tchad a rompu avec l'Ukraine [@{TIES}].", language="fr")
    assert "'Tchad'" in finding.message


CABINET = ["General Ilya Dorn and Petra Lanz of the Kessel Group met at Port Marrow, near Tarsk."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("General Anton Dorn met them at Port Marrow", "Anton Dorn"),
        ("Petra Lenz came to the port", "Petra Lenz"),
        ("The Kessel Company sent somebody to Port Marrow", "Kessel Company"),
        ("They met at Port Marlow, near Tarsk", "Port Marlow"),
        ("They met near Torsk", "Torsk"),
        ("They met in Velda", "Velda"),
    ],
)
def test_a_name_that_takes_the_place_of_the_facts(against, text, said):
    """Another first name, firm or town, of nobody whom the desk knows."""
    (finding,) = against(differing_name, CABINET, text)
    assert f"'{said}'" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Under Dorn the group met; Mrs Lanz came, and P. Lanz spoke to Minister Dorn",
        "Dorn's Tarskian friends met near Tarsk on Friday, in March, at Easter",
        "Meanwhile Lanz met General Dorn of the Kessel Group in English",
        "In Velda, as elsewhere, it was noted that they met at Port Marrow, near Tarsk",
        'They met for talks on "Operation Velda" at Port Marrow',
        "The Group met in the port",
    ],
)
def test_a_name_of_the_facts_in_another_form(against, text):
    """Shorter, titled, derived, in quotation marks, days and languages; the first word of a sentence; a scene."""
    assert not against(differing_name, CABINET, text)


# BG319 unmarked-quotation


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Belousov offered comprehensive assistance", "comprehensive assistance"),
        ("Belousov offered Comprehensive\nassistance", "Comprehensive assistance"),
        ('Belousov offered "full assistance"', "full assistance"),
        ("Belousov offered “all the help they need”", "all the help they need"),
        ("Belousov offered ‘all the help they need’", "all the help they need"),
        ("Belousov offered «\u00a0all the help they need\u00a0»", "all the help they need"),
    ],
)
def test_words_that_are_somebody_elses(found, text, said):
    """Without marks, or with other words in them."""
    (finding,) = found(unmarked_quotation, f"{text} [@{HELP}].")
    assert said in finding.message
    assert finding.place.line == 3


@pytest.mark.parametrize(
    "text",
    [
        'Belousov offered "comprehensive assistance"',
        "Belousov offered « comprehensive assistance »",
        "Belousov was ready to “give … comprehensive assistance”",
        "Belousov offered help that is comprehensive",
        'It is told in "Russia Hosts First Military Meeting With Sahel Juntas"',
        'The box "Sources differ here" has it',
        'Belousov offered "aid"',
        "The states' own minister's words were few",
    ],
)
def test_quotations_that_are_right(found, text):
    """The fact's words in marks, parts of its statement, titles, terms, a single word."""
    assert not found(unmarked_quotation, f"{text} [@{HELP}].")


def test_names_in_quotation_marks(against):
    """A name needs no marks; another one in its place is a fault."""
    facts = ['The navy calls its escort "Operation Beacon".']
    assert not against(unmarked_quotation, facts, "The escort is known as Operation Beacon")
    assert against(unmarked_quotation, facts, 'The escort is known as "Operation Hammer"')
    assert against(unmarked_quotation, ['He spoke of "a lasting peace".'], "He spoke of a lasting peace")


def test_a_quotation_is_pointed_to_its_fact(found):
    """Where another fact has the words, the remedy names it."""
    (finding,) = found(unmarked_quotation, f'ASA calls it an "evolving strategic frontier" [@{GOLD}].')
    assert "'asa-wants-to-be-trusted-partner'" in finding.hint


def test_a_translated_quotation_is_left_alone(found):
    """French words cannot be held against an English fact."""
    assert not found(
        unmarked_quotation, f"Il a offert une « assistance complète et durable » [@{HELP}].", language="fr"
    )


# BG320 unsupported-summary


def test_a_fact_that_only_the_summary_cites(found):
    """Once, at the id in its citation."""
    unused = "ecowas-abuja-headline"
    summary = f"The war goes on [@{FORCE}]. ECOWAS met [@{FORCE}; @{unused}]. It met again [@{unused}]."
    (finding,) = found(unsupported_summary, f"A force was decided [@{FORCE}].", summary=summary)
    assert finding.about == unused
    assert (finding.place.file, finding.place.column) == ("summary.md", summary.index(unused) + 1)
    assert finding.words == "ECOWAS met."


def test_what_the_report_rests_on_may_stand_in_the_summary(found, reports):
    """Judgements, ratings, indicators and timelines count; a report without sections is left alone."""
    basis = reports["mali"].report.judgements[0].basis[0]
    assert not found(unsupported_summary, f"So it is [@{FORCE}].", summary=f"It goes on [@{basis}].")
    drawn = "![Events](figure:timeline?from=2020&topics=regional-bodies)"
    assert not found(unsupported_summary, drawn, summary="It was founded [@alliance-founded-september-2023].")
    dossier = reports["mali"]
    bare = replace(dossier, manuscript=replace(dossier.manuscript, sections=()))
    assert not list(unsupported_summary(assess(bare)))


# BG324 unspelled-acronym


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The GATIA took part.\n\nGATIA left.", ["GATIA"]),
        ("AES states met.", ["AES"]),
        ("FARC's men and other NGOs came, with 3 CMAs.", ["FARC", "CMA"]),
    ],
)
def test_an_acronym_that_nobody_spells_out(found, text, names):
    """Once each, at its first use."""
    findings = found(unspelled_acronym, text)
    assert [finding.message.split("'")[1] for finding in findings] == names
    assert findings[0].place.line == 3


@pytest.mark.parametrize(
    "text",
    [
        "The Imghad Tuareg Self-Defence Group (GATIA) came. GATIA left.",
        "GATIA (Groupe autodéfense touareg Imghad et alliés) came.",
        "The AES met. The Alliance of Sahel States is a bloc.",
        "ECOWAS, in full Economic Community of West African States, met.",
        "The UN, the EU, World War II, USD 5 million, AFP, TASS, TLP:AMBER+STRICT and F-16s.",
        "ALL OF THIS IS SHOUTED.",
        "```\nABC = 1\n```",
        "![The XYZ map](figure:timeline?from=2020)",
    ],
)
def test_acronyms_that_need_no_more(found, text):
    """Spelled out before, behind or elsewhere; known to all; a name of its own; codes, markings, captions."""
    assert not found(unspelled_acronym, text)


def test_french_acronyms(found):
    """The small words of a French name may be passed over."""
    spelled = "L'ONU et la Communauté économique des États de l'Afrique de l'Ouest. La CEDEAO se réunit."
    assert not found(unspelled_acronym, spelled, language="fr")
    assert found(unspelled_acronym, "La CEDEAO se réunit.", language="fr")


# BG325 two-spellings


@pytest.mark.parametrize(
    ("text", "rarer", "usual"),
    [
        ("The AES met. The ASE met. The AES left.", "ASE", "AES"),
        ("Sergei Lavrov came. Sergey Lavrov spoke. Sergey Lavrov left.", "Sergei Lavrov", "Sergey Lavrov"),
        ("Abdoulaye Diop came. Abdulaye Diop spoke.", "Abdulaye", "Abdoulaye Diop"),
        ("Célestin Simpore came. Celestin Simpore spoke.", "Celestin Simpore", "Célestin Simpore"),
        (
            "The Alliance of Sahel States met. The Confederation of Sahel States met. The Alliance of Sahel States left.",
            "Confederation of Sahel States",
            "Alliance of Sahel States",
        ),
    ],
)
def test_one_name_written_in_two_ways(found, text, rarer, usual):
    """At the first use of the rarer one; of two as rare, of the later one."""
    (finding,) = found(two_spellings, text)
    assert f"'{rarer}' and '{usual}'" in finding.message
    assert finding.place.column == text.index(rarer) + 1


def test_a_sentence_that_explains_nothing(found):
    """Who became minister, or spoke in French, is written as elsewhere."""
    text = "Sergei Lavrov became minister. Sergey Lavrov spoke. Sergey Lavrov left."
    assert found(two_spellings, text)
    assert found(
        two_spellings,
        text.replace("became minister", "answered the questions of the press, of which none was put in French"),
    )


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("armed-group", ("Hezb ul-Tarsk", "Hizb al-Tarsk")),
        ("person", ("Abdel Rahman Diallo", "Abdelrahman Diallo")),
        ("person", ("Ali Lanz", "Aly Lanz")),
        ("person", ("Yakov Lanz", "Jacob Lanz")),
        ("company", ("Port-Marrow Company", "Port Marrow Company")),
    ],
)
def test_spellings_of_names_that_the_desk_knows(found, reports, kind, names):
    """Both are recorded; particles, hyphens and short words count too."""
    actors = reports["mali"].actors
    actor = actors["mali"].model_copy(
        update={"id": "new", "name": names[0], "aliases": names[1:], "kind": ActorKind(kind), "country": None}
    )
    assert found(two_spellings, f"{names[0]} came. {names[1]} left.", actors={**actors, "new": actor})


@pytest.mark.parametrize(
    "text",
    [
        "The Alliance of Sahel States (AES) met. The AES left.",
        "Sadio Camara came. Camara spoke.",
        "The AES met. ASE, the French initials of the AES, is the same.",
        "The AES (ASE) met.",
        "The alliance became the Confederation of Sahel States. The Alliance of Sahel States met.",
        "Moscow spoke, and Russia, and the Kremlin, and the Russian Federation.",
        "Wagner left. The Wagner Group left. The Africa Corps came, the Russian Africa Corps.",
        "Russia's defence ministry spoke; the Russian Defense Ministry did.",
        'The AES met under a banner with "ASE" on it.',
    ],
)
def test_two_names_that_may_stand_side_by_side(found, text):
    """A full name and its acronym or a part of it, an explained or quoted name, a state and its capital."""
    assert not found(two_spellings, text)


def test_a_language_that_the_rules_do_not_know(found):
    """They stay silent."""
    assert not found(differing_number, f"Een troepenmacht van 5.500 man [@{FORCE}].", language="nl")
