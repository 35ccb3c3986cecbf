"""An earlier issue's content without what a client may not see, and without what that alone had brought into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefgen.model.asked import chosen_facts
from briefgen.model.figure_kinds import KINDS
from briefgen.model.issue import LOOKS, Frozen, Item, frozen, item
from briefgen.release.naming import Naming
from briefgen.release.old_values import OldValues, Value, spoken, unread
from briefgen.release.sections import Text, cut_texts
from briefgen.release.verdict import Verdict, Why

BASELESS: Why = ("basis", "")
KINDS_TOLD = (
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


class LastContent(OldValues):
    """The last issue's content on its way through."""

    def released(self) -> Frozen:
        """What is left, kind after kind: each rests on those before it."""
        verdict = self._verdict()
        for kind in KINDS_TOLD:
            for key, value in self.values(kind).items():
                left = self.left(kind, key, value, verdict)
                if left is None:
                    self.gone[kind, key] = value
                else:
                    self.kept[kind, key] = left
        self._forget()
        self._unweigh()
        self._ask_again()
        items = [item(kind, key, value) for (kind, key), value in self.kept.items()]
        items += [self._report(key, value, verdict) for key, value in self.values("report").items()]
        items += self._translations(verdict)
        return frozen(
            self.content.report, self.content.as_of, (*items, *(each for each in self._looks() if each.kind in LOOKS))
        )

    def _looks(self) -> Iterable[Item]:
        """Templates and brands; pictures were the text's, and nothing compares them."""
        return (each for each in self.content.items.values() if each.kind in ("template", "brand"))

    def _verdict(self) -> Verdict:
        """What is withheld now, or was above the ceiling then, or rested on such alone."""
        now = self.now.verdict
        actors, sources = dict(now.actors), dict(now.sources)
        actors |= {name: why for name, each in self.values("actor").items() if (why := self.above(each))}
        sources |= {name: why for name, each in self.values("source").items() if (why := self.above(each))}
        while more := {
            name: BASELESS
            for name, each in self.values("source").items()
            if name not in sources
            and each["derived_from"]
            and all(one in sources or one in actors for one in each["derived_from"])
        }:
            sources |= more
        known = Verdict(self.terms, sources, actors, profiles=now.profiles)
        facts = dict(now.facts)
        for name, each in self.values("fact").items():
            if (why := self.above(each)) or not self.carried(each, known):
                facts[name] = why or BASELESS
        known = replace(known, facts=facts)
        judgements = dict(now.judgements)
        for name, each in self.values("judgement").items():
            if (why := self.above(each)) or known.baseless(each["basis"]):
                judgements[name] = why or BASELESS
        return replace(known, judgements=judgements)

    def _unweigh(self) -> None:
        """Facts whose grade hung on something withheld, then or now: how it changed is nobody's business.

        A grade also hangs on what contradicts the fact and on what its sources share with others.
        """
        before, after = self.now.before.facts, self.now.after.facts
        cut = self.touched | {name for name, fact in after.items() if before[name].evidence != fact.evidence}
        held = {key for kind, key in self.gone if kind == "fact"} | set(self.now.verdict.facts)
        asserted = {key for name in held if (key := self._asserted(name))}
        changed = self.now.verdict.origins
        for (kind, name), value in list(self.kept.items()):
            if kind != "fact":
                continue
            named = {each["source"] for each in value["evidence"]}
            derived = {one for each in named for one in self.values("source").get(each, {}).get("derived_from", ())}
            if name in cut or self._asserted(name) in asserted or derived & changed:
                self.kept[kind, name] = {field: each for field, each in value.items() if field != "weighed"}

    def _asserted(self, name: str) -> tuple[str, str] | None:
        asserts = self.values("fact").get(name, {}).get("asserts")
        if asserts:
            return asserts["subject"], asserts["property"]
        fact = self.now.before.facts.get(name)
        return (fact.asserts.subject, fact.asserts.property) if fact and fact.asserts else None

    def _forget(self) -> None:
        """Facts, sources, actors and contradictions that only withheld things had brought in: they were not printed.

        What nothing names was brought in by a figure, and stays.
        """
        shown = Naming(self.kept)
        every = Naming({(kind, key): value for kind in KINDS_TOLD for key, value in self.values(kind).items()})
        drawn = self._drawn()
        for kind, key in list(self.kept):
            if key in every.of(kind) and key not in shown.of(kind) and (kind != "fact" or key not in drawn):
                del self.kept[kind, key]

    def _drawn(self) -> frozenset[str]:
        """Facts that the figures of today's text bring in."""
        own = self.now.after.own or self.now.after
        calls = (call for call in own.manuscript.calls if call.kind == "figure" and call.targets[0] in KINDS)
        return frozenset(name for call in calls for name in chosen_facts(call, own))

    def _ask_again(self) -> None:
        """A question that a withheld fact asked is asked in other words now, which is no news."""
        for (kind, key), value in list(self.kept.items()):
            if kind == "contradiction" and not value["question"]:
                subject, _, aspect = key.partition(".")
                name = self.now.after.actors[subject].name if subject in self.now.after.actors else spoken(subject)
                self.kept[kind, key] = {**value, "question": f"{name}: {spoken(aspect)}"}

    def _report(self, key: str, value: Value, verdict: Verdict) -> Item:
        report = self.now.after.report
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
            if (kind, name) not in self.kept and kind != "report":
                continue
            if kind == "report":
                yield item(
                    "translation",
                    key,
                    {field: each for field, each in value.items() if field in ("title", "short_title", "series", "id")},
                )
                continue
            own = self.kept[kind, name]
            if kind == "section":
                cut = cut_texts((Text(value["text"]),), verdict, unread)[0]
                yield item(
                    "translation", f"{language}/{kind}/{name}", {**own, "title": value["title"], "text": cut.markdown}
                )
            else:
                left = self.left(kind, name, value, verdict)
                if left is not None:
                    yield item("translation", key, left)
