"""The key of a locked file, and the dictionary by which a password finds it (ISO 32000-2, 7.6.4, revision 6).

Ciphers and digests are those of the `cryptography` package and the standard library; here is only what they are used for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256, sha384, sha512
from secrets import token_bytes

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC, ECB

BLOCK = 16
"""Bytes of AES at a time."""

_ROUNDS = 64
_SALT, _DIGEST, _KEY = 8, 32, 32
_DIGESTS = (sha256, sha384, sha512)
_PRINT, _EXTRACT, _ACCESSIBLE, _PRINT_WELL = 1 << 2, 1 << 4, 1 << 9, 1 << 11
_RESERVED = 0xFFFFF0C0
"""Bits of the permissions that are always set (table 22)."""
_PERMISSIONS = _RESERVED | _PRINT | _EXTRACT | _ACCESSIBLE | _PRINT_WELL
"""Whoever opens the file may print it and copy from it, and change nothing."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What a file is encrypted with.

    Attributes:
        key: Of 32 bytes, random; no password is made of it, nor it of any.
        dictionary: The file's `/Encrypt`, as it stands in it. The password is not in it.
    """

    key: bytes = field(repr=False)
    dictionary: bytes


def new_lock(password: bytes) -> Lock:
    """A key that nothing else has, and what a password finds it by.

    The owner is nobody: in the place of his password's digest, of which nothing could be read, are random bytes, which are no
    known password's.

    Args:
        password: The user's, prepared, UTF-8.
    """
    key = token_bytes(_KEY)
    tried, opens = token_bytes(_SALT), token_bytes(_SALT)
    user = digest(password, tried) + tried + opens
    wrapped = _whole(Cipher(AES(digest(password, opens)), CBC(bytes(BLOCK))), key)
    told = _PERMISSIONS.to_bytes(4, "little") + b"\xff\xff\xff\xffTadb" + token_bytes(4)
    # One block, half of it known: nothing repeats in it that could be seen.
    permissions = _whole(Cipher(AES(key), ECB()), told)  # noqa: S305 - the format's, for this block alone
    strings = {
        "U": user,
        "UE": wrapped,
        "O": token_bytes(_DIGEST + 2 * _SALT),
        "OE": token_bytes(_KEY),
        "Perms": permissions,
    }
    entries = " ".join(f"/{name} <{value.hex()}>" for name, value in strings.items())
    return Lock(
        key,
        (
            "<< /Filter /Standard /V 5 /R 6 /Length 256"
            " /CF << /StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF"
            f" /P {_PERMISSIONS - (1 << 32)} /EncryptMetadata true {entries} >>"
        ).encode(),
    )


def encrypted(key: bytes, data: bytes) -> bytes:
    """Whole blocks in AES-256-CBC, chained from a random one that is not given back.

    Whoever puts a random block before each of several messages has all of them encrypted in one call: such a block,
    encrypted, is as random as before, and is the initialisation vector of what follows it.
    """
    return _whole(Cipher(AES(key), CBC(token_bytes(BLOCK))), data)


def padded(data: bytes) -> bytes:
    """A message in whole blocks (RFC 8018, 6.1.1)."""
    missing = BLOCK - len(data) % BLOCK
    return data + bytes((missing,)) * missing


def digest(password: bytes, salt: bytes, user: bytes = b"") -> bytes:
    """Algorithm 2.B of ISO 32000-2.

    Args:
        password: In UTF-8.
        salt: Eight bytes.
        user: For an owner's password, the 48 bytes of `/U`.
    """
    found, count, last = sha256(password + salt + user).digest(), 0, 0
    while count < _ROUNDS or last > count - 32:
        made = _whole(Cipher(AES(found[:16]), CBC(found[16:32])), (password + found + user) * 64)
        # A number's remainder by three is that of the sum of its bytes: 256 has the remainder one.
        found = _DIGESTS[sum(made[:BLOCK]) % 3](made).digest()
        count, last = count + 1, made[-1]
    return found[:_DIGEST]


def _whole(cipher: Cipher[CBC] | Cipher[ECB], data: bytes) -> bytes:
    encryptor = cipher.encryptor()
    return encryptor.update(data) + encryptor.finalize()
