"""Mails given to real servers over real sockets: what arrives, and what the desk is told when it does not."""

import base64
import getpass
import hashlib
import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from mail_certificates import Authority, new_authority
from mail_samples import KEY, PARCEL, PDF, SENDER, TO, read, saying
from mail_servers import PASSWORD, USER, Keeper, Wire, misbehaving, running, talk

from briefgen.deliver import conversation, mail, mail_server, reaching
from briefgen.deliver.address import recipient_of
from briefgen.deliver.envelope import Envelope
from briefgen.deliver.mail import Mail, MailServer
from briefgen.model.dispatch import Fate, Parcel, Receipt

SHORT = 0.3
"""Seconds that a server may be silent, where a test waits for the end of that."""

STEPS = ("greeting", "EHLO", "MAIL", "RCPT", "DATA")
"""All that a server hears before a message."""

HUGE = replace(PARCEL, files=(replace(PDF, data=bytes(20_000_000)),))
"""More than sockets take while nobody reads."""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Whom the desk trusts."""
    return new_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def keeper() -> Keeper:
    """What a server has taken."""
    return Keeper()


def plain(port: int, **parts: Any) -> MailServer:
    """A server on this machine, without encryption."""
    return replace(MailServer("127.0.0.1", port, "none", None, None, SENDER), **parts)


def encrypted(port: int, authority: Authority, **parts: Any) -> MailServer:
    """A server by name, with STARTTLS."""
    return replace(MailServer("localhost", port, "starttls", None, None, SENDER, authority.file), **parts)


def sent(server: MailServer, parcel: Parcel = PARCEL) -> Receipt:
    """One attempt. What the desk is told is one short line without password, user or message."""
    with Mail(server) as channel:
        receipt = channel.send(parcel)
    assert receipt.because.isprintable()
    assert len(receipt.because) < 500
    for secret in (USER, PASSWORD, *(_base64(each) for each in (USER, PASSWORD, f"\0{USER}\0{PASSWORD}"))):
        assert secret not in receipt.because
    assert "report is enclosed" not in receipt.because
    return receipt


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


# What arrives


def test_a_message_arrives_whole(keeper: Keeper) -> None:
    """For its recipient alone, with what the server says of it in the receipt."""
    with running(keeper) as port:
        receipt = sent(plain(port))
    assert receipt == Receipt(Fate.SENT, "the mail server 127.0.0.1 answered “250 2.0.0 kept as 4711”")
    assert keeper.only().rcpt_tos == [TO]
    assert keeper.only().mail_from == "desk@example.org"
    message = read(keeper.data())
    assert message["To"] == TO
    assert message["Message-ID"] == f"<{KEY}@example.org>"
    assert [part.get_payload(decode=True) for part in message.iter_attachments()] == [PDF.data]


def test_nothing_of_this_machine_is_told(monkeypatch: pytest.MonkeyPatch, keeper: Keeper) -> None:
    """Neither its name nor its user's, in greeting and message; servers write the greeting into the message."""
    with running(keeper) as port:
        monkeypatch.setattr(socket, "getfqdn", lambda _name="": "laptop-of-anna.example.org")
        monkeypatch.setattr(socket, "gethostname", lambda: "laptop-of-anna")
        monkeypatch.setattr(getpass, "getuser", lambda: "user-anna")
        sent(plain(port))
    assert keeper.callers == ["[127.0.0.1]"]
    assert b"anna" not in keeper.data()


def test_starttls(keeper: Keeper, authority: Authority) -> None:
    """The password goes over the encrypted connection, once."""
    with running(keeper, starttls=authority.server(), signed_in=True) as port:
        receipt = sent(encrypted(port, authority, user=USER, password=PASSWORD))
    assert receipt.fate is Fate.SENT
    assert keeper.tried == [(USER.encode(), PASSWORD.encode())]
    assert keeper.encrypted == [True]
    assert keeper.only().rcpt_tos == [TO]


def test_tls_from_the_first_byte(keeper: Keeper, authority: Authority) -> None:
    """As on port 465."""
    with running(keeper, tls=authority.server(), signed_in=True) as port:
        receipt = sent(encrypted(port, authority, security="tls", user=USER, password=PASSWORD))
    assert receipt.fate is Fate.SENT
    assert keeper.encrypted == [True]
    assert keeper.only().rcpt_tos == [TO]


