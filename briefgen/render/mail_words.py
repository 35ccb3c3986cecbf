"""What mails say, put into words, and how they look: what their templates see."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.model.brand import Brand, Palette
from briefgen.model.marking import Marking

_FAMILY = re.compile(r"[\w -]+")
"""A font's name that needs no escape in a style sheet."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a mail takes from a brand.

    Attributes:
        name: Whose mail it is.
        light: Colours.
        dark: Colours on a dark screen.
        base: CSS list of the text's families, a generic one last, with nothing in it that ends a rule or an attribute.
        headings: The same for headings and labels.
        contact: Lines: an address, a telephone number, a mail address.
        legal: The first paragraph of the legal notice; "" where there is none.
    """

    name: str
    light: Palette
    dark: Palette
    base: str = "Georgia, serif"
    headings: str = "Arial, sans-serif"
    contact: tuple[str, ...] = ()
    legal: str = ""


def look_of(brand: Brand) -> Look:
    """A brand's look, its texts in the language that they are in."""
    kind, house, colours = brand.typography, brand.defaults.briefgen, brand.color
    return Look(
        name=brand.meta.name.full,
        light=colours.palette,
        dark=colours.dark,
        base=_stack(kind.families(kind.base), "Georgia, serif"),
        headings=_stack(kind.families(kind.headings), "Arial, sans-serif"),
        contact=house.contact,
        legal=house.legal[0] if house.legal else "",
    )


def plain_look(name: str) -> Look:
    """A look without a brand: for what must be told though the brand is at fault."""
    risk = ("#E3E6EA", "#B9C3D4", "#8395B8", "#4D6298", "#1E2B5C")
    light = Palette(ink="#202020", paper="#FFFFFF", accent="#1F4E9C", quiet="#606060", tint="#F1F3F6", risk=risk)
    dark = Palette(ink="#EAEAEA", paper="#17191C", accent="#8FB4F0", quiet="#A3A8AE", tint="#22262B", risk=risk)
    return Look(name, light, dark)


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file that a mail carries or speaks of.

    Attributes:
        name: File name.
        size: In words; "" where nobody knows.
        link: Where it is; "" where it is attached, or where all files are in one place.
    """

    name: str
    size: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class ReportMail:
    """What a mail says that brings a report to a client, or a draft of one to the desk.

    Attributes:
        subject: Its subject.
        marking: Of what is sent.
        recipient: Who it is for, by name.
        title: The edition's.
        number: The issue's; "" where it has none.
        as_of: The day it speaks from, in words; "" where nobody knows.
        files: What it carries or speaks of.
        attached: Whether it carries them.
        link: Where all files are; "" where each has a link of its own, or none has.
        locked: Whether the PDF needs the password that the client has.
        address: Where it goes, and it alone.
        at: When it is sent, in words.
        report: Of a draft, the report's id; "" otherwise.
        because: Of a draft, why it is one.
        four_eyes: Of a draft, whether somebody else than its author must approve it.
    """

    subject: str
    marking: Marking
    recipient: str
    title: str
    number: str
    as_of: str
    files: tuple[MailFile, ...]
    attached: bool
    link: str
    locked: bool
    address: str
    at: str
    report: str = ""
    because: str = ""
    four_eyes: bool = False


@dataclass(frozen=True, slots=True)
class RunEntry:
    """One thing in a run's report.

    Attributes:
        subject: What it is about.
        when: When it was due, in words; "" where it is about no slot.
        told: What happened; "" where the heading says it.
        remedy: What to do, commands between backticks; "" where there is nothing to do.
        clients: Clients concerned, as a list in words; "" for none.
    """

    subject: str
    when: str = ""
    told: str = ""
    remedy: str = ""
    clients: str = ""


@dataclass(frozen=True, slots=True)
class RunGroup:
    """Things of one kind in a run's report.

    Attributes:
        kind: `waiting`, `undelivered`, or what a line says that it is.
        heading: In words.
        entries: Those that are shown.
        more: How many others there are.
    """

    kind: str
    heading: str
    entries: tuple[RunEntry, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class RunMail:
    """What a run's report says.

    Attributes:
        subject: All of it in one line.
        told: The same without the desk's name.
        desk: The desk's name.
        run: The run's id.
        began: When, in words.
        ended: When, in words; "" where it is under way.
        waiting: What waits for somebody.
        done: What the run did.
        following: Reports and when each is due next.
    """

    subject: str
    told: str
    desk: str
    run: str
    began: str
    ended: str
    waiting: tuple[RunGroup, ...]
    done: tuple[RunGroup, ...]
    following: tuple[tuple[str, str], ...]


def _stack(families: Iterable[str], fallback: str) -> str:
    """A CSS list of families. Mail programs have none of a brand's, unless the reader does: what follows must do."""
    named = [f"'{name}'" for name in families if _FAMILY.fullmatch(name)]
    return ", ".join([*named, fallback])
