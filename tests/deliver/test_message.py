"""Mails as they are written: heads that hold what was meant and nothing else, bodies that arrive as written."""

import getpass
import socket
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import compat32

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mail_samples import KEY, LETTER, PARCEL, PDF, SENDER, TO, read, saying

from briefgen.deliver.address import header_text, recipient_of, sender_of
from briefgen.deliver.message import compose_message
from briefgen.deliver.naming import RefusedError
from briefgen.model.dispatch import Parcel, ParcelFile

HEADERS = {
    "MIME-Version",
    "Content-Type",
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Content-Language",
    "Auto-Submitted",
}
"""All that a message's head has."""

PART_HEADERS = {"Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "MIME-Version"}

SPITEFUL = st.lists(
    st.one_of(
        st.text(st.characters(), min_size=1, max_size=20),
        st.sampled_from([*' =?",;:<>@()[]\\/._\r\n\t\0\x0b\x85', "\u2028", "\u202e", "\ud800", "é", "م", "\xa0"]),
        st.sampled_from(["\r\nBcc: x@evil.example\r\n", "=?utf-8?q?=0D=0ABcc:_x=40evil.example?=", "\n.\n"]),
    ),
    max_size=40,
).map("".join)
"""Any text, and much of what heads are made of."""


def written(parcel: Parcel, sender: str = SENDER) -> EmailMessage:
    """The parcel's message, as its recipient reads it."""
    return read(compose_message(parcel, sender).as_bytes())


def old_reader(data: bytes, name: str) -> str:
    """A header as programs read it that know encoded words and nothing newer."""
    return str(make_header(decode_header(raw(data, name))))


def raw(data: bytes, name: str) -> str:
    """A header on one line, as it is written."""
    [value] = BytesHeaderParser(policy=compat32).parsebytes(data).get_all(name, [])
    assert isinstance(value, str)
    return value.replace("\r\n", "")


def body(message: EmailMessage, kind: str) -> str:
    """The text of a message's plain part or page."""
    part = message.get_body((kind,))
    assert part is not None
    content = part.get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n")


def test_a_message_has_these_headers_and_no_others() -> None:
    """Nothing of the sending machine or program is told, and there is one recipient."""
    message = compose_message(PARCEL, SENDER)
    head = read(message.as_bytes())
    assert set(head.keys()) == HEADERS
    assert len(head.keys()) == len(HEADERS)
    assert head["From"] == "Sahel desk <desk@example.org>"
    assert head["To"] == TO
    assert head["Subject"] == "TLP:AMBER Mali: situation report"
    assert head["Date"] == "Mon, 23 Nov 2026 06:30:00 +0000"
    assert head["Message-ID"] == f"<{KEY}@example.org>"
    assert head["Content-Language"] == "en"
    assert head["Auto-Submitted"] == "auto-generated"
    for told in (socket.gethostname(), f"{getpass.getuser()}@"):
        assert told.encode() not in message.as_bytes()


def test_a_message_is_text_and_page_with_files_after_them() -> None:
    """Programs that show only text have it; what is enclosed has its name, its kind and its bytes."""
    files = (
        PDF,
        ParcelFile("mali.html", "text/html", "<p>é</p>".encode()),
        ParcelFile("x.json", "application/json", b"{}"),
    )
    message = written(replace(PARCEL, files=files))
    assert message.get_content_type() == "multipart/mixed"
    first = next(message.iter_parts())
    assert first.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in first.iter_parts()] == ["text/plain", "text/html"]
    assert body(message, "plain") == LETTER.text
    assert body(message, "html") == LETTER.html
    enclosed = list(message.iter_attachments())
    assert [part.get_filename() for part in enclosed] == [file.name for file in files]
    assert [part.get_content_type() for part in enclosed] == [file.media_type for file in files]
    assert [part.get_payload(decode=True) for part in enclosed] == [file.data for file in files]


def test_a_message_without_files_is_text_and_page() -> None:
    """It is not dressed as one that has enclosures."""
    assert written(replace(PARCEL, files=())).get_content_type() == "multipart/alternative"


