"""Mails as they are set: two halves of one content, nothing to be fetched, and no way out for what is written into them."""

import re
import sys
import textwrap
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.desk.session import open_desk
from briefgen.load.brand import template_roots
from briefgen.load.tongues import load_tongue
from briefgen.model.faults import RenderError
from briefgen.model.marking import Marking
from briefgen.render.mail_words import MailFile, ReportMail, RunEntry, RunGroup, RunMail, look_of, plain_look
from briefgen.render.mails import mail_shelf, set_mail, set_run_page

sys.path.insert(0, str(Path(__file__).parents[1]))
from brackets import pseudo_tongue

ROOT = Path(__file__).parents[2]
DESK = open_desk(ROOT, None, date(2026, 11, 23))
ROOTS = template_roots(DESK.workspace)
SHELF = mail_shelf(ROOTS, "asa")
KIT = DESK.brand("asa")[0]
LANGUAGES = ("en", "fr", "ar")
HOSTILE = "Mali <script>alert(1)</script> \" onload=x ' --> ]]> {{ mail }} {% raw %} & &lt;b&gt;"
VOID = {"meta", "br"}
TITLES = {"en": "Mali: fuel blockade", "fr": "Mali : blocus du carburant", "ar": "مالي: حصار الوقود"}


def look(language="en"):
    """The brand's look."""
    return look_of(KIT.within(language).brand)


def report_mail(**values):
    """What a letter says, and a draft's; but for what is given."""
    files = (MailFile("mali.example.pdf", "1.4 MB"), MailFile("mali.example.html", "340 kB"))
    usual = {
        "subject": "[TLP:AMBER] Mali: fuel blockade — ASA-SR-2026-0003",
        "marking": Marking.AMBER,
        "recipient": "Example Mining SA",
        "title": "Mali: fuel blockade",
        "number": "ASA-SR-2026-0003",
        "as_of": "22 November 2026",
        "files": files,
        "attached": True,
        "link": "",
        "locked": True,
        "address": "desk@client.example",
        "at": "Monday 23 November 2026, 06:00 UTC",
        "report": "mali",
        "because": "It was never reviewed.",
        "four_eyes": True,
    }
    return ReportMail(**{**usual, **values})


def run_mail(**values):
    """What a run's report says; but for what is given."""
    entry = RunEntry(
        "mali", "23 November 2026", "Held: nobody approved it.", "Read it, then: `briefgen approve mali`.", "example"
    )
    usual = {
        "subject": "Sahel desk: 1 held",
        "told": "1 held",
        "desk": "Sahel desk",
        "run": "ab12cd34ef56",
        "began": "23 November 2026, 06:00 UTC",
        "ended": "23 November 2026, 06:04 UTC",
        "waiting": (RunGroup("waiting", "Waiting", (entry,)),),
        "done": (RunGroup("issued", "Issued", (RunEntry("niger", told="ASA-SR-2026-0004"),), 3),),
        "following": (("mali", "30 November 2026, 06:00 UTC"),),
    }
    return RunMail(**{**usual, **values})


MAILS = {"letter": report_mail, "draft": report_mail, "run": run_mail}


class Reader(HTMLParser):
    """Takes a page apart: its tags in order, its attributes, and the words in its body."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.words, self.open = [], [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        """One begins."""
        self.tags.append(tag)
        self.attributes += [(tag, *each) for each in attrs]
        if tag not in VOID:
            self.open.append(tag)
        elif tag == "br":
            self.words.append(" ")

    def handle_endtag(self, tag):
        """One ends: the one that began last."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Text."""
        if "body" in self.open:
            self.words.append(data)


def words_of_html(page):
    """The words of the body, in order."""
    return re.sub(r"[\u2068\u2069]", "", "".join(Reader(page).words)).split()


def words_of_text(text):
    """Less what plain text has instead of tags: bullets, lines under headings, backticks, marks of direction."""
    bare = re.sub(r"[\u200e\u200f\u2068\u2069]", "", text)
    return re.sub(r"(?m)^-+$|^- |`", "", bare).split()


@pytest.mark.parametrize(("kind", "language"), [*product(MAILS, LANGUAGES)])
def test_both_halves_say_the_same(kind: str, language: str) -> None:
    """Word by word, in their order."""
    for mail in variants(kind):
        made = set_mail(kind, mail, look(language), load_tongue(language), SHELF)
        assert words_of_text(made.text) == words_of_html(made.html)


