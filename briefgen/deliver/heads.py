"""How a message's head is written: in ASCII, folded, and read by every reader as what was meant."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from email.headerregistry import UniqueAddressHeader, UniqueUnstructuredHeader
from email.policy import SMTP, EmailPolicy

_LONGEST_WORD = 60
"""Characters of a word that stays as it is. A longer one would not fit into a line beside a header's name."""
_ENCODED_BYTES = 42
"""Of an encoded word, which is 75 characters at the most (RFC 2047, 2): 12 for its dress, 56 for these."""
_LINE = 76


class HeadPolicy(EmailPolicy):
    """The standard library's policy for SMTP, but for subject and addresses.

    Folding these, it puts spaces into long names and can leave a comma of a name bare, by which a reader finds an address
    more (CVE-2025-1795 and its kin). What is no ASCII, or does not fold, is written as encoded words of whole characters.
    """

    def fold(self, name: str, value: str) -> str:
        """A header as the lines of the message's head."""
        if isinstance(value, UniqueUnstructuredHeader):
            return _folded(name, [*_words(value)])
        if isinstance(value, UniqueAddressHeader) and len(value.addresses) == 1:
            [address] = value.addresses
            named = [*_phrase(address.display_name), f"<{address.addr_spec}>"]
            return _folded(name, named if address.display_name else [address.addr_spec])
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        """The same in bytes, as it is sent."""
        return self.fold(name, value).encode("utf-8" if self.utf8 else "ascii")


def head_policy(*, utf8: bool) -> HeadPolicy:
    """The policy for a message.

    Args:
        utf8: Whether its addresses need a server with SMTPUTF8.
    """
    return HeadPolicy(linesep=SMTP.linesep, cte_type="7bit", utf8=utf8)


def _words(text: str) -> Iterator[str]:
    """A text in words that one space each parts."""
    words = text.split(" ")
    if text.isascii() and max(map(len, words)) <= _LONGEST_WORD:
        yield from words
    else:
        yield from _encoded(text)


def _phrase(name: str) -> Iterator[str]:
    if name.isascii() and len(name) <= _LONGEST_WORD:
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        yield f'"{escaped}"'
    else:
        yield from _encoded(name)


def _encoded(text: str) -> Iterator[str]:
    """Encoded words; readers drop the space between two of them."""
    taken = b""
    for character in text:
        data = character.encode()
        if len(taken) + len(data) > _ENCODED_BYTES:
            yield _dressed(taken)
            taken = b""
        taken += data
    yield _dressed(taken)


def _dressed(data: bytes) -> str:
    return f"=?utf-8?b?{base64.b64encode(data).decode('ascii')}?="


def _folded(name: str, words: list[str]) -> str:
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > _LINE and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += f" {word}"
    return SMTP.linesep.join(lines) + SMTP.linesep
