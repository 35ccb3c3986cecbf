"""What the desk knows, as programs read it: in the content's own names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.model.fact import Fact

if TYPE_CHECKING:
    from briefgen.desk.session import Desk
    from briefgen.model.assessment import Grade
    from briefgen.model.base import Noun

Json = dict[str, Any]


def noun_json(noun: Noun, desk: Desk) -> Json:
    """A noun in the content's own names."""
    return fact_json(noun, desk) if isinstance(noun, Fact) else noun.model_dump(mode="json")


def fact_json(fact: Fact, desk: Desk) -> Json:
    """A fact with what it weighs: the grade it comes to stands in the place of an analyst's."""
    written = fact.model_dump(mode="json")
    grade = desk.grades.get(fact.id)
    leading = ("id", "statement", "when", "countries", "topics", "actors", "evidence")
    return {
        **{field: written.pop(field) for field in leading},
        "grade": grade_json(grade) if grade else None,
        "contradicts": list(desk.contradicts.get(fact.id, ())),
        **{field: value for field, value in written.items() if field != "grade"},
    }


def grade_json(grade: Grade) -> Json:
    """A grade: letter, number, independent origins and why."""
    return {
        "reliability": str(grade.reliability),
        "credibility": grade.credibility,
        "origins": grade.origins,
        "reason": grade.reason,
    }
