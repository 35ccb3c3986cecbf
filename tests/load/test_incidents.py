"""Tables of incidents: what is read, and every fault at its line and column."""

from __future__ import annotations

import os

import pytest
from load_desk import Desk, at

from briefgen.load.delimited import BrokenTableError, read_rows, separator
from briefgen.load.incident_rows import MAX_ROWS
from briefgen.load.incidents import TABLE_LIMIT
from briefgen.model.incident import Incident

FOLDER = "seeds/reports/leaving"
TABLE = f"{FOLDER}/incidents.csv"
SECTION = f"{FOLDER}/10-how-it-left.md"
HEAD = "date,place,country,latitude,longitude,kind,fatalities,source\n"
ROW = "2025-03-04,Gao,ML,,,ambush,2,exit-done\n"


@pytest.fixture
def called(desk) -> Desk:
    """A desk whose report shows a table."""
    desk.swap(SECTION, "![Timeline]", "![Incidents](figure:incidents?data=incidents.csv)\n\n![Timeline]")
    return desk.write(TABLE, HEAD + ROW)


def rows(desk: Desk) -> tuple[Incident, ...]:
    """What was read."""
    return desk.library().manuscripts["leaving"].tables["incidents.csv"].incidents


def test_a_row_is_an_incident(called):
    """Places are looked up, positions taken as written, empty deaths mean that nobody knows."""
    called.write(
        TABLE,
        HEAD
        + ROW
        + "2025-03-05,segou,ML,,,ambush,,wire-2025-08-14\n"
        + '2025-03-06,"Camp, of the river",ML,14.02,-4.11,"a ""raid""",0,exit-done\n',
    )
    assert called.check() == ()
    first, second, third = rows(called)
    assert (first.place, first.latitude, first.longitude, first.fatalities, first.line) == ("Gao", 16.27, -0.04, 2, 2)
    assert (second.place, second.fatalities, second.source) == ("Ségou", None, "wire-2025-08-14")
    assert (third.place, third.latitude, third.kind, third.fatalities) == ("Camp, of the river", 14.02, 'a "raid"', 0)


@pytest.mark.parametrize(
    "text",
    [
        "date;place;country;latitude;longitude;kind;source\n2025-03-04;Camp;ML;14,5;−4,25;ambush;exit-done\n",
        "date\tplace\tcountry\tlatitude\tlongitude\tkind\tsource\n2025-03-04\tCamp\tML\t14.5\t-4.25\tambush\texit-done\n",
        "\ufeffDate,Place,Country,Latitude,Longitude,Kind,Source,Notes\r\n2025-03-04,Camp,ML,14.5,-4.25,ambush,exit-done,x\r\n",
    ],
    ids=["semicolons", "tabs", "as a spreadsheet saves it"],
)
def test_spreadsheets_write_it_in_several_ways(called, text):
    """Semicolons with decimal commas, tabs, a byte order mark, other line ends, capitals and further columns."""
    called.put(TABLE, text.encode())
    assert called.check() == ()
    (found,) = rows(called)
    assert (found.latitude, found.longitude, found.line) == (14.5, -4.25, 2)


