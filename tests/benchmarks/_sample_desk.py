"""Desks of any size, made from numbers alone: reports of as many pages as are wanted, and clients who all get them.

Every sentence repeats the statement of the fact that it cites, so that the rules find nothing in it.
"""

from collections.abc import Iterator
from pathlib import Path

import yaml

FACTS, SOURCES = 400, 8
_FACTS_A_PARAGRAPH = 6
_PARAGRAPHS_A_PIECE = 4
_SECTIONS = 8
_ROWS = 12
_DATED = 50
_SYLLABLES = ("ba", "ma", "ko", "du", "sé", "gou", "tim", "ka", "ran", "di", "bou", "la", "fou", "ni", "yo", "ro")
SETTINGS = 'name = "Benchmark"\nas_of = 2025-08-20\nbrand = "asa"\nfour_eyes = false\n'


def write_desk(folder: Path, reports: int, pieces: int) -> Path:
    """Write a desk.

    Args:
        folder: Where to.
        reports: How many; they are called report-0, report-1 ….
        pieces: Of each report's text: some two thirds of a page each, with a table, and a figure in every fourth; in 8
            sections at most, so that the contents are one page.
    """
    seeds = folder / "seeds"
    _write(seeds / "sources/all.yaml", [_source(number) for number in range(SOURCES)])
    _write(seeds / "facts/all.yaml", [_fact(number) for number in range(FACTS)])
    _write(seeds / "topics/all.yaml", [{"id": "river-trade", "name": "River trade"}])
    _write(seeds / "countries/mali.yaml", {"id": "mali", "name": "Mali", "code": "ML", "regions": ["West Africa"]})
    (folder / "briefgen.toml").write_text(SETTINGS, encoding="utf-8")
    for number in range(reports):
        write_report(seeds / f"reports/report-{number}", number, pieces)
    return folder


def write_report(folder: Path, seed: int, pieces: int) -> None:
    """Write one report; the seed shifts which facts it begins with."""
    _write(folder / "report.yaml", _report(seed))
    (folder / "summary.md").write_text(_claims(range(seed, seed + 5)) + "\n", encoding="utf-8")
    for number in range(min(pieces, _SECTIONS)):
        text = "\n\n".join(_section(seed, range(number, pieces, _SECTIONS)))
        (folder / f"{100 + number}-section-{number}.md").write_text(text + "\n", encoding="utf-8")


def write_clients(folder: Path, clients: int, reports: int, *, password: bool, watermark: bool) -> None:
    """Clients who each get all the reports, in place of those before; each has its password in a file of its own."""
    (folder / "secrets").mkdir(exist_ok=True)
    entries = []
    for number in range(clients):
        pdf: dict[str, object] = {"watermark": watermark}
        if password:
            (folder / f"secrets/{number}").write_text(f"open sesame {number}\n", encoding="utf-8")
            pdf["password"] = f"file:secrets/{number}"
        entries.append(
            {
                "id": f"client-{number}",
                "name": f"{name_of(number)} Trading {number}",
                "copy_number": number + 1,
                "reports": [f"report-{each}" for each in range(reports)],
                "formats": ["pdf"],
                "pdf": pdf,
            }
        )
    for each in (folder / "seeds/clients").glob("*"):
        each.unlink()
    for entry in entries:
        _write(folder / f"seeds/clients/{entry['id']}.yaml", entry)


def name_of(number: int) -> str:
    """A made-up place."""
    first, second, third = number % 16, number // 16 % 16, number // 256 % 16
    return f"{_SYLLABLES[first]}{_SYLLABLES[second]}{_SYLLABLES[third]}".capitalize()


def _write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")


def _source(number: int) -> dict[str, object]:
    return {
        "id": f"source-{number}",
        "title": f"Letter {number} from {name_of(number)}",
        "publisher": f"Gazette of {name_of(number)}",
        "published": f"2025-0{1 + number % 7}-1{number % 9}",
        "accessed": "2025-08-01",
        "language": "en",
        "reliability": "B",
        "descriptor": f"A letter of the reporter in {name_of(number)}, who saw the market with their own eyes.",
    }


def _statement(number: int) -> str:
    return f"The market of {name_of(number)} sold {1_000 + 37 * number:,} sacks of millet."


def _fact(number: int) -> dict[str, object]:
    # Only a few have a time and a topic: a timeline of all of them would be most of a small report.
    dated = {"when": f"2025-0{1 + number % 7}", "topics": ["river-trade"]} if number % _DATED == 0 else {}
    return {
        "id": f"fact-{number}",
        "statement": _statement(number),
        "countries": ["ML"],
        **dated,
        "evidence": [{"source": f"source-{number % SOURCES}", "at": f"page {1 + number % 40}"}],
    }


def _report(seed: int) -> dict[str, object]:
    return {
        "title": f"The river feeds the market of {name_of(seed)} and those around it",
        "short_title": f"River markets {seed}",
        "covers": ["mali"],
        "topics": ["river-trade"],
        "authors": ["River desk"],
        "judgements": [
            {
                "id": f"more-millet-{seed}",
                "statement": f"The market of {name_of(seed)} will sell more sacks of millet than in the year before.",
                "likelihood": "likely",
                "confidence": "low",
                "horizon": "2026-06-15",
                "basis": [f"fact-{seed}", f"fact-{seed + 40}"],
                "assumptions": ["The river rises as it did in other years."],
                "would_change": ["A dry season."],
            }
        ],
    }


def _section(seed: int, pieces: range) -> Iterator[str]:
    yield f"# The markets of {name_of(seed + pieces[0])} sell millet"
    for piece in pieces:
        first = (seed + piece * _FACTS_A_PARAGRAPH * _PARAGRAPHS_A_PIECE) % FACTS
        yield from _paragraphs(first)
        yield _table(first)
        if piece % 4 == 0:
            yield "![Markets of the river](figure:timeline?topics=river-trade)"


def _paragraphs(first: int) -> Iterator[str]:
    for paragraph in range(_PARAGRAPHS_A_PIECE):
        start = first + paragraph * _FACTS_A_PARAGRAPH
        yield _claims(range(start, start + _FACTS_A_PARAGRAPH))


def _claims(numbers: range) -> str:
    return " ".join(f"{_statement(each % FACTS)[:-1]} [@fact-{each % FACTS}]." for each in numbers)


def _table(first: int) -> str:
    rows = (
        f"| {name_of(each)} | {1_000 + 37 * each:,} [@fact-{each}] |"
        for each in ((first + row) % FACTS for row in range(_ROWS))
    )
    return "\n".join(["| Market | Sacks |", "|---|--:|", *rows])
