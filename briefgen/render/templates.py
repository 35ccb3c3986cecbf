"""Jinja over the desk's templates, with the program's own words in the page's language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, TemplateNotFound
from jinja2.bccache import Bucket
from markupsafe import Markup

from briefgen.model.faults import RenderError
from briefgen.model.tongue import ENGLISH, Tongue
from briefgen.model.typography import typographic
from briefgen.model.vocabulary import AUDIENCES
from briefgen.render.shelf import Shelf

_OF_THE_PAGE = ("prose", "inline", "plain", "cite")
"""Filters that each page puts its own into."""


class _FromShelf(BaseLoader):
    """Templates that were read before."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        if template not in self._shelf:
            raise TemplateNotFound(template)
        return self._shelf[template].decode(), template, lambda: True


class _Compiled(BytecodeCache):
    """What this process has compiled for a language: the same templates need not be compiled again.

    Jinja finishes a template's constants while it compiles, and they are finished by the language.
    """

    _found: ClassVar[dict[tuple[str, str, str], bytes]] = {}

    def __init__(self, language: str) -> None:
        self._language = language

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is there for the template's name and text."""
        found = self._found.get((self._language, bucket.key, bucket.checksum))
        if found:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._found[self._language, bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def environment(shelf: Shelf, tongue: Tongue = ENGLISH) -> Environment:
    """Jinja over trusted templates: undefined names are errors, everything is escaped unless marked safe.

    `_()`, `ngettext()` and `pgettext()` give the program's own words in the tongue.
    """
    made = Environment(
        loader=_FromShelf(shelf),
        bytecode_cache=_Compiled(tongue.language),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=partial(_finished, language=tongue.language),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        extensions=["jinja2.ext.i18n"],
    )
    # Filters whose meaning depends on the page are still to come; a template compiles once their names are known.
    made.filters.update(unsplit_end=unsplit_end, **dict.fromkeys(_OF_THE_PAGE, str))
    made.newstyle_gettext = True  # type: ignore[attr-defined]
    made.globals.update(
        gettext=_Spoken(tongue.text, tongue.language),
        ngettext=lambda one, many, number, **values: _Spoken(tongue.form, tongue.language)(
            one, many, number, **{"num": number, **values}
        ),
        pgettext=_Spoken(tongue.word, tongue.language),
        comma=tongue.word("between the items of a list", ", "),
        rtl=tongue.direction == "rtl",
        isolated=_isolated if tongue.direction == "rtl" else _as_it_is,
        audience=lambda marking: tongue.word(*AUDIENCES[marking]),
    )
    return made


class _Spoken:
    """A message found, its places filled with escaped values, and its marks those of the language.

    Args:
        find: Finds a message.
        language: BCP 47 tag.
    """

    def __init__(self, find: Callable[..., str], language: str) -> None:
        self._find = find
        self._language = language

    def __call__(self, *message: object, **values: object) -> Markup:
        found = typographic(self._find(*message), self._language)
        filled = {name: _finished(value, self._language) for name, value in values.items()}
        return Markup(found) % filled  # noqa: S704 - a message is as trusted as a template


def _finished(value: object, language: str) -> object:
    """Plain text gets typographic marks; what is marked safe is HTML already."""
    return typographic(value, language) if type(value) is str else value


def _isolated(text: str) -> str:
    """A text whose direction is its own affair: between marks that no font draws (Unicode, UAX 9)."""
    return f"\u2068{text}\u2069"


def _as_it_is(text: str) -> str:
    return text


def unsplit_end(text: str) -> str:
    """A title whose last three words stay together, so that none stands alone on the last line."""
    words = text.split(" ")
    return " ".join(words[:-3]) + " " + "\u00a0".join(words[-3:]) if len(words) > 6 else text  # noqa: PLR2004 - a short title has one line


def read_text(env: Environment, name: str) -> str:
    """A stylesheet or another plain file beside the templates.

    Raises:
        RenderError: There is none.
    """
    try:
        return env.loader.get_source(env, name)[0] if env.loader else ""
    except TemplateNotFound:
        raise RenderError(f"the template folder has no {name}", "Reinstall briefgen, or restore the file.") from None
