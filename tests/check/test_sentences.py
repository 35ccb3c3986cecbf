"""Sentences: how texts are cut, what is taken out of them, and where each one stands."""

from datetime import date
from pathlib import Path

import pytest

from briefgen.check.reading.sentences import sentences, split_sentences, words
from briefgen.desk.session import open_desk
from briefgen.load.dossier import gather
from briefgen.load.markdown import read_section
from briefgen.model.dossier import Block, Manuscript, Section
from briefgen.model.place import Place

ROOT = Path(__file__).parents[2]
DAY = date(2025, 8, 20)


@pytest.fixture(scope="module")
def library():
    """The seed desk's content."""
    return open_desk(ROOT, None, date(2030, 1, 1)).library


def read(text, name="outlook"):
    """The sentences of one section."""
    section = read_section(text, "outlook.md", name, titled=name != "summary").section
    return sentences(Manuscript(section, ()) if name == "summary" else Manuscript(None, (section,)))


def split(text, language="en"):
    """The sentences of one line."""
    return [text[first:last] for first, last in split_sentences(text, language)]


@pytest.mark.parametrize("report", ["mali", "niger", "russia-aes", "burkina-faso"])
def test_each_seed_sentence_stands_where_its_place_says(library, report):
    """At its line and column begins what was written."""
    found = sentences(gather(library, report, DAY)[0].manuscript)
    assert len(found) > 50
    for sentence in found:
        lines = (ROOT / sentence.place.file).read_text(encoding="utf-8").split("\n")
        here = lines[sentence.place.line - 1][sentence.place.column - 1 :]
        assert here.startswith(sentence.raw.split("\n")[0].partition(" {marking=")[0]), sentence


@pytest.mark.parametrize("report", ["mali", "niger", "russia-aes", "burkina-faso"])
def test_each_seed_citation_belongs_to_a_sentence(library, report):
    """None is lost; a row that cites a fact twice names it once."""
    manuscript = gather(library, report, DAY)[0].manuscript
    cited = {name for sentence in sentences(manuscript) for name in sentence.cited}
    assert cited == {name for call in manuscript.calls if call.kind == "citation" for name in call.targets}


def test_kinds():
    """Each sentence says what it stands in."""
    text = """# The title

> A standfirst.

Some text. And more.

## A heading

- **Label:** an entry.

> Somebody's words.

| Who | What |
|---|---|
| France | Left |

/// caption
What the table shows.
///

![A figure's caption](figure:scale)

!!! assessment "A box"
    The desk's view.

[!a-judgement]

A word[^1] with a note.

[^1]: The note.

```
code
```
"""
    kinds = [(each.kind, each.text) for each in read(text)]
    assert kinds == [
        ("heading", "The title"),
        ("standfirst", "A standfirst."),
        ("text", "Some text."),
        ("text", "And more."),
        ("heading", "A heading"),
        ("list", "Label: an entry."),
        ("quote", "Somebody's words."),
        ("heading", "Who | What"),
        ("table", "France | Left"),
        ("caption", "What the table shows."),
        ("caption", "A figure's caption"),
        ("heading", "A box"),
        ("text", "The desk's view."),
        ("text", "A word with a note."),
        ("footnote", "The note."),
        ("code", "code"),
    ]
    assert [each.text for each in read(text) if each.assessment] == ["A box", "The desk's view."]


def test_the_lead_is_the_summary_s_first_block():
    """Only there, and only the first one."""
    found = read("First. Second.\n\nThird.\n", "summary")
    assert [each.kind for each in found] == ["lead", "lead", "text"]


def test_text_has_no_markdown():
    """Emphasis, links, code signs, citations, markings and references go; words and quotation marks stay."""
    text = (
        '# T\n\n**Bold** and *thin* [a link](https://example.org/a_(b)) to `code [@no]` and snake_case, "as \\*said\\*" '
        '&amp; done[^1] [@a; @b]. {marking="TLP:AMBER"}\n\n[^1]: Note.\n'
    )
    sentence = read(text)[1]
    assert sentence.text == 'Bold and thin a link to code [@no] and snake_case, "as *said*" & done.'
    assert sentence.cited == ("a", "b")


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("One [@a]. Two [@b].", [("a",), ("b",)]),
        ("One. [@a] Two.", [("a",), ()]),
        ("[@a] One. Two.", [("a",), ()]),
        ("One [@a], still one [@b; @a]. Two.", [("a", "b"), ()]),
        ("One. [@a]", [("a",)]),
    ],
)
def test_a_citation_behind_the_full_stop_belongs_to_the_sentence_before(text, cited):
    """What stands before the first sentence belongs to the first."""
    assert [each.cited for each in read(f"# T\n\n{text}\n")[1:]] == cited


