"""Each fault that content can have: one finding, at its line and column, with its remedy."""

from __future__ import annotations

import pytest
from load_desk import at

EXIT = "seeds/facts/exit.yaml"
REPORT = "seeds/reports/leaving/report.yaml"


def test_a_whole_desk_has_no_findings(desk):
    """Nothing is found where nothing is wrong, and everything is there."""
    assert desk.check() == ()
    library = desk.library()
    assert set(library.facts) == {"exit-announced", "exit-done"}
    assert set(library.topics) == {"alliances"}
    assert set(library.reports) == {"leaving"}
    assert set(library.clients) == {"mine"}
    assert library.places["fact", "exit-done"].pointer == (1,)


FAULTS = [
    # file, what is changed, into what, place and name, remedy
    (EXIT, "They have left.", "5", "11:14 wrong-type", "Put it in quotes: '5'."),
    (EXIT, "They have left.", "", "11:13 wrong-type", "Write text."),
    (EXIT, "  statement: They have left.\n", "", "10:3 missing-field", "Add `statement:`. Write text."),
    (EXIT, "  statement: They have left.", "  statment: They have left.\n  statement: a", "11:3 unknown-field", "Did you mean 'statement'?"),
    (EXIT, "  statement: They have left.", "  statement: a\n  statement: b", "12:3 duplicate-key", "Keep one of them: the other would be lost."),
    (EXIT, "source: paper-2024", "source: papr-2024", "9:16 unknown-id", "Did you mean 'paper-2024'?"),
    (EXIT, "source: paper-2024", "source: heard-of", "9:16 unread-source", "Cite the source that relays it, and name 'heard-of' there under `origins`."),
    (EXIT, "actors: [bloc]", "actors: [blok]", "6:12 unknown-id", "Did you mean 'bloc'?"),
    (EXIT, "subject: bloc", "subject: blok", "7:22 unknown-id", "Did you mean 'bloc'?"),
    (EXIT, "topics: [alliances]", "topics: [aliances]", "5:12 unknown-id", "Did you mean 'alliances'?"),
    (EXIT, "[heard-of, ministry]", "[heard-of, ministri]", "15:70 unknown-id", "Did you mean 'ministry'?"),
    (EXIT, "when: 2024-01-28", "when: 2024-02-30", "3:9 impossible-date", "Write a day 2025-08-14, a month 2025-08, a year 2025 or an interval 2022/2023."),
    (EXIT, "when: 2025-01", "when: 2025-13", "12:9 impossible-date", "Write a day 2025-08-14, a month 2025-08, a year 2025 or an interval 2022/2023."),
    (EXIT, "when: 2025-01", "when: 2025/2023", "12:9 backward-interval", "Write the earlier date first."),
    (EXIT, "when: 2025-01", "when: last year", "12:9 malformed-date", "Write a day 2025-08-14, a month 2025-08, a year 2025 or an interval 2022/2023."),
    (EXIT, "value: 2024-01-28", "value: [1]", "7:51 wrong-type", "Write text, a number, or true or false."),
    (EXIT, "value: 2024-01-28", 'value: ""', "7:51 empty-text", "Write the text."),
    (EXIT, "- {source: paper-2024, at: page 3}", "[]", "9:5 empty-list", "Add one, or delete what cannot have any."),
    (EXIT, "at: page 3", "at: page 3, stance: denies", "9:48 unknown-value", "Allowed: supports, disputes."),
    (EXIT, "at: page 3", "at: page 3, stance: dispute", "9:48 unknown-value", "Did you mean 'disputes'? Allowed: supports, disputes."),
    (EXIT, "topics: [alliances]", "topics: alliances", "5:11 wrong-type", "Write it in brackets: [alliances]."),
    (EXIT, "- id: exit-done", "- just text\n- id: exit-done", "10:3 wrong-type", "Write the fact's fields, one a line: `id: …`."),
    ("seeds/actors/all.yaml", "country: RU", "country: UK", "2:70 unknown-id", "Did you mean 'GB' (United Kingdom)?"),
    ("seeds/actors/all.yaml", "country: RU", "country: NX", "2:70 unknown-id", None),
    ("seeds/actors/all.yaml", "country: RU", "country: ru", "2:70 malformed-value", "Write ISO 3166-1 alpha-2 in capitals: ML for Mali."),
    ("seeds/sources/wire.yaml", "accessed: 2026-11-21", "accessed: 2026-11-31", "5:13 impossible-date", "Write the day as 2025-08-14."),
    ("seeds/sources/wire.yaml", "accessed: 2026-11-21", "accessed: 2026", "5:13 malformed-date", "Write the day as 2025-08-14."),
    ("seeds/sources/wire.yaml", "accessed: 2026-11-21", "accessed: 2026-11-21T10:00:00", "5:13 malformed-date", "Write the day as 2025-08-14."),
    ("seeds/sources/wire.yaml", "https://wire.example/1", "wire.example", "6:8 malformed-value", "Write it from https:// on, without spaces."),
    ("seeds/sources/wire.yaml", "reliability: B", "reliability: G", "8:16 unknown-value", "Allowed: A, B, C, D, E, F."),
    ("seeds/countries/mali.yaml", "code: ML", "code: ZZ", "3:7 unknown-id", None),
    ("seeds/countries/mali.yaml", "likelihood: 4", "likelihood: 6", "6:38 out-of-range", "Write a number that is at most 5."),
    ("seeds/countries/mali.yaml", "likelihood: 4", 'likelihood: "4"', "6:38 wrong-type", "Write digits, without quotes."),
    ("seeds/countries/mali.yaml", "facts: [exit-announced]", "facts: [exit-anounced]", "6:77 unknown-id", "Did you mean 'exit-announced'?"),
    ("seeds/countries/mali.yaml", "bloc [@exit-announced]", "bloc [@exit-anounced]", "10:31 unknown-id", "Did you mean 'exit-announced'?"),
    ("seeds/countries/mali.yaml", "It left.", "It <b>left</b>.", "12:10 raw-html", None),
    ("seeds/countries/mali.yaml", "It left.", "[!stays-out]", "12:7 misplaced-call", "Write a report folder for it."),
    ("seeds/clients/mine.yaml", "reports: [leaving, mali]", "reports: [leving]", "3:11 unknown-id", "Did you mean 'leaving'?"),
    (REPORT, "covers: [mali]", "covers: [malli]", "2:10 unknown-id", "Did you mean 'mali'?"),
    (REPORT, "topics: [alliances]", "topics: [alliances]\nlocations: [XY]", "4:13 unknown-id", None),
    (REPORT, "likelihood: very-likely", "likelihood: very-likly", "7:17 unknown-value",
     "Did you mean 'very-likely'? Allowed: almost-no-chance, very-unlikely, unlikely, roughly-even, likely, very-likely, almost-certain."),
    (REPORT, "likelihood: very-likely", "likelihood: Very likely", "7:17 unknown-value",
     "Did you mean 'very-likely'? Allowed: almost-no-chance, very-unlikely, unlikely, roughly-even, likely, very-likely, almost-certain."),
    (REPORT, "probability_percent: 40", "probability_percent: 50", "11:1 scenario-sum", "Take 10 off."),
    (REPORT, "probability_percent: 40", "probability_percent: 30", "11:1 scenario-sum", "Add 10."),
    (REPORT, "id: back", "id: out", "13:10 duplicate-id", "Give one of them another id."),
    (REPORT, "  - {id: back, name: Back, probability_percent: 40, description: It comes back.}\n", "", "11:1 lone-scenario", "Write two or more, or none."),
    (REPORT, "horizon: 2026-02-20", "horizon: 2026-02-29", "9:14 impossible-date", "Write the day as 2025-08-14."),
    (REPORT, "title: Leaving", "title: Leaving\nid: staying", "2:5 id-mismatch", "Rename the folder, or leave `id` out."),
    (REPORT, "title: Leaving", "title: Leaving\nlikelihood_scale: icd", "2:19 unknown-value", "Did you mean 'icd203'? Allowed: icd203, phia."),
]  # fmt: skip


