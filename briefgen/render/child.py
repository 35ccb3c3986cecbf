"""The press's child: one job in on standard input, one answer out on standard output, within limits.

The job comes from the parent and is trusted; the content in it is not, so the answer is plain JSON and bytes.
"""

from __future__ import annotations

import ctypes
import gc
import io
import json
import pickle
import resource
import signal
import sys
import traceback
from pathlib import Path
from typing import Any, BinaryIO

from briefgen.model.faults import RenderError
from briefgen.render.engine import print_pdf
from briefgen.render.page import self_contained, set_page

_PR_SET_PDEATHSIG = 1
"""From Linux' sys/prctl.h."""


def main() -> None:
    """Answer one job and end."""
    _end_with_parent()
    answers = sys.stdout.buffer
    sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    data = sys.stdin.buffer.read()
    if not data:
        return
    # Almost everything made from here on lives until the page is printed: looking for garbage often takes an eighth of
    # the time and finds little. It is still looked for, because a long report must stay within its memory.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    job = pickle.loads(data)  # noqa: S301 - from the parent process alone
    _confine(job["seconds"], job["memory_bytes"], job["file_bytes"])
    try:
        files = _files(job)
    except RenderError as fault:
        _answer(answers, {"status": "refused", "message": str(fault), "hint": fault.hint}, {})
    except MemoryError:
        _answer(answers, {"status": "memory"}, {})
    except Exception as fault:  # noqa: BLE001 - whatever it is, the parent hears of it and names the report
        detail = "".join(traceback.format_exception(fault))
        _answer(answers, {"status": "broken", "message": f"{type(fault).__name__}: {fault}", "detail": detail}, {})
    else:
        _answer(answers, {"status": "done"}, files)


def _files(job: dict[str, Any]) -> dict[str, bytes]:
    page = set_page(job["briefing"], job["drawings"], job["kit"], [Path(root) for root in job["roots"]])
    made = {}
    if "html" in job["formats"]:
        made["html"] = self_contained(page).encode()
    if "pdf" in job["formats"]:
        made["pdf"] = print_pdf(page)
    return made


def _answer(stream: BinaryIO, head: dict[str, Any], files: dict[str, bytes]) -> None:
    head["files"] = {name: len(data) for name, data in files.items()}
    written = json.dumps(head).encode()
    stream.write(len(written).to_bytes(8, "big") + written + b"".join(files.values()))
    stream.flush()


def _confine(seconds: int, memory_bytes: int, file_bytes: int) -> None:
    """Limit what the rest of this process can take. Memory counts from here: the engine itself is already loaded."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_FSIZE, file_bytes)
    if Path("/proc/self/statm").exists():
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        _limit(resource.RLIMIT_AS, pages * resource.getpagesize() + memory_bytes)


def _limit(what: int, most: int) -> None:
    """Set a limit, or leave the stricter one that the machine has set already."""
    hard = resource.getrlimit(what)[1]
    value = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (value, value))


def _end_with_parent() -> None:
    """Where the parent is killed outright, nobody else would end this process. Linux only; elsewhere it ends with its job."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    main()
