"""A run put into words: what it did, what waits for somebody and how that is done, what is due next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from briefgen.compose.words import capital, enumerated
from briefgen.deliver.lines import one_line
from briefgen.model.dispatch import Dispatch, DispatchState
from briefgen.model.run import Line, RunReport
from briefgen.model.schedule import OPEN, SlotEntry, SlotState
from briefgen.model.tongue import Counted, Tongue, Word
from briefgen.render.mail_words import RunEntry, RunGroup, RunMail

MOST = 60
"""Entries of one kind that are shown; a year of missed weeks is one sentence after these."""

HEADINGS: Mapping[str, Word] = {
    "issued": Word("run", "Issued"),
    "drafted": Word("run", "Sent to the desk as drafts"),
    "held": Word("run", "Held"),
    "failed": Word("run", "Failed"),
    "missed": Word("run", "Missed"),
    "refused": Word("run", "Not delivered"),
    "unknown": Word("run", "Perhaps delivered"),
    "retried": Word("run", "To be tried again"),
    "sent": Word("run", "Delivered"),
    "digest": Word("run", "Digests"),
    "skipped": Word("run", "Unchanged, and not issued"),
}
"""What a run's lines say that they are, in the order of a report."""

_TOLD_FIRST: Mapping[str, Counted] = {
    "issued": Counted("%(num)d issued", "%(num)d issued"),
    "drafted": Counted("%(num)d draft", "%(num)d drafts"),
    "held": Counted("%(num)d held", "%(num)d held"),
    "failed": Counted("%(num)d failed", "%(num)d failed"),
    "missed": Counted("%(num)d missed", "%(num)d missed"),
    "refused": Counted("%(num)d not delivered", "%(num)d not delivered"),
    "unknown": Counted("%(num)d mail unknown", "%(num)d mails unknown"),
}
_TOLD_ELSE: Mapping[str, Counted] = {
    "retried": Counted("%(num)d to be tried again", "%(num)d to be tried again"),
    "sent": Counted("%(num)d delivered", "%(num)d delivered"),
    "skipped": Counted("%(num)d unchanged", "%(num)d unchanged"),
}
_STATES: Mapping[SlotState, Word] = {
    SlotState.HELD: Word("slot", "Held"),
    SlotState.DRAFTED: Word("slot", "Sent to the desk as a draft"),
    SlotState.FAILED: Word("slot", "Failed"),
}
_TROUBLE = frozenset({"held", "failed", "refused", "unknown"})
_WAITS = Counted("%(num)d waiting", "%(num)d waiting")

Say = Callable[[datetime], str]
"""Puts a moment into words."""


def run_mail(report: RunReport, tongue: Tongue, moment: Say) -> RunMail:
    """What the desk is told of a run.

    Args:
        report: The run.
        tongue: The desk's.
        moment: Puts a moment into words.
    """
    run = report.run
    return RunMail(
        subject=subject(report, tongue),
        told=capital(_counted(report, tongue)),
        desk=one_line(report.desk),
        run=run.id,
        began=moment(run.began),
        ended=moment(run.ended) if run.ended else "",
        waiting=tuple(_waiting(report, tongue, moment)),
        done=tuple(_done(report, tongue, moment)),
        following=tuple((name, moment(due)) for name, due in report.following),
    )


def subject(report: RunReport, tongue: Tongue) -> str:
    """Desk: 3 issued, 1 held, 1 mail unknown."""
    return one_line(tongue.text("%(desk)s: %(told)s", desk=report.desk, told=_counted(report, tongue)))


def _counted(report: RunReport, tongue: Tongue) -> str:
    """What came of it in numbers; what went well by itself only where there is nothing else to tell."""
    kinds = [line.what for line in report.lines]
    told = [tongue.count(*words, kinds.count(kind)) for kind, words in _TOLD_FIRST.items() if kind in kinds]
    waiting = len(_open(report)) + len(report.undelivered)
    if waiting and not _TROUBLE & set(kinds):
        told.append(tongue.count(*_WAITS, waiting))
    told = told or [tongue.count(*words, kinds.count(kind)) for kind, words in _TOLD_ELSE.items() if kind in kinds]
    return enumerated(told, tongue) or tongue.text("nothing was due")


def _done(report: RunReport, tongue: Tongue, moment: Say) -> Iterator[RunGroup]:
    """What the run did, by kinds; a slot that waits stands with those that wait, and not here too."""
    waiting = {(entry.slot.report, entry.slot.due) for entry in _open(report)}
    above = _told_above(report)
    lines = [line for line in report.lines if (line.subject, line.due) not in waiting and line.what not in above]
    others = dict.fromkeys(line.what for line in lines if line.what not in HEADINGS)
    for kind in (*HEADINGS, *others):
        entries = [_entry(line, tongue, moment) for line in lines if line.what == kind]
        yield from _group(kind, tongue.word(*HEADINGS[kind]) if kind in HEADINGS else kind, entries)


