"""A report's JSON as plain blocks, from which the peers' documents are made: the same words, figures, tables and citations.

A block is a heading, a paragraph, a list, a table, a figure, or a box of paragraphs. Its text is runs: of plain text, bold,
italic, and citations, which are numbers of sources.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import Any

Json = Mapping[str, Any]
Runs = list[list[Any]]

_INLINE = re.compile(r"\s?\[@(?P<cites>[^\]]+)\]|\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*]+)\*")
_FIGURE = re.compile(r"!\[(?P<caption>[^\]]*)\]\(figure:(?P<asked>[^)]+)\)")
_BOX = re.compile(r'!!! \w+(?: "(?P<title>[^"]*)")?')


class ReportText:
    """One report's blocks.

    Args:
        told: What `briefgen build --format json` wrote.
    """

    def __init__(self, told: Json) -> None:
        self._told = told
        self._cited = {fact["id"]: fact["sources"] for fact in told["facts"]}
        self._figures = {figure["id"]: figure for figure in told["figures"]}
        self._differences = {each["id"]: each for each in told["differences"]}
        self._judgements = {each["id"]: each for each in told["judgements"]}

    def document(self) -> dict[str, Any]:
        """The cover's words, and all blocks in their order."""
        told = self._told
        cover = {name: told[name] for name in ("title", "series", "publisher", "marking", "authors")}
        return {
            **cover,
            "as_of": told["dateline"]["as_of"],
            "topics": told["dateline"]["topics"],
            "standfirst": self._runs((told["standfirst"] or {}).get("markdown", "")),
            "blocks": [block for part in told["parts"] for block in self._part(part)],
        }

    def _part(self, part: Json) -> Iterator[Json]:
        title = part.get("title") or part["label"]
        yield {"kind": "heading", "level": 1, "text": title, "anchor": part["anchor"]}
        parts = {
            "summary": self._summary,
            "section": self._section,
            "judgements": self._all_judgements,
            "country": self._country,
            "timeline": self._timeline,
            "actors": self._actors,
            "ratings": self._ratings,
            "scenarios": self._scenarios,
            "indicators": self._indicators,
            "method": self._method,
            "annex": self._annex,
            "closing": self._closing,
        }
        yield from parts[part["kind"]](part)
        placed = {name for names in (part.get("body") or {}).get("figures", {}).values() for name in names}
        yield from (self._figure(name) for name in part["figures"] if name not in placed)

    def _summary(self, part: Json) -> Iterator[Json]:
        yield from self._markdown(part["lead"])
        yield from self._markdown(part["body"])
        yield self._judgement_table()
        yield self._rating_table(rationale=False)
        yield self._indicator_table(self._at(part["watch"]))

    def _section(self, part: Json) -> Iterator[Json]:
        yield from self._markdown(part["standfirst"])
        yield from self._markdown(part["body"])
        yield from (self._difference(self._differences[name]) for name in part["body"]["differences"])

    def _all_judgements(self, part: Json) -> Iterator[Json]:
        yield from (self._judgement(each) for each in self._at(part["judgements"]))

    def _country(self, part: Json) -> Iterator[Json]:
        for title, key in (("Leadership", "leadership"), ("Memberships", "memberships")):
            rows = [[each["what"], self._told_by(each["value"], each["facts"])] for each in part.get(key, ())]
            if rows:
                yield _table((title, ""), rows)

    def _timeline(self, part: Json) -> Iterator[Json]:
        found = self._at(part["entries"])
        yield _table(
            ("Date", "Event"), [[each["when"], self._told_by(each["statement"], [each["fact"]])] for each in found]
        )

    def _actors(self, part: Json) -> Iterator[Json]:
        for group, same in groupby(part["actors"], key=lambda actor: actor["group"]):
            yield {"kind": "heading", "level": 2, "text": group}
            rows = [
                [
                    each["name"],
                    each["country"],
                    self._told_by(each["description"], each["facts"]),
                    "; ".join(each["relations"]),
                ]
                for each in same
            ]
            yield _table(("Name", "Country", "Who", "Relations"), rows)

    def _ratings(self, _part: Json) -> Iterator[Json]:
        yield self._rating_table(rationale=True)

    def _scenarios(self, _part: Json) -> Iterator[Json]:
        for each in self._told["scenarios"]:
            yield {"kind": "heading", "level": 2, "text": f"{each['name']}: {each['probability_percent']} %"}
            yield {"kind": "text", "runs": self._told_by(each["description"], each["basis"])}
            yield {"kind": "list", "items": [[["t", post]] for post in each["signposts"]]}

    def _indicators(self, part: Json) -> Iterator[Json]:
        yield self._indicator_table(self._at(part["indicators"]))

    def _method(self, part: Json) -> Iterator[Json]:
        bands = part["scale"]["bands"]
        yield _table(("Words", "Probability"), [[", ".join(each["terms"]), each["printed"]] for each in bands])

    def _annex(self, part: Json) -> Iterator[Json]:
        yield from ({"kind": "text", "runs": self._runs(each)} for each in part["statement"])
        for each in self._told["sources"]:
            line = ", ".join(filter(None, (each["author"], each["title"], each["publisher"], each["published"])))
            yield {
                "kind": "source",
                "number": each["number"],
                "text": f"{line} ({each['reliability']})",
                "url": each["url"] or "",
            }
            yield {"kind": "text", "runs": [["t", each["descriptor"]]]}
            rows = [[told["statement"], told["at"]] for told in each["supports"]]
            yield _table(("Supports", "Where"), rows)
        rows = [[each["name"], each["descriptor"], each["reliability"]] for each in part["unread"]]
        if rows:
            yield _table(("Known only through others", "What it is", "Grade"), rows)

    def _closing(self, part: Json) -> Iterator[Json]:
        rows = [[each["name"], each["text"]] for each in part["services"]]
        if rows:
            yield _table(("Service", "What it is"), rows)
        yield from ({"kind": "text", "runs": [["t", each]]} for each in (*part["contact"], *part["legal"]))

    def _markdown(self, passage: Json | None) -> Iterator[Json]:
        """Blocks of an analyst's text, which is separated by empty lines; what is indented belongs to what is before it."""
        if not passage:
            return
        # A figure that is asked for twice is two figures, each in its place.
        waiting = {asked: iter(names) for asked, names in passage["figures"].items()}
        for piece in re.split(r"\n\s*\n(?!\s)", passage["markdown"].strip()):
            yield from self._piece(piece, waiting)

    def _piece(self, piece: str, figures: Mapping[str, Iterator[str]]) -> Iterator[Json]:
        if box := _BOX.match(piece):
            text = " ".join(line.strip() for line in piece.splitlines()[1:])
            yield {"kind": "box", "title": box["title"] or "Note", "texts": [self._runs(text)]}
        elif piece.startswith("[!"):
            yield self._judgement(self._judgements[piece[2:].partition("]")[0]])
        elif figure := _FIGURE.match(piece):
            yield from (self._figure(name) for name in islice(figures.get(figure["asked"], ()), 1))
        elif piece.startswith("#"):
            yield {"kind": "heading", "level": 2, "text": piece.lstrip("# ").partition(" {")[0]}
        elif piece.startswith("|"):
            head, _, *rows = [line.strip("| ").split("|") for line in piece.splitlines() if line.startswith("|")]
            yield _table([cell.strip() for cell in head], [[self._runs(cell.strip()) for cell in row] for row in rows])
        elif piece.startswith("- "):
            yield {"kind": "list", "items": [self._runs(item) for item in piece.removeprefix("- ").split("\n- ")]}
        elif not piece.startswith("{"):
            yield {"kind": "text", "runs": self._runs(piece)}

    def _runs(self, text: str) -> Runs:
        runs: Runs = []
        at = 0
        text = re.sub(r"\{[a-z]+=[^}]*\}", "", " ".join(text.split()))
        for found in _INLINE.finditer(text):
            if found.start() > at:
                runs.append(["t", text[at : found.start()]])
            at = found.end()
            if found["cites"]:
                runs.append(["c", self._numbers(re.findall(r"@([a-z0-9-]+)", found["cites"]))])
            else:
                runs.append(["b", found["bold"]] if found["bold"] else ["i", found["italic"]])
        return [*runs, ["t", text[at:]]] if at < len(text) else runs

    def _numbers(self, facts: Iterable[str]) -> list[int]:
        return sorted({number for fact in facts for number in self._cited.get(fact, ())})

    def _told_by(self, text: str, facts: Iterable[str]) -> Runs:
        numbers = self._numbers(facts)
        return [["t", text], ["c", numbers]] if numbers else [["t", text]]

    def _at(self, pointers: Iterable[str]) -> list[Json]:
        """What JSON pointers point to."""
        return [self._told[name][int(index)] for _, name, index in (each.split("/") for each in pointers)]

    def _figure(self, name: str) -> Json:
        figure = self._figures[name]
        return {
            "kind": "figure",
            "file": f"{name}.svg",
            "caption": figure["caption"],
            "alternative": figure["alternative"],
        }

    def _judgement(self, each: Json) -> Json:
        head = f"{each['likelihood']} ({each['range']}), {each['confidence']} confidence, by {each['horizon']}"
        texts = [self._told_by(each["statement"], each["basis"])]
        texts += [[["i", "Assumes: "], ["t", told]] for told in each["assumptions"]]
        texts += [[["i", "Would change it: "], ["t", told]] for told in each["would_change"]]
        return {"kind": "box", "title": head, "texts": texts}

    def _difference(self, each: Json) -> Json:
        texts = [[["t", each["question"]]]]
        texts += [[["b", side["value"]], ["c", self._numbers(side["facts"])]] for side in each["sides"]]
        return {"kind": "box", "title": "Sources differ", "texts": texts}

    def _judgement_table(self) -> Json:
        rows = [[each["statement"], each["likelihood"], each["confidence"]] for each in self._told["judgements"]]
        return _table(("Judgement", "Likelihood", "Confidence"), rows)

    def _rating_table(self, *, rationale: bool) -> Json:
        rows: list[list[Any]] = []
        for each in self._told["ratings"]:
            row: list[Any] = [each["category"], str(each["likelihood"]), str(each["impact"]), each["level_word"]]
            rows.append([*row, self._told_by(each["rationale"], each["facts"])] if rationale else row)
        return _table(("Category", "Likelihood", "Impact", "Level", *(("Why",) if rationale else ())), rows)

    def _indicator_table(self, indicators: Iterable[Json]) -> Json:
        rows = [
            [self._told_by(each["what"], each["facts"]), each["state_word"], each["signals"]] for each in indicators
        ]
        return _table(("What to watch", "State", "Would signal"), rows)


def _table(headers: Iterable[str], rows: Iterable[Iterable[Any]]) -> Json:
    """A table; a cell is text or runs."""
    runs = [[[["t", cell]] if isinstance(cell, str) else cell for cell in row] for row in rows]
    return {"kind": "table", "headers": list(headers), "rows": runs}
