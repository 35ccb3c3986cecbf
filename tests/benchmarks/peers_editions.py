"""1 to 5,000 clients' editions of 20 small reports: editions a second and memory, with passwords and without, beside the peers.

Usage: ./run bench peers_editions [--quick] [--write] [--most N] [--reports N]

"plain" has the client's name and copy number on it; "watermark" its name across every page besides; "encrypted" a watermark and a
password, AES-256. All are searched for what their client may not have, and the passwords are tried on the finished file: both are
part of the product. Typst and WeasyPrint print the same reports with two processes that have all imported, unencrypted.

The aims: 40 encrypted and 200 plain editions a second on 2 cores, twice Typst and 15 times WeasyPrint; memory of the whole tree of
processes flat from 50 to 5,000 within a fifth.
"""

import argparse
import shutil
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import _peers
from _ledger import aim, measured, record, show
from _measure import PROGRAMS, run_once
from _plot import Line
from _sample_desk import write_clients, write_desk
from _tree import peak_of

TITLE = "Clients' editions"
PIECES = 2
PROCESSES = 2
KINDS = {"plain": (False, False), "watermark": (False, True), "encrypted": (True, True)}
"""Whether there is a password, and whether there is a watermark."""
_MEANT = "The aims are for 5,000 editions of 20 reports; in fewer, printing the reports is most of the time."


@dataclass(frozen=True)
class Batch:
    """One build of many editions.

    Attributes:
        seconds: Of the whole command.
        peak_mib: The most that all its processes had at a time, what they share counted once.
        kilobytes: Of a file, on average.
    """

    kind: str
    editions: int
    seconds: float
    peak_mib: float
    kilobytes: float

    @property
    def rate(self) -> float:
        """Editions a second, with the start of the program and the printing of the reports."""
        return self.editions / self.seconds


def main() -> None:
    """Measure, print, and keep."""
    parser = argparse.ArgumentParser(prog="./run bench peers_editions")
    parser.add_argument("--reports", type=int, default=20, help="how many reports (default: 20; with --quick 4)")
    parser.add_argument("--most", type=int, help="how many editions at most (default: 5,000; with --quick 100)")
    parser.add_argument("--quick", action="store_true", help="few reports, few editions")
    parser.add_argument("--write", action="store_true", help="keep it in docs/benchmarks.md")
    options = parser.parse_args()
    _peers.require_peers()
    reports = 4 if options.quick else options.reports
    with tempfile.TemporaryDirectory() as folder:
        table, lines = measure(
            Path(folder), reports, options.most or (100 if options.quick else 5_000), quick=options.quick
        )
    show(TITLE, table)
    if options.write:
        record("editions", TITLE, table, lines, ("editions in one build", "editions a second"))


