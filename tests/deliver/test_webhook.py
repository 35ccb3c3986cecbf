"""Webhooks, called at real servers on this machine: what arrives, what is refused, and that no fault tells the address."""

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from mail_certificates import Authority, new_authority

from briefgen.deliver import webhook
from briefgen.deliver.webhook import call

SECRET = "T0K3N-hooks-8841"  # noqa: S105 - of no account
PAYLOAD = {"run": "ab12", "issued": 3, "text": "مالي — é", "at": datetime(2026, 11, 23, 6, tzinfo=UTC)}


class Answering(BaseHTTPRequestHandler):
    """Keeps what it was asked, and answers as its server was told to."""

    def do_POST(self) -> None:
        """Take note, then answer."""
        data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append(("POST", self.path, dict(self.headers), data))
        self.server.answer(self)

    def do_GET(self) -> None:
        """What a redirection that is followed would come to."""
        self.server.asked.append(("GET", self.path, dict(self.headers), b""))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Nothing on standard error."""


def answers(status: int, words: str | None = None, **headers: str) -> Callable:
    """An answer with this status."""

    def answer(handler: Answering) -> None:
        handler.send_response(status, words)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


@contextmanager
def serving(answer: Callable, context: ssl.SSLContext | None = None) -> Iterator[ThreadingHTTPServer]:
    """A server on this machine, with the list of what it was asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.asked, server.answer, server.daemon_threads = [], answer, True
    server.handle_error = lambda *_: None
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def address(server: ThreadingHTTPServer, scheme: str = "http", host: str = "127.0.0.1") -> str:
    """Where the server is, with a secret in its path."""
    return f"{scheme}://{host}:{server.server_address[1]}/hooks/{SECRET}?key={SECRET}"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Who vouches for `localhost`; the system does not trust it by itself."""
    return new_authority(tmp_path_factory.mktemp("authority"))


def test_what_is_posted_arrives() -> None:
    """As JSON, once; a moment in it as text."""
    with serving(answers(204)) as server:
        assert call(address(server), PAYLOAD) == ""
    ((method, path, headers, data),) = server.asked
    assert (method, path) == ("POST", f"/hooks/{SECRET}?key={SECRET}")
    assert headers["Content-Type"].startswith("application/json")
    assert json.loads(data) == {**PAYLOAD, "at": "2026-11-23 06:00:00+00:00"}


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (400, "400 Bad Request"),
        (404, "404 Not Found"),
        (500, "500 Internal Server Error"),
        (799, "799"),
        (302, "302 Found: it sends calls elsewhere, which is not followed"),
        (308, "308 Permanent Redirect: it sends calls elsewhere, which is not followed"),
    ],
)
def test_a_refusal_is_told_by_its_number(status: int, said: str) -> None:
    """In the standard's words; the server's own may quote the address."""
    with serving(answers(status, f"no such hook {SECRET}")) as server:
        assert call(address(server), PAYLOAD) == f"'127.0.0.1' answered {said}"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirection_is_followed(status: int) -> None:
    """Neither to another host nor to the same one: the other server hears of nothing."""
    with serving(answers(200)) as other, serving(answers(status, Location=address(other, host="localhost"))) as server:
        assert "elsewhere" in call(address(server), PAYLOAD)
    assert other.asked == []
    assert len(server.asked) == 1


def test_followed_redirections_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above, with the defence taken out."""
    monkeypatch.setattr(webhook._Stays, "redirect_request", webhook.HTTPRedirectHandler.redirect_request)
    with serving(answers(200)) as other, serving(answers(302, Location=address(other, host="localhost"))) as server:
        assert call(address(server), PAYLOAD) == ""
    assert len(other.asked) == 1


def test_a_certificate_that_nobody_vouches_for_is_refused(authority: Authority) -> None:
    """Before anything is sent."""
    with serving(answers(200), authority.server()) as server:
        said = call(address(server, "https", "localhost"), PAYLOAD)
    assert said.startswith("'localhost' cannot be called: its certificate does not hold")
    assert server.asked == []