def test_the_same_parcel_is_the_same_message() -> None:
    """Byte for byte, so that a second copy is known for one; another parcel has another id."""
    first, second = (compose_message(PARCEL, SENDER).as_bytes() for _ in range(2))
    assert first == second
    other = compose_message(replace(PARCEL, key=KEY[::-1]), SENDER)
    assert other["Message-ID"] != compose_message(PARCEL, SENDER)["Message-ID"]


@given(subject=SPITEFUL, name=SPITEFUL, file=SPITEFUL)
@example(subject="a\r\nBcc: x@evil.example", name='a", x@evil.example, "', file='a"\r\nX-Evil: 1')
@example(subject="=?utf-8?q?=0D=0ABcc:_x?=", name="=?utf-8?q?x=40evil.example=2C?=", file="../../etc/passwd")
@example(subject="é" * 400, name="Dupont, Éric; <x@evil.example>" * 9, file="é, " * 60)
@example(subject="x" * 1000, name="a, b " * 40, file="x" * 130)
def test_no_text_makes_a_header_or_a_recipient(subject: str, name: str, file: str) -> None:
    """Whatever subject, name and file name hold: the head is what was wanted, and new and old readers read the same."""
    sender = f"{name.replace('<', '').replace('>', '')} <desk@example.org>"
    enclosed = replace(PDF, name=f"a{file[:130]}")
    data = compose_message(replace(saying(subject=subject), files=(enclosed,)), sender).as_bytes()
    head, _, _ = data.partition(b"\r\n\r\n")
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    message = read(data)
    assert sorted(message.keys()) == sorted(HEADERS)
    assert len(head.split(b"\r\nSubject:")) == 2
    assert [each.addr_spec for each in message["To"].addresses] == [TO]
    assert [each.addr_spec for each in message["From"].addresses] == ["desk@example.org"]
    assert message["Subject"] == old_reader(data, "Subject") == header_text(subject)
    [part] = message.iter_attachments()
    assert set(part.keys()) == PART_HEADERS
    assert part.get_payload(decode=True) == PDF.data
    told = part.get_filename()
    assert told
    assert told.startswith("a")
    assert not set(told) & set('/\\:*?"<>|\r\n\0')


@given(SPITEFUL)
@example("Dupont, Éric et associés, conseil en géopolitique du Sahel et de la Méditerranée")
@example('a\\"b, c')
def test_a_sender_has_the_name_that_was_written(name: str) -> None:
    """With commas, quotation marks and letters of any alphabet, at any length."""
    wanted = header_text(name.replace("<", "").replace(">", ""))
    quoted = wanted.replace("\\", "\\\\").replace('"', '\\"')
    data = compose_message(PARCEL, f'"{quoted}" <desk@example.org>').as_bytes()
    told, _, address = raw(data, "From").rpartition(" ")
    assert address.strip("<>") == "desk@example.org"
    if told.startswith('"'):
        assert told[1:-1].replace('\\"', '"').replace("\\\\", "\\") == wanted
    else:
        assert str(make_header(decode_header(told))) == wanted


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bonjour à toutes et à tous,\n\nle rapport « Mali » est joint.\n", "fr"),
        ("تقرير الوضع في مالي\nمرفق\n", "ar"),
        ("a line " * 2000 + "\n", "en"),
        (".\n..\n.hidden\nFrom here on\n--=_boundary\n", "en"),
        ("trailing   \n\ttab\n= 100 % =3D\n", "en"),
    ],
)
def test_bodies_arrive_as_written(text: str, language: str) -> None:
    """Any letters, lines of any length, and lines that mean something to mail."""
    parcel = saying(text=text, html=f"<p>{text}</p>\n", language=language)
    message = compose_message(parcel, SENDER)
    assert message.as_bytes().isascii()
    assert body(read(message.as_bytes()), "plain") == text
    assert body(read(message.as_bytes()), "html") == f"<p>{text}</p>\n"
    assert message["Content-Language"] == language


