"""Words by which a sentence explains another name: initials, former names, other spellings."""

from __future__ import annotations

import re
from functools import cache

_ENGLISH = (
    r"initials|acronyms?|abbreviat\w+|also (?:written|spelled|spelt|known|called|rendered)|formerly|former name|renamed|"
    r"became|becoming|known (?:as|until|in)|in (?:french|english|russian|arabic)|french for|english for|spell\w*|"
    r"translit\w+|previously|or, in|otherwise|earlier called|once called|under the name"
)
_FRENCH = (
    r"initiales|sigle|acronyme|abrege\w*|aussi (?:ecrit|orthographi|appele|connu|nomme)\w*|anciennement|ex-\w+|rebaptis\w+|"
    r"devenu\w*|connue? sous|en (?:francais|anglais|russe|arabe)|translitter\w+|orthographi\w+|autrement dit|sous le nom|"
    r"jusqu'alors|naguere"
)


@cache
def explaining(language: str | None) -> re.Pattern[str]:
    """What to look for in a sentence, in small letters without accents.

    Args:
        language: BCP 47 tag; English where it is not known.
    """
    return re.compile(rf"\b(?:{_FRENCH if (language or '')[:2] == 'fr' else _ENGLISH})")
