"""A desk's whole content, and the part of it that one report rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from briefgen.model.actor import Actor
from briefgen.model.base import Noun
from briefgen.model.client import Client
from briefgen.model.fact import Fact
from briefgen.model.incident import IncidentTable
from briefgen.model.marking import Marking
from briefgen.model.place import Place
from briefgen.model.profile import Country, Profile, Topic
from briefgen.model.record import Record
from briefgen.model.report import Report
from briefgen.model.source import Source


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture that the content shows, read and checked.

    Attributes:
        name: Path relative to the desk, as diagnostics show it.
        media_type: `image/png`, `image/jpeg` or `image/svg+xml`.
        data: The bytes, re-encoded so that nothing but the picture is in them.
        sha256: Hex digest of the bytes; `asset:<sha256>` is its address in a page.
        width: Pixels.
        height: Pixels.
    """

    name: str
    media_type: str
    data: bytes
    sha256: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Call:
    """A reference from Markdown: `[@fact]`, `[!judgement]`, `![…](figure:…)` or `![…](picture.png)`.

    Attributes:
        kind: `citation`, `judgement`, `figure` or `picture`.
        targets: The ids cited, the judgement's id, the figure's name, or the picture's path.
        parameters: A figure's, in the order written.
        caption: A figure's or picture's.
        place: Line and column of its first character.
        places: Of each id that a citation names.
    """

    kind: str
    targets: tuple[str, ...]
    place: Place
    parameters: tuple[tuple[str, str], ...] = ()
    caption: str = ""
    places: tuple[Place, ...] = ()

    @property
    def placed_targets(self) -> tuple[tuple[str, Place], ...]:
        """Each target with its own place, or the call's where it has none."""
        return tuple(zip(self.targets, self.places or (self.place,) * len(self.targets), strict=True))

    def listed(self, key: str) -> frozenset[str]:
        """Values of a list parameter, written `a,b` or `a+b`; empty where it is not given."""
        values = dict(self.parameters).get(key, "").replace("+", ",").split(",")
        return frozenset(value.strip() for value in values if value.strip())

    @property
    def filtered(self) -> bool:
        """Whether a timeline names topics or countries; one that does not shows what the report uses."""
        return bool(self.listed("topics") or self.listed("countries"))

    def selects(self, fact: Fact) -> bool:
        """Whether a timeline called like this has a row for a fact: dated, within its years, of its topics or countries."""
        years = dict(self.parameters)
        return (
            fact.when is not None
            and fact.when.last.year >= int(years.get("from", 0))
            and fact.when.first.year <= int(years.get("to", 9999))
            and (
                not self.filtered
                or bool(self.listed("topics") & set(fact.topics) or self.listed("countries") & set(fact.countries))
            )
        )

    @property
    def address(self) -> str:
        """A figure as called, without `figure:`: `timeline?from=2020&topics=russia-aes`."""
        query = "&".join(f"{key}={value}" for key, value in self.parameters)
        return f"{self.targets[0]}?{query}" if query else self.targets[0]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list, table or admonition: what blank lines part from the next.

    Attributes:
        text: Markdown; its markings stand in it in the form ` {marking=TLP:AMBER}`, each at the end of the paragraph,
            heading, list entry or footnote that it belongs to, or in a paragraph of its own before a table or code.
        place: Of its first line.
        marking: Who may see it: the highest of its markings; CLEAR where it is not marked.
        calls: What it refers to, in reading order.
        assessment: Whether it stands in an `!!! assessment` admonition: the desk's own view, labelled so in print.
        rows: The line that each line of `text` was written on, in its file or YAML field, from 1; a marking in a
            paragraph of its own has that of what it stands before. () where they are not known.
        redacted: What is printed instead of a paragraph, a list entry or a table for clients who may not see it, each
            with the number of the line of `text`, from 0, that its marking stands behind or could stand.
    """

    text: str
    place: Place
    marking: Marking = Marking.CLEAR
    calls: tuple[Call, ...] = ()
    assessment: bool = False
    rows: tuple[int, ...] = ()
    redacted: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One Markdown file of a report, or a profile's standing paragraph.

    Attributes:
        name: File stem without its number: `cooperation-and-operations`.
        label: The name in words, for the label column: "Cooperation and operations".
        title: The heading: the finding. "" where the file has none (the summary).
        standfirst: The blockquote right under the heading; None where there is none.
        blocks: The rest, in order.
        place: The file.
        title_place: Of the title's first character, or the field that holds it; None where there is no title.
        language: BCP 47 tag of the text where it is not the report's, because nobody has translated it; "" otherwise.
    """

    name: str
    label: str
    title: str
    standfirst: Block | None
    blocks: tuple[Block, ...]
    place: Place
    title_place: Place | None = None
    language: str = ""

    @property
    def all_blocks(self) -> tuple[Block, ...]:
        """Standfirst and blocks in reading order."""
        return ((self.standfirst,) if self.standfirst else ()) + self.blocks


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What analysts wrote for one report."""

    summary: Section | None
    sections: tuple[Section, ...]
    assets: Mapping[str, Asset] = field(default_factory=dict)
    """By the path written in Markdown."""
    translations: Mapping[str, Mapping[str, Section]] = field(default_factory=dict)
    """Translated texts by language and name; the summary's name is `summary`."""
    tables: Mapping[str, IncidentTable] = field(default_factory=dict)
    """Tables of incidents, by the path that figures name."""

    @property
    def texts(self) -> tuple[Section, ...]:
        """The summary, where there is one, and the sections, in reading order."""
        return (*((self.summary,) if self.summary else ()), *self.sections)

    @property
    def calls(self) -> Iterator[Call]:
        """Everything that the text refers to, in reading order."""
        return (call for section in self.texts for block in section.all_blocks for call in block.calls)


