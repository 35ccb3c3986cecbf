"""Editions that could not be made with their issue, because a password was missing or the desk's key: made when they are sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefgen.desk.going_out import going_out
from briefgen.desk.recipients import Refusal
from briefgen.desk.workflow import Ready, ready
from briefgen.model.faults import RenderError

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.desk.edition_press import EditionPress
    from briefgen.desk.recipients import Recipients
    from briefgen.model.dispatch import Dispatch


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
            Refusal: The report was edited since it was issued, so that the edition would be another issue's.
            RenderError: It still cannot be made.
            BlockedError: Another run sends the dispatch meanwhile.
            MachineError: The engine's libraries or the machine are at fault.
        """
        outgoing, desk = dispatch.outgoing, self._recipients.now()
        issue = self._registry.issue(outgoing.number)
        found = ready(desk, outgoing.report)
        if issue is None or not isinstance(found, Ready) or found.content.digest != issue.digest:
            raise Refusal(
                f"no edition was made for '{outgoing.client}', and the report was edited since: the next issue has one"
            )
        made = going_out(found.prepared.weighing, self._press(), outgoing.number, outgoing.client)
        for told in made.kept_back.get(outgoing.client, ()):
            raise RenderError(str(told.message), str(told.hint))
        for each in made.outgoing:
            if (each.channel, each.target) == (outgoing.channel, outgoing.target):
                return self._registry.enclose(dispatch.id, run, made.artefacts, each)
        raise Refusal(
            f"'{outgoing.client}' is not sent this report by {outgoing.channel} to {outgoing.target} any more"
        )
