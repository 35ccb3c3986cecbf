"""Files and folders: what cannot be read, what is too much, and what does not belong."""

from __future__ import annotations

import os

import pytest
from load_desk import at

EXIT = "seeds/facts/exit.yaml"


YAML = [
    ("a: &x 1\n", "1:4 anchor"),
    ("a: *x\n", "1:4 anchor"),
    ("<<: {a: 1}\n", "1:1 merge-key"),
    ("id: a\nid: b\n", "2:1 duplicate-key"),
    ("id: !!python/name:os.system x\n", "1:5 foreign-tag"),
    ("id: a\n---\nid: b\n", "2:1 second-document"),
    ("1: a\n", "1:1 non-text-key"),
    ("[a]: b\n", "1:1 non-text-key"),
    ("a: b: c\n", "1:5 broken-yaml"),
    ("a: [1, 2\n", "1:9 broken-yaml"),
    ('a: "\\0"\n', "1:4 control-character"),
    ('a: "\\uE000"\n', "1:4 control-character"),
    ("a: x\x07y\n", "1:5 control-character"),
    ("a: \ue000\n", "1:4 control-character"),
    ("a: x\u2028y\n", "1:5 control-character"),
    ("", "1:1 wrong-type"),
    ("[]", "1:1 wrong-type"),
    ("just text", "1:1 wrong-type"),
]


@pytest.mark.parametrize(("text", "where"), YAML, ids=[repr(case[0]) for case in YAML])
def test_what_yaml_may_not_hold(desk, text, where):
    """Each is refused where it stands."""
    desk.put("seeds/topics/odd.yaml", text.encode())
    assert f"seeds/topics/odd.yaml:{where}" in [at(found) for found in desk.check()]


@pytest.mark.parametrize(
    "bomb",
    ["[" * 100_000, "- " * 100_000, "{a: " * 100_000, "? " * 100_000],
    ids=["brackets", "dashes", "braces", "marks"],
)
def test_a_nesting_bomb_is_one_finding(desk, bomb):
    """Depth is counted before anything recurses."""
    found = desk.put("seeds/topics/bomb.yaml", bomb.encode()).check()[-1]
    assert found.name == "nesting"
    assert (found.place.line, found.hint) == (1, "Write it flatter.")
    assert len(desk.check()) <= 2


def test_forty_levels_are_allowed(desk):
    """The limit is not in the way of what is shallow enough."""
    desk.put("seeds/topics/deep.yaml", ("[" * 40 + "]" * 40).encode())
    assert [found.name for found in desk.check()] == ["wrong-type"]


def test_several_faults_of_one_file_are_all_found(desk):
    """Anchors, tags and doubled keys do not end a file."""
    desk.write("seeds/topics/odd.yaml", "id: &a odd\nname: !x Odd\nname: b\nmarking: *a\n")
    assert [at(found).rpartition(" ")[2] for found in desk.check()] == [
        "anchor",
        "foreign-tag",
        "duplicate-key",
        "anchor",
    ]


def test_a_file_that_is_too_large_is_not_read(desk):
    """2 MB of YAML and 1 MB of Markdown are the limits."""
    desk.put("seeds/topics/large.yaml", b"#" * 2_000_001)
    desk.put("seeds/reports/leaving/20-large.md", b"x" * 10_000_000)
    assert [at(found) for found in desk.check()] == [
        "seeds/reports/leaving/20-large.md:1:1 too-large",
        "seeds/topics/large.yaml:1:1 too-large",
    ]
    desk.put("seeds/topics/large.yaml", b"name: Large\n" + b"#" * 1_999_000)
    desk.put("seeds/reports/leaving/20-large.md", b"# Title\n\n" + b"word " * 190_000)
    assert desk.check() == ()


def test_a_file_that_is_not_utf8_is_placed_at_its_first_wrong_byte(desk):
    """Line and column count characters, not bytes."""
    desk.put("seeds/topics/latin.yaml", "id: latin\nname: Ä ".encode() + b"caf\xe9\n")
    found = desk.only()
    assert at(found) == "seeds/topics/latin.yaml:2:12 not-utf8"
    assert "0xE9" in found.message
    desk.drop("seeds/topics/latin.yaml").put("seeds/reports/leaving/20-latin.md", b"# Title\n\ncaf\xe9\n")
    assert at(desk.only()) == "seeds/reports/leaving/20-latin.md:3:4 not-utf8"


def test_a_byte_order_mark_and_other_line_ends_are_read(desk):
    """Files from other systems are no fault, and lines are counted as an editor counts them."""
    desk.put("seeds/topics/windows.yaml", b"\xef\xbb\xbfid: windows\r\nname: W\r\nodd: 1\r\n")
    found = desk.only()
    assert at(found) == "seeds/topics/windows.yaml:3:1 unknown-field"
    assert found.excerpt == "odd: 1"


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("seeds/facts/link.yaml", "exit.yaml"),
        ("seeds/facts/folder", "/etc"),
        ("seeds/clients-copy", "clients"),
        ("seeds/reports/copy", "leaving"),
        ("seeds/reports/leaving/20-link.md", "10-how-it-left.md"),
        ("seeds/reports/leaving/pictures", "/etc"),
    ],
)
def test_symlinks_are_refused(desk, link, target):
    """Neither files nor folders are followed."""
    (desk.root / link).symlink_to(target)
    found = desk.only()
    assert (found.name, found.place.file, found.severity) == ("symlink", link, "error")


