"""What is looked for, and what is not: misses on one side, false alarms on the other."""

from __future__ import annotations

import pickle

import pytest
from canaries import NAME, RELEASED, RUN, STATEMENT, WITHHELD, found, wanted

from briefgen.model.edition import Withheld
from briefgen.seal.leaks import forbidden, leaks, texts_of


def _held(*texts: str) -> Withheld:
    return Withheld("fact", "", "marking", "TLP:RED", None, texts)


@pytest.mark.parametrize(
    "text",
    [
        STATEMENT,
        STATEMENT.upper(),
        f"He said: “{STATEMENT}”",
        RUN,
        "moved 4 275 crates\nof",
        "4,275",
        "4 275",
        "4\u202f275",
        "4.275",
        "4’275",
        "4275",
        "٤٢٧٥",
        "4.275 thousand",
        NAME,
        NAME.lower(),
        "ZERKALOVICH'S",
        "zerka-\nlovich",
        "zerka\u00ad\nlovich",
        "zerka\ufffelovich",
        "Z\u200bER\u2060KALOVICH",
        "\uff3a\uff25\uff32\uff2b\uff21\uff2c\uff2f\uff36\uff29\uff23\uff28",
        "Zérkalovïch",
        "Ze\u0301rkalovich",
        "mrzerkalovichfile",
        "https://example.org/zerkalovich?id=1",
        "https://example.org/%7A%65%72kalovich",
        "&#90;erkalovich",
        "\\u005aerkalovich",
        "Tessounfat",
        "kvantorium",
        "colonel-moves-shells",
        "#colonel-moves-shells",
        "t e s s o u n f a t",
    ],
)
def test_another_writing_of_what_is_withheld_is_found(text: str) -> None:
    """Another writing of what is withheld is found."""
    hits = found("note.txt", f"Nothing here. {text}, and nothing there.".encode())
    assert [hit.withheld for hit in hits] == [WITHHELD]


@pytest.mark.parametrize(
    "text",
    [
        "Mali’s defence minister calls defence the largest field of cooperation with Russia.",
        "The quarry behind the town was closed in 2024.",
        "Crates of shells were seen behind the quarry.",
        "In 2025, 14 facts rest on 275 sources; page 4. Of 42.75 nothing is known.",
        "Zerkal",
        "A colonel of the quarry.",
        "colonel moves shells",
        "https://example.org/people/analystics",
        "14 August 2025",
    ],
)
def test_what_is_released_or_says_nothing_is_no_leak(text: str) -> None:
    """What is released or says nothing is no leak."""
    assert not found("note.txt", text.encode())


@pytest.mark.parametrize("text", ["2024", "2024-01-28", "28 January 2024", "40 %", "12", "ML", "en", "january", "3"])
def test_small_and_common_things_are_not_looked_for(text: str) -> None:
    """Small and common things are not looked for."""
    assert not forbidden([_held(text)], [])


@pytest.mark.parametrize(
    ("held", "text"),
    [
        ("37 km", "It is 37 kilometres long."),
        ("$42", "for US$42"),
        ("12.5 %", "grew by 12,5 per cent"),
        ("4.2 million", "4,200,000"),
        ("4,2 milliards", "4.2 billion"),
        ("The mine has 612 hectares.", "612 ha"),
    ],
)
def test_a_number_with_a_unit_is_found_however_it_is_put(held: str, text: str) -> None:
    """A number with a unit is found however it is put."""
    assert found_in(held, text)
    assert not leaks("note.txt", text.encode(), forbidden([_held(held)], [text]))


def found_in(held: str, text: str, released: tuple[str, ...] = ()) -> bool:
    """Whether a withheld text is found in a file of another."""
    return bool(leaks("note.txt", text.encode(), forbidden([_held(held)], released)))


def test_what_stands_in_the_released_strings_is_not_looked_for() -> None:
    """What stands in the released strings is not looked for."""
    held = _held("Orano runs the uranium mine at Arlit, 37 km away.", "uranium", "Arlit")
    known = forbidden([held], ["ORANO runs the urani\u00adum mine at Arlit – 37 km away."])
    assert not known.patterns
    assert not known.numbers


