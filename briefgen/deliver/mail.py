"""Delivery by mail: one message, one recipient, one connection, and a receipt that says what is known.

What an attempt comes to. `unknown` stands only where the server had the whole message and did not say what became of it;
everywhere else it is sure that it has not taken it.

| what happens | fate | why this one |
|---|---|---|
| the server answers the end of the message with 2xx | sent | it has taken it |
| the server's name does not resolve; it cannot be reached; it is too slow; it breaks off | later | servers are mended |
| it greets with anything but 220, or does not take EHLO | later | likewise |
| STARTTLS is not offered, is refused, or nothing can be agreed on | later | likewise; nothing was said in the clear |
| its certificate is expired, another's, or nobody's | later | it is renewed; until then nothing was said to it |
| a file of certificates cannot be read; `none` for a server elsewhere; a wrong `sender` | later | the desk mends its settings |
| it does not let the desk sign in | later | the password can be mended; clients' addresses are not at fault |
| 4xx to anything | later | that is what 4xx means: greylisting, full, busy |
| 5xx to the sender's address, 530 to the recipient's | later | the desk's settings are at fault, not the client's address |
| 552 to the sender's address, or more bytes than its SIZE | refused | the message stays as large as it is |
| 5xx to the recipient's address, to DATA, or to the end of the message | refused | that is what 5xx means |
| the address is none, or needs SMTPUTF8 and the server has none | refused | the client's file has to change |
| the connection is lost, or time is up, before the end of the message was given out | later | without its end no server takes it |
| the same after that, or an answer that is none | unknown | it may have been taken |
"""

from __future__ import annotations

from types import TracebackType
from typing import Self

from briefgen.deliver.address import recipient_of, sender_of
from briefgen.deliver.conversation import Conversation
from briefgen.deliver.envelope import Envelope
from briefgen.deliver.mail_server import MailServer
from briefgen.deliver.message import compose_message
from briefgen.deliver.naming import RefusedError
from briefgen.model.dispatch import Fate, Parcel, Receipt

__all__ = ["Mail", "MailServer"]


class Mail:
    """The channel `mail`.

    Args:
        server: By which it goes out.
    """

    def __init__(self, server: MailServer) -> None:
        self._server = server

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is kept open between messages."""

    def send(self, parcel: Parcel) -> Receipt:
        """Give a parcel's letter and files to the server, for the parcel's one address and nobody else.

        It does not raise: what goes wrong is in the receipt. It has ended `MailServer.longest_seconds` after the server was
        reached, and that is tried for `timeout_seconds` at each of its addresses.
        """
        try:
            sender = sender_of(self._server.sender)
        except RefusedError as fault:
            return Receipt(Fate.LATER, f"the sender is wrong: {fault}; mend `sender` under [mail] in briefgen.toml")
        try:
            data = compose_message(parcel, self._server.sender).as_bytes()
            envelope = Envelope(sender, recipient_of(parcel.target), data)
        except RefusedError as fault:
            return Receipt(Fate.REFUSED, str(fault))
        except Exception as fault:  # noqa: BLE001 - its words may be the message's
            return Receipt(Fate.LATER, f"the message could not be made ({type(fault).__name__})")
        return Conversation(self._server, envelope).receipt()