def test_nothing_in_a_body_is_sent_as_it_stands_that_a_server_may_change() -> None:
    """Control characters are written in ASCII like everything else, and lines are short."""
    parcel = saying(text="a\0b\x0bc\x1b[31m\x7f\n", html="<p>\0</p>\n")
    data = compose_message(parcel, SENDER).as_bytes()
    assert all(byte in b"\t\r\n" or 32 <= byte < 127 for byte in data)
    assert max(map(len, data.split(b"\r\n"))) <= 100
    assert body(read(data), "plain") == "a\0b\x0bc\x1b[31m\x7f\n"


def test_an_id_of_a_long_domain_stays_in_one_piece() -> None:
    """Programs compare it letter by letter."""
    sender = f"desk@{'a-long-name.' * 12}example.org"
    data = compose_message(PARCEL, sender).as_bytes()
    assert raw(data, "Message-ID").strip() == f"<{KEY}@{sender.partition('@')[2]}>"


def test_half_a_character_in_a_body_is_not_the_end() -> None:
    """It is told with a question mark; the message goes."""
    assert body(written(saying(text="a\ud800b\n")), "plain") == "a?b\n"


@pytest.mark.parametrize(
    "name", ["rapport é, à lire.pdf", "تقرير الوضع.pdf", "a; b=c.pdf", "a'b.pdf", "x" * 190 + ".pdf"]
)
def test_names_of_files_arrive_as_written(name: str) -> None:
    """Other alphabets, commas, and what has a meaning in a header."""
    message = written(replace(PARCEL, files=(replace(PDF, name=name),)))
    assert [part.get_filename() for part in message.iter_attachments()] == [name]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\\b.pdf", "a_b.pdf"),
        ("exe.\u202efdp", "exe.fdp"),
        ("a\r\nb", "a b"),
        (".x", "x"),
    ],
)
def test_names_of_files_lead_nowhere(name: str, told: str) -> None:
    """A name that a program would follow, hide or turn round is made plain."""
    message = written(replace(PARCEL, files=(replace(PDF, name=name),)))
    assert [part.get_filename() for part in message.iter_attachments()] == [told]


@pytest.mark.parametrize(
    "address",
    [
        "reader@client.example",
        "first.last+mali@client.example",
        "o'brien@client.example",
        "desk@localhost",
        "x" * 64 + "@client.example",
        "a=b@client.example",
    ],
)
def test_addresses_are_taken_as_they_are(address: str) -> None:
    """Names, plus signs, apostrophes."""
    assert recipient_of(address).spec == address
    assert [each.addr_spec for each in written(replace(PARCEL, target=address))["To"].addresses] == [address]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "reader",
        "@client.example",
        "reader@",
        "a@client.example,b@client.example",
        "a@client.example, b@client.example",
        "a@client.example;b@client.example",
        "Reader <reader@client.example>",
        "<reader@client.example>",
        "reader@client.example\r\nBcc: x@evil.example",
        "reader@client.example\n",
        "reader\0@client.example",
        "reader @client.example",
        " reader@client.example",
        "readers:a@client.example,b@client.example;",
        '"a@evil.example,b"@client.example',
        '"reader"@client.example',
        "reader(x@evil.example)@client.example",
        "reader@client.example(comment)",
        "a@evil.example@client.example",
        "reader@[127.0.0.1]",
        "reader@127.0.0.1",
        "reader%evil.example@client.example",
        "evil.example!reader@client.example",
        "=?utf-8?q?x=40evil.example=2C?=@client.example",
        ".reader@client.example",
        "reader.@client.example",
        "a..b@client.example",
        "reader@client..example",
        "reader@.example",
        "reader@-client.example",
        "reader@client_x.example",
        "x" * 65 + "@client.example",
        "reader@" + "x" * 64 + ".example",
        "reader@" + "x." * 130 + "example",
        "reader\u202e@client.example",
        "reader\uff0cb@client.example",
        "\uff52eader@client.example",
        "reader\xb9@client.example",
        "reader@\xbf.example",
        "reader@client\u3002example",
        "reader@fa\xdf.example",
        "reader@\uff43lient.example",
        "reader@client.example\u2028",
        "reader\ud800@client.example",
        "|sh@client.example",
    ],
)
def test_what_is_not_one_address_is_refused(address: str) -> None:
    """Lists, groups, names, comments, ways round, and what reads as another address; the sentence is one line."""
    with pytest.raises(RefusedError, match="is not a mail address") as refused:
        compose_message(replace(PARCEL, target=address), SENDER)
    assert str(refused.value).isprintable() or "\xa0" in str(refused.value)
    assert len(str(refused.value)) < 300


