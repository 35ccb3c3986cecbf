"""One message given to one server, step by step, so that it is known at every moment whether it may have been taken."""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
from collections.abc import Callable
from threading import Timer

from briefgen.deliver.breakdowns import SETTINGS, told_breakdown
from briefgen.deliver.envelope import Envelope
from briefgen.deliver.lines import megabytes, one_line
from briefgen.deliver.mail_server import ANSWER_TIMES, MailServer
from briefgen.deliver.reaching import connected, is_here, places
from briefgen.deliver.replies import is_for_good, is_for_now, is_taken, told
from briefgen.model.dispatch import Fate, Receipt

CALLED = "[127.0.0.1]"
"""How the desk's machine calls itself: an address that is right on every machine, and tells nothing of this one."""

_MECHANISMS = ("PLAIN", "LOGIN", "CRAM-MD5")
_READY, _GO_ON = 220, 354
_SIGN_IN_FIRST, _TOO_LARGE = 530, 552
_AT_ONCE = 64 * 1024
_PARTING_SECONDS = 5


class Conversation:
    """One attempt at a message.

    Args:
        server: Which is spoken to.
        envelope: What it is given.
    """

    def __init__(self, server: MailServer, envelope: Envelope) -> None:
        self._server = server
        self._envelope = envelope
        self._name = one_line(server.host)
        self._smtp = smtplib.SMTP(local_hostname=CALLED, timeout=server.timeout_seconds)
        self._context: ssl.SSLContext | None = None
        self._clock = Timer(server.longest_seconds, self._end)
        self._clock.daemon = True
        self._doing = "while it was being called"
        self._is_here = False
        self._in_data = False
        self._is_given = False
        self._is_late = False

    def receipt(self) -> Receipt:
        """Try it, once, and say what came of it. It does not raise, but for what interrupts the whole program."""
        try:
            receipt = self._talk()
            self._part()
        except Exception as fault:  # noqa: BLE001 - whatever it is: what counts is whether the message may be there
            return self._broken(fault)
        else:
            return receipt
        finally:
            self._clock.cancel()
            self._smtp.close()

    def _talk(self) -> Receipt:
        steps: tuple[Callable[[], Receipt | None], ...] = (
            self._trust,
            self._reach,
            self._secure,
            self._sign_in,
            self._measure,
            self._address,
            self._begin,
        )
        for step in steps:
            stopped = step()
            if stopped:
                return stopped
        return self._give()

    def _trust(self) -> Receipt | None:
        """Learn who may vouch for the server."""
        if self._server.security == "none":
            return None
        file = self._server.certificates
        try:
            self._context = ssl.create_default_context(cafile=file)
        except OSError as fault:
            why = fault.strerror or "it holds none"
            return Receipt(
                Fate.LATER, f"the certificates in {file} cannot be read ({why}); see `certificates` under {SETTINGS}"
            )
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2
        return None

    def _reach(self) -> Receipt | None:
        found = places(self._server.host, self._server.port)
        self._is_here = is_here(found)
        if self._server.security == "none" and not self._is_here:
            return self._later(f"is not on this machine: `security` under {SETTINGS} has to be starttls or tls for it")
        self._smtp.sock = connected(found, self._server.timeout_seconds)
        self._clock.start()
        if self._server.security == "tls":
            self._encrypt()
        code, text = self._smtp.getreply()
        if code != _READY:
            return self._later(f"does not begin to talk: {self._told(code, text)}")
        return self._greet()

    def _greet(self) -> Receipt | None:
        code, text = self._smtp.ehlo()
        if not is_taken(code):
            return self._later(f"does not go on after the greeting: {self._told(code, text)}")
        return None

    def _secure(self) -> Receipt | None:
        if self._server.security != "starttls":
            return None
        self._doing = "while the connection was being secured"
        if not self._smtp.has_extn("starttls"):
            return self._later(f"offers no STARTTLS, so nothing was sent; see `port` and `security` under {SETTINGS}")
        code, text = self._smtp.docmd("STARTTLS")
        if code != _READY:
            return self._later(f"does not secure the connection now: {self._told(code, text)}")
        self._encrypt()
        return self._greet()

    def _encrypt(self) -> None:
        """Go on in secret. What the server had said before is forgotten: somebody else may have said it (RFC 3207, 6)."""
        if self._context and self._smtp.sock:
            self._smtp.sock = self._context.wrap_socket(self._smtp.sock, server_hostname=self._server.host)
            self._smtp.file = None

    def _sign_in(self) -> Receipt | None:
        user, password = self._server.user, self._server.password
        if user is None:
            return None
        self._doing = "while signing in"
        if not (self._is_here or isinstance(self._smtp.sock, ssl.SSLSocket)):
            return self._later("can be overheard: no password is sent to it")
        if password is None or not (user + password).isascii():
            return self._later(f"needs a password of ASCII characters to sign in with; see `password` under {SETTINGS}")
        offered = self._smtp.esmtp_features.get("auth", "").upper().split()
        known = [each for each in _MECHANISMS if each in offered]
        if not known:
            return self._later(
                f"lets nobody sign in here; leave out `user`, or see `port` and `security`, under {SETTINGS}"
            )
        return self._signed_in(known[0], user, password)

    def _signed_in(self, mechanism: str, user: str, password: str) -> Receipt | None:
        """Sign in, once: a server that is asked again and again with a wrong password locks its user out."""
        self._smtp.user, self._smtp.password = user, password
        answer = getattr(self._smtp, f"auth_{mechanism.lower().replace('-', '_')}")
        try:
            self._smtp.auth(mechanism, answer)
        except smtplib.SMTPAuthenticationError as fault:
            said = self._told(fault.smtp_code, fault.smtp_error)
            if is_for_now(fault.smtp_code):
                return self._later(f"cannot check the password now: {said}")
            return self._later(f"says that the user or the password is wrong: {said}; mend them under {SETTINGS}")
        return None

    def _measure(self) -> Receipt | None:
        """See whether the server takes messages of this size and addresses of this kind."""
        self._doing = "before the message was begun"
        most, size = self._smtp.esmtp_features.get("size", ""), len(self._envelope.data)
        if most.isascii() and most.isdigit() and 0 < int(most) < size:
            return self._refused(f"takes messages of up to {megabytes(int(most))}, and this one has {megabytes(size)}")
        if self._smtp.has_extn("smtputf8") or not self._envelope.needs_utf8:
            return None
        if self._envelope.recipient.needs_utf8:
            return self._refused(
                f"takes only ASCII before the @, and {self._envelope.recipient.spec} has other letters there"
            )
        return self._later(
            f"takes only ASCII before the @, and the sender has other letters there; mend `sender` under {SETTINGS}"
        )

    def _address(self) -> Receipt | None:
        options = [f"SIZE={len(self._envelope.data)}"] if self._smtp.has_extn("size") else []
        if self._envelope.needs_utf8:
            options += ["SMTPUTF8", "BODY=8BITMIME"]
        code, text = self._smtp.mail(self._envelope.sender.spec, options)
        if code == _TOO_LARGE:
            size = megabytes(len(self._envelope.data))
            return self._refused(f"does not take a message of {size}: {self._told(code, text)}")
        if not is_taken(code):
            return self._later(f"takes nothing from {self._envelope.sender.spec}: {self._told(code, text)}")
        code, text = self._smtp.rcpt(self._envelope.recipient.spec)
        if code == _SIGN_IN_FIRST:
            return self._later(f"wants the desk to sign in: {self._told(code, text)}; see `user` under {SETTINGS}")
        return None if is_taken(code) else self._denied(f"for {self._envelope.recipient.spec}", code, text)

    def _begin(self) -> Receipt | None:
        code, text = self._smtp.docmd("DATA")
        if code != _GO_ON:
            return self._denied(f"for {self._envelope.recipient.spec}", code, text)
        return None

    def _give(self) -> Receipt:
        """Give all but the end, then the end, from which on the message may be there."""
        self._doing = "within the message"
        self._in_data = True
        data = self._envelope.dotted
        for start in range(0, len(data), _AT_ONCE):
            # A piece at a time, so that each has the whole time to be sent.
            self._smtp.send(data[start : start + _AT_ONCE])
        if self._has_spoken():
            return self._later("broke off within the message, before its end")
        self._doing = "after the whole message was given to it"
        if self._smtp.sock:
            self._smtp.sock.settimeout(ANSWER_TIMES * self._server.timeout_seconds)
        self._is_given = True
        self._smtp.send(b".\r\n")
        code, text = self._smtp.getreply()
        self._in_data = False
        if is_taken(code):
            return Receipt(Fate.SENT, f"the mail server {self._name} answered {self._told(code, text)}")
        if is_for_now(code) or is_for_good(code):
            return self._denied("when it had it all", code, text)
        return self._unknown(f"answered {self._told(code, text)}")

    def _has_spoken(self) -> bool:
        """Whether the server has said something, or gone, while it was to listen: it will not take the message then."""
        sock, file = self._smtp.sock, self._smtp.file
        if sock is None or file is None:
            return True
        sock.settimeout(0)
        try:
            return file.read(1) is not None
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        finally:
            sock.settimeout(self._server.timeout_seconds)

    def _part(self) -> None:
        """Say goodbye, where that cannot be taken for a part of the message. Nothing depends on it."""
        if self._smtp.sock and not self._in_data:
            with contextlib.suppress(Exception):
                self._smtp.sock.settimeout(min(_PARTING_SECONDS, self._server.timeout_seconds))
                self._smtp.docmd("QUIT")

    def _end(self) -> None:
        """Cut the connection, from another thread: who waits for an answer finds that there is none."""
        self._is_late = True
        if self._smtp.sock:
            with contextlib.suppress(OSError):
                # The plain socket's: that of an encrypted one takes its cipher away under the other thread.
                socket.socket.shutdown(self._smtp.sock, socket.SHUT_RDWR)

    def _broken(self, fault: Exception) -> Receipt:
        """What came of it when something was raised."""
        patience = self._server.timeout_seconds * (ANSWER_TIMES if self._is_given else 1)
        what = told_breakdown(fault, patience, self._doing)
        if self._is_late:
            what = f"was not done after {self._server.longest_seconds:g} seconds, {self._doing}"
        return self._unknown(what) if self._is_given else self._later(what)

    def _denied(self, when: str, code: int, text: bytes) -> Receipt:
        said = self._told(code, text)
        if is_for_good(code):
            return self._refused(f"refused the message {when}: {said}")
        return self._later(f"did not take the message {when}, for now: {said}")

    def _later(self, what: str) -> Receipt:
        return Receipt(Fate.LATER, f"the mail server {self._name} {what}")

    def _refused(self, what: str) -> Receipt:
        return Receipt(Fate.REFUSED, f"the mail server {self._name} {what}")

    def _unknown(self, what: str) -> Receipt:
        advice = "it may have arrived or not: ask the recipient before it is sent again"
        return Receipt(Fate.UNKNOWN, f"the mail server {self._name} {what}; {advice}")

    def _told(self, code: int, text: bytes | str) -> str:
        said = text.encode() if isinstance(text, str) else text
        return told(code, said, (self._server.user or "", self._server.password or ""))
