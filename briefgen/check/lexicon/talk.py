"""Sentences that state no fact: about the report, about gaps in the record, leading on, commenting, advising."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Talk:
    """What shows that a sentence of one language states no fact.

    Attributes:
        report: That it is about the report itself.
        silence: That it is about what no source says: there is nothing to cite for it.
        signpost: That it only leads on to the next.
        comment: That it only says what the one before it is worth.
        advice: That it says what readers should do.
        open_end: That it only says that something is not known yet.
        about_talk: Words for what is said rather than for what happens: "question", "evidence". A short sentence with one,
            without numbers, names and past tense, is talk.
        past: A past tense.
        supposition: That it says what would follow from something: "If the talks fail, …".
        finite: That a phrase is a sentence: an auxiliary, or a verb with its object.
        announcing: That a line announces what readers or the desk should look at, ask or do, and no facts.
    """

    report: tuple[re.Pattern[str], ...]
    silence: re.Pattern[str]
    signpost: re.Pattern[str]
    comment: re.Pattern[str]
    advice: re.Pattern[str]
    open_end: re.Pattern[str]
    about_talk: re.Pattern[str]
    past: re.Pattern[str]
    supposition: re.Pattern[str]
    finite: re.Pattern[str]
    announcing: re.Pattern[str]
