"""The faults that loading finds: each has a code that never changes, a name and a severity."""

from __future__ import annotations

from typing import NamedTuple

from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.place import Place


class Fault(NamedTuple):
    """One sort of fault.

    Attributes:
        code: `BG1` and two digits, never given to another fault.
        what: What is wrong, in a sentence.
        mend: How to mend it.
    """

    code: str
    what: str
    mend: str


# fmt: off
FAULTS = {
    "broken-yaml": Fault("BG101", "The file cannot be read as YAML, or briefgen.toml as TOML.",
        "Look at the line and the one above it: a quote or bracket left open, a tab, an indent that does not fit."),
    "wrong-type": Fault("BG102", "A field holds another sort of value than it takes: text where a list should be.",
        "Write the value as the finding says: lists in brackets, texts that look like numbers in quotes."),
    "missing-field": Fault("BG103", "A field that every entry of the kind needs is not there.",
        "Add it; `briefgen new` writes an entry with all of them."),
    "unknown-field": Fault("BG104", "The entry has a field that its kind does not know; nothing would read it.",
        "Correct its spelling, or take it out."),
    "duplicate-key": Fault("BG105", "A key stands twice in the same entry, and the first value would be lost.",
        "Keep one of them."),
    "duplicate-id": Fault("BG106", "Two things share an id, so that a reference could mean either.",
        "Give one of them another id, and change what refers to it."),
    "unknown-id": Fault("BG107", "Something refers to an id that nothing in the desk has.",
        "Correct its spelling, or write the entry."),
    "impossible-date": Fault("BG108", "No calendar has the day that is written.",
        "Look it up in the source and write the right one."),
    "backward-interval": Fault("BG109", "An interval ends before it begins.",
        "Write the earlier date first."),
    "malformed-date": Fault("BG110", "A date is not in one of the forms that the field takes.",
        "Write a day 2025-08-14, a month 2025-08, a year 2025 or an interval 2022/2023."),
    "malformed-id": Fault("BG111", "An id is not made of lower-case letters, digits and single hyphens.",
        "Write it like `aes-left-ecowas`."),
    "malformed-value": Fault("BG112", "A value does not have the form of what it should be: a country code, a web address.",
        "Write it as the finding shows."),
    "unknown-value": Fault("BG113", "The field takes one of a few words, and this is none of them.",
        "Choose one of those that the finding lists."),
    "out-of-range": Fault("BG114", "A number is smaller or larger than the field takes.",
        "Write a number within the limits that the finding gives."),
    "empty-list": Fault("BG115", "A list that needs an entry has none.",
        "Add one, or take out what cannot have any."),
    "empty-text": Fault("BG116", "A text that has to say something is empty.",
        "Write it, or leave the field out where it may be."),
    "overlong-text": Fault("BG117", "A text is longer than the place it is printed in allows.",
        "Shorten it, or split it."),
    "anchor": Fault("BG118", "The YAML uses an anchor or an alias; a few of these can grow into a file of any size.",
        "Write values out where they are used."),
    "foreign-tag": Fault("BG119", "The YAML gives a value a tag, which could turn it into something else than data.",
        "Leave the tag out."),
    "second-document": Fault("BG120", "A second YAML document begins within the file, and would not be read.",
        "Write several entries as one list, or each in a file of its own."),
    "merge-key": Fault("BG121", "The YAML takes over the fields of another entry with `<<`.",
        "Write the fields out."),
    "non-text-key": Fault("BG122", "A key is no text: a number, a date, true or false.",
        "Put it in quotes."),
    "nesting": Fault("BG123", "Lists, quotations or brackets stand too deep in each other to be read or printed safely.",
        "Write it flatter."),
    "too-large": Fault("BG124", "A file or a picture is larger than can be read safely.",
        "Split the file, or make the picture smaller."),
    "not-utf8": Fault("BG125", "The file is not encoded in UTF-8, so that some of its letters cannot be told.",
        "Save it again as UTF-8."),
    "control-character": Fault("BG126", "The file holds a character that cannot be seen and steers machines.",
        "Delete it; it often comes with text copied from a PDF or a terminal."),
    "symlink": Fault("BG127", "A file or folder of the desk is a link to another place.",
        "Put the file itself here: links are not followed."),
    "outside-workspace": Fault("BG128", "A path leads out of the desk or of the report's folder.",
        "Put a copy of the file into the desk, and name that."),
    "unexpected-file": Fault("BG129", "A file lies where nothing reads it.",
        "Rename it so that it is read, or put it elsewhere."),
    "raw-html": Fault("BG130", "The text holds HTML, which is not allowed in Markdown here.",
        "Write it in Markdown; for a sign as such put a space after `<`, or write `&lt;`."),
    "unsafe-link": Fault("BG131", "A link's address is none that a reader can follow safely.",
        "Write it from https:// on, or as mailto:."),
    "malformed-call": Fault("BG132", "A citation, a judgement or a picture is not written as it should be.",
        "Write [@fact-id], [@fact-a; @fact-b], [!judgement-id] or ![Caption](figure:timeline)."),
    "misplaced-call": Fault("BG133", "A citation, a judgement or a figure stands where it cannot be printed.",
        "Put it into the text; judgements and figures stand alone, with blank lines above and below."),
    "unknown-figure": Fault("BG134", "A figure of that name, or with that parameter, does not exist.",
        "Choose one of those that the finding lists."),
    "malformed-marking": Fault("BG135", "A marking is not written as it should be, or belongs to no block.",
        'Write {marking="TLP:AMBER"} at the end of the block, or on the line right below it.'),
    "missing-title": Fault("BG136", "A section does not begin with a title.",
        "Begin it with a line `# ` and what was found."),
    "unclosed-fence": Fault("BG137", "A block of code is opened and not closed, and would take in the rest of the file.",
        "Close it with a line of the same signs."),
    "missing-picture": Fault("BG138", "There is no picture at the path that the text names.",
        "Correct the path, or put the picture there."),
    "broken-picture": Fault("BG139", "The picture is damaged, or is neither PNG nor JPEG.",
        "Save it again from where it came."),
    "bare-secret": Fault("BG140", "A password or key itself stands in the content.",
        "Name where it is kept, env:NAME or file:path, and change the secret: it may have been read."),
    "scenario-sum": Fault("BG141", "The probabilities of the scenarios do not sum to 100.",
        "Scenarios exclude each other and leave nothing out: change the numbers, or add the course that is missing."),
    "lone-scenario": Fault("BG142", "A report has one scenario, which is no choice.",
        "Write two or more, or none."),
    "empty-report": Fault("BG143", "A report's folder has no section, or nothing at all.",
        "Write a section in 10-name.md, or let `briefgen new report` begin the report."),
    "missing-file": Fault("BG144", "A file or folder that the desk or a report needs is not there.",
        "Write it, or correct the setting that names it."),
    "id-mismatch": Fault("BG145", "A report calls itself by another id than its folder.",
        "Rename the folder, or leave `id` out."),
    "unread-source": Fault("BG146", "A fact's evidence is a source that the desk has not read.",
        "Cite the document that was read; name the other one in its `derived_from` or in the passage's `origins`."),
    "later-source": Fault("BG147", "A fact in use rests only on sources published after the day the report speaks from.",
        "Speak from a later day, or rest it on an earlier source."),
    "missing-font": Fault("BG148", "The brand names a font file that is not there or cannot be used.",
        "Put the file there, or name another one in brand.yaml."),
    "unreadable-file": Fault("BG149", "A file or folder is there and cannot be read.",
        "Check its permissions, and that it is an ordinary file."),
    "unused-footnote": Fault("BG150", "A footnote is written and nothing refers to it, so that it would be printed nowhere.",
        "Refer to it with [^label], or take it out."),
    "unknown-footnote": Fault("BG151", "The text refers to a footnote that is not written.",
        "Write it as [^label]: text, in the same part of the section."),
    "linked-picture": Fault("BG152", "A picture or figure stands inside a link or a caption.",
        "Write it in a paragraph of its own, and what is around it in another."),
    "repeated-entry": Fault("BG153", "A list names the same thing twice.",
        "Delete one of the two."),
    "missing-folder": Fault("BG154", "Ids are named whose folder does not exist at all; this is told once for all of them.",
        "Make the folder, or correct the setting that says where the content lies."),
    "no-reports": Fault("BG155", "The desk has no reports, so that only profiles can be printed.",
        "`briefgen new report <id>` begins one."),
    "malformed-translation": Fault("BG156", "A text in several languages is not written as it should be, or not in the desk's own language.",
        "Write one text a language, the desk's own among them: {en: …, fr: …}."),
    "misplaced-translation": Fault("BG157", "Several languages are given where there is one value for all of them.",
        "Write the value alone: ids, dates, addresses and the titles of what was read stay as they are."),
    "lone-translation": Fault("BG158", "A file translates a section that is not there, or that is in this language already.",
        "Name it like the section that it translates, with the language before .md: 10-name.fr.md for 10-name.md."),
    "differing-translation": Fault("BG159", "A translation cites or calls something else than its original does.",
        "Let both rest on the same facts, and call the same judgements and figures."),
    "missing-table": Fault("BG160", "There is no table of incidents at the path that a figure names.",
        "Correct the path, or put the CSV file there."),
    "broken-table": Fault("BG161", "A table of incidents cannot be read as CSV, lacks a column or has no row.",
        "Its first line names the columns: date,place,country,kind,source and, where they are known, latitude,longitude,fatalities,marking."),
    "unknown-spot": Fault("BG162", "Nobody knows where a place lies: neither does the gazetteer, nor does the row give its position.",
        "Write latitude and longitude in the row, or the place's usual name; a figure's places= takes names of the gazetteer only."),
    "far-position": Fault("BG163", "A position lies outside the country that the row names.",
        "Look whether latitude and longitude are exchanged, or a minus sign is lost; else correct the country."),
    "repeated-incident": Fault("BG164", "A row says the same as another: it would count one event twice.",
        "Delete one of the two; where there were two events, let place or kind tell them apart."),
    "unknown-part": Fault("BG165", "A client leaves out something, or keeps it alone, that is neither a part nor a section of its reports.",
        "Correct its spelling: parts are named as the finding lists them, sections like their files."),
    "malformed-file-name": Fault("BG166", "A client's pattern for file names would name files wrongly.",
        "Write it of letters and placeholders, {client} among them: '{report}.{client}'."),
    "colliding-file-names": Fault("BG167", "Files of two clients, or of a client and the desk, would have one name, and the later would take the place of the first.",
        "Give one of them another `file_name`."),
    "differing-marking": Fault("BG168", "A translation is marked otherwise than its original: what is withheld in one language would be printed in the other.",
        "Mark the same paragraphs, list entries and rows in both, in the same order."),
    "malformed-cron": Fault("BG169", "A schedule's cron expression means no moment, or none that ever comes.",
        'Write five fields, minute, hour, day of the month, month and weekday: "0 6 * * MON" is Mondays at 06:00.'),
    "unknown-timezone": Fault("BG170", "A schedule's time zone does not exist.",
        "Write an IANA name, continent and city: Africa/Bamako; or UTC."),
    "malformed-address": Fault("BG171", "A mail address is not one plain address, so that mail could go to somebody else or to nobody.",
        "Write each address by itself, name@example.org, without a name, a list or quotation marks."),
    "malformed-delivery": Fault("BG172", "A delivery's folder, place in a store or link cannot be what is meant.",
        "Write a folder without `..`, a store as s3://bucket/prefix, a link from https:// on."),
    "unencrypted": Fault("BG173", "Mail or files would cross the network for everyone on it to read.",
        "Use TLS; only a server on this machine, localhost, can do without."),
}
# fmt: on
"""By name."""

CODES = {name: each.code for name, each in FAULTS.items()}
"""Code by name. A code is never given to another fault."""

WARNINGS = frozenset({"unexpected-file", "no-reports", "differing-translation", "far-position", "repeated-incident"})
"""What does not block a build; everything else does."""


def severity_of(name: str) -> Severity:
    """How much a fault of that name matters."""
    return Severity.WARNING if name in WARNINGS else Severity.ERROR


def fault(name: str, place: Place | None, message: str, hint: str = "") -> Diagnostic:
    """A finding of the name's code and severity."""
    return Diagnostic(CODES[name], name, severity_of(name), message, hint, place)
