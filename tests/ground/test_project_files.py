import re
import subprocess
from pathlib import Path

import pytest
from checkout import ROOT, project_files

HERE = Path(__file__).relative_to(ROOT)

# A path that exists on one machine only. Not within an address or a longer path, where the words are common.
MACHINE_PATH = re.compile(r"(?<![\w./:}*-])/(?:work|tmp|root|home/\w+|Users/\w+)/")
SECRET = re.compile(r"BEGIN (?:\w+ )?PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{30,}")


def text_files() -> list[Path]:
    """The project's files, as far as they are text, except this one, which names what it looks for."""
    return [name for name in project_files() if name != HERE and b"\0" not in (ROOT / name).read_bytes()]


def found(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    """Each line that the pattern is in, as file:line: text."""
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name in files
        for number, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_path_of_one_machine() -> None:
    """It would hold on nobody else's."""
    assert found(MACHINE_PATH, text_files()) == []


def test_only_the_lock_file_names_a_package_index() -> None:
    """Which index is used is the user's setting; a lock file records where it was resolved."""
    hosts = set(re.findall(r'"https://([^/"]+)/', (ROOT / "uv.lock").read_text(encoding="utf-8")))
    assert hosts
    index = re.compile("|".join(map(re.escape, sorted(hosts))))
    assert found(index, [name for name in text_files() if name != Path("uv.lock")]) == []


def test_no_file_holds_a_secret() -> None:
    """Keys are references, never values."""
    assert found(SECRET, text_files()) == []


@pytest.mark.parametrize(
    ("text", "hit"),
    [("see /work/x", True), ('"/tmp/a"', True), ("${TMPDIR:-/tmp}", False), ("https://a.example/work/b", False)],
)
def test_machine_paths_are_told_from_addresses(text: str, *, hit: bool) -> None:
    """The search itself: it finds what it should, and leaves alone what it should."""
    assert bool(MACHINE_PATH.search(text)) == hit


def test_every_lint_exception_says_why() -> None:
    """In pyproject.toml a code that is switched off carries its reason on the same line."""
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    exceptions = [line for line in lines if re.match(r'\s+"[A-Z]+\d+",|\s+"[A-Z]+",|"\S+\*\*" = \["', line)]
    assert len(exceptions) > 20
    assert [line for line in exceptions if not re.search(r"# \w.{6,}", line)] == []


def test_scripts_can_be_run() -> None:
    """A checkout keeps the executable bit."""
    for script in ("run", ".ci/run"):
        assert (ROOT / script).stat().st_mode & 0o111, script
        subprocess.run(["sh", "-n", ROOT / script], check=True)
