"""Sending what is in the outbox: each dispatch taken, checked once more, given to its channel, and settled by its receipt.

Between taking and settling it stands as `sending`. A run that ends there leaves it so, and the next one knows what to make
of it: folders and stores get it again, since there it arrives once however often it is sent; of a mail nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from briefgen.desk.recipients import Refusal, check_recipient
from briefgen.model.dispatch import Dispatch, DispatchState, Fate, Parcel, ParcelFile, Receipt
from briefgen.model.faults import BlockedError, BriefgenError
from briefgen.model.run import Line

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.desk.journal import Journal
    from briefgen.desk.late_editions import LateEditions
    from briefgen.desk.recipients import Recipient, Recipients

LEASE = timedelta(minutes=30)
"""How long a dispatch that is being sent is taken for alive: longer than any channel takes for one."""
_PAUSES = tuple(timedelta(minutes=each) for each in (5, 10, 20, 40, 80, 160, 320, 640))
"""Before the second attempt, the third, and so on: twenty-one hours in all. After the last, a person decides."""

_MOST = 2 * len(_PAUSES)
"""Attempts at all: one that ends its run each time would otherwise be made for ever."""

_SAID = {
    DispatchState.SENT: "sent",
    DispatchState.PENDING: "retried",
    DispatchState.FAILED: "refused",
    DispatchState.UNKNOWN: "unknown",
}
"""How a run's report calls what became of an attempt."""


class Channel(Protocol):
    """A way out."""

    def send(self, parcel: Parcel) -> Receipt:
        """Send a parcel. What goes wrong is in the receipt."""


@dataclass(frozen=True, slots=True)
class Sending:
    """One run's sending.

    Attributes:
        registry: Has the outbox and the files.
        recipients: Clients as their files are at the moment.
        channels: Makes the channel of a name; raises BriefgenError where the desk's settings have none.
        late: Makes editions that could not be made with their issue.
        run: Id of the run.
        clock: Tells the time, in UTC.
        journal: Takes what is done.
    """

    registry: Registry
    recipients: Recipients
    channels: Callable[[str], Channel]
    late: LateEditions
    run: str
    clock: Callable[[], datetime]
    journal: Journal

    def send(self) -> Iterator[Line]:
        """Send all that is due; a line for each.

        Raises:
            MachineError: The registry cannot be written: nothing further can be sent.
        """
        tried: set[int] = set()
        while dispatch := self.registry.take_dispatch(self.run, self.clock(), LEASE, tried):
            tried.add(dispatch.id)
            dispatch, receipt = self._tried(dispatch)
            yield self._settled(dispatch, receipt)

    def _tried(self, dispatch: Dispatch) -> tuple[Dispatch, Receipt]:
        """One attempt. Whatever is wrong with one dispatch, the others go on."""
        if dispatch.attempts > _MOST:
            return dispatch, Receipt(Fate.REFUSED, f"it was tried {_MOST} times, and each run that tried was ended")
        try:
            if not dispatch.outgoing.enclosures:
                dispatch = self.late.make(dispatch, self.run)
            recipient = check_recipient(self.recipients.now(), self.registry, dispatch)
            parcel = self._parcel(dispatch, recipient)
            channel = self.channels(dispatch.outgoing.channel)
            self._require_ours(dispatch)
        except Refusal as refusal:
            return dispatch, Receipt(Fate.REFUSED, str(refusal))
        except BriefgenError as fault:
            return dispatch, Receipt(Fate.LATER, f"{fault}. {fault.hint}".strip())
        except OSError as fault:
            return dispatch, Receipt(Fate.LATER, f"the machine is at fault: {fault.strerror or type(fault).__name__}")
        except BaseException:
            self._give_back(dispatch)
            raise
        return dispatch, channel.send(parcel)

    def _require_ours(self, dispatch: Dispatch) -> None:
        """No other run has the dispatch, or comes to have it while it is being sent: the machine may have slept until now.

        Raises:
            BlockedError: One has, or may: sent now, it could arrive twice.
        """
        now = self.registry.dispatch(dispatch.id)
        ours = now is not None and now.state is DispatchState.SENDING and now.run == self.run
        if not ours or self.clock() > dispatch.at + LEASE / 2:
            raise BlockedError("this run was held up before it could send it")

    def _give_back(self, dispatch: Dispatch) -> None:
        """Somebody ends the run before anything was given out: the next one sends it."""
        at, because = self.clock(), "the run was stopped before it was sent"
        with suppress(BriefgenError):
            self.registry.settle_dispatch(dispatch.id, self.run, DispatchState.PENDING, at, at, because)

    def _parcel(self, dispatch: Dispatch, recipient: Recipient) -> Parcel:
        """What is sent: bytes that are what they were when they were issued."""
        outgoing = dispatch.outgoing
        files = []
        for each in outgoing.enclosures:
            data = self.registry.artefact_data(each.sha256)
            if data is None or sha256(data).hexdigest() != each.sha256:
                raise Refusal(f"the file {each.name} is not in the archive as it was issued")
            files.append(ParcelFile(each.name, each.media_type, data))
        at = self.clock()
        recipient.require_locked(files)
        attached = recipient.takes(sum(len(each.data) for each in files))
        letter = recipient.letter(dispatch, {each.name: len(each.data) for each in files}, attached, at)
        return Parcel(outgoing.key, outgoing.target, tuple(files) if attached else (), letter, at, outgoing.number)

    def _settled(self, dispatch: Dispatch, receipt: Receipt) -> Line:
        at = self.clock()
        state, due = _following(dispatch, receipt, at)
        if not self.registry.settle_dispatch(dispatch.id, self.run, state, at, due, receipt.because, receipt.fate):
            return self._overtaken(dispatch, receipt)
        outgoing, line = dispatch.outgoing, line_of(replace(dispatch, state=state, due=due, because=receipt.because))
        self.journal.tell(
            line.what,
            dispatch=dispatch.id,
            number=outgoing.number,
            client=outgoing.client,
            channel=outgoing.channel,
            target=outgoing.target,
            because=receipt.because or None,
        )
        return line

    def _overtaken(self, dispatch: Dispatch, receipt: Receipt) -> Line:
        """What is told of an attempt that another run has taken for dead: what stands on record is the other's."""
        self.journal.tell("overtaken", dispatch=dispatch.id, fate=receipt.fate.value)
        what = "unknown" if receipt.fate in {Fate.SENT, Fate.UNKNOWN} else "retried"
        told = f"another run took it over meanwhile; here it came to '{receipt.fate.value}' {receipt.because}".strip()
        return Line(what, subject_of(dispatch), told, "See how it stands: briefgen outbox list")


