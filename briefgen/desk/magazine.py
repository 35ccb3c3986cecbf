"""The magazine of what a run issued, in the output folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from briefgen.model.faults import BriefgenError
from briefgen.model.run import Line

if TYPE_CHECKING:
    from briefgen.desk.presses import Printer
    from briefgen.desk.session import Desk


def magazine(desk: Desk, lines: Sequence[Line], printer: Callable[[], Printer]) -> Iterator[Line]:
    """Build the digest that the desk's settings name of the reports that were issued.

    Args:
        desk: The desk.
        lines: What the run has done.
        printer: Gives what prints; not asked where there is nothing to print.

    Yields:
        What became of it; nothing where there is none to build.
    """
    from briefgen.desk.digest import DigestRequest, build_digest  # noqa: PLC0415 - only desks that have one

    settings = desk.workspace.schedule
    issued = tuple(dict.fromkeys(line.subject for line in lines if line.what == "issued"))
    if settings is None or settings.digest is None or not issued:
        return
    subject = f"digest-{settings.digest}"
    try:
        *_, made = build_digest(
            desk, DigestRequest(settings.digest, issued, ("pdf", "html"), desk.workspace.output), printer()
        )
    except BriefgenError as fault:
        yield Line("failed", subject, str(fault), fault.hint)
        return
    told = ", ".join(each.path for each in made.files) or "; ".join(str(each.message) for each in made.diagnostics)
    yield Line("digest" if made.files else "failed", subject, told)
