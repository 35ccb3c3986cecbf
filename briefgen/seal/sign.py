"""The desk's signature: PAdES B-B (ETSI EN 319 142-1), put on last, over the whole file; whoever changes a byte breaks it.

It is added to the end of a file, encrypted or not, and says who it is from and that nothing was changed since. Whether the
name is to be believed is for the certificate to show: that of a trial key shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

from briefgen.model.faults import RenderError, UsageError
from briefgen.model.saying import saying
from briefgen.seal.lock import prepared

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

FIELD = "DeskSignature"
_SPOKEN = "Signature"
_PRINTED, _LOCKED = 4, 128
"""Flags of an annotation (ISO 32000-1, 12.5.3): PDF/A asks for the first."""
_SHA256 = bytes.fromhex("300d06096086480165030402010500")
"""How the digest is named (RFC 5754)."""
_PARAMETERS = (b"", b"\x05\x00")
"""Of algorithms that have none."""
_MISSING = saying("signing needs a library that is not installed")
_INSTALL = saying("Install it: %(command)s", command="pip install briefgen[signing]")


@dataclass(frozen=True, slots=True)
class DeskKey:
    """The desk's key with its certificate, ready to sign.

    Attributes:
        name: Whom the certificate names.
        fingerprint: SHA-256 of the certificate, hex.
        ends: Until when the certificate says that it is good.
    """

    name: str
    fingerprint: str
    ends: datetime
    _signer: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignatureState:
    """What a file's signature says.

    Attributes:
        signed: Whether it has one.
        valid: Whether it is good and covers every byte of the file: nothing was changed or added since.
        name: Whom its certificate names.
        fingerprint: SHA-256 of that certificate, hex: the desk's own is known by it.
        at: When it was put on, as it says itself.
    """

    signed: bool
    valid: bool = False
    name: str = ""
    fingerprint: str = ""
    at: datetime | None = None


def open_key(data: bytes, password: str | None) -> DeskKey:
    """Read a key from a PKCS#12 file.

    Args:
        data: The file.
        password: What opens it; None where nothing does.

    Raises:
        UsageError: It is no such file, it has no key and certificate, or the password is not its own.
    """
    with _library():
        from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415 - an extra
    try:
        passphrase = password.encode() if password is not None else None
        signer = SimpleSigner.load_pkcs12_data(data, other_certs=(), passphrase=passphrase)
    except Exception:  # noqa: BLE001 - the library's own are many, and may tell what is secret
        signer = None
    if signer is None or signer.signing_cert is None:
        raise UsageError(
            saying("the desk's key cannot be opened"),
            saying(
                "It must be a PKCS#12 file with a key and its certificate, and the password its own; see [signing] in briefgen.toml."
            ),
        )
    certificate = signer.signing_cert
    return DeskKey(
        name=_name(certificate),
        fingerprint=sha256(certificate.dump()).hexdigest(),
        ends=certificate.not_valid_after,
        _signer=signer,
    )


def sign(data: bytes, key: DeskKey, when: datetime, password: str | None = None, spoken: str = _SPOKEN) -> bytes:
    """A file with the desk's signature, tried before it is handed out. Nothing may be done to it afterwards.

    Args:
        data: The file, encrypted or not.
        key: The desk's.
        when: The moment that the signature names.
        password: What opens the file, where it is encrypted.
        spoken: What a screen reader calls the signature, in the file's language.

    Raises:
        RenderError: The signature does not hold.
        UsageError: The library is not installed.
    """
    with _library():
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 - an extra

    class Unsaid(IncrementalPdfFileWriter):
        def _update_meta(self) -> None:
            """The library would name itself as who made the file, at the clock's time."""

    writer: Any = Unsaid(BytesIO(data))
    if password is not None:
        writer.encrypt(prepared(password))
    _add_field(writer, spoken)
    # In a thread of its own: the library begins an event loop, which a thread that is in one already may not.
    with ThreadPoolExecutor(max_workers=1) as apart:
        made = apart.submit(_signing(key, when).sign_pdf, writer, existing_fields_only=True).result()
    signed = bytes(made.getvalue())
    state = signature_of(signed, password)
    if not (signed.startswith(data) and state.valid and state.fingerprint == key.fingerprint):
        raise RenderError(
            saying("the desk's signature does not hold"), saying("The file was not published. Build it again.")
        )
    return signed


def _signing(key: DeskKey, when: datetime) -> Any:  # noqa: ANN401 - the library's
    """The library's signer, at a moment of ours: it would look at the clock."""
    from pyhanko.sign import PdfSignatureMetadata  # noqa: PLC0415 - an extra
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter  # noqa: PLC0415
    from pyhanko.sign.signers import PdfSigner  # noqa: PLC0415

    class Timed(PdfSigner):
        def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - the library's
            session = super().init_signing_session(pdf_out, existing_fields_only)
            session.system_time = when.astimezone(UTC)  # of no place's time
            return session

    about = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        name=key.name,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    return Timed(about, signer=key._signer)  # noqa: SLF001 - of this module


