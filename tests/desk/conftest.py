"""Desks to issue from, of which those that have come some way are made once and copied; and what weekly runs send mails by."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from issuing_desk import EDITOR, approve, make_short_desk, run
from weekly_desk import Mailbox, mail_server


@pytest.fixture(scope="session")
def short_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The short desk, to be copied: nothing is issued from it."""
    return make_short_desk(tmp_path_factory.mktemp("short"))


@pytest.fixture(scope="session")
def approved_desk(short_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short desk whose Mali report is approved; to be copied."""
    desk = shutil.copytree(short_desk, tmp_path_factory.mktemp("approved") / "desk")
    approve(desk)
    return desk


@pytest.fixture(scope="session")
def issued_desk(approved_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short desk that has issued the Mali report; to be copied."""
    desk = shutil.copytree(approved_desk, tmp_path_factory.mktemp("issued") / "desk")
    run(desk, "issue", "mali", "--by", EDITOR)
    return desk


@pytest.fixture
def desk(short_desk: Path, tmp_path: Path) -> Path:
    """A short desk that has issued nothing."""
    return shutil.copytree(short_desk, tmp_path / "desk")


@pytest.fixture
def approved(approved_desk: Path, tmp_path: Path) -> Path:
    """A short desk whose Mali report is approved."""
    return shutil.copytree(approved_desk, tmp_path / "desk")


@pytest.fixture
def issued(issued_desk: Path, tmp_path: Path) -> Path:
    """A short desk that has issued the Mali report as ASA-SR-YEAR-0001."""
    return shutil.copytree(issued_desk, tmp_path / "desk")


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    """A mail server, and its port."""
    with mail_server() as found:
        yield found


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was printed for any test of weekly runs."""
    return tmp_path_factory.getbasetemp() / "printed"
