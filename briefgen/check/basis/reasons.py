"""Whether a reason is one."""

from __future__ import annotations

import re

from briefgen.check.reading.spelling import folded

_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 4

_PLACEHOLDERS = (
    "tbd", "tbc", "tba", "todo", "to do", "fixme", "xxx", "n a", "not applicable", "none", "nothing", "unknown",
    "lorem ipsum", "placeholder", "see above", "see below", "as above", "as discussed", "as agreed", "to be added",
    "to be confirmed", "to be decided", "to be determined", "to be written", "reason to follow", "because it is so",
)  # fmt: skip
"""How a text begins that only holds the place of one; signs between words do not count."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VERDICTS = _words(
    "this that these those the a an one ones other others it its itself he she they them of each either is are was "
    "were be been being seems seem looks look appears appear sounds sound must should will would can cannot may not no yes "
    "and or but so than to for in by as on all we us our i my you desk analyst analysts editor editors think thinks believe "
    "believes believed decide decides decided decision prefer prefers preferred choose chose chosen choice judge judged "
    "judgement trust trusts accept accepted stand stands holds hold keep kept take took go went with agreed agree right "
    "wrong correct incorrect true false accurate inaccurate better best worse good more most less least very quite simply "
    "clearly obviously surely certainly probably likely reliable credible plausible convincing valid reason reasons here "
    "fact facts account accounts version versions figure figures number numbers value values claim claims statement side "
    "reading just only really actually known fine ok okay checked "
    "le la les l un une de des du d celui celle ceux ci ce cet cette c il elle ils est sont etait nous on notre autre autres "
    "bon bonne vrai vraie faux fausse juste exact exacte correct correcte meilleur meilleure plus moins que qui et ou mais "
    "pas ne n selon croyons pensons retenu retenue version chiffre fait compte choix redaction tout simplement parait semble "
    "fiable credible"
)
"""Words that say which side is right and not why, in small letters without accents."""


def is_placeholder(text: str) -> bool:
    """Whether a text only holds the place of a reason."""
    words = " ".join(_WORD.findall(text.casefold()))
    return not words or words == "because" or any(f"{words} ".startswith(f"{each} ") for each in _PLACEHOLDERS)


def is_reason(text: str) -> bool:
    """Whether a text is more than a placeholder: four words or more, and one of them says more than which side is right."""
    words = [folded(word).lower() for word in _WORD.findall(text)]
    return len(words) >= _FEWEST_WORDS and not is_placeholder(text) and not _VERDICTS.issuperset(words)
