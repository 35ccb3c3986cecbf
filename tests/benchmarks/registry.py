"""The registry with 10,000 issues in it, and what 200 kills do to one: on SQLite and on a PostgreSQL server.

Usage: ./run bench registry [--reports N] [--issues N] [--kills N]

"first" is a call on a registry just opened, as in a command; "again" is the same call once more, the median of five. The
aim is that a command on the registry answers within 0.5 s: the start of the program, the import, opening and one call.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from _measure import PROGRAMS, ROOT, print_machine, run_once

sys.path.insert(0, str(ROOT / "tests/archive"))

import registry_filling
from registry_kills import kill_while_issuing
from registry_samples import SERIES, sample
from registry_server import running_server

from briefgen.archive.registry import Registry, open_registry
from briefgen.model.issue import Issue

ARTEFACT_BYTES = 20_000
SEED = 20261121

RUNS = 5

Calls = Mapping[str, Callable[[Registry], object]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="./run bench registry")
    parser.add_argument("--reports", type=int, default=20, help="how many reports (default: 20)")
    parser.add_argument("--issues", type=int, default=500, help="how many issues of each (default: 500)")
    parser.add_argument("--kills", type=int, default=200, help="how many kills on each database (default: 200)")
    options = parser.parse_args()
    print_machine()
    with tempfile.TemporaryDirectory() as folder, running_server() as server:
        files = (f"sqlite:///{Path(folder) / name}.db" for name in ("timed", "killed"))
        databases = (server.url(server.new_database()) for _ in range(2))
        places = {"SQLite": tuple(files), "PostgreSQL": tuple(databases)}
        timed = {name: time_calls(url, options.reports, options.issues) for name, (url, _) in places.items()}
        print_timings(timed)
        print(f"SQLite file: {(Path(folder) / 'timed.db').stat().st_size / 1e6:.0f} MB")
        for name, (url, _) in places.items():
            print(f"whole commands on {name}, median of {RUNS} runs:")
            time_commands(Path(folder), url, options.reports, options.issues)
        print(f"a process that imports the registry: {import_seconds():.2f} s; an empty one: {bare_seconds():.2f} s")
        for name, (_, url) in places.items() if options.kills else ():
            print(f"{name}: {kill_while_issuing(url, options.kills, SEED)}", flush=True)


def time_calls(url: str, reports: int, issues: int) -> dict[str, tuple[float, float]]:
    """Fill a registry; then milliseconds of each call, first and again."""
    start = time.perf_counter()
    with opened(url, create=True) as registry:
        registry_filling.fill(registry, reports, issues, ARTEFACT_BYTES)
    print(f"{reports * issues:,} issues filled in {time.perf_counter() - start:.0f} s", flush=True)
    timed = {}
    for name, call in calls(reports, issues).items():
        with opened(url, create=False) as registry:
            registry.withdrawals()
            timed[name] = first, again = milliseconds(lambda: call(registry)), [0.0]  # noqa: B023 - called at once
            again[:] = [milliseconds(lambda: call(registry)) for _ in range(5)]  # noqa: B023
            timed[name] = first, statistics.median(again)
    with opened(url, create=True) as registry:
        timed["record_issue()"] = record_some(registry, reports * issues)
    return timed


def opened(url: str, *, create: bool) -> Registry:
    """A registry that is there."""
    registry = open_registry(url, create=create)
    if registry is None:
        sys.exit("there is no registry")
    return registry


def calls(reports: int, issues: int) -> Calls:
    """What commands ask."""
    number = SERIES.number(reports * issues // 2)
    file = sha256(registry_filling.file_of(reports * issues // 2, ARTEFACT_BYTES)).hexdigest()
    return {
        "stages()": lambda registry: registry.stages(),
        "issues(limit=20)": lambda registry: registry.issues(limit=20),
        "issues(report)": lambda registry: registry.issues("report-7"),
        "issues()": lambda registry: registry.issues(),
        "issue()": lambda registry: registry.issue(number),
        "content()": lambda registry: registry.content(number),
        "last_issue()": lambda registry: registry.last_issue("report-7"),
        "last_issue(before)": lambda registry: registry.last_issue("report-9", number),
        "register(report)": lambda registry: registry.register("report-7"),
        "register()": lambda registry: registry.register(),
        "issues_using()": lambda registry: registry.issues_using("fact", "report-7-7"),
        "artefacts_of_hash()": lambda registry: registry.artefacts_of_hash(file),
        "artefact_data()": lambda registry: registry.artefact_data(file),
        "record()": lambda registry: registry.record("report-7", ""),
    }


def record_some(registry: Registry, count: int) -> tuple[float, float]:
    """Milliseconds of recording six more issues: the first, and the median of the others."""
    taken = []
    last = None
    for each in range(count + 1, count + 7):
        new = sample(each, report="another")
        files = tuple(replace(file, name=f"{each}.{file.name}") for file in new.artefacts)
        parts = (new.issue, new.content, new.judgements, files, new.step)
        taken.append(milliseconds(lambda: registry.record_issue(*parts, last)))  # noqa: B023 - called at once
        last = new.step
    return taken[0], statistics.median(taken[1:])


def milliseconds(call: Callable[[], object]) -> float:
    """What one call takes."""
    start = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - start)


def print_timings(timed: Mapping[str, Mapping[str, tuple[float, float]]]) -> None:
    """A line a call."""
    print(f"{'milliseconds':20}" + "".join(f"{name:>12} first {'again':>8}" for name in timed))
    for call in next(iter(timed.values())):
        print(f"{call:20}" + "".join(f"{each[call][0]:18.1f} {each[call][1]:8.1f}" for each in timed.values()))
    sys.stdout.flush()


def time_commands(folder: Path, url: str, reports: int, issues: int) -> None:
    """Run the program on a desk with this registry, and print seconds a command."""
    desk = folder / "desk"
    desk.mkdir(exist_ok=True)
    (desk / "briefgen.toml").write_text(f'registry = "{url}"\n', encoding="utf-8")
    count = reports * issues // 2
    number, later = SERIES.number(count), SERIES.number(count + reports)
    report = next(each.report for each in _issues(url, number))
    (desk / "issued.html").write_bytes(registry_filling.file_of(count, ARTEFACT_BYTES))
    for words in (
        ("list", "issues"),
        ("list", "issues", "--json"),
        ("show", number),
        ("diff", report, number, later),
        ("verify", str(desk / "issued.html")),
        ("judgements",),
        ("judgements", "--report", report),
    ):
        command = [str(PROGRAMS / "briefgen"), "--workspace", str(desk), *words]
        seconds = statistics.median([run_once(command)[0] for _ in range(RUNS + 1)][1:])
        shown = " ".join("FILE" if word.startswith(str(folder)) else word for word in words)
        print(f"  {shown:55} {seconds:5.2f} s", flush=True)


def _issues(url: str, number: str) -> tuple[Issue, ...]:
    with opened(url, create=False) as registry:
        return tuple(filter(None, (registry.issue(number),)))


def import_seconds() -> float:
    """Seconds of a process that imports the registry, the best of three."""
    return min(run_once([sys.executable, "-c", "import briefgen.archive.registry"])[0] for _ in range(3))


def bare_seconds() -> float:
    """Seconds of a process that does nothing, the best of three."""
    return min(run_once([sys.executable, "-c", "pass"])[0] for _ in range(3))


if __name__ == "__main__":
    main()