@pytest.mark.parametrize("case", FAULTS, ids=[f"{case[3]}-{case[2][:20]}" for case in FAULTS])
def test_one_fault_gives_one_finding_at_its_place(desk, case):
    """A fault is reported once, with its place, its line and a remedy; nothing else is."""
    file, old, new, where, hint = case
    found = desk.swap(file, old, new).only()
    assert at(found) == f"{file}:{where}"
    assert found.hint
    if hint is not None:
        assert found.hint == hint
    assert found.excerpt == (desk.root / file).read_text().split("\n")[found.place.line - 1]


def test_messages_never_carry_the_validators_own_words(desk):
    """Neither pydantic's wording nor its addresses reach the reader."""
    for file, old, new, _, _ in FAULTS:
        before = (desk.root / file).read_bytes()
        for found in desk.swap(file, old, new).check():
            text = found.message + found.hint
            assert "Input should" not in text
            assert "pydantic" not in text
            assert "valid string" not in text
        desk.put(file, before)


def test_all_faults_of_all_files_come_in_one_run(desk):
    """A faulty entry does not hide the faults beside it, nor those in itself."""
    desk.swap(EXIT, "topics: [alliances]", "topics: [aliances]")
    desk.swap(EXIT, "They have left.", "5").swap(EXIT, "when: 2025-01", "when: 2025-13")
    desk.swap(REPORT, "covers: [mali]", "covers: [malli]")
    desk.swap("seeds/reports/leaving/summary.md", "@exit-announced", "@exit-anounced")
    assert [at(found) for found in desk.check()] == [
        f"{EXIT}:5:12 unknown-id",
        f"{EXIT}:11:14 wrong-type",
        f"{EXIT}:12:9 impossible-date",
        f"{REPORT}:2:10 unknown-id",
        "seeds/reports/leaving/summary.md:1:11 unknown-id",
    ]