@dataclass(frozen=True, slots=True)
class Translation:
    """A noun in another language than its main one.

    Attributes:
        noun: The noun, with its translated texts, and those of the main language where there is no translation.
        pointers: Where in it a text is translated.
    """

    noun: Noun
    pointers: frozenset[tuple[str | int, ...]]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a report prints and that nobody has translated into its language.

    Attributes:
        kind: `section` or `label` (a section's), `report`, `judgement`, `scenario`, `country`, `topic`, `rating`,
            `indicator`, `fact`, `actor` or `source`.
        id: Its id; a section's name; a rating's profile and category.
        name: As a reader knows it, in the language it is printed in: a section's title, a judgement's statement.
        place: Of its first text without a translation.
        count: Of such texts.
    """

    kind: str
    id: str
    name: str
    place: Place
    count: int = 1


@dataclass(frozen=True, slots=True)
class Library:
    """Everything in a desk, checked, with every reference known to resolve.

    Attributes:
        sources: By id, like facts, actors, countries, topics, reports and clients.
        manuscripts: By report id.
        places: Where each noun was written, by (kind, id).
        language: BCP 47 tag of the desk's own language.
        translations: Nouns in other languages, by language and (kind, id).
        written: The languages of each text that is given in several, the main one first, by file and pointer.
    """

    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    actors: Mapping[str, Actor]
    countries: Mapping[str, Country]
    topics: Mapping[str, Topic]
    reports: Mapping[str, Report]
    clients: Mapping[str, Client]
    manuscripts: Mapping[str, Manuscript]
    places: Mapping[tuple[str, str], Place]
    language: str = "en"
    translations: Mapping[str, Mapping[tuple[str, str], Translation]] = field(default_factory=dict)
    written: Mapping[str, Mapping[tuple[str | int, ...], tuple[str, ...]]] = field(default_factory=dict)

    def profile(self, profile_id: str) -> Profile:
        """The country or topic of that id."""
        return self.countries.get(profile_id) or self.topics[profile_id]

    def languages(self, report_id: str) -> tuple[str, ...]:
        """The languages that a report exists in, its own first: those that at least one of its texts is written in.

        Args:
            report_id: A report, or a profile: then of its standing report.
        """
        if report_id in self.reports:
            own, others = self.reports[report_id].language, set(self.manuscripts[report_id].translations)
        else:
            kind = "country" if report_id in self.countries else "topic"
            found = {tag: nouns.get((kind, report_id)) for tag, nouns in self.translations.items()}
            own, others = self.language, {tag for tag, noun in found.items() if noun and _tells(noun)}
        return own, *sorted(others - {own})


def _tells(translation: Translation) -> bool:
    """Whether anything of a profile's running text is translated."""
    return any(pointer[0] in ("summary", "standing") for pointer in translation.pointers)


@dataclass(frozen=True, slots=True)
class Dossier:
    """What one report rests on, as of one day.

    Attributes:
        report: The report's own data.
        manuscript: Its text.
        profiles: The profiles it covers, in its order.
        facts: Facts that are in its scope or that it refers to, by id; evidence published after `as_of` is left out,
            and a fact with no evidence left is not here.
        sources: Those the facts rest on and, through `derived_from`, what these rest on, by id.
        actors: By id.
        countries, topics: All of the desk's, by id: for names.
        related: Other reports of the desk that share a country or a topic with it, or that it names.
        as_of: The day it speaks from.
        places: Where each noun was written, by (kind, id).
        record: What the registry knows of the report.
        own: The same in the report's own language; None where this is it.
        untranslated: What is printed here in the report's own language, because nobody has translated it.
        left_out: Kinds of parts that a client's edition does without, as `model/parts.py` has them; `services`.
    """

    report: Report
    manuscript: Manuscript
    profiles: tuple[Profile, ...]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    actors: Mapping[str, Actor]
    countries: Mapping[str, Country]
    topics: Mapping[str, Topic]
    related: tuple[Report, ...]
    as_of: date
    places: Mapping[tuple[str, str], Place]
    record: Record = field(default_factory=Record)
    own: Dossier | None = None
    untranslated: tuple[Gap, ...] = ()
    left_out: frozenset[str] = frozenset()

    def rating_key(self, profile_id: str, index: int) -> str:
        """What a rating is known by in every issue and every language: its profile, and its category in the own one."""
        profile = next(each for each in (self.own or self).profiles if each.id == profile_id)
        return f"{profile_id}/{profile.ratings[index].category}"
