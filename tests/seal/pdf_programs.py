"""Programs that open PDFs, and share no code with ours."""

from __future__ import annotations

import os
import shutil

import pytest


def require(program: str) -> None:
    """Where a reader is not, its tests are skipped; with CI=true they fail."""
    if program and not shutil.which(program):
        reason = f"there is no {program}: apt-get install poppler-utils qpdf"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
