"""What the registry knows, without what a client may not see: so that "what changed" never tells.

The last issue's content is cut by the same rules, once by the markings that things had then and once by what is withheld
now. Something is withheld now wherever it was withheld in either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from briefgen.model.asked import chosen_facts
from briefgen.model.dossier import Dossier
from briefgen.model.figure_kinds import KINDS
from briefgen.model.issue import LOOKS, Frozen, Item, frozen, item
from briefgen.model.marking import Marking
from briefgen.model.profile import Country, Leader, Profile
from briefgen.model.record import LastIssue, Record
from briefgen.release.naming import BASIS, Naming
from briefgen.release.sections import Text, cut_texts
from briefgen.release.terms import Terms
from briefgen.release.verdict import Verdict, Why
from briefgen.release.words import marking_in, signs

Value = dict[str, Any]

_BASELESS: Why = ("basis", "")


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


@dataclass(slots=True)
class ReleasedRecord:
    """The record, and what of the last issue is gone from it, by kind and key.

    Attributes:
        record: As the client may know it.
        gone: Values that were left out, whole.
    """

    record: Record
    gone: dict[tuple[str, str], Value] = field(default_factory=dict)


def release_record(record: Record, now: Now) -> ReleasedRecord:
    """The record without what is withheld now or was marked above the ceiling when it was issued."""
    if record.last is None:
        return ReleasedRecord(_beside(record, None, frozenset(), now))
    old = _Old(record.last.content, now)
    report = old.values("report").get(record.last.content.report, {})
    if now.verdict.terms.above(_marked(report)):
        # It was no client's of these terms, and so there is nothing to compare with.
        gone = {(kind, key): value for kind in _KINDS for key, value in old.values(kind).items()}
        return ReleasedRecord(_beside(replace(record, last=None), None, frozenset(gone), now), gone)
    content = old.released()
    last = LastIssue(replace(record.last.issue, clients=()), content)
    return ReleasedRecord(_beside(replace(record, last=last), content, frozenset(old.gone), now), old.gone)


def _beside(record: Record, content: Frozen | None, gone: frozenset[tuple[str, str]], now: Now) -> Record:
    """Withdrawals, outcomes and earlier ratings of what the client may know of."""
    known = {key for key in (content.items if content else {}) if key[0] in ("fact", "source", "judgement")}
    known |= {("fact", name) for name in now.after.facts} | {("source", name) for name in now.after.sources}
    known |= {("judgement", each.id) for each in now.after.report.judgements}
    own = now.after.own or now.after
    rated = {f"{profile.id}/{rating.category}" for profile in own.profiles for rating in profile.ratings}
    rated -= {key for kind, key in gone if kind == "rating"}
    return replace(
        record,
        withdrawn={key: each for key, each in record.withdrawn.items() if key in known},
        outcomes={key: each for key, each in record.outcomes.items() if ("judgement", key[0]) in known},
        rated=tuple(
            replace(each, ratings=tuple(one for one in each.ratings if one[0] in rated)) for each in record.rated
        ),
    )


_KINDS = (
    "source",
    "fact",
    "actor",
    "judgement",
    "scenario",
    "rating",
    "indicator",
    "contradiction",
    "section",
    "profile",
)


class _Old:
    """The last issue's content on its way through."""

    def __init__(self, content: Frozen, now: Now) -> None:
        self._content = content
        self._now = now
        self._terms: Terms = now.verdict.terms
        self.gone: dict[tuple[str, str], Value] = {}
        self._kept: dict[tuple[str, str], Value] = {}
        self._cut: set[str] = set()
        self._hushed = _passages(now.before) - _passages(now.after)

    def values(self, kind: str) -> dict[str, Value]:
        return self._content.values(kind)

    def released(self) -> Frozen:
        """What is left, kind after kind: each rests on those before it."""
        verdict = self._verdict()
        for kind in _KINDS:
            for key, value in self.values(kind).items():
                left = self._left(kind, key, value, verdict)
                if left is None:
                    self.gone[kind, key] = value
                else:
                    self._kept[kind, key] = left
        self._forget()
        self._unweigh()
        self._ask_again()
        items = [item(kind, key, value) for (kind, key), value in self._kept.items()]
        items += [self._report(key, value, verdict) for key, value in self.values("report").items()]
        items += self._translations(verdict)
        return frozen(
            self._content.report, self._content.as_of, (*items, *(each for each in self._looks() if each.kind in LOOKS))
        )

    def _looks(self) -> Iterable[Item]:
        """Templates and brands; pictures were the text's, and nothing compares them."""
        return (each for each in self._content.items.values() if each.kind in ("template", "brand"))

    def _verdict(self) -> Verdict:
        """What is withheld now, or was above the ceiling then, or rested on such alone."""
        now = self._now.verdict
        actors, sources = dict(now.actors), dict(now.sources)
        actors |= {name: why for name, each in self.values("actor").items() if (why := self._above(each))}
        sources |= {name: why for name, each in self.values("source").items() if (why := self._above(each))}
        while more := {
            name: _BASELESS
            for name, each in self.values("source").items()
            if name not in sources
            and each["derived_from"]
            and all(one in sources or one in actors for one in each["derived_from"])
        }:
            sources |= more
        known = Verdict(self._terms, sources, actors, profiles=now.profiles)
        facts = dict(now.facts)
        for name, each in self.values("fact").items():
            if (why := self._above(each)) or not self._carried(each, known):
                facts[name] = why or _BASELESS
        known = replace(known, facts=facts)
        judgements = dict(now.judgements)
        for name, each in self.values("judgement").items():
            if (why := self._above(each)) or known.baseless(each["basis"]):
                judgements[name] = why or _BASELESS
        return replace(known, judgements=judgements)

    def _above(self, value: Mapping[str, Any]) -> Why | None:
        marking = _marked(value)
        return ("marking", marking.value) if self._terms.above(marking) else None

    def _shut(self, fact: str, passage: Mapping[str, Any], verdict: Verdict) -> bool:
        if (fact, passage["source"]) in self._hushed:
            return True
        unnamed = passage["origins"] and set(passage["origins"]) <= verdict.origins
        return bool(self._terms.above(_marked(passage)) or passage["source"] in verdict.sources or unnamed)

    def _carried(self, fact: Mapping[str, Any], verdict: Verdict) -> bool:
        every = fact["evidence"]
        supporting = [each for each in every if each["stance"] == "supports"] or every
        return any(not self._shut(fact["id"], each, verdict) for each in supporting)

    def _left(self, kind: str, key: str, value: Value, verdict: Verdict) -> Value | None:
        if kind == "section":
            return self._section(key, value, verdict)
        gone = {
            "source": verdict.sources,
            "fact": verdict.facts,
            "actor": verdict.actors,
            "judgement": verdict.judgements,
            "profile": verdict.profiles,
        }
        if key in gone.get(kind, ()) or (kind, key) in self._now.others or self._above(value):
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
            for side in (self._now.before, self._now.after)
        )
        return before - after

    def _lost_roles(self, actor: str) -> set[str]:
        """Titles of an actor's roles that are withheld now."""
        before, after = (
            {role.title for role in found.roles} if (found := (side.own or side).actors.get(actor)) else set()
            for side in (self._now.before, self._now.after)
        )
        return before - after

    def _source(self, value: Value, verdict: Verdict) -> Value:
        origins = [each for each in value["derived_from"] if each not in verdict.origins]
        if origins != value["derived_from"]:
            self._cut |= {name for name, fact in self.values("fact").items() if _cites(fact, value["id"])}
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
            self._cut.add(value["id"])
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
        self._cut |= set(facts)
        if len({str(each).casefold() for each in values.values()}) < 2:  # noqa: PLR2004 - two sides
            return None
        standing = value["standing"] if value["standing"] in facts else None
        reason = value["reason"] if standing else ""
        asked = (self.values("fact").get(name, {}).get("asserts") for name in facts)
        question = next((each["question"] for each in asked if each and each["question"]), "")
        return {**value, "facts": facts, "values": values, "standing": standing, "reason": reason, "question": question}

    def _section(self, key: str, value: Value, verdict: Verdict) -> Value | None:
        if ("section", key) in self._now.others:
            return None
        full, now = (_text(side, key) for side in (self._now.before, self._now.after))
        cut, same = (cut_texts((Text(text),), verdict, _unread)[0] for text in (value["text"], full))
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
        manuscript = self._now.after.manuscript
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

    def _unweigh(self) -> None:
        """Facts whose grade hung on something withheld, then or now: how it changed is nobody's business.

        A grade also hangs on what contradicts the fact and on what its sources share with others.
        """
        before, after = self._now.before.facts, self._now.after.facts
        cut = self._cut | {name for name, fact in after.items() if before[name].evidence != fact.evidence}
        held = {key for kind, key in self.gone if kind == "fact"} | set(self._now.verdict.facts)
        asserted = {key for name in held if (key := self._asserted(name))}
        changed = self._now.verdict.origins
        for (kind, name), value in list(self._kept.items()):
            if kind != "fact":
                continue
            named = {each["source"] for each in value["evidence"]}
            derived = {one for each in named for one in self.values("source").get(each, {}).get("derived_from", ())}
            if name in cut or self._asserted(name) in asserted or derived & changed:
                self._kept[kind, name] = {field: each for field, each in value.items() if field != "weighed"}

    def _asserted(self, name: str) -> tuple[str, str] | None:
        asserts = self.values("fact").get(name, {}).get("asserts")
        if asserts:
            return asserts["subject"], asserts["property"]
        fact = self._now.before.facts.get(name)
        return (fact.asserts.subject, fact.asserts.property) if fact and fact.asserts else None

    def _forget(self) -> None:
        """Facts, sources, actors and contradictions that only withheld things had brought in: they were not printed.

        What nothing names was brought in by a figure, and stays.
        """
        shown = Naming(self._kept)
        every = Naming({(kind, key): value for kind in _KINDS for key, value in self.values(kind).items()})
        drawn = self._drawn()
        for kind, key in list(self._kept):
            if key in every.of(kind) and key not in shown.of(kind) and (kind != "fact" or key not in drawn):
                del self._kept[kind, key]

    def _drawn(self) -> frozenset[str]:
        """Facts that the figures of today's text bring in."""
        own = self._now.after.own or self._now.after
        calls = (call for call in own.manuscript.calls if call.kind == "figure" and call.targets[0] in KINDS)
        return frozenset(name for call in calls for name in chosen_facts(call, own))

    def _ask_again(self) -> None:
        """A question that a withheld fact asked is asked in other words now, which is no news."""
        for (kind, key), value in list(self._kept.items()):
            if kind == "contradiction" and not value["question"]:
                subject, _, aspect = key.partition(".")
                name = self._now.after.actors[subject].name if subject in self._now.after.actors else _spoken(subject)
                self._kept[kind, key] = {**value, "question": f"{name}: {_spoken(aspect)}"}

    def _report(self, key: str, value: Value, verdict: Verdict) -> Item:
        report = self._now.after.report
        left = dict(value)
        left["covers"] = [each for each in value["covers"] if each not in verdict.profiles]
        left["topics"] = [each for each in value["topics"] if each not in verdict.profiles]
        left["related"] = [each for each in value["related"] if each in report.related]
        if "topic_names" in left:
            left["topic_names"] = {name: each for name, each in left["topic_names"].items() if name in left["topics"]}
        if left.get("timeline"):
            left["timeline"] = {**left["timeline"], "facts": list(verdict.resting(left["timeline"]["facts"]))}
        return item("report", key, left)

    def _translations(self, verdict: Verdict) -> Iterable[Item]:
        """Of what is left: cut by the same rules, as far as they hold texts that can be cut."""
        for key, value in self.values("translation").items():
            language, _, rest = key.partition("/")
            kind, _, name = rest.partition("/")
            if (kind, name) not in self._kept and kind != "report":
                continue
            if kind == "report":
                yield item(
                    "translation",
                    key,
                    {field: each for field, each in value.items() if field in ("title", "short_title", "series", "id")},
                )
                continue
            own = self._kept[kind, name]
            if kind == "section":
                cut = cut_texts((Text(value["text"]),), verdict, _unread)[0]
                yield item(
                    "translation", f"{language}/{kind}/{name}", {**own, "title": value["title"], "text": cut.markdown}
                )
            else:
                left = self._left(kind, name, value, verdict)
                if left is not None:
                    yield item("translation", key, left)


def _marked(value: Mapping[str, Any]) -> Marking:
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


def _unread(address: str) -> str | None:
    """Figures of an earlier text stay: what they showed is not in the content."""
    return address


def _text(dossier: Dossier, key: str) -> str:
    """A section's text, as it is frozen; "" where there is none."""
    own = dossier.own or dossier
    section = next((each for each in own.manuscript.texts if each.name == key), None)
    return "\n\n".join(block.text for block in section.all_blocks) if section else ""


def _spoken(name: str) -> str:
    return name if " " in name else name.replace("-", " ")
