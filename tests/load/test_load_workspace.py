"""Finding a desk and reading its settings."""

from __future__ import annotations

from datetime import date

import pytest
from load_desk import Desk

from briefgen.load.workspace import find_workspace
from briefgen.model.faults import UsageError


def test_the_nearest_folder_upward_is_the_desk(tmp_path):
    """From any folder or file in it."""
    outer = Desk(tmp_path).write("briefgen.toml", "")
    inner = Desk(tmp_path / "a/b").write("briefgen.toml", "").write("c/d/e.md", "x")
    assert find_workspace(inner.root / "c/d").root == inner.root
    assert find_workspace(inner.root / "c/d/e.md").root == inner.root
    assert find_workspace(outer.root / "a").root == outer.root


def test_settings_and_their_defaults(tmp_path):
    """What is left out has a value."""
    root = Desk(tmp_path / "my-desk").write("briefgen.toml", "").root
    plain = find_workspace(root)
    assert (plain.name, plain.as_of, plain.brand, plain.language) == ("my-desk", None, "asa", "en")
    assert (plain.content, plain.output, plain.templates) == (root / "seeds", root / "output", root / "templates")
    Desk(root).write(
        "briefgen.toml",
        'name="N"\nas_of=2025-08-20\nbrand="plain"\nlanguage="fr-CA"\ncontent="in/here"\noutput="out"\n',
    )
    set_up = find_workspace(root)
    assert (set_up.name, set_up.as_of, set_up.brand, set_up.language) == ("N", date(2025, 8, 20), "plain", "fr-CA")
    assert (set_up.content, set_up.output) == (root / "in/here", root / "out")
    Desk(root).write("briefgen.toml", 'as_of="2025-08-20"\n')
    assert find_workspace(root).as_of == date(2025, 8, 20)


def test_no_desk_is_a_usage_error(tmp_path):
    """The remedy names the command that makes one."""
    with pytest.raises(UsageError) as error:
        find_workspace(tmp_path)
    assert "briefgen init" in error.value.hint
    assert error.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "start", "hint"),
    [
        ('name = "a"\nnam = "b"\n', "briefgen.toml:2:1: unknown field 'nam'", "Did you mean 'name'?"),
        ("name = 5\n", "briefgen.toml:1:1: 'name' must be text", "Put it in quotes: '5'."),
        ("as_of = 2025-08-20T10:00:00\n", "briefgen.toml:1:1: 'as_of' must be one day", "Write the day as 2025-08-14."),
        ('as_of = "2025-02-30"\n', "briefgen.toml:1:1: no calendar has", "Write the day as 2025-08-14."),
        ("\nname = \n", "briefgen.toml:2:8: this is not valid TOML", ""),
        (
            'content = "../other"\n',
            "briefgen.toml:1:1: 'content' leads out of the desk",
            "Name a folder inside the desk.",
        ),
        ('output = "/tmp"\n', "briefgen.toml:1:1: 'output' leads out of the desk", "Name a folder inside the desk."),
        ('language = "english please"\n', "briefgen.toml:1:1: 'english please' is not a language tag", ""),
        ('brand = "Asa"\n', "briefgen.toml:1:1: 'Asa' is not an id", ""),
        ("[table]\nx = 1\n", "briefgen.toml:1:2: unknown field 'table'", ""),
        ("a = " + "[" * 5000, "briefgen.toml:1:1: lists or tables stand too deep", "Write each setting as text"),
        (
            'name = "a"\nx = ' + "1" * 5000,
            "briefgen.toml:2:5: this number is too long to be read",
            "Write a shorter one, or put it in quotes.",
        ),
    ],
)
def test_faulty_settings_name_their_line(tmp_path, text, start, hint):
    """Place, fault, line and remedy."""
    Desk(tmp_path).write("briefgen.toml", text)
    with pytest.raises(UsageError) as error:
        find_workspace(tmp_path)
    assert str(error.value).startswith(start)
    assert hint in error.value.hint


def test_all_faults_of_the_settings_come_at_once(tmp_path):
    """With a caret under each."""
    Desk(tmp_path).write("briefgen.toml", 'nam = "a"\nlanguage = 7\n')
    with pytest.raises(UsageError) as error:
        find_workspace(tmp_path)
    assert str(error.value).split("\n")[:3] == [
        "briefgen.toml:1:1: unknown field 'nam'",
        '    nam = "a"',
        "    ^",
    ]
    assert "briefgen.toml:2:1: 'language' must be text" in str(error.value)


def test_settings_lead_through_no_symlink(tmp_path):
    """The content folder is inside the desk, not only its name."""
    Desk(tmp_path / "desk").write("briefgen.toml", "")
    (tmp_path / "desk/seeds").symlink_to(tmp_path)
    with pytest.raises(UsageError, match="symlink"):
        find_workspace(tmp_path / "desk")


def test_settings_that_are_not_text(tmp_path):
    """Bytes that are no UTF-8 are named with their place."""
    Desk(tmp_path).put("briefgen.toml", b'name = "caf\xe9"\n')
    with pytest.raises(UsageError, match=r"^briefgen\.toml:1:12: the file is not UTF-8"):
        find_workspace(tmp_path)
