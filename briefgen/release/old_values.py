"""The things that an earlier issue held, each without what a client may not see: the rules of `nouns.py`, over frozen values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.model.dossier import Dossier
from briefgen.model.issue import Frozen
from briefgen.model.marking import Marking
from briefgen.model.profile import Country, Leader, Profile
from briefgen.release.naming import BASIS
from briefgen.release.sections import Text, cut_texts
from briefgen.release.terms import Terms
from briefgen.release.verdict import Verdict, Why
from briefgen.release.words import marking_in, signs

Value = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Now:
    """What is withheld of the report as it stands.

    Attributes:
        verdict: Sources, actors, facts, judgements and profiles.
        others: Ratings, indicators, scenarios and sections that are gone, by kind and key.
        before: The report as it was, in its own language.
        after: The same, released.
    """

    verdict: Verdict
    others: frozenset[tuple[str, str]]
    before: Dossier
    after: Dossier


class OldValues:
    """An earlier issue's content, value by value.

    Args:
        content: As it was issued.
        now: What is withheld of the report as it stands.
    """

    def __init__(self, content: Frozen, now: Now) -> None:
        self.content = content
        self.now = now
        self.terms: Terms = now.verdict.terms
        self.gone: dict[tuple[str, str], Value] = {}
        self.kept: dict[tuple[str, str], Value] = {}
        self.touched: set[str] = set()
        self.hushed = _passages(now.before) - _passages(now.after)

    def values(self, kind: str) -> dict[str, Value]:
        """All values of a kind, by key."""
        return self.content.values(kind)

    def above(self, value: Mapping[str, Any]) -> Why | None:
        """That something was marked above the ceiling when it was issued; None where it was not."""
        marking = marked(value)
        return ("marking", marking.value) if self.terms.above(marking) else None

    def _shut(self, fact: str, passage: Mapping[str, Any], verdict: Verdict) -> bool:
        if (fact, passage["source"]) in self.hushed:
            return True
        unnamed = passage["origins"] and set(passage["origins"]) <= verdict.origins
        return bool(self.terms.above(marked(passage)) or passage["source"] in verdict.sources or unnamed)

    def carried(self, fact: Mapping[str, Any], verdict: Verdict) -> bool:
        """Whether a fact still rests on something, as `verdict.carried` has it."""
        every = fact["evidence"]
        supporting = [each for each in every if each["stance"] == "supports"] or every
        return any(not self._shut(fact["id"], each, verdict) for each in supporting)

    def left(self, kind: str, key: str, value: Value, verdict: Verdict) -> Value | None:
        """What is left of a value; None where it leaves."""
        if kind == "section":
            return self._section(key, value, verdict)
        gone = {
            "source": verdict.sources,
            "fact": verdict.facts,
            "actor": verdict.actors,
            "judgement": verdict.judgements,
            "profile": verdict.profiles,
        }
        if key in gone.get(kind, ()) or (kind, key) in self.now.others or self.above(value):
            return None
        if kind in BASIS:
            named = value[BASIS[kind]]
            if verdict.baseless(named) or key.partition("/")[0] in verdict.profiles:
                return None
            return {**value, BASIS[kind]: list(verdict.resting(named))}
        how = {
            "fact": self._fact,
            "source": self._source,
            "actor": self._actor,
            "contradiction": self._contradiction,
            "profile": self._profile,
        }
        return how[kind](value, verdict) if kind in how else value

    def _profile(self, value: Value, verdict: Verdict) -> Value:
        """Without its running text, which a standing report has in its sections."""
        left: Value = {**value, "summary": None, "standing": []}
        for name, who in (("leadership", "actor"), ("memberships", "body")):
            if name in value:
                left[name] = _resting((each for each in value[name] if each[who] not in verdict.actors), verdict)
        if "leadership" in left:
            lost = self._lost_offices(value["id"])
            left["leadership"] = [each for each in left["leadership"] if each["office"] not in lost]
        return left

    def _lost_offices(self, profile: str) -> set[str]:
        """Offices of a country that are withheld now."""
        before, after = (
            {office.office for each in (side.own or side).profiles if each.id == profile for office in _offices(each)}
            for side in (self.now.before, self.now.after)
        )
        return before - after

    def _lost_roles(self, actor: str) -> set[str]:
        """Titles of an actor's roles that are withheld now."""
        before, after = (
            {role.title for role in found.roles} if (found := (side.own or side).actors.get(actor)) else set()
            for side in (self.now.before, self.now.after)
        )
        return before - after

    def _source(self, value: Value, verdict: Verdict) -> Value:
        origins = [each for each in value["derived_from"] if each not in verdict.origins]
        if origins != value["derived_from"]:
            self.touched |= {name for name, fact in self.values("fact").items() if _cites(fact, value["id"])}
        return {**value, "derived_from": origins}

    def _fact(self, value: Value, verdict: Verdict) -> Value:
        evidence = [
            {**each, "origins": [one for one in each["origins"] if one not in verdict.origins]}
            for each in value["evidence"]
            if not self._shut(value["id"], each, verdict)
        ]
        asserts = value["asserts"]
        named = {asserts["subject"], str(asserts["value"])} if asserts else set()
        left = {
            **value,
            "evidence": evidence,
            "grade": value["grade"] if len(evidence) == len(value["evidence"]) else None,
            "actors": [each for each in value["actors"] if each not in verdict.actors],
            "topics": [each for each in value["topics"] if each not in verdict.profiles],
            "asserts": None if named & verdict.ids else asserts,
        }
        if value["resolution"]:
            against = list(verdict.resting(value["resolution"]["against"]))
            left["resolution"] = {**value["resolution"], "against": against} if against else None
        if evidence != value["evidence"]:
            self.touched.add(value["id"])
        return left

    def _actor(self, value: Value, verdict: Verdict) -> Value:
        if "roles" not in value:
            return value
        lost = self._lost_roles(value["id"])
        held = (each for each in value["roles"] if each["of"] not in verdict.actors and each["title"] not in lost)
        roles = _resting(held, verdict)
        relations = _resting((each for each in value["relations"] if each["to"] not in verdict.actors), verdict)
        told = any(each["facts"] for each in value["roles"])
        return {
            **value,
            "roles": roles,
            "relations": relations,
            "summary": value["summary"] if roles or not told else None,
        }

    def _contradiction(self, value: Value, verdict: Verdict) -> Value | None:
        """Without the withheld side; no contradiction, where the rest agrees."""
        facts = [name for name in value["facts"] if name not in verdict.facts]
        if facts == value["facts"]:
            return value
        values = {name: each for name, each in value["values"].items() if name in facts}
        self.touched |= set(facts)
        if len({str(each).casefold() for each in values.values()}) < 2:  # noqa: PLR2004 - two sides
            return None
        standing = value["standing"] if value["standing"] in facts else None
        reason = value["reason"] if standing else ""
        asked = (self.values("fact").get(name, {}).get("asserts") for name in facts)
        question = next((each["question"] for each in asked if each and each["question"]), "")
        return {**value, "facts": facts, "values": values, "standing": standing, "reason": reason, "question": question}

    def _section(self, key: str, value: Value, verdict: Verdict) -> Value | None:
        if ("section", key) in self.now.others:
            return None
        full, now = (_text(side, key) for side in (self.now.before, self.now.after))
        cut, same = (cut_texts((Text(text),), verdict, unread)[0] for text in (value["text"], full))
        left = {name: each for name, each in value.items() if name != "redacted"}
        if now and cut.markdown.split() == same.markdown.split():
            # Nobody wrote anything else that the client may see: as it is released now, so it was then.
            return {**left, "text": now, "marking": marking_in(now).value, **self._shown(key, now)}
        if not cut.lines:
            return None
        return {
            **left,
            "text": cut.markdown,
            "marking": marking_in(cut.markdown).value,
            **self._shown(key, cut.markdown, left),
        }

    def _shown(self, key: str, text: str, value: Value | None = None) -> Value:
        """Digests of the pictures and tables that a text still shows; tables as they are released now."""
        manuscript = self.now.after.manuscript
        addresses = {sign.targets[0] for sign in signs(text) if sign.kind == "image"}
        given = (value or self.values("section")[key]).get("pictures", {})
        pictures = {name: digest for name, digest in given.items() if name in addresses}
        asked = {match for each in addresses for match in re.findall(r"[?&]data=([^&]+)", each)}
        before = (value or self.values("section")[key]).get("tables", {})
        tables = {
            name: manuscript.tables[name].sha256 if name in manuscript.tables else digest
            for name, digest in before.items()
            if name in asked
        }
        return {"pictures": pictures or None, "tables": tables or None}