def test_a_password_without_encryption_on_this_machine_alone(keeper: Keeper) -> None:
    """Nobody listens in on the loopback interface."""
    with running(keeper, signed_in=True) as port:
        assert sent(plain(port, user=USER, password=PASSWORD)).fate is Fate.SENT
    assert keeper.encrypted == [False]


def test_twenty_megabytes_arrive(keeper: Keeper, authority: Authority) -> None:
    """Byte for byte, encrypted."""
    data = hashlib.shake_256(b"a large report").digest(20_000_000)
    with running(keeper, starttls=authority.server()) as port:
        assert sent(encrypted(port, authority), replace(PARCEL, files=(replace(PDF, data=data),))).fate is Fate.SENT
    [part] = read(keeper.data()).iter_attachments()
    assert part.get_payload(decode=True) == data


def test_lines_that_end_a_message_do_not_end_it(keeper: Keeper) -> None:
    """A line with a dot alone, and one that begins with one."""
    text = "before\n.\n.hidden\n..\nafter\n"
    with running(keeper) as port:
        sent(plain(port), saying(text=text))
    part = read(keeper.data()).get_body(("plain",))
    assert part
    assert part.get_content().replace("\r\n", "\n") == text
    assert len(keeper.envelopes) == 1


def test_a_lone_line_feed_before_a_dot_does_not_end_it() -> None:
    """Some servers take it for the end, and what follows for another message (SMTP smuggling)."""
    envelope = Envelope(recipient_of(TO), recipient_of(TO), b"a\n.\nMAIL FROM:<x@evil.example>\r.\r\n.\nb")
    assert envelope.dotted == b"a\r\n..\r\nMAIL FROM:<x@evil.example>\r\n..\r\n..\r\nb\r\n"


def test_a_name_in_other_letters_arrives_where_the_server_takes_it(keeper: Keeper) -> None:
    """The envelope has it as it is written."""
    with running(keeper) as port:
        assert sent(plain(port), replace(PARCEL, target="jérôme@bücher.example")).fate is Fate.SENT
    assert keeper.only().rcpt_tos == ["jérôme@xn--bcher-kva.example"]
    assert "SMTPUTF8" in keeper.only().mail_options
    assert "To: jérôme@xn--bcher-kva.example".encode() in keeper.data()


def test_each_message_has_a_connection_of_its_own(keeper: Keeper) -> None:
    """What is wrong with one is not wrong with the next."""
    targets = (TO, "a,b@x.example", "other@client.example")
    with running(keeper) as port, Mail(plain(port)) as channel:
        fates = [channel.send(replace(PARCEL, target=target)).fate for target in targets]
    assert fates == [Fate.SENT, Fate.REFUSED, Fate.SENT]
    assert [envelope.rcpt_tos for envelope in keeper.envelopes] == [[TO], ["other@client.example"]]


@pytest.mark.parametrize("goodbye", [Wire.drop, Wire.close, lambda wire: wire.say("500 no")])
def test_what_was_taken_stays_taken_whatever_the_server_does_then(goodbye: Callable[[Wire], None]) -> None:
    """A goodbye that goes wrong makes no second message."""

    def script(wire: Wire) -> None:
        talk(wire, "end")
        wire.say("250 kept")
        goodbye(wire)

    with misbehaving(script) as (port, _):
        assert sent(plain(port, timeout_seconds=SHORT)).fate is Fate.SENT


# What is refused


@pytest.mark.parametrize(
    "target",
    [
        f"{TO}, x@evil.example",
        f"{TO}\r\nRCPT TO:<x@evil.example>",
        f"Reader <{TO}>",
        f"{TO}>\nX: <x@evil.example",
        '"x@evil.example,"@client.example',
        "",
    ],
)
def test_what_is_not_one_address_never_reaches_a_server(keeper: Keeper, target: str) -> None:
    """It is refused before anybody is called."""
    with running(keeper) as port:
        receipt = sent(plain(port), replace(PARCEL, target=target))
    assert receipt.fate is Fate.REFUSED
    assert "is not a mail address" in receipt.because
    assert (keeper.callers, keeper.asked) == ([], [])


def test_a_parcel_without_a_letter_is_refused(keeper: Keeper) -> None:
    """There is nothing to be said."""
    with running(keeper) as port:
        assert sent(plain(port), replace(PARCEL, letter=None)).fate is Fate.REFUSED
    assert keeper.callers == []


