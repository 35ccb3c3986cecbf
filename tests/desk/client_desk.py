"""A small desk in files, made from a number: each thing in it has a marking of its own, and a word that stands nowhere else.

The rank from which a client may see a word is reckoned here by hand, from the markings alone; nothing of briefgen is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import yaml
from PIL import Image

LABELS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
MISSING = "env:NOBODY_SETS_THIS"
"""Where a client's password is said to be, and is not."""
_SECTIONS = ("one", "two", "three")
_CARELESS = 0.004
_REPLACED = 0.5
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Word:
    """A planted word.

    Attributes:
        text: In small letters.
        rank: The lowest ceiling that lets it through, 0 to 4; 5 where none does.
        below: The ceiling from which on it is not printed any more, because what it stands for is; 9 where it stands for
            nothing.
        report: The report that prints it; "" where any may.
        gets: The report that a client must get; "" for none.
        section: The section of it; "" outside of sections.
        part: The part of a report that prints it, as clients leave parts out; "" where several may.
        language: The edition that alone prints it; "" where each does.
        sure: Whether an edition that may print it does so.
    """

    text: str
    rank: int
    report: str = ""
    gets: str = ""
    section: str = ""
    part: str = ""
    language: str = ""
    sure: bool = False
    below: int = 9

    def seen_by(self, client: dict[str, Any], report: str, language: str) -> bool:
        """Whether an edition may hold it. What one part leaves out another may say; a section is said once."""
        return (
            self.rank <= rank_of(client) < self.below
            and self.report in {"", report}
            and self.gets in {"", *client["reports"]}
            and self.language in {"", language}
            and not self._unwanted(client, self.section)
        )

    def printed_for(self, client: dict[str, Any], report: str, language: str) -> bool:
        """Whether an edition must hold it."""
        return self.sure and self.seen_by(client, report, language) and not self._unwanted(client, self.part)

    @staticmethod
    def _unwanted(client: dict[str, Any], name: str) -> bool:
        """Whether a client does without a part or section."""
        only = client.get("only", ())
        return bool(name) and (name in client.get("leave_out", ()) or bool(only and name not in only))


def rank_of(client: dict[str, Any]) -> int:
    """A client's ceiling as a number."""
    return LABELS.index(client["ceiling"])


@dataclass
class Plan:
    """What is written, and every word in it.

    Attributes:
        root: The desk's folder.
        clients: As written, by id.
        words: All that were planted.
        seed: Another one, another desk.
        french: Whether `north` is written in French too.
        stands_for: What words of paragraphs are printed instead of, by the word of what stands instead.
    """

    root: Path
    seed: int
    clients: dict[str, dict[str, Any]] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)
    french: bool = False
    stands_for: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)  # noqa: S311 - the same desk for the same number
        self._replacing = Random(self.seed)  # noqa: S311 - of its own, so that no other choice hangs on it
        self._count = 0
        self._facts: dict[str, int] = {}

    def plant(self, kind: str, rank: int, **fields: Any) -> str:
        """A new word."""
        number, letters = self._count * 7919 + self.seed, ""
        self._count += 1
        for _ in range(6):
            number, rest = divmod(number, 26)
            letters += _LETTERS[rest]
        text = f"zq{kind}{letters}{self._count}q"
        self.words.append(Word(text, rank, **fields))
        return text.capitalize()

    def instead(self, original: str, rank: int, **fields: Any) -> str:
        """A word that is printed instead of one from a rank on, for those below it."""
        text = self.plant("instead", fields.pop("over"), below=rank, **fields)
        self.stands_for[text.lower()] = original.lower()
        return text

    def replaced(self) -> bool:
        """Whether something stands instead of the next paragraph that may be withheld."""
        return self._replacing.random() < _REPLACED

    def label(self, most: float = 0.45) -> int:
        """A rank at random; mostly none at all."""
        return self._random.randrange(1, 5) if self._random.random() < most else 0

    def some(self, names: Iterable[str], least: int = 1, most: int = 2) -> list[str]:
        """A few of these."""
        every = list(names)
        return self._random.sample(every, min(len(every), self._random.randint(least, most)))

    def rank_of_facts(self, names: Sequence[str]) -> int:
        """From where on at least one of these facts is seen."""
        return min((self._facts[name] for name in names), default=0)

    def marked(self, cited: Sequence[str], over: int = 0) -> int:
        """A marking for what rests on facts: no lower than theirs, but for a careless moment, which keeps editions back."""
        needed = max((self._facts[name] for name in cited), default=0)
        own = self.label(0.3)
        return own if needed <= over or self._random.random() < _CARELESS else max(needed, own)


