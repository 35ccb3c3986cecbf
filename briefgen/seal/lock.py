"""The lock: AES-256 as PDF 2.0 has it (ISO 32000-2, 7.6.4, revision 6), opened by the client's password.

A file has two passwords. That of its owner is random and known to nobody: with an empty one, anybody could open it. Whoever
opens the file may read it with whatever they read with, copy from it and print it; they may not change it.
"""

from __future__ import annotations

import stringprep
from io import BytesIO
from secrets import token_urlsafe
from unicodedata import normalize

import pikepdf
import pypdfium2

from briefgen.model.faults import RenderError, UsageError
from briefgen.model.saying import saying
from briefgen.seal.locking import locked

LONGEST = 127
"""Bytes of a password in UTF-8: what comes after them, readers do not look at, or refuse (7.6.4.3.2)."""

_HINT = saying("Give the client another password.")
_AGAIN = saying("It was not published. Build it again.")
_PROHIBITED = (
    stringprep.in_table_c12,
    stringprep.in_table_c21_c22,
    stringprep.in_table_c3,
    stringprep.in_table_c4,
    stringprep.in_table_c5,
    stringprep.in_table_c6,
    stringprep.in_table_c7,
    stringprep.in_table_c8,
    stringprep.in_table_c9,
)
_ALLOWED = pikepdf.Permissions(
    accessibility=True,
    extract=True,
    modify_annotation=False,
    modify_assembly=False,
    modify_form=False,
    modify_other=False,
    print_lowres=True,
    print_highres=True,
)


def prepared(password: str) -> str:
    """A password in the one form that readers compare: SASLprep (RFC 4013), with letters that are younger than it.

    Raises:
        UsageError: It is empty, too long, or has a character that no password may have. It is not told.
    """
    mapped = "".join(" " if stringprep.in_table_c12(each) else each for each in password if not _dropped(each))
    made = normalize("NFKC", mapped)
    if not made:
        raise UsageError(saying("a password is empty: anybody could open the file"), _HINT)
    if any(test(each) for test in _PROHIBITED for each in made):
        raise UsageError(saying("a password has a character that cannot be in one (RFC 4013)"), _HINT)
    if any(map(stringprep.in_table_d1, made)) and not _runs_one_way(made):
        raise UsageError(saying("a password mixes letters from right to left with others (RFC 4013)"), _HINT)
    length = len(made.encode())
    if length > LONGEST:
        raise UsageError(
            saying("a password has %(bytes)s bytes, and a PDF's has at most %(most)s", bytes=length, most=LONGEST),
            _HINT,
        )
    return made


def encrypt(data: bytes, password: str) -> bytes:
    """A PDF that opens with a password, and is nothing to anybody without it; its metadata too.

    Args:
        data: The file, not encrypted.
        password: The client's.

    Raises:
        UsageError: It cannot be a password.
        RenderError: The file does not open as it should.
    """
    opens = prepared(password)
    made = locked(data, opens.encode()) or _by_library(data, opens)
    reopens(made, password)
    return made


def reopens(data: bytes, password: str) -> None:
    """Try a file: the password opens it, and the empty one does not. A lock that lets any in lets that one in too.

    Raises:
        RenderError: It is otherwise.
    """
    opens = prepared(password)
    if not _opens(data, opens):
        raise RenderError(saying("an encrypted file does not open with its password"), _AGAIN)
    if not _refuses(data, ""):
        raise RenderError(saying("an encrypted file opens without its password"), _AGAIN)


def _by_library(data: bytes, password: str) -> bytes:
    """Any other PDF, taken apart and put together again."""
    lock = pikepdf.Encryption(user=password, owner=token_urlsafe(32), R=6, allow=_ALLOWED, aes=True, metadata=True)
    made = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(made, encryption=lock)
    return made.getvalue()


def _opens(data: bytes, password: str) -> bool:
    """Whether a reader that shares no code with the writer opens it, and finds pages in it."""
    try:
        pdf = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError:
        return False
    found = len(pdf) > 0
    pdf.close()
    return found


def _refuses(data: bytes, password: str) -> bool:
    """Whether it stays closed, to its reader and to its owner: not every reader tries the empty password for an owner's."""
    try:
        pikepdf.open(BytesIO(data), password=password).close()
    except pikepdf.PasswordError:
        return True
    return False


def _dropped(character: str) -> bool:
    return stringprep.in_table_b1(character)


def _runs_one_way(text: str) -> bool:
    """Whether a text with letters from right to left begins and ends with one, and has no other letters."""
    ends = stringprep.in_table_d1(text[0]) and stringprep.in_table_d1(text[-1])
    return ends and not any(map(stringprep.in_table_d2, text))