def subject_of(dispatch: Dispatch) -> str:
    """What a dispatch is called: "ASA-SR-2026-0003 for example-mining, mail to desk@client.example"."""
    outgoing = dispatch.outgoing
    whose = f" for {outgoing.client}" if outgoing.client else ""
    return f"{outgoing.number}{whose}, {outgoing.channel} to {outgoing.target}"


def line_of(dispatch: Dispatch) -> Line:
    """What a run tells of a dispatch as it stands."""
    told = dispatch.because
    if dispatch.state is DispatchState.PENDING:
        told = f"{told}; tried again from {dispatch.due:%Y-%m-%d %H:%M} UTC"
    return Line(_SAID[dispatch.state], subject_of(dispatch), told, _remedy(dispatch))


def _following(dispatch: Dispatch, receipt: Receipt, at: datetime) -> tuple[DispatchState, datetime]:
    """What a dispatch is after an attempt, and when it is tried again where it is."""
    if receipt.fate is Fate.SENT:
        return DispatchState.SENT, at
    if receipt.fate is Fate.UNKNOWN:
        return DispatchState.UNKNOWN, at
    if receipt.fate is Fate.LATER and dispatch.attempts <= len(_PAUSES):
        return DispatchState.PENDING, at + _PAUSES[dispatch.attempts - 1]
    return DispatchState.FAILED, at


def _remedy(dispatch: Dispatch) -> str:
    if dispatch.state is DispatchState.FAILED:
        return f"Mend it, then: briefgen outbox resend {dispatch.id}"
    if dispatch.state is DispatchState.UNKNOWN:
        return f"Ask whether it arrived. If it did not: briefgen outbox resend {dispatch.id}"
    return ""