def write_desk(root: Path, seed: int, clients: int = 12, formats: Sequence[str] = ("html", "json")) -> Plan:
    """Write a desk with two reports, `north` and `south`.

    Args:
        root: An empty folder.
        seed: Another one, another desk.
        clients: How many.
        formats: What every client gets.
    """
    plan = Plan(root, seed)
    plan.french = seed % 2 == 0
    root.mkdir(parents=True, exist_ok=True)
    (root / "briefgen.toml").write_text('name = "Canaries"\nas_of = 2025-08-20\nbrand = "asa"\nfour_eyes = false\n')
    _evidence(plan)
    _north(plan)
    _south(plan)
    _clients(plan, clients, formats)
    return plan


def _evidence(plan: Plan) -> None:
    """Sources, actors, topics, a country and facts."""
    random = plan._random
    actors, ranks = [], {}
    for at in range(3):
        rank = plan.label(0.3)
        ranks[f"actor-{at}"] = rank
        actors.append(
            {"id": f"actor-{at}", "name": plan.plant("actor", rank), "kind": "other", "marking": LABELS[rank]}
        )
    sources = []
    for at in range(5):
        own = plan.label(0.3)
        derived = plan.some([*ranks], 0, 2) if at else []
        rank = max(own, min((ranks[each] for each in derived), default=0))
        ranks[f"letter-{at}"] = rank
        word = plan.plant("source", rank)
        sources.append({
            "id": f"letter-{at}", "title": f"Letter {word}", "publisher": "The Letters", "published": "2025-08-01",
            "url": f"https://{word.lower()}.example/1", "reliability": "B", "descriptor": f"A letter, {plan.plant('kept', rank)}.",
            "derived_from": derived, "marking": LABELS[own],
        })  # fmt: skip
    facts = []
    for at in range(6):
        own = plan.label(0.3)
        evidence, carried = [], 9
        for name in plan.some([each for each in ranks if each.startswith("letter")]):
            shut = plan.label(0.15)
            origins = plan.some(["actor-0", "actor-1", "actor-2"], 0, 1)
            rank = max(shut, ranks[name], min((ranks[each] for each in origins), default=0))
            carried = min(carried, rank)
            evidence.append({
                "source": name, "at": f"page {plan.plant('at', max(own, rank))}", "origins": origins, "marking": LABELS[shut]
            })  # fmt: skip
        rank = max(own, carried)
        plan._facts[f"fact-{at}"] = rank
        facts.append({
            "id": f"fact-{at}", "statement": f"They met at {plan.plant('fact', rank)}.", "when": f"2025-07-{10 + at}",
            "countries": ["ML"], "topics": ["trade", *(["hush"] if at == 1 else [])],
            "actors": plan.some(["actor-0", "actor-1", "actor-2"], 0, 1), "evidence": evidence, "marking": LABELS[own],
            "asserts": {"subject": random.choice(["actor-0", "actor-1", "actor-2"]), "property": "size", "value": random.choice(["10", "20"]),
                        "question": f"How large was {plan.plant('ask', rank)}?"},
        })  # fmt: skip
    for actor in actors:
        basis, of = plan.some(plan._facts), random.choice([each["id"] for each in actors])
        word = plan.plant("role", max(ranks[actor["id"]], ranks[of], plan.rank_of_facts(basis)))
        actor["roles"] = [{"title": f"Head {word}", "of": of, "facts": basis}]
    hush = plan.label(0.7)
    topics = [
        {"id": "trade", "name": "Trade"},
        {"id": "hush", "name": plan.plant("topic", hush), "marking": LABELS[hush]},
    ]
    _write(plan, "sources/all.yaml", sources)
    _write(plan, "actors/all.yaml", actors)
    _write(plan, "facts/all.yaml", facts)
    _write(plan, "topics/all.yaml", topics)
    _write(plan, "countries/northland.yaml", _country(plan, ranks))


def _country(plan: Plan, actors: dict[str, int]) -> dict[str, Any]:
    ratings, indicators = [], []
    for at in range(2):
        basis = plan.some(plan._facts)
        rank = plan.marked(basis)
        seen = max(rank, plan.rank_of_facts(basis))
        word = plan.plant("rating", seen, part="ratings", sure=True)
        ratings.append({
            "category": f"Kind {plan.plant('category', seen)}", "likelihood": 3, "impact": 4,
            "rationale": f"Because of {word}.", "facts": basis, "marking": LABELS[rank],
        })  # fmt: skip
        basis = plan.some(plan._facts)
        rank = plan.marked(basis)
        word = plan.plant("watch", max(rank, plan.rank_of_facts(basis)), part="indicators", sure=True)
        indicators.append({"id": f"sign-{at}", "what": f"Signs of {word}", "state": "watch", "facts": basis, "marking": LABELS[rank]})  # fmt: skip
    basis, actor = plan.some(plan._facts), plan._random.choice(["actor-0", "actor-1", "actor-2"])
    office = plan.plant("office", max(actors[actor], plan.rank_of_facts(basis)))
    return {
        "id": "northland", "name": "Northland", "code": "ML", "ratings": ratings, "indicators": indicators,
        "leadership": [{"office": f"Office {office}", "actor": actor, "facts": basis}],
    }  # fmt: skip