def measure(folder: Path, reports: int, most: int, *, quick: bool) -> tuple[dict[str, object], list[Line]]:
    """Each number of editions in each kind, one after the other, and the peers between them."""
    desk = folder / "desk"
    write_desk(desk, reports, PIECES)
    run_once([*command(desk), "--all", "--format", "pdf,html,json"])
    given = [material(desk, folder, f"report-{number}") for number in range(reports)]
    rates: dict[str, list[float]] = {"Typst": [], "WeasyPrint": []}
    batches = []
    for editions in sizes(reports, most):
        for kind, (password, watermark) in KINDS.items():
            write_clients(desk, -(-editions // reports), min(editions, reports), password=password, watermark=watermark)
            batches.append(build(desk, kind, editions))
            print(f"{kind}: {editions:,} editions in {batches[-1].seconds:.1f} s", flush=True)
        rates["Typst"].append(throughput(typst_once, given, 16 if quick else 100, folder))
        rates["WeasyPrint"].append(throughput(weasyprint_once, given, 4 if quick else 12, folder))
    return summary(batches, rates, reports)


def sizes(reports: int, most: int) -> list[int]:
    """How many editions: one, then such numbers as give each client all the reports."""
    wanted = [number for number in (50, 500, 5_000) if number < most]
    return [1, *sorted({-(-number // reports) * reports for number in (*wanted, most)})]


def command(desk: Path) -> list[str]:
    """The beginning of a command line."""
    return [str(PROGRAMS / "briefgen"), "--workspace", str(desk), "build"]


def material(desk: Path, folder: Path, report: str) -> _peers.Material:
    """What the peers take."""
    (built,) = {path.parent for path in (desk / "output").rglob(f"{report}.json")}
    return _peers.material(built, desk, report, folder / "material" / report)


def build(desk: Path, kind: str, editions: int) -> Batch:
    """Build all of them into an empty folder: once by the clock, and once with a look at the memory."""
    output = desk / "editions"
    words = [*command(desk), "--all", "--all-clients", "--force", "--jobs", "2", "--output", str(output)]
    shutil.rmtree(output, ignore_errors=True)
    seconds, _, _ = run_once(words)
    shutil.rmtree(output)
    peak = peak_of(words)
    files = [path.stat().st_size for path in output.rglob("*.pdf")]
    if len(files) != editions:
        raise SystemExit(f"{len(files)} of {editions} editions were made")
    return Batch(kind, editions, seconds, peak, sum(files) / len(files) / 1000)


def throughput(once, given: list[_peers.Material], documents: int, folder: Path) -> float:
    """Documents a second of a peer, in two processes that have printed one each before the clock starts."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        jobs = [(str(each.folder), str(each.html), str(folder)) for each in islice(cycle(given), documents)]
        list(pool.map(once, jobs[:PROCESSES]))
        start = time.perf_counter()
        list(pool.map(once, jobs))
        return documents / (time.perf_counter() - start)


def typst_once(job: tuple[str, str, str]) -> int:
    """Print a report with Typst; the number of bytes."""
    import typst  # noqa: PLC0415 - the peer's own process

    return len(typst.compile(f"{job[0]}/report.typ", font_paths=_peers.font_folders()))


def weasyprint_once(job: tuple[str, str, str]) -> int:
    """Print a report with WeasyPrint; the number of bytes."""
    from weasyprint import HTML  # noqa: PLC0415 - the peer's own process

    return len(HTML(filename=job[1]).write_pdf())


def summary(batches: list[Batch], rates: dict[str, list[float]], reports: int) -> tuple[dict[str, object], list[Line]]:
    """Rows, what the aims say, and lines for the plot."""
    peers = {name: sorted(found)[len(found) // 2] for name, found in rates.items()}
    rows = [
        (f"briefgen, {each.kind}", f"{each.editions:,}", f"{each.seconds:.1f}", f"{each.rate:.1f}", further(each, batches),
         f"{each.rate / peers['Typst']:.2f}", f"{each.rate / peers['WeasyPrint']:.1f}", f"{each.peak_mib:.0f}", f"{each.kilobytes:.0f}")
        for each in batches
    ]  # fmt: skip
    rows += [(f"{name}, plain", "", "", f"{rate:.1f}", "", "", "", "", "") for name, rate in peers.items()]
    headers = ("", "editions", "seconds", "a second", "further ones", "x Typst", "x WeasyPrint", "peak MiB", "KB each")
    last = {kind: [each for each in batches if each.kind == kind][-1] for kind in KINDS}
    notes = [
        aim(f"{last['encrypted'].editions:,} encrypted editions, a second", last["encrypted"].rate, least=40),
        aim(f"{last['plain'].editions:,} plain editions, a second", last["plain"].rate, least=200),
        aim("Encrypted editions over Typst", last["encrypted"].rate / peers["Typst"], least=2),
        aim("Encrypted editions over WeasyPrint", last["encrypted"].rate / peers["WeasyPrint"], least=15),
        *memory(batches),
        (
            f'{reports} reports. "a second" is over the whole command: its start, loading the desk, printing each report once, and '
            'writing the files. "further ones" is what each edition more adds, against the batch before. Every edition is searched '
            "for leaks, and an encrypted one is opened again, with its password and with none."
        ),
        _MEANT,
        "Memory is that of all processes together, what they share counted once; it is measured in a run of its own.",
    ]
    lines = [Line(kind, tuple((each.editions, each.rate) for each in batches if each.kind == kind)) for kind in KINDS]
    counts = sorted({each.editions for each in batches})
    lines += [Line(name, tuple((count, rate) for count in (counts[0], counts[-1]))) for name, rate in peers.items()]
    return measured(headers, rows, notes, _peers.versions()), lines


def further(batch: Batch, batches: list[Batch]) -> str:
    """Editions a second that were made over those of the batch before."""
    before = [each for each in batches if each.kind == batch.kind and each.editions < batch.editions]
    if not before or batch.seconds <= before[-1].seconds:
        return ""
    return f"{(batch.editions - before[-1].editions) / (batch.seconds - before[-1].seconds):.1f}"


def memory(batches: list[Batch]) -> list[str]:
    """How the peak grows, where two sizes were measured that say it."""
    notes = []
    for kind in KINDS:
        many = [each for each in batches if each.kind == kind and each.editions > 1]
        if len(many) > 1:
            growth = many[-1].peak_mib / many[0].peak_mib
            notes.append(
                aim(
                    f"Memory, {kind}, from {many[0].editions:,} to {many[-1].editions:,}",
                    growth,
                    most=1.2,
                    unit=" times",
                )
            )
    return notes


if __name__ == "__main__":
    main()
