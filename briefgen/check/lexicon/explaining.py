"""Words by which a sentence explains another name: initials, former names, other spellings; "became" right before it."""

from __future__ import annotations

import re
from functools import cache

_ENGLISH = (
    r"initials|acronyms?|abbreviat\w+|also (?:written|spelled|spelt|known|called|rendered)|formerly|former name|renamed|"
    r"known (?:as|until|in)|in (?:french|english|russian|arabic)|french for|english for|spell\w*|"
    r"translit\w+|previously|or, in|otherwise|earlier called|once called|under the name"
)
_FRENCH = (
    r"initiales|sigle|acronyme|abrege\w*|aussi (?:ecrit|orthographi|appele|connu|nomme)\w*|anciennement|ex-\w+|rebaptis\w+|"
    r"connue? sous|en (?:francais|anglais|russe|arabe)|translitter\w+|orthographi\w+|autrement dit|sous le nom|"
    r"jusqu'alors|naguere"
)
_TURNS_INTO = r"(?:became|becomes?|becoming|devenue?s?|devient|deviennent)\s(?:the\s|l[ae]s?\s|l')?$"
_AROUND = 60
"""Characters between a name and what explains it."""


def is_explained(plain: str, start: int, end: int, language: str | None) -> bool:
    """Whether words around a name say that it is another name for something.

    Args:
        plain: The sentence in small plain letters.
        start: Index of the name's first character.
        end: Index behind its last one.
        language: BCP 47 tag; English where it is not known.
    """
    before, after = plain[max(0, start - _AROUND) : start], plain[end : end + _AROUND]
    said = explaining(language)
    return bool(said.search(before) or said.search(after) or re.search(_TURNS_INTO, before))


@cache
def explaining(language: str | None) -> re.Pattern[str]:
    """What to look for in a sentence, in small letters without accents.

    Args:
        language: BCP 47 tag; English where it is not known.
    """
    return re.compile(rf"\b(?:{_FRENCH if (language or '')[:2] == 'fr' else _ENGLISH})")
