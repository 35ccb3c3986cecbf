"""`list`, `show` and `check` on a desk made of values."""

from __future__ import annotations

import io
import json

import pytest
from cli_desk import finding

from briefgen.cli.diagnostics import columns_of
from briefgen.cli.tables import print_table

pytestmark = pytest.mark.usefixtures("desk")

NOUNS = ["reports", "countries", "topics", "sources", "facts", "actors", "clients"]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_list_has_a_table_and_json(briefgen, noun):
    """Each noun is listed with its id first, and as JSON with the same ids in the same order."""
    table = briefgen("list", noun)
    ran = briefgen("list", noun, "--json")
    ids = [one["id"] for one in json.loads(ran.out)]
    assert (table.code, ran.code, table.err, ran.err) == (0, 0, "", "")
    assert [line.split()[0] for line in table.out.splitlines()] == ["id", *ids]


def test_list_without_a_noun_lists_reports(briefgen):
    """Reports are what is asked for most."""
    assert briefgen("list").out == briefgen("list", "reports").out


def test_piped_table_is_plain_and_whole(briefgen, desk):
    """In a pipe a list is aligned text without colour, and no statement is cut."""
    statement = "word " * 100 + "end."
    desk.library.facts["strike"].__dict__["statement"] = statement
    out = briefgen("list", "facts").out
    assert statement in out
    assert "\x1b" not in out


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        """Yes."""
        return True


@pytest.mark.parametrize("columns", [30, 60, 200])
def test_table_fits_the_terminal(monkeypatch, columns):
    """On a terminal the last column is cut, wide characters counted twice; ids never are."""
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    terminal = Terminal()
    rows = [("port-strike", "B2", "word " * 50), ("é-日本", "B2", "日本" * 50)]
    print_table(("id", "grade", "statement"), rows, terminal)
    heading, *lines = terminal.getvalue().splitlines()
    assert [line.split()[0] for line in lines] == ["port-strike", "é-日本"]
    assert max(map(columns_of, lines)) <= max(columns, len("port-strike  grade  ") + 20)
    assert all(line.endswith("…") for line in lines)
    starts = [columns_of(line[: line.index("B2")]) for line in lines]
    assert starts == [heading.index("grade")] * 2


def test_facts_json_has_the_fields_programs_expect(briefgen):
    """A fact has its evidence, its grade with the reason, and what contradicts it."""
    facts = {fact["id"]: fact for fact in json.loads(briefgen("list", "facts", "--json").out)}
    strike = facts["strike"]
    assert strike["grade"] == {"reliability": "B", "credibility": 2, "origins": 1, "reason": "One origin."}
    assert strike["contradicts"] == ["no-strike"]
    assert strike["evidence"][0]["source"] == "gazette"
    assert (strike["when"], strike["countries"], strike["topics"]) == ("2025-06", ["ML"], ["ports"])
    assert {"id", "statement", "actors", "places", "asserts", "marking"} <= set(strike)


@pytest.mark.parametrize(
    ("noun", "filters", "kept"),
    [
        ("facts", ["--country", "ML"], ["strike"]),
        ("facts", ["--country", "ml"], ["strike"]),
        ("facts", ["--country", "mali"], ["strike"]),
        ("facts", ["--country", "FR"], []),
        ("facts", ["--topic", "ports", "--source", "gazette"], ["strike"]),
        ("facts", ["--source", "gazette"], ["strike", "no-strike"]),
        ("facts", ["--source", "wire"], []),
        ("reports", ["--country", "ML"], ["mali"]),
        ("reports", ["--topic", "ports"], ["mali"]),
        ("reports", ["--source", "gazette"], ["mali"]),
        ("sources", ["--country", "ML"], ["gazette"]),
        ("countries", ["--country", "TD"], ["chad"]),
        ("countries", ["--topic", "ports"], ["mali"]),
        ("topics", ["--country", "ML"], ["ports"]),
        ("actors", ["--country", "ML"], ["union"]),
        ("clients", ["--country", "ML"], ["mine"]),
        ("clients", ["--country", "TD"], []),
    ],
)
def test_filters_keep_what_has_to_do_with_them(briefgen, noun, filters, kept):
    """Each list takes each filter; a country goes by its code or its profile's id."""
    assert [one["id"] for one in json.loads(briefgen("list", noun, *filters, "--json").out)] == kept


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (["--country", "mlai"], "error: unknown country 'mlai'. Did you mean 'mali'?"),
        (["--country", "UK"], "error: unknown country 'UK'. Did you mean 'GB' (United Kingdom)?"),
        (["--topic", "prots"], "error: unknown topic 'prots'. Did you mean 'ports'?"),
        (["--source", "gazete"], "error: unknown source 'gazete'. Did you mean 'gazette'?"),
    ],
)
def test_unknown_filter_offers_the_nearest(briefgen, filters, message):
    """A filter that names nothing ends with usage and the nearest name, not with an empty list."""
    ran = briefgen("list", "facts", *filters)
    assert (ran.code, ran.out, ran.err.strip()) == (2, "", message)


