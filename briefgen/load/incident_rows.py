"""The rows of a table of incidents: each checked cell by cell, so that a fault is told where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from briefgen.load.codes import fault
from briefgen.load.countries import country_hint, country_names
from briefgen.load.delimited import BrokenTableError, Cell, read_rows
from briefgen.load.messages import day_fault
from briefgen.load.nearest import nearest_hint
from briefgen.load.references import Known
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.gazetteer import Spot, find_spot, spot_names, within
from briefgen.model.incident import Incident
from briefgen.model.marking import Marking
from briefgen.model.place import Place

MAX_ROWS = 20_000
_REQUIRED = ("date", "place", "country", "kind", "source")
_OPTIONAL = ("latitude", "longitude", "fatalities", "marking")
_POSITION = {"latitude": 90.0, "longitude": 180.0}
_LONGEST = {"place": 80, "kind": 60}
"""Characters."""
_MOST_DEATHS = 1_000_000
_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,12})?")
_SHOWN = 60
_EMPTY = Cell("", 0, 0)


@dataclass
class Rows:
    """One table while it is read.

    Attributes:
        name: Its path.
        known: Ids of the desk.
        decimal_comma: Whether numbers may have a comma, because cells do not end with one.
        found: What is wrong.
    """

    name: str
    known: Known
    decimal_comma: bool
    found: list[Diagnostic] = field(default_factory=list)

    def read(self, text: str) -> Iterator[Incident]:
        """The rows without a fault."""
        seen: dict[tuple[object, ...], int] = {}
        try:
            rows = read_rows(text)
            head = next(rows, [])
            columns = self._columns(head)
            if not columns:
                return
            number = 0
            for number, cells in enumerate(rows, start=1):
                if number > MAX_ROWS:
                    message = f"the table has more than {MAX_ROWS:,} rows"
                    self._say("too-large", cells[0], message, "Leave out what the figure does not show.")
                    return
                yield from self._row(cells, head, columns, seen)
            if not number:
                self._say("broken-table", head[0], "the table has no row", "Write one below its first line.")
        except BrokenTableError as error:
            place = Cell("", error.line, error.column)
            message = "a quotation mark is not closed, or something follows one that is"
            self._say("broken-table", place, message, 'Write "" for a quotation mark inside a cell in quotation marks.')

    def _say(self, name: str, cell: Cell, message: str, hint: str) -> None:
        self.found.append(fault(name, Place(self.name, line=cell.line or 1, column=cell.column or 1), message, hint))

    def _columns(self, head: list[Cell]) -> Mapping[str, int]:
        """Where each column stands; empty where one is missing."""
        names = [cell.text.casefold() for cell in head]
        columns: dict[str, int] = {}
        for name in (*_REQUIRED, *_OPTIONAL):
            if name in names:
                columns[name] = names.index(name)
                if names.count(name) > 1:
                    again = head[len(names) - 1 - names[::-1].index(name)]
                    self._say("broken-table", again, f"the column '{name}' stands here a second time", "Keep one.")
        missing = [name for name in _REQUIRED if name not in columns]
        for name in missing:
            hint = nearest_hint(
                name, [each for each in names if each], f"The first line names the columns: {','.join(_REQUIRED)}."
            )
            self._say("broken-table", head[0] if head else _EMPTY, f"the table has no column '{name}'", hint)
        halves = [name for name in _POSITION if name in columns]
        if len(halves) == 1:
            other = next(name for name in _POSITION if name not in halves)
            self._say("broken-table", head[columns[halves[0]]], f"'{halves[0]}' needs the column '{other}'", "Add it.")
        return {} if missing else columns

    def _row(
        self, cells: list[Cell], head: list[Cell], columns: Mapping[str, int], seen: dict[tuple[object, ...], int]
    ) -> Iterator[Incident]:
        """The row's incident; none where it has a fault."""
        if len(cells) != len(head):
            message = f"the row has {len(cells)} cells, and the first line {len(head)}"
            hint = (
                "Set a cell with a separator in it in quotation marks."
                if len(cells) > len(head)
                else "Add the empty ones."
            )
            self._say("broken-table", cells[0], message, hint)
            return
        row = {name: cells[at] for name, at in columns.items()}
        before = len(self.found)
        day, deaths = self._day(row["date"]), self._deaths(row.get("fatalities", _EMPTY))
        country = self._country(row["country"])
        self._texts(row)
        self._source(row["source"])
        marking = self._marking(row.get("marking", _EMPTY))
        position = self._position(row, country)
        if len(self.found) > before and any(each.severity is Severity.ERROR for each in self.found[before:]):
            return
        if day and position:
            incident = Incident(
                day=day,
                place=position.name,
                country=country,
                latitude=position.latitude,
                longitude=position.longitude,
                kind=row["kind"].text,
                fatalities=deaths,
                source=row["source"].text,
                line=cells[0].line,
                marking=marking,
            )
            self._repeated(incident, cells[0], seen)
            yield incident

    def _repeated(self, incident: Incident, cell: Cell, seen: dict[tuple[object, ...], int]) -> None:
        same = (incident.day, incident.place, incident.country, incident.kind, incident.fatalities, incident.source)
        if same in seen:
            message = f"the row says the same as line {seen[same]}: both are counted"
            self._say("repeated-incident", cell, message, "Delete one of the two if it is one event.")
        seen.setdefault(same, incident.line)

    def _day(self, cell: Cell) -> date | None:
        try:
            if len(cell.text) == len("2025-08-14"):
                return date.fromisoformat(cell.text)
        except ValueError:
            pass
        self.found.append(day_fault(cell.text, "date", Place(self.name, line=cell.line, column=cell.column)))
        return None

    def _deaths(self, cell: Cell) -> int | None:
        """None where the cell is empty: nobody says how many died."""
        if not cell.text:
            return None
        if not (cell.text.isascii() and cell.text.isdigit()):
            message = f"'fatalities' is no whole number from 0: '{cell.text[:_SHOWN]}'"
            self._say(
                "malformed-value", cell, message, "Write digits; leave the cell empty where nobody says how many died."
            )
        elif len(cell.text) > len(str(_MOST_DEATHS)) or int(cell.text) > _MOST_DEATHS:
            hint = f"Write a number up to {_MOST_DEATHS:,}."
            self._say("out-of-range", cell, f"'fatalities' is out of range: {cell.text[:_SHOWN]}", hint)
        else:
            return int(cell.text)
        return None

    def _marking(self, cell: Cell) -> Marking:
        """CLEAR where the cell is empty or there is no such column."""
        if not cell.text:
            return Marking.CLEAR
        if cell.text in set(Marking):
            return Marking(cell.text)
        hint = nearest_hint(cell.text, (known.value for known in Marking), "Write TLP:AMBER, or leave the cell empty.")
        self._say("malformed-marking", cell, f"unknown marking '{cell.text[:_SHOWN]}'", hint)
        return Marking.RED

    def _country(self, cell: Cell) -> str:
        if cell.text not in country_names():
            message = f"no country has the code '{cell.text[:_SHOWN]}'"
            self._say("unknown-id", cell, message, country_hint(cell.text))
        return cell.text

    def _texts(self, row: Mapping[str, Cell]) -> None:
        for name, most in _LONGEST.items():
            cell = row[name]
            if not cell.text:
                self._say("empty-text", cell, f"'{name}' is empty", "Write it in every row.")
            elif len(cell.text) > most:
                message = f"'{name}' has {len(cell.text):,} characters; {most} are allowed"
                self._say("overlong-text", cell, message, "Shorten it.")

    def _source(self, cell: Cell) -> None:
        place = Place(self.name, line=cell.line, column=cell.column)
        if not cell.text:
            hint = "Write the id of a fact or a source of the desk in every row."
            self.found.append(fault("empty-text", place, "'source' is empty", hint))
        elif self.known.unread(cell.text):
            message = f"the desk has not read the source '{cell.text[:_SHOWN]}'"
            self.found.append(fault("unread-source", place, message, "Name the source that relays it."))
        else:
            self.found += self.known.check(cell.text, ("fact", "source"), place)

    def _position(self, row: Mapping[str, Cell], country: str) -> Spot | None:
        """Where the row's place lies: as written, else as the gazetteer has it."""
        north, east = (self._degrees(row.get(name, _EMPTY), name) for name in _POSITION)
        place = row["place"]
        if north is not None and east is not None:
            if country in country_names() and not within(country, north, east):
                message = f"{north:g}, {east:g} lies outside {country_names()[country]}"
                hint = "Look whether latitude and longitude are exchanged, or a minus sign is lost."
                self._say("far-position", row["latitude"], message, hint)
            return Spot(place.text, country, north, east, "town")
        if any(row.get(name, _EMPTY).text for name in _POSITION):
            if not (row["latitude"].text and row["longitude"].text):
                self._say(
                    "malformed-value",
                    row["latitude"],
                    "a position needs latitude and longitude",
                    "Write both, or neither.",
                )
            return None
        spot = find_spot(place.text, (country,))
        if spot is None and place.text:
            message = f"nobody knows where '{place.text[:_SHOWN]}' in {country[:_SHOWN]} lies"
            hint = nearest_hint(place.text, spot_names(), "Write its latitude and longitude in the row.")
            self._say("unknown-spot", place, message, hint)
        return spot

    def _degrees(self, cell: Cell, name: str) -> float | None:
        if not cell.text:
            return None
        written = cell.text.replace("−", "-")
        if self.decimal_comma:
            written = written.replace(",", ".")
        if _DEGREES.fullmatch(written) and abs(float(written)) <= _POSITION[name]:
            return float(written)
        message = f"'{name}' is no number of degrees: '{cell.text[:_SHOWN]}'"
        hint = f"Write a decimal number from −{_POSITION[name]:g} to {_POSITION[name]:g}: 12.64."
        self._say("malformed-value", cell, message, hint)
        return None
