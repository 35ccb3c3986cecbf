"""Webhooks: one call after a run, so that a chat or a monitor hears of it.

The address may hold a secret, so no fault tells it: only the host is named.
"""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Mapping
from email.message import Message
from http import HTTPStatus
from http.client import HTTPException
from ipaddress import ip_address
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

import briefgen

_LONGEST_NAME = 253
"""Characters of a host's name (RFC 1035)."""


def call(url: str, payload: Mapping[str, object], timeout_seconds: float = 10) -> str:
    """Post a JSON object.

    Only to `https`, whose certificate is checked, or to this machine. A redirection is not followed: it could lead elsewhere.

    Args:
        url: Where to.
        payload: What; moments and days in it are written as text.
        timeout_seconds: How long all of it may take, names looked up and all.

    Returns:
        Why it was not taken, in a sentence without the address; "" where it was.
    """
    target = _target(url)
    if isinstance(target, str):
        return target
    data = json.dumps(payload, default=str).encode()
    host, said = str(target.hostname), [f"'{target.hostname}' did not answer within {timeout_seconds:g} seconds"]

    def ask() -> None:
        said[0] = _asked(url, target, data, timeout_seconds) or ""

    # A server that sends a byte now and then, or a name that nobody resolves, outlasts the socket's own limit.
    waiting = threading.Thread(target=ask, name=f"webhook to {host}", daemon=True)
    waiting.start()
    waiting.join(timeout_seconds)
    return said[0]


def _target(url: str) -> SplitResult | str:
    """The address taken apart, or why it is none."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or len(host) > _LONGEST_NAME or not url.isascii() or not url.isprintable() or " " in url:
        return "the webhook's address is none: it is written https://host/path"
    if parts.username is not None or parts.password is not None:
        return f"the webhook's address has a name or password before '{host}': put a token into its path"
    if parts.scheme == "https" or (parts.scheme == "http" and _is_here(host)):
        return parts
    return f"the webhook at '{host}' is not called: its address must begin with https://"


def _is_here(host: str) -> bool:
    """Whether it is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _Stays(HTTPRedirectHandler):
    """Follows no redirection: each is an answer like any other."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - as the library calls it
        self,
        req: Request,  # noqa: ARG002
        fp: IO[bytes],  # noqa: ARG002
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: Message,  # noqa: ARG002
        newurl: str,  # noqa: ARG002
    ) -> None:
        """None: what it leads to is not asked for."""
        return


def _opener(host: str) -> OpenerDirector:
    handlers = [_Stays(), HTTPSHandler(context=ssl.create_default_context())]
    # What is on this machine is not asked for through a proxy, which would be told the address.
    return build_opener(*handlers, *([ProxyHandler({})] if _is_here(host) else []))


def _asked(url: str, target: SplitResult, data: bytes, timeout_seconds: float) -> str:
    """Why it was not taken; what the library says of it is not told, since it may quote the address."""
    host = str(target.hostname)
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": f"briefgen/{briefgen.__version__}"}
    request = Request(url, data, headers, method="POST")  # noqa: S310 - https, or this machine
    try:
        with _opener(host).open(request, timeout=timeout_seconds):
            return ""
    except HTTPError as answer:
        with answer:
            return f"'{host}' answered {_status(answer.code)}"
    except URLError as fault:
        return f"'{host}' cannot be called: {_reason(fault.reason)}"
    except (OSError, HTTPException, ValueError) as fault:
        return f"'{host}' cannot be called: {_reason(fault)}"


def _status(code: int) -> str:
    """The number, and what the standard calls it; the server's own words are not told."""
    try:
        said = f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        said = str(code)
    redirected = HTTPStatus.MULTIPLE_CHOICES <= code < HTTPStatus.BAD_REQUEST
    return f"{said}: it sends calls elsewhere, which is not followed" if redirected else said


def _reason(fault: object) -> str:
    """What went wrong, in words of the system's that hold no address."""
    if isinstance(fault, ssl.SSLCertVerificationError):
        return f"its certificate does not hold ({fault.verify_message})"
    if isinstance(fault, ssl.SSLError):
        return "it does not speak TLS as it should"
    if isinstance(fault, TimeoutError):
        return "it did not answer in time"
    if isinstance(fault, socket.gaierror):
        return "its name is not known"
    if isinstance(fault, OSError) and fault.strerror:
        return fault.strerror.lower()
    return "it does not speak HTTP as it should"
