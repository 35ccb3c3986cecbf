"""Delivery into an S3-compatible store: an issue's files under its number, and last of all what it consists of.

Everything is put where nothing is, so it can be sent again at any time. `manifest.json` is put when all files are there:
a reader who waits for it sees whole issues alone.

Stores without a put that only creates are looked at first, and what was put is read back: two runs at the same moment
then could both put, but only the same bytes.
"""

from __future__ import annotations

import ipaddress
import json
import re
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from urllib.parse import urlsplit

from briefgen.deliver.bucket import Bucket, NoCreateOnly, Standing, StoreAccess, StoreFault
from briefgen.deliver.naming import RefusedError, check_names, unsafe
from briefgen.model.dispatch import Fate, Parcel, ParcelFile, Receipt
from briefgen.model.faults import MachineError, UsageError

__all__ = ["MANIFEST", "Store", "StoreAccess"]

MANIFEST = "manifest.json"

_TARGET = re.compile(r"s3://(?P<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(?P<prefix>.*))?", re.DOTALL)
_SETTINGS = "See [store] in briefgen.toml."


class Store:
    """The channel `store`.

    Args:
        access: How the store is reached.

    Raises:
        UsageError: The access cannot be used, or would send keys and reports in the clear.
        MachineError: The library for stores is not installed.
    """

    def __init__(self, access: StoreAccess) -> None:
        _check(access)
        if find_spec("obstore") is None:
            raise MachineError(
                "stores need the library obstore, which is not installed", "Install it: pip install 'briefgen[store]'"
            )
        self._access = access

    def send(self, parcel: Parcel) -> Receipt:
        """Put a parcel's files under `parcel.folder` below its target, `s3://bucket/prefix`.

        Returns:
            `sent`, `later` or `refused`; never `unknown`, since it can be sent again at any time.
        """
        try:
            check_names(parcel, reserved={MANIFEST})
            target = Target.of(parcel.target)
            prefix = f"{target.prefix}/{parcel.folder}".lstrip("/")
            largest = max(len(file.data) for file in parcel.files)
            bucket = Bucket(self._access, target.bucket, prefix, largest)
            return _deliver(parcel, bucket)
        except RefusedError as refused:
            return Receipt(Fate.REFUSED, str(refused))
        except StoreFault as fault:
            return Receipt(Fate.LATER, str(fault))


@dataclass(frozen=True, slots=True)
class Target:
    """Where in a store: a bucket, and a prefix without slashes at its ends, or ""."""

    bucket: str
    prefix: str

    @classmethod
    def of(cls, target: str) -> Target:
        """Read `s3://bucket/prefix`.

        Raises:
            RefusedError: It is not of that form.
        """
        found = _TARGET.fullmatch(target)
        if found is None:
            raise RefusedError(f"{target!a} is no place in a store: write s3://bucket/prefix in the client's file")
        prefix = (found["prefix"] or "").removesuffix("/")
        if prefix and any(unsafe(part) for part in prefix.split("/")):
            raise RefusedError(
                f"{target!a} is no place in a store: a part of it is empty, begins with a dot or is not seen"
            )
        return cls(found["bucket"], prefix)


def manifest(parcel: Parcel) -> bytes:
    """What an issue consists of, as JSON: the same for the same files, at any time."""
    files = [
        {
            "name": file.name,
            "media_type": file.media_type,
            "bytes": len(file.data),
            "sha256": sha256(file.data).hexdigest(),
        }
        for file in parcel.files
    ]
    return (json.dumps({"number": parcel.folder, "files": files}, ensure_ascii=False, indent=2) + "\n").encode()


def _deliver(parcel: Parcel, bucket: Bucket) -> Receipt:
    """Look at everything, then put what is missing: what is refused has left nothing behind."""
    last = ParcelFile(MANIFEST, "application/json", manifest(parcel))
    if _is_there(parcel, bucket, last):
        return Receipt(Fate.SENT, "it was there already")
    missing = [file for file in parcel.files if not _is_there(parcel, bucket, file)]
    sure = [_put(parcel, bucket, file) for file in (*missing, last)]
    return Receipt(Fate.SENT, "" if all(sure) else "the store has no put that only creates, so it was looked at first")


def _is_there(parcel: Parcel, bucket: Bucket, file: ParcelFile) -> bool:
    """Whether a file is there already.

    Raises:
        RefusedError: Another one is.
        StoreFault: Nobody can tell now.
    """
    standing = bucket.standing(file)
    if standing is Standing.OTHER:
        raise RefusedError(
            f"in {parcel.target}, {parcel.folder} is there already and has another {file.name}; what was given to a client "
            "is not changed. Give each client a prefix of its own, or move that one away",
        )
    return standing is Standing.SAME


def _put(parcel: Parcel, bucket: Bucket, file: ParcelFile) -> bool:
    """Put one file where none is. False: the store could only be looked at first.

    Raises:
        RefusedError: Another one has come there meanwhile.
        StoreFault: It is not there yet.
    """
    try:
        if bucket.create(file) or _is_there(parcel, bucket, file):
            return True
    except NoCreateOnly:
        if not _is_there(parcel, bucket, file):
            bucket.replace(file)
        if _is_there(parcel, bucket, file):
            return False
    raise StoreFault(f"another run is putting {parcel.folder} into {parcel.target}")


def _check(access: StoreAccess) -> None:
    """See to it that keys and reports go out encrypted, or stay on this machine.

    Raises:
        UsageError: They would not, or the settings are none.
    """
    if not all(re.fullmatch(r"[!-~]+", key) for key in (access.access_key, access.secret_key)):
        raise UsageError(
            "a key of the store is empty, or holds spaces, line breaks or letters that no key has", _SETTINGS
        )
    if not re.fullmatch(r"[A-Za-z0-9-]+", access.region):
        raise UsageError(f"the store's region {access.region!a} is none", _SETTINGS)
    if access.endpoint is None:
        return
    try:
        parts = urlsplit(access.endpoint)
        known = bool(parts.hostname) and (parts.port or True)
    except ValueError:
        raise UsageError("the store's endpoint is no address", _SETTINGS) from None
    if not known or parts.scheme not in {"http", "https"} or "@" in parts.netloc or parts.query or parts.fragment:
        raise UsageError("the store's endpoint is not of the form https://store.example.org", _SETTINGS)
    if parts.scheme == "http" and not _here(parts.hostname or ""):
        raise UsageError("the store's endpoint is not encrypted: it begins with http, not https", _SETTINGS)


def _here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
