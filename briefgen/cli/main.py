"""The way in: whatever goes wrong, a person gets a sentence and a program gets an exit code."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, TextIO

from briefgen.cli.arguments import command_of, hoist, value_of
from briefgen.cli.at_once import answered
from briefgen.model.faults import BriefgenError, MachineError

if TYPE_CHECKING:
    from briefgen.desk.presses import Presses
    from briefgen.desk.unchanged import Known

_LATER_S = 0.02
_OBJECTS_BETWEEN_LOOKS = 200_000
_STOPPED = 128 + signal.SIGINT
_TERMINATED = 128 + signal.SIGTERM
_READER_LEFT = 128 + signal.SIGPIPE
_DISK = {
    errno.ENOSPC: "The disk is full",
    errno.EDQUOT: "Your share of the disk is used up",
    errno.EROFS: "The disk can only be read",
    errno.EACCES: "No permission",
    errno.EPERM: "No permission",
    errno.EMFILE: "Too many files are open",
}


class _Terminated(BaseException):
    """A polite request to end, as schedulers and shutdowns send it."""


def run() -> None:
    """The `briefgen` command."""
    # Starting makes some hundred thousand objects that live to the end. Looking through them for garbage again and again,
    # as the default has it, takes a fifth of the time of a short command.
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
    signal.signal(signal.SIGTERM, _terminate)
    sys.unraisablehook = _sent_again
    # Whoever starts a program without these streams does not want to hear from it.
    sys.stdout, sys.stderr = (stream or Path(os.devnull).open("w") for stream in (sys.stdout, sys.stderr))  # noqa: SIM115 - to the end
    code = main(sys.argv[1:])
    # Everything is put away by now, and the exit code is known: a signal that comes this late changes nothing.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    if press := sys.modules.get("briefgen.render.press"):
        press.sweep(own=True)
    # Not sys.exit(): CPython remembers an interrupt that struck inside eval() or exec(), as imports use them, and would
    # end by the signal instead of with our exit code although it was handled. Taking the interpreter apart takes time, too.
    os._exit(code)


def _terminate(number: int, frame: object) -> None:  # noqa: ARG001 - the signature of a signal's handler
    """Let everything that was begun be put away, as at Ctrl-C."""
    raise _Terminated


def _sent_again(lost: sys.UnraisableHookArgs) -> None:
    """A request to end that struck where Python drops what is raised, in a finalizer: it is made once more."""
    if isinstance(lost.exc_value, KeyboardInterrupt | _Terminated):
        number = signal.SIGINT if isinstance(lost.exc_value, KeyboardInterrupt) else signal.SIGTERM
        # A little later, from another thread: here it would be dropped as well.
        Timer(_LATER_S, os.kill, (os.getpid(), number)).start()
    else:
        sys.__unraisablehook__(lost)


def main(arguments: list[str]) -> int:
    """Run one command line.

    Args:
        arguments: Words after the program's name.

    Returns:
        0 done, 1 content blocked, 2 usage, 3 environment; 130 or 143 where somebody stopped it.
    """
    verbose = "--verbose" in arguments
    try:
        code = _command(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = _STOPPED
    except _Terminated:
        code = _TERMINATED
    except BrokenPipeError:
        code = _READER_LEFT
    except BriefgenError as fault:
        code = _told(_sentence(fault), fault.exit_code, verbose=verbose)
    except OSError as fault:
        code = _told(_machine_sentence(fault), MachineError.exit_code, verbose=verbose)
    except Exception as fault:  # noqa: BLE001 - no traceback ever reaches a person who did not ask for it
        code = _told(_own_fault(fault), MachineError.exit_code, verbose=verbose)
    if code in {_STOPPED, _TERMINATED}:
        _say("Stopped; nothing half-written was left.")
    if code == _READER_LEFT:
        _mute(sys.stdout)
    return code


def _command(arguments: list[str]) -> int:
    words = hoist(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal's encoding lacks is written out, not fatal.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    known = _known(words)
    if answered(words, known):
        return 0
    with _engine(words) as presses:
        # Inside, so that a missing library or Ctrl-C while it loads ends in a sentence too.
        from briefgen.cli.app import program_for  # noqa: PLC0415
        from briefgen.cli.settings import Settings  # noqa: PLC0415

        try:
            program_for(command_of(words))(words, prog_name="briefgen", obj=Settings(presses=presses, known=known))
        except SystemExit as end:
            if isinstance(end.__context__, BrokenPipeError):
                return _READER_LEFT
            return end.code if isinstance(end.code, int) else 0
    return 0


def _known(words: list[str]) -> Known | None:
    """What is known of a build before it begins: an unchanged one is over before the engine would be loaded."""
    if command_of(words) != "build":
        return None
    from briefgen.cli.settings import today  # noqa: PLC0415 - like the next, only builds wait for it
    from briefgen.desk.unchanged import Call, Known  # noqa: PLC0415

    where = Path.cwd()
    told_otherwise = {"--json", "--open", "--force"}
    call = Call(
        tuple(word for word in words if word not in told_otherwise),
        where,
        where / value_of("--workspace", words),
        today(),
    )
    return Known(call, force="--force" in words)


def _engine(words: list[str]) -> AbstractContextManager[Presses | None]:
    """The engine for what prints: it loads in its child while Typer and pydantic load here, which saves a third of a second."""
    elsewhere = {"--explain-withheld", "--scheduler"} & {word.partition("=")[0] for word in words}
    if command_of(words) not in {"build", "issue"} or elsewhere:
        return nullcontext()
    from briefgen.desk.presses import Presses  # noqa: PLC0415 - other commands print nothing

    return Presses()


def _sentence(fault: BriefgenError) -> str:
    message = str(fault)
    if not fault.hint:
        return message
    if "\n" in message:
        return f"{message}\n{fault.hint}"
    stop = "" if message.endswith((".", "?", "!", ":")) else "."
    return f"{message}{stop} {fault.hint}"


def _machine_sentence(fault: OSError) -> str:
    what = _DISK.get(fault.errno or 0) or fault.strerror or type(fault).__name__
    return f"{what}: {os.fsdecode(fault.filename)}" if fault.filename else f"{what}."


def _own_fault(fault: Exception) -> str:
    what = str(fault) or "no message"
    return (
        f"briefgen met a fault of its own: {type(fault).__name__}: {what}. Please report it with what --verbose shows."
    )


def _told(sentence: str, code: int, *, verbose: bool) -> int:
    if verbose:
        import traceback  # noqa: PLC0415 - only who asks waits for it

        _say(traceback.format_exc().rstrip())
    _say(f"error: {sentence}")
    return code


def _say(text: str) -> None:
    from briefgen.cli.diagnostics import printable  # noqa: PLC0415 - only where something went wrong

    try:
        sys.stderr.write("\n".join(printable(line) for line in text.splitlines()) + "\n")
        sys.stderr.flush()
    except OSError:  # nobody listens any more
        _mute(sys.stderr)


def _mute(stream: TextIO) -> None:
    """Point a closed pipe at nothing, so that the interpreter's last flush stays quiet."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return


if __name__ == "__main__":
    run()
