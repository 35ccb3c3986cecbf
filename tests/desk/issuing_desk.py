"""A desk to issue from, and the commands as staff give them.

The long desk is the seed desk. In the short one the Mali and Niger reports are of a few pages: a page takes longer to set
than all else that issuing does, and what is in it does not matter to most of what is tested.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pypdfium2

from briefgen.cli.main import main

ROOT = Path(__file__).parents[2]
REPORT = "seeds/reports/mali/report.yaml"
AUTHOR, EDITOR = "A. Diallo", "C. Mwangi"


def make_desk(folder: Path) -> Path:
    """A copy of the seed desk, in its own language; `test_languages.py` issues in several."""
    shutil.copytree(ROOT / "seeds", folder / "seeds", ignore=shutil.ignore_patterns("*.fr.md"))
    shutil.copy(ROOT / "briefgen.toml", folder)
    return folder


def make_short_desk(folder: Path) -> Path:
    """The same with short reports, set as flashes."""
    make_desk(folder)
    for report in ("mali", "niger"):
        keep_ends(folder, report)
        edit(
            folder, f"seeds/reports/{report}/report.yaml", "\nlikelihood_scale:", "\ntemplate: flash\nlikelihood_scale:"
        )
    return folder


def keep_ends(desk: Path, report: str) -> None:
    """Take all sections out of a report but the first and the last, in each of its languages."""
    first, *_, last = sorted({path.name[:2] for path in (desk / "seeds/reports" / report).glob("[0-9]*.md")})
    for path in (desk / "seeds/reports" / report).glob("[0-9]*.md"):
        if path.name[:2] not in {first, last}:
            path.unlink()


def run(desk: Path, *words: str, code: int = 0) -> tuple[str, str]:
    """Run one command; what it wrote on standard output and on standard error."""
    out, errors = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(errors):
        ended = main(["--workspace", str(desk), *words])
    assert ended == code, (words, ended, out.getvalue(), errors.getvalue())
    return out.getvalue(), errors.getvalue()


def started(desk: Path, *words: str, **options: Any) -> subprocess.Popen[str]:
    """Start one command in a process of its own."""
    command = [sys.executable, "-m", "briefgen", "--workspace", str(desk), *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def asked(desk: Path, *words: str, code: int = 0) -> Any:
    """What a command prints for programs."""
    return json.loads(run(desk, *words, "--json", code=code)[0])


def approve(desk: Path, report: str = "mali") -> None:
    """Take a report to its approval."""
    run(desk, "review", report, "--by", AUTHOR)
    run(desk, "approve", report, "--by", EDITOR)


def issue(desk: Path, report: str = "mali") -> str:
    """Take a report all the way; the new issue's number."""
    approve(desk, report)
    return run(desk, "issue", report, "--by", EDITOR)[0].split()[0]


def edit(desk: Path, file: str, old: str, new: str) -> None:
    """Change one text in a file of the desk; the text must be there once."""
    path = desk / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")


def pages(path: Path) -> list[str]:
    """The text of each page of a PDF."""
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts
