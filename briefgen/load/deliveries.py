"""Deliveries as clients' files have them: what each channel needs, addresses, folders, stores and links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from briefgen.load.addresses import ONE, address_fault
from briefgen.load.codes import fault
from briefgen.load.entries import Entry
from briefgen.load.nearest import nearest_hint
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.place import Place

_FIELDS = {"mail": ("to", "attach", "link"), "folder": ("path",), "store": ("path",)}
"""Fields that each channel reads, besides `channel`."""
_NEEDED = {"mail": "to", "folder": "path", "store": "path"}
_EXAMPLES = {"mail": "to: [name@example.org]", "folder": "path: outbox/client", "store": "path: s3://bucket/client"}
_IN_LINKS = ("number", "report", "file")
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SHOWN = 60


def check_deliveries(client: Entry) -> Iterator[Diagnostic]:
    """What is wrong with a client's `deliver` beyond its types. Values of a wrong type are passed over."""
    entries = client.raw.get("deliver")
    seen: set[tuple[str, str]] = set()
    for index, raw in enumerate(entries if isinstance(entries, list) else ()):
        channel = raw.get("channel") if isinstance(raw, dict) else None
        if not isinstance(channel, str) or channel not in _FIELDS:
            continue  # Validation tells it.
        place = client.place.inside("deliver", index)
        yield from _fields(raw, channel, place)
        yield from _mail(raw, place, seen) if channel == "mail" else _path(raw, channel, place, seen)


def _fields(raw: dict[str, Any], channel: str, place: Place) -> Iterator[Diagnostic]:
    """What the channel needs is there, and nothing that it would not read."""
    needed = _NEEDED[channel]
    if raw.get(needed) in (None, [], ""):
        message = f"a delivery by {channel} needs '{needed}'"
        yield fault("missing-field", place, message, f"Add `{_EXAMPLES[channel]}`.")
    if channel == "mail" and raw.get("attach") is False and not raw.get("link"):
        message = "'attach: false' needs 'link': the mail would not say where the files are"
        yield fault("missing-field", place.inside("attach"), message, "Add `link: https://portal.example/{number}`.")
    others = {field for fields in _FIELDS.values() for field in fields} - set(_FIELDS[channel])
    for field in raw:
        if field in others:
            message = f"a delivery by {channel} has no '{field}'"
            yield fault("unknown-field", place.inside(field), message, f"Fields here: {', '.join(_FIELDS[channel])}.")


def _mail(raw: dict[str, Any], place: Place, seen: set[tuple[str, str]]) -> Iterator[Diagnostic]:
    addresses = raw.get("to")
    for index, text in enumerate(addresses if isinstance(addresses, list) else ()):
        if not isinstance(text, str) or not text.strip():
            continue
        here, address = place.inside("to", index), text.strip()
        if wrong := address_fault(address):
            message = f"'{_shown(address)}' is not one mail address: {wrong}"
            yield fault("malformed-address", here, message, ONE)
        elif ("mail", address.casefold()) in seen:
            message = f"'{_shown(address)}' would get everything twice"
            yield fault("repeated-entry", here, message, "Delete one of the two.")
        seen.add(("mail", address.casefold()))
    link = raw.get("link")
    if isinstance(link, str) and _signs_in(link):
        yield _secret(place.inside("link"))
    elif isinstance(link, str) and (told := _link_fault(link.strip())):
        yield fault("malformed-delivery", place.inside("link"), *told)


def _path(raw: dict[str, Any], channel: str, place: Place, seen: set[tuple[str, str]]) -> Iterator[Diagnostic]:
    path = raw.get("path")
    if not isinstance(path, str) or not path.strip():
        return
    here, path = place.inside("path"), path.strip()
    key = channel, path.rstrip("/")
    if _signs_in(path):
        yield _secret(here)
    elif told := _folder_fault(path) if channel == "folder" else _store_fault(path):
        yield fault("malformed-delivery", here, *told)
    elif key in seen:
        message = f"'{_shown(path)}' stands in 'deliver' a second time"
        yield fault("repeated-entry", here, message, "Delete one of the two.")
    seen.add(key)


def _folder_fault(path: str) -> tuple[str, str] | None:
    """Message and remedy; None for a folder that files can go to."""
    shown, write = f"'{_shown(path)}'", "Write a folder from the desk's on, outbox/client, or from / on."
    if hidden := _hidden(path):
        return f"a folder's path holds {hidden}", write
    if "://" in path:
        return f"{shown} is an address, and no folder", "Name a folder, or take another channel."
    parts = path.split("/")
    if ".." in parts:
        return f"{shown} leads upwards by '..'", "Name the folder itself, from / on."
    if path.startswith("~"):
        return f"{shown} begins with '~', which nobody fills in here", "Write the whole path, from / on."
    if not any(part not in ("", ".") for part in parts):
        return f"{shown} is no folder for a client alone", write
    return None


def _store_fault(path: str) -> tuple[str, str] | None:
    """Message and remedy; None for a place in a store."""
    shown, write = f"'{_shown(path)}'", "Write s3://bucket/prefix."
    scheme, found, rest = path.partition("://")
    if not found or scheme != "s3":
        return f"{shown} is no place in a store", write
    if hidden := _hidden(path) or next((f"'{sign}'" for sign in rest if sign in "\\?#%*"), ""):
        return f"a store's path holds {hidden}", write
    bucket, _, prefix = rest.partition("/")
    if not _BUCKET.fullmatch(bucket) or ".." in bucket:
        hint = f"{write} A bucket's name has 3–63 small letters, digits, hyphens and dots."
        return f"'{_shown(bucket)}' is no bucket's name", hint
    if any(part in ("", ".", "..") for part in prefix.removesuffix("/").split("/")):
        return f"{shown} names no prefix of the client's own in the bucket", write
    return None


def _link_fault(link: str) -> tuple[str, str] | None:
    """Message and remedy; None for a link that a reader can follow."""
    if not re.fullmatch(r"https?://[^\s<>\"/@]+(/[^\s<>\"]*)?", link) or _hidden(link):
        return f"'{_shown(link)}' is not a web address", "Write it from https:// on: https://portal.example/{number}."
    names = _PLACEHOLDER.findall(link)
    if unknown := next((name for name in names if name not in _IN_LINKS), None):
        listed = f"There are: {', '.join(f'{{{name}}}' for name in _IN_LINKS)}."
        return f"unknown placeholder '{{{unknown[:_SHOWN]}}}'", nearest_hint(unknown, _IN_LINKS, listed)
    rest = _PLACEHOLDER.sub("", link)
    return ("a brace is not closed", "Write {number}, {report} or {file}.") if "{" in rest or "}" in rest else None


def _signs_in(address: str) -> bool:
    """Whether it holds a name or a key before the host: `https://name:key@host`."""
    return "@" in re.split(r"[/?#]", address.partition("://")[2], maxsplit=1)[0]


def _secret(place: Place) -> Diagnostic:
    hint = "Write it without; the store's key is named in briefgen.toml, and a reader signs in by himself."
    return fault("bare-secret", place, "an address here holds no name and no key", hint)


def _hidden(text: str) -> str:
    """The first character in it that cannot be seen, by its number; "" where there is none."""
    sign = next((each for each in text if unicodedata.category(each) in ("Cc", "Cf", "Cs", "Zl", "Zp")), "")
    return f"U+{ord(sign):04X}" if sign else ""


def _shown(text: str) -> str:
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text[:_SHOWN])
