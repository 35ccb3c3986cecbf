"""One place in an S3-compatible store, read and written by obstore."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.deliver.store_faults import NO_BUCKET, code, has_no_conditions, told
from briefgen.model.dispatch import ParcelFile

if TYPE_CHECKING:
    from obstore.store import ClientConfig, S3Credential, S3Store

CONNECT_SECONDS = 10.0

LARGE_BYTES = 1_000_000
"""Larger files have more time than a request by itself."""

SLOWEST_BYTES_PER_SECOND = 50_000
"""As slow as a line may be that such a file goes over."""

RETRIES = 2
"""How often one request is repeated at once. The outbox repeats the whole, later."""


@dataclass(frozen=True, slots=True)
class StoreAccess:
    """How a store is reached. Nothing of its keys is shown.

    Attributes:
        endpoint: `https://…` of the store; Amazon's own where it is None.
        region: Its region.
        access_key: The key's id.
        secret_key: The key.
        certificates: PEM text of certificates that the store's is checked with besides the system's; None for these alone.
        timeout_seconds: How long one request may take; a large file's has more, by its size.
    """

    endpoint: str | None
    region: str
    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    certificates: str | None = field(default=None, repr=False)
    timeout_seconds: float = 30


class Standing(Enum):
    """What is in a file's place."""

    ABSENT = auto()
    SAME = auto()
    OTHER = auto()


class StoreFault(Exception):  # noqa: N818 - the house's word for what the environment does
    """What a store, or the way to it, does not do now. Its text is a sentence without secrets."""


class NoCreateOnly(Exception):  # noqa: N818 - it is no error: there is another way
    """The store has no put that only creates."""


class Bucket:
    """A prefix in a bucket.

    Args:
        access: How the store is reached; checked.
        bucket: The bucket's name.
        prefix: What every key begins with.
        largest_bytes: The size of the largest file.
    """

    def __init__(self, access: StoreAccess, bucket: str, prefix: str, largest_bytes: int) -> None:
        self._access = access
        self._name = bucket
        self._prefix = prefix
        self._largest_bytes = largest_bytes
        self._creates = True

    @cached_property
    def _quick(self) -> S3Store:
        return _store(self._access, self._name, self._prefix, self._access.timeout_seconds)

    @cached_property
    def _patient(self) -> S3Store:
        return _store(self._access, self._name, self._prefix, self._seconds(self._largest_bytes))

    def _seconds(self, size_bytes: int) -> float:
        """How long a request with so much to carry may take."""
        slow = size_bytes / SLOWEST_BYTES_PER_SECOND if size_bytes > LARGE_BYTES else 0
        return round(self._access.timeout_seconds + slow, 1)

    def _for(self, file: ParcelFile) -> S3Store:
        """What reaches the store with the patience that a file needs."""
        return self._patient if len(file.data) > LARGE_BYTES else self._quick

    def standing(self, file: ParcelFile) -> Standing:
        """What is in a file's place.

        Raises:
            StoreFault: It could not be read.
        """
        import obstore  # noqa: PLC0415 - an extra, and not for runs that have nothing for a store

        try:
            found = obstore.get(self._for(file), file.name)
            if found.meta["size"] != len(file.data):
                return Standing.OTHER
            return Standing.SAME if bytes(found.bytes()) == file.data else Standing.OTHER
        except FileNotFoundError as fault:
            if code(str(fault)) == NO_BUCKET:
                raise self._told(fault, file) from None
            return Standing.ABSENT
        except _faults() as fault:
            raise self._told(fault, file) from None

    def create(self, file: ParcelFile) -> bool:
        """Put a file where there is none. False: there is one by now.

        Raises:
            NoCreateOnly: The store does not know how.
            StoreFault: It could not be put, or nobody can tell.
        """
        from obstore.exceptions import AlreadyExistsError, NotSupportedError  # noqa: PLC0415 - as above

        if not self._creates:
            raise NoCreateOnly
        try:
            self._put(file, create=True)
        except AlreadyExistsError:
            return False
        except _faults() as fault:
            if isinstance(fault, NotSupportedError) or has_no_conditions(str(fault)):
                self._creates = False
                raise NoCreateOnly from None
            raise self._told(fault, file) from None
        return True

    def replace(self, file: ParcelFile) -> None:
        """Put a file whether there is one or not: for stores that have no other put.

        Raises:
            StoreFault: It could not be put, or nobody can tell.
        """
        try:
            self._put(file, create=False)
        except _faults() as fault:
            raise self._told(fault, file) from None

    def _put(self, file: ParcelFile, *, create: bool) -> None:
        import obstore  # noqa: PLC0415 - as above

        obstore.put(
            self._for(file),
            file.name,
            file.data,
            attributes={"Content-Type": file.media_type},
            mode="create" if create else "overwrite",
            use_multipart=False,
        )

    def _told(self, fault: Exception, file: ParcelFile) -> StoreFault:
        seconds = self._seconds(self._largest_bytes if len(file.data) > LARGE_BYTES else 0)
        return StoreFault(told(str(fault), self._name, seconds))


def _faults() -> tuple[type[Exception], ...]:
    from obstore.exceptions import BaseError  # noqa: PLC0415 - as above

    return BaseError, OSError, ValueError


def _store(access: StoreAccess, bucket: str, prefix: str, seconds: float) -> S3Store:
    """Obstore's own store.

    What is set here is set against the environment: obstore reads `AWS_*` variables, of which one alone sends everything to
    another store, and another one adds a token that is not this key's.
    """
    from obstore.store import S3Store  # noqa: PLC0415 - as above

    endpoint = (access.endpoint or f"https://s3.{access.region}.amazonaws.com").rstrip("/")

    def credential() -> S3Credential:
        key, secret = access.access_key, access.secret_key
        return {"access_key_id": key, "secret_access_key": secret, "token": None, "expires_at": None}

    return S3Store(
        bucket,
        prefix=prefix,
        config={
            "endpoint": endpoint,
            "aws_endpoint_url_s3": endpoint,
            "region": access.region,
            "virtual_hosted_style_request": False,
            "skip_signature": False,
            "unsigned_payload": False,
            "s3_express": False,
            "conditional_put": "etag",
        },
        client_options=_connection(access, endpoint, seconds),
        retry_config={
            "max_retries": RETRIES,
            "retry_timeout": timedelta(seconds=seconds),
            "backoff": {"init_backoff": timedelta(milliseconds=200), "max_backoff": timedelta(seconds=2), "base": 2},
        },
        credential_provider=credential,
    )


def _connection(access: StoreAccess, endpoint: str, seconds: float) -> ClientConfig:
    """How obstore speaks to the store."""
    options: ClientConfig = {
        "timeout": timedelta(seconds=seconds),
        "connect_timeout": timedelta(seconds=min(CONNECT_SECONDS, seconds)),
        "allow_http": endpoint.startswith("http:"),
        "allow_invalid_certificates": False,
    }
    if access.certificates:
        options["root_certificate"] = access.certificates
    return options
