"""A small report on a desk of 100 to 50,000 facts: what the rest of the desk costs a build.

Usage: ./run bench peers_facts [--quick] [--write] [SIZE…]

No peer has facts; the bare engine on the same page shows how much of the time is not printing.
"""

import argparse
import tempfile
from pathlib import Path

import _peers
from _ledger import measured, record, show
from _measure import PROGRAMS, Runs, run_once, side_by_side
from _plot import Line
from load_facts import write_desk

TITLE = "A desk of more facts"
SIZES = (100, 1_000, 10_000, 50_000)
QUICK = (100, 2_000)
OURS, SAME, WEASYPRINT = "briefgen, cold", "briefgen, unchanged", "WeasyPrint"
AGAIN = "briefgen, first after --force"
"""Reads the desk, and finds its files as they would be printed: only then is the command itself known to change nothing."""
REPORT = """\
title: The councils put off their votes
short_title: Councils
covers: [mali]
authors: [River desk]
"""
STATEMENT = "The council of district {number} met on its market and put off the vote on the budget to the autumn [@fact-{number}]."
PROFILE = "id: mali\nname: Mali\ncode: ML\nregions: [West Africa]\n"


def main() -> None:
    """Measure, print, and keep."""
    parser = argparse.ArgumentParser(prog="./run bench peers_facts")
    parser.add_argument("sizes", nargs="*", type=int, metavar="SIZE", help="numbers of facts")
    parser.add_argument("--rounds", type=int, help="how often each is run (default: 3; with --quick 1)")
    parser.add_argument("--quick", action="store_true", help="two sizes, once each")
    parser.add_argument("--write", action="store_true", help="keep it in docs/benchmarks.md")
    options = parser.parse_args()
    rounds = options.rounds or (1 if options.quick else 3)
    sizes = {}
    for size in options.sizes or (QUICK if options.quick else SIZES):
        with tempfile.TemporaryDirectory() as folder:
            sizes[size] = measure(Path(folder), size, rounds)
        print(f"{size:,} facts: {sizes[size][OURS].median:.1f} s", flush=True)
    table, lines = summary(sizes, rounds)
    show(TITLE, table)
    if options.write:
        record("facts", TITLE, table, lines, ("facts on the desk", "seconds"))


def measure(folder: Path, size: int, rounds: int) -> dict[str, Runs]:
    """One size: all in turn."""
    write_desk(folder, size)
    report = folder / "seeds/reports/councils"
    report.mkdir()
    (folder / "seeds/countries").mkdir(exist_ok=True)
    (folder / "seeds/countries/mali.yaml").write_text(PROFILE, encoding="utf-8")
    (report / "report.yaml").write_text(REPORT, encoding="utf-8")
    (report / "summary.md").write_text(STATEMENT.format(number=0) + "\n", encoding="utf-8")
    text = "# The councils wait\n\n" + " ".join(STATEMENT.format(number=number) for number in range(1, 9))
    (report / "10-councils.md").write_text(text + "\n", encoding="utf-8")
    build = [str(PROGRAMS / "briefgen"), "--workspace", str(folder), "build", "councils"]
    run_once(build)
    (html,) = (folder / "output").rglob("councils.html")
    given = _peers.Material(html, folder)
    commands = {
        OURS: lambda: [*build, "--force"],
        WEASYPRINT: lambda: _peers.weasyprint(given, folder / "engine.pdf"),
        AGAIN: lambda: build,
        SAME: lambda: build,
    }
    return {run.name: run for run in side_by_side(commands, rounds, warm_up=rounds > 1)}


def summary(sizes: dict[int, dict[str, Runs]], rounds: int) -> tuple[dict[str, object], list[Line]]:
    """Rows, and lines for the plot."""
    least = min(sizes)
    rows = [
        (
            name,
            f"{size:,}",
            f"{run.median:.2f}",
            f"{run.median / sizes[least][name].median:.2f}",
            f"{run.median / runs[WEASYPRINT].median:.2f}",
            f"{max(run.peaks_mib):.0f}",
        )
        for size, runs in sizes.items()
        for name, run in runs.items()
        if name != WEASYPRINT
    ]
    headers = ("", "facts", "seconds", f"of {least:,} facts'", "of WeasyPrint's", "peak MiB")
    notes = [
        (
            f"{rounds} rounds in turn. The report cites nine facts; the whole desk is read, checked and weighed around it, with a "
            "source and an actor for every 25 facts. WeasyPrint prints the same page."
        ),
    ]
    lines = [Line(name, tuple((size, runs[name].median) for size, runs in sizes.items())) for name in sizes[least]]
    return measured(
        headers, rows, notes, {key: value for key, value in _peers.versions().items() if key == "WeasyPrint"}
    ), lines


if __name__ == "__main__":
    main()
