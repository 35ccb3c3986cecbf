"""The judgement register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from briefgen.archive.schema import forecasts, issues, judgements, outcomes
from briefgen.model.faults import BlockedError
from briefgen.model.issue import Issue
from briefgen.model.record import Outcome, Verdict
from briefgen.model.register import Forecast, IssuedJudgement, RegisteredJudgement


def enter(connection: Connection, issue: Issue, issue_id: int, issued: Iterable[IssuedJudgement]) -> None:
    """Enter what an issue prints: new judgements, and new forecasts where band, scale or confidence changed."""
    for each in issued:
        judgement_id = _entered(connection, issue, issue_id, each)
        forecast = {
            "likelihood": each.likelihood,
            "scale": each.scale,
            "low": each.low,
            "high": each.high,
            "confidence": each.confidence,
        }
        last = connection.execute(
            select(*(forecasts.c[name] for name in forecast))
            .where(forecasts.c.judgement_id == judgement_id)
            .order_by(forecasts.c.id.desc())
            .limit(1)
        ).first()
        if last is None or tuple(last) != tuple(forecast.values()):
            connection.execute(insert(forecasts).values(judgement_id=judgement_id, issue_id=issue_id, **forecast))


def _entered(connection: Connection, issue: Issue, issue_id: int, issued: IssuedJudgement) -> int:
    """The judgement's id, with what this issue says of it."""
    said = {
        "statement": issued.statement,
        "analysts": issued.analysts,
        "countries": issue.countries,
        "topics": issue.topics,
        "last_issue_id": issue_id,
    }
    found = _id_of(connection, issue.report, issued.judgement, issued.horizon)
    if found is not None:
        connection.execute(update(judgements).where(judgements.c.id == found).values(**said))
        return found
    known = {"report": issue.report, "judgement": issued.judgement, "horizon": issued.horizon}
    new = connection.execute(insert(judgements).values(**known, **said).returning(judgements.c.id))
    return int(new.scalar_one())


def _id_of(connection: Connection, report: str, judgement: str, horizon: date) -> int | None:
    return connection.scalar(
        select(judgements.c.id).where(
            judgements.c.report == report, judgements.c.judgement == judgement, judgements.c.horizon == horizon
        )
    )


def registered(connection: Connection, report: str | None) -> tuple[RegisteredJudgement, ...]:
    """Of one report or of all, by report, judgement and horizon."""
    names = ("id", "report", "judgement", "statement", "horizon", "analysts", "countries", "topics")
    wanted = select(*(judgements.c[name] for name in names), issues.c.number).join_from(judgements, issues)
    if report is not None:
        wanted = wanted.where(judgements.c.report == report)
    found: Iterable[tuple[Any, ...]] = connection.execute(wanted).all()
    said = _forecasts(connection, report)
    resolved = outcomes_of(connection, report)
    entries = [
        RegisteredJudgement(
            report=of,
            judgement=judgement,
            statement=statement,
            horizon=horizon,
            analysts=analysts,
            countries=countries,
            topics=topics,
            last_number=number,
            forecasts=tuple(said[judgement_id]),
            outcome=resolved.get((of, judgement, horizon)),
        )
        for judgement_id, of, judgement, statement, horizon, analysts, countries, topics, number in found
    ]
    # Not by the database: each has its own order of letters.
    return tuple(sorted(entries, key=lambda each: (each.report, each.judgement, each.horizon)))


def _forecasts(connection: Connection, report: str | None) -> dict[int, list[Forecast]]:
    """Oldest first, by the id of the judgement."""
    wanted = (
        select(
            forecasts.c.judgement_id,
            issues.c.number,
            issues.c.as_of,
            forecasts.c.likelihood,
            forecasts.c.scale,
            forecasts.c.low,
            forecasts.c.high,
            forecasts.c.confidence,
        )
        .join_from(forecasts, issues)
        .order_by(forecasts.c.id)
    )
    if report is not None:
        wanted = wanted.join(judgements, forecasts.c.judgement_id == judgements.c.id).where(
            judgements.c.report == report
        )
    found: dict[int, list[Forecast]] = defaultdict(list)
    for row in connection.execute(wanted).all():
        found[row[0]].append(Forecast._make(row[1:]))
    return found


def outcomes_of(connection: Connection, report: str | None) -> dict[tuple[str, str, date], Outcome]:
    """Outcomes that hold, of one report or of all, by report, judgement and horizon."""
    wanted = (
        select(judgements.c.report, judgements.c.judgement, judgements.c.horizon, outcomes)
        .join_from(outcomes, judgements)
        .order_by(outcomes.c.id)
    )
    if report is not None:
        wanted = wanted.where(judgements.c.report == report)
    # A later outcome takes the place of an earlier one.
    return {(row.report, row.judgement, row.horizon): _outcome(row) for row in connection.execute(wanted).all()}


def _outcome(row: Row[*tuple[Any, ...]]) -> Outcome:
    return Outcome(row.report, row.judgement, row.horizon, Verdict(row.verdict), row.because, row.by, row.at)


def resolve(connection: Connection, outcome: Outcome) -> None:
    """Add what became of a judgement.

    Raises:
        BlockedError: It was never issued with this horizon.
    """
    judgement_id = _id_of(connection, outcome.report, outcome.judgement, outcome.horizon)
    if judgement_id is None:
        raise BlockedError(
            f"no issue of '{outcome.report}' ever held the judgement '{outcome.judgement}'"
            f" with the horizon {outcome.horizon}",
            "Look it up in the register: briefgen judgements",
        )
    connection.execute(
        insert(outcomes).values(
            judgement_id=judgement_id,
            verdict=outcome.verdict.value,
            because=outcome.because,
            by=outcome.by,
            at=outcome.at,
        )
    )
