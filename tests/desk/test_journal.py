"""The log of a run: one line an event, for people or programs; no secret in it, however it got there."""

import io
import json
import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.desk.journal import Journal
from briefgen.desk.redaction import Redaction

AT = datetime(2026, 11, 23, 6, 0, 1, 250_000, tzinfo=UTC)
PASSWORD = 'pa"ss\\wörd\n2'  # noqa: S105 - of no account


def told(*events, as_json=False, secrets=(), run="ab12"):
    """What is written of events, each a name and its fields."""
    stream = io.StringIO()
    journal = Journal(stream, run, as_json, secrets, lambda: AT)
    for event, fields in events:
        journal.tell(event, **fields)
    return stream.getvalue()


def test_a_line_for_people() -> None:
    """The time, the run, what happened, and what there is to say of it."""
    fields = {"report": "mali", "number": "ASA-SR-2026-0001", "clients": 3, "because": None, "ok": True}
    assert (
        told(("issued", fields)) == "06:00:01Z run=ab12 issued report=mali number=ASA-SR-2026-0001 clients=3 ok=true\n"
    )


def test_a_line_for_programs() -> None:
    """A JSON object with the moment to the millisecond; values keep their kinds."""
    fields = {
        "clients": 3,
        "took": 1.5,
        "because": None,
        "ok": True,
        "names": ("a", "b"),
        "due": AT,
        "day": date(2026, 1, 2),
    }
    assert json.loads(told(("issued", fields), as_json=True)) == {
        "at": "2026-11-23T06:00:01.250Z",
        "run": "ab12",
        "event": "issued",
        "clients": 3,
        "took": 1.5,
        "because": None,
        "ok": True,
        "names": ["a", "b"],
        "due": "2026-11-23T06:00:01.250000Z",
        "day": "2026-01-02",
    }


def test_the_clock_is_told_in_utc() -> None:
    """Whatever zone it speaks in."""
    stream = io.StringIO()
    Journal(stream, "ab", json=False, secrets=(), clock=lambda: AT.astimezone(timezone(timedelta(hours=5)))).tell(
        "began"
    )
    assert stream.getvalue() == "06:00:01Z run=ab began\n"


@pytest.mark.parametrize("as_json", [False, True])
def test_one_event_is_one_line(as_json: bool) -> None:  # noqa: FBT001 - a parameter
    """Line ends, escape sequences and characters that turn or hide text are told as escapes."""
    value = "one\ntwo\r\x1b[2J\u2028\u202e\x00\x85end"
    line = told(("failed", {"because": value, "a\nb": "c"}), as_json=as_json)
    assert line.count("\n") == 1
    assert line.isascii()
    assert all(sign.isprintable() for sign in line[:-1])
    if as_json:
        assert json.loads(line)["because"] == value


def test_values_that_are_not_one_word_stand_in_quotation_marks() -> None:
    """So that a line can be taken apart again."""
    line = told(("failed", {"a": "two words", "b": 'say "x"', "c": "", "d": "k=v", "e": "a\\b", "f": ["x", 1]}))
    assert line.rstrip() == (
        '06:00:01Z run=ab12 failed a="two words" b="say \\"x\\"" c="" d="k=v" e="a\\\\b" f="[\\"x\\", 1]"'
    )


def test_fields_cannot_take_our_names() -> None:
    """Moment, run and event are the journal's."""
    line = json.loads(told(("issued", {"at": "never", "run": "other", "event": "no", "self": 1}), as_json=True))
    assert (line["run"], line["event"], line["at_"], line["run_"], line["event_"], line["self"]) == (
        "ab12", "issued", "never", "other", "no", 1
    )  # fmt: skip


def test_numbers_that_json_has_not_become_text() -> None:
    """Every line can be read by any program."""
    line = told(("x", {"a": float("nan"), "b": float("inf"), "c": 1e300, "d": b"x", "e": object}), as_json=True)
    assert json.loads(line, parse_constant=pytest.fail)["a"] == "nan"


def test_what_is_long_is_cut() -> None:
    """After secrets were taken out, so that no half of one is left."""
    line = told(("x", {"a": "b" * 3_990 + PASSWORD * 10}), secrets=[PASSWORD])
    assert len(line) < 4_200
    assert "pa" not in line


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize(
    "value",
    [
        PASSWORD,
        f"refused: {PASSWORD}!",
        {"nested": [PASSWORD, {PASSWORD: 1}]},
        json.dumps({"word": PASSWORD}),
        json.dumps({"word": PASSWORD}, ensure_ascii=False),
        repr(PASSWORD),
        "https://hooks.example/pa%22ss%5Cw%C3%B6rd%0A2",
        "AUTH cGEic3Ncd8O2cmQKMg==",
    ],
)
def test_a_secret_is_not_told(value: object, as_json: bool) -> None:  # noqa: FBT001 - a parameter
    """Bare, in a sentence, deep in a value, as JSON, Python, an address or a mail server has it."""
    line = told(("failed", {"because": value}), secrets=[PASSWORD], as_json=as_json)
    assert "***" in line
    for half in ("pa", "wörd", "w\\u00f6rd", "w%C3", "cGEi"):
        assert half not in line
    if as_json:
        json.loads(line)


