"""What holds for all tests, and the seed reports as files, for whoever looks at them."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
LONGEST = (
    "test_issuing.py",
    "test_pdf_accessible.py",
    "test_issuing_hostile.py",
    "test_bad_input.py",
    "test_outputs.py",
    "test_stress.py",
    "test_fresh_machine.py",
    "test_languages.py",
    "test_registry_kills.py",
    "test_web_contrast.py",
    "test_load_markdown.py",
    "test_page_breaks.py",
    "test_draw_figures.py",
)
"""Files that take a worker longest, from half a minute on. They go first, so that none of them is left for one worker at the end."""

# Machines are shared and noisy: how long an example takes says nothing about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Let workers take files in the order below, and not in that of how many tests are in each; let Ctrl-C be heard."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False
    # A shell lets what it starts in the background ignore Ctrl-C, and so would all that tests start and interrupt.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first; the others as they came."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


@pytest.fixture(scope="session")
def seed_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of `build --all` in the checkout. Whoever asks first builds it, for all workers: half a minute."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    folder /= "seed-output"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _build(folder)
    return folder


def _build(folder: Path) -> None:
    """Every report's PDF and page, whole in the folder or not there at all; with a hash seed that no other build has."""
    unfinished = folder.with_suffix(".unfinished")
    command = [sys.executable, "-m", "briefgen", "--workspace", ROOT, "build", "--all", "--output", unfinished]
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    unfinished.rename(folder)
