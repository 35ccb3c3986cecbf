"""Registries on each kind of database."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from registry_server import Server, running_server

from briefgen.archive.registry import Registry, open_registry


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A real PostgreSQL server."""
    with running_server() as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """What tells, each time, another place for a registry: a file that is not there yet, or an empty database."""
    if request.param == "sqlite":
        names = count(1)
        return lambda: f"sqlite:///{tmp_path / f'registry-{next(names)}.db'}"
    started: Server = request.getfixturevalue("server")
    return lambda: started.url(started.new_database())


@pytest.fixture
def url(new_url: Callable[[], str]) -> str:
    """Where a registry may be made."""
    return new_url()


@pytest.fixture
def registry(url: str) -> Iterator[Registry]:
    """A new one."""
    opened = open_registry(url, create=True)
    assert opened
    with opened:
        yield opened
