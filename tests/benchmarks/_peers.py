"""What a user would pick instead, each as a command line: WeasyPrint, pandoc, Chromium, Typst, all with the report's own text."""

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from _measure import PROGRAMS, ROOT, environment
from _report_text import ReportText

TEMPLATES = Path(__file__).parent / "peers"
_FONTS = ("fontpkg_ibm_plex_sans_condensed", "fontpkg_ibm_plex_serif", "fontpkg_noto_serif")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Material:
    """One report as each peer takes it, in a folder of its own.

    Attributes:
        html: The page that briefgen published.
        folder: Has report.json and report.md, and the figures as SVG.
    """

    html: Path
    folder: Path


def pandoc() -> Path | None:
    """The program that pypandoc-binary brings."""
    found = importlib.util.find_spec("pypandoc")
    program = Path(found.origin).parent / "files/pandoc" if found and found.origin else None
    return program if program and program.exists() else None


def require_peers() -> None:
    """End with the remedy where the group `bench` is not installed."""
    if importlib.util.find_spec("typst") is None or pandoc() is None:
        sys.exit("Typst or pandoc is not here. Install them: uv sync --inexact --group bench")


def browser() -> str | None:
    """Chromium, by whatever name it is here."""
    return next((found for found in map(shutil.which, _BROWSERS) if found), None)


def versions() -> dict[str, str]:
    """What the peers are, by name."""
    found = {"Typst": version("typst"), "WeasyPrint": version("weasyprint"), "pikepdf": version("pikepdf")}
    if program := pandoc():
        found["pandoc"] = _first_line(str(program)).removeprefix("pandoc ")
    if program := browser():
        found["Chromium"] = _first_line(program).split()[1]
    return found


def _first_line(program: str) -> str:
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]


def material(built: Path, desk: Path, report: str, folder: Path) -> Material:
    """Write down for the peers what briefgen built.

    Args:
        built: The folder with the report's JSON and HTML.
        desk: The desk, for the figures.
        report: The report's id.
        folder: Where to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    document = ReportText(json.loads((built / f"{report}.json").read_text(encoding="utf-8"))).document()
    (folder / "report.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    (folder / "report.md").write_text("\n\n".join(_markdown(document)) + "\n", encoding="utf-8")
    for name, svg in drawings(desk, report).items():
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
    for template in TEMPLATES.iterdir():
        shutil.copy(template, folder)
    return Material(built / f"{report}.html", folder)


def drawings(desk_folder: Path, report: str) -> dict[str, str]:
    """The report's figures, drawn by briefgen: no peer has maps, so that they get them as they are."""
    from briefgen.desk.prepare import prepare  # noqa: PLC0415 - only for the material
    from briefgen.desk.session import open_desk  # noqa: PLC0415
    from briefgen.desk.typeset import imprint_of, typeset  # noqa: PLC0415

    desk = open_desk(desk_folder, None, date(2030, 1, 1))
    prepared = prepare(desk, report)
    if prepared.kit is None:
        sys.exit(f"{report} cannot be built: {prepared.diagnostics}")
    forme = typeset(prepared, prepared.kit, imprint_of(desk.workspace, prepared, prepared.kit))
    return {name: drawing.svg for name, drawing in forme.drawings.items()}


def weasyprint(given: Material, pdf: Path) -> list[str]:
    """The engine's own command line on the published page."""
    return [str(PROGRAMS / "weasyprint"), "--quiet", str(given.html), str(pdf)]


def chromium(given: Material, pdf: Path) -> list[str]:
    """Headless Chromium's print of the published page."""
    program = browser() or "chromium"
    # A container has no sandbox and little shared memory; nothing here comes from elsewhere.
    flags = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer")
    return [program, *flags, f"--print-to-pdf={pdf}", given.html.as_uri()]


def pandoc_weasyprint(given: Material, pdf: Path) -> list[str]:
    """Pandoc from Markdown to HTML with a template and a style sheet, and WeasyPrint from there."""
    folder = given.folder
    look = [f"--template={folder / 'report.html'}", f"--css={folder / 'report.css'}", "--toc", "--toc-depth=2"]
    source = [f"--resource-path={folder}", str(folder / "report.md"), "--embed-resources", "--standalone"]
    engine = f"--pdf-engine={PROGRAMS / 'weasyprint'}"
    return [str(pandoc()), *source, *look, "--number-sections", engine, "--output", str(pdf)]


def typst(given: Material, pdf: Path) -> list[str]:
    """Typst from its template and the report's data, in a process of its own."""
    return [sys.executable, "-c", _TYPST, str(given.folder / "report.typ"), str(pdf), *font_folders()]


_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=sys.argv[3:])"


def font_folders() -> list[str]:
    """The brand's fonts."""
    specs = (importlib.util.find_spec(name) for name in _FONTS)
    return [str(Path(spec.origin).parent / "files") for spec in specs if spec and spec.origin]


def run(command: list[str]) -> None:
    """Run a peer once, uncounted.

    Raises:
        SystemExit: It failed; what it said goes first.
    """
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stderr[-4000:]}")


def _markdown(document: Mapping[str, Any]) -> Iterator[str]:
    """The same document in pandoc's Markdown: citations are links to their sources."""
    head = {name: document[name] for name in ("title", "series", "publisher", "marking", "as_of")}
    head |= {"author": document["authors"], "topics": document["topics"], "standfirst": _spoken(document["standfirst"])}
    yield f"---\n{json.dumps(head, ensure_ascii=False)}\n---"
    for block in document["blocks"]:
        yield _MARKDOWN[block["kind"]](block)


def _spoken(runs: list[list[Any]]) -> str:
    said = {"t": "{}", "b": "**{}**", "i": "*{}*"}
    return "".join(_cites(what) if style == "c" else said[style].format(_plain(what)) for style, what in runs)


def _plain(text: str) -> str:
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]<>#|~^$@" else letter for letter in text).strip("\n")


def _cites(numbers: list[int]) -> str:
    return "".join(f"[[{number}](#source-{number})]{{.cite}}" for number in numbers)


def _table(block: Mapping[str, Any]) -> str:
    rows = [
        block["headers"],
        ["---"] * len(block["headers"]),
        *([_spoken(cell) for cell in row] for row in block["rows"]),
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _box(block: Mapping[str, Any]) -> str:
    texts = "\n\n".join(_spoken(text) for text in block["texts"])
    return f"::: box\n**{_plain(block['title'])}**\n\n{texts}\n:::"


_MARKDOWN = {
    "heading": lambda block: f"{'#' * block['level']} {_plain(block['text'])}",
    "text": lambda block: _spoken(block["runs"]),
    "list": lambda block: "\n".join(f"- {_spoken(item)}" for item in block["items"]),
    "table": _table,
    "figure": lambda block: f"![{_plain(block['caption'])}]({block['file']})",
    "box": _box,
    "source": lambda block: (
        f"[{block['number']}. {_plain(block['text'])}]{{#source-{block['number']} .source}} <{block['url']}>"
    ),
}
