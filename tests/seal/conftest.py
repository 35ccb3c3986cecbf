"""The rendering that all tests of this folder stamp: printed once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

# How a file is read aloud, and what veraPDF says of it, are asked in these tests too.
sys.path.append(str(Path(__file__).parents[1] / "render"))

from seal_samples import Shared, personal, render, trial_key

from briefgen.seal.personalise import personalise
from briefgen.seal.sign import DeskKey


@pytest.fixture(scope="session")
def shared() -> Shared:
    """A flash of two pages, in every format."""
    return render("mali-flash", "en")


@pytest.fixture(scope="session")
def copy(shared: Shared) -> dict[str, bytes]:
    """A client's copy of it."""
    return personalise(shared.made, personal(), shared.kit)


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> DeskKey:
    """A desk's key."""
    return trial_key(tmp_path_factory.mktemp("desk"))