def test_an_unknown_recipient_is_refused(keeper: Keeper) -> None:
    """With what the server said."""
    keeper.answers["RCPT"] = "550 5.1.1 no such user here"
    with running(keeper) as port:
        receipt = sent(plain(port))
    assert receipt.fate is Fate.REFUSED
    assert receipt.because == f"the mail server 127.0.0.1 refused the message for {TO}: “550 5.1.1 no such user here”"
    assert keeper.envelopes == []


@pytest.mark.parametrize(("answer", "fate"), [("554 5.7.1 spam", Fate.REFUSED), ("451 4.3.0 try again", Fate.LATER)])
def test_a_no_at_the_end_of_the_message_is_sure(keeper: Keeper, answer: str, fate: Fate) -> None:
    """The server has it and says that it does not keep it."""
    keeper.answers["DATA"] = answer
    with running(keeper) as port:
        receipt = sent(plain(port))
    assert receipt.fate is fate
    assert f"when it had it all{', for now' if fate is Fate.LATER else ''}: “{answer}”" in receipt.because


def test_a_message_over_the_server_s_size_is_refused_before_it_is_sent(keeper: Keeper) -> None:
    """With both sizes."""
    parcel = replace(PARCEL, files=(replace(PDF, data=bytes(2_000_000)),))
    with running(keeper, largest=1_000_000) as port:
        receipt = sent(plain(port), parcel)
    assert receipt.fate is Fate.REFUSED
    assert "takes messages of up to 1.0 MB, and this one has 2.7 MB" in receipt.because
    assert keeper.asked == []


def test_a_server_that_finds_a_message_too_large_is_believed(keeper: Keeper) -> None:
    """Where it says so to the sender's address."""
    keeper.answers["MAIL"] = "552 5.3.4 too large for us"
    with running(keeper) as port:
        receipt = sent(plain(port))
    assert receipt.fate is Fate.REFUSED
    assert "does not take a message of 0.0 MB: “552" in receipt.because


def test_a_name_in_other_letters_is_refused_where_the_server_has_no_smtputf8(keeper: Keeper) -> None:
    """It cannot be written in ASCII."""
    with running(keeper, utf8=False) as port:
        receipt = sent(plain(port), replace(PARCEL, target="jérôme@client.example"))
    assert receipt.fate is Fate.REFUSED
    assert "takes only ASCII before the @, and jérôme@client.example has other letters there" in receipt.because
    assert keeper.asked == []


# What is tried again


def test_a_server_that_is_down() -> None:
    """Nobody listens at its port."""
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    receipt = sent(plain(port))
    assert receipt.fate is Fate.LATER
    assert "does not run, or not at this port" in receipt.because


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 70 + ".invalid", "..", "\u2028"])
def test_a_server_that_is_nowhere(host: str, authority: Authority) -> None:
    """Its name leads nowhere, or is none."""
    receipt = sent(encrypted(25, authority, host=host))
    assert receipt.fate is Fate.LATER
    assert "cannot be found" in receipt.because


def test_greylisting(keeper: Keeper) -> None:
    """Not now: it is tried again."""
    keeper.answers["RCPT"] = "451 4.7.1 greylisted, come back in 5 minutes"
    with running(keeper) as port:
        receipt = sent(plain(port))
    assert receipt.fate is Fate.LATER
    assert f"did not take the message for {TO}, for now: “451 4.7.1 greylisted" in receipt.because


@pytest.mark.parametrize(
    ("step", "answer", "told"),
    [
        ("greeting", "421 too busy", "does not begin to talk: “421 too busy”"),
        ("greeting", "554 not you", "does not begin to talk: “554 not you”"),
        ("EHLO", "502 what?", "does not go on after the greeting: “502 what?”"),
        ("MAIL", "550 not from you", "takes nothing from desk@example.org: “550 not from you”"),
        ("MAIL", "451 later", "takes nothing from desk@example.org: “451 later”"),
        ("RCPT", "530 5.7.0 authentication required", "wants the desk to sign in: “530"),
        ("RCPT", "421 going down", "for now: “421 going down”"),
        ("RCPT", "nonsense", "for now: nothing that can be understood"),
        ("DATA", "452 disk full", "for now: “452 disk full”"),
    ],
)
def test_a_no_that_may_pass(step: str, answer: str, told: str) -> None:
    """The desk or the server can mend it; the client's address is not at fault."""

    def script(wire: Wire) -> None:
        talk(wire, step)
        wire.say(answer)
        wire.hear()

    with misbehaving(script) as (port, heard):
        receipt = sent(plain(port))
    assert receipt.fate is Fate.LATER
    assert told in receipt.because
    assert not any(line.startswith(b"Subject:") for line in heard)


