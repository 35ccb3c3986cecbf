"""Which sentences owe a citation: what is a claim, and what is not."""

import pytest
from language_texts import FACT, text


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
    ("language", "sentence"),
    [
        ("en", "To our mind the seal matters more than the signature."),
        ("en", "Our map leaves out the islands."),
        ("en", "Confidence is low, because one ministry is the only witness."),
        ("en", "By the coast this report means the four ports."),
        ("en", 'The term "column" here means ten vehicles or more.'),
        ("en", "Earlier issues dealt with the ports."),
        ("en", "The prices for cotton are rounded."),
        ("en", "A reader who wants the short answer finds it in the box."),
        ("en", "Which of the three signs first is open."),
        ("en", "If the ports close, the mills follow."),
        ("en", "Crews should not sleep in the vehicles."),
        ("en", "After the verdict, check the list of closed roads."),
        ("en", "There is no independent count."),
        ("en", "A new verdict would change this view."),
        ("en", "That proves nothing."),
        ("fr", "Nos sommes excluent les îles."),
        ("fr", "Notre confiance est faible, faute de témoin."),
        ("fr", "Les prix et les montants sont de nous."),
        ("fr", "Les chiffres du coton sont arrondis."),
        ("fr", "Si les ports ferment, les usines suivront."),
        ("fr", "Cela ne prouve rien."),
        ("fr", "Ne dormez pas dans les véhicules."),
    ],
)
def test_sentences_that_owe_nothing(find, language, sentence):
    """The desk's own work, the report's conventions, open questions, suppositions, advice and comments."""
    assert not find("uncited-claim", text(sentence), language=language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Our sources in the port say that the cranes are idle."),
        ("en", "If the bishop knew of the list, he hid it from the synod."),
        ("en", "Names of the missing were read out in church."),
        ("en", "The rating of the bank fell by two notches."),
        ("en", "There is no flour in the port."),
        ("en", "This is the first mutiny since 2019."),
        ("en", "The ministry should have answered in March and did not."),
        ("en", "The port is closed."),
        ("fr", "Nos sources au port disent que les grues sont à l’arrêt."),
        ("fr", "Si l’évêque le savait, il l’a caché au synode."),
        ("fr", "Les noms des disparus ont été lus à l’église."),
        ("fr", "C’est la première mutinerie depuis 2019."),
    ],
)
def test_claims_that_look_like_talk(find, language, sentence):
    """The same words at the head of something that happened."""
    assert find("uncited-claim", text(sentence), language=language)


@pytest.mark.parametrize(
    ("language", "markdown"),
    [
        (
            "en",
            "We are watching three things:\n\n- the level of the lake;\n- a third share paid;\n- whether the envoy stays.",
        ),
        ("en", "Signs to look for:\n\n- New faces in the guard\n- Flights to the north"),
        ("en", "The parts are:\n\n- the port;\n- the mills."),
        ("fr", "Trois points sont à suivre :\n\n- le niveau du lac ;\n- une troisième part versée."),
    ],
)
def test_entries_that_only_name_what_is_announced(find, language, markdown):
    """Phrases under a line that ends in a colon."""
    assert not find("uncited-claim", text(markdown), language=language)


@pytest.mark.parametrize(
    ("language", "markdown"),
    [
        ("en", "We are watching three things:\n\n- The court struck the levy down in June."),
        ("en", "The positions are these:\n\n- the mills reject the offer of four percent;"),
        ("en", "Three dates matter:\n\n- 29 August: the first lay-offs."),
        ("en", "We are watching three things.\n\n- the mills were sold to a bank;"),
        ("fr", "Le ministère donne trois causes :\n\n- la digue a cédé en juillet ;"),
    ],
)
def test_entries_that_state_something(find, language, markdown):
    """A list under a colon may still hold facts."""
    assert find("uncited-claim", text(markdown), language=language)
