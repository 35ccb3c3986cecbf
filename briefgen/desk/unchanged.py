"""A build that was asked for before, in the same words, from files that nobody has touched since: its answer is known.

No import here takes time, and the desk is not read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.archive.builds import Builds
from briefgen.desk.ground import Ground, ground_of

if TYPE_CHECKING:
    from briefgen.desk.build import BuildOutcome


@dataclass(frozen=True, slots=True)
class Call:
    """A command as it was given.

    Attributes:
        words: Its words.
        where: The folder that it was given in, and that its relative paths start from.
        start: Where the search for the desk begins.
        today: The calendar's day, which a desk may speak from.
    """

    words: tuple[str, ...]
    where: Path
    start: Path
    today: date

    @property
    def key(self) -> str:
        """The same for the same command."""
        return json.dumps([*self.words, str(self.where), str(self.start), self.today.isoformat()])


class Known:
    """What is known of a command before it is carried out.

    Attributes:
        outcomes: What it would tell again; None where it must be carried out.
    """

    def __init__(self, call: Call, *, force: bool = False) -> None:
        self._call = call
        self._ground: Ground | None = ground_of(call.start)
        self.outcomes: tuple[BuildOutcome, ...] | None = None
        if self._ground and not force:
            with Builds(self._ground.root) as builds:
                told = builds.command(call.key, self._ground.digest)
            self.outcomes = tuple(map(_outcome, told["outcomes"])) if told else None

    def keep(self, outcomes: Sequence[BuildOutcome]) -> None:
        """Remember what was told, if all went well and nothing it could read was touched meanwhile."""
        ground = self._ground
        well = all(each.status in {"built", "unchanged"} for each in outcomes)
        if not ground or not well or not ground.holds(self._call.start):
            return
        files = (ground.root / file.path for each in outcomes for file in each.files)
        told = {"outcomes": [_data(each) for each in outcomes]}
        with Builds(ground.root) as builds:
            builds.keep_command(self._call.key, ground.digest, told, files)


def _data(outcome: BuildOutcome) -> dict[str, Any]:
    found = asdict(outcome) | {"as_of": outcome.as_of.isoformat()}
    found["diagnostics"] = [
        asdict(each) | {"message": str(each.message), "hint": str(each.hint)} for each in outcome.diagnostics
    ]
    return found


def _outcome(data: Mapping[str, Any]) -> BuildOutcome:
    from briefgen.desk.build import BuildOutcome  # noqa: PLC0415 - only where something is known
    from briefgen.desk.published import BuiltFile  # noqa: PLC0415
    from briefgen.model.diagnostic import Diagnostic, Severity  # noqa: PLC0415
    from briefgen.model.place import Place  # noqa: PLC0415

    def found(each: Mapping[str, Any]) -> Diagnostic:
        place = each["place"]
        where = Place(**{**place, "pointer": tuple(place["pointer"])}) if place else None
        return Diagnostic(**{**each, "severity": Severity(each["severity"]), "place": where})

    return BuildOutcome(
        report=data["report"],
        client=data["client"],
        language=data["language"],
        as_of=date.fromisoformat(data["as_of"]),
        status="unchanged",
        seconds=0.0,
        files=tuple(BuiltFile(**each) for each in data["files"]),
        diagnostics=tuple(map(found, data["diagnostics"])),
    )
