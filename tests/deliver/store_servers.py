"""Stores over a socket: moto as a real one, and one of ours that can be told to fail."""

from __future__ import annotations

import ipaddress
import os
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar, Self
from urllib.parse import unquote, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from briefgen.deliver.store import StoreAccess

ACCESS_KEY = "AKIATESTACCESSKEY0001"
SECRET_KEY = "tEsT+sEcReT/kEy0123456789"  # noqa: S105 - opens nothing

LISTENING = "127.0.0.1"


def access(endpoint: str, **changed: object) -> StoreAccess:
    """How a store of the tests is reached."""
    told = {"region": "us-east-1", "access_key": ACCESS_KEY, "secret_key": SECRET_KEY, "timeout_seconds": 20, **changed}
    return StoreAccess(endpoint, **told)


class MotoStore:
    """A running moto server.

    Attributes:
        endpoint: Its address.
    """

    def __init__(self) -> None:
        # Takes a second, which only those tests should wait for that need it.
        from moto import settings  # noqa: PLC0415 - as above
        from moto.s3.models import s3_backends  # noqa: PLC0415 - as above
        from moto.server import ThreadedMotoServer  # noqa: PLC0415 - as above

        self._server = ThreadedMotoServer(LISTENING, 0, verbose=False)
        self._backend = s3_backends["123456789012"]["aws"]
        self._settings = settings

    def __enter__(self) -> Self:
        self._server.start()
        host, port = self._server.get_host_and_port()
        self.endpoint = f"http://{host}:{port}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()
        self._server._server.server_close()

    def bucket(self, name: str) -> str:
        """Make a bucket."""
        self._backend.create_bucket(name, "us-east-1")
        return name

    def _keys(self, bucket: str) -> dict[str, Any]:
        return dict(self._backend.buckets[bucket].keys.items())

    def objects(self, bucket: str) -> dict[str, bytes]:
        """What is in a bucket, by key."""
        return {name: key.value for name, key in self._keys(bucket).items()}

    def times(self, bucket: str) -> dict[str, datetime]:
        """When each was put, by key."""
        return {name: key.last_modified for name, key in self._keys(bucket).items()}

    def media_types(self, bucket: str) -> dict[str, str]:
        """The MIME types of what is in a bucket, by key."""
        return {name: key.metadata["Content-Type"] for name, key in self._keys(bucket).items()}

    def put(self, bucket: str, key: str, data: bytes) -> None:
        """Put something there, as somebody else would."""
        self._backend.put_object(bucket, key, data)

    @contextmanager
    def asking_who(self) -> Iterator[None]:
        """Let it look at keys, of which it knows none."""
        before = self._settings.INITIAL_NO_AUTH_ACTION_COUNT
        self._settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
        try:
            yield
        finally:
            self._settings.INITIAL_NO_AUTH_ACTION_COUNT = before


class FaultyStore(ThreadingHTTPServer):
    """A small store that keeps S3's words for get and put, and breaks them when it is told to.

    Attributes:
        objects: What is in it, by bucket and key.
        seen: Every request: method, path and headers.
        faults: What comes next, one a request: a method, and a status with S3's code (`503 SlowDown`), `hang`, `reset` (the
            connection), `cut` (in the midst of the body), `lost` (done, and the answer never given) or `fine`.
        always: What comes to every request, by method.
        conditions: What it makes of a put's condition: `kept`, `ignored` or `unknown`.
    """

    daemon_threads = True

    def __init__(self, certificate: Path | None = None) -> None:
        super().__init__((LISTENING, 0), _Answer)
        self.objects: dict[str, bytes] = {}
        self.seen: list[tuple[str, str, dict[str, str]]] = []
        self.faults: list[tuple[str, str]] = []
        self.always: dict[str, str] = {}
        self.conditions = "kept"
        self.lock = threading.Lock()
        self.ended = threading.Event()
        self.scheme = "http"
        if certificate is not None:
            self.scheme = "https"
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def endpoint(self) -> str:
        """Its address."""
        return f"{self.scheme}://{LISTENING}:{self.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.shutdown()
        self.server_close()

    def kept(self, bucket: str = "reports") -> dict[str, bytes]:
        """What is in a bucket, by key."""
        begin = f"/{bucket}/"
        return {key.removeprefix(begin): data for key, data in self.objects.items() if key.startswith(begin)}

    def handle_error(self, *_: object) -> None:
        """Connections end as they are told to."""

    def next_fault(self, method: str) -> str:
        """What this request gets."""
        with self.lock:
            if self.faults and self.faults[0][0] == method:
                return self.faults.pop(0)[1]
        return self.always.get(method, "fine")


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FaultyStore
    BODY: ClassVar = (
        "<Error><Code>{code}</Code><AWSAccessKeyId>{key}</AWSAccessKeyId><StringToSign>{sign}</StringToSign></Error>"
    )

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def answer(self) -> None:
        """Do what is asked, or what it was told to do instead."""
        self.server.seen.append((self.command, self.path, dict(self.headers)))
        fault = self.server.next_fault(self.command)
        length = int(self.headers.get("Content-Length", 0))
        if self.command == "PUT" and fault == "cut":
            self.rfile.read(length // 2)
            self.end(reset=True)
            return
        body = self.rfile.read(length)
        if fault == "hang":
            self.server.ended.wait(30)
            self.end(reset=True)
        elif fault == "reset":
            self.end(reset=True)
        elif fault[0].isdigit():
            state, _, code = fault.partition(" ")
            self.say(int(state), code)
        else:
            self.serve(body, fault)

    do_GET = do_PUT = do_HEAD = answer  # noqa: N815 - the library's names

    def serve(self, body: bytes, fault: str) -> None:
        """What a store does."""
        key = unquote(urlsplit(self.path).path)
        if self.command == "PUT":
            self.keep(key, body, fault)
        elif key not in self.server.objects:
            self.say(404, "NoSuchKey")
        else:
            self.give(self.server.objects[key], fault)

    def keep(self, key: str, body: bytes, fault: str) -> None:
        """Put an object there, under its condition."""
        conditional = self.headers.get("If-None-Match") == "*"
        if conditional and self.server.conditions == "unknown":
            self.say(501, "NotImplemented")
            return
        with self.server.lock:
            if conditional and self.server.conditions == "kept" and key in self.server.objects:
                self.say(412, "PreconditionFailed")
                return
            self.server.objects[key] = body
        if fault == "lost":
            self.end(reset=True)
        else:
            self.say(200, "", body)

    def give(self, data: bytes, fault: str) -> None:
        """Give an object, or the half of it."""
        self.head(200, data, len(data))
        if fault == "cut":
            self.wfile.write(data[: len(data) // 2])
            self.wfile.flush()
            time.sleep(0.05)
            self.end(reset=True)
        else:
            self.wfile.write(data)

    def say(self, state: int, code: str, data: bytes = b"") -> None:
        """An answer without an object; a fault's says more than anybody should read."""
        told = self.BODY.format(code=code, key=ACCESS_KEY, sign=SECRET_KEY).encode() if code else b""
        self.head(state, data, len(told))
        self.wfile.write(told)

    def head(self, state: int, data: bytes, length: int) -> None:
        """The first lines of an answer."""
        self.send_response(state)
        self.send_header("Content-Length", str(length))
        self.send_header("ETag", f'"{md5(data, usedforsecurity=False).hexdigest()}"')
        self.send_header("Last-Modified", "Mon, 23 Nov 2026 06:00:00 GMT")
        self.end_headers()

    def end(self, *, reset: bool) -> None:
        """End the connection, with a reset rather than a good-bye."""
        if reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.close_connection = True
        self.connection.close()


def certificate(folder: Path, host: str = LISTENING) -> tuple[Path, str]:
    """A server's certificate with its key, signed by an authority of its own.

    Returns:
        The file for the server, and the authority as PEM text for whoever trusts it.
    """
    authority, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    above = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Test authority")])
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    root = _begun(above, above, authority).add_extension(
        x509.BasicConstraints(ca=True, path_length=None), critical=True
    )
    hosts = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))])
    leaf = _begun(name, above, key).add_extension(hosts, critical=False).sign(authority, hashes.SHA256())
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "store.pem"
    path.write_bytes(secret + leaf.public_bytes(serialization.Encoding.PEM))
    path.chmod(0o600)
    return path, root.sign(authority, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


def _begun(name: x509.Name, above: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(above)
        .public_key(key.public_key())
        .serial_number(int.from_bytes(os.urandom(15), "big"))
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
    )
