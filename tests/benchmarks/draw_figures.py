"""What each kind of figure costs: drawn with the seed desk's data and with more than a report has, in ms of the processor.

Usage: ./run bench draw [--report ID] [--rounds N]

The aims: under 50 ms each, the maps under 100 ms, and all figures of a report under 15 % of its build.
"""

import argparse
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from _measure import PROGRAMS, ROOT, print_machine, run_once

from briefgen.assess.weigh import assess
from briefgen.compose.briefing import compose
from briefgen.desk.session import open_desk
from briefgen.draw.figures import FIGURES, draw
from briefgen.load.brand import load_brand, template_roots
from briefgen.load.dossier import gather

sys.path.insert(0, str(ROOT / "tests" / "draw"))
import board_samples
import draw_samples
import place_samples


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="./run bench draw")
    parser.add_argument("--report", default="mali", help="whose figures are set against its build (default: mali)")
    parser.add_argument("--rounds", type=int, default=9, help="how often each is drawn (default: 9)")
    options = parser.parse_args()
    print_machine()
    by_kind(options.rounds)
    with tempfile.TemporaryDirectory() as folder:
        share(options.report, options.rounds, Path(folder))


def by_kind(rounds: int) -> None:
    """The samples of the tests, among them far more than a report shows."""
    brand = draw_samples.brand()
    took: dict[str, list[tuple[float, str]]] = {kind: [] for kind in FIGURES}
    for name, spec in (draw_samples.SPECS | place_samples.SPECS | board_samples.SPECS).items():
        took[spec.kind].append((milliseconds(spec, brand, rounds), name))
    print(f"\n{'kind':14}{'first ms':>10}{'median ms':>11}{'most ms':>9}  most: which sample")
    for kind, found in took.items():
        most, name = max(found)
        print(f"{kind:14}{found[0][0]:10.1f}{statistics.median(ms for ms, _ in found):11.1f}{most:9.1f}  {name}")


def share(report: str, rounds: int, folder: Path) -> None:
    """All figures of a report, composing not counted, against a cold build of both formats."""
    desk = open_desk(ROOT, None, date(2030, 1, 1))
    dossier, _ = gather(desk.library, report, desk.as_of_for(report))
    brand = load_brand(desk.workspace, "asa", template_roots(desk.workspace))[0].brand
    briefing = compose(assess(dossier), brand)
    specs = [*briefing.figures.values(), *([briefing.locator] if briefing.locator else [])]
    print(f"\nfigures of {report}:")
    drawing = 0.0
    for spec in specs:
        ms = milliseconds(spec, brand, rounds)
        drawing += ms
        print(f"  {spec.id:30}{ms:8.1f} ms")
    builds = [
        run_once([str(PROGRAMS / "briefgen"), "build", report, "--output", str(folder / str(number))])[1]
        for number in range(3)
    ]
    build = statistics.median(builds) * 1000
    print(
        f"  together {drawing:.0f} ms, {100 * drawing / build:.1f} % of {build:.0f} ms of the processor for the build"
    )


def milliseconds(spec, brand, rounds: int) -> float:
    """The median of several drawings, in ms of the processor."""
    runs = []
    for _ in range(rounds + 1):
        begun = time.process_time()
        draw(spec, brand)
        runs.append((time.process_time() - begun) * 1000)
    return statistics.median(runs[1:])


if __name__ == "__main__":
    main()
