"""The server that mails go out by."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

ANSWER_TIMES = 10
"""How much longer than otherwise a server may be silent when it has the whole message: it may be searching it (RFC 5321, 4.5.3.2.6)."""

LONGEST_TIMES = 20
"""How much longer than one silence an attempt may take, so that a server that drips ends some time."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where it is, and how it is spoken to.

    Attributes:
        host: Its name, which its certificate must bear.
        port: Where it listens.
        security: `starttls`, `tls` from the first byte, or `none`, which only a server on this machine may have.
        user: Whom to sign in as; nobody where it is None.
        password: The password itself.
        sender: `desk@example.org`, or `Sahel desk <desk@example.org>`.
        certificates: A PEM file of the authorities that alone may vouch for it; the system's where it is None.
        timeout_seconds: How long it may be silent; `ANSWER_TIMES` as long when it has the whole message.
    """

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    user: str | None
    password: str | None = field(repr=False)
    sender: str
    certificates: Path | None = None
    timeout_seconds: float = 30

    @property
    def longest_seconds(self) -> float:
        """After how long an attempt has ended, whatever the server does, counted from when it is reached."""
        return LONGEST_TIMES * self.timeout_seconds
