"""Hedges: what the rule finds in English and French, and what it leaves alone."""

from dataclasses import replace
from datetime import date

import pytest
from language_texts import FACT, box, text

from briefgen.assess.weigh import assess
from briefgen.check.rules import check
from briefgen.load.dossier import gather

DAY = date(2025, 8, 20)


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
    ("language", "sentence"),
    [
        ("en", "The colonel seems keen to leave."),
        ("en", "The pact appears to hold."),
        ("en", "The mill looks set to close."),
        ("en", "The army is apparently short of fuel."),
        ("en", "There is a possibility that the bank closes."),
        ("en", "A strike is possible."),
        ("en", "We cannot rule out a strike."),
        ("en", "A strike is not out of the question."),
        ("en", "The truce might not hold."),
        ("en", "The state could withdraw the licence."),
        ("en", "A premier could be named by Friday."),
        ("en", "The truce could hold until May."),
        ("en", "Member states might leave."),
        ("en", "The promised vote could slip."),
        ("fr", "Le colonel semble vouloir partir."),
        ("fr", "La milice risque de se diviser."),
        ("fr", "Une grève est possible."),
        ("fr", "On ne peut exclure une grève."),
        ("fr", "Un général qui pourrait se retirer attend."),
        ("fr", "La garde pourrait contester le décret."),
    ],
)
def test_hedges_of_other_kinds(find, language, sentence):
    """Appearances, bare possibilities, what is not ruled out; a law or a speech nearby excuses none of them."""
    assert find("vague-hedge", box(sentence), language=language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "We looked for a second list and could find none."),
        ("en", "The desk could reach two of the three."),
        ("en", "The envoy appeared before the court."),
        ("en", "It is shorter than it seems."),
        ("en", "A deal seems very unlikely."),
        ("en", "Readers may skip this part."),
        ("en", "Lorries may pass with a permit."),
        ("fr", "L’État peut compter sur les juges."),
        ("fr", "Le lecteur pressé peut s’arrêter ici."),
        ("fr", "Le bulletin paraît le mardi."),
        ("fr", "Le risque de crue est connu."),
    ],
)
def test_ability_and_appearance_that_hedge_nothing(find, language, sentence):
    """What the desk or a court can do, what readers may, and what appears in print."""
    assert not find("vague-hedge", box(sentence), language=language)
