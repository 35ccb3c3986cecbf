"""Who is at the keyboard: the registry records it with every step."""

from __future__ import annotations

import getpass
import os

from briefgen.model.faults import UsageError

_LONGEST = 200


def who(given: str | None) -> str:
    """The person's name: as given on the command line, else $BRIEFGEN_USER, else the login name.

    Raises:
        UsageError: The name is blank, or the machine knows none.
    """
    name = given if given is not None else os.environ.get("BRIEFGEN_USER") or _login()
    name = " ".join(name.split())
    if not name:
        raise UsageError("Who is it?", 'Give a name: --by "A. Diallo", or set BRIEFGEN_USER.')
    if len(name) > _LONGEST:
        raise UsageError(f"a name of {len(name)} letters is too long", f"Give one of at most {_LONGEST}.")
    return name


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
