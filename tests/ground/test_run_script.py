import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from checkout import Checkout

DEBIAN_LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A fresh checkout on a machine of fakes, with uv and the system's libraries there."""
    return Checkout.make(tmp_path)


@pytest.fixture
def ready(checkout: Checkout) -> Checkout:
    """A checkout that was run once."""
    assert checkout.run("list").code == 0
    return checkout


# --- The first run and the second -------------------------------------------------------------------------------------


def test_first_run_sets_up_and_becomes_the_program(checkout: Checkout) -> None:
    """A user's set-up has the locked packages and none that only tests need; stdout is the program's own."""
    outcome = checkout.run("build", "mali", "--json")
    assert (outcome.code, outcome.stdout) == (0, f"{checkout.root}\nbuild\nmali\n--json\n")
    sync = next(call for call in outcome.calls if call.startswith("uv sync"))
    assert {"--locked", "--no-dev", "--inexact"} <= set(sync.split())
    assert "chatter" not in outcome.stderr
    assert all(line.startswith("run: ") for line in outcome.stderr.splitlines())


def test_second_run_calls_nothing_and_says_nothing(ready: Checkout) -> None:
    """Neither uv nor Python is asked again: the program's time is its own."""
    outcome = ready.run("list")
    assert (outcome.code, outcome.stderr, outcome.calls) == (0, "", [])
    assert not [call for call in ready.calls() if call.count("--version") > 1]


def test_second_run_adds_under_a_tenth_of_a_second(ready: Checkout) -> None:
    """The quickest of twenty counts, run in turn, because other programs take turns on the machine."""
    seconds: dict[str, list[float]] = {"run": [], ".venv/bin/briefgen": []}
    for _ in range(20):
        for program, taken in seconds.items():
            start = time.perf_counter()
            subprocess.run([ready.root / program, "list"], env=ready.environment, capture_output=True, check=True)
            taken.append(time.perf_counter() - start)
    assert min(seconds["run"]) - min(seconds[".venv/bin/briefgen"]) < 0.1


def test_run_passes_arguments_input_and_exit_code_through(ready: Checkout) -> None:
    """Spaces and empty arguments arrive whole; so does what is piped in, also on the first run."""
    assert ready.run("new", "a b", "", "*").stdout == f"{ready.root}\nnew\na b\n\n*\n"
    assert ready.run("stdin", stdin="piped").stdout == "piped"
    assert ready.run("build", PROGRAM_EXITS="1").code == 1
    shutil.rmtree(ready.root / ".venv")
    assert ready.run("stdin", stdin="piped").stdout == "piped"


def test_run_works_from_any_folder_and_through_a_link(ready: Checkout, tmp_path: Path) -> None:
    """The program stays where its user is: a desk need not be in the checkout."""
    assert ready.run("list", cwd=tmp_path).stdout == f"{tmp_path}\nlist\n"
    (tmp_path / "link").symlink_to(ready.root / "run")
    outcome = subprocess.run(
        [tmp_path / "link", "x"], env=ready.environment, capture_output=True, text=True, check=True
    )
    assert (outcome.stdout.splitlines()[-1], outcome.stderr) == ("x", "")


# --- When the stamp no longer holds -----------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["uv.lock", "pyproject.toml"])
def test_changed_project_file_installs_again(ready: Checkout, file: str) -> None:
    """After a git pull the environment follows the lock file."""
    with (ready.root / file).open("a") as opened:
        opened.write("# changed\n")
    assert ready.run("list").called("uv sync", "uv venv") == [True, False]
    assert ready.run("list").calls == []


def test_lock_file_with_another_time_installs_nothing(ready: Checkout) -> None:
    """Git gives every file it checks out the present time."""
    os.utime(ready.root / "uv.lock", (0, 0))
    assert ready.run("list").calls == []


def test_moved_checkout_is_set_up_anew(ready: Checkout, tmp_path: Path) -> None:
    """Programs in an environment hold its path: a copy's would run what lies in the original."""
    shutil.copytree(ready.root, tmp_path / "copy")
    ready.root = tmp_path / "copy"
    outcome = ready.run("list")
    assert outcome.called("uv venv", "uv sync") == [True, True]
    assert "moved or copied" in outcome.stderr
    assert str(tmp_path / "copy") in (tmp_path / "copy/.venv/bin/briefgen").read_text()