@given(SPITEFUL, SPITEFUL)
def test_an_address_is_one_or_none(before: str, after: str) -> None:
    """Whatever text it is made of."""
    try:
        message = compose_message(replace(PARCEL, target=f"{before}@{after}"), SENDER)
    except RefusedError:
        return
    data = message.as_bytes()
    assert len(message["To"].addresses) == data.count(b"\r\nTo: ") == 1
    if before.isascii():
        assert [each.username for each in read(data)["To"].addresses] == [before]
    else:
        assert f"\r\nTo: {before}@".encode() in data


def test_domains_in_other_letters_are_written_in_ascii() -> None:
    """Every server knows these."""
    box = recipient_of("lecteur@Bücher.example")
    assert box.spec == "lecteur@xn--bcher-kva.example"
    assert not box.needs_utf8
    assert compose_message(replace(PARCEL, target="lecteur@bücher.example"), SENDER).as_bytes().isascii()


def test_names_in_other_letters_need_utf8() -> None:
    """They cannot be written in ASCII; the message says them as they are."""
    message = compose_message(replace(PARCEL, target="jérôme@client.example"), SENDER)
    assert message.policy.utf8
    assert "To: jérôme@client.example\r\n".encode() in message.as_bytes()
    assert b"Subject: TLP:AMBER Mali: situation report\r\n" in message.as_bytes()


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("desk@example.org", ""),
        ("<desk@example.org>", ""),
        ("Sahel desk <desk@example.org>", "Sahel desk"),
        ('"Desk, Sahel" <desk@example.org>', "Desk, Sahel"),
        ("Desk, Sahel <desk@example.org>", "Desk, Sahel"),
        ("Cellule « Sahel » <desk@example.org>", "Cellule « Sahel »"),
        ("Desk\r\nBcc: x <desk@example.org>", "Desk Bcc: x"),
    ],
)
def test_a_sender_is_one_mailbox_with_a_name(sender: str, name: str) -> None:
    """With or without quotation marks; a comma in a name makes no second address."""
    box = sender_of(sender)
    assert (box.spec, box.name) == ("desk@example.org", name)
    [address] = written(PARCEL, sender)["From"].addresses
    assert (address.addr_spec, address.display_name) == ("desk@example.org", name)


@pytest.mark.parametrize(
    "sender", ["Sahel desk", "a@x.example, b@x.example", "A <a@x.example>, B <b@x.example>", "a <>"]
)
def test_a_sender_that_is_none_is_refused(sender: str) -> None:
    """Or that is several."""
    with pytest.raises(RefusedError, match="is not a mail address"):
        sender_of(sender)


@pytest.mark.parametrize(
    ("parcel", "told"),
    [
        (replace(PARCEL, letter=None), "no letter"),
        (replace(PARCEL, key="a b"), "no key"),
        (replace(PARCEL, key="a>\r\nBcc: x"), "no key"),
        (saying(language="en\r\nBcc: x"), "no language tag"),
        (replace(PARCEL, files=(replace(PDF, name=" .. "),)), "a file's name has 1 to 200"),
        (replace(PARCEL, files=(replace(PDF, name="x" * 201),)), "a file's name has 1 to 200"),
        (replace(PARCEL, files=(replace(PDF, media_type="message/rfc822"),)), "no kind of file"),
        (replace(PARCEL, files=(replace(PDF, media_type="a/b\r\nBcc: x"),)), "no kind of file"),
    ],
)
def test_what_no_message_can_be_made_of_is_refused(parcel: Parcel, told: str) -> None:
    """In a sentence, on one line."""
    with pytest.raises(RefusedError, match=told) as refused:
        compose_message(parcel, SENDER)
    assert str(refused.value).isprintable()