def test_a_symlink_in_the_place_of_the_reports_data_is_refused(desk):
    """`report.yaml` itself is no way out."""
    report = desk.root / "seeds/reports/leaving/report.yaml"
    report.rename(desk.root / "moved.yaml")
    report.symlink_to("../../../moved.yaml")
    assert "symlink" in [found.name for found in desk.check()]
    assert not desk.library().reports


def test_a_pipe_does_not_stop_the_reading(desk):
    """What is no regular file is passed over with a warning."""
    os.mkfifo(desk.root / "seeds/facts/pipe.yaml")
    found = desk.only()
    assert (found.name, found.severity) == ("unexpected-file", "warning")


def test_what_does_not_belong_is_a_warning(desk):
    """A file that is not read is said so; hidden files and notes are passed over."""
    desk.write("seeds/facts/notes.txt", "x").write("seeds/facts/.hidden", "x").write("seeds/README.md", "x")
    desk.write("seeds/reports/leaving/introduction.md", "x").write("seeds/fact/x.yaml", "id: x")
    assert [(found.name, found.place.file, found.severity) for found in desk.check()] == [
        ("unexpected-file", "seeds/fact", "warning"),
        ("unexpected-file", "seeds/facts/notes.txt", "warning"),
        ("unexpected-file", "seeds/reports/leaving/introduction.md", "warning"),
    ]
    assert desk.check()[0].hint == "Did you mean 'facts'?"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_finding(desk):
    """Not a traceback."""
    (desk.root / EXIT).chmod(0)
    assert "unreadable-file" in [found.name for found in desk.check()]


def test_folders_below_are_read(desk):
    """How entries are sorted into files is the desk's business."""
    desk.write("seeds/topics/more/deep/er.yaml", "name: Er\n")
    assert desk.check() == ()
    assert "er" in desk.library().topics


def test_a_lone_entry_is_named_after_its_file(desk):
    """Where the name is none, the finding says what an id is."""
    found = desk.write("seeds/topics/Odd Name.yaml", "name: Odd\n").only()
    assert at(found) == "seeds/topics/Odd Name.yaml:1:1 malformed-id"


def test_an_empty_report_folder_is_an_error(desk):
    """So is one without report.yaml, without a section, without a summary."""
    (desk.root / "seeds/reports/empty").mkdir()
    desk.write("seeds/reports/hidden/.gitkeep", "")
    assert [at(found) for found in desk.check()] == [
        "seeds/reports/empty/report.yaml:1:1 empty-report",
        "seeds/reports/hidden/report.yaml:1:1 empty-report",
    ]
    assert all(found.severity == "error" and found.hint for found in desk.check())


def test_a_report_needs_data_summary_and_a_section(desk):
    """Each missing part is named."""
    desk.drop("seeds/reports/leaving/summary.md")
    assert at(desk.only()) == "seeds/reports/leaving/report.yaml:1:1 missing-file"
    assert "summary.md" in desk.only().hint
    desk.write("seeds/reports/leaving/summary.md", "Text.\n").drop("seeds/reports/leaving/10-how-it-left.md")
    assert at(desk.only()) == "seeds/reports/leaving/report.yaml:1:1 empty-report"
    desk.write("seeds/reports/leaving/10-a.md", "# A\n\nText.\n").drop("seeds/reports/leaving/report.yaml")
    assert at(desk.only()) == "seeds/reports/leaving/report.yaml:1:1 missing-file"


def test_a_list_in_the_reports_data_is_refused(desk):
    """One folder, one report."""
    text = (desk.root / "seeds/reports/leaving/report.yaml").read_text()
    indented = "".join(f"  {line}\n" for line in text.splitlines())
    desk.put("seeds/reports/leaving/report.yaml", f"-{indented[1:]}".encode())
    assert at(desk.only()) == "seeds/reports/leaving/report.yaml:1:1 wrong-type"


def test_no_content_folder_is_an_error(desk):
    """A desk that points nowhere says so."""
    desk.write("briefgen.toml", 'content = "elsewhere"\n')
    assert at(desk.only()) == "briefgen.toml:1:1 missing-file"


def test_an_alias_in_any_field_is_one_finding_a_place(desk):
    """A value that was refused is not complained about a second time."""
    desk.swap(
        EXIT, "when: 2025-01", "when: *a\n  review_by: *a\n  marking: *a\n  places: *a\n  grade: *a\n  asserts: *a"
    )
    assert [found.name for found in desk.check()] == ["anchor"] * 6


def test_a_broken_file_leaves_no_dangling_reference(desk):
    """What rests on it is not in the library either, so that nothing looks it up in vain."""
    desk.put("seeds/sources/wire.yaml", b"- id: wire-2025-08-14\n- id: paper-2024\n- id: heard-of\n- a: [\n")
    assert [found.name for found in desk.check()] == ["broken-yaml"]
    library = desk.library()
    assert not library.sources
    assert not library.facts
    assert not library.reports
    assert set(library.actors) == {"bloc", "ministry"}
