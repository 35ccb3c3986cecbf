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
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, BinaryIO

from briefgen.model.briefing import Briefing
from briefgen.model.faults import RenderError
from briefgen.model.overrun import Overrun, OverrunError
from briefgen.model.page import Attachment
from briefgen.render.data import briefing_json_bytes
from briefgen.render.engine import print_pdf
from briefgen.render.page import set_page
from briefgen.render.screen import self_contained

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
    noticed: list[Overrun] = []
    try:
        files = _files(job, noticed)
    except OverrunError as fault:
        _answer(answers, {"status": "overrun", "overruns": [asdict(each) for each in fault.overruns]}, {})
    except RenderError as fault:
        _answer(answers, {"status": "refused", "message": str(fault), "hint": fault.hint}, {})
    except MemoryError:
        _answer(answers, {"status": "memory"}, {})
    except Exception as fault:  # noqa: BLE001 - whatever it is, the parent hears of it and names the report
        detail = "".join(traceback.format_exception(fault))
        _answer(answers, {"status": "broken", "message": f"{type(fault).__name__}: {fault}", "detail": detail}, {})
    else:
        _answer(answers, {"status": "done", "noticed": [asdict(each) for each in noticed]}, files)


def _files(job: dict[str, Any], noticed: list[Overrun]) -> dict[str, bytes]:
    briefing, drawings, asked = job["briefing"], job["drawings"], set(job["formats"])
    made = {}
    data = briefing_json_bytes(briefing, drawings) if asked & {"json", "pdf"} else b""
    if "json" in asked:
        made["json"] = data
    if asked == set(made):
        return made
    page = set_page(briefing, drawings, job["kit"], [Path(root) for root in job["roots"]])
    if "html" in asked:
        made["html"] = self_contained(page).encode()
    if "pdf" in asked:
        made["pdf"] = print_pdf(replace(page, attachments=(*page.attachments, _attached(briefing, data))), noticed)
    if "docx" in asked:
        from briefgen.render.word.document import word_document  # noqa: PLC0415 - only who asks for Word waits for it

        made["docx"] = word_document(page, briefing, drawings, job["kit"])
    return made


def _attached(briefing: Briefing, data: bytes) -> Attachment:
    """The report's data as it travels in its PDF."""
    words = briefing.tongue.text("The data of this report")
    return Attachment(f"{briefing.report_id}.json", "application/json", words, data)


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
