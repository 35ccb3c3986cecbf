"""Issues with judgements, written into a desk's real registry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from briefgen.archive.registry import Registry, open_registry
from briefgen.model.issue import Issue, Series, frozen
from briefgen.model.record import Outcome, Stage, Step, Verdict
from briefgen.model.register import IssuedJudgement
from briefgen.model.scales import SCALES

PAST = date(2020, 6, 30)
FUTURE = date(2999, 6, 30)
SAID = date(2020, 1, 1)
SERIES = Series("ASA-SR", 2020)


@dataclass
class Book:
    """Writes issues into the desk's registry."""

    registry: Registry
    steps: dict[str, Step] = field(default_factory=dict)

    def issue(self, report: str, *judgements: IssuedJudgement, as_of: date = SAID, **fields) -> None:
        """Record one issue."""
        at = datetime(2020, 1, 1, 9, tzinfo=UTC)
        number = self.registry.next_number(SERIES)
        known = {"countries": ("ML",), "topics": ("ports",)} | fields
        issue = Issue(number, report, "Ports", "Situation report", as_of, at, "A", "B", (), known["countries"], known["topics"], (), "TLP:CLEAR", "0", ())  # fmt: skip
        step = Step(report, Stage.ISSUED, "0", "A", at, number)
        assert self.registry.record_issue(
            issue, frozen(report, as_of, ()), judgements, (), step, self.steps.get(report)
        )
        self.steps[report] = step

    def resolve(self, report: str, judgement: str, verdict: str, horizon: date = PAST, on: date = PAST) -> None:
        """Record an outcome, as somebody did who is not at the keyboard now."""
        at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        self.registry.resolve(Outcome(report, judgement, horizon, Verdict(verdict), "It was seen.", "B. Keïta", at))


def said(name: str, key: str = "likely", horizon: date = PAST, scale: str = "icd203", **fields) -> IssuedJudgement:
    """A judgement as an issue prints it."""
    band = SCALES[scale].band(key)
    assert band is not None
    known = {"statement": f"{name} will happen.", "analysts": ("A. Diallo",)} | fields
    return IssuedJudgement(name, known["statement"], horizon, known["analysts"], key, scale, band.low, band.high, "low")


@contextmanager
def opened_book(desk: Path) -> Iterator[Book]:
    """A registry in a desk, which speaks from today."""
    settings = desk / "briefgen.toml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("as_of")]
    settings.write_text("\n".join(kept) + "\n", encoding="utf-8")
    registry = open_registry(f"sqlite:///{desk}/registry.db", create=True)
    assert registry is not None
    with registry:
        yield Book(registry)
