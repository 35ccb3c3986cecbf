"""Whatever is in a file: findings, never an exception; and plain data comes back as it was."""

from __future__ import annotations

import string

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from load_desk import FILES, Desk
from yamlcore import CCoreLoader

from briefgen.load.blocks import Splitter
from briefgen.load.markdown import read_section
from briefgen.load.places import find_positions
from briefgen.load.yaml_file import parse_yaml

PARTS = st.sampled_from(
    ["[@a]", "[@", "[!b]", "![", "](", ")", "]", "`", "``", "```\n", "<b>", "<", "{", "}", '{marking="TLP:RED"}', "\\", "\n", "\n\n", "- ", "> ", "# ", "    ", "| ", "!!! assessment\n",
     "[^1]: ", "[x]: y", ": ", "/// c\n", "///\n", "figure:timeline?from=1", "a", " ", "<!--", "~~~"]
)  # fmt: skip
MARKDOWN = st.one_of(st.text(), st.lists(PARTS, max_size=40).map("".join))
YAML_PARTS = st.sampled_from(
    ["a: ", "- ", "\n", "  ", "{", "}", "[", "]", ",", "? ", "&x ", "*x", "!t ", "!!str ", "|\n", ">\n", "'", '"', "#", "---\n", "...\n", "%TAG", "<<: ", "1", "x", "id: ", "~", "\\", ":", "\t"]
)  # fmt: skip
YAML = st.one_of(st.text(), st.lists(YAML_PARTS, max_size=40).map("".join))

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e100, max_value=1e100),
    st.text(alphabet=string.printable.replace("\x0b", "").replace("\x0c", "").replace("\r", "") + "äé漢", max_size=20),
)
DATA = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(string.ascii_letters + " :#", max_size=6), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(YAML)
def test_any_text_as_yaml(text):
    """Data and findings, whatever it is."""
    parsed = parse_yaml(text, "x.yaml")
    assert parsed.whole or parsed.diagnostics
    assert all(found.place.line >= 1 and found.place.column >= 1 for found in parsed.diagnostics)
    find_positions(text, {(("a", 0, "b"), False), ((), True)})


@given(MARKDOWN)
def test_any_text_as_markdown(text):
    """Every line with something on it is in exactly one block, and every call at the place it names."""
    read = read_section(text, "x.md", "x", titled=False)
    lines = text.split("\n")
    for call in read.calls:
        assert lines[call.place.line - 1][call.place.column - 1 :].startswith(("[", "!"))
    blocks = Splitter(lines).split()
    covered = [number for block in blocks for number in range(block.line, block.line + len(block.lines))]
    assert covered == sorted(set(covered))
    assert {number for number, line in enumerate(lines) if line.strip()} <= set(covered)


@given(DATA, st.booleans())
def test_plain_data_comes_back(data, flow):
    """As the reference loader for YAML 1.2 gives it; texts that look like numbers with leading zeros aside."""
    text = yaml.dump(data, default_flow_style=flow, allow_unicode=True, Dumper=yaml.CSafeDumper)
    parsed = parse_yaml(text, "x.yaml")
    assert parsed.diagnostics == ()
    assert parsed.data == yaml.load(text, Loader=CCoreLoader)  # noqa: S506 - the core loader builds plain data only


def test_where_the_reading_differs_from_the_reference():
    """Numbers with leading zeros stay text."""
    assert parse_yaml("[012, -07, 00, 0, 12, -7, 0o12, 0x1F, 1.50]", "x").data == [
        "012",
        "-07",
        "00",
        0,
        12,
        -7,
        10,
        31,
        1.5,
    ]
    assert parse_yaml("[NO, yes, on, 1:30, 2024-01-28, 1_000, =]", "x").data == [
        "NO",
        "yes",
        "on",
        "1:30",
        "2024-01-28",
        "1_000",
        "=",
    ]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    file=st.sampled_from(sorted(FILES)[1:]),
    data=st.one_of(st.binary(), YAML.map(lambda text: text.encode("utf-8", "replace"))),
)
def test_any_bytes_in_any_file(tmp_path_factory, file, data):
    """Loading the desk never raises."""
    desk = Desk(tmp_path_factory.mktemp("any"))
    for name, text in FILES.items():
        desk.write(name, text)
    desk.put(file, data).check()


@settings(max_examples=60)
@given(
    data=DATA,
    field=st.sampled_from(
        ["id", "statement", "when", "countries", "asserts", "evidence", "grade", "resolution", "review_by", "marking"]
    ),
)
def test_any_value_in_any_field(tmp_path_factory, data, field):
    """Each gives a fact or a finding with a place and a remedy."""
    desk = Desk(tmp_path_factory.mktemp("any"))
    for name, text in FILES.items():
        desk.write(name, text)
    fact = {"id": "one-more", "statement": "A.", "evidence": [{"source": "paper-2024", "at": "p"}], field: data}
    desk.put("seeds/facts/more.yaml", yaml.safe_dump(fact, allow_unicode=True).encode())
    for found in desk.check():
        assert found.hint
        assert found.place.line
        assert "Input should" not in found.message
