"""Issues to record, each with all its parts, made from its number alone."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from briefgen.archive.registry import Registry, open_registry
from briefgen.model.issue import Artefact, Frozen, Issue, Item, Series, frozen, item
from briefgen.model.record import Stage, Step
from briefgen.model.register import IssuedJudgement

SERIES = Series("ASA-SR", 2026)
FIRST_DAY = date(2026, 1, 5)
FIRST_MOMENT = datetime(2026, 1, 5, 9, 30, 0, 123456, UTC)
BANDS = (("unlikely", 20, 45), ("roughly-even", 45, 55), ("likely", 55, 80))
TEXT = "The council met on its market, and put off the vote on the budget to the autumn; the ministry did not comment. "


@dataclass(frozen=True)
class Sample:
    """What `record_issue` takes, but for the step before."""

    issue: Issue
    content: Frozen
    judgements: tuple[IssuedJudgement, ...]
    artefacts: tuple[Artefact, ...]
    step: Step


def sample(count: int, by: str = "A. Diallo", report: str = "mali", items: int = 200) -> Sample:
    """The issue of that count in the series; `count` begins at 1.

    Args:
        count: Which issue of the series.
        by: Who issues it.
        report: Of which report.
        items: How many things it uses; one in twenty is another than in the issue before.
    """
    number = SERIES.number(count)
    day, at = FIRST_DAY + timedelta(days=count), FIRST_MOMENT + timedelta(minutes=count)
    content = frozen(report, day, [_item(report, key, count) for key in range(items)])
    issue = Issue(
        number=number,
        report=report,
        title="Mali: who guards the north",
        series="Situation report",
        as_of=day,
        issued_at=at,
        issued_by=by,
        approved_by="B. Traoré",
        authors=("A. Diallo", "C. Keïta"),
        countries=("ML", "NE"),
        topics=("regional-bodies",),
        clients=("example-mining",),
        marking="TLP:AMBER+STRICT",
        digest=content.digest,
        versions=(("briefgen", "0.2.0"), ("weasyprint", "70.0")),
    )
    step = Step(report, Stage.ISSUED, content.digest, by, at, number)
    return Sample(issue, content, judgements(count), artefacts(count, report), step)


def _item(report: str, key: int, count: int) -> Item:
    revision = (count + key) // 20
    kind = "fact" if key else "report"
    name = f"{kind}-{key}"
    text = TEXT * (2 + key % 5)
    return item(kind, name if kind == "fact" else report, {"id": name, "statement": text, "revision": revision})


def judgements(count: int) -> tuple[IssuedJudgement, ...]:
    """Five, with a horizon that moves every ten issues and a band that changes every seven."""
    band, low, high = BANDS[count // 7 % 3]
    horizon = date(2026, 6, 30) + timedelta(days=count // 10 * 30)
    return tuple(
        IssuedJudgement(f"judgement-{key}", TEXT, horizon, ("A. Diallo",), band, "icd203", low, high, "moderate")
        for key in range(5)
    )


def artefacts(count: int, report: str) -> tuple[Artefact, ...]:
    """A PDF of 300 kB that cannot be packed any smaller, and an HTML that can."""
    pdf = random.Random(count).randbytes(300_000)  # noqa: S311 - the same bytes each time
    html = f"<p>{count}</p>".encode() + TEXT.encode() * 400
    return (
        Artefact(f"{report}.pdf", "application/pdf", pdf, content_sha256=f"pages of {count}"),
        Artefact(f"{report}.html", "text/html", html, client="example-mining", language="fr", encrypted=False),
    )


def record(registry: Registry, issued: Sample) -> bool:
    """Record it as whoever has just looked."""
    steps = registry.steps(issued.issue.report)
    parts = (issued.issue, issued.content, issued.judgements, issued.artefacts, issued.step)
    return registry.record_issue(*parts, steps[-1] if steps else None)


def with_one_issue(url: str) -> None:
    """Make a registry with the series' first issue in it."""
    registry = open_registry(url, create=True)
    assert registry
    with registry:
        assert record(registry, sample(1))