def _north(plan: Plan) -> None:
    judgements = []
    for at in range(3):
        basis = plan.some(plan._facts)
        rank = plan.marked(basis)
        seen = max(rank, plan.rank_of_facts(basis))
        judgements.append({
            "id": f"view-{at}", "statement": f"They meet again at {plan.plant('view', seen, report='north')}.", "likelihood": "likely",
            "confidence": "moderate", "horizon": "2026-08-20", "basis": basis, "marking": LABELS[rank],
            "assumptions": [f"Nobody leaves {plan.plant('given', seen, report='north')}."],
        })  # fmt: skip
    rank = plan.label()
    scenarios = [
        {"id": f"way-{at}", "name": f"Way {plan.plant('way', rank, report='north', part='scenarios', sure=True)}",
         "probability_percent": 50, "description": f"So {plan.plant('so', rank, report='north')}.", "marking": LABELS[rank]}
        for at in range(2)
    ]  # fmt: skip
    report = {
        "title": f"North {plan.plant('title', 0)}", "covers": ["northland"], "topics": ["trade", "hush"],
        "judgements": judgements, "scenarios": scenarios, "related": ["south"],
    }  # fmt: skip
    _write(plan, "reports/north/report.yaml", report)
    (plan.root / "seeds/reports/north/rows.csv").write_text("\n".join(_rows(plan)) + "\n")
    for name in ("summary", *_SECTIONS):
        text = _Text(plan, name)
        text.write("en", f"reports/north/{name if name == 'summary' else f'{_SECTIONS.index(name) + 1}0-{name}'}")


def _rows(plan: Plan) -> Iterator[str]:
    yield "date,place,country,latitude,longitude,kind,fatalities,source,marking"
    for at in range(4):
        fact = plan._random.choice([*plan._facts])
        own = plan.label()
        word = plan.plant("row", max(own, plan._facts[fact]), report="north")
        yield f"2025-06-{10 + at},{word},ML,{16 + at / 10},-3.0,raid,1,{fact},{LABELS[own] if own else ''}"


