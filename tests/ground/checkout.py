"""A checkout with nothing in it but `run`, on a machine made of fakes that write down how they were called."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What any system with a shell has; flock only on Linux.
POSIX_TOOLS = [
    *("awk", "cat", "chmod", "cksum", "cp", "env", "flock", "grep", "head", "id", "ln", "mkdir", "mktemp", "mv"),
    *("readlink", "rm", "sed", "sh", "sleep", "tail", "touch"),
]

# Writes a set-up as uv would: `uv venv` makes the Python, `uv sync` the program.
FAKE_UV = """\
#!/bin/sh
echo "uv $*" >>"$CALLS"
case $1 in
--version) echo "uv ${UV_VERSION:-0.13.9} (fake)" ;;
venv) mkdir -p "$UV_PROJECT_ENVIRONMENT/bin"; cp "$FAKES/python" "$UV_PROJECT_ENVIRONMENT/bin/python" ;;
sync)
    echo chatter of uv
    [ -z "${UV_FAILS:-}" ] || exit "$UV_FAILS"
    { echo '#!/bin/sh'; echo "# $UV_PROJECT_ENVIRONMENT/bin/python"; cat "$FAKES/briefgen"; } \\
        >"$UV_PROJECT_ENVIRONMENT/bin/briefgen"
    chmod +x "$UV_PROJECT_ENVIRONMENT/bin/briefgen"
    for tool in ruff mypy lint-imports pytest; do
        { echo '#!/bin/sh'; echo "echo \\"$tool \\$*\\" >>\\"\\$CALLS\\""; echo "[ \\"\\$FAILING\\" != $tool ]"; } \\
            >"$UV_PROJECT_ENVIRONMENT/bin/$tool"
        chmod +x "$UV_PROJECT_ENVIRONMENT/bin/$tool"
    done
    [ -z "${UV_KILLED:-}" ] || kill -9 $$
    [ -z "${UV_HANGS:-}" ] || exec sleep 60
    ;;
