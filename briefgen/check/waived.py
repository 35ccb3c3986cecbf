"""A waiver, held against what was found: what the rules about waivers look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefgen.model.place import Place
from briefgen.model.report import Waiver
from briefgen.model.saying import saying


@dataclass(frozen=True, slots=True)
class Waived:
    """One waiver of a report.

    Attributes:
        waiver: As written.
        place: Of its entry in report.yaml.
        as_of: The day the report speaks from.
        rule: Code and name of what it means to waive: `BG305 uncited-claim`; "" where there is no such thing.
        waivable: Whether that may be waived.
        covered: How many findings it covers, or would cover if it still held.
        looked: Whether all that it could cover has been looked for by now; what only printing shows has not.
        names: Names of all rules that may be waived.
    """

    waiver: Waiver
    place: Place | None
    as_of: date
    rule: str
    waivable: bool
    covered: int
    looked: bool
    names: tuple[str, ...]

    @property
    def expired(self) -> bool:
        """Whether its last day is past."""
        return self.waiver.until < self.as_of

    @property
    def on(self) -> str:
        """What it is about, in words."""
        words = f', "{self.waiver.words}"' if self.waiver.words else ""
        return saying("%(rule)s on '%(about)s'%(words)s", rule=self.rule, about=self.waiver.about, words=words)
