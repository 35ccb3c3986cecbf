"""What mails say: an issue's to a client, a draft's and a run's to the desk.

A mail travels unencrypted, so none holds a sentence of a report, or a password.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from babel.dates import format_date
from babel.units import format_unit

from briefgen.compose.words import day_in_words, locale_of
from briefgen.deliver.lines import one_line
from briefgen.desk.editions import language_of
from briefgen.desk.registry import registry_of
from briefgen.desk.run_words import run_mail
from briefgen.load.brand import template_roots
from briefgen.load.tongues import load_tongue, tongues
from briefgen.model.client import filled
from briefgen.model.dispatch import Letter, Outgoing
from briefgen.model.faults import BlockedError, BriefgenError
from briefgen.model.marking import Marking
from briefgen.model.record import Stage
from briefgen.render.mail_words import Look, MailFile, ReportMail, RunMail, look_of, plain_look
from briefgen.render.mails import mail_shelf, set_mail, set_run_page

if TYPE_CHECKING:
    from briefgen.desk.session import Desk
    from briefgen.model.client import Client, Delivery
    from briefgen.model.dispatch import Dispatch
    from briefgen.model.run import RunReport
    from briefgen.model.tongue import Tongue
    from briefgen.render.shelf import Shelf

_KILOBYTE = 1_000
_MEGABYTE = 1_000_000
_ADDRESSES = ("https://", "http://")


def letter_for(  # noqa: PLR0913, PLR0917 - all that one mail depends on
    desk: Desk,
    dispatch: Dispatch,
    client: Client | None,
    sizes: Mapping[str, int],
    attached: bool,  # noqa: FBT001 - the sender reckons it, and has it at hand
    at: datetime,
    as_of: date | None = None,
) -> Letter:
    """The mail that brings an issue to one address; to the desk itself it brings a draft.

    Args:
        desk: The desk.
        dispatch: What goes where.
        client: Whose edition it is, as its file is now; None for the desk itself.
        sizes: Bytes of each file, by name.
        attached: Whether the mail carries the files.
        at: When it is sent, in UTC.
        as_of: The day that the issue speaks from; looked up in the registry where it is left out.

    Raises:
        BlockedError: The brand that it must be in has errors, or the marking is none.
        RenderError: A template is at fault.
        MachineError: The registry cannot be read.
    """
    outgoing = dispatch.outgoing
    if client is None:
        return draft_for(desk, outgoing, sizes, attached, at, as_of)
    words = _Words(desk, outgoing, client)
    return words.letter("letter", words.mail(sizes, attached, at, as_of or _day(desk, outgoing.number)))


def draft_for(  # noqa: PLR0913, PLR0917 - all that one mail depends on
    desk: Desk,
    outgoing: Outgoing,
    sizes: Mapping[str, int],
    attached: bool,  # noqa: FBT001 - as in `letter_for`
    at: datetime,
    as_of: date | None = None,
    because: str = "",
) -> Letter:
    """The mail that brings the desk a draft: that nobody approved it, why, and what to do.

    Args:
        desk: The desk.
        outgoing: What goes to which of the desk's addresses.
        sizes: Bytes of each file, by name.
        attached: Whether the mail carries the files.
        at: When it is sent, in UTC.
        as_of: The day that the draft speaks from; the desk's for that report where it is left out.
        because: Why it is a draft, in the desk's language; found out from its last step where it is left out.

    Raises:
        BlockedError: The marking is none.
        RenderError: A template is at fault.
        MachineError: The registry cannot be read.
    """
    words = _Words(desk, outgoing, None)
    return words.letter("draft", words.mail(sizes, attached, at, as_of or desk.as_of_for(outgoing.report), because))


def run_letter(desk: Desk, report: RunReport) -> Letter:
    """The mail that tells the desk of a run, in the desk's language.

    Raises:
        RenderError: A template is at fault.
    """
    mail, look, tongue, shelf = _of_run(desk, report)
    made = set_mail("run", mail, look, tongue, shelf)
    return Letter(mail.subject, made.text, made.html, tongue.language)


def run_page(desk: Desk, report: RunReport) -> bytes:
    """The same as a page to be kept: one HTML document that loads nothing and runs nothing.

    Raises:
        RenderError: A template is at fault.
    """
    return set_run_page(*_of_run(desk, report))


def moment_in_words(at: datetime, tongue: Tongue) -> str:
    """Monday 23 November 2026, 06:00 UTC."""
    at = at.astimezone(UTC)
    day = format_date(at.date(), "full", locale=locale_of(tongue.language))
    return tongue.text("%(day)s, %(time)s UTC", day=day, time=f"{at:%H:%M}")


def size_in_words(size: int, language: str) -> str:
    """1.4 MB; 340 kB. At least one kilobyte: 1000 bytes, as CLDR has it.

    Args:
        size: In bytes.
        language: BCP 47 tag.
    """
    unit, digits, value = "digital-kilobyte", "#,##0", max(1.0, size / _KILOBYTE)
    if round(value) >= _KILOBYTE:
        unit, digits, value = "digital-megabyte", "#,##0.#", size / _MEGABYTE
    words = format_unit(value, unit, "short", format=digits, locale=locale_of(language))
    return str(words).replace("\u202f", "\u00a0")


@dataclass(frozen=True)
class _Words:
    """One dispatch put into words."""

    desk: Desk
    outgoing: Outgoing
    client: Client | None

    @cached_property
    def marking(self) -> Marking:
        try:
            return Marking(self.outgoing.marking)
        except ValueError:
            raise BlockedError(
                f"'{one_line(self.outgoing.marking)[:40]}' is no marking", "Issue the report again."
            ) from None

    @cached_property
    def tongue(self) -> Tongue:
        """The client's, where the program speaks it, else that of what is sent; a draft's mail speaks the desk's language."""
        if self.client is None:
            return load_tongue(self.desk.workspace.language)
        return load_tongue(language_of(self.client, (self.outgoing.language, *tongues())))

    @cached_property
    def brand(self) -> str:
        """The client's own, else the report's, else the desk's."""
        report = self.desk.library.reports.get(self.outgoing.report)
        own = self.client.brand if self.client else None
        return own or (report.brand if report else None) or self.desk.workspace.brand

    @cached_property
    def look(self) -> Look:
        """Of the brand that counts; a client is written to in no other."""
        kit, _ = self.desk.brand(self.brand)
        if kit:
            return look_of(kit.within(self.tongue.language).brand)
        if self.client:
            raise BlockedError(f"the brand '{self.brand}' has errors", "See: briefgen check")
        return plain_look(self.desk.workspace.name)

    def letter(self, kind: str, mail: ReportMail) -> Letter:
        """Set it."""
        shelf = mail_shelf(template_roots(self.desk.workspace), self.brand)
        made = set_mail(kind, mail, self.look, self.tongue, shelf)
        return Letter(mail.subject, made.text, made.html, self.tongue.language)

    def mail(
        self,
        sizes: Mapping[str, int],
        attached: bool,  # noqa: FBT001 - as in `letter_for`
        at: datetime,
        as_of: date | None,
        because: str = "",
    ) -> ReportMail:
        """What it says."""
        outgoing, client, language = self.outgoing, self.client, self.tongue.language
        pattern = "" if attached else self._link()
        links = {each.name: _linked(pattern, outgoing, each.name) for each in outgoing.enclosures}
        apart = "{file}" in pattern
        return ReportMail(
            subject=self._subject(),
            marking=self.marking,
            recipient=one_line(client.name if client else self.desk.workspace.name),
            title=one_line(outgoing.title),
            number=one_line(outgoing.number),
            as_of=day_in_words(as_of, language) if as_of else "",
            files=tuple(
                MailFile(
                    one_line(name), size_in_words(sizes[name], language) if name in sizes else "", link if apart else ""
                )
                for name, link in links.items()
            ),
            attached=attached,
            link="" if apart else next(iter(links.values()), ""),
            locked=self._locked(),
            address=one_line(outgoing.target),
            at=moment_in_words(at, self.tongue),
            report="" if client else outgoing.report,
            because="" if client else one_line(because) or self._because(),
            four_eyes=self.desk.workspace.four_eyes,
        )

    def _subject(self) -> str:
        """The marking first, whatever it is."""
        title = one_line(self.outgoing.title)
        if self.client is None:
            title = self.tongue.text("DRAFT: %(title)s", title=title)
        elif self.outgoing.number:
            title = f"{title} — {self.outgoing.number}"
        return one_line(f"[{self.marking.value}] {title}")

    def _link(self) -> str:
        """Where this address finds what a mail does not carry."""
        ways: tuple[Delivery, ...] = self.client.deliver if self.client else ()
        found = (each.link for each in ways if each.channel == "mail" and self.outgoing.target in each.to)
        return next((link for link in found if link), "")

    def _locked(self) -> bool:
        """Whether something in it opens only with the password that the client has."""
        pdf = any(each.media_type == "application/pdf" for each in self.outgoing.enclosures)
        return pdf and self.client is not None and self.client.pdf.password is not None

    def _because(self) -> str:
        """Why it is a draft, as far as its last step tells."""
        step, tongue = self.desk.last_steps.get(self.outgoing.report), self.tongue
        if step is None:
            return tongue.text("It was never reviewed.")
        day = day_in_words(step.at.astimezone(UTC).date(), tongue.language)
        if step.stage is Stage.REVIEW:
            return tongue.text(
                "%(person)s put it up for review on %(day)s; since then nobody has approved it.",
                person=step.by,
                day=day,
            )
        if step.stage is Stage.APPROVED:
            return tongue.text("It was changed after %(person)s had approved it on %(day)s.", person=step.by, day=day)
        return tongue.text("It was changed after it had been issued on %(day)s.", day=day)


