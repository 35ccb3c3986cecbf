"""The demo desk's reports against all that the other reports say: no false alarm, and no sentence that would get by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from canaries import ROOT, finished

from briefgen.desk.session import Desk, open_desk
from briefgen.load.dossier import gather
from briefgen.model.edition import Withheld
from briefgen.seal.leaks import Forbidden, forbidden, leaks, texts_of

_REPORTS = ("mali", "niger", "burkina-faso", "russia-aes", "mali-flash")
_DAY = date(2025, 8, 20)


@cache
def _desk() -> Desk:
    return open_desk(ROOT, _DAY, _DAY)


@cache
def _dossier_texts(report: str) -> frozenset[str]:
    return frozenset(texts_of(gather(_desk().library, report, _DAY)[0]))


@cache
def _printed_anyway() -> tuple[str, ...]:
    """Templates, brands, catalogues and gazetteer, line by line."""
    kinds = (
        "templates/**/*.j2",
        "templates/**/*.css",
        "templates/**/*.js",
        "templates/**/*.yaml",
        "templates/**/*.svg",
    )
    files = [path for kind in (*kinds, "briefgen/locale/**/*.po", "briefgen/model/*.csv") for path in ROOT.glob(kind)]
    return tuple(line for path in files for line in path.read_text("utf-8").splitlines())


def _withheld(report: str) -> Iterator[Withheld]:
    """What this report does not say: the facts that it does not use, and every text of the other reports."""
    own = _dossier_texts(report)
    used = gather(_desk().library, report, _DAY)[0].facts
    for fact in _desk().library.facts.values():
        if fact.id not in used:
            yield Withheld("fact", fact.id, "marking", "TLP:RED", None, tuple(texts_of(fact)))
    for other in _REPORTS:
        for text in sorted(_dossier_texts(other) - own):
            yield Withheld("paragraph", "", "marking", "TLP:RED", None, (text,))


@cache
def _forbidden(report: str) -> Forbidden:
    released = (*_dossier_texts(report), *_printed_anyway())
    return forbidden(
        _withheld(report), released, ["Sahara Gold Ltd", "kidal-mines", "/people/analyst", "buildhost-17", str(ROOT)]
    )


@pytest.mark.slow
@pytest.mark.parametrize("report", _REPORTS)
def test_no_report_gives_a_false_alarm(report: str) -> None:
    """No report gives a false alarm, though the others tell of the same talks in nearly the same words."""
    for kind, data in finished(report).items():
        assert [str(hit) for hit in leaks(f"{report}.{kind}", data, _forbidden(report))] == []


def test_one_report_gives_no_false_alarm() -> None:
    """The shortest report gives no false alarm."""
    for kind, data in finished().items():
        assert [str(hit) for hit in leaks(f"mali-flash.{kind}", data, _forbidden("mali-flash"))] == []


def test_no_withheld_sentence_gets_by() -> None:
    """Each sentence that the report does not say is found in a page that says it."""
    sentences = [text for each in _withheld("mali-flash") for text in each.texts if text.count(" ") > 4]
    assert len(sentences) > 100
    found = [text for text in sentences if leaks("x.txt", text.encode(), _forbidden("mali-flash"))]
    assert [text for text in sentences if text not in found] == []
