"""Reports of 10 to 300 pages: seconds, seconds a page and memory, beside the bare engine and Typst.

Usage: ./run bench peers_pages [--quick] [--write] [--rounds N] [PIECES…]

The aim: a page of 300 takes at most 1.4 times as long as one of 10.
"""

import argparse
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

import _peers
import pypdfium2
from _ledger import aim, measured, record, show
from _measure import PROGRAMS, Runs, run_once, side_by_side
from _plot import Line
from _sample_desk import write_desk

TITLE = "Longer reports"
PIECES = (2, 18, 85, 275)
"""Of the report's text, for about 10, 30, 100 and 300 pages."""
QUICK = (2, 18)
OURS, WEASYPRINT, TYPST = "briefgen", "WeasyPrint", "Typst"


@dataclass(frozen=True)
class Size:
    """What one size took.

    Attributes:
        pages: Of each one's PDF.
        kilobytes: Likewise.
    """

    runs: dict[str, Runs]
    pages: dict[str, int]
    kilobytes: dict[str, float]

    def a_page(self, name: str) -> float:
        """Milliseconds a page."""
        return 1000 * self.runs[name].median / self.pages[name]

    def worked(self, name: str) -> float:
        """Milliseconds of the processor a page: hardly changed by what else the machine does."""
        return 1000 * statistics.median(self.runs[name].processor_seconds) / self.pages[name]


def main() -> None:
    """Measure, print, and keep."""
    parser = argparse.ArgumentParser(prog="./run bench peers_pages")
    parser.add_argument("pieces", nargs="*", type=int, metavar="PIECES", help="sizes of the report")
    parser.add_argument("--rounds", type=int, help="how often each is run (default: 3; with --quick 1)")
    parser.add_argument("--quick", action="store_true", help="two sizes, once each")
    parser.add_argument("--write", action="store_true", help="keep it in docs/benchmarks.md")
    options = parser.parse_args()
    _peers.require_peers()
    pieces = options.pieces or (QUICK if options.quick else PIECES)
    rounds = options.rounds or (1 if options.quick else 3)
    sizes = []
    for number in pieces:
        with tempfile.TemporaryDirectory() as folder:
            sizes.append(measure(Path(folder), number, rounds))
        print(f"{sizes[-1].pages[OURS]} pages: {sizes[-1].runs[OURS].median:.1f} s", flush=True)
    table, lines = summary(sizes, rounds)
    show(TITLE, table)
    if options.write:
        record("pages", TITLE, table, lines, ("pages", "seconds"))


def measure(folder: Path, pieces: int, rounds: int) -> Size:
    """One size: all in turn."""
    write_desk(folder, 1, pieces)
    build = [str(PROGRAMS / "briefgen"), "--workspace", str(folder), "build", "report-0", "--force"]
    run_once([*build, "--format", "pdf,html,json"])
    (built,) = {path.parent for path in (folder / "output").rglob("report-0.json")}
    given = _peers.material(built, folder, "report-0", folder / "material")
    files = {OURS: built / "report-0.pdf", WEASYPRINT: folder / "weasyprint.pdf", TYPST: folder / "typst.pdf"}
    commands = {
        OURS: lambda: build,
        WEASYPRINT: lambda: _peers.weasyprint(given, files[WEASYPRINT]),
        TYPST: lambda: _peers.typst(given, files[TYPST]),
    }
    runs = {run.name: run for run in side_by_side(commands, rounds, warm_up=rounds > 1)}
    sizes = {name: path.stat().st_size / 1000 for name, path in files.items()}
    return Size(runs, {name: pages(path) for name, path in files.items()}, sizes)


def pages(pdf: Path) -> int:
    """How many pages it has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def summary(sizes: list[Size], rounds: int) -> tuple[dict[str, object], list[Line]]:
    """Rows, what the aim says, and lines for the plot."""
    rows = [
        (
            name,
            f"{size.pages[name]}",
            f"{run.median:.2f}",
            f"{size.a_page(name):.0f}",
            f"{size.a_page(name) / sizes[0].a_page(name):.2f}",
            f"{size.worked(name):.0f}",
            f"{size.runs[OURS].median / run.median:.2f}",
            f"{max(run.peaks_mib):.0f}",
            f"{size.kilobytes[name]:.0f}",
        )
        for size in sizes
        for name, run in size.runs.items()
    ]
    headers = (
        "",
        "pages",
        "seconds",
        "ms a page",
        "of the shortest's",
        "processor ms",
        "briefgen over it",
        "peak MiB",
        "PDF KB",
    )
    growth = sizes[-1].a_page(OURS) / sizes[0].a_page(OURS)
    first, last = sizes[0].pages[OURS], sizes[-1].pages[OURS]
    notes = [
        aim(f"A page of {last} over a page of {first}", growth, most=1.4, unit=" times"),
        aim("The same of processor time", sizes[-1].worked(OURS) / sizes[0].worked(OURS), most=1.4, unit=" times"),
        (
            f"{rounds} rounds in turn, whole commands with their start. briefgen writes PDF and HTML, cold. Six-fact "
            "paragraphs, tables of twelve rows and timelines, in 8 sections at most."
        ),
    ]
    lines = [Line(name, tuple((size.pages[name], size.runs[name].median) for size in sizes)) for name in sizes[0].runs]
    return measured(headers, rows, notes, _peers.versions()), lines


if __name__ == "__main__":
    main()
