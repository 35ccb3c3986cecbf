"""Mails, and the page of a run, set in the desk's templates.

The same words stand in both halves of a mail. Everything is escaped while it is set; the plain half is what the escapes say.
"""

from __future__ import annotations

import html
import re
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment, TemplateError
from markupsafe import Markup, escape

from briefgen.model.faults import RenderError
from briefgen.model.page import Page
from briefgen.model.tongue import Tongue
from briefgen.model.typography import typographic
from briefgen.render.mail_words import Look, ReportMail, RunMail
from briefgen.render.screen import Screen, self_contained
from briefgen.render.shelf import Shelf, read_shelf
from briefgen.render.templates import environment

_WIDTH = 76
"""Characters of a line of plain text; RFC 5322 asks for less than 78."""
_COMMAND = re.compile(r"(`[^`]*`)")
_SPACE_IN_COMMAND = "\ue000"
_RIGHT_TO_LEFT_MARK = "\u200f"


@dataclass(frozen=True, slots=True)
class SetMail:
    """A mail's two halves, of the same words."""

    text: str
    html: str


def mail_shelf(roots: Sequence[Path], brand: str) -> Shelf:
    """The templates of mails: a brand's own first, in `brands/ID/mail/`, then those in `mail/`.

    Args:
        roots: Template folders, the desk's own first.
        brand: Name of the brand's folder.

    Raises:
        RenderError: A template is a symlink.
    """
    own = f"brands/{brand}/"
    found = read_shelf(roots, ("mail", f"{own}mail"))
    common = {name: data for name, data in found.items() if not name.startswith(own)}
    return common | {name.removeprefix(own): data for name, data in found.items() if name.startswith(own)}


def set_mail(kind: str, mail: ReportMail | RunMail, look: Look, tongue: Tongue, shelf: Shelf) -> SetMail:
    """Set both halves of a mail.

    Args:
        kind: `letter`, `draft` or `run`.
        mail: What it says.
        look: How it looks.
        tongue: The language that it is in.
        shelf: The templates.

    Raises:
        RenderError: A template is missing, or asks for something that there is not.
    """
    words = {"mail": mail, "look": look, "tongue": tongue, "page": False}
    plain = html.unescape(_rendered(_for_text(shelf, tongue), f"mail/{kind}.txt.j2", words))
    return SetMail(_laid_out(plain, tongue), _rendered(_for_html(shelf, tongue)[0], f"mail/{kind}.html.j2", words))


def set_run_page(mail: RunMail, look: Look, tongue: Tongue, shelf: Shelf) -> bytes:
    """A run's report as a page to be kept: it loads nothing and runs nothing, and its policy says so.

    Raises:
        RenderError: A template is missing, or asks for something that there is not.
    """
    env, screen = _for_html(shelf, tongue)
    words = {"mail": mail, "look": look, "tongue": tongue, "page": True}
    text = _rendered(env, "mail/run.html.j2", words)
    return self_contained(Page(html=text, assets={}, origins={}, sheets=tuple(screen.sheets))).encode()


def _for_html(shelf: Shelf, tongue: Tongue) -> tuple[Environment, Screen]:
    env = environment(shelf, tongue)
    screen = Screen(env)
    env.globals["sheet"] = screen.sheet
    env.filters.update(apart=partial(_apart, language=tongue.language), exact=_exact, pieces=_pieces)
    return env, screen


def _for_text(shelf: Shelf, tongue: Tongue) -> Environment:
    env = environment(shelf, tongue)
    env.filters.update(
        apart=_as_it_is, exact=_exact, said=partial(_said, language=tongue.language), underlined=_underlined
    )
    return env


def _rendered(env: Environment, name: str, words: Mapping[str, object]) -> str:
    try:
        return env.get_template(name).render(words)
    except TemplateError as fault:
        where = f"{getattr(fault, 'name', None) or name}:{getattr(fault, 'lineno', '?')}"
        raise RenderError(f"{where}: {fault.message}", "Mend the template, or remove the desk's copy of it.") from None


def _apart(text: str, language: str) -> Markup:
    """A text whose direction is its own affair."""
    return Markup("<bdi>{}</bdi>").format(text if isinstance(text, Markup) else typographic(text, language))


def _as_it_is(text: str) -> str:
    return text


def _exact(text: str) -> Markup:
    """A text letter by letter: an address, a file's name. No quotation mark in it becomes another."""
    return escape(text)


def _pieces(text: str) -> list[tuple[str, bool]]:
    """A sentence in pieces, each with whether it is a command; these stand between backticks."""
    parts = [(part, bool(_COMMAND.fullmatch(part))) for part in _COMMAND.split(text) if part]
    return [(part.strip("`") if command else part, command) for part, command in parts]


def _said(text: str, language: str) -> Markup:
    """A sentence whose commands stay as they are, and stay on one line."""
    parts = [
        escape(part.replace(" ", _SPACE_IN_COMMAND))
        if _COMMAND.fullmatch(part)
        else escape(typographic(part, language))
        for part in _COMMAND.split(text)
    ]
    return Markup().join(parts)


def _underlined(text: str) -> Markup:
    """A heading in plain text."""
    return escape(text) + "\n" + "-" * min(len(text), _WIDTH)


def _laid_out(text: str, tongue: Tongue) -> str:
    """Plain text in lines that mail programs leave alone, never more than one of them empty."""
    lines = [part for line in text.splitlines() for part in _folded(line.rstrip())]
    if tongue.direction == "rtl":
        lines = [_turned(line) for line in lines]
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip("\n")) + "\n"
    return joined.replace(_SPACE_IN_COMMAND, " ")


def _folded(line: str) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip(" ")) + 2 * line.lstrip(" ").startswith("- "))
    wrapped = textwrap.wrap(
        line, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
    return wrapped or [""]


def _turned(line: str) -> str:
    """A line with a mark before it that turns it, where it begins with Latin letters and goes on in others."""
    strong = [kind for kind in map(unicodedata.bidirectional, line) if kind in {"L", "R", "AL"}]
    return _RIGHT_TO_LEFT_MARK + line if strong[:1] == ["L"] and {"R", "AL"} & set(strong) else line
