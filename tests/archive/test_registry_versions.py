"""The registry's tables change by migrations, and only forwards."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from registry_samples import record, sample, with_one_issue
from sqlalchemy import inspect, text
from weekly_samples import FIRST, HOUR, NOW, entry, outgoing, slot

import briefgen
from briefgen.archive import upgrade
from briefgen.archive.registry import open_registry
from briefgen.archive.schema import METADATA, REVISIONS, VERSION_TABLE
from briefgen.model.faults import MachineError
from briefgen.model.schedule import SlotState

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "{before}"


def upgrade():
    op.create_table("letters", sa.Column("id", sa.Integer, primary_key=True))
    op.add_column("issues", sa.Column("letters", sa.Integer))
    {then}
"""


@pytest.fixture
def next_program(tmp_path, monkeypatch):
    """What makes this program the next version of itself, which has a migration more."""

    def become(then="pass"):
        folder = tmp_path / "next 100% program"
        shutil.copytree(upgrade.MIGRATIONS, folder)
        (folder / "versions" / "v0003_letters.py").write_text(NEXT.format(before=REVISIONS[-1], then=then))
        monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
        monkeypatch.setattr(upgrade, "REVISIONS", (*REVISIONS, "0003"))

    return become


def test_migrations_make_the_tables_that_the_program_knows(url):
    """Table by table, column by column, with keys and indexes."""
    with open_registry(url, create=True) as registry, registry._database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, METADATA) == []
        assert set(inspect(connection).get_table_names()) == {*METADATA.tables, VERSION_TABLE}
        assert connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")) == REVISIONS[-1]  # noqa: S608


def test_the_program_knows_every_migration():
    """The list in the program is the folder's, so that the newest is known without reading it."""
    files = sorted(path.name for path in (upgrade.MIGRATIONS / "versions").glob("v*.py"))
    assert [name[1:5] for name in files] == list(REVISIONS)
    assert upgrade.MIGRATIONS.is_relative_to(Path(briefgen.__file__).parent)


@pytest.mark.parametrize("create", [False, True])
def test_an_older_registry_is_brought_to_the_newest_version(url, next_program, create):
    """With all that is in it."""
    with_one_issue(url)
    next_program()
    with open_registry(url, create=create) as registry:
        with registry._database.reading() as connection:
            assert inspect(connection).has_table("letters")
        assert registry.issue("ASA-SR-2026-0001") == sample(1).issue
        assert registry.content("ASA-SR-2026-0001") == sample(1).content


@pytest.fixture
def first_program(tmp_path, monkeypatch):
    """What makes this program the first version of itself, which had no weekly runs."""

    def become():
        folder = tmp_path / "first program"
        later = [f"v{revision}_*" for revision in REVISIONS[1:]]
        shutil.copytree(upgrade.MIGRATIONS, folder, ignore=shutil.ignore_patterns(*later))
        monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
        monkeypatch.setattr(upgrade, "REVISIONS", REVISIONS[:1])

    return become


@pytest.mark.parametrize("create", [False, True])
def test_a_registry_from_before_weekly_runs_keeps_all_it_has(url, first_program, monkeypatch, create):
    """Its issues with content and files, numbers, steps and register; and it has weekly runs from then on."""
    first_program()
    with open_registry(url, create=True) as registry:
        for count in (1, 2):
            assert record(registry, sample(count))
        register = registry.register()
        with registry._database.reading() as connection:
            assert not inspect(connection).has_table("dispatches")
    monkeypatch.undo()
    with open_registry(url, create=create) as registry:
        for count in (1, 2):
            each = sample(count)
            assert registry.issue(each.issue.number) == each.issue
            assert registry.content(each.issue.number) == each.content
            assert [registry.artefact_data(file.sha256) for file in each.artefacts] == [
                file.data for file in each.artefacts
            ]
        assert registry.steps("mali") == (sample(1).step, sample(2).step)
        assert registry.register() == register
        assert (registry.slots(), registry.dispatches(), registry.runs()) == ((), (), ())
        issued, claimed = sample(3), entry(slot(), SlotState.CLAIMED)
        assert registry.claim(slot(), FIRST, NOW, HOUR)
        parts = (issued.issue, issued.content, issued.judgements, issued.artefacts, issued.step, sample(2).step)
        assert registry.record_issue(*parts, [outgoing(3)], claimed)
        assert [each.number for each in registry.slots()] == ["ASA-SR-2026-0003"]
        assert len(registry.dispatches()) == 1


def test_a_migration_that_fails_changes_nothing(url, next_program, monkeypatch):
    """Not even what it did before it failed; the program of before goes on with it."""
    with_one_issue(url)
    next_program(then='op.execute("SELECT no_such_column FROM issues")')
    with pytest.raises(MachineError, match="no_such_column"):
        open_registry(url, create=True)
    monkeypatch.undo()
    with open_registry(url, create=True) as registry:
        with registry._database.reading() as connection:
            assert not inspect(connection).has_table("letters")
            assert connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")) == REVISIONS[-1]  # noqa: S608
        assert registry.issue("ASA-SR-2026-0001") == sample(1).issue


@pytest.mark.parametrize("create", [False, True])
def test_a_newer_registry_is_left_alone(url, next_program, monkeypatch, create):
    """The program says that it is too old, and changes nothing."""
    with_one_issue(url)
    next_program()
    open_registry(url, create=True).close()
    monkeypatch.undo()
    with pytest.raises(MachineError, match="was written by a newer briefgen") as fault:
        open_registry(url, create=create)
    assert fault.value.hint == "Update the program."


def test_migrations_are_not_loaded_where_there_is_nothing_to_migrate(tmp_path):
    """They would cost every command a third of a second."""
    url = f"sqlite:///{tmp_path / 'registry.db'}"
    with_one_issue(url)
    look = (
        "import sys; from briefgen.archive.registry import open_registry;"
        f"print(len(open_registry({url!r}, create=True).issues()), 'sqlalchemy' in sys.modules, 'alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout == "1 True False\n"