def test_environment_without_its_python_is_set_up_anew(ready: Checkout) -> None:
    """The system's Python goes away with an upgrade, and leaves a dangling link."""
    python = ready.root / ".venv/bin/python"
    python.unlink()
    python.symlink_to("/nowhere/python")
    assert ready.run("list").called("uv venv", "uv sync") == [True, True]


def test_killed_set_up_is_not_taken_for_ready(checkout: Checkout) -> None:
    """The program is there already, but not all that it needs."""
    outcome = checkout.run("list", UV_KILLED="1")
    assert (outcome.code, outcome.stdout) == (3, "")
    assert (checkout.root / ".venv/bin/briefgen").exists()
    outcome = checkout.run("list")
    assert outcome.called("uv venv", "uv sync") == [True, True]
    assert (outcome.code, outcome.stdout) == (0, f"{checkout.root}\nlist\n")


def test_interrupted_set_up_lets_the_next_run_in(checkout: Checkout) -> None:
    """Ctrl-C reaches the whole process group; no lock and no temporary folder stay behind."""
    process = checkout.start("list", UV_HANGS="1")
    while not any(call.startswith("uv sync") for call in checkout.calls()):
        time.sleep(0.01)
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate(timeout=10)[0] == ""
    assert process.returncode != 0
    assert not list(Path(checkout.environment["TMPDIR"]).glob("tmp.*"))
    assert checkout.run("list").code == 0


def test_failed_install_keeps_the_environment_and_says_why(ready: Checkout) -> None:
    """Without network the packages that are there are still the best there is."""
    (ready.root / "uv.lock").write_text("version = 2\n")
    outcome = ready.run("list", UV_FAILS="2")
    assert (outcome.code, outcome.stdout) == (3, "")
    assert "chatter of uv" in outcome.stderr
    assert "way to the package index" in outcome.stderr
    assert ready.run("list").called("uv venv", "uv sync") == [False, True]


def test_missing_python_is_named(checkout: Checkout) -> None:
    """Uv fetches a Python when it can; when it cannot, the version that is wanted is told."""
    checkout.write_fake("uv", '#!/bin/sh\n[ "$1" = --version ] && echo "uv 0.9.0" || exit 2\n')
    checkout.put("uv")
    outcome = checkout.run("list")
    assert outcome.code == 3
    assert "no Python >=3.11 was found" in outcome.stderr


# --- uv ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "own_copy"), [("0.8.9", True), ("0.9", False), ("0.10.0", False), ("1.0", False), ("0.1.99", True)]
)
def test_old_uv_is_not_used(checkout: Checkout, version: str, *, own_copy: bool) -> None:
    """Versions compare by number, not by letter; the bound is the one in pyproject.toml."""
    checkout.put("python3")
    checkout.put("uv")
    outcome = checkout.run("list", UV_VERSION=version)
    assert outcome.called("python3 -m venv") == [own_copy]
    assert outcome.code == 0


@pytest.mark.parametrize("lacking", [{}, {"NO_VENV": "1"}])
def test_uv_comes_from_the_package_index(checkout: Checkout, lacking: dict[str, str]) -> None:
    """The copy is kept for other checkouts; Debian's Python without venv does with pip."""
    checkout.take_away("uv")
    checkout.put("python3")
    outcome = checkout.run("list", **lacking)
    assert (outcome.code, outcome.stdout) == (0, f"{checkout.root}\nlist\n")
    (checkout.root / "uv.lock").write_text("version = 2\n")
    assert checkout.run("list", **lacking).called("python3", "uv sync") == [False, True]


def test_python_comes_from_the_package_manager(checkout: Checkout) -> None:
    """A fresh Debian has no Python at all."""
    checkout.take_away("uv")
    checkout.act_as("0")
    checkout.put("manager", "apt-get")
    outcome = checkout.run("list")
    assert outcome.code == 0
    assert "python3 python3-venv" in outcome.calls[0]


def test_neither_python_nor_package_manager_is_told(checkout: Checkout) -> None:
    """What has to be there is named; nothing is left half-made."""
    checkout.take_away("uv")
    outcome = checkout.run("list")
    assert (outcome.code, outcome.stdout) == (3, "")
    assert "no package manager was found" in outcome.stderr
    assert "python3 python3-venv" in outcome.stderr
    assert not (checkout.root / ".venv").exists()


