"""What rests on a withdrawn source or fact, in words and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from briefgen.cli.diagnostics import Look, bold, look_of, printable
from briefgen.cli.wording import number_of, reading_width

if TYPE_CHECKING:
    from briefgen.cli.jsonout import Json
    from briefgen.model.place import Place
    from briefgen.model.reach import IssuedUse, Leaning, Reach, RestingFact
    from briefgen.model.record import Withdrawal


def print_reach(reach: Reach, withdrawal: Withdrawal | None, stream: TextIO) -> None:
    """Everything that rests on it, wrapped to the reader's width.

    Args:
        reach: What rests on it.
        withdrawal: As recorded; None where nothing was.
        stream: Where to.
    """
    page = _Page(look_of(stream))
    page.head(reach, withdrawal)
    page.facts(reach)
    page.leanings(reach)
    page.issues(reach)
    page.rest(reach)
    stream.write("\n".join(page.lines) + "\n")
    stream.flush()


class _Page:
    def __init__(self, look: Look) -> None:
        self.lines: list[str] = []
        self._look = look
        self._width = reading_width()

    def head(self, reach: Reach, withdrawal: Withdrawal | None) -> None:
        """What is withdrawn, why and by whom."""
        name = f"{reach.kind} {reach.id}"
        self.lines.append(bold(f"Withdrawn: {name}" if withdrawal else f"What rests on {name}", self._look))
        if reach.label:
            self._put(reach.label, 2)
        if withdrawal:
            self._put(f"because: {withdrawal.because}", 2)
            self._put(f"by {withdrawal.by}, {withdrawal.at:%Y-%m-%d %H:%M} UTC", 2)

    def facts(self, reach: Reach) -> None:
        """The facts that rest on a source, and what is left of their support."""
        if reach.kind == "fact":
            return
        lost = sum(not fact.keeps for fact in reach.facts)
        note = f", {lost} of them on nothing else" if lost and lost < len(reach.facts) else ""
        self._title(f"{_number(len(reach.facts), 'fact')} {_rests(len(reach.facts))} on it{note}")
        for fact in reach.facts:
            left = f"keeps {', '.join(fact.keeps)}" if fact.keeps else "loses all its support"
            self._put(f"{fact.id}: {left}", 2, hanging=4)
            self._put(fact.statement, 4)

    def leanings(self, reach: Reach) -> None:
        """What in the desk's content leans on it, by report and profile."""
        for (kind, name), group in groupby(reach.leanings, key=lambda each: (each.owner, each.owner_id)):
            entries = list(group)
            self._title(f"{kind} {name}: {_counted(each.kind for each in entries)}")
            for each in entries:
                what = "" if each.kind == "sentence" else f"{each.kind}: "
                named = f" ({', '.join(each.facts)})" if reach.kind == "source" else ""
                self._put(f"{_where(each.place)}{named}", 2, hanging=4)
                self._put(f"{what}{each.text}", 4)
        if not reach.leanings:
            self._title("Nothing in the desk's reports and profiles leans on it")

    def issues(self, reach: Reach) -> None:
        """The issues that printed it, with their sentences as issued."""
        if not reach.issues:
            self._title("No issue used it")
            return
        self._title(f"{_number(len(reach.issues), 'issue')} used it")
        for use in reach.issues:
            self._put(f"{use.issue.number}, as of {use.issue.as_of}: {use.issue.title}", 2, hanging=4)
            for sentence in use.sentences:
                self._put(f"{sentence.section}: {sentence.text}", 4, hanging=6)
            for statement in use.judgements:
                self._put(f"judgement: {statement}", 4, hanging=6)

    def rest(self, reach: Reach) -> None:
        """Who has the issues, and what comes next."""
        if reach.issues:
            names = ", ".join(reach.clients) or "none"
            self._title("Clients whose files name the issued reports")
            self._put(names, 2)
        self.lines.append("")
        if reach.leanings:
            self._put("`briefgen check` refuses what leans on a withdrawn source or fact, until it is mended.", 0)
        if reach.corrected:
            self._put(f"The next issue carries a correction notice: {', '.join(reach.corrected)}.", 0)
        if not self.lines[-1]:
            self.lines.pop()

    def _title(self, text: str) -> None:
        wrapped = textwrap.wrap(printable(text), self._width)
        self.lines += ["", *(bold(line, self._look) for line in wrapped)]

    def _put(self, text: str, margin: int, hanging: int | None = None) -> None:
        self.lines += textwrap.wrap(
            printable(text),
            self._width,
            initial_indent=" " * margin,
            subsequent_indent=" " * (margin if hanging is None else hanging),
            break_long_words=False,
            break_on_hyphens=False,
        )


def reach_json(reach: Reach, withdrawal: Withdrawal | None) -> Json:
    """The same for programs."""
    return {
        "kind": reach.kind,
        "id": reach.id,
        "withdrawal": withdrawal_json(withdrawal) if withdrawal else None,
        "facts": [_fact_json(each) for each in reach.facts],
        "leanings": [_leaning_json(each) for each in reach.leanings],
        "issues": [_use_json(each) for each in reach.issues],
        "clients": list(reach.clients),
        "next_issue_corrects": list(reach.corrected),
    }


def withdrawal_json(withdrawal: Withdrawal) -> Json:
    """Who, when and why."""
    return {
        "kind": withdrawal.kind,
        "id": withdrawal.id,
        "because": withdrawal.because,
        "by": withdrawal.by,
        "at": withdrawal.at.isoformat(),
    }


def _fact_json(fact: RestingFact) -> Json:
    return {"id": fact.id, "statement": fact.statement, "keeps": list(fact.keeps)}


def _leaning_json(leaning: Leaning) -> Json:
    place = leaning.place
    return {
        "in": leaning.owner,
        "id": leaning.owner_id,
        "kind": leaning.kind,
        "text": leaning.text,
        "facts": list(leaning.facts),
        "file": place.file,
        "line": place.line,
        "column": place.column,
    }


def _use_json(use: IssuedUse) -> Json:
    return {
        "number": use.issue.number,
        "report": use.issue.report,
        "title": use.issue.title,
        "as_of": use.issue.as_of.isoformat(),
        "clients": list(use.issue.clients),
        "facts": list(use.facts),
        "sentences": [
            {"section": each.section, "text": each.text, "facts": list(each.facts)} for each in use.sentences
        ],
        "judgements": list(use.judgements),
    }


def _where(place: Place) -> str:
    return ":".join(str(each) for each in (place.file, place.line, place.column) if each)


def _counted(kinds: Iterable[str]) -> str:
    """How many of each, in the order they come: "3 sentences, 1 judgement"."""
    return ", ".join(_number(number, kind) for kind, number in _tally(kinds))


def _tally(kinds: Iterable[str]) -> Iterator[tuple[str, int]]:
    counts: dict[str, int] = {}
    for kind in kinds:
        counts[kind] = counts.get(kind, 0) + 1
    yield from counts.items()


def _number(number: int, noun: str) -> str:
    return number_of(number, noun) if number else f"No {noun}"


def _rests(number: int) -> str:
    return "rest" if number > 1 else "rests"
