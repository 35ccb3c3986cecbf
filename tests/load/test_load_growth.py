"""Loading grows with the desk, and nothing faster: counted, not timed."""

from __future__ import annotations

import sys

import pytest

from briefgen.load import places
from briefgen.load.library import load_library
from briefgen.load.nearest import Nearest
from briefgen.load.places import locate
from briefgen.load.workspace import find_workspace


def many(desk, count: int) -> None:
    """Facts that name each other, sources and actors."""
    facts = (
        f"- id: fact-{number}\n  statement: Statement {number}.\n  when: 2024-01\n  countries: [ML]\n  actors: [bloc]\n"
        f"  evidence:\n    - {{source: paper-2024, at: page {number}}}\n"
        for number in range(count)
    )
    desk.put("seeds/facts/many.yaml", "".join(facts).encode())


def steps(action) -> int:
    """How many lines of Python and calls the action takes."""
    counted = 0

    def count(frame, event, argument):  # noqa: ARG001 - a tracer's signature
        nonlocal counted
        counted += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        action()
    finally:
        sys.settrace(before)
    return counted


def test_ten_times_the_facts_take_ten_times_the_steps(desk):
    """Each further fact costs the same number of steps, whole or faulty."""
    workspace = find_workspace(desk.root)
    load_library(workspace)
    for fault in ("", "at: 5"):
        taken = []
        for count in (20, 120, 220):
            many(desk, count)
            if fault:
                text = (desk.root / "seeds/facts/many.yaml").read_text().replace("statement: S", "statment: S")
                desk.put("seeds/facts/many.yaml", text.encode())
            taken.append(steps(lambda: locate(workspace, load_library(workspace).diagnostics)))
        assert taken[2] - taken[1] == pytest.approx(taken[1] - taken[0], rel=0.05)


def test_each_file_is_read_once_for_all_its_places(desk, monkeypatch):
    """A thousand findings do not read a file a thousand times."""
    many(desk, 500)
    text = (desk.root / "seeds/facts/many.yaml").read_text().replace("paper-2024", "papr-2024")
    desk.put("seeds/facts/many.yaml", text.encode())
    workspace = find_workspace(desk.root)
    found = load_library(workspace).diagnostics
    assert len(found) == 500
    read = []
    genuine = places._text
    monkeypatch.setattr(places, "_text", lambda workspace, file: read.append(file) or genuine(workspace, file))
    located = locate(workspace, found)
    assert read == ["seeds/facts/many.yaml"]
    assert [one.place.line for one in located] == [7 * number + 7 for number in range(500)]


def test_the_search_for_near_names_is_bounded():
    """Among 50,000 names few are compared, and a misspelling is still found."""
    near = Nearest([f"fact-number-{number}" for number in range(50_000)] + ["lavrov-opens-consultations"], searches=3)
    assert near.find("lavrov-opens-consultation") == "lavrov-opens-consultations"
    assert len(near._candidates("fact-numbr-4711")) <= 60
    assert near.find("fact-numbr-4711").startswith("fact-number-")
    near.find("third")
    assert near.hint("fourth-word", "Look it up.") == "Look it up."