def variants(kind):
    """Mails of a kind with everything that may or may not stand in one."""
    if kind == "run":
        yield run_mail()
        yield run_mail(waiting=(), done=(), following=(), ended="")
        return
    link = "https://files.example/0003"
    apart = tuple(MailFile(each.name, each.size, f"{link}/{each.name}") for each in report_mail().files)
    yield report_mail()
    yield report_mail(attached=False, link=link, locked=False, number="", as_of="", four_eyes=False)
    yield report_mail(attached=False, files=apart)
    yield report_mail(attached=False, title=HOSTILE, recipient=HOSTILE, because=HOSTILE)
    yield report_mail(attached=False, link="the portal, under 'reports'")


@pytest.mark.parametrize("kind", MAILS)
def test_language_and_direction_are_told_in_the_body_too(kind: str) -> None:
    """Mail programs keep little of what stands around it."""
    for language, direction in (("en", "ltr"), ("fr", "ltr"), ("ar", "rtl"), ("ar-TD", "rtl")):
        told = Reader(set_mail(kind, MAILS[kind](), look(language), load_tongue(language), SHELF).html).attributes
        for element in ("html", "div"):
            assert {("lang", language), ("dir", direction)} <= {each[1:] for each in told if each[0] == element}


@pytest.mark.parametrize("marking", list(Marking))
def test_the_marking_stands_first_on_a_line_of_its_own(marking: Marking) -> None:
    """CLEAR too; in its colour on black, and above the text."""
    for kind in ("letter", "draft"):
        made = set_mail(kind, report_mail(marking=marking), look(), load_tongue("en"), SHELF)
        assert made.text.splitlines()[0] == marking.value
        assert words_of_html(made.html)[0] == marking.value
        (style,) = (
            value
            for tag, name, value in Reader(made.html).attributes
            if tag == "p" and name == "style" and "#000000" in value
        )
        assert f"color: {marking.colour}" in style


@pytest.mark.parametrize("kind", [*MAILS, "page"])
def test_nothing_is_fetched(kind: str) -> None:
    """No picture, no font, no sheet, no script; and what is linked is an address of the web or of mail."""
    tongue = load_tongue("en")
    html = (
        set_run_page(run_mail(), look(), tongue, SHELF).decode()
        if kind == "page"
        else set_mail(kind, MAILS[kind](), look(), tongue, SHELF).html
    )
    read = Reader(html)
    assert not {"img", "script", "link", "iframe", "object", "svg", "form", "input", "base"} & set(read.tags)
    assert "url(" not in html
    assert "@import" not in html
    assert not {name for _, name, _ in read.attributes} & {"src", "srcset", "background", "onload", "onclick"}
    assert all(value.startswith(("https://", "mailto:")) for _, name, value in read.attributes if name == "href")


@pytest.mark.parametrize("kind", ["letter", "draft"])
def test_what_is_written_into_a_mail_cannot_break_out(kind: str) -> None:
    """A title, a name, a file or a reason: the page has the tags that it would have, and the text its lines."""
    tongue = load_tongue("en")
    usual = set_mail(kind, report_mail(), look(), tongue, SHELF)
    names = ("subject", "recipient", "title", "number", "as_of", "address", "at", "because")
    files = (MailFile(HOSTILE, HOSTILE), MailFile("b", "c"))
    hostile = set_mail(kind, report_mail(**dict.fromkeys(names, HOSTILE), files=files), look(), tongue, SHELF)
    assert Reader(hostile.html).tags == Reader(usual.html).tags
    assert {each[:2] for each in Reader(hostile.html).attributes} == {
        each[:2] for each in Reader(usual.html).attributes
    }
    assert "<script>alert(1)</script>" in hostile.text
    assert "&lt;b&gt;" in hostile.text


def test_a_desk_without_escapes_would_be_caught() -> None:
    """The test above, with the defence taken out: a title marked safe brings its own tags."""
    open_shelf = {name: data.replace(b"mail.title | apart", b"mail.title | safe") for name, data in SHELF.items()}
    tongue = load_tongue("en")
    assert (
        "script"
        in Reader(set_mail("letter", report_mail(title="<script></script>"), look(), tongue, open_shelf).html).tags
    )


