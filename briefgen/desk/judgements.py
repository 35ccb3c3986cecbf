"""The judgement register at work: what is due, which judgement is meant, and the plot of how well they came true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from pathlib import Path

from briefgen.load.workspace import Workspace
from briefgen.model.calibration import Calibration, CalibrationPanel
from briefgen.model.faults import BlockedError, MachineError, UsageError
from briefgen.model.record import Verdict
from briefgen.model.register import RegisteredJudgement


@dataclass(frozen=True, slots=True)
class Standing:
    """The register on one day; each judgement is in one of the three.

    Attributes:
        due: The horizon has come, and nobody said what became of it; the longest overdue first.
        open: The horizon is still to come, the nearest first.
        resolved: The newest outcome first.
    """

    due: tuple[RegisteredJudgement, ...]
    open: tuple[RegisteredJudgement, ...]
    resolved: tuple[RegisteredJudgement, ...]


def stand(entries: Iterable[RegisteredJudgement], as_of: date) -> Standing:
    """The register as it stands on that day."""
    entries = tuple(entries)
    waiting = sorted((entry for entry in entries if entry.outcome is None), key=attrgetter("horizon"))
    resolved = [(entry.outcome.at, entry) for entry in entries if entry.outcome]
    resolved.sort(key=lambda pair: pair[0], reverse=True)
    return Standing(
        due=tuple(entry for entry in waiting if entry.due(as_of)),
        open=tuple(entry for entry in waiting if not entry.due(as_of)),
        resolved=tuple(entry for _, entry in resolved),
    )


def full_id(entry: RegisteredJudgement) -> str:
    """The judgement's id with its report's: `mali/moscow-stays-main-partner`."""
    return f"{entry.report}/{entry.judgement}"


def find_judgement(
    entries: Iterable[RegisteredJudgement], name: str, horizon: date | None, today: date
) -> RegisteredJudgement:
    """The judgement that is meant.

    Args:
        entries: The register.
        name: Its id, or `report/judgement`.
        horizon: None takes the one that is due, else the only one unresolved, else the only one.
        today: What decides which is due.

    Raises:
        BlockedError: It was never issued, or never with this horizon.
        UsageError: Several are meant.
    """
    entries = tuple(entries)
    found = [entry for entry in entries if name in {entry.judgement, full_id(entry)}]
    if not found:
        raise BlockedError(f"no judgement '{name}' was ever issued", _nearest(name, entries))
    reports = dict.fromkeys(map(full_id, found))
    if len(reports) > 1:
        raise UsageError(f"several reports have a judgement '{name}'", f"Name one of them: {', '.join(reports)}")
    return _with_horizon(found, horizon, today)


def forbid_early(entry: RegisteredJudgement, verdict: Verdict, today: date) -> None:
    """Refuse to say that it did not come true while it still may. That it came true may be said early.

    Raises:
        BlockedError: The horizon is still to come.
    """
    if verdict is not Verdict.YES and today < entry.horizon:
        raise BlockedError(
            f"'{full_id(entry)}' may still come true until {entry.horizon}",
            "Resolve it then; where it cannot come true any more, say so with --early.",
        )


def panels_of(calibrations: Iterable[Calibration], unnamed: str) -> tuple[CalibrationPanel, ...]:
    """A diagram for each group and scale that has a scored judgement.

    Args:
        calibrations: The groups.
        unnamed: What to call the one without a name.
    """
    return tuple(
        CalibrationPanel(each.group or unnamed, scale, tuple(band for band in each.bands if band.scale == scale))
        for each in calibrations
        for scale in dict.fromkeys(band.scale for band in each.bands)
    )


def plot_target(path: Path) -> Path:
    """The file that a plot is to be written to, where one can be.

    Raises:
        UsageError: It is no SVG file's name, a folder, or in a folder that does not exist.
    """
    if path.is_dir():
        raise UsageError(f"{path} is a folder", "Name a file for the plot: --plot plot.svg")
    if path.suffix.lower() != ".svg":
        raise UsageError(f"the plot is an SVG file, and '{path.name}' is not one's name", "Write: --plot plot.svg")
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}", "Make it first, or name a file elsewhere.")
    return path


def publish_plot(workspace: Workspace, panels: Sequence[CalibrationPanel], caption: str, path: Path) -> None:
    """Draw the plot in the desk's brand and write it, whole or not at all.

    Raises:
        BlockedError: There is nothing to show, or the brand is faulty.
        MachineError: The file cannot be written.
    """
    from briefgen.archive.files import publish  # noqa: PLC0415 - only who plots waits for these
    from briefgen.draw.calibration import draw_calibration  # noqa: PLC0415
    from briefgen.load.brand import load_brand, template_roots  # noqa: PLC0415

    if not panels:
        raise BlockedError("nothing is resolved yet that a plot could show", "Resolve what is due: briefgen resolve ID")
    kit, found = load_brand(workspace, workspace.brand, template_roots(workspace))
    if kit is None:
        raise BlockedError("\n".join(each.message for each in found), "Mend the brand; see: briefgen check")
    drawing = draw_calibration(panels, caption, kit.brand)
    try:
        publish(path, f"{drawing.svg}\n".encode())
    except MachineError as fault:
        remedy = "Free some space, mend the folder's permissions, or name a file elsewhere with --plot."
        raise MachineError(str(fault), remedy) from fault


def _with_horizon(found: list[RegisteredJudgement], horizon: date | None, today: date) -> RegisteredJudgement:
    name = full_id(found[0])
    if horizon is not None:
        for entry in found:
            if entry.horizon == horizon:
                return entry
        listed = ", ".join(str(entry.horizon) for entry in found)
        raise BlockedError(f"'{name}' was never issued with the horizon {horizon}", f"Its horizons: {listed}")
    unresolved = [entry for entry in found if entry.outcome is None]
    meant = [entry for entry in unresolved if entry.due(today)] or unresolved or found
    if len(meant) > 1:
        listed = ", ".join(str(entry.horizon) for entry in meant)
        raise UsageError(f"'{name}' was issued with several horizons", f"Name one with --horizon: {listed}")
    return meant[0]


def _nearest(name: str, entries: Sequence[RegisteredJudgement]) -> str:
    from briefgen.load.nearest import Nearest  # noqa: PLC0415 - only somebody who mistyped waits for it

    near = Nearest(full_id(entry) if "/" in name else entry.judgement for entry in entries).find(name)
    return f"Did you mean '{near}'?" if near else "See all: briefgen judgements"
