"""One printing made many clients' own: each name put on, each file searched, locked and signed. Runs on any machine.

A job carries the shared files once, with all that the editions need; nothing is read from a disk, and nothing written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from briefgen.model.brand import BrandKit
from briefgen.model.edition import Personal
from briefgen.model.faults import BriefgenError, RenderError
from briefgen.model.saying import saying
from briefgen.seal.leaks import Forbidden, Leak, Seen, leaks
from briefgen.seal.lock import encrypt
from briefgen.seal.personalise import personalise
from briefgen.seal.sign import DeskKey, open_key, sign


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The desk's key as it travels: a PKCS#12 file and what opens it."""

    data: bytes = field(repr=False)
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Dress:
    """A brand as it travels: megabytes of fonts, known by their digest.

    Attributes:
        digest: Of the brand with its fonts.
        kit: The brand, in the edition's language; None where whoever seals has it from the job before.
    """

    digest: str
    kit: BrandKit | None = field(compare=False, repr=False)


def dress_of(digest: str, kit: BrandKit) -> Dress:
    """A brand for its journey, without slanted fonts: no name is set in one."""
    return Dress(digest, replace(kit, fonts=tuple(each for each in kit.fonts if each[0].style == "normal")))


@dataclass(frozen=True, slots=True)
class Copy:
    """One client's copy.

    Attributes:
        personal: Whose it becomes.
        stem: Its files' name, without the ending.
        sign: Whether its PDF bears the desk's signature.
    """

    personal: Personal
    stem: str
    sign: bool = False


@dataclass(frozen=True, slots=True)
class SealJob:
    """Copies of one printing.

    Attributes:
        made: The bytes of each format, as the clients share them.
        dress: The brand.
        copies: What becomes of them.
        forbidden: What no byte of them may hold.
        key: The desk's; None where no copy is signed.
        when: The moment that signatures name; None where no copy is signed.
    """

    made: Mapping[str, bytes]
    dress: Dress
    copies: tuple[Copy, ...]
    forbidden: Forbidden
    key: KeyFile | None
    when: datetime | None


@dataclass(frozen=True, slots=True)
class Sealed:
    """What became of a copy.

    Attributes:
        files: Finished files by format; none where it may not go out.
        leaks: What it held that its client may not have.
        fault: What the machine or the request is at fault for, with its remedy; "" where nothing is.
        hint: The remedy.
    """

    files: Mapping[str, bytes]
    leaks: tuple[Leak, ...] = ()
    fault: str = ""
    hint: str = ""


_seen = Seen()
"""What this process has searched."""


def seal(job: SealJob) -> tuple[Sealed, ...]:
    """Make every copy, in their order. What is wrong with one stops no other."""
    return tuple(_sealed(job, copy) for copy in job.copies)


def _sealed(job: SealJob, copy: Copy) -> Sealed:
    try:
        files = personalise(job.made, copy.personal, _kit(job.dress))
        found = [leak for extension, data in files.items() for leak in _leaks(job, copy, extension, data)]
        if "pdf" in files and not found:
            files["pdf"], again = _closed(job, copy, files["pdf"])
            found += again
    except BriefgenError as fault:
        return Sealed({}, fault=fault.message, hint=fault.hint)
    return Sealed({}, tuple(found)) if found else Sealed(files)


def _closed(job: SealJob, copy: Copy, data: bytes) -> tuple[bytes, tuple[Leak, ...]]:
    """A PDF that was searched, locked and signed last; what the signature adds is searched as well.

    The lock adds nothing that somebody could read: it is tried by opening the file, not by reading it all again.
    """
    password = copy.personal.password
    if password is not None:
        data = encrypt(data, password)
    if not copy.sign:
        return data, ()
    if job.key is None or job.when is None:
        raise RenderError(
            saying("there is no key or no moment to sign a copy with"), saying("It was not published. Build it again.")
        )
    signed = sign(data, _key(job.key), job.when, password)
    return signed, _leaks(job, copy, "signature", signed[len(data) :])


def _leaks(job: SealJob, copy: Copy, extension: str, data: bytes) -> tuple[Leak, ...]:
    own = (copy.personal.name, copy.personal.client)
    return leaks(f"{copy.stem}.{extension}", data, job.forbidden, seen=_seen, own=own)


@lru_cache(maxsize=4)
def _key(file: KeyFile) -> DeskKey:
    return open_key(file.data, file.password)


@lru_cache(maxsize=8)
def _kit(dress: Dress) -> BrandKit:
    """One brand for all jobs that bring it: what is made of its fonts is made once."""
    assert dress.kit is not None  # noqa: S101 - it is left out only where the job before had it
    return dress.kit