def test_home_may_be_missing(checkout: Checkout) -> None:
    """A scheduler may start this without HOME; one that cannot be written to is told."""
    del checkout.environment["HOME"]
    assert checkout.run("list").code == 0
    shutil.rmtree(checkout.root / ".venv")
    checkout.take_away("uv")
    outcome = checkout.run("list", HOME="/dev/null")
    assert outcome.code == 3
    assert "Set HOME to a folder of yours" in outcome.stderr


# --- System libraries -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("manager", "packages"),
    [
        ("apt-get", DEBIAN_LIBRARIES),
        ("dnf", "pango harfbuzz fontconfig"),
        ("apk", "so:libpango-1.0.so.0 so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0 so:libfontconfig.so.1"),
        ("brew", "pango harfbuzz fontconfig"),
    ],
)
def test_missing_libraries_are_installed(checkout: Checkout, manager: str, packages: str) -> None:
    """With the package manager that is there, and nothing of its chatter on standard output."""
    checkout.lack_libraries()
    checkout.act_as("0")
    checkout.put("manager", manager)
    outcome = checkout.run("list")
    assert (outcome.code, outcome.stdout) == (0, f"{checkout.root}\nlist\n")
    install = [call for call in outcome.calls if call.startswith(manager)][-1]
    assert install.endswith(packages)
    assert checkout.run("list").calls == []


def test_package_lists_are_fetched_when_there_are_none(checkout: Checkout) -> None:
    """On a fresh Debian the first install finds no package; that failure is not shown."""
    checkout.lack_libraries()
    checkout.act_as("0")
    checkout.put("manager", "apt-get")
    outcome = checkout.run("list")
    steps = [call.split(" -o ")[-1].split()[1] for call in outcome.calls if call.startswith("apt-get")]
    assert steps == ["install", "update", "install"]
    assert "Unable to locate" not in outcome.stderr


def test_libraries_are_installed_through_sudo(checkout: Checkout) -> None:
    """A user who is not root is asked by sudo; without sudo the packages are named."""
    checkout.lack_libraries()
    checkout.act_as("1000")
    checkout.put("manager", "dnf")
    outcome = checkout.run("list")
    assert outcome.code == 3
    assert "there is no sudo" in outcome.stderr
    assert "pango harfbuzz fontconfig" in outcome.stderr
    checkout.write_fake("sudo", '#!/bin/sh\necho "sudo $*" >>"$CALLS"\nexec "$@"\n')
    checkout.put("sudo")
    outcome = checkout.run("list")
    assert outcome.code == 0
    assert outcome.called("sudo dnf install") == [True]


def test_no_package_manager_is_told_with_what_to_install(checkout: Checkout) -> None:
    """The message names what cannot be loaded and the packages that hold it."""
    checkout.lack_libraries()
    outcome = checkout.run("build", "mali")
    assert (outcome.code, outcome.stdout) == (3, "")
    assert "missing system libraries: libpango-1.0.so.0" in outcome.stderr
    assert "no package manager was found" in outcome.stderr
    assert DEBIAN_LIBRARIES in outcome.stderr


def test_library_that_went_away_is_looked_for_again(ready: Checkout) -> None:
    """The checkout may be mounted into another machine, where the packages are ready and the libraries are not."""
    ready.lack_libraries()
    ready.act_as("0")
    ready.put("manager", "apk")
    assert ready.run("list").called("apk add", "uv") == [True, False]


def test_system_that_hides_its_libraries_is_asked_once(checkout: Checkout) -> None:
    """On macOS the probe loads them, but nothing tells from where."""
    checkout.write_fake("python", "#!/bin/sh\n")
    assert checkout.run("list").code == 0
    assert (checkout.run("list").stderr, checkout.run("list").calls) == ("", [])


def test_probe_finds_the_libraries_of_this_machine() -> None:
    """The real probe, with this Python: it prints a path for each library that the system has."""
    script = (Path(__file__).parents[2] / "run").read_text()
    probe = script.split("<<'PROBE'\n")[1].split("\nPROBE\n")[0]
    done = subprocess.run(["python3", "-I", "-"], input=probe, capture_output=True, text=True, check=False)
    if done.returncode:
        assert done.stderr.startswith("lib")
    else:
        assert all(Path(line).exists() for line in done.stdout.splitlines())


# --- Two at once ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("with_flock", [True, False])
def test_runs_at_once_set_up_once(checkout: Checkout, *, with_flock: bool) -> None:
    """A scheduler and a person start on a fresh checkout in the same second: one works, the others wait."""
    if not with_flock:
        checkout.take_away("flock")
    processes = [checkout.start("list") for _ in range(4)]
    printed = [process.communicate(timeout=30)[0] for process in processes]
    assert printed == [f"{checkout.root}\nlist\n"] * 4
    assert len([call for call in checkout.calls() if call.startswith("uv sync")]) == 1
    assert not list(Path(checkout.environment["TMPDIR"]).glob("*.lock"))


