import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from checkout import ROOT, bare_environment

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A copy of the checkout in a folder with a space in its name, and an environment with an empty home and no uv."""
    folder = tmp_path_factory.mktemp("fresh machine")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / "checkout" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / "checkout" / name)
    (folder / "home").mkdir()
    environment = bare_environment(folder / "home")
    places = environment["PATH"].split(os.pathsep)
    without_uv = [place for place in places if not (Path(place) / "uv").exists() and not place.startswith(str(ROOT))]
    return folder / "checkout", environment | {"PATH": os.pathsep.join(without_uv)}


def test_first_build_installs_everything_and_the_second_nothing(fresh: tuple[Path, dict[str, str]]) -> None:
    """With the real uv, packages and libraries. The second run adds under 0.1 s to the program's own time."""
    checkout, environment = fresh

    def run(*command: str | Path) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)

    first = run("./run", "build", "mali")
    assert first.returncode == 0, first.stderr
    assert "run: ready." in first.stderr
    assert {path.suffix for path in (checkout / "output/mali").rglob("mali.*")} == {".pdf", ".html"}
    assert not (checkout / ".venv/bin/pytest").exists()

    def quickest(program: str) -> float:
        seconds = []
        for _ in range(5):
            start = time.perf_counter()
            assert run(program, "--version").stderr == ""
            seconds.append(time.perf_counter() - start)
        return min(seconds)

    assert quickest("./run") - quickest(".venv/bin/briefgen") < 0.1
