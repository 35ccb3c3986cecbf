"""What issues hold, addressed by what it is: content that did not change is kept once, however many issues use it."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from briefgen.archive.schema import issue_objects, objects
from briefgen.model.faults import MachineError
from briefgen.model.issue import Artefact, Item

Address = tuple[str, str, str]
"""Kind, key and sha256."""

_ARTEFACT = "artefact"
"""The kind of objects that hold a finished file; they have no key."""

_AT_ONCE = 500
"""Hashes looked up in one statement: some builds of SQLite take no more than 999 values."""


def address_of(item: Item) -> Address:
    """Where an item is kept."""
    return item.kind, item.key, item.sha256


def address_of_file(sha256: str) -> Address:
    """Where a finished file is kept."""
    return _ARTEFACT, "", sha256


def keep_items(connection: Connection, items: Iterable[Item]) -> list[int]:
    """Ids of the objects that hold these items; those that are not there yet are added."""
    return list(_keep(connection, {address_of(each): each.data for each in items}).values())


def keep_files(connection: Connection, artefacts: Iterable[Artefact]) -> dict[str, int]:
    """Ids of the objects that hold these files, by sha256; those that are not there yet are added."""
    kept = _keep(connection, {address_of_file(each.sha256): each.data for each in artefacts})
    return {address[2]: object_id for address, object_id in kept.items()}


def items_of(connection: Connection, issue_id: int) -> list[Item]:
    """What an issue used.

    Raises:
        MachineError: Something is not what it was when it was recorded.
    """
    found = connection.execute(
        select(objects.c.kind, objects.c.key, objects.c.sha256, objects.c.data)
        .join_from(issue_objects, objects)
        .where(issue_objects.c.issue_id == issue_id)
    )
    return [Item(kind, key, _unpacked(data, digest, f"{kind} {key}")) for kind, key, digest, data in found]


def items_of_ids(connection: Connection, ids: Collection[int]) -> Iterator[tuple[int, Item]]:
    """Objects that hold items, each with its id.

    Raises:
        MachineError: Something is not what it was when it was recorded.
    """
    every = sorted(ids)
    wanted = select(objects.c.id, objects.c.kind, objects.c.key, objects.c.sha256, objects.c.data)
    for start in range(0, len(every), _AT_ONCE):
        for object_id, kind, key, digest, data in connection.execute(
            wanted.where(objects.c.id.in_(every[start : start + _AT_ONCE]))
        ):
            yield object_id, Item(kind, key, _unpacked(data, digest, f"{kind} {key}"))


def file_data(connection: Connection, sha256: str) -> bytes | None:
    """A finished file; None where the registry does not have it.

    Raises:
        MachineError: It is not what it was when it was recorded.
    """
    kind, key, digest = address_of_file(sha256)
    data = connection.scalar(
        select(objects.c.data).where(objects.c.kind == kind, objects.c.key == key, objects.c.sha256 == digest)
    )
    return None if data is None else _unpacked(data, sha256, f"file {sha256}")


def _keep(connection: Connection, data: Mapping[Address, bytes]) -> dict[Address, int]:
    kept = _known(connection, data)
    missing = [address for address in data if address not in kept]
    if not missing:
        return kept
    rows = [
        {
            "kind": address[0],
            "key": address[1],
            "sha256": address[2],
            "bytes": len(data[address]),
            "data": zlib.compress(data[address]),
        }
        for address in missing
    ]
    connection.execute(insert(objects), rows)
    return kept | _known(connection, missing)


def _known(connection: Connection, addresses: Collection[Address]) -> dict[Address, int]:
    """Ids of those that are there."""
    # By the hash alone, which has an index: SQLite reads all rows to find triples.
    hashes = sorted({digest for _, _, digest in addresses})
    wanted = select(objects.c.kind, objects.c.key, objects.c.sha256, objects.c.id)
    known: dict[Address, int] = {}
    for start in range(0, len(hashes), _AT_ONCE):
        found = connection.execute(wanted.where(objects.c.sha256.in_(hashes[start : start + _AT_ONCE])))
        known |= {(kind, key, digest): object_id for kind, key, digest, object_id in found}
    return {address: known[address] for address in addresses if address in known}


def _unpacked(data: bytes, digest: str, what: str) -> bytes:
    try:
        unpacked = zlib.decompress(data)
    except zlib.error:
        unpacked = b""
    if sha256(unpacked).hexdigest() != digest:
        raise MachineError(
            f"the registry is damaged: the {what} is not what was recorded", "Restore the registry from a backup."
        )
    return unpacked
