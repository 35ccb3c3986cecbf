"""Faults of the environment. Content faults are diagnostics; these are the only exceptions the house raises itself."""

from __future__ import annotations


class BriefgenError(Exception):
    """Something that the content cannot mend: a disk, a library, a limit.

    Attributes:
        message: What is wrong; a saying, where it is told in the desk's language.
        hint: What the person at the keyboard can do; likewise.
        exit_code: 3 for the environment, 2 for a request that makes no sense, 1 for content that the engine refused.
    """

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the message and its remedy apart, so that a program can show either."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(BriefgenError):
    """The request cannot be met as it was put: an unknown report, a folder that is no desk."""

    exit_code = 2


class BlockedError(BriefgenError):
    """The content or its record does not allow it: a report without approval, a judgement that was never issued."""

    exit_code = 1


class RenderError(BriefgenError):
    """The engine refused a page: an asset it could not read, a limit it ran into, an error it logged."""

    exit_code = 1


class MachineError(BriefgenError):
    """The machine lacks something: space, a permission, a system library."""


class UnwrittenError(MachineError):
    """An issue is on record, and its files could not be written.

    Attributes:
        number: The issue's.
    """

    def __init__(self, number: str, why: str) -> None:
        """Say where its files are all the same."""
        super().__init__(
            f"{number} is issued and safe in the archive, but its files could not be written: {why}",
            f"Get them from there: briefgen show {number} --output DIR",
        )
        self.number = number
