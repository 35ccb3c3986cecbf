"""Secrets taken out of what is told."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Collection, Iterator
from urllib.parse import quote, quote_plus

MASK = "***"
_LINE_OF_A_KEY = 8
"""Characters from which one line of a secret of several lines is a secret by itself."""

_SIGNED_IN = re.compile(r"(://[^\s/?#:@]*):\S*@|://[^\s/?#@]+@")
"""A user's name and password before a host, or a token there."""
_QUERIED = re.compile(
    r"([?&;#][\w.%-]*(?:pass|pwd|token|secret|key|sig|auth|code|credential)[\w.%-]*=)[^\s&#;\"']+", re.IGNORECASE
)
"""What a query calls a secret."""


class Redaction:
    """Replaces secrets by asterisks, in whatever form they stand.

    Args:
        secrets: What must not be told; empty ones are passed over.
    """

    def __init__(self, secrets: Collection[str]) -> None:
        self.secrets = tuple(dict.fromkeys(each for each in secrets if each))
        forms = sorted({form for each in self.secrets for form in _forms(each)}, key=lambda form: (-len(form), form))
        self._forms = forms
        self._found = re.compile("|".join(map(re.escape, forms))) if forms else None
        # A secret that is asterisks itself is left out without a trace.
        self._mask = "" if any(form in MASK for form in forms) else MASK

    def text(self, text: str) -> str:
        """A text before it is encoded: without secrets, and without what looks like a password in an address."""
        return self._without(_QUERIED.sub(rf"\1{MASK}", _SIGNED_IN.sub(_unsigned, self._without(text))))

    def line(self, line: str) -> str:
        """A line as it would be written, its values without secrets already: a secret may have come about between them.

        Where taking it out would break a JSON object, nothing but asterisks is left of the line.
        """
        clean = self._without(line)
        if clean == line or not line.startswith("{"):
            return clean
        try:
            json.loads(clean)
        except ValueError:
            return self._mask
        return clean

    def _without(self, text: str) -> str:
        """The text without secrets, until none is left: taking one out may bring two halves of another together."""
        while self._found and (clean := self._found.sub(self._mask, text)) != text:
            text = clean
        return text


def _unsigned(match: re.Match[str]) -> str:
    return f"{match[1]}:{MASK}@" if match[1] else f"://{MASK}@"


def _forms(secret: str) -> Iterator[str]:
    """A secret as it is, and as JSON, Python, addresses and mail servers write it."""
    yield secret
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield repr(secret)[1:-1]
    data = secret.encode(errors="surrogatepass")
    yield quote(data, safe="")
    yield quote_plus(data)
    yield b64encode(data).decode()
    lines = secret.splitlines()
    if len(lines) > 1:
        yield from (line for line in lines if len(line) >= _LINE_OF_A_KEY)
