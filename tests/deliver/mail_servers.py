"""Real mail servers: one that behaves (aiosmtpd), with answers that can be changed, and one that does on the wire whatever a test wants."""

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as Protocol  # noqa: N811 - the library's name says nothing
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "desk-user", "s3cret,p@ss-4711"
_LARGEST = 64 * 1024 * 1024


@dataclass
class Keeper:
    """What a server was given, and what it says.

    Attributes:
        answers: What it says to MAIL, RCPT and the end of the data instead of yes.
        envelopes: Messages that it has taken, with whom they are from and to.
        asked: Recipients that it was asked about, taken or not.
        callers: What those who called called themselves.
        tried: Users and passwords that were tried.
        encrypted: Whether the password came encrypted.
    """

    answers: dict[str, str] = field(default_factory=dict)
    envelopes: list[Envelope] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    callers: list[str] = field(default_factory=list)
    tried: list[tuple[bytes, bytes]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    def only(self) -> Envelope:
        """The one message."""
        [envelope] = self.envelopes
        return envelope

    def data(self) -> bytes:
        """The one message's bytes."""
        content = self.only().content
        assert isinstance(content, bytes)
        return content

    async def handle_EHLO(  # noqa: N802 - the library's name
        self, _server: Protocol, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Somebody calls."""
        session.host_name = hostname
        self.callers.append(hostname)
        return responses

    async def handle_MAIL(  # noqa: N802 - likewise
        self, _server: Protocol, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """A sender."""
        if "MAIL" not in self.answers:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802 - likewise
        self, _server: Protocol, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """A recipient."""
        self.asked.append(address)
        if "RCPT" not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, _server: Protocol, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - likewise
        """A whole message."""
        if "DATA" not in self.answers:
            self.envelopes.append(envelope)
        return self.answers.get("DATA", "250 2.0.0 kept as 4711")

    def check(
        self, server: Protocol, _session: Session, _envelope: Envelope, _mechanism: str, given: Any
    ) -> AuthResult:
        """A user and a password."""
        assert isinstance(given, LoginPassword)
        self.tried.append((given.login, given.password))
        self.encrypted.append(isinstance(server.transport.get_extra_info("ssl_object"), ssl.SSLObject))
        if "AUTH" in self.answers:
            return AuthResult(success=False, handled=False, message=self.answers["AUTH"])
        return AuthResult(success=given == LoginPassword(USER.encode(), PASSWORD.encode()), handled=False)


class _Bound(Controller):
    """A server at a port that is its own from the first moment."""

    def __init__(self, host: str, **parts: Any) -> None:
        self.bound = socket.create_server((host, 0))
        super().__init__(**parts, hostname="127.0.0.1", port=self.bound.getsockname()[1])

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self.bound, ssl=self.ssl_context)


@contextmanager
def running(  # noqa: PLR0913 - a server is made of many choices
    keeper: Keeper,
    *,
    starttls: ssl.SSLContext | None = None,
    tls: ssl.SSLContext | None = None,
    signed_in: bool = False,
    utf8: bool = True,
    largest: int = _LARGEST,
    host: str = "127.0.0.1",
) -> Iterator[int]:
    """A server that behaves: its port.

    Args:
        keeper: Takes what it is given.
        starttls: Its certificate, where it can be asked to encrypt.
        tls: Its certificate, where it encrypts from the first byte.
        signed_in: Whether only users may send.
        utf8: Whether it takes addresses in other letters.
        largest: The size it takes, in bytes.
        host: Where it listens.
    """
    server = _Bound(
        host,
        handler=keeper,
        ssl_context=tls,
        tls_context=starttls,
        require_starttls=starttls is not None,
        authenticator=keeper.check if signed_in else None,
        # Without encryption, the library would warn of a server that asks for passwords.
        auth_required=signed_in and starttls is not None,
        auth_require_tls=starttls is not None,
        auth_exclude_mechanism=None if signed_in else ["LOGIN", "PLAIN"],
        enable_SMTPUTF8=utf8,
        data_size_limit=largest,
        server_hostname="mail.test",
    )
    server.start()
    keeper.callers.clear()
    try:
        yield server.port
    finally:
        server.stop()


class Wire:
    """One connection as a badly behaved server has it.

    Attributes:
        heard: Lines that were heard, without their ends.
        gone: Whether the other side was found gone.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._ahead = b""
        self.heard: list[bytes] = []
        self.gone = False

    def say(self, text: str) -> None:
        """Say something; CR and LF come after it."""
        self._connection.sendall(text.encode() + b"\r\n")

    def hear(self) -> str:
        """A line, without its end; "" where there is none any more."""
        while b"\r\n" not in self._ahead:
            more = self._connection.recv(65536)
            if not more:
                self.gone = True
                return ""
            self._ahead += more
        line, _, self._ahead = self._ahead.partition(b"\r\n")
        self.heard.append(line)
        return line.decode()

    def hear_to_end(self) -> None:
        """A message, to the line with the dot."""
        while self.hear() != "." and not self.gone:
            pass

    def hear_all(self) -> None:
        """Whatever comes, until the other side has gone."""
        while more := self._connection.recv(65536):
            self._ahead += more
        while b"\r\n" in self._ahead:
            self.hear()

    def swallow(self, size: int) -> None:
        """So many bytes of a message."""
        while len(self._ahead) < size:
            self._ahead += self._connection.recv(65536)

    def encrypt(self, context: ssl.SSLContext) -> None:
        """Go on encrypted."""
        self._connection = context.wrap_socket(self._connection, server_side=True)

    def drop(self) -> None:
        """Go away at once, without goodbye."""
        # Closing sends a reset, whatever is still to be read.
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.close()

    def close(self) -> None:
        """Go away in good order."""
        self._connection.close()


def talk(wire: Wire, until: str, features: tuple[str, ...] = ()) -> None:
    """Behave, up to the moment after a step was heard and before it is answered.

    Args:
        wire: With whom.
        until: `greeting`, a command's name, `data` within a message, or `end` when a whole one was heard.
        features: What EHLO is answered with.
    """
    if until == "greeting":
        return
    wire.say("220 mail.test")
    while True:
        command = wire.hear().partition(" ")[0].upper()
        if command in {until, ""}:
            return
        if command == "DATA":
            wire.say("354 go on")
            if until == "data":
                return
            wire.hear_to_end()
            if until == "end":
                return
        if command == "EHLO":
            for feature in ("mail.test", *features):
                wire.say(f"250-{feature}")
        wire.say("250 OK")


@contextmanager
def misbehaving(script: Callable[[Wire], None]) -> Iterator[tuple[int, list[bytes]]]:
    """A server that follows a script for the one who calls: its port, and what it hears."""
    heard: list[bytes] = []
    faults: list[BaseException] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError), listener:
            connection, _ = listener.accept()
            wire = Wire(connection)
            wire.heard = heard
            try:
                with suppress(ConnectionError, ssl.SSLError):
                    script(wire)
            except BaseException as fault:  # noqa: BLE001 - told below, where the test sees it
                faults.append(fault)
            finally:
                wire.close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1], heard
    finally:
        # Whoever never called does so now, so that nothing waits for ever.
        with suppress(OSError), socket.create_connection(listener.getsockname(), timeout=1):
            pass
        thread.join()
    if faults:
        raise faults[0]
