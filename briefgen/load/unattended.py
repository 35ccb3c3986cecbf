"""What `briefgen.toml` says of runs without anybody at a keyboard, checked beyond its types."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from briefgen.load.addresses import ONE, address_fault, sender_fault
from briefgen.load.codes import fault
from briefgen.load.nearest import nearest_hint
from briefgen.load.schedules import check_schedule
from briefgen.load.settings import MailSettings, ScheduleSettings, Settings, StoreSettings, TellSettings
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.place import Place

WEEKLY = "weekly"
"""The digest that needs no entry of its own in the settings."""
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)
_ENDPOINT = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9a-fA-F:]+\]|[^\s/:@?#\[\]]+)(?::[0-9]{1,5})?(?:/[^\s?#]*)?"
)
_SHOWN = 60


def check_unattended(settings: Settings, file: str) -> Iterator[Diagnostic]:
    """What is wrong with `[schedule]`, `[mail]`, `[store]` and `[tell]`.

    Whether the reports of `[schedule]` exist is checked where they are known, in `load.library`.

    Args:
        settings: Valid ones.
        file: How diagnostics call their file.
    """
    place = Place(file)
    if settings.schedule:
        yield from _schedule(settings.schedule, settings, place.inside("schedule"))
    if settings.mail:
        yield from _mail(settings.mail, place.inside("mail"))
    if settings.store:
        yield from _store(settings.store, place.inside("store"))
    yield from _tell(settings.tell, place.inside("tell"))
    if settings.tell.to and not settings.mail:
        message = "'to' names who gets mail, and there is no server that it goes out by"
        yield fault("missing-field", place.inside("tell", "to"), message, "Add `[mail]` with host and sender.")


def _schedule(schedule: ScheduleSettings, settings: Settings, place: Place) -> Iterator[Diagnostic]:
    yield from check_schedule(schedule.model_dump(), place)
    if not schedule.reports and not schedule.digest:
        hint = "Add `reports = [...]`: those that have no schedule of their own."
        yield fault("missing-field", place, "the schedule names no reports, and no digest", hint)
    yield from _repeated(schedule.reports, place.inside("reports"))
    digests = {WEEKLY, *settings.digests}
    if schedule.digest and schedule.digest not in digests:
        message = f"unknown digest '{schedule.digest[:_SHOWN]}'"
        yield fault("unknown-id", place.inside("digest"), message, nearest_hint(schedule.digest, digests))


def _mail(mail: MailSettings, place: Place) -> Iterator[Diagnostic]:
    if wrong := sender_fault(mail.sender):
        message = f"{mail.sender[:_SHOWN]!r} is not one mail address: {wrong}"
        hint = 'Write "name@example.org", or "Sahel desk <name@example.org>".'
        yield fault("malformed-address", place.inside("sender"), message, hint)
    if not _is_host(mail.host):
        message = f"{mail.host[:_SHOWN]!r} is no name of a server"
        hint = "Write its name alone, smtp.example.org; a port has a setting of its own, `port`."
        yield fault("malformed-value", place.inside("host"), message, hint)
    elif mail.security == "none" and not on_this_machine(mail.host):
        message = f"mail to '{mail.host[:_SHOWN]}' would cross the network unencrypted"
        hint = 'Write "starttls" or "tls"; "none" is for a server on this machine, localhost.'
        yield fault("unencrypted", place.inside("security"), message, hint)
    for has, lacks in (("user", "password"), ("password", "user")):
        if getattr(mail, has) and not getattr(mail, lacks):
            message = f"'{has}' is given and '{lacks}' is not"
            yield fault("missing-field", place.inside(has), message, f"Add `{lacks}`, or take `{has}` out.")


def _store(store: StoreSettings, place: Place) -> Iterator[Diagnostic]:
    if not re.fullmatch(r"[A-Za-z0-9-]+", store.region):
        message = f"{store.region[:_SHOWN]!r} is no region"
        yield fault("malformed-value", place.inside("region"), message, "Write letters, digits and hyphens: eu-west-3.")
    if not store.endpoint:
        return
    here, written = place.inside("endpoint"), _ENDPOINT.fullmatch(store.endpoint)
    if "@" in store.endpoint:
        hint = "Write the address alone; the key's two halves have settings of their own."
        yield fault("bare-secret", here, "an address of a store holds no name and no key", hint)
    elif not written or not _is_host(written["host"].strip("[]")):
        message = f"{store.endpoint[:_SHOWN]!r} is no address of a store"
        yield fault("malformed-value", here, message, "Write it from https:// on: https://store.example.org.")
    elif written["scheme"] == "http" and not on_this_machine(written["host"].strip("[]")):
        message = f"files for '{written['host'][:_SHOWN]}' would cross the network unencrypted"
        yield fault("unencrypted", here, message, "Write https://; http:// is for a store on this machine, localhost.")


def _tell(tell: TellSettings, place: Place) -> Iterator[Diagnostic]:
    for index, address in enumerate(tell.to):
        if wrong := address_fault(address):
            message = f"{address[:_SHOWN]!r} is not one mail address: {wrong}"
            yield fault("malformed-address", place.inside("to", index), message, ONE)
    yield from _repeated([each.casefold() for each in tell.to], place.inside("to"))
    if tell.metrics and not tell.metrics.endswith(".prom"):
        message = f"{tell.metrics[:_SHOWN]!r} does not end in .prom, and nothing would read it"
        yield fault("malformed-value", place.inside("metrics"), message, "Name a file that ends in .prom.")


def _repeated(words: tuple[str, ...] | list[str], place: Place) -> Iterator[Diagnostic]:
    for index, word in enumerate(words):
        if word in words[:index]:
            message = f"'{word[:_SHOWN]}' stands here a second time"
            yield fault("repeated-entry", place.inside(index), message, "Delete one of the two.")


def on_this_machine(host: str) -> bool:
    """Whether a host's name or number can only mean the machine itself."""
    if host.casefold().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_host(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(_HOST.fullmatch(host)) and ".." not in host
    return True
