"""Where something was written, so that a fault can be shown at its line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a desk's content.

    The house's plan calls this an origin; the field keeps that word for where information starts, so here it is a place.

    Attributes:
        file: Path relative to the desk's folder, with forward slashes.
        pointer: Keys and list indices down to the value within a YAML file, () for the file itself or for Markdown.
        line: 1-based; None until it was looked up from the pointer.
        column: 1-based, in characters; None like the line.
    """

    file: str
    pointer: tuple[str | int, ...] = ()
    line: int | None = None
    column: int | None = None

    def inside(self, *steps: str | int) -> Place:
        """The place of a value deeper in the same file."""
        return Place(self.file, (*self.pointer, *steps))

    def __str__(self) -> str:
        """As a sentence names it: `seeds/facts/ports.yaml:14`; by its pointer while no line was looked up."""
        if self.line is not None:
            return f"{self.file}:{self.line}"
        return f"{self.file} ({'.'.join(map(str, self.pointer))})" if self.pointer else self.file
