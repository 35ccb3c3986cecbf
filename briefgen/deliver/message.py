"""A parcel as a mail: the same bytes however often it is tried, and nothing in it of the machine that sends it."""

from __future__ import annotations

import re
from email.message import EmailMessage, MIMEPart

from briefgen.deliver.address import Mailbox, header_text, recipient_of, sender_of
from briefgen.deliver.heads import head_policy
from briefgen.deliver.lines import one_line
from briefgen.deliver.naming import RefusedError
from briefgen.model.base import LANGUAGE_PATTERN
from briefgen.model.dispatch import Letter, Parcel, ParcelFile

_KEY = re.compile(r"[A-Za-z0-9-]{1,128}")
_MEDIA_TYPE = re.compile(
    r"(?P<main>application|audio|image|text|video)/(?P<sub>[a-z0-9][a-z0-9.+-]{0,80})(?:; ?charset=utf-8)?"
)
_UNFIT_FOR_NAMES = re.compile(r'[/\\:*?"<>|]')
_MAX_NAME = 200
_MOSTLY_ASCII = 0.85
"""Share of ASCII from which quoted-printable is shorter than base64, roughly, and readable as it stands."""


def compose_message(parcel: Parcel, sender: str) -> EmailMessage:
    """A parcel's letter and files as a message to its one address.

    The letter is there as plain text and as a page; the files, if any, come after it. Its id is made of the parcel's key, so that
    mailboxes and people know a second copy for what it is. All of it is ASCII, but for addresses that need SMTPUTF8.

    Args:
        parcel: What is sent, and to whom.
        sender: `desk@example.org`, or `Sahel desk <desk@example.org>`.

    Raises:
        RefusedError: An address is none, or more than one; a file has no name or no known kind; there is no letter.
    """
    source, recipient = sender_of(sender), recipient_of(parcel.target)
    if parcel.letter is None:
        raise RefusedError("there is no letter to be sent by mail")
    if not _KEY.fullmatch(parcel.key):
        raise RefusedError(f"'{one_line(parcel.key)[:80]}' is no key of a dispatch")
    message = EmailMessage(policy=head_policy(utf8=source.needs_utf8 or recipient.needs_utf8))
    _write(message, parcel.letter)
    for file in parcel.files:
        _enclose(message, file)
    _head(message, parcel, parcel.letter, (source, recipient))
    for place, part in enumerate(part for part in message.walk() if part.is_multipart()):
        # Neither quoted-printable nor base64 has a line that begins so.
        part.set_boundary(f"=_{parcel.key[:32]}_{place}")
    return message


def _head(message: EmailMessage, parcel: Parcel, letter: Letter, boxes: tuple[Mailbox, Mailbox]) -> None:
    source, recipient = boxes
    if not re.fullmatch(LANGUAGE_PATTERN, letter.language):
        raise RefusedError(f"'{one_line(letter.language)[:40]}' is no language tag")
    message["From"] = source.header
    message["To"] = recipient.header
    message["Subject"] = header_text(letter.subject)
    message["Date"] = parcel.at
    message["Message-ID"] = f"<{parcel.key}@{source.domain}>"
    message["Content-Language"] = letter.language
    message["Auto-Submitted"] = "auto-generated"


def _write(message: EmailMessage, letter: Letter) -> None:
    text, html = (each.encode(errors="replace").decode() for each in (letter.text, letter.html))
    message.set_content(text, cte=_encoding(text))
    message.add_alternative(html, subtype="html", cte=_encoding(html))


def _encoding(text: str) -> str:
    """Never the text as it stands: lines may be of any length, and hold any character, and no server changes them."""
    few = sum(character.isascii() for character in text) < _MOSTLY_ASCII * len(text)
    return "base64" if few else "quoted-printable"


def _enclose(message: EmailMessage, file: ParcelFile) -> None:
    kind = _MEDIA_TYPE.fullmatch(file.media_type)
    if not kind:
        raise RefusedError(f"'{one_line(file.media_type)[:80]}' is no kind of file that a mail can carry")
    message.add_attachment(file.data, maintype=kind["main"], subtype=kind["sub"], filename=_name(file.name))
    [*_, part] = message.iter_parts()
    if kind["main"] == "text" and isinstance(part, MIMEPart):
        part.set_param("charset", "utf-8")


def _name(name: str) -> str:
    """A file's name that no system reads as a path."""
    plain = " ".join(_UNFIT_FOR_NAMES.sub("_", header_text(name)).split()).strip(". ")
    if not plain or len(plain) > _MAX_NAME:
        raise RefusedError(f"a file's name has 1 to {_MAX_NAME} characters, and one here has {len(plain)}")
    return plain