def test_lock_of_a_dead_run_is_taken_over(checkout: Checkout) -> None:
    """Without flock a lock outlives a killed run."""
    checkout.take_away("flock")
    process = checkout.start("list", UV_HANGS="1")
    while not any(call.startswith("uv sync") for call in checkout.calls()):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert list(Path(checkout.environment["TMPDIR"]).glob("*.lock"))
    outcome = checkout.run("list")
    assert (outcome.code, outcome.stdout) == (0, f"{checkout.root}\nlist\n")
    assert "cut short" in outcome.stderr


# --- ./run test, bench, help ------------------------------------------------------------------------------------------


@pytest.fixture
def developers(checkout: Checkout) -> Checkout:
    """A checkout on a machine that has a browser, Java and PDF readers."""
    for name in ("chromium", "javac", "qpdf", "pdfinfo"):
        checkout.write_fake(name, "#!/bin/sh\n")
        checkout.put(name)
    return checkout


def test_run_test_runs_every_step_and_tells_which_failed(developers: Checkout) -> None:
    """One look shows all that is wrong; the tests come last, so that their closing line is at the end."""
    outcome = developers.run("test", "-k", "x", FAILING="mypy")
    assert outcome.code == 1
    steps = [call.split()[0] for call in outcome.calls if call.split()[0] not in {"uv", "python"}]
    assert steps == ["ruff", "ruff", "mypy", "lint-imports", "pytest"]
    assert outcome.calls[-1].endswith("-m not slow -k x")
    assert outcome.stderr.splitlines()[-1] == "run: failed: types"
    assert developers.run("test").code == 0


@pytest.mark.parametrize(("arguments", "ci"), [(("--all",), ""), ((), "true")])
def test_slow_tests_run_when_asked_and_in_ci(developers: Checkout, arguments: tuple[str, ...], ci: str) -> None:
    """What lands has passed everything."""
    outcome = developers.run("test", *arguments, CI=ci)
    assert "slow" not in outcome.calls[-1]
    assert "--all" not in outcome.calls[-1]


def test_developers_packages_stay(developers: Checkout) -> None:
    """./run build after ./run test has nothing to do; ./run test after ./run build adds what is missing."""
    developers.run("list")
    outcome = developers.run("test")
    assert "--no-dev" not in next(call for call in outcome.calls if call.startswith("uv sync"))
    assert developers.run("list").calls == []
    assert developers.run("test").called("uv sync") == [False]


def test_missing_browser_java_and_readers_fail_only_in_ci(checkout: Checkout) -> None:
    """On somebody's own machine none of them is installed behind their back."""
    checkout.act_as("1000")
    said = checkout.run("test").stderr
    assert "browser tests are skipped" in said
    assert "tests of PDF/UA and PDF/A are skipped" in said
    assert said.count("tests with other PDF readers are skipped") == 2
    assert checkout.run("test").code == 0
    assert checkout.run("test", CI="true").code == 1
    checkout.act_as("0")
    checkout.put("manager", "apt-get")
    outcome = checkout.run("test", CI="true")
    assert outcome.code == 0
    assert any(call.endswith("chromium fonts-dejavu-core") for call in outcome.calls)
    assert any(call.endswith("default-jdk-headless") for call in outcome.calls)
    assert any(call.endswith("poppler-utils qpdf") for call in outcome.calls)


def test_unknown_benchmark_is_a_usage_error(ready: Checkout) -> None:
    """The message names those there are."""
    (ready.root / "tests/benchmarks").mkdir(parents=True)
    (ready.root / "tests/benchmarks/build_vs_engine.py").touch()
    outcome = ready.run("bench", "nothing")
    assert outcome.code == 2
    assert "build_vs_engine.py" in outcome.stderr
    assert ready.run("bench", "build").called("python tests/benchmarks/build_vs_engine.py") == [True]


def test_help_shows_both_programs(ready: Checkout) -> None:
    """./run --help is the program's own."""
    assert ready.run("--help").stdout == f"{ready.root}\n--help\n"
    page = ready.run("help").stdout
    assert page.startswith("Usage: ./run")
    assert page.endswith("--help\n")
