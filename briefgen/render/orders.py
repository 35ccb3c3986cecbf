"""What goes to a press and what comes back, as bytes: the press may be another process, or on another machine.

An order carries all that it needs. It comes from briefgen and is trusted; an answer comes from where content was set, so
that it is plain JSON and bytes.
"""

from __future__ import annotations

import json
import pickle
import signal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.model.faults import MachineError, RenderError
from briefgen.model.overrun import Overrun, OverrunError

if TYPE_CHECKING:
    # Only names: the press's child must start before the nouns take their time to import.
    from briefgen.model.brand import BrandKit
    from briefgen.model.briefing import Briefing
    from briefgen.model.figure import Drawing
    from briefgen.render.shelf import Shelf

_TOO_LONG = (-signal.SIGXCPU, -signal.SIGKILL)
"""How a process ends that has used up its time: by the limit, or by the hard limit."""


class Limits(NamedTuple):
    """What a child may take.

    Attributes:
        seconds: Of processor time and of wall-clock time.
        memory_bytes: Of address space, over what it has at its start.
        file_bytes: The largest file it may write.
        processes: How many may work on it at a time; more than one where other processors have nothing to do.
    """

    seconds: int = 120
    memory_bytes: int = 1 << 30
    file_bytes: int = 1 << 28
    processes: int = 1


@dataclass(frozen=True, slots=True)
class Printed:
    """What a press made.

    Attributes:
        files: The bytes of each format.
        noticed: What has more pages than it may.
        pages: Of the PDF; 0 where none was asked for.
    """

    files: Mapping[str, bytes]
    noticed: tuple[Overrun, ...] = ()
    pages: int = 0


def order(  # noqa: PLR0913, PLR0917 - an order carries all that it needs
    briefing: Briefing,
    drawings: Mapping[str, Drawing],
    kit: BrandKit,
    shelf: Shelf,
    formats: Sequence[str],
    limits: Limits | None = None,
) -> bytes:
    """An order to set and print one briefing.

    Args:
        briefing: What to set.
        drawings: Its figures, drawn, by id.
        kit: The brand with its logo and fonts.
        shelf: The templates.
        formats: Any of `pdf`, `html`, `json`, `docx`.
        limits: What the process that sets it may take.
    """
    job = {"briefing": briefing, "drawings": dict(drawings), "kit": kit, "shelf": shelf, "formats": tuple(formats)}
    return pickle.dumps(job | (limits or Limits())._asdict())


def message(head: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> bytes:
    """An answer: what became of the order, and the bytes of each file."""
    sizes = {name: len(data) for name, data in (files or {}).items()}
    told = json.dumps({**head, "files": sizes}).encode()
    return len(told).to_bytes(8, "big") + told + b"".join((files or {}).values())


def printed(answer: bytes) -> Printed:
    """What an answer says was made.

    Raises:
        RenderError: The templates or the engine refused it, or it ran into a limit.
        OverrunError: Something runs out of its place or off its page.
        MachineError: The engine could not be started at all.
    """
    size = int.from_bytes(answer[:8], "big")
    head: dict[str, Any] = json.loads(answer[8 : 8 + size])
    if head["status"] == "done":
        noticed = tuple(Overrun(**each) for each in head["noticed"])
        return Printed(dict(_cut(answer[8 + size :], head["files"])), noticed, head["pages"])
    if head["status"] == "overrun":
        raise OverrunError(tuple(Overrun(**each) for each in head["overruns"]))
    if head["status"] == "refused":
        raise RenderError(head["message"], head["hint"])
    if head["status"] == "memory":
        raise RenderError(
            f"setting the report took more than {head['bytes'] >> 20} MiB of memory",
            "Look for a very large table or picture, or an endless layout in a template.",
        )
    if head["status"] == "ended":
        raise _ended(head["code"], head["errors"], head["seconds"])
    raise RenderError(f"the engine failed: {head['message']}", "This is a fault of briefgen; please report it.")


def _ended(code: int, errors: str, seconds: int) -> RenderError | MachineError:
    """Why a process ended before it could answer."""
    if "cannot load library" in errors or "could not import some external libraries" in errors:
        return MachineError(
            "WeasyPrint's system libraries are missing",
            "Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; or run ./run setup.",
        )
    if code in _TOO_LONG:
        return RenderError(
            f"setting the report took more than {seconds} s",
            "Look for an endless layout in a template, or for a very long table or list.",
        )
    lines = errors.strip().splitlines()
    return RenderError(
        f"the engine's process ended by itself ({code}){': ' + lines[-1] if lines else ''}",
        "Look for an endless or very deep layout; the other reports are not affected.",
    )


def _cut(data: bytes, sizes: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    start = 0
    for name, size in sizes.items():
        yield name, data[start : start + size]
        start += size
