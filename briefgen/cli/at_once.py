"""Commands whose answer is known before their words are read: Typer, with what it loads, is most of the time that they take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.cli.arguments import command_of, value_of

if TYPE_CHECKING:
    from briefgen.desk.unchanged import Known

_TICK = (["schedule", "tick"], *(["schedule", "tick", "--log", log] for log in ("text", "json", "none")))


def answered(words: list[str], known: Known | None) -> bool:
    """Answer a build of what is there already, or a tick that finds nothing to do; whether that was all.

    The same words were read before, when what is known was learnt; so nothing is wrong with them.

    Args:
        words: With the shared options in front.
        known: What is known of a build.
    """
    if known and known.outcomes and "--open" not in words:
        from briefgen.cli.outcomes import tell_again  # noqa: PLC0415 - only who is answered by it

        tell_again(known.outcomes, _start(words), as_json="--json" in words)
        return True
    return command_of(words) == "schedule" and _at_rest(words)


def _at_rest(words: list[str]) -> bool:
    """Whether this is a tick, and there is nothing to do."""
    if words[words.index("schedule") :] not in _TICK:
        return False
    from briefgen.cli.settings import now, today  # noqa: PLC0415 - like the next, only ticks wait for it
    from briefgen.desk.quick_tick import QuickTick  # noqa: PLC0415

    return QuickTick(_start(words), today(), now()).nothing_until() is not None


def _start(words: list[str]) -> Path:
    """Where the search for the desk begins."""
    return Path(value_of("--workspace", words) or Path.cwd())
