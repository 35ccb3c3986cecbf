"""The press's child: it loads the engine once, and forks for each job that comes in on its standard input.

The fork works within limits, answers, and is gone; whatever the job did to it, the next one starts afresh. Jobs come from
the parent and are trusted; the content in them is not, so that an answer is plain JSON and bytes. Each message stands
behind its length in eight bytes.
"""

from __future__ import annotations

import gc
import io
import os
import pickle
import resource
import select
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from briefgen.model.briefing import Briefing
from briefgen.model.faults import RenderError
from briefgen.model.figure import Drawing
from briefgen.model.overrun import Extent, OverrunError
from briefgen.model.page import Attachment
from briefgen.render.aside import Aside, end_with_parent
from briefgen.render.data import briefing_json_bytes
from briefgen.render.engine import print_pdf
from briefgen.render.orders import message
from briefgen.render.page import set_page
from briefgen.render.screen import self_contained
from briefgen.render.warm import warm_up


def main() -> None:
    """Answer jobs until no more come."""
    end_with_parent()
    answers = sys.stdout.buffer
    sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with suppress(Exception):  # whatever goes wrong for nobody goes wrong again for somebody, and is told then
        warm_up(lambda: bool(select.select([sys.stdin.buffer], [], [], 0)[0]))
    # Almost everything made from here on lives until the page is printed: looking for garbage often takes an eighth of
    # the time and finds little. It is still looked for, because a long report must stay within its memory. What is frozen
    # stays one copy for all forks.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    gc.enable()
    while job := _read(sys.stdin.buffer):
        answers.write(_framed(_forked(job)))
        answers.flush()


def _read(stream: BinaryIO) -> bytes:
    """The next job; b"" where there is none any more."""
    head = stream.read(8)
    return stream.read(int.from_bytes(head, "big")) if head else b""


def _framed(message: bytes) -> bytes:
    return len(message).to_bytes(8, "big") + message


def _forked(job: bytes) -> bytes:
    """What a process of its own answers to a job; how it ended, where that was before it could."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        status = 1
        try:
            os.close(reading)
            end_with_parent()
            with os.fdopen(writing, "wb") as answers:
                answers.write(_framed(_answered(job)))
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as answers:
        answer = _read(answers)
    ended = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    if ended == 0:
        return answer
    return message({"status": "ended", "code": ended, "errors": "", "seconds": pickle.loads(job)["seconds"]})  # noqa: S301


def _answered(data: bytes) -> bytes:
    job = pickle.loads(data)  # noqa: S301 - from the parent process alone
    _confine(job["seconds"], job["memory_bytes"], job["file_bytes"])
    extent = Extent()
    try:
        files = _files(job, extent)
    except OverrunError as fault:
        return message({"status": "overrun", "overruns": [asdict(each) for each in fault.overruns]})
    except RenderError as fault:
        return message({"status": "refused", "message": str(fault), "hint": fault.hint})
    except MemoryError:
        return message({"status": "memory", "bytes": job["memory_bytes"]})
    except Exception as fault:  # noqa: BLE001 - whatever it is, the parent hears of it and names the report
        detail = "".join(traceback.format_exception(fault))
        return message({"status": "broken", "message": f"{type(fault).__name__}: {fault}", "detail": detail})
    return message({"status": "done", **asdict(extent)}, files)


def _files(job: dict[str, Any], extent: Extent) -> dict[str, bytes]:
    briefing, drawings, asked = job["briefing"], job["drawings"], set(job["formats"])
    made = {}
    data = _Data(briefing, drawings, aside=job["processes"] > 1 and "pdf" in asked)
    if asked == {"json"}:
        return {"json": data.told()}
    page = set_page(briefing, drawings, job["kit"], job["shelf"])
    if "html" in asked:
        made["html"] = self_contained(page).encode()
    if "pdf" in asked:
        made["pdf"] = print_pdf(
            page, extent, also=lambda: (_attached(briefing, data.told()),), processes=job["processes"]
        )
    if "docx" in asked:
        from briefgen.render.word.document import word_document  # noqa: PLC0415 - only who asks for Word waits for it

        made["docx"] = word_document(page, briefing, drawings, job["kit"])
    if "json" in asked:
        made["json"] = data.told()
    return made


class _Data:
    """The report's data, made aside where the page can be set meanwhile."""

    def __init__(self, briefing: Briefing, drawings: Mapping[str, Drawing], *, aside: bool) -> None:
        self._make = partial(briefing_json_bytes, briefing, drawings)
        self._aside = Aside(lambda: (self._make(),)) if aside else None
        self._told: bytes | None = None

    def told(self) -> bytes:
        """The data."""
        if self._told is None:
            self._told = (self._aside.done() if self._aside else None) or self._make()
        return self._told


def _attached(briefing: Briefing, data: bytes) -> Attachment:
    """The report's data as it travels in its PDF."""
    words = briefing.tongue.text("The data of this report")
    return Attachment(f"{briefing.report_id}.json", "application/json", words, data)


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
