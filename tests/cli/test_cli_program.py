"""The program as a process: streams, signals, start-up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen import __version__
from briefgen.cli.app import app
from briefgen.cli.arguments import command_of, hoist

PROGRAM = [sys.executable, "-m", "briefgen"]
COMMANDS = [
    *("init", "new", "list", "show", "check", "build", "review", "approve", "issue", "weekly", "status", "diff"),
    *("judgements", "resolve", "withdraw", "verify", "schema"),
]


def run(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program as people do."""
    return subprocess.run(
        [*PROGRAM, *arguments], cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def test_version():
    """--version prints name and number."""
    assert run("--version").stdout == f"briefgen {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--version"], ["pydantic", "rich", "yaml", "briefgen.load", "briefgen.render", "weasyprint"]),
        ([], ["rich", "yaml", "briefgen.load", "briefgen.render", "weasyprint"]),
        (["build", "--help"], ["rich", "yaml", "briefgen.load", "briefgen.render", "weasyprint"]),
        (["list"], ["rich", "jinja2", "briefgen.render", "weasyprint"]),
        (["show", "example"], ["rich", "jinja2", "briefgen.render", "weasyprint"]),
        (["check"], ["rich", "jinja2", "briefgen.render", "weasyprint"]),
        (["build", "x"], ["rich", "weasyprint"]),
    ],
)
def test_a_command_imports_only_what_it_needs(example, arguments, heavy):
    """No command waits for libraries that it does not use, and none loads the engine in its own process."""
    code = f"import sys; from briefgen.cli.main import main; main({arguments}); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=example, capture_output=True, text=True, check=True)
    modules = done.stdout.splitlines()[-1]
    assert [name for name in heavy if f"'{name}'" in modules] == []


def test_no_arguments_show_help(briefgen):
    """The bare command shows what there is to do."""
    ran = briefgen()
    assert ran.code == 0
    assert [command for command in COMMANDS if f"  {command} " not in ran.out] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_gives_result_and_example(briefgen, command):
    """Each command's help says what comes of it and shows one in use, without the library's jargon."""
    ran = briefgen(command, "--help")
    assert ran.code == 0
    assert f"Example: briefgen {command}" in ran.out
    assert "]...]" not in ran.out
    assert "......" not in ran.out


@pytest.mark.parametrize("arguments", [["buidl"], ["build", "mali", "--frmat", "pdf"], ["new", "fcat", "x"], ["show"]])
def test_wrong_words_are_usage(briefgen, arguments):
    """A mistyped command or option ends with 2 and an offer, without a traceback."""
    ran = briefgen(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Error: " in ran.err
    assert "Traceback" not in ran.err


def test_no_desk_is_usage(tmp_path):
    """Outside any desk a command ends with 2 and says how to make one."""
    done = run("list", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "briefgen init" in done.stderr


def test_working_folder_that_is_gone(tmp_path):
    """A working folder that somebody removed ends in a sentence."""
    code = "import os, sys; os.rmdir(os.getcwd()); from briefgen.cli.main import main; sys.exit(main(['list']))"
    folder = tmp_path / "gone"
    folder.mkdir()
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_ctrl_c_ends_quietly(tmp_path):
    """Ctrl-C ends with 130 and one sentence."""
    code = (
        "import sys, time\nfrom briefgen.cli import main as m\n"
        "def wait(_):\n    print('ready', flush=True)\n    time.sleep(60)\n"
        "m._command = wait\nsys.exit(m.main([]))"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=30)
    assert (child.returncode, said) == (130, "Stopped; nothing half-written was left.\n")


def test_reader_that_leaves_is_no_fault():
    """A pipe that closes early ends the program without a word."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*PROGRAM, "--help"], stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


def test_terminal_that_cannot_write_a_letter():
    """Where the terminal's encoding lacks a letter, it is written out instead of ending the program."""
    done = run("show", "é–x", cwd=Path("/"), PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_global_options_may_stand_anywhere():
    """--workspace and --verbose work before and after the command; what follows -- is left alone."""
    assert hoist(["build", "mali", "--workspace", "d", "--verbose"]) == [
        "--workspace", "d", "--verbose", "build", "mali",
    ]  # fmt: skip
    assert hoist(["show", "--workspace=d", "--", "--verbose"]) == ["--workspace=d", "show", "--", "--verbose"]
    assert hoist(["list", "--workspace"]) == ["list", "--workspace"]


def test_command_is_known_before_it_is_parsed():
    """The engine starts early for a build, and for nothing that only speaks of one."""
    assert command_of(["--workspace", "build", "--verbose", "list"]) == "list"
    assert command_of(["--workspace=d", "build", "mali"]) == "build"
    assert command_of(["build", "--help"]) == ""
    assert command_of(["new", "report", "build"]) == "new"
    assert command_of(["--verbose"]) == ""


def test_commands_are_those_of_the_release():
    """No command is offered that does not work yet."""
    assert [command.name or command.callback.__name__ for command in app.registered_commands] == COMMANDS


def test_closed_streams_are_no_fault(tmp_path):
    """A scheduler may start it without standard output and error; the exit code still tells."""
    command = f"{sys.executable} -m briefgen --workspace {tmp_path} list issues >&- 2>&-"
    (tmp_path / "briefgen.toml").write_text('name = "desk"\n', encoding="utf-8")
    assert subprocess.run(["sh", "-c", command], check=False).returncode == 0


def test_an_interrupt_that_a_finalizer_swallows_is_made_again():
    """Python drops what is raised while an object is put away: Ctrl-C in that moment still ends the program."""
    code = (
        "import os, signal, sys, time\n"
        "from briefgen.cli import main as program\n"
        "class Late:\n"
        "    def __del__(self):\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "        for _ in range(10**6): pass\n"
        "def command(_):\n"
        "    Late()\n"
        "    time.sleep(20)\n"
        "    return 0\n"
        "program._command = command\n"
        "program.run()\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=15)
    assert ran.returncode == 130
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("command", "commands", "groups"),
    [("build", ["build"], []), ("list", ["list"], []), ("schedule", [], ["schedule"]), ("review", ["review"], [])],
)
def test_a_command_waits_for_no_others_parser(command, commands, groups):
    """Its own is enough; with none, or one that there is not, all are there to be shown and suggested."""
    from briefgen.cli.app import app, program_for  # noqa: PLC0415 - tests above look at what is loaded

    needed = program_for(command)
    assert [each.name or each.callback.__name__ for each in needed.registered_commands] == commands
    assert [each.name for each in needed.registered_groups] == groups
    assert needed.registered_callback is app.registered_callback
    assert program_for("") is program_for("biuld") is app
