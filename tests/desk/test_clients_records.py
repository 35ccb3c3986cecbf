"""What building for clients leaves beside their editions: records that hold nobody's words and no password, and no log."""

from __future__ import annotations

import base64
import json
import re
import tempfile
from collections.abc import Iterator
from hashlib import pbkdf2_hmac, sha256
from pathlib import Path

import pypdfium2
import pytest
from client_desk import Plan, write_clients, write_desk

from briefgen.cli.main import main
from briefgen.desk import released
from briefgen.release.release import Released

ROOT = Path(__file__).parents[2]
PASSWORDS = {"env": 'Zqenvpass-ü"7/Kiln', "file": "Zqfilepass 4711 of the quay"}
"""By the place that the client's file names."""


@pytest.fixture
def plan(tmp_path, monkeypatch) -> Plan:
    """A desk with clients of all ceilings, two of which have passwords."""
    plan = write_desk(tmp_path / "desk", 8, clients=10)
    open_ones = {name: {**each, "pdf": {}, "leave_out": [], "only": []} for name, each in plan.clients.items()}
    plan.clients = {name: {**each, "reports": ["north"], "formats": ["html"]} for name, each in open_ones.items()}
    for each, reference in zip(plan.clients.values(), ("env:ZQ_OPENS", "file:opens.txt"), strict=False):
        each["pdf"] = {"password": reference}
    write_clients(plan)
    (plan.root / "opens.txt").write_text(f"{PASSWORDS['file']}\n", encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("ZQ_OPENS", PASSWORDS["env"])
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(plan.root)
    return plan


def build(*words: str) -> int:
    """Build all clients' editions of the report."""
    return main(["build", "north", "--all-clients", *words])


def records(plan: Plan) -> bytes:
    """All bytes of the desk's own folder."""
    folder = plan.root / ".briefgen"
    assert (folder / "builds.db").is_file()
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def planted(plan: Plan, data: bytes) -> set[str]:
    """Words of the content that stand in bytes, one or two to a letter."""
    texts = [data.lower().decode(codec, "replace") for codec in ("latin-1", "utf-16-le", "utf-16-be")]
    return {each.text for each in plan.words if any(each.text in text for text in texts)}


def forms(password: str, clients: list[str]) -> Iterator[bytes]:
    """A password, and what tells it to whoever tries words quickly."""
    data = password.encode()
    yield from (data, json.dumps(password)[1:-1].encode(), password.encode("utf-16-le"), data.hex().encode())
    yield base64.b64encode(data)
    for digest in (sha256(data).digest(), *(pbkdf2_hmac("sha256", data, each.encode(), 2_000) for each in clients)):
        yield from (digest, digest.hex().encode())


def test_the_records_of_builds_hold_no_word_and_no_password(plan):
    """They have paths, sizes and digests."""
    assert build() == 0
    built = [path.name for path in (plan.root / "output").rglob("*") if path.is_file()]
    found = records(plan)
    assert len(built) == len(plan.clients)
    assert all(name.encode() in found for name in built)
    assert planted(plan, found) == set()
    told = [form for each in PASSWORDS.values() for form in forms(each, [*plan.clients]) if form in found]
    assert told == []


def test_what_is_too_long_in_an_edition_does_not_end_among_the_records(plan):
    """The desk is told of a long part by its title where it builds for itself; a client's edition leaves no word."""
    name = "templates/report/parts/section.html.j2"
    text = (ROOT / name).read_text(encoding="utf-8")
    (plan.root / name).parent.mkdir(parents=True)
    short = '<section class="part" data-pages="1"'
    (plan.root / name).write_text(text.replace('<section class="part"', short, 1), encoding="utf-8")
    long = "\n\n".join(f"Nobody says a word of it for the {number}th time." for number in range(200))
    for section in (plan.root / "seeds/reports/north").glob("10-one*.md"):
        section.write_text(f"{section.read_text(encoding='utf-8')}\n{long}\n", encoding="utf-8")
    top = next(each["id"] for each in plan.clients.values() if each["ceiling"] == "TLP:RED" and not each["pdf"])
    assert main(["build", "north", "--client", top, "--format", "pdf"]) == 0
    (path,) = (plan.root / "output").rglob("*.pdf")
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert sum("Nobody says a word of it" in page for page in pages) > 1
    assert planted(plan, records(plan)) == set()


def forgetful(dossier, client):
    """A release that forgets to withhold, and still says what should have been."""
    found = released_for_real(dossier, client)
    return Released(dossier, found.withheld, ())


released_for_real = released.release


def test_a_leak_is_told_to_the_desk_and_to_no_file(plan, capsys, monkeypatch):
    """No edition, no name of a file, no record and nothing that is left of the build has it."""
    monkeypatch.setattr(released, "release", forgetful)
    assert build() == 1
    said = capsys.readouterr().err
    stopped = set(re.findall(r"the edition of 'north' for '(\w+)' is not published", said))
    assert {plan.clients[each]["ceiling"] for each in stopped} >= {"TLP:CLEAR", "TLP:AMBER"}
    assert "BG405" in said
    shut = {each.text for each in plan.words if each.rank > 0}
    assert {word for word in shut if word in said.lower()}
    assert not any(password in said for password in PASSWORDS.values())
    assert planted(plan, records(plan)) == set()
    given = {path for path in (plan.root / "output").rglob("*") if path.is_file()}
    assert given
    for path in given:
        assert not any(client in path.name for client in stopped)
        assert planted(plan, str(path.relative_to(plan.root)).encode()) == set()
    left = [path for path in plan.root.parent.rglob("*") if path.is_file() and path not in given]
    others = [path for path in left if not path.is_relative_to(plan.root / "seeds")]
    assert {path.name for path in others} >= {"briefgen.toml", "builds.db"}
    for path in others:
        assert planted(plan, path.name.encode() + b" " + path.read_bytes()) == set(), path
