"""Writes docs/rules: a page for every rule, one for the faults of loading and printing, and the table of them all.

Run it with `./run pages`. The rules' files are the manual; what lies in docs/rules is made from them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from briefgen.desk.manual import LOADING, MAKING, PAGES, RULED, Page

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "rules"
REST = "loading-and-printing.md"
_MADE = "<!-- Made by `./run pages`. Edit the rule's file in briefgen/check, not this one. -->"
_MADE_REST = "<!-- Made by `./run pages`. Edit briefgen/load/codes.py or briefgen/desk/manual.py, not this one. -->"
_INTRODUCTION = """\
# What `briefgen check` finds

Each finding shows its code and its name in brackets. `briefgen check --explain BG205`, or with the name, prints the
page here on the terminal. An error keeps a report from being built and issued, a warning does not (with `--strict` it
counts like an error), a note informs. `--format github` writes annotations for a workflow's log, `--format sarif` a log
that code hosts and editors read, `--format json` one object for programs.

Where the craft leaves room, somebody can answer for a finding in `report.yaml`, for a time:

    waivers:
      - rule: single-origin-judgement        # name or code
        about: text-stays-unpublished        # the judgement, the fact, the section that the finding is about
        role: Chief editor
        reason: The ministry is the only one who can know, and the summary says so.
        until: 2025-12-31                    # the last day
      - rule: BG305
        about: outlook
        words: the desk has asked twice      # only in texts: words that stand in the sentence
        role: Chief editor
        reason: What the desk did itself has no source.
        until: 2025-09-30

`about` is the id that the finding names; of a rating it is `mali/Security`, of a contradiction `aes.ecowas-exit`. A
waiver that names no rule or one that nobody can give leave from is an error; one that has expired or covers nothing is
told.
"""


def rule_pages() -> Mapping[str, str]:
    """Every file of docs/rules by its name."""
    ruled = sorted(RULED, key=lambda page: page.code)
    pages = {file_of(page): f"{_MADE}\n# {page.code} {page.name}\n\n{page.markdown}" for page in ruled}
    return {"README.md": _index(), **pages, REST: _rest()}


def file_of(page: Page) -> str:
    """The file that a page stands in."""
    return REST if page in (*LOADING, *MAKING) else f"{page.code}-{page.name}.md"


def _index() -> str:
    ruled = [page for page in PAGES if file_of(page) != REST]
    rest = [page for page in PAGES if file_of(page) == REST]
    return (
        f"{_MADE}\n{_INTRODUCTION}\n## Rules of the craft\n\n{_table(ruled)}\n"
        f"## Faults of loading and printing\n\nNone of these can be waived.\n\n{_table(rest)}"
    )


def _table(pages: Iterable[Page]) -> str:
    rows = [
        f"| [{page.code}]({_link(page)}) | {page.name} | {page.severity} | {'yes' if page.waivable else 'no'} "
        f"| {page.what.replace('|', '&#124;')} |"
        for page in pages
    ]
    return (
        "\n".join(("| code | name | severity | can be waived | what it finds |", "|---|---|---|---|---|", *rows)) + "\n"
    )


def _link(page: Page) -> str:
    return f"{REST}#{page.code.lower()}-{page.name}" if file_of(page) == REST else file_of(page)


def _rest() -> str:
    parts = [f"## {page.code} {page.name}\n\n{page.markdown}" for page in PAGES if file_of(page) == REST]
    return f"{_MADE_REST}\n# Faults of loading and printing\n\n" + "\n".join(parts)


def main() -> None:
    """Write what changed, and take away the pages of rules that are gone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    pages = rule_pages()
    for name, text in pages.items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    for path in FOLDER.glob("*.md"):
        if path.name not in pages:
            path.unlink()
            sys.stdout.write(f"{path.relative_to(ROOT)}: gone\n")


if __name__ == "__main__":
    main()
