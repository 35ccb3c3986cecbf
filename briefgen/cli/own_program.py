"""Where this program lies, for whoever starts it again when nobody is there."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from briefgen.model.faults import MachineError

_NAME = "briefgen"


def own_program() -> Path:
    """The `briefgen` that was started, absolute; where it was started in another way, the one installed beside this Python.

    Symlinks are kept: a link that an upgrade turns to the new version must be followed when the program is started.

    Raises:
        MachineError: There is none.
    """
    for written in _candidates():
        if found := shutil.which(os.path.abspath(written)):  # noqa: PTH100 - Path.resolve() would follow symlinks
            return Path(found)
    raise MachineError(
        "there is no program 'briefgen' that a timer could start",
        "Install briefgen as a package, and give the command once more.",
    )


def _candidates() -> Iterator[str]:
    started = Path(sys.argv[0])
    # `python -m briefgen`, a test runner and what else may have started this are no program that takes our words.
    if started.stem == _NAME and (started.name != sys.argv[0] or started.is_file()):
        yield sys.argv[0]
    yield str(Path(sysconfig.get_path("scripts")) / _NAME)
    if on_path := shutil.which(_NAME):
        yield on_path
