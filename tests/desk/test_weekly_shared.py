"""Two machines with one registry, a PostgreSQL server: what is due is done by one of them."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from weekly_desk import BEFORE, MONDAY, approve, edit, mail_server, run_at, write_desk

sys.path.append(str(Path(__file__).parents[1] / "archive"))

from registry_server import running_server


@pytest.mark.slow
def test_two_machines_do_what_is_due_once(tmp_path, monkeypatch):
    """Both tick at the same moment, three weeks running; each issue is made and sent by one, and both know of it."""
    with running_server() as server, mail_server() as (mailbox, port):
        url = server.url(server.new_database())
        monkeypatch.setenv("DESK_REGISTRY", url)
        first, second = tmp_path / "first/desk", tmp_path / "second/desk"
        write_desk(first, port, schedule="{cron: '0 6 * * MON', timezone: Europe/Paris, unchanged: issue}")
        edit(first, "briefgen.toml", 'name = "Desk"', 'name = "Desk"\nregistry = "env:DESK_REGISTRY"')
        shutil.copytree(first, second)
        cache = tmp_path / "printed"
        run_at(first, BEFORE, "schedule", "tick", cache=cache)
        approve(first, BEFORE, "one", "two", cache=cache)
        for week in range(3):
            children = []
            for root in (first, second):
                child = os.fork()
                if child == 0:
                    said = run_at(root, MONDAY + timedelta(weeks=week, minutes=30), "schedule", "tick", cache=cache)
                    os._exit(said.code)
                children.append(child)
            assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
        with psycopg.connect(url.replace("+psycopg", "")) as registry:
            assert registry.execute("SELECT count(*), count(DISTINCT number) FROM issues").fetchone() == (6, 6)
            assert registry.execute("SELECT state, count(*) FROM slots GROUP BY state").fetchall() == [("issued", 6)]
            assert registry.execute("SELECT state, count(*) FROM dispatches GROUP BY state").fetchall() == [
                ("sent", 21)
            ]
        assert set(mailbox.counts.values()) == {1}
        assert len(mailbox.counts) == 12
        assert run_at(second, MONDAY + timedelta(weeks=2, hours=1), "status", cache=cache).code == 0
        issued = [path for root in (first, second) for path in (root / "outbox").glob("arc/*")]
        assert len(issued) == 3
