"""Who is at the keyboard, and the reasons they give: the registry keeps both for ever."""

from __future__ import annotations

import getpass
import os
import unicodedata

from briefgen.model.faults import UsageError

_LONGEST_NAME = 200
_LONGEST_REASON = 1_000
_JOINERS = "\u200c\u200d"
"""Invisible, and yet part of how Persian, Hindi and emoji are spelled."""


def who(given: str | None) -> str:
    """The person's name: as given on the command line, else $BRIEFGEN_USER, else the login name.

    Raises:
        UsageError: The name is blank, too long or no text, or the machine knows none.
    """
    name = _on_one_line(given if given is not None else os.environ.get("BRIEFGEN_USER") or _login(), "name")
    if not any(unicodedata.category(letter)[0] in "LN" for letter in name):
        raise UsageError("Who is it?", 'Give a name: --by "A. Diallo", or set BRIEFGEN_USER.')
    return _short_enough(name, "name", _LONGEST_NAME)


def reason(given: str | None, wanted: str, example: str) -> str:
    """A reason on one line.

    Args:
        given: What stands after --because.
        wanted: What is missing where it is blank: "a withdrawal needs its reason".
        example: A sentence that would do.

    Raises:
        UsageError: It is blank, too long or no text.
    """
    sentence = _on_one_line(given or "", "reason")
    if not sentence.strip(_JOINERS):
        raise UsageError(wanted, f'Say it in a sentence: --because "{example}"')
    return _short_enough(sentence, "reason", _LONGEST_REASON)


def _on_one_line(text: str, what: str) -> str:
    """The words with single spaces, and nothing in between that nobody sees."""
    line = " ".join(text.split())
    for letter in line:
        if unicodedata.category(letter) == "Cs":
            raise UsageError(f"the {what} is not valid UTF-8", "Type it again.")
        if unicodedata.category(letter) in {"Cc", "Cf"} and letter not in _JOINERS:
            raise UsageError(
                f"the {what} has a character in it that nobody sees: U+{ord(letter):04X}",
                "Type it again, rather than paste it.",
            )
    return line


def _short_enough(text: str, what: str, longest: int) -> str:
    if len(text) > longest:
        raise UsageError(f"a {what} of {len(text):,} letters is too long", f"Give one of at most {longest:,}.")
    return text


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