FAULTS = [
    ("2025-02-30,Gao,ML,,,ambush,,exit-done", "2:1 impossible-date", "no calendar has the day"),
    ("04/03/2025,Gao,ML,,,ambush,,exit-done", "2:1 malformed-date", "must be one day"),
    (",Gao,ML,,,ambush,,exit-done", "2:1 malformed-date", "must be one day"),
    ("2025-03-04,,ML,,,ambush,,exit-done", "2:12 empty-text", "'place' is empty"),
    ("2025-03-04,Gao,XQ,1,1,ambush,,exit-done", "2:16 unknown-id", "no country has the code 'XQ'"),
    ("2025-03-04,Gap,ML,,,ambush,,exit-done", "2:12 unknown-spot", "nobody knows where 'Gap' in ML lies"),
    ("2025-03-04,Gao,ML,99,0,ambush,,exit-done", "2:19 malformed-value", "'latitude' is no number of degrees"),
    ("2025-03-04,Gao,ML,nan,0,ambush,,exit-done", "2:19 malformed-value", "'latitude' is no number of degrees"),
    ("2025-03-04,Gao,ML,16.2,,ambush,,exit-done", "2:19 malformed-value", "needs latitude and longitude"),
    ("2025-03-04,Gao,ML,,,,,exit-done", "2:21 empty-text", "'kind' is empty"),
    ("2025-03-04,Gao,ML,,," + "x" * 61 + ",,exit-done", "2:21 overlong-text", "61 characters"),
    ("2025-03-04,Gao,ML,,,ambush,-1,exit-done", "2:28 malformed-value", "no whole number"),
    ("2025-03-04,Gao,ML,,,ambush,1.5,exit-done", "2:28 malformed-value", "no whole number"),
    ("2025-03-04,Gao,ML,,,ambush,9999999,exit-done", "2:28 out-of-range", "out of range"),
    ("2025-03-04,Gao,ML,,,ambush,1,exit-don", "2:30 unknown-id", "unknown fact or source 'exit-don'"),
    ("2025-03-04,Gao,ML,,,ambush,1,heard-of", "2:30 unread-source", "has not read"),
    ("2025-03-04,Gao,ML,,,ambush,1,", "2:30 empty-text", "'source' is empty"),
    ("2025-03-04,Gao,ML,,,ambush,exit-done", "2:1 broken-table", "the row has 7 cells, and the first line 8"),
    ('2025-03-04,"Gao,ML,,,ambush,1,exit-done', "2:12 broken-table", "a quotation mark is not closed"),
    ('2025-03-04,"Gao" town,ML,,,ambush,1,exit-done', "2:18 broken-table", "something follows one that is"),
]


@pytest.mark.parametrize(("row", "place", "message"), FAULTS, ids=[fault[1] for fault in FAULTS])
def test_a_fault_is_told_where_it_stands(called, row, place, message):
    """One finding, at its cell, in words; and the table is not used."""
    called.write(TABLE, HEAD + row + "\n")
    found = called.only()
    assert at(found) == f"{TABLE}:{place}"
    assert message in found.message
    assert found.hint
    assert "leaving" not in called.library().reports


HEADS = [
    ("date,place,country,kind\n", "1:1 broken-table", "has no column 'source'"),
    ("date,place,country,kind,source,date\n", "1:32 broken-table", "'date' stands here a second time"),
    ("date,place,country,kind,source,latitude\n", "1:32 broken-table", "needs the column 'longitude'"),
    (HEAD, "1:1 broken-table", "the table has no row"),
]


@pytest.mark.parametrize(("text", "place", "message"), HEADS, ids=[head[2] for head in HEADS])
def test_the_first_line_names_the_columns(called, text, place, message):
    """A missing column, one that stands twice, half a position, and a table without rows."""
    called.write(TABLE, text)
    found = called.check()
    assert [at(each) for each in found if message in each.message] == [f"{TABLE}:{place}"]


def test_a_position_outside_its_country_is_a_warning(called):
    """Exchanged coordinates are likely, and may be right: the report is built."""
    called.write(TABLE, HEAD + "2025-03-04,Camp,ML,-4.11,14.02,ambush,1,exit-done\n")
    found = called.only()
    assert at(found) == f"{TABLE}:2:20 far-position"
    assert found.severity.value == "warning"
    assert len(rows(called)) == 1


def test_a_row_that_stands_twice_is_a_warning(called):
    """Both are counted, and somebody looks."""
    called.write(TABLE, HEAD + ROW + ROW)
    found = called.only()
    assert at(found) == f"{TABLE}:3:1 repeated-incident"
    assert "line 2" in found.message
    assert len(rows(called)) == 2


def test_many_faults_are_told_in_part(called):
    """Fifty, and how many more there are."""
    called.write(TABLE, HEAD + "x,Gao,ML,,,ambush,1,exit-done\n" * 80)
    found = called.check()
    assert len(found) == 51
    assert any("30 more rows" in each.message for each in found)