def _linked(pattern: str, outgoing: Outgoing, file: str) -> str:
    """A link filled in; what is filled in cannot end an address, or lead to another one."""
    words = {"number": outgoing.number, "report": outgoing.report, "file": file}
    if pattern.startswith(_ADDRESSES):
        words = {name: quote(word, safe="") for name, word in words.items()}
    return one_line(filled(pattern, words))


def _day(desk: Desk, number: str) -> date | None:
    """The day that an issue speaks from, as far as the registry knows it."""
    if not number:
        return None
    with registry_of(desk.workspace, create=False) as registry:
        issue = registry.issue(number) if registry else None
    return issue.as_of if issue else None


def _of_run(desk: Desk, report: RunReport) -> tuple[RunMail, Look, Tongue, Shelf]:
    """What a run's report is set from. A brand at fault does not keep the desk from hearing of it."""
    workspace = desk.workspace
    tongue = load_tongue(workspace.language)
    try:
        kit, _ = desk.brand(workspace.brand)
    except BriefgenError:
        kit = None
    look = look_of(kit.within(tongue.language).brand) if kit else plain_look(workspace.name)
    mail = run_mail(report, tongue, lambda at: moment_in_words(at, tongue))
    return mail, look, tongue, mail_shelf(template_roots(workspace), workspace.brand)
