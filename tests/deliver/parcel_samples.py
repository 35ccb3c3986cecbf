"""Parcels as the outbox makes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from briefgen.model.dispatch import Parcel, ParcelFile

NUMBER = "ASA-SR-2026-0001"

FILES = (
    ParcelFile("mali.example-mining.pdf", "application/pdf", b"%PDF-1.7 " + bytes(range(256)) * 80),
    ParcelFile("situation à Gao — évaluation.html", "text/html; charset=utf-8", "<p>Réserve</p>".encode() * 300),
    ParcelFile("تقرير-مالي.json", "application/json", '{"عنوان": "مالي"}'.encode()),
)


def parcel(target: str, *files: ParcelFile, folder: str = NUMBER, client: str = "example-mining") -> Parcel:
    """One issue for one client; the three sample files where none is given."""
    key = sha256(f"{folder}\0{client}\0{target}".encode(errors="replace")).hexdigest()
    at = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    return Parcel(key=key, target=target, files=files or FILES, letter=None, at=at, folder=folder)


def changed(sent: Parcel) -> Parcel:
    """The same parcel with other bytes of the same length in its last file."""
    last = sent.files[-1]
    return replace(sent, files=(*sent.files[:-1], replace(last, data=last.data[::-1])))
