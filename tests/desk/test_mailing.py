"""What letters say: to whom, of what, where it is; and never what the report says, or a password."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from issuing_desk import AUTHOR, EDITOR

from briefgen.desk.mailing import draft_for, letter_for, moment_in_words, run_letter, run_page, size_in_words
from briefgen.desk.session import open_desk
from briefgen.load.tongues import load_tongue
from briefgen.model.client import Delivery, PdfOptions
from briefgen.model.dispatch import Dispatch, DispatchState, Enclosure, Outgoing
from briefgen.model.faults import BlockedError
from briefgen.model.record import Stage
from briefgen.model.run import Line, Run, RunReport
from briefgen.model.schedule import Slot, SlotEntry, SlotState

ROOT = Path(__file__).parents[2]
DESK = open_desk(ROOT, None, date(2026, 11, 23))
AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
RUN = "ab12cd34ef56"
FILES = (Enclosure("mali.a b&c.pdf", "application/pdf", "0" * 64), Enclosure("mali.html", "text/html", "1" * 64))
SIZES = {"mali.a b&c.pdf": 1_430_000, "mali.html": 340_200}
OUTGOING = Outgoing(
    number="ASA-SR-2026-0003",
    report="mali",
    client="example-mining",
    channel="mail",
    target="desk@client.example",
    marking="TLP:AMBER",
    language="en",
    title="Mali: fuel blockade and talks around Bamako",
    enclosures=FILES,
)
CLIENT = DESK.library.clients["example-mining"].model_copy(update={"language": "en"})
BARE = CLIENT.model_copy(update={"pdf": PdfOptions(), "brand": None})


def dispatch(**values):
    """A dispatch under way; but for what is given."""
    return Dispatch(17, replace(OUTGOING, **values), DispatchState.SENDING, 1, AT, RUN, AT)


def letter(client=CLIENT, *, attached=True, desk=DESK, **values):
    """A letter to a client."""
    return letter_for(desk, dispatch(**values), client, SIZES, attached, AT, date(2026, 11, 22))


def flat(made):
    """Its plain text without line breaks."""
    return " ".join(made.text.split())


def way(link=None, to="desk@client.example"):
    """A client whose mail has a link."""
    return BARE.model_copy(update={"deliver": (Delivery(channel="mail", to=(to,), link=link),)})


def in_language(language, desk=DESK):
    """The desk, speaking another language."""
    return replace(desk, workspace=replace(desk.workspace, language=language))


@pytest.mark.parametrize("marking", ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"])
def test_the_marking_stands_first_in_the_subject_and_above_the_text(marking: str) -> None:
    """CLEAR too."""
    made = letter(marking=marking)
    assert made.subject == f"[{marking}] Mali: fuel blockade and talks around Bamako — ASA-SR-2026-0003"
    assert made.text.splitlines()[0] == marking


def test_a_letter_says_what_it_brings_to_whom() -> None:
    """Client, title, number, day, files with their sizes, whom to ask, and that nobody else has it."""
    text = flat(letter())
    for said in (
        "Prepared for Example Mining SA",
        "Mali: fuel blockade and talks around Bamako",
        "Number ASA-SR-2026-0003",
        "As of 22 November 2026",
        "- mali.a b&c.pdf (1.4 MB)",
        "- mali.html (340 kB)",
        "desk@asa.example",
        "This mail was sent to desk@client.example alone",
        "06:00 UTC",
        "no legal,",
    ):
        assert said in text
    assert "Not attached" not in text


def test_a_letter_without_number_or_day_leaves_them_out() -> None:
    """A digest has no number, and no registry knows its day."""
    made = letter_for(DESK, dispatch(number="", report="digest-weekly"), CLIENT, {}, attached=True, at=AT)
    assert made.subject == "[TLP:AMBER] Mali: fuel blockade and talks around Bamako"
    assert "Number" not in made.text
    assert "As of" not in made.text
    assert "- mali.html\n" in made.text


@pytest.mark.parametrize(
    ("language", "said", "direction"),
    [
        ("en", ("Prepared for", "As of 22 November 2026", "1.4 MB", "Limited to"), "ltr"),
        ("fr", ("Préparé pour", "Arrêté au 22 novembre 2026", "1,4\u00a0Mo", "Réservé à"), "ltr"),
        ("ar", ("أُعدّ لصالح", "22 نوفمبر 2026", "1.4 م.ب", "يقتصر على"), "rtl"),
    ],
)
def test_a_letter_speaks_its_clients_language(language: str, said: tuple[str, ...], direction: str) -> None:
    """Also where the report does not; words by catalogue, days and sizes by CLDR, the brand's texts as the brand has them."""
    made = letter(CLIENT.model_copy(update={"language": language}))
    assert made.language == language
    assert all(each in made.text for each in said)
    assert f'dir="{direction}"' in made.html
    legal = DESK.brand("asa")[0].within(language).brand.defaults.briefgen.legal[0]
    assert legal.split()[0] in made.text