def test_a_no_to_data_is_refused() -> None:
    """5xx is for good."""

    def script(wire: Wire) -> None:
        talk(wire, "DATA")
        wire.say("554 no valid recipients")
        wire.hear()

    with misbehaving(script) as (port, _):
        assert sent(plain(port)).fate is Fate.REFUSED


@pytest.mark.parametrize("going", [Wire.drop, Wire.close])
@pytest.mark.parametrize("step", STEPS)
def test_wherever_it_breaks_off_before_the_message(step: str, going: Callable[[Wire], None]) -> None:
    """Nothing was given: it is tried again."""

    def script(wire: Wire) -> None:
        talk(wire, step)
        going(wire)

    with misbehaving(script) as (port, _):
        receipt = sent(plain(port))
    assert receipt.fate is Fate.LATER
    assert "broke off" in receipt.because


@pytest.mark.parametrize("step", STEPS)
def test_wherever_it_falls_silent_before_the_message(step: str) -> None:
    """It is not waited for for ever."""

    def script(wire: Wire) -> None:
        talk(wire, step)
        wire.hear()

    with misbehaving(script) as (port, _):
        receipt = sent(plain(port, timeout_seconds=SHORT))
    assert receipt.fate is Fate.LATER
    assert "was silent for 0.3 seconds" in receipt.because


def test_a_connection_lost_within_the_message() -> None:
    """Without its end, no server takes it."""

    def script(wire: Wire) -> None:
        talk(wire, "data")
        wire.swallow(200_000)
        wire.drop()

    with misbehaving(script) as (port, _):
        receipt = sent(plain(port), HUGE)
    assert receipt.fate is Fate.LATER
    assert receipt.because == "the mail server 127.0.0.1 broke off within the message"


def test_a_server_that_stops_reading() -> None:
    """The message cannot be given to its end."""

    def script(wire: Wire) -> None:
        talk(wire, "data")
        done.wait(20)

    done = Event()
    with misbehaving(script) as (port, _):
        receipt = sent(plain(port, timeout_seconds=SHORT), HUGE)
        done.set()
    assert receipt.fate is Fate.LATER
    assert "was silent for 0.3 seconds, within the message" in receipt.because


def test_a_server_that_speaks_before_the_end_has_not_taken_it() -> None:
    """It is seen before the end is given out, and the end is not: so it is sure."""

    def script(wire: Wire) -> None:
        talk(wire, "DATA")
        wire.say("354 go on\r\n421 closing down")
        wire.hear_all()

    with misbehaving(script) as (port, heard):
        receipt = sent(plain(port))
    assert receipt.fate is Fate.LATER
    assert "broke off within the message, before its end" in receipt.because
    assert b"." not in heard
    assert b"QUIT" not in heard


def test_a_yes_before_the_end_is_not_taken_for_a_yes() -> None:
    """Whatever it says while it is to listen, the message is not sent."""

    def script(wire: Wire) -> None:
        talk(wire, "DATA")
        wire.say("354 go on\r\n250 kept")
        wire.hear_all()

    with misbehaving(script) as (port, _):
        assert sent(plain(port)).fate is Fate.LATER


# What nobody knows


@pytest.mark.parametrize("going", [Wire.drop, Wire.close])
def test_a_connection_lost_after_the_message_is_unknown(keeper: Keeper, going: Callable[[Wire], None]) -> None:
    """The server has it, whole, and may keep it."""

    def script(wire: Wire) -> None:
        talk(wire, "end")
        keeper.asked.append("kept")
        going(wire)

    with misbehaving(script) as (port, heard):
        receipt = sent(plain(port))
    assert heard[-1] == b"."
    assert keeper.asked == ["kept"]
    assert receipt == Receipt(
        Fate.UNKNOWN,
        "the mail server 127.0.0.1 broke off after the whole message was given to it; it may have arrived or not: "
        "ask the recipient before it is sent again",
    )


