"""Writes briefgen/locale: the template of all that the program prints, and each language's catalogue brought up to it.

Run it with `./run words`. It reads `tongue.text("…")`, `tongue.word("context", "…")`, `tongue.count("…", "…", n)` and the
tables of `Word("context", "…")` and `Counted("…", "…")` in the program, `saying("…")` in the rules, and `_("…")`, `ngettext` and `pgettext` in the
templates. What is new stands in each briefgen.po with nothing to it; what is gone is taken out; what is there is
compiled: into desk.mo what only the desk is told, and into briefgen.mo what readers are given. No dates and no line
numbers, so that a change shows what changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "briefgen" / "locale"
TEMPLATE = FOLDER / "briefgen.pot"
LANGUAGES = {
    # CLDR's categories in their order: zero, one, two, few (3–10), many (11–99), other. Babel's own table has the last
    # two the other way round.
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "fr": "nplurals=2; plural=(n > 1);",
}
"""Those that have a catalogue, and how each counts."""
TOLD_THE_DESK = (
    "briefgen/check/",
    "briefgen/desk/keys.py",
    "briefgen/desk/refusals.py",
    "briefgen/desk/run_words.py",
    "briefgen/desk/withholding.py",
    "briefgen/load/secrets.py",
    "briefgen/model/overrun.py",
    "briefgen/release/",
    "briefgen/seal/",
)
"""Where words are that no file for readers has. Others are released by being the program's own: they are in no search for leaks."""
KEYWORDS = {
    "text": None,
    "word": ((1, "c"), 2),
    "Word": ((1, "c"), 2),
    "count": (1, 2),
    "Counted": (1, 2),
    "saying": None,
    "term": ((1, "c"), 2),
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}


class PlainCatalog(Catalog):
    """A catalogue whose header says what is needed to read it, and not when and with what it was made."""

    @property
    def mime_headers(self):
        """Encoding, and how the language counts."""
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit")]
        if self.locale:
            return [*headers, ("Language", self.locale_identifier), ("Plural-Forms", LANGUAGES[self.locale_identifier])]
        return headers


def template() -> Catalog:
    """Every message of the program and its templates."""
    catalogue = PlainCatalog(
        charset="utf-8", header_comment="# The program's own words. Made by `./run words`.", fuzzy=False
    )
    with (FOLDER / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS)
    for file, _, message, comments, context in sorted(found, key=lambda each: (each[0], each[1])):
        catalogue.add(message, None, [(file, None)], auto_comments=comments, context=context)
    return catalogue


def catalogue_of(language: str, words: Catalog) -> Catalog:
    """A language's catalogue with exactly the template's messages, and what is translated of them.

    Args:
        language: `fr`.
        words: The template.
    """
    comment = f"# The program's own words, {language}. New messages come by `./run words`; translate them here."
    made = PlainCatalog(language, charset="utf-8", header_comment=comment, fuzzy=False)
    file = po_file(language)
    if file.is_file():
        with file.open("rb") as stream:
            known = read_po(stream, locale=language)
        for message in known:
            if message.id:
                made.add(message.id, message.string, flags=message.flags - {"fuzzy"}, context=message.context)
    made.update(words, no_fuzzy_matching=True)
    made.obsolete.clear()
    return made


def po_file(language: str) -> Path:
    """Where translators write."""
    return FOLDER / language / "LC_MESSAGES" / "briefgen.po"


def written(catalogue: Catalog) -> bytes:
    """A catalogue as it stands in its file."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=0, sort_by_file=True, include_lineno=False)
    return buffer.getvalue()


def told_the_desk(message: Message) -> bool:
    """Whether nobody else is told it."""
    return all(file.startswith(TOLD_THE_DESK) for file, _ in message.locations)


def compiled(catalogue: Catalog, *, desk: bool) -> bytes:
    """A catalogue as the program reads it: what only the desk is told, or the rest.

    Args:
        catalogue: With the places of its messages.
        desk: Which of the two.
    """
    part = PlainCatalog(catalogue.locale_identifier, charset="utf-8", fuzzy=False)
    for message in catalogue:
        if message.id and desk == told_the_desk(message):
            part.add(message.id, message.string, context=message.context)
    buffer = BytesIO()
    write_mo(buffer, part)
    return buffer.getvalue()


def files() -> Iterator[tuple[Path, bytes]]:
    """Every file of the folder as it should be."""
    words = template()
    yield TEMPLATE, written(words)
    for language in LANGUAGES:
        catalogue = catalogue_of(language, words)
        yield po_file(language), written(catalogue)
        yield po_file(language).with_name("briefgen.mo"), compiled(catalogue, desk=False)
        yield po_file(language).with_name("desk.mo"), compiled(catalogue, desk=True)


def main() -> None:
    """Write what changed, and say what waits for a translation."""
    for path, data in files():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    words = template()
    for language in LANGUAGES:
        missing = [message for message in catalogue_of(language, words) if message.id and not is_translated(message)]
        if missing:
            sys.stdout.write(f"{language}: {len(missing)} without a translation\n")


def is_translated(message) -> bool:
    """Whether all its forms are there."""
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


if __name__ == "__main__":
    main()
