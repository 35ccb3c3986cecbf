"""The judgement register as people read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from briefgen.cli.diagnostics import Look, bold, columns_of, printable
from briefgen.cli.tables import Row, aligned
from briefgen.cli.wording import WIDEST, number_of
from briefgen.desk.judgements import Standing, full_id
from briefgen.model.calibration import (
    EVEN_BRIER,
    FEW_IN_ALL,
    WITHIN_CHANCE,
    BandRecord,
    Calibration,
    band_range,
    band_term,
    scale_name,
)
from briefgen.model.register import RegisteredJudgement

_MARGIN = " " * 14
_SHOWN = 20
"""Judgements of a state that are listed where not all were asked for."""
_PLURALS = {"analyst": "analysts", "country": "countries", "topic": "topics"}


def due_lines(standing: Standing, as_of: date, look: Look, *, every: bool) -> Iterator[str]:
    """Judgements whose horizon has come, with how long ago, and what to do; the longest overdue, or all."""
    yield bold(f"Due: {len(standing.due):,}", look)
    for entry in _shown_of(standing.due, every=every):
        days = (as_of - entry.horizon).days
        late = f"{number_of(days, 'day')} overdue" if days else "Due today"
        yield from _entry(entry, f"{late}. Said: {_said(entry)}.", look)
    yield from _more(standing.due, "--due", every=every)
    if standing.due:
        yield from _wrapped("Resolve one: briefgen resolve ID --outcome yes|no|unclear --because …", "  ", look)


def open_lines(standing: Standing, as_of: date, look: Look, *, every: bool) -> Iterator[str]:
    """Judgements whose horizon is still to come; the nearest, or all."""
    yield bold(f"Open: {len(standing.open):,}", look)
    for entry in _shown_of(standing.open, every=every):
        days = (entry.horizon - as_of).days
        yield from _entry(entry, f"In {number_of(days, 'day')}. Said: {_said(entry)}.", look)
    yield from _more(standing.open, "--open", every=every)


def resolved_lines(standing: Standing, look: Look, *, every: bool) -> Iterator[str]:
    """Judgements with what became of them and what shows it; the newest ones, or all."""
    yield bold(f"Resolved: {len(standing.resolved):,}", look)
    for entry in _shown_of(standing.resolved, every=every):
        if entry.outcome:
            outcome = entry.outcome
            head = f"{outcome.verdict.capitalize()}, {outcome.at.date()}, {outcome.by}. Said: {_said(entry)}."
            yield from _entry(entry, head, look)
            yield from _wrapped(f"Because: {outcome.because}", _MARGIN, look)
    yield from _more(standing.resolved, "--resolved", every=every)


def score_lines(by: str, calibrations: Sequence[Calibration], look: Look) -> Iterator[str]:
    """How well they came true: for the desk, or for each group that has something to tell."""
    if by == "desk":
        yield bold("Score", look)
        for each in calibrations:
            yield from _score(each, look)
        return
    yield bold(f"Score by {by}", look)
    told = [each for each in calibrations if each.issued > each.unresolved]
    for each in told:
        yield ""
        yield f"  {bold(printable(each.group) or 'none named', look)}"
        yield from _score(each, look)
    if told:
        yield ""
    if silent := len(calibrations) - len(told):
        yield f"  Nothing is resolved yet for {silent:,} more." if told else "  Nothing is resolved yet."
    if told:
        yield from _wrapped(f"A judgement of several {_PLURALS[by]} counts under each of them.", "  ", look)


def _shown_of(entries: Sequence[RegisteredJudgement], *, every: bool) -> Sequence[RegisteredJudgement]:
    return entries if every else entries[:_SHOWN]


def _more(entries: Sequence[RegisteredJudgement], option: str, *, every: bool) -> Iterator[str]:
    if left := len(entries) - len(_shown_of(entries, every=every)):
        yield f"  … and {left:,} more; {option} shows all"


def _said(entry: RegisteredJudgement) -> str:
    """The band it was last issued with. Its confidence stands elsewhere: the two never share a sentence (ICD 203)."""
    last = entry.forecasts[-1]
    return f"{band_term(last.scale, last.likelihood)} ({band_range(last.scale, last.likelihood, last.low, last.high)})"


def _entry(entry: RegisteredJudgement, head: str, look: Look) -> Iterator[str]:
    yield f"  {entry.horizon}  {bold(_shown(full_id(entry)), look)}"
    yield from _wrapped(head, _MARGIN, look)
    yield from _wrapped(entry.statement, _MARGIN, look)


def _score(each: Calibration, look: Look) -> Iterator[str]:
    parts = (
        (each.unresolved, "unresolved"),
        (each.unclear, "unclear"),
        (each.hindsight, "first issued after the answer"),
    )
    rest = ", ".join(f"{count:,} {word}" for count, word in parts if count)
    scored = f"{each.scored:,} scored of {number_of(each.issued, 'judgement')} issued" + (f" ({rest})" if rest else "")
    yield from _wrapped(f"{scored}.", "  ", look)
    if each.brier is None or each.base_rate is None:
        return
    base = f"{_percent(each.base_rate)} ({each.came_true:,} of {each.scored:,})"
    yield from _wrapped(f"Brier score {each.brier:.3f} (n = {each.scored:,}; 0 is best, 1 worst).", "  ", look)
    yield from _wrapped(
        f"Always saying the base rate, {base}, would have scored {each.base_rate_brier:.3f}, though it is known only "
        f"afterwards; always saying 50 %, {EVEN_BRIER:.3f}.",
        "  ",
        look,
    )
    if each.too_few:
        yield from _wrapped(
            f"With fewer than {FEW_IN_ALL} scored, this says little yet (n = {each.scored:,}).", "  ", look
        )
    for scale in dict.fromkeys(band.scale for band in each.bands):
        yield from _bands(scale, [band for band in each.bands if band.scale == scale], look)


def _bands(scale: str, bands: Sequence[BandRecord], look: Look) -> Iterator[str]:
    yield ""
    headings: Row = (f"  {scale_name(scale)}", "said", "came true", "share (95 % interval)")
    yield from aligned([headings, *map(_band, bands)])
    if any(band.finding == WITHIN_CHANCE and not band.too_few for band in bands):
        yield from _wrapped(f"{WITHIN_CHANCE}: outside the band, but the interval reaches into it.", "  ", look)


def _band(band: BandRecord) -> Row:
    low, high = (f"{100 * bound:.0f}" for bound in band.interval)
    share = f"{_percent(band.share)} ({low}–{high}), {band.finding}"
    said = f"too few to tell (n = {band.count})" if band.too_few else share
    return (f"  {printable(band.term)}", band.range, f"{band.came_true:,} of {band.count:,}", said)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _wrapped(text: str, margin: str, look: Look) -> Iterator[str]:
    """Lines to the reader's width; a percentage stays with its sign."""
    room = min(look.width, WIDEST) - len(margin)
    line, taken = "", 0
    # textwrap takes ten times as long, which a register of thousands makes felt.
    for word in _shown(text).replace(" %", "\xa0%").split(" "):
        wide = columns_of(word)
        if line and taken + 1 + wide > room:
            yield margin + line.replace("\xa0%", " %")
            line, taken = word, wide
        else:
            line, taken = (f"{line} {word}", taken + 1 + wide) if line else (word, wide)
    yield margin + line.replace("\xa0%", " %")


def _shown(text: str) -> str:
    """The text, fit to print; most is, and need not be looked at letter by letter."""
    return text if text.isprintable() else printable(text)
