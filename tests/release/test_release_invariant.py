"""However things are marked: no word of what is withheld is in an edition, and every other word that was there still is."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from types import SimpleNamespace

from canary_desk import (
    LABELS,
    Desk,
    actor,
    client,
    fact,
    incident,
    indicator,
    issued,
    judgement,
    printed,
    rating,
    source,
)
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from briefgen.draw.figures import draw, on_map
from briefgen.model.marking import Marking
from briefgen.release.release import release
from briefgen.render.data import briefing_json

FACTS = [f"f{number}" for number in range(5)]
SOURCES = [f"s{number}" for number in range(4)]
ACTORS = [f"a{number}" for number in range(3)]
WORD = re.compile(r"[Zz]q[a-zA-Z0-9]+")

labels = st.sampled_from(["TLP:CLEAR"] * 4 + LABELS)
some_facts = st.lists(st.sampled_from(FACTS), min_size=1, max_size=2, unique=True)


@dataclass(frozen=True)
class Marked:
    """A piece of text, an entry of a list or a row: its word, its label and what each of its sentences cites."""

    word: str
    label: str
    cited: tuple[tuple[str, ...], ...]

    @property
    def written(self) -> str:
        """Its sentences, each with a word of its own."""
        said = (f"Say {self.word}{n} [{'; '.join(f'@{one}' for one in names)}]." for n, names in enumerate(self.cited))
        return " ".join(said) if self.cited else f"Say {self.word}."

    @property
    def marking(self) -> str:
        """As it is written."""
        return "" if self.label == "TLP:CLEAR" else f' {{marking="{self.label}"}}'

    def words(self, above, gone) -> set[str]:
        """The words that stay, judged by hand."""
        if above(self.label):
            return set()
        if not self.cited:
            return {self.word}
        return {f"{self.word}{n}" for n, names in enumerate(self.cited) if not set(names) <= gone}


@st.composite
def texts(draw_from, prefix):
    """A section: paragraphs, lists, tables and headings; and the pieces in it, each with the heading over it."""
    lines, pieces = [f"# Title {prefix}", ""], []
    for number in range(draw_from(st.integers(1, 4))):
        kind = draw_from(st.sampled_from(["paragraph", "list", "ordered", "table"]))
        made = []
        for inner in range(1 if kind == "paragraph" else draw_from(st.integers(1, 3))):
            cited = draw_from(st.lists(some_facts.map(tuple), max_size=2 if kind == "paragraph" else 1).map(tuple))
            made.append(Marked(f"zq{prefix}p{number}i{inner}x", draw_from(labels), cited))
        if kind == "table":
            lines += ["| A | B |", "|---|---|", *(f"| 1 | {each.written}{each.marking} |" for each in made), ""]
        else:
            sign = {"paragraph": "", "list": "- ", "ordered": "1. "}[kind]
            lines += [*(f"{sign}{each.written}{each.marking}" for each in made), ""]
        pieces += made
        if kind != "paragraph":
            lines += ["Between.", ""]
    return "\n".join(lines), pieces


@st.composite
def desks(draw_from, told="new"):
    """A report with labels at random, and the pieces of its text; `told` is in the words of these."""
    sources = [
        source(
            name,
            *draw_from(st.lists(st.sampled_from(SOURCES[:at] or ["none"]), max_size=2, unique=True)),
            marking=draw_from(labels),
        )
        for at, name in enumerate(SOURCES)
    ]
    sources = [
        each if "none" not in each.derived_from else each.model_copy(update={"derived_from": ()}) for each in sources
    ]
    actors = [
        actor(name, marking=draw_from(labels), roles=[{"title": f"Zqrole{name}", "of": draw_from(st.sampled_from(ACTORS)), "facts": draw_from(some_facts)}])
        for name in ACTORS
    ]  # fmt: skip
    facts = [
        fact(
            name,
            *(
                {"source": one, "marking": draw_from(labels), "origins": draw_from(st.lists(st.sampled_from(ACTORS), max_size=1))}
                for one in draw_from(st.lists(st.sampled_from(SOURCES), min_size=1, max_size=2))
            ),
            marking=draw_from(labels),
            actors=draw_from(st.lists(st.sampled_from(ACTORS), max_size=1)),
            asserts={"subject": draw_from(st.sampled_from(ACTORS)), "property": "size", "value": draw_from(st.sampled_from(["10", "20"])), "question": f"Zqask{name}?"},
        )
        for name in FACTS
    ]  # fmt: skip
    (summary, first), (one, second), (two, third) = (
        draw_from(texts(told + prefix)) for prefix in ("sum", "one", "two")
    )
    report = {"judgements": [judgement(f"j{n}", *draw_from(some_facts), marking=draw_from(labels)) for n in range(2)]}
    country = {
        "ratings": [rating(f"R{n}", *draw_from(some_facts), marking=draw_from(labels)) for n in range(2)],
        "indicators": [indicator(f"i{n}", *draw_from(some_facts), marking=draw_from(labels)) for n in range(2)],
        "leadership": [
            {"office": "Zqoffice", "actor": draw_from(st.sampled_from(ACTORS)), "facts": draw_from(some_facts)}
        ],
    }
    two += "\n![Raids](figure:incidents?data=rows.csv)\n\n![Time](figure:timeline?topics=trade)\n"
    desk = Desk(
        {"summary": summary.partition("\n\n")[2], "one": one, "two": two},
        tuple(facts),
        tuple(sources),
        tuple(actors),
        tuple(incident(n, draw_from(st.sampled_from(FACTS)), marking=Marking(draw_from(labels))) for n in range(1, 4)),
        country,
        report,
    )
    return desk.dossier(), [*first, *second, *third]


def said(briefing) -> str:
    """All that a briefing holds, and all that its data tells."""
    specs = dict(briefing.figures)
    if briefing.locator and on_map(briefing.locator):
        specs["locator"] = briefing.locator
    drawings = {name: draw(spec, briefing.brand, briefing.tongue) for name, spec in specs.items()}
    told = json.dumps(briefing_json(briefing, drawings), ensure_ascii=False)
    return told + repr(briefing) + "".join(each.svg for each in drawings.values())


def words(text: str) -> set[str]:
    """Planted words in a text, in small letters."""
    return {each.lower() for each in WORD.findall(text)}


@settings(max_examples=40, deadline=None, phases=[Phase.generate])
@given(desks(), desks("old"), st.sampled_from(LABELS[:4]))
def test_no_word_of_what_is_withheld_is_left_and_every_other_is(made, earlier, ceiling):
    """Composed, drawn and told as data, with what changed since an issue that was marked otherwise."""
    dossier, pieces = made
    dossier = replace(dossier, record=issued(earlier[0]))
    above = lambda label: Marking(label).rank > Marking(ceiling).rank  # noqa: E731
    released = release(dossier, client(ceiling))
    gone = {each.id for each in released.withheld if each.kind == "fact"}
    left = released.dossier
    assert left
    text, before = said(printed(left)), said(printed(replace(dossier, record=left.record)))

    withheld = words(" ".join(one for each in released.withheld if each.kind != "change" for one in each.texts))
    everything = [
        *dossier.facts.values(),
        *dossier.sources.values(),
        *dossier.actors.values(),
        *dossier.report.judgements,
    ]
    everything += [*dossier.profiles[0].ratings, *dossier.profiles[0].indicators]
    marked = {
        word
        for each in everything
        if above(each.marking)
        for word in words(repr(each))
        if not word.startswith("zqrole")
    }
    assert marked <= withheld
    stays = {word for piece in pieces for word in piece.words(above, gone)}
    leaves = {word for piece in pieces for word in words(piece.written)} - {word.lower() for word in stays}
    assert (words(text) | words(repr(replace(left, places={})))) & (withheld | marked | leaves) == set()

    assert {word.lower() for word in stays} <= words(text)
    nouns = SimpleNamespace(**{key: getattr(left, key) for key in ("facts", "actors")})
    printed_facts = {name for name in nouns.facts if f"zq{name}" in words(before)}
    cited = {name for call in left.manuscript.calls if call.kind == "citation" for name in call.targets}
    assert {f"zq{name}" for name in printed_facts & cited} <= words(text)
    conclusions = [*left.report.judgements, *left.profiles[0].ratings, *left.profiles[0].indicators]
    free = [
        each for each in everything if hasattr(each, "basis") or (hasattr(each, "facts") and hasattr(each, "marking"))
    ]
    kept = [
        each
        for each in free
        if not above(each.marking) and not set(getattr(each, "basis", ()) or getattr(each, "facts", ())) <= gone
    ]
    assert len(kept) == len(conclusions)
    assert {word for each in conclusions for word in words(repr(each))} <= words(text)
