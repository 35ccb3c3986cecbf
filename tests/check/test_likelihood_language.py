"""Likelihood terms, confidence levels and hedges: what the rules find in English and French, and what they leave alone."""

from dataclasses import replace
from datetime import date

import pytest
from language_texts import FACT, box, text

from briefgen.assess.weigh import assess
from briefgen.check.rules import check
from briefgen.load.dossier import gather

DAY = date(2025, 8, 20)


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
        ("en", "The regime is bound to fall."),
        ("en", "The vote is a foregone conclusion."),
        ("en", "There is little chance of rain."),
        ("en", "The prospects for a truce are dim."),
        ("en", "The odds favour the colonel."),
        ("en", "A second purge is only a matter of time."),
        ("en", "The levy will certainly rise."),
        ("en", "A revolt is not very likely."),
        ("en", "A merger of the two armies is plausible."),
        ("en", "It is questionable whether the bank pays."),
        ("en", "Everything points to a purge."),
        ("fr", "Le colonel partira sans doute."),
        ("fr", "Il y a peu de chances qu’il reste."),
        ("fr", "Les chances d’un accord sont faibles."),
        ("fr", "Tout porte à croire que la milice partira."),
        ("fr", "La réforme a toutes les chances d’aboutir."),
        ("fr", "Il est douteux que la banque paie."),
        ("fr", "Une révolte est vraisemblable."),
        ("fr", "L’issue est jouée d’avance."),
        ("fr", "Une révolte n’est qu’une question de temps."),
    ],
)
def test_idioms_of_likelihood(find, language, sentence):
    """No scale has them, but what somebody else says in them is left alone."""
    assert find("foreign-likelihood-term", box(sentence), language=language)
    said = "AFP says: " if language == "en" else "Selon l’AFP, "
    relayed = said + sentence[0].lower() + sentence[1:].removesuffix(".") + f" [@{FACT}]."
    assert not find("foreign-likelihood-term", text(relayed), language=language)
    quoted = f'The minister wrote "{sentence}"' if language == "en" else f"Le ministre écrit « {sentence} »"
    assert not find("foreign-likelihood-term", box(quoted), language=language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Lorries bound to the north wait for a seal."),
        ("en", "The member states are bound to the treaty until 2030."),
        ("en", "The two parties are at odds."),
        ("en", "The column took its chances on the eastern road."),
        ("en", "Both readings are plausible."),
        ("en", "The authenticity of the letter is doubtful."),
        ("en", "Its army is slowly but surely growing."),
        ("en", "It is almost certain to rise, and will almost certainly double."),
        ("fr", "Il est presque certain que la banque paiera."),
        ("fr", "Les deux versions sont plausibles."),
        ("fr", "La provenance de la lettre est douteuse."),
    ],
)
def test_words_of_chance_that_are_no_likelihood(find, language, sentence):
    """Bonds, disputes, luck, accounts of the past, and the scale's own terms."""
    assert not find("foreign-likelihood-term", box(sentence), language=language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Likelihood: unlikely; level of confidence: low."),
        ("en", "A deal is likely – confidence moderate."),
        ("en", "A split is unlikely, and we have little confidence in that."),
        ("en", "With some confidence we call a deal unlikely."),
        ("fr", "Accord probable ; niveau de confiance : élevé."),
        ("fr", "Accord probable (confiance : faible)."),
        ("fr", "Avec un bon degré de confiance, nous jugeons un accord improbable."),
    ],
)
def test_confidence_in_other_words(find, language, sentence):
    """After a colon, in brackets, and without a level's name."""
    assert find("likelihood-with-confidence", box(sentence), language=language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Consumer confidence: low, and a run is likely."),
        ("fr", "L’indice de confiance des ménages est faible et une panique probable."),
        ("fr", "Un vote de confiance est probable."),
    ],
)
def test_other_kinds_of_confidence(find, language, sentence):
    """Of consumers, of households, of a parliament."""
    assert not find("likelihood-with-confidence", box(sentence), language=language)
