"""Mail addresses as they are written in clients' files and settings: one plain address each, or a fault."""

from __future__ import annotations

import re
import unicodedata

_MAX_OCTETS = 254
_MAX_LOCAL_OCTETS = 64
# `%` and `!` are left out, by which old servers send a message on to another host, and the characters of a shell.
_ATOM = re.compile(r"[A-Za-z0-9#$&'*+/=?^_{}~-]")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
_NAMED = re.compile(r'(?P<name>"(?:[^"\\]|\\.)*"|[^<>"]*)\s*<(?P<address>[^<>]*)>')
_QUOTED_NAME_ONLY = ",;:@()[]\\"
"""What a name in front of an address can hold in quotation marks alone."""
ONE = "Write one plain address: name@example.org."


def address_fault(text: str) -> str:
    """Why a text is not one plain address, in words that go on from "…: "; "" where it is one.

    Args:
        text: As written. Only `local@domain` will do: no name, list, group, comment, quotation mark or number of a host.
    """
    if hidden := next((sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")), ""):
        return f"it holds U+{ord(hidden):04X}, which cannot be seen"
    local, at, domain = text.rpartition("@")
    if not at:
        return "it has no @"
    if "," in text or ";" in text:
        return "it is a list"
    return _local_fault(local) or _domain_fault(local, domain)


def sender_fault(text: str) -> str:
    """Why a text is not one address, alone or as `Sahel desk <desk@example.org>`; "" where it is."""
    named = _NAMED.fullmatch(text)
    if not named:
        return address_fault(text)
    name = named["name"].strip()
    if hidden := next((sign for sign in name if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")), ""):
        return f"its name holds U+{ord(hidden):04X}, which cannot be seen"
    if not name.startswith('"') and (sign := next((each for each in name if each in _QUOTED_NAME_ONLY), "")):
        return f"a name with '{sign}' stands in quotation marks"
    return address_fault(named["address"].strip())


def _local_fault(local: str) -> str:
    if not 0 < len(local.encode(errors="replace")) <= _MAX_LOCAL_OCTETS:
        return f"1 to {_MAX_LOCAL_OCTETS} bytes can stand before the @"
    if local.startswith(".") or local.endswith(".") or ".." in local:
        return "a dot stands where none can"
    if "=?" in local:
        return "'=?' before the @ would be read as another address"
    wrong = next((sign for sign in local if sign != "." and not _is_of_atom(sign)), "")
    return f"'{wrong}' cannot stand before the @" if wrong else ""


def _is_of_atom(sign: str) -> bool:
    return bool(_ATOM.fullmatch(sign)) if sign.isascii() else unicodedata.category(sign)[0] in "LMN"


def _domain_fault(local: str, domain: str) -> str:
    labels = [_plain(label) for label in domain.split(".")]
    if not all(_LABEL.fullmatch(label) for label in labels):
        return "what stands after the @ is no domain"
    if len(labels) == 1 and labels != ["localhost"]:
        return "its domain has no dot"
    if labels[-1].isdecimal():
        return "a domain cannot be the number of a host"
    if len(f"{local}@{'.'.join(labels)}".encode()) > _MAX_OCTETS:
        return f"it is longer than {_MAX_OCTETS} bytes"
    return ""


def _plain(label: str) -> str:
    """A label in ASCII; "" where old and new rules of IDNA do not agree on it, so that it could be somebody else's."""
    if label.isascii():
        return label
    try:
        plain = label.encode("idna").decode("ascii")
        same = plain.encode("ascii").decode("idna") == unicodedata.normalize("NFC", label).lower()
    except UnicodeError:
        return ""
    return plain if same else ""
