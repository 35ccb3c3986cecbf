"""What only the screen gets: script and controls, and the policy that lets nothing but these run.

The document that is printed holds a mark in their place, so the engine neither reads nor lays them out.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable
from hashlib import sha256

from jinja2 import Environment
from markupsafe import Markup

from briefgen.model.faults import RenderError
from briefgen.model.page import Page
from briefgen.render.templates import read_text

_POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
"""Stands in the document until what it allows is known. Content cannot write it: its `<` is escaped."""


class Screen:
    """Takes aside, while templates are set, what only the screen gets, and remembers every style sheet and script.

    Args:
        env: Where the scripts are found.
    """

    def __init__(self, env: Environment) -> None:
        self._env = env
        self.pieces: dict[str, str] = {}
        self.sheets: list[str] = []
        self.scripts: list[str] = []
        self._spans: set[tuple[int, int]] = set()

    def on_screen(self, caller: Callable[[], str]) -> Markup:
        """Markup that is not in print.

        In a template: `{% call on_screen() %}…{% endcall %}`.
        """
        mark = f"<!-- screen {len(self.pieces) + 1} -->"
        self.pieces[mark] = caller()
        return Markup(mark)  # noqa: S704 - a comment with a number

    def sheet(self, media: str = "", *, caller: Callable[[], str]) -> Markup:
        """A style sheet that the policy allows.

        In a template: `{% call sheet("screen") %}…{% endcall %}`.
        """
        self.sheets.append(str(caller()))
        start = f'<style media="{media}">' if media else "<style>"
        return Markup(f"{start}{self.sheets[-1]}</style>")  # noqa: S704 - a template

    def plain_text(self, name: str) -> Markup:
        """A file beside the templates that is no template: a style sheet.

        Raises:
            RenderError: It is missing.
        """
        return Markup(read_text(self._env, name))  # noqa: S704 - trusted like a template

    def script(self, *names: str) -> Markup:
        """One script of several files, which the policy allows.

        Raises:
            RenderError: A file is missing, or would end the script before its end.
        """
        text = "\n".join(["", '"use strict";', *(read_text(self._env, name).strip() for name in names), ""])
        for end in ("</script", "<!--"):
            if end in text.lower():
                raise RenderError(f"a script of the page holds {end}", f"Look in {', '.join(names)}.")
        self.scripts.append(text)
        return Markup(f"<script>{text}</script>")  # noqa: S704 - a template

    def span(self, low: int, high: int) -> str:
        """The class of a bar from one percentage to another: the policy allows no style in an element."""
        self._spans.add((low, high))
        return f"from-{low}-to-{high}"

    @property
    def spans(self) -> str:
        """The rules of these classes."""
        return "\n".join(
            f".from-{low}-to-{high} {{ margin-inline-start: {low}%; width: {high - low}% }}"
            for low, high in sorted(self._spans)
        )


def self_contained(page: Page) -> str:
    """The page with everything it loads written into it, as it is published for the screen."""
    text = page.html
    for mark, piece in page.screen.items():
        text = text.replace(mark, piece, 1)
    return _filled(text.replace(_POLICY, _policy(page), 1), page)


def _policy(page: Page) -> str:
    """Allows these scripts and these style sheets, by their digests, and nothing from anywhere."""
    rules = {
        "default-src": ["'none'"],
        "script-src": _digests(page.scripts),
        "style-src": _digests(_filled(sheet, page) for sheet in page.sheets),
        "img-src": ["data:"],
        "font-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    allowed = "; ".join(" ".join([name, *(values or ["'none'"])]) for name, values in rules.items())
    return f'<meta http-equiv="Content-Security-Policy" content="{allowed}">'


def _digests(texts: Iterable[str]) -> list[str]:
    return [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts]


def _filled(text: str, page: Page) -> str:
    """The assets in the places of their addresses."""
    for digest, (kind, data) in page.assets.items():
        text = text.replace(f"asset:{digest}", f"data:{kind};base64,{b64encode(data).decode()}")
    return text