def test_a_silence_after_the_message_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server has it and may be searching it."""
    monkeypatch.setattr(conversation, "ANSWER_TIMES", 1)

    def script(wire: Wire) -> None:
        talk(wire, "end")
        wire.hear()

    with misbehaving(script) as (port, _):
        receipt = sent(plain(port, timeout_seconds=SHORT))
    assert receipt.fate is Fate.UNKNOWN
    assert "was silent for 0.3 seconds, after the whole message was given to it" in receipt.because


def test_a_server_has_longer_for_its_last_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A silence that would end any other step does not end this one."""
    waits = []

    def script(wire: Wire) -> None:
        talk(wire, "end")
        wire.say("250 kept")
        wire.hear()

    def getreply(smtp: smtplib.SMTP) -> tuple[int, bytes]:
        assert smtp.sock
        waits.append(smtp.sock.gettimeout())
        return usual(smtp)

    usual = smtplib.SMTP.getreply
    monkeypatch.setattr(smtplib.SMTP, "getreply", getreply)
    with misbehaving(script) as (port, _):
        assert sent(plain(port, timeout_seconds=2)).fate is Fate.SENT
    assert waits == [2, 2, 2, 2, 2, 20, 2]


@pytest.mark.parametrize(
    "answer",
    ["nonsense", "", "999 what", "354 go on", "250-kept, and", "250-" + "x" * 20_000, "x" * 20_000],
    ids=["nonsense", "nothing", "999", "354", "half", "half-long", "long"],
)
def test_an_answer_to_the_message_that_is_none_is_unknown(answer: str) -> None:
    """It has it; what it says of it, nobody understands."""

    def script(wire: Wire) -> None:
        talk(wire, "end")
        wire.say(answer)
        wire.close()

    with misbehaving(script) as (port, _):
        assert sent(plain(port)).fate is Fate.UNKNOWN


def test_a_server_that_drips_ends_some_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each letter comes before its time is up, and the whole never does."""
    monkeypatch.setattr(mail_server, "LONGEST_TIMES", 4)

    def script(wire: Wire) -> None:
        talk(wire, "end")
        # Without an end to it, the test would never fail.
        for _ in range(400):
            wire.say("250-not yet")
            over.wait(0.05)

    over = Event()
    with misbehaving(script) as (port, _):
        receipt = sent(plain(port, timeout_seconds=SHORT))
    assert receipt.fate is Fate.UNKNOWN
    assert "was not done after 1.2 seconds, after the whole message was given to it" in receipt.because


@pytest.mark.parametrize(("at", "fate"), [("before", Fate.LATER), ("after", Fate.UNKNOWN)])
def test_a_fault_that_nobody_thought_of(monkeypatch: pytest.MonkeyPatch, keeper: Keeper, at: str, fate: Fate) -> None:
    """It counts by when it came, and is told by its kind alone."""

    def send(smtp: smtplib.SMTP, data: Any) -> None:
        if at == "after":
            usual(smtp, data)
        if data == b".\r\n" or at == "before":
            raise MemoryError(PASSWORD)

    usual = smtplib.SMTP.send
    monkeypatch.setattr(smtplib.SMTP, "send", send)
    with running(keeper) as port:
        receipt = sent(plain(port, user=None, password=PASSWORD))
    assert receipt.fate is fate
    assert "could not be spoken to (MemoryError)" in receipt.because


def test_a_message_that_cannot_be_made(monkeypatch: pytest.MonkeyPatch, keeper: Keeper) -> None:
    """For want of memory, say: nobody is called, and the run goes on."""

    def compose(*_parts: Any) -> None:
        raise MemoryError(PASSWORD)

    monkeypatch.setattr(mail, "compose_message", compose)
    with running(keeper) as port:
        receipt = sent(plain(port))
    assert receipt == Receipt(Fate.LATER, "the message could not be made (MemoryError)")
    assert keeper.callers == []


def test_an_interrupt_is_not_taken_for_a_fault(monkeypatch: pytest.MonkeyPatch, keeper: Keeper) -> None:
    """Who stops the program stops it."""

    def stop(_envelope: Envelope) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(Envelope, "dotted", property(stop))
    with running(keeper) as port, pytest.raises(KeyboardInterrupt):
        Mail(plain(port)).send(PARCEL)
    assert keeper.envelopes == []


# Who is spoken to, and how


def test_a_certificate_that_nobody_vouches_for(keeper: Keeper, authority: Authority, tmp_path: Path) -> None:
    """Nothing is said to the server; the password least of all."""
    stranger = new_authority(tmp_path)
    with running(keeper, starttls=stranger.server()) as port:
        receipt = sent(encrypted(port, authority, user=USER, password=PASSWORD))
    assert receipt.fate is Fate.LATER
    assert "a certificate that cannot be trusted (unable to get local issuer certificate)" in receipt.because
    assert (keeper.tried, keeper.asked) == ([], [])


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(
    ("host", "expired", "told"),
    [
        ("localhost", True, "certificate has expired"),
        ("mail.example.org", False, "Hostname mismatch, certificate is not valid for 'localhost'"),
    ],
)
def test_a_certificate_that_does_not_hold(  # noqa: PLR0913, PLR0917 - parameters
    keeper: Keeper,
    authority: Authority,
    security: str,
    host: str,
    expired: bool,  # noqa: FBT001 - a parameter
    told: str,
) -> None:
    """Too old, or another server's: it says which."""
    context = authority.server(host, expired=expired)
    with running(keeper, **{security: context}) as port:
        receipt = sent(encrypted(port, authority, security=security, user=USER, password=PASSWORD))
    assert receipt.fate is Fate.LATER
    assert f"a certificate that cannot be trusted ({told})" in receipt.because
    assert (keeper.tried, keeper.asked) == ([], [])


