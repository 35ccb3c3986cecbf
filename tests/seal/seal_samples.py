"""A small report as its clients share it, and clients whose copies are made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from pressing import pressed

from briefgen.desk.keys import make_trial_key
from briefgen.desk.prepare import prepare
from briefgen.desk.session import open_desk
from briefgen.desk.typeset import imprint_of, typeset
from briefgen.load.brand import template_roots
from briefgen.model.brand import BrandKit
from briefgen.model.edition import Personal
from briefgen.seal.sign import DeskKey, open_key

ROOT = Path(__file__).parents[2]
DAY = date(2025, 8, 20)
WHEN = datetime(2025, 8, 21, 9, 30, tzinfo=UTC)
FORMATS = ("pdf", "html", "docx", "json")
DOCUMENT = "4F7A-90C2-11DE"


@dataclass(frozen=True)
class Shared:
    """A rendering that clients share.

    Attributes:
        made: The bytes of each format.
        kit: Its brand.
    """

    made: dict[str, bytes]
    kit: BrandKit


def render(report: str, language: str) -> Shared:
    """A seed report with a place for a name."""
    desk = open_desk(ROOT, DAY, DAY)
    prepared = prepare(desk, report, language=language)
    assert prepared.kit is not None
    forme = typeset(prepared, prepared.kit, imprint_of(desk.workspace, prepared, prepared.kit))
    forme = replace(forme, briefing=replace(forme.briefing, personal=True))
    made = pressed(forme.briefing, forme.drawings, forme.kit, template_roots(desk.workspace), FORMATS)
    return Shared(made, forme.kit)


def personal(name: str = "African Bank of Lomé", **options: object) -> Personal:
    """A client's copy."""
    words = {"prepared_for": "Prepared for", "copy": "Copy 12"}
    told: dict[str, object] = {"document": DOCUMENT, "copy": 12, "watermark": True, "words": words, **options}
    return Personal("bank", name, **told)  # type: ignore[arg-type]


def trial_key(folder: Path) -> DeskKey:
    """A key such as `briefgen init` makes."""
    key, password = make_trial_key(folder, DAY)
    return open_key(key.read_bytes(), password.read_text("utf-8").strip())
