"""What a mail server answered, as the desk is told it."""

from __future__ import annotations

import base64
import re

from briefgen.deliver.lines import one_line

_LONGEST = 200


def told(code: int, text: bytes, secrets: tuple[str, ...]) -> str:
    """A server's answer in quotation marks, cut short, without what it repeats of a user or a password.

    Args:
        code: The answer's number; -1 where it has none.
        text: What follows it.
        secrets: What must not be in it, in any of the forms that signing in sends it in.
    """
    if code < 0:
        return "nothing that can be understood"
    said = text.decode("utf-8", errors="replace")
    for form in sorted(_forms(secrets), key=len, reverse=True):
        said = re.sub(re.escape(form), "…", said, flags=re.IGNORECASE)
    seen = "".join(character if character.isprintable() else " " for character in one_line(said))
    return f"“{code} {seen[:_LONGEST].strip()}”"


def _forms(secrets: tuple[str, ...]) -> set[str]:
    plain = {secret for secret in secrets if secret}
    together = {f"\0{user}\0{password}" for user in plain for password in plain}
    return plain | {base64.b64encode(each.encode(errors="replace")).decode("ascii") for each in plain | together}


def is_taken(code: int) -> bool:
    """Whether an answer's number says yes."""
    return 200 <= code < 300  # noqa: PLR2004 - RFC 5321, 4.2.1


def is_for_now(code: int) -> bool:
    """Whether an answer's number says no, for now."""
    return 400 <= code < 500  # noqa: PLR2004 - likewise


def is_for_good(code: int) -> bool:
    """Whether an answer's number says no, and always will."""
    return 500 <= code < 600  # noqa: PLR2004 - likewise