def test_without_a_file_the_system_s_authorities_count(keeper: Keeper, authority: Authority) -> None:
    """They do not know the test's."""
    with running(keeper, starttls=authority.server()) as port:
        receipt = sent(encrypted(port, authority, certificates=None))
    assert receipt.fate is Fate.LATER
    assert "cannot be trusted" in receipt.because


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated:DeprecationWarning")
def test_encryption_of_yesterday_is_none(monkeypatch: pytest.MonkeyPatch, authority: Authority) -> None:
    """TLS 1.2 is the least, also on a machine that is set up to take less."""

    def lax(**parts: Any) -> ssl.SSLContext:
        context = usual(**parts)
        context.minimum_version = ssl.TLSVersion.TLSv1_1
        context.set_ciphers("ALL:@SECLEVEL=0")
        return context

    def script(wire: Wire) -> None:
        old = authority.server()
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
        old.set_ciphers("ALL:@SECLEVEL=0")
        talk(wire, "STARTTLS", ("STARTTLS",))
        wire.say("220 go")
        wire.encrypt(old)
        wire.hear()

    usual = ssl.create_default_context
    monkeypatch.setattr(ssl, "create_default_context", lax)
    with misbehaving(script) as (port, heard):
        receipt = sent(encrypted(port, authority, timeout_seconds=5))
    assert receipt.fate is Fate.LATER
    assert "comes to no secure connection with this machine" in receipt.because
    assert heard[-1] == b"STARTTLS"


@pytest.mark.parametrize("content", [None, b"no certificate", b""])
def test_a_file_of_certificates_that_cannot_be_read(
    authority: Authority, tmp_path: Path, content: bytes | None
) -> None:
    """It is named, and nobody is called."""
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    receipt = sent(encrypted(1, authority, certificates=path))
    assert receipt.fate is Fate.LATER
    assert "ca.pem cannot be read" in receipt.because
    assert "`certificates` under [mail] in briefgen.toml" in receipt.because


def test_starttls_that_somebody_has_taken_away(keeper: Keeper, authority: Authority) -> None:
    """Nothing goes out in the clear, not even the recipient's name."""
    with running(keeper, signed_in=True) as port:
        receipt = sent(encrypted(port, authority, user=USER, password=PASSWORD))
    assert receipt.fate is Fate.LATER
    assert "offers no STARTTLS, so nothing was sent" in receipt.because
    assert (keeper.tried, keeper.asked) == ([], [])