def test_a_secret_that_is_read_later_is_not_told_from_then_on() -> None:
    """Passwords are read when they are needed."""
    stream = io.StringIO()
    journal = Journal(stream, "ab12", json=False, secrets=["first"], clock=lambda: AT)
    journal.hide("second", "")
    journal.tell("x", a="first", b="second")
    assert stream.getvalue() == "06:00:01Z run=ab12 x a=*** b=***\n"


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("postgresql+psycopg://desk:hunter2@db.example/registry", "postgresql+psycopg://desk:***@db.example/registry"),
        ("smtp://desk:p@ss/w@rd@mail.example:587", "smtp://desk:***@mail.example:587"),
        ("https://ghs_token@git.example/x", "https://***@git.example/x"),
        ("https://s3.example/b?X-Amz-Signature=abc&x=1", "https://s3.example/b?X-Amz-Signature=***&x=1"),
        (
            "https://h.example/?api_key=abc;token=def#access_token=ghi",
            "https://h.example/?api_key=***;token=***#access_token=***",
        ),
        ("https://h.example:8443/a?page=2 mail to a@b.example", "https://h.example:8443/a?page=2 mail to a@b.example"),
    ],
)
def test_what_looks_like_a_password_in_an_address_is_not_told(written: str, clean: str) -> None:
    """Though nobody said that it is one."""
    assert Redaction(()).text(written) == clean
    assert clean in json.loads(told(("x", {"a": f"see {written}"}), as_json=True))["a"]


def test_a_key_is_not_told_line_by_line() -> None:
    """Each long line of a secret of several lines is one by itself."""
    key = "-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END KEY-----"
    line = told(("x", {"a": "read MIIEvQIBADANBg", "b": key}), secrets=[key])
    assert line == '06:00:01Z run=ab12 x a="read ***" b=***\n'


SECRETS = st.text(min_size=1, max_size=12)
VALUES = st.recursive(
    st.text(max_size=12) | st.integers() | st.floats() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=4,
)


@settings(max_examples=400)
@given(st.lists(SECRETS, min_size=1, max_size=3), st.text(max_size=6), VALUES, st.data())
@example(["*"], "", "*", None)
@example(["a", "**"], "", "aa*", None)
@example(['"'], "", '"', None)
@example(["\\n"], "", "\n", None)
@example(["2026"], "", 2026, None)
@example(['", "'], "", ["x", "y"], None)
@example(["abc", "ab***c"], "", "ababcc", None)
@example(["\ud800"], "", "\ud800", None)
def test_no_secret_is_ever_told(secrets: list[str], around: str, value: object, data: st.DataObject | None) -> None:
    """Whatever it is and wherever it stands: in a value, a key, the event or the run, or between them."""
    within = data.draw(st.sampled_from(secrets)) if data else secrets[0]
    fields = {
        "a": value,
        "b": f"{around}{within}{around}",
        "c": [within],
        f"k{within}": 1,
        "d": {within: json.dumps(within)},
    }
    for as_json in (False, True):
        lines = told(
            (f"e{within}", fields), (within, {"x": repr(within)}), as_json=as_json, secrets=secrets, run=within
        )
        for line in lines.removesuffix("\n").split("\n"):
            assert not [secret for secret in secrets if secret in line]
            if as_json and line.startswith("{"):
                json.loads(line)


@given(st.lists(st.text("ab*", min_size=1, max_size=4), max_size=4), st.text("ab*", max_size=30))
def test_redaction_comes_to_an_end(secrets: list[str], text: str) -> None:
    """Though taking one out brings another about, or the asterisks are part of one."""
    clean = Redaction(secrets).text(text)
    assert not [secret for secret in secrets if secret in clean]


def test_without_redaction_after_encoding_a_secret_would_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each half of the defence, taken out: a secret that comes about between values, and one within an escape."""
    between = {"secrets": ["a=b"], "as_json": False}
    assert "a=b" not in told(("x", {"a": "b"}), **between)
    monkeypatch.setattr(Redaction, "line", lambda _self, line: line)
    assert "a=b" in told(("x", {"a": "b"}), **between)
    monkeypatch.undo()
    monkeypatch.setattr(Redaction, "text", lambda _self, text: text)
    nested = told(("x", {"a": json.dumps(json.dumps('"secret"'))}), secrets=['"secret"'], as_json=True)
    assert re.search(r"\\+\"secret", nested)
    monkeypatch.undo()
    assert told(("x", {"a": '"secret"'}), secrets=['"secret"']) == "06:00:01Z run=ab12 x a=***\n"


class Broken(io.StringIO):
    """A pipe whose reader has gone."""

    def write(self, _text: str) -> int:
        """Nobody takes it."""
        raise BrokenPipeError


class Full(io.StringIO):
    """A file on a full disk: it takes text, and fails to put it down."""

    def flush(self) -> None:
        """There is no room."""
        raise OSError(28, "No space left on device")


def test_nobody_listening_ends_no_run() -> None:
    """A closed stream, a broken pipe, a full disk."""
    closed = io.StringIO()
    closed.close()
    for stream in (closed, Broken(), Full()):
        for as_json in (False, True):
            Journal(stream, "ab12", as_json, ["x"], lambda: AT).tell("issued", report="mali")


def test_a_stream_of_few_letters_gets_escapes() -> None:
    """A terminal in the C locale."""
    data = io.BytesIO()
    stream = io.TextIOWrapper(data, encoding="ascii", newline="\n")
    Journal(stream, "ab12", json=False, secrets=["é"], clock=lambda: AT).tell("issued", title="مالي é", b="z")
    stream.flush()
    assert data.getvalue() == b'06:00:01Z run=ab12 issued title="\\u0645\\u0627\\u0644\\u064a ***" b=z\n'


def test_each_line_is_there_at_once() -> None:
    """A run that is killed has told what it did until then."""
    data = io.BytesIO()
    stream = io.TextIOWrapper(data, encoding="utf-8", write_through=False)
    Journal(stream, "ab12", json=False, secrets=(), clock=lambda: AT).tell("began")
    assert data.getvalue() == b"06:00:01Z run=ab12 began\n"