def marked(value: Mapping[str, Any]) -> Marking:
    """A value's marking."""
    return Marking(value.get("marking") or Marking.CLEAR)


def _passages(dossier: Dossier) -> set[tuple[str, str]]:
    """Which source carries which fact."""
    return {(name, each.source) for name, fact in dossier.facts.items() for each in fact.evidence}


def _offices(profile: Profile) -> Iterable[Leader]:
    return profile.leadership if isinstance(profile, Country) else ()


def _cites(fact: Mapping[str, Any], source: str) -> bool:
    return any(each["source"] == source for each in fact["evidence"])


def _resting(items: Iterable[Value], verdict: Verdict) -> list[Value]:
    kept = (each for each in items if not verdict.baseless(each["facts"]))
    return [{**each, "facts": list(verdict.resting(each["facts"]))} for each in kept]


def unread(address: str) -> str | None:
    """Figures of an earlier text stay: what they showed is not in the content."""
    return address


def _text(dossier: Dossier, key: str) -> str:
    """A section's text, as it is frozen; "" where there is none."""
    own = dossier.own or dossier
    section = next((each for each in own.manuscript.texts if each.name == key), None)
    return "\n\n".join(block.text for block in section.all_blocks) if section else ""


def spoken(name: str) -> str:
    """A kebab-case name as words."""
    return name if " " in name else name.replace("-", " ")
