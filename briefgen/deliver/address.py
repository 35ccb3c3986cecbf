"""Mail addresses: one mailbox, or nothing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from email.headerregistry import Address

from briefgen.deliver.lines import one_line
from briefgen.deliver.naming import RefusedError

_MAX_OCTETS = 254
_MAX_LOCAL_OCTETS = 64
_MAX_LABEL = 63
_SHOWN = 120

# Of what RFC 5322 lets an atom hold, `%` and `!` are left out, by which old servers send a message on to another host, and
# the characters of a shell.
_ATOM = re.compile(r"[A-Za-z0-9#$&'*+/=?^_{}~-]")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", re.IGNORECASE)
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<spec>[^<>]*)>")
_QUOTED = re.compile(r'"(?P<inside>(?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One address.

    Attributes:
        local: What stands before the @.
        domain: What stands after it, in ASCII: `xn--…` where it is written in other letters.
        name: Whose it is, as shown; "" where it is not said.
    """

    local: str
    domain: str
    name: str = ""

    @property
    def spec(self) -> str:
        """The address alone, as a server is told it."""
        return f"{self.local}@{self.domain}"

    @property
    def needs_utf8(self) -> bool:
        """Whether only a server with SMTPUTF8 can take it."""
        return not self.local.isascii()

    @property
    def header(self) -> Address:
        """As a message's head has it."""
        return Address(display_name=self.name, username=self.local, domain=self.domain)


def recipient_of(text: str) -> Mailbox:
    """The one mailbox that a text names.

    Only `local@domain` will do: no name, no list, no group, no quotation marks, no comment, no number of a host.

    Raises:
        RefusedError: It names none, or more than one, or hides something.
    """
    local, at, domain = text.rpartition("@")
    if not at:
        raise _wrong(text, "it is not one name, one @ and one domain")
    _check_local(text, local)
    plain = _plain_domain(text, domain)
    if len(f"{local}@{plain}".encode()) > _MAX_OCTETS:
        raise _wrong(text, f"it is longer than {_MAX_OCTETS} bytes")
    return Mailbox(local, plain)


def sender_of(text: str) -> Mailbox:
    """The mailbox that a message comes from: `desk@example.org`, or `Sahel desk <desk@example.org>`.

    Raises:
        RefusedError: It names none, or more than one, or hides something.
    """
    named = _NAMED.fullmatch(text.strip())
    if not named:
        return recipient_of(text.strip())
    box = recipient_of(named["spec"].strip())
    name = named["name"].strip()
    quoted = _QUOTED.fullmatch(name)
    if quoted:
        name = re.sub(r"\\(.)", r"\1", quoted["inside"])
    return Mailbox(box.local, box.domain, header_text(name))


def header_text(text: str) -> str:
    """A text for a message's head: on one line, and with nothing in it that a reader would decode into something else."""
    return one_line(text).replace("=?", "= ?")


def _check_local(text: str, local: str) -> None:
    if not local or len(local.encode(errors="replace")) > _MAX_LOCAL_OCTETS:
        raise _wrong(text, f"1 to {_MAX_LOCAL_OCTETS} bytes can stand before the @")
    if local.startswith(".") or local.endswith(".") or ".." in local:
        raise _wrong(text, "a dot stands where none can")
    if "=?" in local:
        raise _wrong(text, "'=?' before the @ would be read as another address")
    for character in local:
        if character != "." and not _is_of_atom(character):
            raise _wrong(text, f"{_named(character)} cannot stand before the @")


def _is_of_atom(character: str) -> bool:
    if character.isascii():
        return bool(_ATOM.fullmatch(character))
    return _is_letter(character)


def _is_letter(character: str) -> bool:
    """Whether it belongs to words, and is not another way to write something else: a wide `a`, a raised 1."""
    category = unicodedata.category(character)
    return (category[0] in "LM" or category == "Nd") and unicodedata.normalize("NFKC", character) == character


def _plain_domain(text: str, domain: str) -> str:
    labels = [_plain_label(text, label) for label in domain.split(".")]
    if labels[-1].isdecimal():
        raise _wrong(text, "a domain cannot be the number of a host")
    return ".".join(labels)


def _plain_label(text: str, label: str) -> str:
    plain = label if label.isascii() else _international(text, label)
    if len(plain) > _MAX_LABEL or not _LABEL.fullmatch(plain):
        raise _wrong(text, "what stands after the @ is no domain")
    return plain


def _international(text: str, label: str) -> str:
    """A label in ASCII, where the old and the new rules of IDNA agree on it.

    By the old ones `faß.example` is `fass.example`, which may be somebody else's: what they would change is refused.
    """
    if not all(character.isascii() or _is_letter(character) for character in label):
        raise _wrong(text, "what stands after the @ is no domain")
    try:
        plain = label.encode("idna").decode("ascii")
        same = plain.encode("ascii").decode("idna") == unicodedata.normalize("NFC", label).lower()
    except UnicodeError:
        same = False
    if not same:
        raise _wrong(text, "its domain can be read as another one; write it in ASCII, from xn-- on")
    return plain


def _named(character: str) -> str:
    return f"'{character}'" if character.isprintable() else f"U+{ord(character):04X}"


def _wrong(text: str, why: str) -> RefusedError:
    return RefusedError(f"'{one_line(text)[:_SHOWN]}' is not a mail address: {why}")
