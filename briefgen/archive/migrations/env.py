"""Runs migrations over the connection that the registry has open, within its transaction."""

from alembic import context

from briefgen.archive.schema import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA, version_table=VERSION_TABLE
)
context.run_migrations()
