"""Settings of unattended runs: what cannot work is told at its line, before anything is due."""

from __future__ import annotations

import pytest
from load_desk import Desk

from briefgen.load.unattended import on_this_machine
from briefgen.load.workspace import find_workspace, setting_position
from briefgen.model.faults import UsageError

MAIL = '[mail]\nhost = "localhost"\nsender = "desk@example.org"\n'
SCHEDULE = '[schedule]\ncron = "0 6 * * MON"\nreports = ["leaving"]\n'


@pytest.mark.parametrize(
    ("text", "start", "hint"),
    [
        ('[schedule]\nreports = ["a"]\ncron = "0 6"\n', "3:1: '0 6' is no cron expression", "Five fields"),
        (f'{SCHEDULE}timezone = "Africa/Bamaco"\n', "4:1: there is no time zone", "'Africa/Bamako'"),
        ('[schedule]\ncron = "0 6 * * *"\n', "1:2: the schedule names no reports", "reports = "),
        (SCHEDULE.replace('"]', '", "leaving"]'), "3:1: 'leaving' stands here a second time", "Delete"),
        (f'{SCHEDULE}digest = "sahle"\n[digests.sahel]\n', "4:1: unknown digest 'sahle'", "Did you mean 'sahel'?"),
        ('schedule = {cron = "6", reports = ["a"]}\n', "1:1: '6' is no cron expression", ""),
        ('schedule.reports = ["a"]\nschedule.cron = "6"\n', "2:10: '6' is no cron expression", ""),
        (MAIL.replace("desk@", "desk,"), "3:1: 'desk,example.org' is not one mail address", "Sahel desk <"),
        (MAIL.replace("desk@", "x@a.example, desk@"), "3:1: 'x@a.example, desk@example.org' is not", ""),
        (MAIL.replace("desk@example", "desk@example.org\\r\\nBcc: x@example"), "3:1: 'desk@example.org\\r\\nBcc", ""),
        (MAIL.replace("localhost", "localhost:25"), "2:1: 'localhost:25' is no name of a server", "`port`"),
        (
            MAIL.replace("localhost", "mail.example.org") + 'security = "none"\n',
            "4:1: mail to 'mail.example.org' would cross the network unencrypted",
            '"starttls"',
        ),
        (f'{MAIL}user = "desk"\n', "4:1: 'user' is given and 'password' is not", "`password`"),
        (f'{MAIL}password = "env:X"\n', "4:1: 'password' is given and 'user' is not", "`user`"),
        ('[tell]\nto = ["desk@example.org"]\n', "2:1: 'to' names who gets mail, and there is no server", "`[mail]`"),
        (f'{MAIL}[tell]\nto = ["Desk <d@e.org>"]\n', "5:1: 'Desk <d@e.org>' is not one mail address", "plain"),
        (f'{MAIL}[tell]\nto = ["d@e.org", "D@e.org"]\n', "5:1: 'd@e.org' stands here a second time", ""),
        (
            '[store]\naccess_key = "env:A"\nsecret_key = "env:B"\nregion = "eu west"\n',
            "4:1: 'eu west' is no region",
            "eu-west-3",
        ),
        ('[tell]\nmetrics = "out/x.txt"\n', "2:1: 'out/x.txt' does not end in .prom", ".prom"),
        (
            '[store]\naccess_key = "env:A"\nsecret_key = "env:B"\nendpoint = "http://s3.example.org"\n',
            "4:1: files for 's3.example.org' would cross the network unencrypted",
            "https://",
        ),
        (
            '[store]\naccess_key = "env:A"\nsecret_key = "env:B"\nendpoint = "https://key:secret@s3.example.org"\n',
            "4:1: an address of a store holds no name and no key",
            "alone",
        ),
    ],
)
def test_a_fault_is_told_at_its_line(tmp_path, text, start, hint):
    """In whichever way the table is written."""
    Desk(tmp_path).put("briefgen.toml", text.encode())
    with pytest.raises(UsageError) as error:
        find_workspace(tmp_path)
    assert str(error.value).startswith(f"briefgen.toml:{start}")
    assert hint in error.value.hint


@pytest.mark.parametrize(
    "text",
    [
        f'{MAIL}user = "desk"\npassword = "hunter2"\n',
        '[store]\naccess_key = "env:A"\nsecret_key = "hunter2"\n',
        '[store]\naccess_key = "env:A"\nsecret_key = "env:B"\nendpoint = "https://key:hunter2@s3.example.org"\n',
        '[tell]\nwebhook = "https://chat.example/hunter2"\n',
    ],
)
def test_a_secret_in_the_settings_is_not_told_again(tmp_path, text):
    """What is said of it may end in a log."""
    Desk(tmp_path).put("briefgen.toml", text.encode())
    with pytest.raises(UsageError) as error:
        find_workspace(tmp_path)
    assert "hunter2" not in f"{error.value} {error.value.hint}"


def test_settings_that_work(tmp_path):
    """A server of this machine needs no encryption; a schedule may be for a digest alone."""
    text = f"""\
{SCHEDULE}digest = "weekly"
{MAIL}security = "none"
user = "desk"
password = "env:MAIL"
[store]
endpoint = "http://127.0.0.1:9000/s3/"
access_key = "env:A"
secret_key = "env:B"
[tell]
to = ["desk@example.org", "chief@müller.example"]
metrics = "run.prom"
"""
    workspace = find_workspace(Desk(tmp_path).put("briefgen.toml", text.encode()).root)
    assert workspace.schedule.reports == ("leaving",)
    assert workspace.tell.metrics == "run.prom"
    Desk(tmp_path).put("briefgen.toml", b'[schedule]\ncron = "0 6 * * MON"\ndigest = "weekly"\n')
    assert find_workspace(tmp_path).schedule.reports == ()


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True),
        ("LocalHost.", True),
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost.example.org", False),
        ("127.0.0.1.example.org", False),
        ("10.0.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - nothing listens here
        ("", False),
    ],
)
def test_which_hosts_are_this_machine(host, here):
    """No name but one, which anybody could let lead elsewhere."""
    assert on_this_machine(host) is here


def test_where_a_setting_stands():
    """In a table, below one of the same name, with dots, in quotation marks; or as near as can be told."""
    lines = ['host = "x"', "[mail]", ' "host" = "y"', "[digests.gulf]", 'title = "host = z"', "mail.port = 5", "[[a]]"]
    assert setting_position(lines, "host") == (1, 1)
    assert setting_position(lines, "mail", "host") == (3, 3)
    assert setting_position(lines, "mail", "port", 0) == (2, 2)
    assert setting_position(lines, "digests", "gulf", "title") == (5, 1)
    assert setting_position(lines, "digests", "gulf") == (4, 10)
    assert setting_position(lines, "digests") == (4, 2)
    assert setting_position(lines, "digests", "gulf", "mail", "port") == (6, 6)
    assert setting_position(lines, "a") == (7, 3)
    assert setting_position(lines, "no", "host") is None
    assert setting_position(lines) is None