esac
"""
# Knows whether the system's libraries are there by a file that the fake package managers write.
FAKE_PYTHON = """\
#!/bin/sh
echo "python $*" >>"$CALLS"
[ -e "$LIBRARY" ] || { echo libpango-1.0.so.0 >&2; exit 1; }
echo "$LIBRARY"
"""
FAKE_PROGRAM = """\
[ "$1" = stdin ] && exec cat
printf '%s\\n' "$PWD" "$@"
exit "${PROGRAM_EXITS:-0}"
"""
# apt-get finds no package before it was told to fetch its lists.
FAKE_MANAGER = """\
#!/bin/sh
echo "${0##*/} $*" >>"$CALLS"
case "${0##*/} $*" in
apt-get*update*) touch "$FAKES/lists" ;;
apt-get*) [ -e "$FAKES/lists" ] || { echo 'E: Unable to locate package'; exit 100; } ;;
esac
case "$*" in
*python3*) cp "$FAKES/python3" "$TOOLS/python3" ;;
*pango*) touch "$LIBRARY" ;;
esac
"""
# Makes an environment whose pip fetches uv, unless it is Debian's, which comes without venv, and maybe without pip.
FAKE_PYTHON3 = """\
#!/bin/sh
echo "python3 $*" >>"$CALLS"
case "$*" in
"-m venv "*) [ -z "${NO_VENV:-}" ] || exit 1; mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
*--target*) [ -z "${NO_PIP:-}" ] || exit 1; mkdir -p "$6/bin"; cp "$FAKES/uv" "$6/bin/uv" ;;
"-m pip install "*) cp "$FAKES/uv" "${0%/*}/uv" ;;
esac
"""


@dataclass
class Checkout:
    """What a test sees of the fake machine."""

    root: Path
    fakes: Path
    tools: Path
    calls_file: Path
    environment: dict[str, str]

    @classmethod
    def make(cls, folder: Path) -> "Checkout":
        """A fresh checkout and machine, with uv and the system's libraries there."""
        root, fakes, tools = folder / "a checkout", folder / "fakes", folder / "tools"
        for made in (root, fakes, tools, folder / "home"):
            made.mkdir()
        shutil.copy(ROOT / "run", root)
        (root / "pyproject.toml").write_text('requires-python = ">=3.11"\nrequired-version = ">=0.9"\n')
        (root / "uv.lock").write_text("version = 1\n")
        for tool in POSIX_TOOLS:
            if found := shutil.which(tool):
                (tools / tool).symlink_to(found)
        library = folder / "libpango-1.0.so.0"
        library.touch()
        checkout = cls(root, fakes, tools, folder / "calls", {})
        checkout.calls_file.touch()
        checkout.environment = {
            "PATH": str(tools),
            "HOME": str(folder / "home"),
            "TMPDIR": str(folder),
            "CALLS": str(checkout.calls_file),
            "FAKES": str(fakes),
            "TOOLS": str(tools),
            "LIBRARY": str(library),
        }
        for name, text in (("uv", FAKE_UV), ("python", FAKE_PYTHON), ("briefgen", FAKE_PROGRAM)):
            checkout.write_fake(name, text)
        checkout.write_fake("python3", FAKE_PYTHON3)
        checkout.write_fake("manager", FAKE_MANAGER)
        checkout.put("uv")
        return checkout

    def write_fake(self, name: str, text: str) -> None:
        """Writes a program that is not yet on the path."""
        (self.fakes / name).write_text(text)
        (self.fakes / name).chmod(0o755)

    def put(self, fake: str, name: str = "") -> None:
        """Puts a fake on the path, under another name if one is given."""
        shutil.copy(self.fakes / fake, self.tools / (name or fake))

    def take_away(self, tool: str) -> None:
        """Takes a tool off the path."""
        (self.tools / tool).unlink(missing_ok=True)

    def lack_libraries(self) -> None:
        """Takes the system's libraries away."""
        Path(self.environment["LIBRARY"]).unlink()

    def act_as(self, user: str) -> None:
        """Makes `id -u` tell another user's number, and `sudo` write down what it is asked."""
        self.take_away("id")
        self.write_fake("id", f"#!/bin/sh\n[ $1 = -u ] && echo {user} || echo nobody\n")
        self.put("id")

    def run(self, *arguments: str, stdin: str = "", cwd: Path | None = None, **environment: str) -> "Outcome":
        """Runs `./run ARGUMENTS` and tells what came of it, with the calls of this run only."""
        before = len(self.calls())
        done = subprocess.run(
            [self.root / "run", *arguments],
            input=stdin,
            cwd=cwd or self.root,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        calls = [call for call in self.calls()[before:] if not call.endswith("--version")]
        return Outcome(done.returncode, done.stdout, done.stderr, calls)

    def start(self, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
        """Starts `./run ARGUMENTS` in a process group of its own, as a terminal does."""
        return subprocess.Popen(
            [self.root / "run", *arguments],
            cwd=self.root,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            process_group=0,
        )

    def calls(self) -> list[str]:
        """All calls of fakes so far, in order."""
        return self.calls_file.read_text().splitlines()


@dataclass
class Outcome:
    """One run: its exit code, what it printed, and which fakes it called."""

    code: int
    stdout: str
    stderr: str
    calls: list[str]

    def called(self, *starts: str) -> list[bool]:
        """For each beginning of a command line, whether such a call was made."""
        return [any(call.startswith(start) for call in self.calls) for start in starts]


def project_files() -> list[Path]:
    """What git tracks or would track, relative to the root. Skips the test where there is no git."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("not a git checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    # A file that was deleted and not yet committed is still listed.
    return sorted(path for name in listed.stdout.split("\0") if (ROOT / (path := Path(name))).is_file())


def bare_environment(home: Path) -> dict[str, str]:
    """This process's environment without its home and without what points at a Python environment."""
    dropped = ("VIRTUAL_ENV", "PYTHONPATH", "XDG_", "UV_CACHE", "PYTEST", "CI")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return kept | {"HOME": str(home)}
