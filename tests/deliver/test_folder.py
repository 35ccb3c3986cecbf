"""Delivery into folders: whole or not there, once, and nothing that was given to a client changes."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from folder_faults import visible
from parcel_samples import FILES, NUMBER, changed, parcel

from briefgen.deliver.folder import Folder
from briefgen.model.dispatch import Fate, ParcelFile

HERE = Path(__file__).parent
NOBODY = 65_534
WHOLE = {file.name: file.data for file in FILES}


def test_an_issue_lies_in_a_folder_of_its_own(tmp_path):
    """Under its number, with French and Arabic names, readable by others; two issues with files of one name keep apart."""
    folder = Folder(tmp_path)
    assert folder.send(parcel("clients/example-mining")).fate is Fate.SENT
    assert folder.send(changed(parcel("clients/example-mining", folder="ASA-SR-2026-0002"))).fate is Fate.SENT
    place = tmp_path / "clients" / "example-mining"
    assert sorted(each.name for each in place.iterdir()) == [NUMBER, "ASA-SR-2026-0002"]
    assert visible(place) == WHOLE
    for path in (place / NUMBER).iterdir():
        assert stat.S_IMODE(path.stat().st_mode) & 0o777 == 0o644 & ~current_mask()


def current_mask() -> int:
    """What the process takes away from modes."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_the_mask_of_the_process_is_kept(tmp_path):
    """A desk that shows its files to nobody shows none by way of a delivery."""
    mask = os.umask(0o077)
    try:
        Folder(tmp_path).send(parcel("out"))
    finally:
        os.umask(mask)
    issue = tmp_path / "out" / NUMBER
    assert stat.S_IMODE(issue.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in issue.iterdir()} == {0o600}


def test_an_absolute_folder_may_be_anywhere(tmp_path):
    """Also behind a link, which the client's file names openly."""
    desk, share = tmp_path / "desk", tmp_path / "share"
    desk.mkdir()
    share.mkdir()
    (tmp_path / "link").symlink_to(share)
    assert Folder(desk).send(parcel(str(tmp_path / "link" / "mining"))).fate is Fate.SENT
    assert visible(share / "mining") == WHOLE


def test_what_is_there_is_sent(tmp_path):
    """Twice is once: nothing is written again, and what a client put beside it does no harm."""
    Folder(tmp_path).send(parcel("out"))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    again = Folder(tmp_path).send(parcel("out"))
    assert (again.fate, again.because) == (Fate.SENT, "it was there already")
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")} == before
    (tmp_path / "out" / NUMBER / "notes.txt").write_text("read")
    assert Folder(tmp_path).send(parcel("out")).fate is Fate.SENT


def test_what_was_given_to_a_client_does_not_change(tmp_path):
    """Other bytes, a missing file, another client's files, a file or a link in the folder's place: refused, and untouched."""
    folder = Folder(tmp_path)
    folder.send(parcel("out"))
    refused = folder.send(changed(parcel("out")))
    assert refused.fate is Fate.REFUSED
    assert f"{NUMBER} is there already and has another {FILES[-1].name}" in refused.because
    other = folder.send(parcel("out", ParcelFile("mali.other.pdf", "application/pdf", b"x"), client="other"))
    assert other.fate is Fate.REFUSED
    assert "lacks mali.other.pdf" in other.because
    assert "Give each client a folder of its own" in other.because
    assert visible(tmp_path / "out") == WHOLE
    for name in ("a-file", "a-link"):
        (tmp_path / name).mkdir()
    (tmp_path / "a-file" / NUMBER).write_text("mine")
    (tmp_path / "a-link" / NUMBER).symlink_to(tmp_path / "out" / NUMBER)
    for name in ("a-file", "a-link"):
        refused = folder.send(parcel(name))
        assert refused.fate is Fate.REFUSED
        assert "is no folder" in refused.because
    assert (tmp_path / "a-file" / NUMBER).read_text() == "mine"


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_is_no_file_is_not_read(tmp_path, kind):
    """A link with the right bytes behind it, a pipe that would be waited for, a folder."""
    Folder(tmp_path).send(parcel("out"))
    path = tmp_path / "out" / NUMBER / FILES[0].name
    path.rename(tmp_path / "elsewhere")
    {"link": lambda: path.symlink_to(tmp_path / "elsewhere"), "pipe": lambda: os.mkfifo(path), "folder": path.mkdir}[
        kind
    ]()
    refused = Folder(tmp_path).send(parcel("out"))
    assert refused.fate is Fate.REFUSED
    assert f"has a {FILES[0].name} that is no file" in refused.because


@pytest.mark.parametrize(
    "target",
    ["", ".", "/", "./.", "../out", "out/../../x", "/srv/../etc", "~/out", "~root", "out\n", "out\0", "o\u202eut"],
)
def test_a_target_that_leads_elsewhere_is_refused(tmp_path, target):
    """Nothing is made for it."""
    desk = tmp_path / "desk"
    desk.mkdir()
    refused = Folder(desk).send(parcel(target))
    assert refused.fate is Fate.REFUSED
    assert refused.because
    assert list(tmp_path.rglob("*")) == [desk]


def test_a_link_does_not_lead_out_of_the_desk(tmp_path):
    """Not the folder itself, nor one above it; a link that stays in the desk may, and one in a circle may not."""
    desk, outside = tmp_path / "desk", tmp_path / "outside"
    desk.mkdir()
    outside.mkdir()
    (desk / "link").symlink_to(outside)
    (desk / "up").symlink_to("..")
    for target in ("link", "link/mining", "up/outside"):
        refused = Folder(desk).send(parcel(target))
        assert refused.fate is Fate.REFUSED
        assert "leads out of the desk by a link" in refused.because
    assert list(outside.iterdir()) == []
    (desk / "inner").symlink_to("real")
    assert Folder(desk).send(parcel("inner")).fate is Fate.SENT
    assert visible(desk / "real") == WHOLE
    (desk / "circle").symlink_to("circle")
    assert Folder(desk).send(parcel("circle/x")).fate is not Fate.SENT


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        ".hidden",
        "a/b.pdf",
        "/etc/passwd",
        "..\\x",
        "a\nb.pdf",
        "a\0.pdf",
        "fdp.\u202eexe",
        "\ud800.pdf",
        "é" * 130,
    ],
)
def test_a_name_that_is_none_is_refused(tmp_path, name):
    """As a file's, and as the issue's; nothing is written."""
    for bad in (parcel("out", ParcelFile(name, "application/pdf", b"x")), parcel("out", folder=name)):
        refused = Folder(tmp_path).send(bad)
        assert refused.fate is Fate.REFUSED
        refused.because.encode()
        assert refused.because.isprintable()
    assert list(tmp_path.iterdir()) == []


def test_files_need_names_of_their_own(tmp_path):
    """Also where a disk tells capitals from small letters, and one way to write an accent from another."""
    for one, two in (("a.pdf", "a.pdf"), ("a.pdf", "A.PDF"), ("\u00e9.pdf", "e\u0301.pdf")):
        twice = parcel("out", ParcelFile(one, "application/pdf", b"1"), ParcelFile(two, "application/pdf", b"2"))
        assert "give the files names of their own" in Folder(tmp_path).send(twice).because
    empty = replace(parcel("out"), files=())
    assert Folder(tmp_path).send(empty).fate is Fate.REFUSED
