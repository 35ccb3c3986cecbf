"""The log of a run: one line an event, for people or for programs, without a secret in it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from typing import TextIO

from briefgen.desk.redaction import Redaction

Clock = Callable[[], datetime]
"""Tells the time, in UTC; it comes from the command line."""

_LONGEST = 4_000
"""Characters of one value, after redaction."""
_OURS = ("at", "run", "event")


class Journal:
    """Tells what a run does, line by line. It never raises: a run does not end because nobody listens.

    Args:
        stream: Where to.
        run: The run's id, which stands in every line.
        json: Whether a line is a JSON object; otherwise it is for people: `06:00:01Z run=ab12 issued report=mali`.
        secrets: What must not be told.
        clock: Tells the time.
    """

    def __init__(self, stream: TextIO, run: str, json: bool, secrets: Collection[str], clock: Clock) -> None:  # noqa: FBT001 - the command line hands them on as it has them
        self._stream = stream
        self._run = run
        self._json = json
        self._clock = clock
        self._redaction = Redaction(secrets)

    def hide(self, *secrets: str) -> None:
        """From now on these are not told either: a password that has just been read."""
        self._redaction = Redaction((*self._redaction.secrets, *secrets))

    def tell(self, event: str, /, **fields: object) -> None:
        """Write one line. A field that is None is left out of a line for people.

        Args:
            event: What happened, in a word: `issued`.
            fields: What there is to say of it.
        """
        line = self._redaction.line(self._written(event, fields))
        with contextlib.suppress(OSError, ValueError):  # a broken pipe, a full disk, a closed stream
            try:
                self._stream.write(f"{line}\n")
            except UnicodeEncodeError:
                plain = self._redaction.line(line.encode("ascii", "backslashreplace").decode())
                self._stream.write(f"{plain}\n")
            self._stream.flush()

    def _written(self, event: str, fields: Mapping[str, object]) -> str:
        clean, at = self._clean, self._clock().astimezone(UTC)
        named = {str(clean(f"{name}_" if name in _OURS else name)): clean(value) for name, value in fields.items()}
        run, event = str(clean(self._run)), str(clean(event))
        if self._json:
            moment = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
            told = {"at": clean(moment), "run": run, "event": event, **named}
            return json.dumps(told, separators=(", ", ": "), allow_nan=False)
        pairs = [f"{_word(name)}={_shown(value)}" for name, value in named.items() if value is not None]
        return " ".join([f"{at:%H:%M:%S}Z", f"run={_shown(run)}", _word(event), *pairs])

    def _clean(self, value: object) -> object:
        """A value as JSON has it, without secrets. A number that shows one becomes text."""
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, Mapping):
            return {str(self._clean(str(key))): self._clean(each) for key, each in value.items()}
        if isinstance(value, (list, tuple, set, frozenset)):
            return [self._clean(each) for each in value]
        text = _text(value)
        cleaned = self._redaction.text(text)
        if isinstance(value, (int, float)) and cleaned == text and text[-1:].isdigit():
            return value
        return cleaned if len(cleaned) <= _LONGEST else f"{cleaned[:_LONGEST]}…"


def _text(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat().replace("+00:00", "Z")
    return str(value)


def _shown(value: object) -> str:
    """A value for people, on one line: in quotation marks where it is not one plain word."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    plain = text.isprintable() and text.isascii() and not set(text) & set(" \"'=\\")
    return text if text and plain else f'"{_escaped(text)}"'


def _word(text: str) -> str:
    """A name as one word."""
    return _escaped(text).replace(" ", "_")


def _escaped(text: str) -> str:
    """What a terminal could take for a command, or a reader for another line, as its escape."""
    return "".join(_sign(sign) for sign in text)


def _sign(sign: str) -> str:
    if sign in {'"', "\\"}:
        return f"\\{sign}"
    if sign == " " or sign.isprintable():
        return sign
    return sign.encode("unicode_escape", "surrogatepass").decode() if ord(sign) < 0x110000 else ""  # noqa: PLR2004