def test_starttls_that_is_refused(authority: Authority) -> None:
    """Neither is anything sent then."""

    def script(wire: Wire) -> None:
        talk(wire, "STARTTLS", ("STARTTLS",))
        wire.say("454 TLS not available")
        wire.hear()

    with misbehaving(script) as (port, heard):
        receipt = sent(encrypted(port, authority))
    assert receipt.fate is Fate.LATER
    assert "“454 TLS not available”" in receipt.because
    assert heard == [b"ehlo [127.0.0.1]", b"STARTTLS", b"QUIT"]


def test_what_was_said_before_encryption_does_not_count(authority: Authority) -> None:
    """Somebody between has put words behind the answer to STARTTLS."""

    def script(wire: Wire) -> None:
        talk(wire, "STARTTLS", ("STARTTLS", "SIZE 1"))
        wire.say("220 go\r\n250-mail.test\r\n250 SIZE 1")
        wire.encrypt(authority.server())
        wire.hear()
        wire.say("250 mail.test")
        for answer in ("250 OK", "250 OK", "354 go on"):
            wire.hear()
            wire.say(answer)
        wire.hear_to_end()
        wire.say("250 kept")

    with misbehaving(script) as (port, _):
        assert sent(encrypted(port, authority)).fate is Fate.SENT


