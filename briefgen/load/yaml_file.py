"""YAML 1.2 read from parser events: plain data, and every fault of the file.

Composing nodes takes ten times as long as reading events, so data is built from events here, without positions. Those
are looked up later, for what is shown. The parser's events are iterative, so depth can be counted before anything
recurses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yamlcore import CCoreLoader

from briefgen.load.codes import fault
from briefgen.load.text_file import FORBIDDEN
from briefgen.load.yaml_words import broken_yaml
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.place import Place

MAX_DEPTH = 40
"""Of mappings and lists within each other."""

_RESOLVERS: dict[str, list[tuple[str, Any]]] = CCoreLoader.yaml_implicit_resolvers
_CORE = "tag:yaml.org,2002:"
_TAGS = {None, "!", *(_CORE + name for name in ("str", "int", "float", "bool", "null", "seq", "map"))}
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_MAX_DIGITS = 18
# Infinity, no number at all, or what no reader takes in: none of them has a place in a fact.
_MAX_FLOAT = 1e300
_TOO_LARGE = float("inf")
# Nobody mends more at once, and a hostile file has a million.
_MAX_FAULTS = 1_000


class Unreadable:
    """Stands for a value that was refused already, so that nothing else complains about it."""

    def __repr__(self) -> str:
        return "UNREADABLE"


UNREADABLE = Unreadable()
_NO_KEY = object()


@dataclass(frozen=True, slots=True)
class YamlFile:
    """What a file holds.

    Attributes:
        data: Dicts, lists, text, numbers, truth values and None; None where `whole` is False.
        diagnostics: What is wrong with the file as YAML.
        whole: Whether it could be read to its end.
    """

    data: object
    diagnostics: tuple[Diagnostic, ...]
    whole: bool


class _Stop(Exception):  # noqa: N818 - control flow: the rest of the file means nothing
    pass


class _Frame:
    """A mapping or list that is being filled."""

    __slots__ = ("container", "is_key", "key")

    def __init__(self, container: Any, *, is_key: bool) -> None:  # noqa: ANN401 - a dict or a list
        self.container = container
        self.key: Any = None
        self.is_key = is_key


def parse_yaml(text: str, file: str) -> YamlFile:
    """Read the text of a YAML file.

    YAML 1.2 core schema, except that numbers with leading zeros stay text. Refused are anchors, aliases, merge keys,
    tags beyond the core ones, duplicate keys, keys that are not text, a second document, and more than 40 levels.
    """
    reader = _Reader(file)
    try:
        reader.read(yaml.parse(text, Loader=yaml.CLoader))
    except _Stop:
        return YamlFile(None, tuple(reader.faults), whole=False)
    except yaml.YAMLError as error:
        return YamlFile(None, (*reader.faults, broken_yaml(error, text, file)), whole=False)
    return YamlFile(reader.root, tuple(reader.faults), whole=True)


class _Reader:
    def __init__(self, file: str) -> None:
        self.root: Any = None
        self.faults: list[Diagnostic] = []
        self._file = file
        self._stack: list[_Frame] = []
        self._documents = 0

    def read(self, events: Iterator[Any]) -> None:
        """Build the data."""
        scalar, opens, closes = (
            yaml.ScalarEvent,
            (yaml.MappingStartEvent, yaml.SequenceStartEvent),
            yaml.CollectionEndEvent,
        )
        for event in events:
            if type(event) is scalar:
                plain = event.implicit[0] and event.tag is None and event.anchor is None
                self._take(event, _resolve(event.value) if plain else self._odd_scalar(event))
            elif isinstance(event, opens):
                self._open(event)
            elif isinstance(event, closes):
                self._close(event)
            else:
                self._around(event)

    def _take(self, event: Any, value: Any) -> None:  # noqa: ANN401 - a YAML value
        if type(value) is float and not -_MAX_FLOAT < value < _MAX_FLOAT:
            hint = "Write a number of up to 18 digits, or put it in quotes."
            self._say("out-of-range", event, f"'{event.value[:60]}' is not a number that can be kept", hint)
            value = UNREADABLE
        if not self._stack:
            self.root = value
            return
        frame = self._stack[-1]
        container = frame.container
        if type(container) is list:
            container.append(value)
        elif frame.key is None:
            frame.key = self._key(event, value, container)
        else:
            if frame.key is not _NO_KEY:
                container[frame.key] = value
            frame.key = None

    def _open(self, event: Any) -> None:  # noqa: ANN401
        if len(self._stack) >= MAX_DEPTH:
            self._say("nesting", event, f"more than {MAX_DEPTH} levels of lists and mappings", "Write it flatter.")
            raise _Stop
        inside_key = bool(self._stack) and self._stack[-1].is_key
        if self._wants_key() and not inside_key:
            hint = "Write the key as text, and put text that begins with a bracket or brace in quotes."
            self._say("non-text-key", event, "a list or mapping cannot be a key", hint)
        self._odd(event)
        container: Any = {} if type(event) is yaml.MappingStartEvent else []
        self._stack.append(_Frame(container, is_key=inside_key or self._wants_key()))

    def _close(self, event: Any) -> None:  # noqa: ANN401
        container = self._stack.pop().container
        if self._wants_key():
            self._stack[-1].key = _NO_KEY
        else:
            self._take(event, container)

    def _wants_key(self) -> bool:
        return bool(self._stack) and type(self._stack[-1].container) is dict and self._stack[-1].key is None

    def _around(self, event: Any) -> None:  # noqa: ANN401
        if type(event) is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                hint = "Write several entries as one list, or put each in a file of its own."
                self._say("second-document", event, "a second document begins here", hint)
                raise _Stop
        elif type(event) is yaml.AliasEvent:
            self._say("anchor", event, f"the alias '*{str(event.anchor)[:60]}' is not allowed", "Write the value out.")
            self._take(event, UNREADABLE)

    def _key(self, event: Any, value: Any, container: Any) -> Any:  # noqa: ANN401
        """The key to store under, or the mark that its value is not stored."""
        if type(value) is not str:
            if value is not UNREADABLE:
                hint = f"Put it in quotes: '{getattr(event, 'value', '')[:60]}'."
                self._say("non-text-key", event, "a key must be text", hint)
            return _NO_KEY
        if value == "<<" and event.implicit[0]:
            self._say("merge-key", event, "merge keys are not allowed", "Write the fields out.")
            return _NO_KEY
        if value in container:
            hint = "Keep one of them: the other would be lost."
            self._say("duplicate-key", event, f"the key '{value[:60]}' stands here a second time", hint)
            return _NO_KEY
        return value

    def _odd(self, event: Any) -> bool:  # noqa: ANN401
        if event.anchor is not None:
            self._say(
                "anchor",
                event,
                f"the anchor '&{event.anchor[:60]}' is not allowed",
                "Write values out where they are used.",
            )
        if event.tag not in _TAGS:
            self._say("foreign-tag", event, f"the tag '{event.tag[:60]}' is not allowed", "Leave the tag out.")
            return True
        return False

    def _odd_scalar(self, event: Any) -> Any:  # noqa: ANN401
        """A scalar that is quoted, tagged or anchored."""
        value = event.value
        if self._odd(event):
            return UNREADABLE
        if event.style == '"' and (match := FORBIDDEN.search(value.replace("\r", "\x00"))):
            message = f"the escape stands for the character U+{ord(match.group()):04X}, which is not allowed"
            self._say("control-character", event, message, "Delete it; it prints as nothing.")
            return UNREADABLE
        if event.tag is None and event.implicit[0]:
            return _resolve(value)
        return value if event.tag in (None, "!", _CORE + "str") else self._tagged(event, value)

    def _tagged(self, event: Any, value: str) -> Any:  # noqa: ANN401
        tag = event.tag
        resolved = _resolve(value)
        if _tag_of(resolved) == tag:
            return resolved
        if tag == _CORE + "float" and type(resolved) is int:
            return float(resolved)
        self._say("foreign-tag", event, f"'{value[:60]}' is no {tag.removeprefix(_CORE)}", "Leave the tag out.")
        return UNREADABLE

    def _say(self, name: str, event: Any, message: str, hint: str) -> None:  # noqa: ANN401
        mark = event.start_mark
        place = Place(self._file, line=mark.line + 1, column=mark.column + 1)
        self.faults.append(fault(name, place, message, hint))
        if len(self.faults) >= _MAX_FAULTS:
            raise _Stop


def _resolve(value: str) -> Any:  # noqa: ANN401
    """The value of a plain scalar: YAML 1.2 core schema, but `012` stays text."""
    for tag, pattern in _RESOLVERS.get(value[:1], ()):
        if pattern.match(value):
            return _construct(tag, value)
    return value


def _construct(tag: str, value: str) -> Any:  # noqa: ANN401
    if tag == _CORE + "int":
        digits = value.lstrip("+-")
        if digits[:2] in ("0o", "0x"):
            return int(digits, 0) if len(digits) <= _MAX_DIGITS else _TOO_LARGE
        if digits[0] == "0" and digits != "0":
            return value
        return int(value) if len(digits) <= _MAX_DIGITS else _TOO_LARGE
    if tag == _CORE + "float":
        lower = value.lower()
        return _TOO_LARGE if "n" in lower else float(lower)
    return _WORDS[value.lower()]


def _tag_of(value: object) -> str:
    names = {bool: "bool", int: "int", float: "float", type(None): "null", str: "str"}
    return _CORE + names[type(value)]
