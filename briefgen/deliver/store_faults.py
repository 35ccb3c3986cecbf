"""What a store, or the way to it, does not do, in sentences without secrets.

What obstore says of a fault holds addresses and what the store answered, which may repeat the key's id and what was
signed. None of it is passed on: it is only looked at, and told in words of ours.
"""

from __future__ import annotations

import re
from http import HTTPStatus

NO_BUCKET = "NoSuchBucket"
"""S3's name for a bucket that is not there."""

_SETTINGS = "[store] in briefgen.toml"

_CODES = {
    NO_BUCKET: "the store has no bucket {bucket}: see `deliver` in the client's file, and endpoint under " + _SETTINGS,
    "InvalidAccessKeyId": f"the store does not know the key: see access_key under {_SETTINGS}",
    "SignatureDoesNotMatch": f"the store does not take the key: see secret_key under {_SETTINGS}",
    "RequestTimeTooSkewed": "the clock of this machine is not the store's: set it right",
    "AuthorizationHeaderMalformed": f"the store is in another region: see region under {_SETTINGS}",
    "PermanentRedirect": f"the store is in another region: see region under {_SETTINGS}",
    "EntityTooLarge": "the store does not take a file of this size",
    "QuotaExceeded": "the store is full",
    "XMinioStorageFull": "the store is full",
    "SlowDown": "the store asks to be left alone for a while",
}

_STATES = {
    301: _CODES["PermanentRedirect"],
    401: f"the store does not take the key: see access_key and secret_key under {_SETTINGS}",
    403: "the key may not list, read and write in the bucket {bucket}: mend its rights, or see " + _SETTINGS,
    404: _CODES[NO_BUCKET],
    413: _CODES["EntityTooLarge"],
    429: _CODES["SlowDown"],
    503: _CODES["SlowDown"],
    507: _CODES["QuotaExceeded"],
}

_MARKS = {
    "without LOCATION": _CODES["PermanentRedirect"],
    "kind: Timeout": "the store did not answer within {seconds:g} seconds",
    "TimedOut": "the store did not answer within {seconds:g} seconds",
    "InvalidCertificate": f"the store's certificate does not hold: see endpoint under {_SETTINGS}, and the certificates",
    "dns error": f"the store's address does not exist: see endpoint under {_SETTINGS}",
    "InvalidContentType": f"what answers there does not speak TLS: see endpoint under {_SETTINGS}",
    "ConnectionReset": "the connection to the store broke off",
    "kind: Connect": f"the store cannot be reached: see endpoint under {_SETTINGS}, and the network",
    "HTTP error": "the connection to the store broke off",
}
"""What obstore's text shows of a fault below HTTP; the first that fits."""


def told(text: str, bucket: str, timeout_seconds: float) -> str:
    """A fault in words of ours.

    Args:
        text: Obstore's own, which is not for anybody's eyes.
        bucket: The bucket's name.
        timeout_seconds: How long the store had to answer.
    """
    answered = state(text)
    said = _CODES.get(code(text)) or _STATES.get(answered)
    if said is None and answered:
        said = f"the store answered with a fault of its own, {answered}"
    if said is None:
        said = next((words for mark, words in _MARKS.items() if mark in text), "the store could not be used")
    return said.format(bucket=bucket, seconds=timeout_seconds)


def state(text: str) -> int:
    """The HTTP status that a fault tells of; 0 where there was no answer."""
    found = re.search(r"status code: (\d{3})", text)
    return int(found[1]) if found else 0


def code(text: str) -> str:
    """S3's name for a fault, which stands in the body of its answer."""
    found = re.search(r"<Code>(\w{1,64})</Code>", text)
    return found[1] if found else ""


def has_no_conditions(text: str) -> bool:
    """Whether a store refused a put for its condition, not for itself."""
    return (
        state(text) == HTTPStatus.NOT_IMPLEMENTED
        or code(text) == "NotImplemented"
        or (state(text) == HTTPStatus.BAD_REQUEST and "if-none-match" in text.lower())
    )
