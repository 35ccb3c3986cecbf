"""A parcel for a mail, and what its parts hold."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from briefgen.model.dispatch import Letter, Parcel, ParcelFile

KEY = "0123456789abcdef" * 4
SENDER = "Sahel desk <desk@example.org>"
TO = "reader@client.example"
PDF = ParcelFile("mali.example-mining.pdf", "application/pdf", b"%PDF-2.0 not really")
LETTER = Letter(
    subject="TLP:AMBER Mali: situation report",
    text="Dear reader,\n\nthe report is enclosed.\n",
    html="<!DOCTYPE html>\n<p>Dear reader, the report is enclosed.</p>\n",
    language="en",
)
PARCEL = Parcel(KEY, TO, (PDF,), LETTER, datetime(2026, 11, 23, 6, 30, tzinfo=UTC), "ASA-SR-2026-0003")


def saying(**parts: str) -> Parcel:
    """The parcel with another letter."""
    return replace(PARCEL, letter=replace(LETTER, **parts))


def read(data: bytes) -> EmailMessage:
    """A message as its recipient's program reads it."""
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not [part.defects for part in message.walk() if part.defects]
    return message