def _open(report: RunReport) -> tuple[SlotEntry, ...]:
    """Slots that wait for somebody; those that another run is at do not."""
    return tuple(entry for entry in report.waiting if entry.state in OPEN)


def _told_above(report: RunReport) -> frozenset[str]:
    """Kinds of lines that are all among the dispatches that wait."""
    kinds = {"refused": DispatchState.FAILED, "unknown": DispatchState.UNKNOWN}
    waits = [each.state for each in report.undelivered if each.run == report.run.id]
    done = [line.what for line in report.lines]
    return frozenset(kind for kind, state in kinds.items() if waits.count(state) >= done.count(kind))


def _entry(line: Line, tongue: Tongue, moment: Say) -> RunEntry:
    return RunEntry(
        subject=one_line(line.subject),
        when=moment(line.due) if line.due else "",
        told=_apart(one_line(line.told), tongue),
        remedy=_apart(one_line(line.remedy), tongue),
        clients=enumerated(line.clients, tongue),
    )


def _group(kind: str, heading: str, entries: Iterable[RunEntry]) -> Iterator[RunGroup]:
    """The group, where there is anything in it."""
    entries = tuple(entries)
    if entries:
        yield RunGroup(kind, heading, entries[:MOST], max(0, len(entries) - MOST))


def _waiting(report: RunReport, tongue: Tongue, moment: Say) -> Iterator[RunGroup]:
    """Slots and dispatches that wait, with the commands that see to them."""
    lines = {(line.subject, line.due): line for line in report.lines}
    slots = (_slot(each, lines.get((each.slot.report, each.slot.due)), tongue, moment) for each in _open(report))
    yield from _group("waiting", tongue.text("Waiting for somebody"), slots)
    dispatches = (_dispatch(each, tongue, moment) for each in report.undelivered)
    yield from _group("undelivered", tongue.text("Not delivered, or not known"), dispatches)


def _slot(entry: SlotEntry, line: Line | None, tongue: Tongue, moment: Say) -> RunEntry:
    """A slot that waits, in the words of the run's own line where it has one."""
    state = tongue.word(*_STATES[entry.state])
    why = _apart(_sentence(entry.because or (line.told if line else "")), tongue)
    told = tongue.text("%(state)s: %(why)s", state=state, why=why) if why else state
    return RunEntry(
        subject=entry.slot.report,
        when=moment(entry.slot.due),
        told=told,
        remedy=_apart(one_line(line.remedy), tongue) if line and line.remedy else _slot_remedy(entry, tongue),
        clients=enumerated(line.clients, tongue) if line else "",
    )


def _slot_remedy(entry: SlotEntry, tongue: Tongue) -> str:
    name = entry.slot.report
    if entry.state is not SlotState.FAILED:
        return tongue.text(
            "Mend what `briefgen check %(report)s` finds, then `briefgen review %(report)s` and `briefgen approve %(report)s`. The next run issues it, while its slot is open.",
            report=name,
        )
    return tongue.text("The next run tries it again, while its slot is open. At once: `briefgen schedule tick`.")


def _dispatch(each: Dispatch, tongue: Tongue, moment: Say) -> RunEntry:
    """A dispatch that somebody must see to."""
    outgoing, unknown = each.outgoing, each.state is DispatchState.UNKNOWN
    told = tongue.text("Nobody knows whether it arrived.") if unknown else tongue.text("It was not delivered.")
    remedy = (
        tongue.text("Ask whether it arrived. Only if it did not: `briefgen outbox resend %(id)s`.", id=each.id)
        if unknown
        else tongue.text("Remove the cause, then: `briefgen outbox resend %(id)s`.", id=each.id)
    )
    return RunEntry(
        subject=one_line(f"{each.id}: {outgoing.number or outgoing.report} → {outgoing.target}"),
        when=moment(each.at),
        told=" ".join(part for part in (told, _apart(_sentence(each.because), tongue)) if part),
        remedy=remedy,
        clients=outgoing.client,
    )


def _sentence(text: str) -> str:
    """With a capital at its beginning and a point at its end."""
    text = capital(one_line(text))
    return text if not text or text.endswith((".", "!", "?", "؟")) else f"{text}."


def _apart(text: str, tongue: Tongue) -> str:
    """A sentence that may be in another language than the rest, where that runs from right to left (Unicode, UAX 9)."""
    return f"\u2068{text}\u2069" if text and tongue.direction == "rtl" else text
