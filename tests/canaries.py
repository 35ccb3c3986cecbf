"""One withheld fact, real finished files, and ways to put the one into the others."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf

from briefgen.model.edition import Withheld
from briefgen.seal.leaks import Forbidden, Leak, forbidden, leaks

ROOT = Path(__file__).parent.parent
STATEMENT = "Colonel Zerkalovich moved 4,275 crates of kvantorium shells to the quarry behind Tessounfat."
NAME = "Zerkalovich"
RUN = "moved 4,275 crates of"
WITHHELD = Withheld("fact", "colonel-moves-shells", "marking", "TLP:RED", None, (STATEMENT, "colonel-moves-shells"))
RELEASED = (
    "Mali’s defence minister calls defence the largest field of cooperation with Russia.",
    "The quarry behind the town was closed in 2024. Crates of shells were seen by a colonel, who moves them.",
)


@cache
def finished(report: str = "mali-flash") -> dict[str, bytes]:
    """A report's files as the program makes them, by format."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "briefgen", "build", report, "--format", "pdf,html,json,docx"]
        subprocess.run(
            [*command, "--as-of", "2025-08-20", "--output", folder], cwd=ROOT, check=True, capture_output=True
        )
        return {path.suffix[1:]: path.read_bytes() for path in Path(folder).rglob(f"{report}.*")}


@cache
def wanted() -> Forbidden:
    """What may not occur: the fact, and what is of no client's business."""
    return forbidden([WITHHELD], RELEASED, ["buildhost-17", "/people/analyst", "Sahara Gold Ltd", "sahara-gold"])


def found(name: str, data: bytes, password: str | None = None) -> tuple[Leak, ...]:
    """The leaks in a file."""
    return leaks(name, data, wanted(), password)


def places(name: str, data: bytes, password: str | None = None) -> str:
    """Where the withheld fact is in a file, a line for each place."""
    hits = found(name, data, password)
    assert all(hit.withheld is WITHHELD or not hit.readable for hit in hits), hits
    return "\n".join(hit.place for hit in hits)


def edited(change: Callable[[pikepdf.Pdf], object], data: bytes | None = None, **options: object) -> bytes:
    """The report's PDF, changed and saved."""
    with pikepdf.open(io.BytesIO(data or finished()["pdf"])) as pdf:
        change(pdf)
        stream = io.BytesIO()
        pdf.save(stream, **options)
    return stream.getvalue()


def rezipped(change: Callable[[str, bytes], bytes], extra: Callable[[zipfile.ZipFile], object] = id) -> bytes:
    """The report's Word file, each member changed, and more done to the archive."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(finished()["docx"])) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            new.writestr(entry, change(entry.filename, old.read(entry)))
        extra(new)
    return stream.getvalue()
