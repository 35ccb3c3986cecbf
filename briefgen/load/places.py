"""Lines and columns, looked up for what is shown.

Data is read without positions, because composing them for every value costs more than reading the file. A place's
pointer is followed here through the file's events, each file once. A pointer may go on inside a block of text with a
line and a column, both 0-based: `("standing", 0, "text", 3, 12)`.
"""

from __future__ import annotations

import stat
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import yaml

from briefgen.load.shapes import Pointer
from briefgen.load.text_file import YAML_LIMIT
from briefgen.load.workspace import SETTINGS, Workspace, setting_position
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.place import Place

_YAML = (".yaml", ".yml")
_AT_KEY = {"unknown-field"}
_UNSHOWN = {"bare-secret"}
"""Findings whose line must not get into a log."""

_INSIDE = 2
"""Steps that go on inside a text: its line and its column."""


def locate(workspace: Workspace, diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Fill in line, column and excerpt, and sort by file, line and column.

    A place with only a pointer gets the position of its value; that of its key where the field is unknown, or where
    the value is a block that begins on a later line. A pointer that leads nowhere ends at its last step that exists.
    """
    by_file: dict[str, list[Diagnostic]] = defaultdict(list)
    for found in diagnostics:
        by_file[found.place.file if found.place else ""].append(found)
    located = []
    for file in sorted(by_file):
        text = _text(workspace, file) if file else None
        located.extend(by_file[file] if text is None else _in_file(by_file[file], text, file))
    return tuple(sorted(located, key=_order))


def look_up(workspace: Workspace, places: Iterable[Place]) -> dict[Place, Place]:
    """The same places with their lines, where their files can be read."""
    by_file: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_file[place.file].append(place)
    found = {}
    for file, wanted in by_file.items():
        text = _text(workspace, file)
        positions = find_positions(text, {(place.pointer, False) for place in wanted}) if text else {}
        for place in wanted:
            line, column = positions.get((place.pointer, False), (None, None))
            found[place] = replace(place, line=line, column=column)
    return found


def _order(found: Diagnostic) -> tuple[str, int, int, str, str]:
    place = found.place or Place("")
    return place.file, place.line or 0, place.column or 0, found.code, found.message


def _text(workspace: Workspace, file: str) -> str | None:
    """The file for showing; None where it is no file, or too large to show."""
    try:
        path = workspace.root / file
        about = path.lstat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > YAML_LIMIT:
            return None
        data = path.read_bytes()
    except (OSError, ValueError):
        return None
    text = data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _in_file(diagnostics: list[Diagnostic], text: str, file: str) -> list[Diagnostic]:
    lines = text.split("\n")
    wanted = {
        (found.place.pointer, found.name in _AT_KEY)
        for found in diagnostics
        if found.place and found.place.line is None and found.place.pointer
    }
    positions = find_positions(text, wanted) if wanted and file.endswith(_YAML) else {}
    located = []
    for found in diagnostics:
        place = found.place or Place(file)
        if place.line is None and file == SETTINGS:
            line, column = setting_position(lines, *place.pointer) or (None, None) if place.pointer else (1, 1)
            place = replace(place, line=line, column=column)
        elif place.line is None:
            line, column = positions.get((place.pointer, found.name in _AT_KEY), (1, 1))
            place = replace(place, line=line, column=column)
        line = place.line or 0
        excerpt = lines[line - 1] if 0 < line <= len(lines) and found.name not in _UNSHOWN else ""
        located.append(replace(found, place=place, excerpt=excerpt))
    return located


def find_positions(text: str, wanted: Iterable[tuple[Pointer, bool]]) -> Mapping[tuple[Pointer, bool], tuple[int, int]]:
    """Line and column, 1-based, of pointers into YAML text; the flag asks for the key's.

    One pass over the events, for any number of pointers. A file that breaks off gives what came before.
    """
    finder = _Finder(text)
    tree: dict[Any, Any] = {}
    for pointer, _ in wanted:
        node = tree
        for step in pointer:
            node = node.setdefault(step, {})
    with suppress(yaml.YAMLError):
        finder.read(tree)
    return {(pointer, at_key): finder.position(pointer, at_key=at_key) for pointer, at_key in wanted}


class _Finder:
    """Remembers the positions of those nodes that lie on the way to a wanted pointer."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._values: dict[Pointer, Any] = {}
        self._keys: dict[Pointer, Any] = {}

    def read(self, tree: dict[Any, Any]) -> None:
        """Walk the events. `stack` holds open nodes: wanted subtree or None, pointer, next key or index, is it a list."""
        stack: list[list[Any]] = []
        for event in yaml.parse(self._text, Loader=yaml.CLoader):
            if isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
                self._step(stack)
            elif isinstance(event, yaml.NodeEvent):
                subtree, pointer = self._enter(event, stack, tree)
                if isinstance(event, yaml.CollectionStartEvent):
                    is_list = isinstance(event, yaml.SequenceStartEvent)
                    stack.append([subtree, pointer, 0 if is_list else None, is_list])
                else:
                    self._step(stack, event)

    def _enter(self, event: Any, stack: list[list[Any]], tree: dict[Any, Any]) -> tuple[Any, Pointer]:  # noqa: ANN401
        """The wanted subtree below this node, and its pointer; remembers where it is."""
        if not stack:
            self._values.setdefault((), event)
            return tree, ()
        wanted, pointer, key = stack[-1][:3]
        if wanted is None or not isinstance(key, (str, int)) or key not in wanted:
            return None, pointer
        inner = (*pointer, key)
        self._values.setdefault(inner, event)
        return wanted[key], inner

    def _step(self, stack: list[list[Any]], event: Any = None) -> None:  # noqa: ANN401
        """After a node: on to the next index, or from key to value and back."""
        if not stack:
            return
        frame = stack[-1]
        if frame[3]:
            frame[2] += 1
        elif frame[2] is None:
            key = frame[2] = getattr(event, "value", "")
            if frame[0] is not None and key in frame[0]:
                self._keys.setdefault((*frame[1], key), event)
        else:
            frame[2] = None

    def position(self, pointer: Pointer, *, at_key: bool) -> tuple[int, int]:
        """Where the pointer leads, or as far as it leads."""
        for length in range(len(pointer), -1, -1):
            event, key = self._values.get(pointer[:length]), self._keys.get(pointer[:length])
            if event is None:
                continue
            rest = pointer[length:]
            if len(rest) == _INSIDE and all(isinstance(step, int) for step in rest):
                return self._inside(event, int(rest[0]), int(rest[1]))
            block = isinstance(event, yaml.CollectionStartEvent) and not event.flow_style
            # What is missing is missing in the mapping; a whole block is best recognised by its key.
            if key is not None and ((at_key and not rest) or (block and not rest)):
                event = key
            return event.start_mark.line + 1, event.start_mark.column + 1
        return 1, 1

    def _inside(self, event: Any, line: int, column: int) -> tuple[int, int]:  # noqa: ANN401
        """A place in a text: exact in a `|` block, the text's beginning in other styles."""
        start = event.start_mark.line
        if getattr(event, "style", None) != "|":
            return start + 1, event.start_mark.column + 1
        body = self._lines[start + 1 : start + 2 + line]
        first = next((text for text in body if text.strip()), "")
        return start + 2 + line, len(first) - len(first.lstrip(" ")) + column + 1