def test_where_two_released_names_meet_nothing_was_quoted() -> None:
    """Where two released names meet nothing was quoted."""
    held = _held("Sergei Lavrov, Russia's foreign minister, met the ministers of Mali, Burkina Faso, Niger and Togo.")
    released = ["Sergei Lavrov", "Russia's foreign minister met colleagues.", "Mali", "Burkina Faso", "Niger", "Togo"]
    printed = "Sergei Lavrov Russia's foreign minister\nMali, Burkina Faso, Niger and Togo"
    assert not leaks("note.txt", printed.encode(), forbidden([held], released))
    assert leaks("note.txt", b"minister, met the ministers", forbidden([held], released))


def test_a_quotation_of_four_plain_words_is_found() -> None:
    """A quotation of four plain words is found."""
    released = ("the junta holds the north", "talks were rejected", "offers of the envoy")
    assert found_in("Yesterday the envoy rejected talks with the north.", "envoy rejected talks with", released)


def test_sentences_are_found_between_whose_parts_sources_are_numbered() -> None:
    """Sentences are found between whose parts sources are numbered."""
    held = "The envoy rejected the offer [@some-fact]. It was withdrawn later [@another-fact; @third-fact]."
    released = ("the envoy", "rejected", "offer withdrawn", "it was later")
    assert found_in(held, "The envoy rejected the offer.1,2 It was", released)


def test_a_citation_s_id_is_found_but_not_its_words() -> None:
    """A citation’s id is found but not its words."""
    wants = forbidden([_held("A claim [@gold-left-kidal].")], ["gold", "left", "Kidal", "a claim"])
    assert leaks("a.html", b'<a href="#gold-left-kidal">1</a>', wants)
    assert not leaks("a.html", b"<p>gold left Kidal</p>", wants)


def test_a_rare_word_counts_where_it_is_read_and_not_in_a_format_s_own_words() -> None:
    """A rare word counts where it is read and not in a format’s own words."""
    wants = forbidden([_held("They were padding the ranks.", "Perhaps 4,275 of them.")], ["they were the ranks"])
    assert leaks("a.html", b"<p>the padding</p>", wants)
    assert leaks("a.html", b"<p>4275</p>", wants)
    assert not leaks(
        "a.html", b'<style>p{padding:0;width:4275px}</style><p class="padding"><path d="M4275 0"/></p>', wants
    )


def test_a_name_counts_in_a_format_s_own_words_too() -> None:
    """A name counts in a format’s own words too."""
    assert "attribute class" in found("a.html", b'<p class="zerkalovich">')[0].place


def test_arabic_is_found_without_its_vowel_signs_and_joined() -> None:
    """Arabic is found without its vowel signs and joined."""
    assert found_in("غادر المستشارون مدينة كيدال", "غَادَرَ المُسْتَشَارُونَ مَدِينَةَ كِيدَال")


def test_a_path_is_none_at_the_end_of_an_address() -> None:
    """A path is none at the end of an address."""
    wants = forbidden([], [], ["/desk", "/people/analyst"])
    assert not leaks("a.html", b'<a href="https://example.org/desk">Desk</a>', wants)
    assert leaks("a.html", b"<p>file:///desk/x.md</p>", wants)
    assert leaks("a.html", b"<!-- /people/analyst/desk -->", wants)


def test_host_and_other_clients_are_found_wherever_they_stand() -> None:
    """Host and other clients are found wherever they stand."""
    for text in ("made on BUILDHOST-17", "SaharaGoldLtd", "Sahara\nGold Ltd", "outbox/sahara-gold/x"):
        hits = found("note.txt", text.encode())
        assert hits
        assert hits[0].withheld is None


def test_a_client_s_own_name_is_no_leak_but_another_s_beside_it_is() -> None:
    """A client’s own name is no leak but another’s beside it is."""
    wants = forbidden([], [], ["Sahara Gold Ltd", "Sahara Gold", "sahara-gold", "sahara-gold-ltd", "Kidal Mines"])
    own = ("Sahara Gold Ltd", "sahara-gold-ltd")
    assert not leaks("a.txt", b"Prepared for Sahara Gold Ltd (sahara-gold-ltd)", wants, own=own)
    assert leaks("a.txt", b"Prepared for Sahara Gold Ltd, not Sahara Gold", wants, own=own)
    assert leaks("a.txt", b"Prepared for Sahara Gold Ltd, not Kidal Mines", wants, own=own)
    assert leaks("a.txt", b"Prepared for Sahara Gold Ltd", wants, own=("Kidal Mines",))
    assert not leaks("a.html", b"<p>For</p><p>Sahara Gold Ltd</p><p>Copy</p>", wants, own=own)
    assert leaks("a.html", b"<p>For</p><p>Sahara Gold Ltd</p><p>Sahara Gold</p>", wants, own=own)