class _Text:
    """One section, in each of its languages; every piece of it is marked alike in all."""

    def __init__(self, plan: Plan, name: str) -> None:
        self.plan, self.name = plan, name
        self.languages = ("en", "fr") if plan.french else ("en",)
        self.lines: dict[str, list[str]] = {each: [] for each in self.languages}
        self.over = 0
        if name != "summary":
            for tag in self.languages:
                self.lines[tag] += [
                    f"# The place {plan.plant('head', 0, report='north', section=name, language=tag)} [@fact-0]",
                    "",
                ]
                self.lines[tag][-2] = self.lines[tag][-2].removesuffix(" [@fact-0]")
        self.add("", (), 0)
        for kind in plan._random.sample(
            ("paragraph", "list", "ordered", "table", "quote", "picture", "heading", "view"), 5
        ):
            self.piece(kind)
        if name == "two":
            self.every("![Raids](figure:incidents?data=rows.csv)", "")
        if name == "three":
            self.every("![When they met](figure:timeline?topics=trade)", "")

    def write(self, own: str, stem: str) -> None:
        """Write it in each language."""
        for tag, lines in self.lines.items():
            path = self.plan.root / f"seeds/{stem}{'' if tag == own else f'.{tag}'}.md"
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def every(self, *lines: str) -> None:
        for each in self.lines.values():
            each.extend(lines)

    def add(self, before: str, cited: Sequence[str], own: int | None = None) -> None:
        """A sentence, marked and cited."""
        own = self.plan.marked(cited, self.over) if own is None else own
        cites = f" [{'; '.join(f'@{each}' for each in cited)}]" if cited else ""
        rank = max(self.over, own, self.plan.rank_of_facts(cited))
        replaced = rank > self.over and self.plan.replaced()
        for tag, lines in self.lines.items():
            where: dict[str, Any] = {"report": "north", "section": self.name, "language": tag, "sure": True}
            word = self.plan.plant("text", rank, **where)
            marks = [f'marking="{LABELS[own]}"'] if own else []
            if replaced:
                marks.append(f'redacted="Held: {self.plan.instead(word, rank, over=self.over, **where)}."')
            mark = f" {{{' '.join(marks)}}}" if marks else ""
            lines.append(f"{before}Say {word}{cites}.{mark}")
        if not before:
            self.every("")

    def piece(self, kind: str) -> None:  # noqa: C901 - one branch for each kind
        """A paragraph, a list, a table or what else there is."""
        plan = self.plan
        own = plan.label()
        if kind in {"paragraph", "quote"}:
            self.add("> " if kind == "quote" else "", plan.some(plan._facts, 0))
        elif kind in {"list", "ordered"}:
            for _ in range(3):
                self.add("- " if kind == "list" else "1. ", plan.some(plan._facts, 0))
        elif kind == "table":
            self.every("| A | B |", "|---|---|")
            for _ in range(3):
                cited = plan.some(plan._facts, 0)
                mark = plan.marked(cited, self.over)
                cell = f' {{marking="{LABELS[mark]}"}}' if mark else ""
                cites = f" [{'; '.join(f'@{each}' for each in cited)}]" if cited else ""
                rank = max(self.over, mark, plan.rank_of_facts(cited))
                for tag, lines in self.lines.items():
                    word = plan.plant("cell", rank, report="north", section=self.name, language=tag, sure=True)
                    lines.append(f"| 1 | {word}{cites}{cell} |")
        elif kind == "picture":
            self.picture(own)
        elif kind == "heading" and self.name != "summary":
            for tag, lines in self.lines.items():
                word = plan.plant("under", max(self.over, own), report="north", section=self.name, language=tag)
                lines.append(f"## Under {word}" + (f' {{marking="{LABELS[own]}"}}' if own else ""))
            self.over = own
            self.every("")
            self.add("", (), 0)
        elif kind == "view":
            self.every(f"[!view-{plan._random.randrange(3)}]")
        self.every("", "Between.", "")

    def picture(self, own: int) -> None:
        """A picture with a name and a caption."""
        plan = self.plan
        name = plan.plant("picture", max(self.over, own), report="north", section=self.name).lower()
        size = 8 + plan._random.randrange(8)
        path = plan.root / f"seeds/reports/north/{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (size, size), (own * 50, size, 7)).save(path)
        for tag, lines in self.lines.items():
            word = plan.plant(
                "caption", max(self.over, own), report="north", section=self.name, language=tag, sure=True
            )
            lines.append(f"![Seen {word}]({name}.png)" + (f' {{marking="{LABELS[own]}"}}' if own else ""))


def _south(plan: Plan) -> None:
    """A small report that is marked as a whole."""
    rank = plan.label()
    word = plan.plant("title", rank, gets="south")
    _write(plan, "reports/south/report.yaml", {"title": f"South {word}", "covers": ["northland"], "topics": ["trade"], "marking": LABELS[rank]})  # fmt: skip
    folder = plan.root / "seeds/reports/south"
    for name in ("summary", "far"):
        word = plan.plant("south", rank, report="south", section=name, sure=True)
        head = "" if name == "summary" else "# Far away\n\n"
        (folder / ("summary.md" if name == "summary" else "10-far.md")).write_text(f"{head}Say {word}.\n")


def _clients(plan: Plan, number: int, formats: Sequence[str]) -> None:
    """Clients of all ceilings; the last one's password is not where its file says."""
    random = plan._random
    sections = list(_SECTIONS)
    parts = ["services", "ratings", "indicators", "timeline", "scenarios", "method", "related", "actors", "summary"]
    for at in range(number):
        client: dict[str, Any] = {
            "id": f"zqclient{at}n{plan.seed}q",
            "name": f"Zqname{at}n{plan.seed}q Ltd",
            "ceiling": LABELS[(at + plan.seed) % 5],
            "language": random.choice(["en", "fr", "ar"]),
            "reports": ["north", "south"] if random.random() < 0.4 else ["north"],
            "formats": list(formats),
        }
        chance = random.random()
        if chance < 0.5:
            client["leave_out"] = random.sample([*sections, *parts], random.randint(1, 3))
        elif chance < 0.65:
            client["only"] = ["summary", *random.sample([*sections, *parts[:-1]], 2)]
        if random.random() < 0.3:
            client["copy_number"] = at + 1
        if at == number - 1:
            client["pdf"] = {"password": MISSING}
        plan.clients[client["id"]] = client
    write_clients(plan)


def write_clients(plan: Plan) -> None:
    """Write the clients' file, as they are now."""
    _write(plan, "clients/all.yaml", list(plan.clients.values()))


def _write(plan: Plan, name: str, data: object) -> None:
    path = plan.root / "seeds" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")
