"""Looking into files from strangers, in a child process that can take only so much time and memory.

A PDF of a kilobyte can unpack to gigabytes, and a parser can fall over it. In the child that ends as "cannot be read".
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from briefgen.archive.identity import PDF, examination, media_type_of
from briefgen.model.verification import Attached, Examination, Identity


class Limits(NamedTuple):
    """What looking into one file may take.

    Attributes:
        seconds: Of processor time and of wall-clock time.
        memory_bytes: Of address space, over what the child has at its start.
        unpacked_bytes: The largest stream of a PDF.
    """

    seconds: int = 20
    memory_bytes: int = 1 << 30
    unpacked_bytes: int = 1 << 28


_LIMITS = Limits()


def examine(data: bytes, password: str | None = None, limits: Limits = _LIMITS) -> Examination:
    """What a file says of itself, and digests of what it shows, as far as both can be read within the limits."""
    head = json.dumps({"password": password, **limits._asdict()}).encode()
    lines = _asked(len(head).to_bytes(8, "big") + head + data, limits.seconds).splitlines()
    if not lines:
        return Examination(Identity(media_type_of(data), fault="It takes more time or memory than a file may."))
    answers = [json.loads(line) for line in lines]
    identity = Identity(**answers[0])
    if len(answers) == 1:
        return Examination(identity)
    found = answers[1]
    attached = tuple(Attached(*each) for each in found["attached"])
    return Examination(identity, found["content_sha256"], tuple(found["pages"]), attached)


def _asked(job: bytes, seconds: int) -> bytes:
    paths = [str(Path(__file__).parents[2]), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "briefgen.archive.examine"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        start_new_session=True,  # Ctrl-C reaches the parent, which ends the child
    )
    with child:
        try:
            return child.communicate(job, timeout=seconds + 5)[0]
        except subprocess.TimeoutExpired:
            child.kill()
            return child.communicate()[0]
        finally:
            with contextlib.suppress(OSError):
                child.kill()


def _main() -> None:
    """Answer one job in two lines: who the file says it is, and then, which may take long, what it shows."""
    answers, job = sys.stdout.buffer, sys.stdin.buffer
    size = int.from_bytes(job.read(8), "big")
    head = json.loads(job.read(size))
    data = job.read()
    if media_type_of(data) == PDF:
        _unpack_at_most(head["unpacked_bytes"])
    _confine(head["seconds"], head["memory_bytes"])
    identity = examination(data, head["password"], pages=False).identity
    answers.write(json.dumps(asdict(identity)).encode() + b"\n")
    answers.flush()
    if identity.opened and identity.media_type == PDF:
        found = examination(data, head["password"])
        seen = {"content_sha256": found.content_sha256, "pages": found.pages, "attached": found.attached}
        answers.write(json.dumps(seen).encode() + b"\n")
        answers.flush()


def _unpack_at_most(size: int) -> None:
    from pikepdf.settings import set_qpdf_limits  # noqa: PLC0415 - not for HTML

    set_qpdf_limits(flate_max_memory=size, run_length_max_memory=size, png_max_memory=size, tiff_max_memory=size)


def _confine(seconds: int, memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    signal.alarm(seconds)
    statm = Path("/proc/self/statm")
    if statm.exists():
        limit = int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize() + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    _main()