def test_a_name_that_is_printed_anyway_is_listed_as_not_searchable() -> None:
    """A name that is printed anyway is listed as not searchable."""
    assert forbidden([], ["Orano runs the mine"], ["Orano", "kidal-mines"]).unsearchable == ("Orano",)


def test_a_name_that_is_a_format_s_own_word_is_found_where_it_is_read() -> None:
    """A name that is a format’s own word is found where it is read."""
    wants = forbidden([], [], ["root"])
    assert not leaks("a.html", b"<style>:root{color:red}</style>", wants)
    assert leaks("a.html", b"<p>made by root</p>", wants)


def test_nothing_forbidden_finds_nothing() -> None:
    """Nothing forbidden finds nothing."""
    nothing = forbidden([], RELEASED)
    assert not nothing
    assert leaks("a.pdf", b"no PDF at all", nothing) == ()


def test_the_set_travels_and_is_known_by_its_digest() -> None:
    """The set travels and is known by its digest."""
    again = pickle.loads(pickle.dumps(wanted()))  # noqa: S301 our own bytes
    assert again == wanted()
    assert leaks("a.txt", STATEMENT.encode(), again)[0].withheld == WITHHELD
    assert forbidden([WITHHELD], (*RELEASED, "Zerkalovich")).digest != forbidden([WITHHELD], RELEASED).digest


def test_a_leak_names_both_ends() -> None:
    """A leak names both ends."""
    told = str(found("note.txt", STATEMENT.encode())[0])
    assert told.startswith("note.txt, text: holds “Colonel Zerkalovich moved")
    assert "fact colonel-moves-shells, TLP:RED" in told


def test_the_file_s_name_is_searched() -> None:
    """The file’s name is searched."""
    assert found("zerkalovich.txt", b"nothing")[0].place == "file's name"


def test_all_strings_and_numbers_of_a_noun_are_its_texts() -> None:
    """All strings and numbers of a noun are its texts."""
    assert set(texts_of({"a": [_held("b"), 4, None, True], "c": ("d", 2.5)})) >= {
        "a",
        "b",
        "4",
        "c",
        "d",
        "2.5",
        "TLP:RED",
    }


def test_where_two_words_meet_no_third_one_is() -> None:
    """Where two words meet no third one is, and a word's half is no word."""
    wants = forbidden([_held("On contre le terrorisme, they agree.")], ["they contre"])
    assert not leaks("a.txt", b"Counter-terrorism economy", wants)
    assert not leaks("a.txt", "The agree-\nment; the agree\u00ad\nment; the agree\u2010\nment".encode(), wants)
    assert leaks("a.txt", b"le terror-\nisme", wants)
    assert leaks("a.txt", b"They ag-\nree.", wants)


def test_an_id_with_a_number_is_neither_hidden_by_a_longer_one_nor_found_in_it() -> None:
    """An id with a number is neither hidden by a longer one nor found in it, but in another that was not released."""
    wants = forbidden([Withheld("source", "source-1", "marking", "TLP:RED", None)], ["source-12", "source-10"])
    assert not leaks("a.json", b'{"sources": ["source-12", "source-10"], "anchor": "source_1"}', wants)
    assert leaks("a.json", b'{"sources": ["source-12", "source-1"]}', wants)
    assert leaks("a.json", b'{"sources": ["source-13"]}', wants)
    assert leaks("a.html", b'<li id="source-1">A letter</li>', wants)


def test_an_id_of_letters_and_a_number_is_one_word() -> None:
    """An id of letters and a number is one word: a word with a number behind it is another thing."""
    wants = forbidden([Withheld("source", "source12", "marking", "TLP:RED", None)], [])
    assert not leaks("a.html", b"<p>Source: 1, 2. Source 12</p>", wants)
    assert leaks("a.html", b'<p id="source12">A letter</p>', wants)


def test_a_word_that_a_format_counts_is_looked_for_where_somebody_reads() -> None:
    """A word that a format counts is looked for where somebody reads."""
    wants = forbidden([Withheld("source", "header1", "marking", "TLP:RED", None)], [])
    assert not leaks("a.html", b'<p class="header1">A letter</p>', wants)
    assert leaks("a.html", b"<p>See header1</p>", wants)
