"""`python -m briefgen` does what the command does."""

from __future__ import annotations

from briefgen.cli.main import run

if __name__ == "__main__":
    run()