def test_unknown_country_code_lists_those_like_it(briefgen):
    """A code that no country has is no country without facts."""
    ran = briefgen("list", "facts", "--country", "XX")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip() == ("error: unknown country 'XX'. Write the ISO 3166-1 alpha-2 code. With X: XK (Kosovo).")


def test_empty_list_is_said_on_standard_error(briefgen):
    """Nothing found is exit code 0, an empty standard output and a sentence."""
    ran = briefgen("list", "facts", "--source", "wire")
    assert (ran.code, ran.out, ran.err) == (0, "", "No facts pass these filters.\n")


def test_faulty_desk_is_listed_as_far_as_it_goes(briefgen, desk):
    """What could be read is listed; the rest is announced, and the exit code says that it is not all."""
    desk.diagnostics = (finding(),)
    ran = briefgen("list", "facts", "--json")
    assert ran.code == 1
    assert len(json.loads(ran.out)) == 2
    assert "1 error in the desk" in ran.err


def test_show_tells_a_fact(briefgen):
    """A fact comes with its grade and why, its evidence, what contradicts it, and where it is used."""
    out = briefgen("show", "strike").out
    for part in ("A strike began.", "B2: usually reliable, probably true", "One origin.", "gazette, page 3"):
        assert part in out
    assert "no-strike: No strike began." in out
    assert "seeds/facts/ports.yaml" in out


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("gazette", ["B: usually reliable", "A daily.", "strike (B2)", "no-strike"]),
        ("union", ["The union", "ML", "strike (B2)"]),
        ("ports", ["Ports", "strike (B2)"]),
        ("mine", ["Mine SA", "mali"]),
        ("niger", ["Niger now", "draft", "2025-08-20"]),
    ],
)
def test_show_tells_the_other_kinds(briefgen, name, parts):
    """Each kind has a card with what rests on it."""
    out = briefgen("show", name).out
    assert [part for part in parts if part not in out] == []


def test_show_tells_all_that_bear_the_id(briefgen):
    """A report and a country of the same id are both shown."""
    out = briefgen("show", "mali").out
    assert "report mali\n" in out
    assert "country mali\n" in out
    assert "The ports stand still" in out
    shown = json.loads(briefgen("show", "mali", "--json").out)
    assert [(one["kind"], one["id"]) for one in shown] == [("report", "mali"), ("country", "mali")]


def test_show_unknown_id_offers_the_nearest(briefgen):
    """A slip of the hand is answered with the ids that were near it."""
    ran = briefgen("show", "strke")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: unknown id 'strke'. Did you mean 'strike'")


def test_content_cannot_steer_the_terminal(briefgen, desk):
    """Control characters in content are written out in lists and cards."""
    desk.library.facts["strike"].__dict__["statement"] = "A \x1b[2J strike"
    assert "\x1b" not in briefgen("list", "facts").out + briefgen("show", "strike").out


def test_check_without_findings_says_so(briefgen):
    """A clean desk gives a sentence with how much was looked at, and 0."""
    ran = briefgen("check")
    assert (ran.code, ran.out, ran.err) == (0, "No findings in 2 reports, 2 facts.\n", "")


def test_check_prints_findings_and_their_count(briefgen, desk):
    """Findings are the result: they go to standard output, and errors make the exit code 1."""
    desk.checked = (finding(), finding("warning", line=20))
    ran = briefgen("check", "mali")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.endswith("1 error, 1 warning\n")


def test_check_strict_lets_warnings_count(briefgen, desk):
    """A warning alone passes; with --strict it does not."""
    desk.checked = (finding("warning"),)
    assert briefgen("check").code == 0
    assert briefgen("check", "--strict").code == 1


def test_check_json_is_one_object(briefgen, desk):
    """Standard output holds the findings as JSON and nothing else, whether there are some or none."""
    assert json.loads(briefgen("check", "--json").out) == {"diagnostics": []}
    desk.checked = (finding(),)
    assert json.loads(briefgen("check", "--json").out) == {
        "diagnostics": [
            {
                "code": "BG106",
                "name": "unknown-id",
                "severity": "error",
                "message": "unknown source 'reuters-7'",
                "hint": "Did you mean 'reuters-07'?",
                "file": "seeds/facts/ports.yaml",
                "line": 14,
                "column": 15,
            }
        ]
    }


def test_check_refuses_ids_with_all(briefgen):
    """Both at once contradict each other."""
    assert briefgen("check", "mali", "--all").code == 2