def test_a_language_that_the_program_does_not_speak_gives_way_to_what_is_sent() -> None:
    """A letter in half a language helps nobody."""
    client = CLIENT.model_copy(update={"language": "pt"})
    assert letter(client, language="fr").language == "fr"


def test_no_sentence_of_the_report_goes_into_a_mail() -> None:
    """Neither its text nor a fact, a judgement or a source; nor its password, or where that is."""
    said = " ".join(letter().text.split()) + letter().html
    library = DESK.library
    held = [fact.statement for fact in library.facts.values()]
    held += [each.statement for each in library.reports["mali"].judgements]
    held += [
        line
        for line in (ROOT / "seeds/reports/mali/summary.md").read_text(encoding="utf-8").split(".")
        if len(line) > 40
    ]
    assert len(held) > 50
    assert [each for each in held if each.strip() in said] == []
    assert CLIENT.pdf.password
    assert CLIENT.pdf.password.partition(":")[2] not in said


def test_the_password_is_spoken_of_only_where_there_is_one() -> None:
    """And only where a PDF is among the files."""
    told = "The PDF opens with the password that you have from us."
    assert told in letter().text
    assert told not in letter(BARE).text
    assert told not in letter(enclosures=FILES[1:]).text


def test_what_is_not_attached_has_a_link_for_each_file() -> None:
    """Number, report and file filled in, so that none of them can lead elsewhere."""
    client = way("https://files.example/{report}/{number}?f={file}")
    made = letter(client, attached=False, number="../../ASA&x=1")
    address = "https://files.example/mali/..%2F..%2FASA%26x%3D1?f=mali.a%20b%26c.pdf"
    assert f"\n  {address}\n" in made.text
    assert address in [unescape(each) for each in re.findall(r'href="([^"]*)"', made.html)]
    assert "https://files.example" not in letter(client, attached=True).text


def test_one_place_for_all_files_is_told_once() -> None:
    """Where the link does not speak of the file."""
    made = letter(way("https://files.example/{number}"), attached=False)
    assert made.text.count("https://files.example/ASA-SR-2026-0003") == 1
    assert "- mali.html (340 kB)" in made.text


def test_without_a_link_the_client_is_told_whom_to_ask() -> None:
    """And a link of another address is not this one's."""
    for client in (way(None), way("https://files.example/{file}", to="else@client.example")):
        made = letter(client, attached=False)
        assert "Ask for them where the contact below says." in flat(made)
        assert "files.example" not in made.text


def test_only_addresses_of_the_web_become_links() -> None:
    """What else a client's file says stands there as text."""
    for link in ("javascript:alert('{file}')", "data:text/html,{file}", "the portal, folder {report}"):
        made = letter(way(link), attached=False)
        assert link.replace("{file}", "mali.html").replace("{report}", "mali") in made.text
        assert not [
            each for each in re.findall(r'href="([^"]*)"', made.html) if not each.startswith(("https://", "mailto:"))
        ]


@pytest.mark.parametrize("field", ["title", "target", "number"])
def test_a_line_stays_one_line(field: str) -> None:
    """In the subject and in the text: nothing written into a mail begins a line of its own, or a header."""
    made = letter(**{field: "Mali\r\nBcc: all@example.org\n\nTLP:CLEAR\u2028PDF password: x\x00\x1b[2J"})
    assert not re.search(r"[\r\n\x00-\x1f\u2028]", made.subject)
    assert not [line for line in made.text.splitlines() if line.startswith(("Bcc:", "TLP:CLEAR", "PDF password"))]
    assert "\x1b" not in made.text + made.html


def test_a_clients_name_cannot_break_out() -> None:
    """It is text in the page, whatever is in it."""
    client = BARE.model_copy(update={"name": '</p><script>x</script>"\n\nEvil'})
    made = letter(client)
    assert "<script" not in made.html
    assert "</p><script>x</script>" in made.text.replace("”", '"')
    assert "\nEvil" not in made.text


def test_the_clients_brand_counts_before_the_reports_and_the_desks() -> None:
    """And where it is broken, nothing is sent in another."""
    assert "Plain Desk" in letter(BARE.model_copy(update={"brand": "plain"})).text
    assert "African Security Analysis" in letter(BARE).text
    report = DESK.library.reports["mali"].model_copy(update={"brand": "plain"})
    desk = replace(DESK, library=replace(DESK.library, reports={**DESK.library.reports, "mali": report}))
    assert "Plain Desk" in letter(BARE, desk=desk).text
    assert "African Security Analysis" in letter(BARE.model_copy(update={"brand": "asa"}), desk=desk).text
    with pytest.raises(BlockedError, match="brand 'nowhere'"):
        letter(BARE.model_copy(update={"brand": "nowhere"}))


