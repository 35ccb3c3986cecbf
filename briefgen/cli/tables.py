"""Lists as tables: what each kind of noun shows in a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from briefgen.cli.diagnostics import bold, columns_of, look_of, printable

if TYPE_CHECKING:
    from briefgen.desk.session import Desk
    from briefgen.model.actor import Actor
    from briefgen.model.base import Noun
    from briefgen.model.client import Client
    from briefgen.model.fact import Fact
    from briefgen.model.profile import Country, Topic
    from briefgen.model.record import Step
    from briefgen.model.report import Report
    from briefgen.model.source import Source

Row = tuple[str, ...]

_LEAST = 20


class Columns(NamedTuple):
    """What a list shows of its nouns. The last column is the long one, and is cut where a terminal is narrow.

    Attributes:
        headings: One for each column.
        rows: The cells of some nouns.
    """

    headings: Row
    rows: Callable[[Sequence[Any], Desk], list[Row]]


def rows_of(noun: str, nouns: Sequence[Noun], desk: Desk) -> tuple[Row, list[Row]]:
    """Headings and rows of a list, fit to print.

    Args:
        noun: Plural: `facts`.
        nouns: All of that kind.
        desk: What else is known of them.
    """
    columns = _COLUMNS[noun]
    return columns.headings, [tuple(map(printable, row)) for row in columns.rows(nouns, desk)]


def print_table(headings: Row, rows: list[Row], stream: TextIO) -> None:
    """A table: on a terminal the last column is cut to fit; elsewhere nothing is, for other programs to search."""
    look = look_of(stream)
    heading, *lines = aligned([headings, *rows], look.width if stream.isatty() else None)
    stream.write("\n".join([bold(heading, look), *lines]) + "\n")
    stream.flush()


def aligned(rows: list[Row], width: int | None = None) -> list[str]:
    """Lines with two spaces between columns that are as wide as their widest cell.

    Args:
        rows: Cells, headings first.
        width: Columns of the terminal, for the last cells to be cut to; None leaves them whole.
    """
    widths = [max(map(columns_of, column)) for column in list(zip(*rows, strict=True))[:-1]]
    # A narrow terminal breaks the line rather than hide what the row says.
    room = max(width - sum(widths) - 2 * len(widths), _LEAST) if width else None
    return ["".join([*map(_padded, row, widths), _cut(row[-1], room)]).rstrip() for row in rows]


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - columns_of(cell) + 2)


def _cut(cell: str, room: int | None) -> str:
    if room is None or columns_of(cell) <= room:
        return cell
    kept = accumulate(map(columns_of, cell))
    return cell[: sum(used < room for used in kept)].rstrip() + "…"


def _reports(reports: Sequence[Report], desk: Desk) -> list[Row]:
    return [
        (report.id, _step(desk.last_steps.get(report.id)), str(desk.as_of_for(report.id)), report.marking, report.title)
        for report in reports
    ]


def _countries(countries: Sequence[Country], desk: Desk) -> list[Row]:  # noqa: ARG001 - all lists are made alike
    return [
        (one.id, one.code, str(len(one.ratings)), str(len(one.indicators)), _day(one.reviewed), one.name)
        for one in countries
    ]


def _topics(topics: Sequence[Topic], desk: Desk) -> list[Row]:
    facts = Counter(topic for fact in desk.library.facts.values() for topic in fact.topics)
    return [(topic.id, str(facts[topic.id]), _day(topic.reviewed), topic.name) for topic in topics]


def _sources(sources: Sequence[Source], desk: Desk) -> list[Row]:
    facts = Counter(
        source for fact in desk.library.facts.values() for source in {passage.source for passage in fact.evidence}
    )
    return [
        (one.id, one.reliability, _day(one.published), str(facts[one.id]), one.publisher, one.title) for one in sources
    ]


def _facts(facts: Sequence[Fact], desk: Desk) -> list[Row]:
    return [(fact.id, _day(fact.when), _grade(fact, desk), fact.statement) for fact in facts]


def _grade(fact: Fact, desk: Desk) -> str:
    grade = desk.grades.get(fact.id)
    return (grade.code if grade else "") + ("!" if desk.contradicts.get(fact.id) else "")


def _actors(actors: Sequence[Actor], desk: Desk) -> list[Row]:  # noqa: ARG001 - all lists are made alike
    return [(actor.id, actor.kind, actor.country or "", actor.name) for actor in actors]


def _clients(clients: Sequence[Client], desk: Desk) -> list[Row]:  # noqa: ARG001 - all lists are made alike
    return [(client.id, client.ceiling, client.language, " ".join(client.reports), client.name) for client in clients]


def _step(step: Step | None) -> str:
    return "" if step is None else step.number or str(step.stage)


def _day(value: object) -> str:
    return "" if value is None else str(value)


_COLUMNS: Mapping[str, Columns] = {
    "reports": Columns(("id", "last step", "as_of", "marking", "title"), _reports),
    "countries": Columns(("id", "code", "ratings", "indicators", "reviewed", "name"), _countries),
    "topics": Columns(("id", "facts", "reviewed", "name"), _topics),
    "sources": Columns(("id", "reliability", "published", "facts", "publisher", "title"), _sources),
    "facts": Columns(("id", "when", "grade", "statement"), _facts),
    "actors": Columns(("id", "kind", "country", "name"), _actors),
    "clients": Columns(("id", "ceiling", "language", "reports", "name"), _clients),
}
