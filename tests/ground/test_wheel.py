import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from checkout import ROOT, bare_environment

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the files of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("briefgen-*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`briefgen`, installed with nothing but what the wheel asks for, in the locked versions."""
    uv = shutil.which("uv")
    assert uv, "uv is not on the path; ./run test sees to that"
    folder = tmp_path_factory.mktemp("away")
    locked = folder / "locked.txt"
    export = ["export", "--quiet", "--locked", "--no-dev", "--no-emit-project", "--no-hashes", "-o", str(locked)]
    environment = folder / "environment"
    install = ["pip", "install", "--quiet", "--python", str(environment), "--constraint", str(locked), str(wheel)]
    for arguments in (export, ["venv", "--quiet", "--python", sys.executable, str(environment)], install):
        subprocess.run([uv, *arguments], cwd=ROOT, check=True)
    return environment / "bin/briefgen"


def test_wheel_holds_the_package_and_its_templates_only(wheel: Path) -> None:
    """Neither the demo desk nor tests nor caches travel along; every template does."""
    names = zipfile.ZipFile(wheel).namelist()
    assert {Path(name).parts[0] for name in names if ".dist-info/" not in name} == {"briefgen"}
    assert not [name for name in names if name.endswith((".pyc", ".DS_Store"))]
    templates = {str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*") if path.is_file()}
    assert templates
    assert {f"briefgen/{template}" for template in templates} <= set(names)


def test_installed_program_makes_a_desk_and_builds_its_report(program: Path, tmp_path: Path) -> None:
    """Away from the checkout, with an empty home: what a new user's first five minutes need."""
    home = tmp_path / "home"
    home.mkdir()

    def briefgen(*arguments: str, cwd: Path) -> str:
        done = subprocess.run(
            [program, *arguments], cwd=cwd, env=bare_environment(home), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    briefgen("init", "desk", cwd=tmp_path)
    built = json.loads(briefgen("build", "example", "--json", cwd=tmp_path / "desk"))["built"]
    files = {path.suffix: path for file in built[0]["files"] if (path := tmp_path / "desk" / file["path"])}
    assert set(files) == {".pdf", ".html"}
    assert files[".pdf"].read_bytes().startswith(b"%PDF-")
    assert files[".html"].read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert str(ROOT) not in files[".html"].read_text(encoding="utf-8")