def _add_field(writer: Any, spoken: str) -> None:  # noqa: ANN401 - the library's
    """A field for the signature that shows nothing, told to those who hear the page (ISO 14289-1, 7.18.4)."""
    from pyhanko.pdf_utils import generic as untyped  # noqa: PLC0415 - an extra
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field  # noqa: PLC0415

    generic: Any = untyped

    append_signature_field(writer, SigFieldSpec(FIELD, on_page=0))
    widget_reference = writer.root["/AcroForm"]["/Fields"].raw_get(0)
    widget = widget_reference.get_object()
    widget["/TU"] = generic.TextStringObject(spoken)
    widget["/F"] = generic.NumberObject(_PRINTED | _LOCKED)
    if "/StructTreeRoot" not in writer.root:
        return
    tree = writer.root["/StructTreeRoot"]
    parents = tree["/ParentTree"]
    number = int(parents["/Nums"][-2]) + 1
    document = tree["/K"][0]
    element = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/StructElem"),
            generic.pdf_name("/S"): generic.pdf_name("/Form"),
            generic.pdf_name("/P"): tree["/K"].raw_get(0),
            generic.pdf_name("/Pg"): widget.raw_get("/P"),
            generic.pdf_name("/K"): generic.DictionaryObject(
                {
                    generic.pdf_name("/Type"): generic.pdf_name("/OBJR"),
                    generic.pdf_name("/Obj"): widget_reference,
                    generic.pdf_name("/Pg"): widget.raw_get("/P"),
                }
            ),
        }
    )
    reference = writer.add_object(element)
    widget["/StructParent"] = generic.NumberObject(number)
    parents["/Nums"].extend([generic.NumberObject(number), reference])
    document["/K"].append(reference)
    for changed in (parents["/Nums"], document["/K"]):
        writer.update_container(changed)


def signature_of(data: bytes, password: str | None = None) -> SignatureState:
    """What a file's signature says, and whether it holds for every byte of it.

    Args:
        data: The file.
        password: What opens it, where it is encrypted.

    Raises:
        UsageError: The library is not installed.
    """
    with _library():
        from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - an extra
    try:
        reader = PdfFileReader(BytesIO(data))
        if password is not None:
            reader.decrypt(prepared(password))
        found = reader.embedded_signatures
        return _state(found[0], data) if found else SignatureState(signed=False)
    except Exception:  # noqa: BLE001 - what a broken file breaks in a reader is without end
        return SignatureState(signed=b"/ByteRange" in data)


def _state(found: EmbeddedPdfSignature, data: bytes) -> SignatureState:
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity  # noqa: PLC0415 - an extra

    certificate = found.signer_cert
    digest = found.compute_digest()
    intact, good = validate_sig_integrity(found.signer_info, certificate, "data", digest)
    return SignatureState(
        signed=True,
        valid=bool(intact and good) and _covers(found, data) and _names(found, certificate) and _is_canonical(found),
        name=_name(certificate),
        fingerprint=sha256(certificate.dump()).hexdigest(),
        at=found.self_reported_timestamp,
    )


def _covers(found: EmbeddedPdfSignature, data: bytes) -> bool:
    """Whether it covers the file from its first to its last byte, but for the place of the signature itself.

    In that place too every byte is as it must be: a signature is followed by nothing but noughts.
    """
    from asn1crypto.cms import ContentInfo  # type: ignore[import-untyped] # noqa: PLC0415 - an extra

    first, before, after, rest = (int(each) for each in found.byte_range)
    told = ContentInfo.load(found.pkcs7_content)
    own = b"<" + told.dump().hex().upper().encode()
    place = data[before:after]
    empty = place[len(own) : -1].strip(b"0") == b""
    whole = first == 0 and after + rest == len(data)
    return (
        whole
        and place.startswith(own)
        and empty
        and place.endswith(b">")
        and told.dump() == told.copy().dump(force=True)
    )


def _names(found: EmbeddedPdfSignature, certificate: Any) -> bool:  # noqa: ANN401 - the library's
    """Whether what is signed names the certificate that comes with it (RFC 5035): another's could stand there."""
    attributes = {each["type"].native: each["values"] for each in found.signer_info["signed_attrs"]}
    named = attributes["signing_certificate_v2"][0]["certs"][0]
    if named["hash_algorithm"]["algorithm"].native != "sha256":
        return False
    return bool(named["cert_hash"].native == sha256(certificate.dump()).digest())


def _is_canonical(found: EmbeddedPdfSignature) -> bool:
    """Whether what surrounds the signed part says the same as it: nobody signs these few bytes."""
    signed, info, certificate = found.signed_data, found.signer_info, found.signer_cert
    named = info["sid"].chosen
    return (
        signed["version"].native == info["version"].native == "v1"
        and [each.dump() for each in signed["digest_algorithms"]] == [_SHA256]
        and info["digest_algorithm"].dump() == _SHA256
        and named["issuer"].dump() == certificate.issuer.dump()
        and named["serial_number"].native == certificate.serial_number
        and info["signature_algorithm"]["parameters"].dump() in _PARAMETERS
    )


def _name(certificate: Any) -> str:  # noqa: ANN401 - the library's
    return str(certificate.subject.native.get("common_name") or certificate.subject.human_friendly)


@contextmanager
def _library() -> Iterator[None]:
    """Whoever signs must have installed what signs."""
    try:
        yield
    except ImportError:
        raise UsageError(_MISSING, _INSTALL) from None
