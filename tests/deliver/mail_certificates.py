"""Authorities and certificates, made for one test run."""

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_PEM = serialization.Encoding.PEM


@dataclass(frozen=True)
class Authority:
    """Who vouches for servers.

    Attributes:
        folder: Where files go.
        key: Its own.
        certificate: Its own.
    """

    folder: Path
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def file(self) -> Path:
        """Its certificate, for those who trust it."""
        path = self.folder / "authority.pem"
        path.write_bytes(self.certificate.public_bytes(_PEM))
        return path

    def server(self, host: str = "localhost", *, expired: bool = False) -> ssl.SSLContext:
        """How a server of this name is encrypted, with a certificate of this authority."""
        key = ec.generate_private_key(ec.SECP256R1())
        built = _begun(host, self.certificate.subject, key, expired=expired)
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        signed = built.add_extension(names, critical=False).sign(self.key, hashes.SHA256())
        path = self.folder / f"{host}-{expired}.pem"
        private = key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        path.write_bytes(private + signed.public_bytes(_PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


def new_authority(folder: Path) -> Authority:
    """An authority that nobody knew before."""
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    built = _begun(f"Authority of {folder.name}", None, key, expired=False)
    allowed = x509.BasicConstraints(ca=True, path_length=0)
    return Authority(folder, key, built.add_extension(allowed, critical=True).sign(key, hashes.SHA256()))


def _begun(
    name: str, issuer: x509.Name | None, key: ec.EllipticCurvePrivateKey, *, expired: bool
) -> x509.CertificateBuilder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)  # noqa: TID251 - certificates are checked by the machine's clock
    end = now + timedelta(days=-1 if expired else 1)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer or subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(end)
    )
