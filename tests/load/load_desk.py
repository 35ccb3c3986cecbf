"""A tiny desk that is whole, to break one thing of at a time."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from PIL import Image

from briefgen.load.library import load_library
from briefgen.load.places import locate
from briefgen.load.workspace import find_workspace
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.dossier import Library

FILES = {
    "briefgen.toml": 'name = "Test desk"\nas_of = 2025-08-20\n',
    "seeds/sources/wire.yaml": """\
        - id: wire-2025-08-14
          title: Ministers meet
          publisher: Wire
          published: 2025-08-14
          accessed: 2026-11-21
          url: https://wire.example/1
          derived_from: [ministry]
          reliability: B
          descriptor: A wire report.
        - id: paper-2024
          title: The year
          publisher: Paper
          published: 2024
          reliability: C
          descriptor: A paper.
        - id: heard-of
          title: Named by the wire
          publisher: Other
          read: false
          reliability: F
          descriptor: Known through the wire.
        """,
    "seeds/facts/exit.yaml": """\
        - id: exit-announced
          statement: They announced that they were leaving.
          when: 2024-01-28
          countries: [ML]
          topics: [alliances]
          actors: [bloc]
          asserts: {subject: bloc, property: exit, value: 2024-01-28}
          evidence:
            - {source: paper-2024, at: page 3}
        - id: exit-done
          statement: They have left.
          when: 2025-01
          countries: [ML]
          evidence:
            - {source: wire-2025-08-14, at: paragraph 2, origins: [heard-of, ministry]}
        """,
    "seeds/actors/all.yaml": """\
        - {id: bloc, name: The Bloc, kind: regional-body}
        - {id: ministry, name: The Ministry, kind: government-body, country: RU}
        """,
    "seeds/topics/alliances.yaml": """\
        name: Alliances
        """,
    "seeds/countries/mali.yaml": """\
        id: mali
        name: Mali
        code: ML
        summary: Mali left [@exit-done].
        ratings:
          - {category: Security, likelihood: 4, impact: 5, rationale: War., facts: [exit-announced]}
        standing:
          - title: Alliances
            text: |
              It belonged to a bloc [@exit-announced].

              It left.
        """,
    "seeds/reports/leaving/report.yaml": """\
        title: Leaving
        covers: [mali]
        topics: [alliances]
        judgements:
          - id: stays-out
            statement: The state stays out of the bloc.
            likelihood: very-likely
            confidence: moderate
            horizon: 2026-02-20
            basis: [exit-done]
        scenarios:
          - {id: out, name: Out, probability_percent: 60, description: It stays out.}
          - {id: back, name: Back, probability_percent: 40, description: It comes back.}
        """,
    "seeds/reports/leaving/summary.md": """\
        It left [@exit-announced; @exit-done].

        [!stays-out]
        """,
    "seeds/reports/leaving/10-how-it-left.md": """\
        # It left in two steps

        > First it said so, then it did [@exit-done].

        It announced this in 2024 [@exit-announced].

        ![Timeline](figure:timeline?from=2020&topics=alliances)
        """,
    "seeds/clients/mine.yaml": """\
        id: mine
        name: A mine
        reports: [leaving, mali]
        """,
}


@dataclass(frozen=True)
class Desk:
    """A desk in a folder of its own, written file by file."""

    root: Path

    def write(self, file: str, text: str) -> Desk:
        """Write a file whole, indentation taken off."""
        return self.put(file, dedent(text).encode())

    def put(self, file: str, data: bytes) -> Desk:
        """Write a file's bytes."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return self

    def swap(self, file: str, old: str, new: str) -> Desk:
        """Change one place in a file; it must be there exactly once."""
        text = (self.root / file).read_text()
        assert text.count(old) == 1, (file, old)
        return self.put(file, text.replace(old, new).encode())

    def drop(self, file: str) -> Desk:
        """Delete a file."""
        (self.root / file).unlink()
        return self

    def check(self) -> tuple[Diagnostic, ...]:
        """Load, and give what was found with its places."""
        workspace = find_workspace(self.root)
        return locate(workspace, load_library(workspace).diagnostics)

    def library(self) -> Library:
        """Load, and give what is whole."""
        return load_library(find_workspace(self.root)).library

    def only(self) -> Diagnostic:
        """The one thing that is wrong."""
        found = self.check()
        assert len(found) == 1, [(one.name, one.place, one.message) for one in found]
        return found[0]


def at(found: Diagnostic) -> str:
    """Place and name of a finding, as a line of a report: `file:line:column name`."""
    place = found.place
    assert place
    return f"{place.file}:{place.line}:{place.column} {found.name}"


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 6), **options) -> bytes:
    """A small picture's bytes."""
    stream = io.BytesIO()
    Image.new("RGB", size, "#336699").save(stream, kind, **options)
    return stream.getvalue()
