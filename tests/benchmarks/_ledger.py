"""What the benchmarks measured, kept: docs/benchmarks.json holds the figures, docs/benchmarks.md and its plots are made of them.

Nothing of the machine goes in but its cores, its kind, and what was installed: no name of a host, no path.
"""

import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from _measure import ROOT
from _plot import Line, plot

DOCS = ROOT / "docs"
_KEPT = DOCS / "benchmarks.json"
_ORDER = ("builds", "pages", "facts", "editions")
_QUIET = 0.25
"""Load for each core that a quiet machine has at most."""
_LOAD = os.getloadavg()[0]
_HEAD = """\
# Benchmarks

Measured by `./run bench peers --write`, and generated from docs/benchmarks.json: do not edit. Each table is one run, in which
everything was measured in turn on the same content; seconds are medians of wall clock. The ratios are what to look at.

What it is set against has the same words, tables, citations and figures, which are briefgen's drawings: no peer has any.

- **WeasyPrint** is its command line on the page that briefgen published, and **Chromium** its headless print of that page.
- **pandoc + WeasyPrint** takes the text as Markdown, with the template and style sheet in tests/benchmarks/peers.
- **Typst** takes the text as JSON, with the template there: cover, contents, running heads, repeated table heads, citations that
  lead to their sources. It runs in a process of its own, from Python, which is how it comes from the package index.
"""


def measured(
    headers: Sequence[str], rows: Iterable[Sequence[str]], notes: Sequence[str], versions: Mapping[str, str]
) -> dict[str, Any]:
    """One benchmark's table.

    Args:
        headers: Of the columns.
        rows: Cells as they are shown.
        notes: Sentences below: against which aims, and what missed them.
        versions: What else was measured, by name.
    """
    programs = {"Python": platform.python_version(), **versions}
    return {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "versions": dict(sorted(programs.items())),
        "headers": list(headers),
        "rows": [list(row) for row in rows],
        "notes": [*notes, *_busy()],
    }


def _busy() -> tuple[str, ...]:
    """A sentence, where others worked on the machine when this began."""
    if _QUIET * (os.cpu_count() or 1) > _LOAD:
        return ()
    return (
        f"The machine was shared: its load was {_LOAD:.1f} before this began, so that seconds are too many, and ratios rougher than on a quiet one.",
    )


def aim(what: str, value: float, most: float | None = None, least: float | None = None, unit: str = "") -> str:
    """A sentence that sets a figure against its aim, and says so where it misses."""
    met = (most is None or value <= most) and (least is None or value >= least)
    bound = f"at most {most:g}" if most is not None else f"at least {least:g}"
    return f"{what}: {value:.2f}{unit}; the aim is {bound}{unit}{'' if met else ': **missed**'}."


def record(
    name: str, title: str, table: Mapping[str, Any], lines: Sequence[Line] = (), axes: tuple[str, str] = ("", "")
) -> None:
    """Keep a benchmark's table, and write the page and the plots anew."""
    kept = json.loads(_KEPT.read_text(encoding="utf-8")) if _KEPT.exists() else {}
    drawn = [{"name": line.name, "points": [list(point) for point in line.points]} for line in lines]
    kept[name] = {"title": title, **table, "lines": drawn, "axes": list(axes)}
    _KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for file, text in pages(kept).items():
        (DOCS / file).write_text(text, encoding="utf-8")


def pages(kept: Mapping[str, Any]) -> dict[str, str]:
    """The page and its plots, by file name, as they must be for these figures."""
    made = {"benchmarks.md": "\n".join([_HEAD, *(_section(name, kept[name]) for name in _ORDER if name in kept)])}
    for name in _ORDER:
        if kept.get(name, {}).get("lines"):
            lines = [Line(each["name"], tuple((x, y) for x, y in each["points"])) for each in kept[name]["lines"]]
            made[f"benchmarks-{name}.svg"] = plot(kept[name]["title"], lines, *kept[name]["axes"])
    return made


def _section(name: str, kept: Mapping[str, Any]) -> str:
    programs = ", ".join(f"{program} {version}" for program, version in kept["versions"].items())
    picture = f"![{kept['title']}: the table below as a plot](benchmarks-{name}.svg)\n\n" if kept["lines"] else ""
    notes = "\n".join(f"- {note}" for note in kept["notes"])
    table = table_lines(kept["headers"], kept["rows"])
    return f"## {kept['title']}\n\n{picture}{table}\n\n{notes}\n\nMeasured on {kept['machine']}; {programs}.\n"


def table_lines(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, aligned for those who read it in a terminal; all but the first column to the right."""
    cells = [list(headers), *map(list, rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headers))]
    rule = [f"{'-' * width}" if not number else f"{'-' * (width - 1)}:" for number, width in enumerate(widths)]
    shown = [cells[0], rule, *cells[1:]]
    return "\n".join(
        f"| {' | '.join(cell.ljust(width) if not number else cell.rjust(width) for number, (cell, width) in enumerate(zip(row, widths, strict=True)))} |"
        for row in shown
    )


def show(title: str, table: Mapping[str, Any]) -> None:
    """The table and its notes on the terminal."""
    print(f"\n{title}\n\n{table_lines(table['headers'], table['rows'])}\n")
    for note in table["notes"]:
        print(f"- {note}")


def kept_figures(path: Path = _KEPT) -> dict[str, Any]:
    """What is kept."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