def test_a_server_that_does_not_encrypt_from_the_first_byte(keeper: Keeper, authority: Authority) -> None:
    """Port and security do not fit each other: the desk is told."""
    with running(keeper) as port:
        receipt = sent(encrypted(port, authority, security="tls"))
    assert receipt.fate is Fate.LATER
    assert "comes to no secure connection" in receipt.because
    assert "`port` and `security` under [mail] in briefgen.toml" in receipt.because


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine's loopback address counts as another machine's."""
    monkeypatch.setattr(conversation, "is_here", lambda _found: False)


@pytest.mark.usefixtures("elsewhere")
def test_a_server_elsewhere_is_not_spoken_to_in_the_clear(keeper: Keeper) -> None:
    """Whatever the settings say."""
    with running(keeper) as port:
        receipt = sent(plain(port))
    assert receipt.fate is Fate.LATER
    assert (
        "is not on this machine: `security` under [mail] in briefgen.toml has to be starttls or tls" in receipt.because
    )
    assert (keeper.callers, keeper.asked) == ([], [])


@pytest.mark.usefixtures("elsewhere")
def test_no_password_goes_elsewhere_in_the_clear(
    monkeypatch: pytest.MonkeyPatch, keeper: Keeper, authority: Authority
) -> None:
    """Not even when the encryption has failed in a way that nobody thought of."""
    monkeypatch.setattr(conversation.Conversation, "_secure", lambda _self: None)
    with running(keeper, signed_in=True) as port:
        receipt = sent(encrypted(port, authority, user=USER, password=PASSWORD))
    assert receipt.fate is Fate.LATER
    assert "can be overheard: no password is sent to it" in receipt.because
    assert keeper.tried == []


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("192.0.2.1", False),
        ("0.0.0.0", False),  # noqa: S104 - nobody listens
        ("fe80::1", False),
    ],
)
def test_where_this_machine_is(host: str, here: bool) -> None:  # noqa: FBT001 - a parameter
    """Its loopback addresses alone."""
    assert reaching.is_here(reaching.places(host, 25)) is here


def test_a_name_that_leads_here_and_elsewhere_is_elsewhere() -> None:
    """One address in the open is enough."""
    assert not reaching.is_here([*reaching.places("127.0.0.1", 25), *reaching.places("192.0.2.1", 25)])


def test_a_wrong_password(keeper: Keeper, authority: Authority) -> None:
    """It is tried once, and the desk is told where to mend it."""
    with running(keeper, starttls=authority.server(), signed_in=True) as port:
        receipt = sent(encrypted(port, authority, user=USER, password=PASSWORD[::-1]))
    assert receipt.fate is Fate.LATER
    assert "says that the user or the password is wrong: “535" in receipt.because
    assert "mend them under [mail] in briefgen.toml" in receipt.because
    assert len(keeper.tried) == 1
    assert keeper.asked == []


def test_a_password_that_cannot_be_checked_now(keeper: Keeper, authority: Authority) -> None:
    """It is not said to be wrong."""
    keeper.answers["AUTH"] = "454 4.7.0 directory down"
    with running(keeper, starttls=authority.server(), signed_in=True) as port:
        receipt = sent(encrypted(port, authority, user=USER, password=PASSWORD))
    assert receipt.fate is Fate.LATER
    assert "cannot check the password now: “454 4.7.0 directory down”" in receipt.because


def test_a_server_that_wants_nobody_signed_in(keeper: Keeper) -> None:
    """There is a user, and no way to sign in."""
    with running(keeper) as port:
        receipt = sent(plain(port, user=USER, password=PASSWORD))
    assert receipt.fate is Fate.LATER
    assert "lets nobody sign in here" in receipt.because


@pytest.mark.parametrize("password", [None, "pässword"])
def test_a_password_that_cannot_be_sent(keeper: Keeper, password: str | None) -> None:
    """There is none, or it has letters that signing in has none for."""
    with running(keeper, signed_in=True) as port:
        receipt = sent(plain(port, user=USER, password=password))
    assert receipt.fate is Fate.LATER
    assert "needs a password of ASCII characters" in receipt.because
    assert keeper.tried == []


@pytest.mark.parametrize("mechanism", ["LOGIN", "CRAM-MD5", "DIGEST-MD5 LOGIN"])
def test_other_ways_to_sign_in(mechanism: str) -> None:
    """By what the server knows."""

    def script(wire: Wire) -> None:
        talk(wire, "AUTH", (f"AUTH {mechanism}",))
        if "CRAM" in mechanism:
            wire.say("334 " + _base64("<1896.697170952@mail.test>"))
        else:
            wire.say("334 " + _base64("Password:"))
        wire.hear()
        wire.say("235 come in")
        wire.hear()
        wire.say("550 that is all")
        wire.hear()

    with misbehaving(script) as (port, heard):
        receipt = sent(plain(port, user=USER, password=PASSWORD))
    assert "takes nothing from" in receipt.because
    assert heard[1].startswith(b"AUTH " + mechanism.rsplit(maxsplit=1)[-1].encode())
    assert heard[3].startswith(b"mail FROM:<desk@example.org>")


@pytest.mark.parametrize("sender", ["", "Sahel desk", "a@x.example, b@x.example"])
def test_a_wrong_sender_is_the_desk_s_to_mend(keeper: Keeper, sender: str) -> None:
    """Nothing is given up for it."""
    with running(keeper) as port:
        receipt = sent(plain(port, sender=sender))
    assert receipt.fate is Fate.LATER
    assert "mend `sender` under [mail] in briefgen.toml" in receipt.because
    assert keeper.callers == []


def test_a_sender_in_other_letters_is_the_desk_s_to_mend(keeper: Keeper) -> None:
    """Where the server has no SMTPUTF8."""
    with running(keeper, utf8=False) as port:
        receipt = sent(plain(port, sender="bücher@example.org"))
    assert receipt.fate is Fate.LATER
    assert "mend `sender`" in receipt.because


# What is told


def test_what_a_server_repeats_of_a_password_is_not_told() -> None:
    """In whatever form it was sent, in capitals or not."""
    forms = (_base64(PASSWORD), _base64(USER), _base64(f"\0{USER}\0{PASSWORD}"))
    said = " ".join((USER, PASSWORD.upper(), *forms))

    def script(wire: Wire) -> None:
        talk(wire, "AUTH", ("AUTH PLAIN",))
        wire.say(f"535 no: {said}")
        wire.hear()

    with misbehaving(script) as (port, _):
        receipt = sent(plain(port, user=USER, password=PASSWORD))
    assert "“535 no: … … … … …”" in receipt.because
    assert PASSWORD.upper() not in receipt.because


def test_what_a_server_says_is_cut_short_and_made_plain() -> None:
    """Two hundred characters that can be seen, on one line."""

    def script(wire: Wire) -> None:
        talk(wire, "RCPT")
        wire.say("550-\x1b[31mred\x07\r\n550-\u202egnorw\r\n550 " + "x" * 400)
        wire.hear()

    with misbehaving(script) as (port, _):
        receipt = sent(plain(port))
    said = receipt.because.partition("“550 ")[2].removesuffix("”")
    assert said.startswith("[31mred gnorw xxx")
    assert len(said) == 200


def test_a_password_is_not_shown_by_its_settings() -> None:
    """Where settings are logged, it is not."""
    assert PASSWORD not in repr(plain(25, password=PASSWORD))


def test_how_long_an_attempt_may_take() -> None:
    """Who waits for it can know."""
    assert plain(25).longest_seconds == 600
