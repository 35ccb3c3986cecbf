"""The words for what changed between two issues, each with what it is a word for, as in `vocabulary.py`."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.model.changes import Turn
from briefgen.model.record import Verdict
from briefgen.model.tongue import Counted, Word

TURNS: Mapping[str, Word] = {
    Turn.NEW: Word("turn", "New"),
    Turn.CHANGED: Word("turn", "Changed"),
    Turn.REMOVED: Word("turn", "Dropped"),
    Turn.WITHDRAWN: Word("turn", "Withdrawn"),
    Turn.REGRADED: Word("turn", "Regraded"),
    Turn.OPENED: Word("turn", "Open"),
    Turn.SETTLED: Word("turn", "Settled"),
    Turn.MOVED: Word("turn", "Moved"),
    Turn.EXPIRED: Word("turn", "Due"),
    Turn.RESOLVED: Word("turn", "Resolved"),
    Turn.REWRITTEN: Word("turn", "Rewritten"),
}

VERDICTS: Mapping[str, Word] = {
    Verdict.YES: Word("verdict", "Came true"),
    Verdict.NO: Word("verdict", "Did not come true"),
    Verdict.UNCLEAR: Word("verdict", "Unclear"),
}

FIELDS: Mapping[str, Word] = {
    "actors": Word("field", "actors"),
    "aliases": Word("field", "aliases"),
    "asserts": Word("field", "value"),
    "assumptions": Word("field", "assumptions"),
    "authors": Word("field", "authors"),
    "basis": Word("field", "facts under it"),
    "brand": Word("field", "brand"),
    "code": Word("field", "code"),
    "confidence": Word("field", "confidence"),
    "countries": Word("field", "countries"),
    "country": Word("field", "country"),
    "covers": Word("field", "covers"),
    "description": Word("field", "description"),
    "evidence": Word("field", "evidence"),
    "facts": Word("field", "facts under it"),
    "grade": Word("field", "grade"),
    "high": Word("field", "upper bound"),
    "horizon": Word("field", "horizon"),
    "impact": Word("field", "impact"),
    "kind": Word("field", "kind"),
    "language": Word("field", "language"),
    "leadership": Word("field", "leadership"),
    "likelihood": Word("field", "likelihood"),
    "likelihood_scale": Word("field", "likelihood scale"),
    "locations": Word("field", "locations"),
    "low": Word("field", "lower bound"),
    "marking": Word("field", "marking"),
    "memberships": Word("field", "memberships"),
    "name": Word("field", "name"),
    "pictures": Word("field", "pictures"),
    "places": Word("field", "places"),
    "question": Word("field", "question"),
    "range": Word("field", "range"),
    "rationale": Word("field", "reasons"),
    "reason": Word("field", "reason"),
    "regions": Word("field", "regions"),
    "related": Word("field", "related"),
    "relations": Word("field", "relations"),
    "resolution": Word("field", "resolution"),
    "review_by": Word("field", "day of review"),
    "roles": Word("field", "roles"),
    "scale": Word("field", "scale"),
    "sections": Word("field", "sections"),
    "sectors": Word("field", "sectors"),
    "series": Word("field", "series"),
    "services": Word("field", "services"),
    "short_title": Word("field", "short title"),
    "signals": Word("field", "signals"),
    "signposts": Word("field", "signposts"),
    "standing": Word("field", "standing"),
    "state": Word("field", "state"),
    "statement": Word("field", "statement"),
    "summary": Word("field", "summary"),
    "text": Word("field", "text"),
    "timeline": Word("field", "timeline"),
    "title": Word("field", "title"),
    "topic_names": Word("field", "topic names"),
    "topics": Word("field", "topics"),
    "values": Word("field", "values"),
    "what": Word("field", "what"),
    "when": Word("field", "date"),
    "would_change": Word("field", "what would change it"),
}
"""Fields of content by the words that a reader has for them."""

MORE: Mapping[str, Counted] = {
    "rating": Counted("and %(num)d more rating", "and %(num)d more ratings"),
    "indicator": Counted("and %(num)d more indicator", "and %(num)d more indicators"),
    "judgement": Counted("and %(num)d more judgement", "and %(num)d more judgements"),
    "scenario": Counted("and %(num)d more scenario", "and %(num)d more scenarios"),
    "contradiction": Counted("and %(num)d more contradiction", "and %(num)d more contradictions"),
    "fact": Counted("and %(num)d more fact", "and %(num)d more facts"),
    "section": Counted("and %(num)d more section", "and %(num)d more sections"),
}
"""What a list that was cut does not show, by kind."""
