"""A desk far larger and stranger than any real one: long names, three scripts, wide and long tables, many judgements.

Made from numbers alone, the same each time. Every sentence repeats the statement of the fact that it cites, so that what
the rules find would be the program's fault and not the text's.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import yaml

SOURCES, FACTS, JUDGEMENTS = 200, 400, 30
ROWS, COLUMNS = 60, 14

_SYLLABLES = ("ba", "ma", "ko", "du", "sé", "gou", "tim", "ka", "ran", "di", "bou", "la", "fou", "ni", "yo", "ro")
_SCRIPTS = (
    "Abdourahamane Alhassane Ould Mohamed Lemine Ag Intallah Maïga",
    "Ɗanƙwambo Ƴaɓɓa Ɓalarabe Ƙasimu Ɗantata Maiƙudi Ƴarima Ɗahiru",
    "Iyad ag Ɣali ag Ǝhya ag Intaẓara ag Alhousseyni ag Tamaɣat",
    "محمد ولد عبد العزيز بن سيدي أحمد ولد الشيخ محمد المختار",
    "Ɲagalen Ɔwuɔ Fɛnɛ Sɔgɔba Ɲɛnɛkɔrɔ Jara Kulubali Tarawele",
)
"""Sixty letters each or nearly: French, Hausa, Tamasheq, Arabic, Bambara."""


def write_stress_desk(folder: Path) -> Path:
    """Write the desk; its one report is `stress`."""
    seeds = folder / "seeds"
    (folder / "briefgen.toml").write_text(
        'name = "Stress"\nas_of = 2025-08-20\nbrand = "asa"\nfour_eyes = false\n', encoding="utf-8"
    )
    _write(seeds / "sources/all.yaml", [_source(number) for number in range(SOURCES)])
    _write(seeds / "facts/all.yaml", [_fact(number) for number in range(FACTS)])
    _write(seeds / "actors/all.yaml", [_actor(number) for number in range(len(_SCRIPTS) * 4)])
    _write(seeds / "topics/all.yaml", [{"id": "river-trade", "name": "River trade"}])
    _write(seeds / "countries/mali.yaml", _country())
    report = seeds / "reports/stress"
    _write(report / "report.yaml", _report())
    (report / "summary.md").write_text(_summary(), encoding="utf-8")
    for number, (name, text) in enumerate(_sections().items(), 1):
        (report / f"{number}0-{name}.md").write_text(text, encoding="utf-8")
    return folder


def name_of(number: int) -> str:
    """A made-up place, another for each number."""
    first, second, third = number % 16, number // 16 % 16, number // 256 % 16
    return f"{_SYLLABLES[first]}{_SYLLABLES[second]}{_SYLLABLES[third]}".capitalize()


def person(number: int) -> str:
    """A name of about sixty letters."""
    return f"{_SCRIPTS[number % len(_SCRIPTS)]}"


def _write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")


def _source(number: int) -> dict[str, object]:
    return {
        "id": f"source-{number}",
        "title": f"Letter {number} from {name_of(number)}, read at {name_of(number + 77)}",
        "publisher": f"Gazette of {name_of(number)}",
        "published": f"2025-0{1 + number % 7}-1{number % 9}",
        "accessed": "2025-08-01",
        "reliability": "ABCDEF"[number % 6],
        "descriptor": f"A letter of the reporter in {name_of(number)}, who saw the market with their own eyes.",
        "url": f"https://gazette.example/{'long-path-' * (number % 12)}{number}",
    }


def _statement(number: int) -> str:
    return f"The market of {name_of(number)} sold {1_000 + 37 * number:,} sacks of millet."


def _fact(number: int) -> dict[str, object]:
    first, second = number % SOURCES, (number * 7 + 3) % SOURCES
    return {
        "id": f"fact-{number}",
        "statement": _statement(number),
        "when": f"2025-0{1 + number % 7}",
        "countries": ["ML"],
        "topics": ["river-trade"],
        "actors": [f"actor-{number % (len(_SCRIPTS) * 4)}"] if number % 5 == 0 else [],
        "evidence": [{"source": f"source-{each}", "at": f"page {number % 40}"} for each in {first, second}],
    }


def _actor(number: int) -> dict[str, object]:
    return {
        "id": f"actor-{number}",
        "name": f"{person(number)} {'ABCD'[number // len(_SCRIPTS)]}.",
        "kind": ("person", "company", "armed-group", "government-body")[number % 4],
        "country": "ML",
        "summary": "A trader on the river.",
        "relations": [{"to": f"actor-{(number + 3) % 20}", "kind": ("backs", "opposes", "part-of")[number % 3]}],
    }


def _country() -> dict[str, object]:
    return {
        "id": "mali",
        "name": "Mali",
        "code": "ML",
        "regions": ["West Africa", "Sahel"],
        "ratings": [
            {
                "category": f"{category} and everything that belongs to it in the widest sense",
                "likelihood": 1 + number % 5,
                "impact": 1 + number * 2 % 5,
                "rationale": f"{_statement(number)} What that means for carriers is for the desk to weigh.",
                "facts": [f"fact-{number}"],
            }
            for number, category in enumerate(("Security", "Trade", "Roads", "Weather", "Customs", "Fuel", "Health"))
        ],
        "indicators": [
            {
                "id": f"indicator-{number}",
                "what": f"The price of millet in {name_of(number)}, sack by sack and week by week",
                "state": ("quiet", "watch", "active")[number % 3],
                "signals": "A shortage on the river before the harvest.",
                "facts": [f"fact-{number}"],
            }
            for number in range(12)
        ],
    }


def _report() -> dict[str, object]:
    bands = cycle(("unlikely", "roughly-even", "likely", "very-likely"))
    return {
        "title": "The river feeds its markets, and every one of its many markets has a name of its own",
        "short_title": "River markets",
        "covers": ["mali"],
        "topics": ["river-trade"],
        "authors": [person(0), person(3)],
        "judgements": [
            {
                "id": f"judgement-{number}",
                "statement": f"The market of {name_of(number)} will sell more sacks of millet than in the year before.",
                "likelihood": band,
                "confidence": "low",
                "horizon": f"2026-0{1 + number % 9}-15",
                "basis": [f"fact-{number}", f"fact-{number + 40}", f"fact-{number + 80}"],
                "assumptions": ["The river rises as it did in other years."],
                "would_change": ["A dry season."],
            }
            for number, band in enumerate(islice(bands, JUDGEMENTS))
        ],
        "scenarios": [
            {
                "id": name.lower(),
                "name": name,
                "probability_percent": percent,
                "description": f"{name} comes to the river before the harvest is in.",
                "basis": ["fact-1"],
            }
            for name, percent in (("Rain", 50), ("Drought", 30), ("Flood", 20))
        ],
    }


def _summary() -> str:
    lead = f"{_statement(0)[:-1]} [@fact-0]."
    return "\n\n".join([lead, *(f"- {_statement(number)[:-1]} [@fact-{number}]." for number in range(1, 5))]) + "\n"


def _sections() -> dict[str, str]:
    return {
        "markets": "\n\n".join(["# The markets of the river sell millet", *_paragraphs(range(200))]),
        "people": "\n\n".join(["# Who trades on the river", *_people(), *_paragraphs(range(200, FACTS, 2))]),
        "long-table": "\n\n".join(["# Sixty markets in one table", f"Each market has a row [@fact-0]:\n\n{_long()}"]),
        "wide-table": "\n\n".join(
            ["# Fourteen columns in one table", f"Each market has a column [@fact-0]:\n\n{_wide()}"]
        ),
        "views": "\n\n".join(["# What the desk makes of it", *(f"[!judgement-{each}]" for each in range(JUDGEMENTS))]),
    }


def _paragraphs(numbers: range) -> Iterator[str]:
    every = list(numbers)
    for start in range(0, len(every), 8):
        chosen = every[start : start + 8]
        yield " ".join(f"{_statement(number)[:-1]} [@fact-{number}]." for number in chosen)


def _people() -> Iterator[str]:
    for number in range(0, 20, 5):
        yield f"- {person(number // 5)} trades with {name_of(number)} [@fact-{number}]."


def _long() -> str:
    rows = (
        f"| {name_of(number)} | {1_000 + 37 * number:,} | {person(number)} [@fact-{number}] |" for number in range(ROWS)
    )
    return "\n".join(["| Market | Sacks | Trader |", "|---|--:|---|", *rows])


def _wide() -> str:
    head = " | ".join(name_of(number) for number in range(COLUMNS))
    rows = (
        " | ".join(f"{1_000 + 37 * (number + row):,}" for number in range(COLUMNS - 1)) + f" | {_cited(row)}"
        for row in range(ROWS)
    )
    return "\n".join([f"| {head} |", "|" + "--:|" * COLUMNS, *(f"| {row} |" for row in rows)])


def _cited(row: int) -> str:
    return "[" + "; ".join(f"@fact-{number + row}" for number in range(COLUMNS - 1)) + "]"