def test_places_where_the_loader_changed_the_text():
    """Markings on lines of their own, citations that wrap, and a standfirst's signs do not move a sentence."""
    text = """# T

> Standfirst one.
> Standfirst two.

Text [@a;
@b]. After the wrap. Again
and on. Third [@c].
{marking="TLP:AMBER"}

- Entry one.
  {marking="TLP:AMBER"}
- Entry two. And more [@d].
"""
    places = {each.text: (each.place.line, each.place.column) for each in read(text)}
    assert places["Standfirst two."] == (4, 3)
    assert places["After the wrap."] == (7, 6)
    assert places["Third."] == (8, 9)
    assert places["Entry two."] == (13, 3)
    assert places["And more."] == (13, 14)


def test_a_marking_on_a_line_of_its_own_moves_nothing_below_it():
    """In a list and in a box without calls, each entry keeps its line."""
    text = """#  A title set in by two

- Entry one.
  {marking="TLP:AMBER"}
- Entry two.
- Entry three.

!!! assessment "Box"
    First.
    {marking="TLP:AMBER"}

    Second.

| A | B |
|---|---|
| c | d |
{marking="TLP:AMBER"}
"""
    places = {each.text: (each.place.line, each.place.column) for each in read(text)}
    assert places["A title set in by two"] == (1, 4)
    assert places["Entry three."] == (6, 3)
    assert places["Second."] == (12, 5)
    assert places["c | d"] == (16, 3)


def test_a_profile_s_sentences_have_pointers(library):
    """They go on inside the field with a row and a column, both from 0."""
    manuscript = gather(library, "regional-bodies", DAY)[0].manuscript
    first, second = [each for each in sentences(manuscript) if each.section == "standing-1" and each.kind == "text"][:2]
    assert first.place.pointer == ("standing", 0, "text", 0, 0)
    assert second.place.pointer == ("standing", 0, "text", 0, len(first.raw) + 1)


@pytest.mark.parametrize(
    "parts",
    [
        ["The U.S. Army left on Jan. 5 with Gen. Smith.", "It was 5 p.m. on Monday."],
        ["It cost approx. 3.5 million, i.e. Article No. 5 held.", "The answer is No.", "It stays so."],
        ["J. P. Morgan met Mr. Diop of Orano S.A. in Paris.", "They talked."],
        ["He lives in the U.S.", "The army does not."],
        ['"We left. We stay," he said.', 'He said "Never."', "They went."],
        ['"Who pays?" Camara asked.', "Nobody answered!", "Why?"],
        ["They waited…", "Then they left… and came back."],
        ["It grew (see Fig. 2. for more).", "al-Qaeda grew too."],
        ["In 2024.", "5,000 came.", "“Good.”", "All left."],
    ],
)
def test_english_sentences(parts):
    """Abbreviations, initials, decimals, quotations, brackets and ellipses."""
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["M. Lavrov a dit : « Nous partons. Nous restons. »", "Puis il est parti."],
        ["Selon l'art. 5, p. ex. à Paris, il reste.", "MM. Diop et Traoré partent."],
        ["L'U.E. paie env. 3,5 millions.", "Elle a payé."],
        ["Qui paie ?", "Personne !"],
    ],
)
def test_french_sentences(parts):
    """Guillemets, « M. » and « art. »."""
    assert split(" ".join(parts), "fr") == parts


def test_words_keep_their_offsets():
    """A compound, an elision and a number are one word each."""
    text = "Russia-linked d'après 5,000."
    assert [word.text for word in words(text)] == ["Russia-linked", "d'après", "5,000"]
    assert all(text[word.start : word.end] == word.text for word in words(text))


@pytest.mark.parametrize("text", [">" * 20_000, "/// a\n" * 5_000, "".join("    " * n + "!!! a\n" for n in range(300))])
def test_nesting_without_end_breaks_nothing(text):
    """A depth beyond the stack's is read as text."""
    block = Block(text, Place("a.md", line=1, column=1))
    assert sentences(Manuscript(None, (Section("a", "A", "T", None, (block,), Place("a.md")),)))
