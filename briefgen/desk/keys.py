"""The desk's key: where `briefgen.toml` says it is, and a trial one for a new desk."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from briefgen.load.secrets import secret, secret_bytes
from briefgen.load.workspace import SETTINGS, Workspace
from briefgen.model.canonical import digest_of
from briefgen.model.faults import UsageError
from briefgen.model.saying import saying

if TYPE_CHECKING:
    from briefgen.seal.edition import KeyFile
    from briefgen.seal.sign import DeskKey

FOLDER, KEY, PASSWORD = "keys", "desk.p12", "desk.password"
TRIAL_NAME = "Trial key of a briefgen desk, which vouches for nobody"
_GOOD_FOR_DAYS = 3 * 365


def desk_key(workspace: Workspace) -> DeskKey:
    """The key that the desk signs with.

    Raises:
        UsageError: The desk has none, it cannot be opened, or the library for it is not installed.
        MachineError: It or its password cannot be read.
    """
    from briefgen.seal.sign import open_key  # noqa: PLC0415 - most desks do not sign

    file = key_file(workspace)
    return open_key(file.data, file.password)


def key_file(workspace: Workspace) -> KeyFile:
    """The same as it travels to where copies are signed.

    Raises:
        UsageError: The desk has none.
        MachineError: It or its password cannot be read.
    """
    from briefgen.seal.edition import KeyFile  # noqa: PLC0415 - most desks do not sign

    signing = workspace.signing
    if signing is None:
        raise UsageError(
            saying("%(file)s names no key to sign with", file=SETTINGS),
            saying("Write [signing] with %(line)s.", line='key = "file:keys/desk.p12"'),
        )
    data = secret_bytes(signing.key, workspace.root)
    return KeyFile(data, secret(signing.password, workspace.root) if signing.password else None)


class SigningKey:
    """The desk's key, read when a copy is first signed, and once for a build.

    Args:
        workspace: The desk.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @cached_property
    def file(self) -> KeyFile:
        """The key as it travels. Raises what `key_file` raises."""
        return key_file(self._workspace)

    @cached_property
    def digest(self) -> str:
        """By which a copy's record knows the key. Raises what `key_file` raises."""
        return digest_of(self.file.data)


def make_trial_key(folder: Path, today: date) -> tuple[Path, ...]:
    """Write a key that anybody can have, and its password, into a desk's `keys` folder, readable by their owner alone.

    Args:
        folder: The desk's.
        today: From when the certificate is good.

    Returns:
        The new files; none where the desk has such a key, or where the library for it is not installed.
    """
    key, password = folder / FOLDER / KEY, folder / FOLDER / PASSWORD
    if key.exists() or password.exists():
        return ()
    opens = token_urlsafe(24)
    try:
        data = _self_signed(opens, today)
    except ImportError:
        return ()
    (folder / FOLDER).mkdir(mode=0o700, parents=True, exist_ok=True)
    for path, written in ((password, f"{opens}\n".encode()), (key, data)):
        _write_private(path, written)
    return key, password


def _write_private(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(data)


def _self_signed(password: str, today: date) -> bytes:
    """A PKCS#12 file with a new key and a certificate that it signed itself."""
    from cryptography import x509  # noqa: PLC0415 - comes with an extra
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates  # noqa: PLC0415
    from cryptography.x509.oid import NameOID  # noqa: PLC0415

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, TRIAL_NAME)])
    begins = datetime.combine(today, time(), UTC)
    uses = dict.fromkeys(
        (
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=_GOOD_FOR_DAYS))
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **uses), critical=True)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    return serialize_key_and_certificates(b"desk", key, certificate, None, BestAvailableEncryption(password.encode()))