def test_a_certificate_that_holds_is_taken(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system trusts it; for its own name, and its own time."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    with serving(answers(200), authority.server()) as server:
        assert call(address(server, "https", "localhost"), PAYLOAD) == ""
        assert "certificate" in call(address(server, "https", "127.0.0.1"), PAYLOAD)
    assert len(server.asked) == 1
    with serving(answers(200), authority.server(expired=True)) as server:
        assert "expired" in call(address(server, "https", "localhost"), PAYLOAD)
    assert server.asked == []


@pytest.mark.parametrize(
    "url",
    [
        f"http://example.org/{SECRET}",
        f"http://127.0.0.1.example.org/{SECRET}",
        f"http://localhost.example.org/{SECRET}",
        f"ftp://127.0.0.1/{SECRET}",
        f"file:///etc/{SECRET}",
        f"data:text/plain,{SECRET}",
        f"//example.org/{SECRET}",
        f"https:///{SECRET}",
        f"https://[::1/{SECRET}",
        f"https://example.org:99999/{SECRET}",
        f"https://example.org/{SECRET}\r\nX-Evil: 1",
        f"https://example.org/ {SECRET}",
        f"https://example.org/é{SECRET}",
        f"https://user:{SECRET}@example.org/",
        f"https://{SECRET}@example.org/",
        f"https://{'a' * 300}.example/{SECRET}",
        SECRET,
        "",
    ],
)
def test_only_https_or_this_machine_is_called(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anything else is refused before a socket is opened, and not quoted."""
    monkeypatch.setattr(socket, "create_connection", lambda *_args, **_kw: pytest.fail("a socket was opened"))
    said = call(url, PAYLOAD)
    assert said
    assert SECRET not in said
    assert "\n" not in said


def test_a_server_that_is_away_is_told_of() -> None:
    """Refused connections, and what does not speak HTTP or TLS."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        away = f"http://127.0.0.1:{taken.getsockname()[1]}/{SECRET}"
        assert call(away, PAYLOAD) == "'127.0.0.1' cannot be called: connection refused"
    with serving(lambda handler: handler.wfile.write(b"SSH-2.0 " + SECRET.encode() + b"\r\n")) as server:
        assert call(address(server), PAYLOAD) == "'127.0.0.1' cannot be called: it does not speak HTTP as it should"
        assert (
            call(address(server, "https"), PAYLOAD)
            == "'127.0.0.1' cannot be called: it does not speak TLS as it should"
        )


def test_a_name_that_nobody_knows_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the host alone."""

    def unknown(*_args: object, **_options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.delenv("https_proxy", raising=False)
    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    assert call(f"https://hooks.example/{SECRET}", PAYLOAD) == "'hooks.example' cannot be called: its name is not known"


def test_a_connection_that_breaks_is_told_of() -> None:
    """After the request, before an answer."""
    with serving(lambda handler: handler.connection.shutdown(socket.SHUT_RDWR)) as server:
        said = call(address(server), PAYLOAD)
    assert said.startswith("'127.0.0.1' cannot be called: ")
    assert SECRET not in said


def test_a_server_that_keeps_silent_is_left() -> None:
    """After the time it was given."""
    done = threading.Event()
    with serving(lambda _: done.wait(30)) as server:
        said = call(address(server), PAYLOAD, 0.2)
        done.set()
    assert said in {
        "'127.0.0.1' did not answer within 0.2 seconds",
        "'127.0.0.1' cannot be called: it did not answer in time",
    }


def test_a_server_that_answers_byte_by_byte_is_left_too() -> None:
    """Each byte comes in time for the socket; all of it would take for ever."""
    done = threading.Event()

    def drip(handler: Answering) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not done.wait(0.05):
            handler.wfile.write(b"x")

    with serving(drip) as server:
        said = call(address(server), PAYLOAD, 0.5)
        done.set()
    assert said == "'127.0.0.1' did not answer within 0.5 seconds"


def test_this_machine_is_not_asked_for_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which would be told the address."""
    with serving(answers(200)) as proxy, serving(answers(200)) as server:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.server_address[1]}")
        monkeypatch.setenv("no_proxy", "")
        assert call(address(server), PAYLOAD) == ""
    assert proxy.asked == []
    assert len(server.asked) == 1
