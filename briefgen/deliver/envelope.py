"""A message as a server gets it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.deliver.address import Mailbox


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message, and whom a server is told of.

    Attributes:
        sender: Whom it comes from.
        recipient: Whom it goes to, and nobody else.
        data: The message.
    """

    sender: Mailbox
    recipient: Mailbox
    data: bytes

    @property
    def needs_utf8(self) -> bool:
        """Whether only a server with SMTPUTF8 can take it."""
        return self.sender.needs_utf8 or self.recipient.needs_utf8

    @property
    def dotted(self) -> bytes:
        """The message as DATA has it: every line ends with CR and LF, and none of them is the end (RFC 5321, 4.5.2).

        A lone LF before a dot is taken for the end by some servers, and what follows for another message.
        """
        whole = re.sub(rb"\r\n|\r|\n", b"\r\n", self.data)
        if not whole.endswith(b"\r\n"):
            whole += b"\r\n"
        return re.sub(rb"(?m)^\.", b"..", whole)
