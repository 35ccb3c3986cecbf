"""The desk that the tests of this folder break."""

from __future__ import annotations

import pytest
from load_desk import FILES, Desk


@pytest.fixture
def desk(tmp_path) -> Desk:
    """A desk with nothing wrong in it."""
    made = Desk(tmp_path / "desk")
    for file, text in FILES.items():
        made.write(file, text)
    return made
