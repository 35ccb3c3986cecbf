"""Words around names: titles before a person's, prepositions before a place's, and capitals that make no name."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    "mr mrs ms miss mx dr prof professor sir lady lord sheikh imam father sister king queen prince princess president premier "
    "chancellor prime vice deputy first former acting interim foreign defence defense interior finance minister secretary "
    "ambassador envoy governor mayor senator judge general colonel major captain lieutenant sergeant corporal admiral "
    "commodore brigadier marshal commander chief director chairman chairwoman chair spokesman spokeswoman justice state "
    "mme mlle monsieur madame maitre docteur professeur presidente premiere ministre ministere secretaire gouverneur maire "
    "depute senateur juge generale commandant capitaine colonelle amiral marechal emir cheikh roi reine directeur directrice"
)
"""Before a person's name, in small letters without accents."""

PLACE_PREPOSITIONS = _words("in at near from to outside around towards across beyond a au en vers")
"""Right before a place's name."""

NO_NAMES = _words(
    "january february march april may june july august september october november december monday tuesday wednesday thursday "
    "friday saturday sunday christmas easter ramadan eid english french arabic russian spanish portuguese german chinese "
    "italian turkish swahili hausa bambara i ii iii iv v vi vii viii ix x parliament congress senate assembly council cabinet "
    "court government army navy state ministry north south east west northern southern eastern western central annex section "
    "table figure map part article phase war world day new year noel paques parlement senat assemblee conseil cour armee "
    "gouvernement etat nord sud est ouest lundi mardi mercredi jeudi vendredi samedi dimanche annexe"
)
"""Capitalised words that name no person, place or body by themselves, in small letters without accents."""

OPENERS = _words(
    "the this that these those it its he his she her they their we our you your in on at by for from of to with within without "
    "after before since until till during under over above below behind between among amid against around across along near "
    "despite although though while when whenever where wherever whether if as and but or nor yet so because however moreover "
    "meanwhile nevertheless nonetheless therefore thus hence still then now today yesterday tomorrow later earlier soon once "
    "again also only even ever never always often sometimes here there what which who whom whose why how both each all some "
    "most many few several no not none neither either every any another other others such one two three four five six seven "
    "eight nine ten a an like unlike upon via per following according regarding concerning including except besides instead "
    "outside inside beyond throughout towards toward through about just nearly almost perhaps maybe critics supporters allies "
    "rivals opponents friends aides officials sources analysts observers outgoing incoming newly former ex young old late "
    "le la les l un une des ce cet cette ces c il elle ils elles on nous vous leur leurs son sa ses en au aux dans par pour "
    "sur sous avec sans selon d de du depuis apres avant pendant lors si quand lorsque mais et ou or donc car toutefois "
    "cependant chaque tous toutes aucun aucune deux trois quatre cinq six sept huit neuf dix qui que quoi comment chez vers "
    "contre entre malgre parmi outre hier demain aujourd ensuite puis enfin ainsi plusieurs certains certaines"
)
"""What opens sentences without being a name, in small letters without accents."""

PARTICLES = _words("of for the and de du des d l la le les al el et von van bin ben")
"""Small words within a name."""

DEMONYMS = [
    "s",
    "n",
    "an",
    "ans",
    "ian",
    "ians",
    "ean",
    "eans",
    "ese",
    "i",
    "is",
    "ish",
    "er",
    "ers",
    "ic",
    "ien",
    "iens",
    "ienne",
    "iennes",
    "ais",
    "aise",
    "aises",
    "ois",
    "oise",
    "oises",
    "ain",
    "aine",
    "ains",
    "aines",
    "en",
    "ens",
    "enne",
    "ennes",
    "ite",
    "ites",
]
"""What makes an adjective or an inhabitant of a place's name."""
