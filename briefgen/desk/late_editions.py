"""Editions that could not be made with their issue, because a password was missing or the desk's key: made when they are sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.desk.going_out import going_out
from briefgen.desk.recipients import Refusal
from briefgen.desk.slot_work import errors_in_words
from briefgen.desk.workflow import Ready, ready
from briefgen.model.faults import BlockedError, RenderError

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.desk.edition_press import EditionPress
    from briefgen.desk.recipients import Recipients
    from briefgen.model.dispatch import Dispatch, Outgoing


class LateEditions:
    """What makes them.

    Args:
        recipients: The desk as its files are now.
        registry: Takes them.
        press: Gives what makes editions, when it is first asked for.
    """

    def __init__(self, recipients: Recipients, registry: Registry, press: Callable[[], EditionPress]) -> None:
        self._recipients = recipients
        self._registry = registry
        self._press = press

    def make(self, dispatch: Dispatch, run: str) -> Dispatch:
        """A dispatch with its edition, which is now part of the issue.

        Args:
            dispatch: One that is being sent, without enclosures.
            run: Id of the run that sends it.

        Raises:
            Refusal: The report was edited or issued since, so that the edition would be another issue's.
            RenderError: It still cannot be made.
            BlockedError: Another run sends the dispatch meanwhile, or errors stand in the report's way.
            MachineError: The engine's libraries or the machine are at fault.
        """
        outgoing, found = dispatch.outgoing, self._as_issued(dispatch.outgoing)
        made = going_out(found.prepared.weighing, self._press(), outgoing.number, outgoing.client)
        for told in made.kept_back.get(outgoing.client, ()):
            raise RenderError(str(told.message), str(told.hint))
        for each in made.outgoing:
            if (each.channel, each.target) == (outgoing.channel, outgoing.target):
                return self._registry.enclose(dispatch.id, run, made.artefacts, each)
        raise Refusal(
            f"'{outgoing.client}' is not sent this report by {outgoing.channel} to {outgoing.target} any more"
        )

    def _as_issued(self, outgoing: Outgoing) -> Ready:
        """The report as it was issued, on the day that it speaks from.

        Raises:
            Refusal: It is not that any more.
            BlockedError: Errors stand in its way, so that nobody can tell.
        """
        newest = self._registry.issues(outgoing.report, limit=1)
        if not newest or newest[0].number != outgoing.number:
            raise Refusal(f"no edition was made for '{outgoing.client}', and the report was issued again since")
        found = ready(replace(self._recipients.now(), as_of=newest[0].as_of), outgoing.report)
        if not isinstance(found, Ready):
            raise BlockedError(errors_in_words(found), f"Mend it: briefgen check {outgoing.report}")
        if found.content.digest != newest[0].digest:
            raise Refusal(
                f"no edition was made for '{outgoing.client}', and the report was edited since: the next issue has one"
            )
        return found
