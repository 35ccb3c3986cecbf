"""The copies that clients get of a printing, and the digest that each is known by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import pbkdf2_hmac
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.desk.digest import FORMATS
from briefgen.desk.editions import Printing, copy_of
from briefgen.desk.published import folder_of
from briefgen.model.canonical import digest_of

if TYPE_CHECKING:
    from briefgen.desk.build import BuildRequest
    from briefgen.desk.keys import SigningKey
    from briefgen.desk.session import Desk
    from briefgen.model.client import Client
    from briefgen.seal.edition import Copy

_ROUNDS = 2_000
"""Of the digest that a password is known by in the records: guessing there is no quicker than at the file itself."""
_LARGEST_JOB = 4 << 20
"""Bytes of finished files that one job may bring back."""
_FEWEST, _MOST = 4, 64


@dataclass(frozen=True, slots=True)
class Task:
    """A client's copy that is to be made.

    Attributes:
        client: Whose.
        copy: What makes it the client's.
        folder: Where its files go.
        formats: What it is made as.
        key: Digest of all that can change its bytes.
    """

    client: Client
    copy: Copy
    folder: Path
    formats: tuple[str, ...]
    key: str


class Copies:
    """The copies of one build.

    Args:
        desk: The desk.
        request: What is built.
        signing: The desk's key.
    """

    def __init__(self, desk: Desk, request: BuildRequest, signing: SigningKey) -> None:
        self._desk = desk
        self._request = request
        self._signing = signing
        self._opens: dict[tuple[str, str], bytes] = {}

    def task(self, printing: Printing, client: Client) -> Task:
        """A client's copy of a printing.

        Raises:
            UsageError: It is to be signed, and the desk has no key.
            MachineError: Its password or the desk's key is not where it should be.
        """
        copy = copy_of(self._desk, printing, client)
        formats = self._request.formats or tuple(client.formats)
        if printing.parts:
            formats = tuple(each for each in formats if each in FORMATS) or FORMATS
        opens = self._known_by(client.id, copy.personal.password) if copy.personal.password else b""
        signed = self._signing.digest if copy.sign else ""
        key = digest_of(printing.key, replace(copy.personal, password=None), opens, signed, copy.stem)
        return Task(client, copy, folder_of(self._request.output, printing.report, printing.as_of), formats, key)

    def _known_by(self, client: str, password: str) -> bytes:
        """What a password is known by: a client's is the same in all its copies."""
        known = self._opens.get((client, password))
        if known is None:
            known = pbkdf2_hmac("sha256", password.encode(), client.encode(), _ROUNDS)
            self._opens[client, password] = known
        return known


def same_formats(tasks: Iterable[Task]) -> Iterator[tuple[tuple[str, ...], list[Task]]]:
    """Tasks by what they are made as: their jobs share files."""
    found: dict[tuple[str, ...], list[Task]] = {}
    for task in tasks:
        found.setdefault(task.formats, []).append(task)
    yield from found.items()


def parts_of(tasks: list[Task], size: int, width: int) -> Iterator[list[Task]]:
    """Tasks in jobs: few enough that all cores have some, enough that what they share is not sent too often.

    Args:
        tasks: All that share their files.
        size: Bytes of these files.
        width: Jobs that are worth having at a time.
    """
    most = min(_MOST, max(_FEWEST, _LARGEST_JOB // max(size, 1)))
    each = min(most, max(_FEWEST, -(-len(tasks) // (2 * width))))
    yield from (tasks[start : start + each] for start in range(0, len(tasks), each))