def test_a_faulty_noun_is_not_unknown(desk):
    """What names a faulty noun is not reported, but nothing in the library names what is not there."""
    desk.swap(EXIT, "They announced that they were leaving.", "5")
    assert desk.only().name == "wrong-type"
    library = desk.library()
    assert set(library.facts) == {"exit-done"}
    assert not library.countries
    assert not library.reports
    assert not library.clients
    assert set(library.actors) == {"bloc", "ministry"}


def test_ids_in_a_broken_file_are_not_unknown(desk):
    """A file that cannot be read to its end is one fault, not one for each reference to it."""
    desk.swap(EXIT, "statement: They have left.", "statement: They: have: left.")
    found = desk.only()
    assert at(found) == f"{EXIT}:11:18 broken-yaml"
    assert "Put text" in found.hint
    assert not desk.library().facts
    assert not desk.library().reports


def test_a_malformed_id_says_what_an_id_is(desk):
    """Blanks and capitals are refused."""
    found = desk.write("seeds/topics/odd.yaml", "id: Odd one\nname: Odd\n").only()
    assert at(found) == "seeds/topics/odd.yaml:1:5 malformed-id"
    assert "lower-case" in found.hint


def test_a_taken_id_names_the_first_place(desk):
    """The message says where the id stands first."""
    desk.write("seeds/facts/other.yaml", "id: exit-done\nstatement: a\nevidence: [{source: paper-2024, at: b}]\n")
    found = desk.only()
    assert at(found) == "seeds/facts/other.yaml:1:5 duplicate-id"
    assert "seeds/facts/exit.yaml:10" in found.message


def test_profiles_share_their_ids(desk):
    """A country and a topic of the same id could not be told apart by a report."""
    found = desk.write("seeds/topics/mali.yaml", "name: Mali\n").only()
    assert at(found) == "seeds/topics/mali.yaml:1:1 duplicate-id"


def test_a_country_has_one_profile(desk):
    """Two profiles of one country code are refused."""
    found = desk.write("seeds/countries/other.yaml", "name: Other\ncode: ML\n").only()
    assert at(found) == "seeds/countries/other.yaml:2:7 duplicate-id"
    assert "'mali'" in found.message


def test_a_secret_is_not_repeated(desk):
    """A password written into a client's file does not get into the message."""
    desk.swap("seeds/clients/mine.yaml", "name: A mine", "name: A mine\npdf: {password: hunter2}")
    found = desk.only()
    assert at(found) == "seeds/clients/mine.yaml:3:17 bare-secret"
    assert "hunter2" not in found.message + found.hint + found.excerpt
    assert "env:" in found.hint


def test_norway_and_leading_zeros_are_text(desk):
    """YAML 1.2: NO is a country code, 012 a text."""
    desk.swap("seeds/actors/all.yaml", "country: RU", "country: NO")
    desk.swap(EXIT, "at: page 3", "at: 012")
    assert desk.check() == ()
    assert desk.library().actors["ministry"].country == "NO"
    assert desk.library().facts["exit-announced"].evidence[0].at == "012"


def test_a_value_keeps_its_type(desk):
    """Numbers and truth values of assertions are taken as such."""
    for text, value in (("7", 7), ("0.5", 0.5), ("true", True), ("7 dead", "7 dead")):
        desk.swap(EXIT, "value: 2024-01-28", f"value: {text}")
        assert desk.check() == ()
        assert desk.library().facts["exit-announced"].asserts.value == value
        desk.swap(EXIT, f"value: {text}", "value: 2024-01-28")


def test_hostile_numbers_are_refused(desk):
    """A million digits, infinity and no number at all give a finding, not a traceback."""
    for text in ("9" * 5000, ".inf", ".nan", "1e999", "0x" + "f" * 5000):
        found = desk.swap(EXIT, "value: 2024-01-28", f"value: {text}").only()
        assert at(found) == f"{EXIT}:7:51 out-of-range"
        desk.swap(EXIT, f"value: {text}", "value: 2024-01-28")


def test_misspelling_every_reference_stays_quick_and_complete(desk):
    """A thousand unknown ids are a thousand findings; remedies are searched for the first few hundred."""
    lines = "\n".join(
        f"- {{id: n-{i}, name: N, kind: person, country: ML, roles: [{{title: A, of: blok-{i}}}]}}" for i in range(1000)
    )
    found = desk.write("seeds/actors/more.yaml", lines).check()
    assert len(found) == 1000
    assert {one.name for one in found} == {"unknown-id"}
    assert all(one.hint for one in found)