def test_a_table_is_a_file_of_the_report(called):
    """Not there, elsewhere, through a symlink, no CSV, not named at all."""
    table = called.root / TABLE
    table.rename(table.with_name("incident.csv"))
    assert "Did you mean 'incident.csv'?" in called.only().hint
    table.symlink_to("incident.csv")
    assert {each.name for each in called.check()} >= {"symlink"}
    for written, name in (
        ("data=../leaving/incident.csv", "outside-workspace"),
        ("data=incidents.xlsx", "missing-table"),
        ("by=month", "unknown-figure"),
    ):
        text = (called.root / SECTION).read_text()
        called.put(SECTION, text.replace("data=incidents.csv", written).encode())
        assert name in {each.name for each in called.check()}, written
        called.put(SECTION, text.encode())


def test_a_table_is_read_within_limits(called):
    """Too many bytes, too many rows, another encoding."""
    called.put(TABLE, b"x" * (TABLE_LIMIT + 1))
    assert called.only().name == "too-large"
    called.write(TABLE, HEAD + "".join(f"2025-03-04,Gao,ML,,,{n},,exit-done\n" for n in range(MAX_ROWS + 1)))
    assert "more than 20,000 rows" in called.only().message
    called.put(TABLE, (HEAD + ROW).replace("Gao", "Ségou").encode("latin-1"))
    assert at(called.only()) == f"{TABLE}:2:13 not-utf8"


def test_another_table_is_another_content(called):
    """An edit of one cell changes the digest that the report is frozen with."""
    before = called.library().manuscripts["leaving"].tables["incidents.csv"].sha256
    called.swap(TABLE, ",2,", ",3,")
    assert called.library().manuscripts["leaving"].tables["incidents.csv"].sha256 != before


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ("data=incidents.csv&from=2024-13", "malformed-date"),
        ("data=incidents.csv&from=2025-05&to=2025-04", "backward-interval"),
        ("data=incidents.csv&by=week", "unknown-value"),
        ("data=incidents.csv&split=colour", "unknown-value"),
        ("data=incidents.csv&countries=XQ", "unknown-id"),
    ],
)
def test_parameters_are_checked_at_the_call(called, parameters, name):
    """What a chart of incidents does not take is an error at its line."""
    text = (called.root / SECTION).read_text().replace("data=incidents.csv", parameters)
    called.put(SECTION, text.encode())
    assert at(called.only()) == f"{SECTION}:7:1 {name}"


@pytest.mark.parametrize(
    ("parameters", "name"),
    [("places=gaoo", "unknown-spot"), ("countries=XQ", "unknown-id"), ("place=gao", "unknown-figure")],
)
def test_a_map_takes_places_of_the_gazetteer(desk, parameters, name):
    """A place that nobody has a position for is an error where it is called."""
    desk.swap(SECTION, "![Timeline]", f"![Map](figure:map?{parameters})\n\n![Timeline]")
    assert at(desk.only()) == f"{SECTION}:7:1 {name}"


def test_cells_know_their_places():
    """Quotation marks may hold separators, line ends and themselves."""
    text = 'a,"b, c"\n"d\ne","f ""g"""\n\n h ,i'
    assert [[(cell.text, cell.line, cell.column) for cell in row] for row in read_rows(text)] == [
        [("a", 1, 1), ("b, c", 1, 3)],
        [("d\ne", 2, 1), ('f "g"', 3, 4)],
        [("h", 5, 2), ("i", 5, 5)],
    ]
    assert separator("a;b,c;d") == ";"
    with pytest.raises(BrokenTableError):
        list(read_rows('a,"b'))


def test_a_named_pipe_is_no_table(called):
    """It would wait for a writer for ever."""
    (called.root / TABLE).unlink()
    os.mkfifo(called.root / TABLE)
    assert {each.name for each in called.check()} == {"missing-table", "unexpected-file"}
