"""Where templates come from: the desk's own first, then the packaged ones; never through a symlink."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound

from briefgen.model.faults import RenderError
from briefgen.model.tongue import ENGLISH, Tongue
from briefgen.model.typography import typographic


class _Shelf(FileSystemLoader):
    """A folder of templates whose files are what they seem: a symlink could show any file of the machine."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, filename, fresh = super().get_source(environment, template)
        for root in self.searchpath:
            path = Path(filename)
            while path != Path(root) and path != path.parent:
                if path.is_symlink():
                    raise RenderError(f"the template {template} is a symlink", "Put the file itself there.")
                path = path.parent
        return source, filename, fresh


def environment(roots: Sequence[Path], tongue: Tongue = ENGLISH) -> Environment:
    """Jinja over trusted templates: undefined names are errors, everything is escaped unless marked safe.

    `_()`, `ngettext()` and `pgettext()` give the program's own words in the tongue.
    """
    made = Environment(
        loader=_Shelf([str(root) for root in roots]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        tongue.text, tongue.count, newstyle=True, pgettext=tongue.word
    )
    return made


def _finished(value: object) -> object:
    """Plain text gets typographic marks; what is marked safe is HTML already."""
    return typographic(value) if type(value) is str else value


def unsplit_end(text: str) -> str:
    """A title whose last three words stay together, so that none stands alone on the last line."""
    words = text.split(" ")
    return " ".join(words[:-3]) + " " + "\u00a0".join(words[-3:]) if len(words) > 6 else text  # noqa: PLR2004 - a short title has one line


def read_text(env: Environment, name: str) -> str:
    """A stylesheet or another plain file beside the templates.

    Raises:
        RenderError: No root has it.
    """
    try:
        return env.loader.get_source(env, name)[0] if env.loader else ""
    except TemplateNotFound:
        raise RenderError(f"the template folder has no {name}", "Reinstall briefgen, or restore the file.") from None
