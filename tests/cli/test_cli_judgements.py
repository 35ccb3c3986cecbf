"""`judgements`, on a desk with a real registry."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from pathlib import Path

import pytest
from register_book import FUTURE, PAST, Book, opened_book, said

from briefgen.cli.diagnostics import columns_of
from briefgen.cli.settings import today
from briefgen.model.scales import SCALES


@pytest.fixture
def book(example, monkeypatch):
    """The example's registry, to write issues into."""
    monkeypatch.setenv("BRIEFGEN_USER", "A. Diallo")
    with opened_book(example) as opened:
        yield opened


def shown(briefgen, *arguments: str) -> dict:
    """What `judgements --json` prints."""
    ran = briefgen("judgements", "--json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def states(briefgen, *arguments: str) -> dict[str, str]:
    """State of each judgement listed."""
    return {entry["judgement"]: entry["state"] for entry in shown(briefgen, *arguments)["judgements"]}


# The register


@pytest.mark.usefixtures("example")
def test_an_empty_register_says_how_a_judgement_gets_in(briefgen):
    """Nothing was issued: a sentence, exit code 0, valid JSON; and looking leaves no registry behind."""
    ran = briefgen("judgements")
    assert (ran.code, ran.out) == (0, "")
    assert "The register is empty. A judgement gets in when its report is issued: briefgen issue" in ran.err
    asked = briefgen("judgements", "--json")
    assert json.loads(asked.out)["judgements"] == []
    assert not Path("registry.db").exists()


def test_due_ones_come_first_with_how_late_they_are(briefgen, book):
    """Then those still open, by horizon, then those resolved, then the score."""
    late, soon = today() - timedelta(days=51), today() + timedelta(days=1)
    book.issue("mali", said("far", horizon=FUTURE), said("soon", horizon=soon), said("late", horizon=late))
    book.issue("niger", said("happened"), said("latest", horizon=today()))
    book.resolve("niger", "happened", "yes")
    out = briefgen("judgements").out
    order = ["Due: 2", "mali/late", "51 days overdue", "niger/latest", "Due today", "Open: 2", "mali/soon", "In 1 day.", "mali/far", "Resolved: 1", "niger/happened", "Yes, 2020-06-30, B. Keïta", "Because: It was seen.", "Score"]  # fmt: skip
    places = [out.index(word) for word in order]
    assert places == sorted(places)


def test_confidence_and_likelihood_never_share_a_sentence(briefgen, book):
    """ICD 203: the list prints the likelihood, and no confidence with it."""
    book.issue("mali", said("late"))
    out = briefgen("judgements").out
    assert "Said: likely (55–80 %)." in out
    assert "low" not in out


def test_as_of_counts_from_another_day(briefgen, book):
    """A judgement is due by a later day, and not by an earlier one; without the option the desk's own day holds."""
    book.issue("mali", said("late"))
    assert states(briefgen) == {"late": "due"}
    assert states(briefgen, "--as-of", "2020-06-29") == {"late": "open"}
    assert states(briefgen, "--as-of", "2020-06-30") == {"late": "due"}
    settings = Path("briefgen.toml")
    settings.write_text("as_of = 2020-03-01\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    (entry,) = shown(briefgen)["judgements"]
    assert (entry["state"], entry["days_overdue"]) == ("open", -121)


def test_filters_choose_what_is_listed(briefgen, book):
    """By state and by report; scores stay those of the report, whatever is listed."""
    book.issue("mali", said("late"), said("far", horizon=FUTURE), said("done"))
    book.issue("niger", said("elsewhere"))
    book.resolve("mali", "done", "yes")
    assert states(briefgen, "--due", "--report", "mali") == {"late": "due"}
    assert states(briefgen, "--open") == {"far": "open"}
    assert states(briefgen, "--resolved") == {"done": "resolved"}
    assert set(states(briefgen, "--due", "--open")) == {"late", "elsewhere", "far"}
    assert shown(briefgen, "--due", "--report", "mali")["scores"][0]["issued"] == 3
    out = briefgen("judgements", "--due").out
    assert "Open" not in out
    assert "Score" not in out
    assert "Score" in briefgen("judgements", "--resolved").out


def test_a_report_without_judgements_is_told_with_the_nearest(briefgen, book):
    """A mistyped report is not taken for an empty register."""
    book.issue("mali", said("late"))
    ran = briefgen("judgements", "--report", "malo")
    assert ran.code == 0
    assert "No judgement of the report 'malo' was ever issued. Did you mean 'mali'?" in ran.err


def test_resolved_ones_are_limited_unless_asked_for(briefgen, book):
    """Twenty, the newest first, and how many more there are; `--resolved` and JSON give all."""
    book.issue("mali", *(said(f"j{number:02}") for number in range(23)))
    for number in range(23):
        book.resolve("mali", f"j{number:02}", "no", on=PAST + timedelta(days=number))
    out = briefgen("judgements").out
    assert out.index("mali/j22") < out.index("mali/j03")
    assert "mali/j02" not in out
    assert "… and 3 more; --resolved shows all" in out
    assert "mali/j02" in briefgen("judgements", "--resolved").out
    assert len(shown(briefgen)["judgements"]) == 23


@pytest.mark.parametrize(("option", "horizon"), [("--due", PAST), ("--open", FUTURE)])
def test_waiting_ones_are_limited_unless_asked_for(briefgen, book, option, horizon):
    """Twenty, the nearest horizon first, and how many more there are; the state's own option and JSON give all."""
    book.issue("mali", *(said(f"j{number:02}", horizon=horizon + timedelta(days=number)) for number in range(22)))
    out = briefgen("judgements").out
    assert out.index("mali/j00") < out.index("mali/j19")
    assert "mali/j20" not in out
    assert f"… and 2 more; {option} shows all" in out
    assert "mali/j21" in briefgen("judgements", option).out
    assert "more;" not in briefgen("judgements", option).out
    assert len(shown(briefgen)["judgements"]) == 22


@pytest.mark.parametrize("columns", [80, 120])
def test_lines_fit_the_terminal(briefgen, book, monkeypatch, columns):
    """At 80 columns nothing runs over, with any band of either scale."""
    monkeypatch.setenv("COLUMNS", str(columns))
    long = "No source independent of the three governments and Russia will show the joint force at its strength. " * 3
    bands = [("icd203", band) for band in SCALES["icd203"].bands] + [("phia", band) for band in SCALES["phia"].bands]
    book.issue("mali", said("late", statement=long), *(said(f"{scale}-{band.key}-{number}", band.key, scale=scale, statement=long) for scale, band in bands for number in range(12)))  # fmt: skip
    for scale, band in bands:
        for number in range(12):
            book.resolve("mali", f"{scale}-{band.key}-{number}", "yes" if number % 2 else "no")
    lines = briefgen("judgements").out.splitlines()
    assert max(columns_of(line) for line in lines) <= columns


def test_a_percentage_is_not_parted_from_its_sign(briefgen, book, monkeypatch):
    """Whatever the width, no line begins with the sign."""
    resolved_desk(book, 12, 8)
    for columns in range(40, 100):
        monkeypatch.setenv("COLUMNS", str(columns))
        lines = briefgen("judgements").out.splitlines()
        assert not [line for line in lines if line.strip().startswith("%")]


# The score


def resolved_desk(book: Book, count: int, came_true: int) -> None:
    """So many judgements at `likely`, of which so many came true."""
    book.issue("mali", *(said(f"j{number}") for number in range(count)))
    for number in range(count):
        book.resolve("mali", f"j{number}", "yes" if number < came_true else "no")


def test_the_score_is_printed_with_its_counts(briefgen, book):
    """21 of 30 at `likely`: (21 × 0.105625 + 9 × 0.455625) / 30 = 0.210625; the base rate would score 0.21."""
    resolved_desk(book, 30, 21)
    out = briefgen("judgements").out
    assert "30 scored of 30 judgements issued." in out
    assert "Brier score 0.211 (n = 30; 0 is best, 1 worst)." in out
    flat = " ".join(out.split())
    assert "the base rate, 70 % (21 of 30), would have scored 0.210, though it is known only afterwards; always saying 50 %, 0.250." in flat  # fmt: skip
    assert "likely 55–80 % 21 of 30 70 % (52–83), inside" in flat
    assert "says little" not in out
    (score,) = shown(briefgen)["scores"]
    assert score["brier"] == pytest.approx(0.210625)
    assert score["brier_of_base_rate"] == pytest.approx(0.21)
    assert score["bands"][0]["interval"] == pytest.approx([0.5212, 0.8334], abs=0.0001)


def test_small_numbers_are_said_to_be_small(briefgen, book):
    """Under ten in a band no share is printed; under thirty the score says little."""
    resolved_desk(book, 9, 7)
    out = briefgen("judgements").out
    assert "7 of 9" in out
    assert "too few to tell (n = 9)" in out
    assert "With fewer than 30 scored, this says little yet (n = 9)." in out
    (score,) = shown(briefgen)["scores"]
    assert score["too_few"]
    assert score["bands"][0]["too_few"]


def test_what_is_not_scored_is_counted(briefgen, book):
    """Unclear outcomes, open judgements and hindsight are told apart."""
    book.issue("mali", said("a"), said("b"), said("c"))
    book.issue("niger", said("d"), as_of=date(2020, 7, 1))
    book.resolve("mali", "a", "unclear")
    book.resolve("mali", "b", "yes")
    book.resolve("niger", "d", "yes")
    wanted = "1 scored of 4 judgements issued (1 unresolved, 1 unclear, 1 first issued after the answer)."
    assert wanted in " ".join(briefgen("judgements").out.split())


def test_a_changed_band_is_weighed_by_days(briefgen, book):
    """Likely for 91 days from January, then very likely for 90: (91 × 0.105625 + 90 × 0.015625) / 181."""
    book.issue("mali", said("a"))
    book.issue("mali", said("a", "very-likely"), as_of=date(2020, 4, 1))
    book.resolve("mali", "a", "yes")
    found = shown(briefgen)
    assert found["scores"][0]["brier"] == pytest.approx((91 * 0.105625 + 90 * 0.015625) / 181)
    assert found["scores"][0]["bands"][0]["likelihood"] == "very-likely"
    assert [each["likelihood"] for each in found["judgements"][0]["forecasts"]] == ["likely", "very-likely"]


def test_scores_by_analyst_country_and_topic(briefgen, book):
    """Each group has its own; groups with nothing resolved are counted, and nobody's judgements are told too."""
    book.issue("mali", said("a", analysts=("A. Diallo", "B. Keïta")), said("b", analysts=()), topics=("ports", "gold"))
    book.issue("niger", said("c", analysts=("C",)), countries=("NE",), topics=())
    book.resolve("mali", "a", "yes")
    book.resolve("mali", "b", "no")
    groups = {by: [each["group"] for each in shown(briefgen, "--by", by)["scores"]] for by in ("analyst", "country", "topic")}  # fmt: skip
    assert groups == {"analyst": ["A. Diallo", "B. Keïta", "C", None], "country": ["ML", "NE"], "topic": ["gold", "ports", None]}  # fmt: skip
    out = briefgen("judgements", "--by", "analyst").out
    assert "Score by analyst" in out
    assert "none named" in out
    assert "Nothing is resolved yet for 1 more." in out
    assert "counts under each of them" in out


def test_nothing_resolved_has_no_score(briefgen, book):
    """No mean of nothing, no table of nothing; by group one sentence."""
    book.issue("mali", said("late"))
    out = briefgen("judgements").out
    assert "0 scored of 1 judgement issued (1 unresolved)." in out
    assert "Brier" not in out
    assert "Nothing is resolved yet." in briefgen("judgements", "--by", "topic").out


# The plot


def test_the_plot_is_written_whole_in_the_brands_type(briefgen, book, tmp_path):
    """One SVG that stands alone, with its words inside; the command still prints the register."""
    resolved_desk(book, 12, 8)
    ran = briefgen("judgements", "--plot", tmp_path / "plot.svg")
    assert ran.code == 0
    assert "Plot: " in ran.err
    root = ET.parse(tmp_path / "plot.svg").getroot()  # noqa: S314 - our own output
    assert "IBM Plex Sans Condensed" in root.get("font-family", "")
    assert "likely (55–80 %): 8 of 12 came true" in (root[1].text or "")
    assert [file.name for file in tmp_path.iterdir() if file.name.endswith(".part")] == []


def test_json_stays_json_beside_a_plot(briefgen, book, tmp_path):
    """Where the plot went is told on standard error."""
    resolved_desk(book, 2, 1)
    ran = briefgen("judgements", "--json", "--by", "analyst", "--plot", tmp_path / "plot.svg")
    assert json.loads(ran.out)["by"] == "analyst"
    assert "A. Diallo, ICD 203, n = 2" in (tmp_path / "plot.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "fault", "remedy"),
    [
        ("missing/plot.svg", "there is no folder", "Make it first"),
        ("plot.png", "'plot.png' is not one's name", "--plot plot.svg"),
        ("folder.svg", "is a folder", "Name a file"),
    ],
)
def test_a_plot_that_cannot_be_written_there_is_refused(briefgen, book, name, fault, remedy):
    """Before anything is printed, with the remedy; no folder is made on the way."""
    resolved_desk(book, 2, 1)
    Path("folder.svg").mkdir()
    ran = briefgen("judgements", "--plot", name)
    assert (ran.code, ran.out) == (2, "")
    assert fault in ran.err
    assert remedy in ran.err
    assert not Path("missing").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_an_environment_fault(briefgen, book, tmp_path):
    """Exit code 3, and the remedy names this command's option."""
    resolved_desk(book, 2, 1)
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    ran = briefgen("judgements", "--plot", locked / "plot.svg")
    assert ran.code == 3
    assert "--plot" in ran.err


def test_a_full_disk_is_told_with_this_commands_option(briefgen, book, tmp_path, monkeypatch):
    """The remedy does not name an option that the command lacks; nothing is left behind."""
    resolved_desk(book, 2, 1)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("briefgen.archive.files.os.fsync", full)
    ran = briefgen("judgements", "--plot", tmp_path / "plot.svg")
    assert ran.code == 3
    assert "No space left on device" in ran.err
    assert "--plot" in ran.err
    assert "--output" not in ran.err
    assert not list(tmp_path.glob("*plot.svg*"))


def test_nothing_resolved_is_no_plot(briefgen, book, tmp_path):
    """An empty frame would look like a result."""
    book.issue("mali", said("late"))
    ran = briefgen("judgements", "--plot", tmp_path / "plot.svg")
    assert ran.code == 1
    assert "nothing is resolved yet" in ran.err
    assert not (tmp_path / "plot.svg").exists()


def test_a_faulty_brand_blocks_the_plot_alone(briefgen, book, example, tmp_path):
    """With what is wrong; the register itself needs no brand."""
    resolved_desk(book, 2, 1)
    settings = example / "briefgen.toml"
    kept = [line for line in settings.read_text(encoding="utf-8").splitlines() if not line.startswith("brand")]
    settings.write_text("\n".join(['brand = "nobody"', *kept]), encoding="utf-8")
    assert briefgen("judgements").code == 0
    ran = briefgen("judgements", "--plot", tmp_path / "plot.svg")
    assert ran.code == 1
    assert "unknown brand 'nobody'" in ran.err
