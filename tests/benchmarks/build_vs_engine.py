"""A cold `briefgen build mali`, both formats, against the bare engine's command line on the HTML that it wrote.

Usage: ./run bench build [--report ID] [--pairs N]

The engine alone sets the pace: what briefgen adds is loading and checking the desk, composing, drawing, and writing the
HTML. The aim is a ratio of 1.3 at most.
"""

import argparse
import shutil
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pypdfium2
from _measure import PROGRAMS, print_machine, print_ratio, print_table, run_once, side_by_side


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="./run bench build")
    parser.add_argument("--report", default="mali", help="which report (default: mali)")
    parser.add_argument("--pairs", type=int, default=7, help="how often each is run (default: 7)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(options.report, options.pairs, Path(folder))


def measure(report: str, pairs: int, folder: Path) -> None:
    """Build the report once for its HTML, then time both in turn."""
    first = folder / "first"
    run_once(build(report, first))
    (html,) = first.rglob("*.html")
    engine_pdf = folder / "engine.pdf"

    def engine() -> list[str]:
        engine_pdf.unlink(missing_ok=True)
        return [str(PROGRAMS / "weasyprint"), "--quiet", str(html), str(engine_pdf)]

    ours, theirs = side_by_side(
        {f"briefgen build {report}": cold_builds(report, folder), f"weasyprint {report}.html": engine}, pairs
    )
    print_machine()
    print_table([ours, theirs])
    print_ratio(ours, theirs)
    # The comparison holds only as far as both made the same document.
    (our_pdf,) = first.rglob("*.pdf")
    print(f"pages: briefgen {pages(our_pdf)}, weasyprint {pages(engine_pdf)}")


def build(report: str, output: Path) -> list[str]:
    """The command line of a build."""
    return [str(PROGRAMS / "briefgen"), "build", report, "--output", str(output)]


def cold_builds(report: str, folder: Path) -> Callable[[], list[str]]:
    """Command lines that each build into an empty folder: nothing of an earlier build can help."""
    numbers = count()

    def command() -> list[str]:
        shutil.rmtree(folder / "cold", ignore_errors=True)
        return build(report, folder / "cold" / str(next(numbers)))

    return command


def pages(pdf: Path) -> int:
    """How many pages it has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


if __name__ == "__main__":
    main()