def test_what_has_no_marking_is_not_sent() -> None:
    """The registry's word is checked, not trusted."""
    with pytest.raises(BlockedError, match="no marking"):
        letter(marking="TLP:WHITE")


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "1 kB"), (999, "1 kB"), (340_200, "340 kB"), (999_499, "999 kB"), (999_600, "1 MB"), (12_345_678, "12.3 MB")],
)
def test_sizes_in_words(size: int, said: str) -> None:
    """Kilobytes and megabytes, never none."""
    assert size_in_words(size, "en") == said


def test_moments_are_in_utc() -> None:
    """Whatever zone they come in."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    at = AT.astimezone(ZoneInfo("Africa/Nairobi"))
    assert moment_in_words(at, load_tongue("en")) == "Monday, 23 November 2026, 06:00 UTC"
    assert moment_in_words(at, load_tongue("fr")) == "lundi 23 novembre 2026 à 06:00 UTC"


def test_a_draft_says_that_nobody_approved_it() -> None:
    """Why, what to do about it, and that no client has it."""
    made = letter_for(DESK, dispatch(client="", number=""), None, SIZES, attached=True, at=AT)
    assert made.subject == "[TLP:AMBER] DRAFT: Mali: fuel blockade and talks around Bamako"
    for said in (
        "Nobody has approved this report as it stands. No client has it.",
        "It was never reviewed.",
        "`briefgen review mali`",
        "`briefgen approve mali`",
        "Whoever approves it is somebody else than who wrote it.",
        "to desk@client.example",
    ):
        assert said in made.text
    assert "password" not in made.text


def test_a_draft_is_told_of_in_the_desks_language() -> None:
    """Whatever the report's is."""
    made = draft_for(in_language("fr"), replace(OUTGOING, client=""), SIZES, attached=True, at=AT)
    assert made.subject.startswith("[TLP:AMBER] PROJET\u00a0: ")
    assert made.language == "fr"
    given = draft_for(
        DESK, replace(OUTGOING, client=""), SIZES, attached=True, at=AT, because="The registry\nwas away."
    )
    assert "The registry was away." in given.text
    assert "never reviewed" not in given.text


def test_why_it_is_a_draft_is_found_out(approved: Path) -> None:
    """From the report's last step: an approval that an edit took away."""
    desk = open_desk(approved, None, date(2026, 11, 23))
    assert f"It was changed after {EDITOR} had approved it on" in flat(
        draft_for(desk, OUTGOING, SIZES, attached=True, at=AT)
    )
    step = desk.last_steps["mali"]
    reviewed = replace(step, stage=Stage.REVIEW, by=AUTHOR)
    vars(desk)["last_steps"] = {"mali": reviewed}
    assert f"{AUTHOR} put it up for review on" in flat(draft_for(desk, OUTGOING, SIZES, attached=True, at=AT))


def test_the_day_is_found_in_the_registry(issued: Path) -> None:
    """Of the issue with that number; and nothing where there is none."""
    desk = open_desk(issued, None, date(2026, 11, 23))
    number = desk.last_steps["mali"].number
    assert number
    known = letter_for(desk, dispatch(number=number), CLIENT, SIZES, attached=True, at=AT)
    assert "As of 20 August 2025" in known.text
    assert (
        "As of" not in letter_for(desk, dispatch(number="ASA-SR-1999-0001"), CLIENT, SIZES, attached=True, at=AT).text
    )


def run_report(*lines, waiting=(), undelivered=(), following=(), ended=AT + timedelta(minutes=4)):
    """A run's report."""
    return RunReport("Desk", Run(RUN, AT, ended), lines, tuple(waiting), tuple(undelivered), tuple(following))


def lines(*kinds):
    """One line of each kind, in this order."""
    return tuple(Line(kind, f"r{number}", "Told.") for number, kind in enumerate(kinds))


HELD = SlotEntry(Slot("mali", AT), SlotState.HELD, RUN, AT, "", "nobody approved it as it stands")
FAILED = SlotEntry(Slot("niger", AT - timedelta(days=7)), SlotState.FAILED, "00", AT, "", "the disk is full")
LOST = replace(dispatch(), state=DispatchState.UNKNOWN, because="the connection broke")
REFUSED = replace(dispatch(), id=9, state=DispatchState.FAILED, run="00", because="550 no such user")