def test_what_a_run_tells_cannot_break_out() -> None:
    """Nor a report's name, a server's answer or a remedy, in the mail and on the page."""
    tongue, entry = load_tongue("en"), RunEntry(HOSTILE, HOSTILE, HOSTILE + "`<b>`", HOSTILE, HOSTILE)
    calm = RunEntry("a", "b", "c`d`", "e", "f")
    pages = []
    for each in (calm, entry):
        mail = run_mail(
            waiting=(RunGroup("w", each.subject, (each,)),), following=((each.subject, each.when),), desk=each.subject
        )
        pages += [Reader(set_mail("run", mail, look(), tongue, SHELF).html).tags]
        pages += [Reader(set_run_page(mail, look(), tongue, SHELF).decode()).tags]
    assert pages[0] == pages[2]
    assert pages[1] == pages[3]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")))
def test_any_title_stays_a_title(title: str) -> None:
    """Whatever is in it."""
    made = set_mail("letter", report_mail(title=title), look(), load_tongue("en"), SHELF)
    assert Reader(made.html).tags.count("h1") == 1
    assert len(Reader(made.html).tags) == len(
        Reader(set_mail("letter", report_mail(), look(), load_tongue("en"), SHELF).html).tags
    )


def test_addresses_and_file_names_stay_letter_by_letter() -> None:
    """No quotation mark in them becomes a typographic one, and no command is broken over two lines."""
    files = (MailFile('o\'brien "x".pdf', "1 MB"),)
    letter = set_mail(
        "letter", report_mail(address="o'brien@client.example", files=files), look(), load_tongue("fr"), SHELF
    )
    for half in (letter.text, "".join(Reader(letter.html).words)):
        assert "o'brien@client.example" in half
        assert 'o\'brien "x".pdf' in half
    command = "`briefgen withdraw fact some-fact --because 'it was wrong'`"
    entry = RunEntry("mali", remedy=f"{'A word or two more. ' * 3}{command}")
    run = set_mail("run", run_mail(waiting=(RunGroup("w", "W", (entry,)),)), look(), load_tongue("fr"), SHELF)
    assert command in run.text
    assert command.strip("`") in "".join(Reader(run.html).words)


@pytest.mark.parametrize(("kind", "language"), [*product(MAILS, LANGUAGES)])
def test_lines_are_short(kind: str, language: str) -> None:
    """At most 78 characters (RFC 5322), but for what cannot be broken."""
    made = set_mail(kind, MAILS[kind](), look(language), load_tongue(language), SHELF)
    assert [line for line in made.text.splitlines() if len(line) > 78] == []
    assert "\n\n\n" not in made.text
    assert made.text.endswith("\n")
    long = set_mail(
        "letter",
        report_mail(attached=False, link=f"https://files.example/{'a' * 200}"),
        look(),
        load_tongue("en"),
        SHELF,
    )
    assert f"\nhttps://files.example/{'a' * 200}\n" in long.text


def test_arabic_lines_that_begin_with_latin_letters_are_turned() -> None:
    """By a mark before them; lines of Latin letters alone stay as they are, so that they can be copied."""
    mail = report_mail(title="Mali: حصار الوقود", attached=False, link="https://files.example/0003")
    lines = set_mail("letter", mail, look("ar"), load_tongue("ar"), SHELF).text.splitlines()
    assert "\u200fMali: حصار الوقود" in lines
    assert "https://files.example/0003" in lines
    assert "desk@asa.example" in lines
    assert not [line for line in lines if line.startswith("\u200f") and not re.search("[\u0600-\u06ff]", line)]


@pytest.mark.parametrize("kind", MAILS)
def test_every_word_is_asked_for(kind: str) -> None:
    """In a tongue of brackets nothing stands outside of them but what was handed in."""
    values = re.compile(r"[A-Za-z]{3,}")
    for mail in variants(kind):
        text = set_mail(kind, mail, look("ar"), pseudo_tongue(), SHELF).text
        outside = re.sub(r"⟦[^⟧]*⟧", " ", text)
        given_in = set(values.findall(f"{mail} {look('ar')} briefgen review approve"))
        assert set(values.findall(outside)) - given_in - {"TLP"} == set()
        assert "⟦" in text


