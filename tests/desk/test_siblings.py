"""Which pages of one build lead to each other."""

from datetime import date

import pytest

from briefgen.desk import siblings as under_test
from briefgen.desk.siblings import siblings
from briefgen.model.diagnostic import Diagnostic, Severity


class Desk:
    """A desk of three reports: one to build, one that cannot be read, one at fault."""

    def readable(self, report: str) -> bool:
        """Whether its file parses."""
        return report != "unreadable"

    def as_of_for(self, report: str) -> date:
        """The day it speaks from."""
        return date(2025, 8, 20 if report == "mali" else 21)


@pytest.fixture(autouse=True)
def faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with each."""
    error = Diagnostic("BG201", "unsupported-fact", Severity.ERROR, "m", "h", None)
    note = Diagnostic("BG305", "single-origin", Severity.NOTE, "m", "h", None)
    monkeypatch.setattr(under_test, "concerning", lambda _, report: (error if report == "faulty" else note,))


def test_an_address_is_relative_to_the_page_and_has_the_others_day() -> None:
    """`output/mali/<day>/mali.html` finds `output/niger/<its day>/niger.html`."""
    assert siblings(Desk(), ("mali", "niger"), "mali") == {"niger": "../../niger/2025-08-21/niger.html"}


@pytest.mark.parametrize("report", ["unreadable", "faulty", "mali"])
def test_a_page_that_will_not_be_there_is_not_led_to(report) -> None:
    """Nor the page itself."""
    assert siblings(Desk(), ("mali", report), "mali") == {}
