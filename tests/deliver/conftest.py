"""Stores for the tests of deliveries."""

from collections.abc import Iterator
from itertools import count

import pytest
from store_servers import FaultyStore, MotoStore

NUMBERS = count(1)


@pytest.fixture(scope="session")
def moto() -> Iterator[MotoStore]:
    """A real store."""
    with MotoStore() as started:
        yield started


@pytest.fixture
def bucket(moto: MotoStore) -> str:
    """An empty bucket in it."""
    return moto.bucket(f"reports-{next(NUMBERS)}")


@pytest.fixture
def faulty() -> Iterator[FaultyStore]:
    """A store that fails when it is told to."""
    with FaultyStore() as started:
        yield started
