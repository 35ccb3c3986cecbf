"""`briefgen build mali` cold, unchanged and with a section edited, against what would print the same text instead.

Usage: ./run bench peers_builds [--quick] [--write] [--report ID] [--rounds N]

The aims: cold, to PDF and HTML, at most 0.75 of the bare engine's command line on the same page, and faster than pandoc with
WeasyPrint and than Chromium; unchanged, at most 0.25 s more than a Python that does nothing, and no slower than Typst.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

import _peers
import pypdfium2
from _ledger import aim, measured, record, show
from _measure import PROGRAMS, ROOT, Runs, run_once, side_by_side

NOTHING, COLD, SAME, EDITED = "python -c pass", "briefgen, cold", "briefgen, unchanged", "briefgen, one section edited"
WEASYPRINT, PANDOC, CHROMIUM, TYPST = "WeasyPrint", "pandoc + WeasyPrint", "Chromium", "Typst"
TITLE = "One report"


def main() -> None:
    """Measure, print, and keep."""
    parser = argparse.ArgumentParser(prog="./run bench peers_builds")
    parser.add_argument("--report", default="mali", help="which report (default: mali)")
    parser.add_argument("--rounds", type=int, help="how often each is run (default: 7; with --quick 1)")
    parser.add_argument("--quick", action="store_true", help="once each")
    parser.add_argument("--write", action="store_true", help="keep it in docs/benchmarks.md")
    options = parser.parse_args()
    _peers.require_peers()
    with tempfile.TemporaryDirectory() as folder:
        table = measure(options.report, options.rounds or (1 if options.quick else 7), Path(folder))
    show(TITLE, table)
    if options.write:
        record("builds", TITLE, table)


def measure(report: str, rounds: int, folder: Path) -> dict[str, object]:
    """Everything in turn, round after round, in a copy of the desk."""
    desk = folder / "desk"
    shutil.copytree(ROOT / "seeds", desk / "seeds")
    shutil.copy(ROOT / "briefgen.toml", desk)
    run_once([*build(desk, report), "--format", "pdf,html,json"])
    (built,) = {path.parent for path in (desk / "output").rglob(f"{report}.json")}
    given = _peers.material(built, desk, report, folder / "material")
    shutil.copytree(built, folder / "first")
    given = _peers.Material(folder / "first" / f"{report}.html", given.folder)
    peers = {WEASYPRINT: _peers.weasyprint, PANDOC: _peers.pandoc_weasyprint, TYPST: _peers.typst}
    if _peers.browser():
        peers[CHROMIUM] = _peers.chromium
    commands: dict[str, Callable[[], list[str]]] = {
        NOTHING: lambda: [sys.executable, "-c", "pass"],
        COLD: lambda: [*build(desk, report), "--force"],
        **{name: peer_command(name, peer, given, folder) for name, peer in peers.items()},
        EDITED: edits(desk, report),
        SAME: lambda: build(desk, report),
    }
    runs = {run.name: run for run in side_by_side(commands, rounds)}
    files = {name: folder / f"{name}.pdf" for name in peers} | {COLD: built / f"{report}.pdf"}
    return table(runs, files, rounds)


def build(desk: Path, report: str) -> list[str]:
    """The command line of a build, to PDF and HTML."""
    return [str(PROGRAMS / "briefgen"), "--workspace", str(desk), "build", report]


def peer_command(
    name: str, peer: Callable[..., list[str]], given: _peers.Material, folder: Path
) -> Callable[[], list[str]]:
    """A command line of a peer, which writes its PDF anew."""

    def command() -> list[str]:
        pdf = folder / f"{name}.pdf"
        pdf.unlink(missing_ok=True)
        return peer(given, pdf)

    return command


def edits(desk: Path, report: str) -> Callable[[], list[str]]:
    """Builds, each after an edit of the last section that was not there before."""
    section = max(path for path in (desk / "seeds/reports" / report).glob("[0-9]*.md") if path.stem.count(".") == 0)
    text, numbers = section.read_text(encoding="utf-8"), count(1)

    def command() -> list[str]:
        added = (
            '\n!!! assessment "What we make of it"\n    The desk looks at this again'
            + " and again" * next(numbers)
            + ".\n"
        )
        section.write_text(text + added, encoding="utf-8")
        return build(desk, report)

    return command


def table(runs: dict[str, Runs], files: dict[str, Path], rounds: int) -> dict[str, object]:
    """Rows, and what the aims say."""
    ours = runs[COLD].median
    rows = [
        (
            name,
            f"{run.median:.2f}",
            f"{run.median / ours:.2f}",
            f"{sorted(run.processor_seconds)[len(run.seconds) // 2]:.2f}",
            f"{max(run.peaks_mib):.0f}",
            *described(files.get(name)),
        )
        for name, run in runs.items()
    ]
    headers = ("", "seconds", "of cold briefgen", "processor s", "peak MiB", "PDF KB", "pages")
    ratio = {name: ours / runs[name].median for name in (WEASYPRINT, PANDOC, CHROMIUM) if name in runs}
    more = runs[SAME].median - runs[NOTHING].median
    notes = [
        *(
            aim(f"Cold briefgen over {name}", value, most=0.75 if name == WEASYPRINT else 1)
            for name, value in ratio.items()
        ),
        aim("Unchanged briefgen, more than a Python that does nothing", more, most=0.25, unit=" s"),
        aim("Unchanged briefgen over Typst", runs[SAME].median / runs[TYPST].median, most=1),
        (
            f"{rounds} rounds in turn. briefgen writes PDF and HTML, and checks the desk; the peers write a PDF. With one section "
            "edited, a peer prints all again, as cold."
        ),
    ]
    return measured(headers, rows, notes, _peers.versions())


def described(pdf: Path | None) -> tuple[str, str]:
    """How large a PDF is, and how many pages it has."""
    if pdf is None or not pdf.exists():
        return "", ""
    with pypdfium2.PdfDocument(pdf) as document:
        return f"{pdf.stat().st_size / 1000:.0f}", f"{len(document)}"


if __name__ == "__main__":
    main()
