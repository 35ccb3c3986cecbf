"""Analysts' Markdown on its way to HTML: what the language adds, and what never gets through."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from briefgen.model.entries import CitedFact, Prose
from briefgen.render.citations import Citations
from briefgen.render.prose import Typesetter


def cited(number, *, name=None):
    """A fact carried by one source."""
    return CitedFact(
        name or f"f{number}", f"Statement {number}.", "", "B2", "", "", 1, (number,), differs=False, stale=False
    )


FACTS = {f"f{number}": cited(number) for number in range(1, 8)}


@pytest.fixture
def citations():
    """Fresh anchors."""
    return Citations(FACTS)


@pytest.fixture
def typesetter(citations):
    """A typesetter whose templates are one tag each."""
    return Typesetter(
        {
            "cite": lambda mark: citations.cite(mark.values),
            "judgement": lambda mark: Markup("<aside>judgement {}</aside>").format(mark.values[0]),
            "differs": lambda mark: Markup("<aside>differs {}</aside>").format(mark.values[0]),
            "marking": lambda mark: Markup("<i>{}</i>").format(mark.values[0]),
            "figure": lambda mark: Markup("<figure>{}</figure>").format(mark.values[0]),
            "picture": lambda mark: Markup("<figure>{} {}</figure>").format(*mark.values),
        },
        box=lambda kind, title, body: Markup("<aside>{} {} {}</aside>").format(kind, title, body),
        facts_of={"aes.exit": frozenset({"f2", "f5"})},
        basis_of={"j1": ("f5",)},
    )


def numbers(html):
    """What a reader sees of the citations."""
    return re.sub(r"<[^>]+>|\u2060", "", "".join(re.findall(r'<span class="cite">.*?</span>', html)))


def test_a_citation_becomes_numbers_after_the_stop_and_on_the_same_line(typesetter):
    """A word joiner ties it to the sentence, and the full stop comes first."""
    html = typesetter.prose(Prose("Moscow signed [@f3]. Next."))
    assert html.startswith('<p>Moscow signed.<span class="cite">\u2060<a id="cite_1" href="#source_3"')
    assert html.endswith("</span> Next.</p>")


def test_runs_of_three_collapse_and_pairs_do_not(citations):
    """3–5, but 1,2; ascending whatever the order of the facts; each number once."""
    assert numbers(citations.cite(["f5", "f3", "f4", "f4"])) == "3–5"
    assert numbers(citations.cite(["f2", "f1"])) == "1,2"
    assert numbers(citations.cite(["f7", "f1", "f2", "f3"])) == "1–3,7"


def test_the_annex_finds_where_the_report_cites_a_source(citations):
    """Once for each stretch of the report; a source inside a collapsed run leads back to the run."""
    citations.cite(["f3", "f4", "f5"])
    citations.cite(["f4"])
    citations.stretch("section_1")
    citations.cite(["f4"])
    assert citations.backlinks(4) == ["cite_1", "cite_4"]
    assert citations.backlinks(7) == []


def test_template_syntax_in_content_prints_as_written(typesetter):
    """Content is never executed."""
    html = typesetter.prose(Prose("## On {{ 7*7 }}\n\nIt says {{ 7*7 }} and {% raw %}.\n{{ 7*7 }}\n\n`{{ 7*7 }}`"))
    assert html.count("{{ 7*7 }}") == 4
    assert "{% raw %}" in html


def test_code_and_escapes_cite_nothing(typesetter):
    """What stands in a code span or behind a backslash is text."""
    html = typesetter.prose(Prose(r"`[@f1]` and \[@f2]"))
    assert "cite" not in html
    assert "[@f1]" in html


def test_a_fence_is_code_with_its_blank_lines(typesetter):
    """What stands in it is neither cited nor set."""
    html = typesetter.prose(Prose("```\nfirst [@f1]\n\n<b>second</b>\n```"))
    assert "<pre><code>first [@f1]\n\n&lt;b&gt;second&lt;/b&gt;\n</code></pre>" in html


def test_a_box_follows_the_block_that_first_cites_one_of_its_facts(typesetter):
    """Once, after the whole list, and also where a judgement rests on the fact."""
    html = typesetter.prose(Prose("- a [@f1]\n- b [@f2]\n\nAgain [@f2].", ("aes.exit",)))
    assert html.count("differs aes.exit") == 1
    assert re.search(r"</ul>\s*<aside>differs", html)
    assert re.search(r"judgement j1</aside>\s*<aside>differs", typesetter.prose(Prose("[!j1]\n\nText.", ("aes.exit",))))


def test_boxes_figures_markings_and_pictures_take_their_place(typesetter):
    """Each becomes what its template makes of it; an assessment keeps its citations."""
    text = (
        '!!! assessment "Our reading"\n    It holds [@f1].\n\n'
        "![Events](figure:timeline?from=2020&topics=a,b)\n\n![A photo](img/x.png)\n\n"
        "Held back. {marking=TLP:AMBER}\n\n- one {marking=TLP:AMBER}\n- two\n\n### Head {marking=TLP:RED}\n"
    )
    html = typesetter.prose(Prose(text, (), {"timeline?from=2020&topics=a,b": ("section_1_figure_1",)}))
    assert "<aside>assessment Our reading <p>It holds." in html
    assert "<figure>section_1_figure_1</figure>" in html
    assert "<figure>img/x.png A photo</figure>" in html
    assert "<p>Held back.<i>TLP:AMBER</i></p>" in html
    assert "<li>one<i>TLP:AMBER</i></li>\n<li>two</li>" in html
    assert "<h4>Head<i>TLP:RED</i></h4>" in html


def test_a_figure_called_twice_prints_twice_under_its_own_names(typesetter):
    """First call, first figure."""
    text = "![a](figure:scale)\n\n![b](figure:scale)"
    html = typesetter.prose(Prose(text, (), {"scale": ("first", "second")}))
    assert re.findall("<figure>(.*?)</figure>", html) == ["first", "second"]


def test_a_caption_is_plain_text(typesetter):
    """Escapes are resolved, and a picture inside a link is no judgement."""
    assert "<figure>a.png 50% a]b</figure>" in typesetter.prose(Prose("![50\\% a\\]b](a.png)")).replace("\\%", "%")
    assert "judgement" not in typesetter.prose(Prose("[![c](a.png)](https://e.example)"))


def test_other_braces_are_text(typesetter):
    """Only markings are attributes."""
    assert "<h3>Budget {draft}</h3>" in typesetter.prose(Prose("## Budget {draft}"))


def test_the_cover_gets_the_words_alone(typesetter):
    """No citation is left, nor the space before it."""
    assert typesetter.plain(Prose("Moscow signed [@f1]. It *pays* [@f2; @f3].")) == "Moscow signed. It <em>pays</em>."


def test_footnotes_of_two_texts_do_not_meet(typesetter):
    """Both work, under names of their own."""
    first, second = (typesetter.prose(Prose("Text[^1].\n\n[^1]: Note.")) for _ in range(2))
    names = [set(re.findall(r'id="(fn[^"]+)"', html)) for html in (first, second)]
    assert all(len(each) == 2 for each in names)
    assert names[0].isdisjoint(names[1])


def test_a_box_keeps_the_signs_of_its_title(typesetter):
    """The parser puts apostrophes and quotation marks aside until the end; a title is taken before."""
    html = typesetter.prose(Prose("!!! note \"L'acte, l'accusation\"\n    Text."))
    assert "L’acte, l’accusation" in html
    assert "\x02" not in html


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<a href='file:///etc/passwd'>x</a>",
    "[x](javascript:alert(1))",
    "[x](//evil.example)",
    "[x](data:text/html,hi)",
    "[x](file:///etc/passwd)",
    "![x](file:///etc/passwd)",
    "[x](https://example.org){onclick=alert(1) style=position:fixed class=part id=source_1}",
    "<!-- secret -->",
    "<?php x ?>",
    "text{: style='background:url(file:///etc/passwd)' }",
    "\ue0000\ue001",
    "| a |\n|---|\n| <iframe src=x> |",
    "<p>\ue0005\ue001</p>",
    "[x](ja\tvascript:alert(1))",
    "[x]( javascript:alert(1))",
    '[x](https://e.example "onclick=1\' onmouseover=2")',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_leaves_only_plain_elements(typesetter, text):
    """No element, attribute or address outside the allow-list; nothing is a class, a style or a script."""
    html = str(typesetter.prose(Prose(text)))
    assert not re.search(r"<(script|img|svg|iframe|style|object|\?|!)", html, re.IGNORECASE)
    assert not re.search(r"<[^>]*\s(on\w+|style|class)\s*=", html, re.IGNORECASE)
    for target in re.findall(r'href="([^"]*)"', html):
        assert re.match(r"https?://|mailto:|#", target)
    assert 'id="source_1"' not in html


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_set_without_a_fault(text):
    """Whatever an analyst types ends in HTML without foreign elements."""
    setter = Typesetter(
        dict.fromkeys(("cite", "judgement", "differs", "marking", "figure", "picture"), lambda _: Markup("<b></b>")),
        box=lambda kind, title, body: Markup("<aside>{} {} {}</aside>").format(kind, title, body),
        facts_of={},
        basis_of={},
    )
    html = setter.prose(Prose(text))
    assert not re.search(r"<(script|img|svg|iframe|style)", html, re.IGNORECASE)
    assert "\ue000" not in html