def test_a_desk_and_a_brand_may_change_a_template(tmp_path: Path) -> None:
    """A brand's own stands before the desk's, and that before briefgen's."""

    def put(name, text):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    tongue = load_tongue("en")
    put("mail/letter.txt.j2", "The desk: {{ mail.title }}")
    roots = (tmp_path, *ROOTS)
    assert (
        set_mail("letter", report_mail(), look(), tongue, mail_shelf(roots, "asa")).text
        == "The desk: Mali: fuel blockade\n"
    )
    put("brands/asa/mail/letter.txt.j2", "The brand's")
    assert set_mail("letter", report_mail(), look(), tongue, mail_shelf(roots, "asa")).text == "The brand's\n"
    assert set_mail("letter", report_mail(), look(), tongue, mail_shelf(roots, "plain")).text.startswith("The desk")
    put("mail/letter.txt.j2", "{{ mail.nothing }}")
    with pytest.raises(RenderError, match="nothing"):
        set_mail("letter", report_mail(), look(), tongue, mail_shelf(roots, "plain"))
    (tmp_path / "mail/letter.txt.j2").unlink()
    (tmp_path / "mail/letter.txt.j2").symlink_to(ROOT / "briefgen.toml")
    with pytest.raises(RenderError, match="symlink"):
        mail_shelf(roots, "asa")


def test_reports_do_not_change_with_the_templates_of_mails() -> None:
    """What pages are made of, and what an issue freezes, holds none of them."""
    from briefgen.render.shelf import read_shelf  # noqa: PLC0415

    assert not [name for name in read_shelf(ROOTS) if "mail" in name]
    assert {"mail/letter.txt.j2", "mail/letter.html.j2"} <= set(SHELF)


def test_the_page_of_a_run_has_a_policy_and_no_style_in_an_element() -> None:
    """A mail has no policy, and its styles in the elements."""
    tongue = load_tongue("en")
    page = set_run_page(run_mail(), look(), tongue, SHELF).decode()
    assert re.search(
        r"Content-Security-Policy\" content=\"default-src 'none'; script-src 'none'; style-src 'sha256-[^']+'", page
    )
    assert "style" not in {name for _, name, _ in Reader(page).attributes}
    mail = set_mail("run", run_mail(), look(), tongue, SHELF).html
    assert "Content-Security-Policy" not in mail
    assert {"p", "h1", "div", "body"} <= {tag for tag, name, _ in Reader(mail).attributes if name == "style"}


def test_a_font_with_a_quotation_mark_is_left_out() -> None:
    """A family's name ends neither a rule nor a sheet; a generic family stands last."""
    kind = KIT.brand.typography.model_copy(update={"base": "A' </style><script>", "fonts": ()})
    assert look_of(KIT.brand.model_copy(update={"typography": kind})).base == "Georgia, serif"
    assert look().base.endswith("serif")
    assert look().headings.endswith("sans-serif")


def test_a_desk_hears_of_a_run_though_its_brand_is_broken() -> None:
    """There is a look without a brand."""
    made = set_mail("run", run_mail(), plain_look("Sahel desk"), load_tongue("en"), SHELF)
    assert "Sahel desk" in made.text
    assert words_of_text(made.text) == words_of_html(made.html)


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mails_and_pages_in_a_browser(open_file: Callable, tmp_path: Path, scheme: str) -> None:
    """On a phone and on a desk: everybody can read them, nothing is wider than the screen, the policy holds, nothing is asked for."""
    for language, kind in product(LANGUAGES, ("letter", "draft", "run", "page")):
        file, tongue = tmp_path / f"{kind}-{language}.html", load_tongue(language)
        if kind == "page":
            file.write_bytes(set_run_page(run_mail(), look(language), tongue, SHELF))
        else:
            mail = MAILS[kind](**({} if kind == "run" else {"title": TITLES[language]}))
            file.write_text(set_mail(kind, mail, look(language), tongue, SHELF).html, encoding="utf-8")
        for width in (380, 800):
            opened = open_file(file, viewport={"width": width, "height": 700}, color_scheme=scheme)
            assert opened.axe() == [], (file.name, width)
            assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
            size = opened.page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)")
            assert size == 24  # the sheet, or the element's own style, is in force
        assert opened.quiet(), (opened.requests, opened.complaints)


def test_samples_are_as_wide_as_their_lines() -> None:
    """Long paragraphs are folded at words; what was one sentence is one again when unfolded."""
    because = "It was changed after A. Diallo had approved it. " * 5
    text = set_mail("draft", report_mail(because=because.strip()), look(), load_tongue("en"), SHELF).text
    assert because.strip() in " ".join(text.split())
    assert textwrap.shorten(because, 30) not in text.splitlines()