@pytest.mark.parametrize(
    ("report", "subject"),
    [
        (run_report(), "Desk: nothing was due"),
        (
            run_report(*lines("issued", "issued", "issued", "held", "unknown", "sent")),
            "Desk: 3 issued, 1 held, 1 mail unknown",
        ),
        (run_report(*lines("issued", "sent", "sent")), "Desk: 1 issued"),
        (run_report(*lines("skipped", "skipped")), "Desk: 2 unchanged"),
        (run_report(*lines("sent", "retried")), "Desk: 1 to be tried again, 1 delivered"),
        (run_report(*lines("sent"), waiting=[HELD], undelivered=[LOST]), "Desk: 2 waiting"),
        (
            run_report(*lines("drafted", "failed", "missed", "refused")),
            "Desk: 1 draft, 1 failed, 1 missed, 1 not delivered",
        ),
    ],
)
def test_a_runs_subject_says_it_in_one_line(report: RunReport, subject: str) -> None:
    """What went well by itself, only where there is nothing else."""
    assert run_letter(DESK, report).subject == subject


def test_a_run_says_what_waits_and_how_it_is_done() -> None:
    """First; each with why, for whom and the exact command."""
    told = Line("held", "mali", "Nobody approved it.", "Then: `briefgen approve mali`", AT, ("example-mining",))
    following = [("mali", AT + timedelta(days=7))]
    report = run_report(
        told, *lines("issued"), waiting=[HELD, FAILED], undelivered=[LOST, REFUSED], following=following
    )
    made = run_letter(DESK, report)
    for said in (
        "Waiting for somebody",
        "- mali · Monday, 23 November 2026, 06:00 UTC",
        "Held: Nobody approved it as it stands.",
        "For: example-mining",
        "To do: Then: `briefgen approve mali`",
        "- niger · Monday, 16 November 2026, 06:00 UTC",
        "Failed: The disk is full.",
        "`briefgen schedule tick`",
        "Nobody knows whether it arrived. The connection broke.",
        "`briefgen outbox resend 17`",
        "It was not delivered. 550 no such user.",
        "`briefgen outbox resend 9`",
        "- mali · Monday, 30 November 2026, 06:00 UTC",
        RUN,
    ):
        assert said in made.text
    assert made.text.index("Waiting for somebody") < made.text.index("Issued")
    assert made.text.count("Held") == 1
    page = run_page(DESK, report).decode()
    assert "<code" in page
    assert "briefgen outbox resend 17</code>" in page


def test_a_held_slot_of_an_earlier_run_has_its_commands_too() -> None:
    """No line of this run speaks of it."""
    text = " ".join(run_letter(DESK, run_report(waiting=[HELD])).text.split())
    assert "`briefgen check mali`" in text
    assert "`briefgen review mali` and `briefgen approve mali`" in text


def test_what_became_of_a_mail_is_told_once() -> None:
    """A line of this run that stands among what waits is not told again; one of another kind is."""
    once = run_letter(DESK, run_report(*lines("unknown"), undelivered=[LOST])).text
    assert "Perhaps delivered" not in once
    twice = run_letter(DESK, run_report(*lines("unknown", "unknown"), undelivered=[LOST])).text
    assert "Perhaps delivered" in twice


def test_a_long_absence_is_told_in_few_words() -> None:
    """A year of missed weeks: the first sixty, and how many there are beyond."""
    text = run_letter(DESK, run_report(*lines(*["missed"] * 1040))).text
    assert text.count("Told.") == 60
    assert "And 980 more." in text


def test_a_run_is_told_in_the_desks_language() -> None:
    """In French and Arabic too; unknown kinds as they are called."""
    report = run_report(
        *lines("issued", "issued", "held", "unknown", "moved"), waiting=[HELD], undelivered=[LOST], ended=None
    )
    french = run_letter(in_language("fr"), report)
    assert french.subject == "Desk\u00a0: 2 publiés, 1 retenu, 1 courriel incertain"
    assert "Retenu\u00a0: " in french.text
    assert "moved" in french.text
    assert "Terminé" not in french.text
    arabic = run_page(in_language("ar"), report).decode()
    assert '<html lang="ar" dir="rtl">' in arabic
    assert "ينتظر من يتولاه" in arabic


def test_a_run_is_told_though_the_brand_is_broken() -> None:
    """The desk must hear of what went wrong most of all when something is wrong."""
    desk = replace(DESK, workspace=replace(DESK.workspace, brand="nowhere"))
    assert "Desk: 1 failed" in run_letter(desk, run_report(*lines("failed"))).subject
    assert run_page(desk, run_report(*lines("failed"))).startswith(b"<!DOCTYPE html>")
