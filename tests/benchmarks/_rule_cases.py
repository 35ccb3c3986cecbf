"""Cases of the rules: small reports with planted faults, written to disk as desks.

A case is one file in tests/check/cases; its README says how it is written.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "check" / "cases"
HELD_OUT = "holdout-"
"""Files whose cases nobody looks at while mending a rule begin with this."""
FRESH = "fresh-"
"""Files written after the rules, by somebody who had not seen them, begin with this."""
PARTS = ("open", "held-out", "fresh")

AS_OF = "2026-09-15"
SETTINGS = f'name = "Cases"\nas_of = {AS_OF}\n'
SOURCES = """\
- {id: wire, title: Daily file, publisher: Coastal Wire, published: 2026-08, reliability: B,
   descriptor: A news agency with correspondents in the capital and in two ports.}
- {id: gazette, title: Weekly number, publisher: The Gazette, published: 2026-08, reliability: B,
   descriptor: A weekly that names those it speaks to and corrects itself in print.}
- {id: review, title: Monthly number, publisher: Trade Review, published: 2026-08, reliability: C,
   descriptor: "A trade monthly, sound on cargo and tariffs and thin on politics."}
- {id: radio, title: Evening bulletin, publisher: Radio Coast, published: 2026-08, reliability: C,
   descriptor: A station that relays officials at length and seldom asks back.}
"""
TOPIC = "id: {id}-scene\nname: The scene\n"
_PART = re.compile(r"=== (?:(?P<report>[a-z0-9-]+) / )?(?P<name>\S+)")
_MARKER = re.compile(r"[ \t]*(?:#[ \t]*)?⟦([^⟦⟧]+)⟧")
_FACT = re.compile(r"(?P<id>[a-z0-9-]+)(?: \[(?P<when>[^\]]+)\])?(?: \{(?P<sources>[^}]+)\})?: (?P<statement>.+)")
_ACTOR = re.compile(r"(?P<id>[a-z0-9-]+) \((?P<kind>[a-z-]+)\): (?P<names>.+)")
_STATEMENT = re.compile(r"\s*(?:- )?(?:statement|description|rationale|what):")
_APART = re.compile(r"\s*(?:#|!\[|\[!|!!!|\||```|[-*+] |[0-9]+\. )")
_LEAD = re.compile(r"(?: {4})?(?:> )?(?:[-*+] |[0-9]+\. )?")
_UNCOUNTED = re.compile(r"\s*(?:#|!\[|\[!|!!!|\{|[\s|:-]+$)")
_WIDTH = 100


@dataclass(eq=False)
class Unit:
    """A sentence, a row of a table, a heading, or a line of YAML.

    Attributes:
        line: In the case's file.
        text: Without its marker.
        codes: Rules that must object to it, each with the name of the group of which one is enough ("" for itself).
        instead: Rules of which one may object instead of the planted one, each with that one's code.
        tolerated: Rules that may.
        counted: Whether it is a sentence.
        lines: Of the desk's file, first and last.
    """

    line: int
    text: str
    codes: dict[str, str]
    tolerated: frozenset[str]
    counted: bool
    lines: tuple[int, int] = (0, 0)
    instead: dict[str, str] = field(default_factory=dict)


@dataclass
class Case:
    """One file of cases, as a desk.

    Attributes:
        name: The file's stem.
        french: Whether its reports are in French.
        files: Text of each file of the desk, by path.
        units: By path.
    """

    name: str
    french: bool
    files: dict[str, str] = field(default_factory=dict)
    units: dict[str, list[Unit]] = field(default_factory=dict)

    def write(self, root: Path) -> None:
        """Make the desk."""
        for path, text in {"briefgen.toml": SETTINGS, **self.files}.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


def read_cases(part: str) -> list[Case]:
    """The cases of one of the `PARTS`, in the order of their names."""
    paths = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
    return [read_case(path) for path in paths if _part_of(path.name) == part]


def _part_of(name: str) -> str:
    if name.startswith(FRESH):
        return "fresh"
    return "held-out" if name.startswith(HELD_OUT) else "open"


def read_case(path: Path) -> Case:
    """Read one file."""
    name = path.stem.removeprefix(HELD_OUT).removeprefix(FRESH)
    case = Case(path.stem, french=name.startswith("fr-"))
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("=== ")]
    layout = next((line.removeprefix("layout: ") for line in lines[: starts[0]] if line.startswith("layout: ")), "")
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        match = _PART.fullmatch(lines[start])
        if not match:
            raise ValueError(f"{path.name}:{start + 1}: no part is called like this: {lines[start]}")
        units = [_unit(number + 1, lines[number]) for number in range(start + 1, end)]
        _Part(case, match["report"] or name, match["name"], layout).add(units)
    _complete(case)
    return case


def _unit(line: int, written: str) -> Unit:
    codes: dict[str, str] = {}
    tolerated: set[str] = set()
    instead: dict[str, str] = {}
    for marker in _MARKER.findall(written):
        for code in marker.split():
            if code.endswith("?"):
                tolerated.add(code[:-1])
            else:
                written_codes, _, group = code.partition("=")
                name, *others = written_codes.split("|")
                codes[name] = group
                instead |= dict.fromkeys(others, name)
    text = _MARKER.sub("", written).rstrip()
    return Unit(line, text, codes, frozenset(tolerated), counted=False, instead=instead)


@dataclass
class _Part:
    case: Case
    report: str
    name: str
    layout: str

    def add(self, units: list[Unit]) -> None:
        """Take the part into the case as one of the desk's files."""
        if self.name == "facts":
            self._put("seeds/facts/facts.yaml", [(unit, self._fact(unit)) for unit in units if unit.text.strip()])
        elif self.name == "actors":
            self._put("seeds/actors/actors.yaml", [(unit, _actor(unit)) for unit in units if unit.text.strip()])
        elif self.name == "report":
            self._count_statements(units)
            self._put(self._file("report.yaml"), [(unit, unit.text) for unit in units])
        elif self.name.endswith(".yaml"):
            self._count_statements(units)
            self._put(f"seeds/{self.name}", [(unit, unit.text) for unit in units])
        else:
            self._put_text(self._file(f"{self.name}.md"), units)

    def _file(self, name: str) -> str:
        return f"seeds/reports/{self.report}/{name}"

    def _count_statements(self, units: list[Unit]) -> None:
        for unit in units:
            unit.counted = bool(_STATEMENT.match(unit.text)) and not self.name.startswith("facts")

    def _put(self, file: str, lines: list[tuple[Unit, str]]) -> None:
        for number, (unit, _) in enumerate(lines, 1):
            # A block's place may be its key's line or the one on which the block begins.
            unit.lines = (number, number + (unit.text.endswith(":") or unit.text.endswith(">-")))
        self.case.files[file] = "\n".join(text for _, text in lines) + "\n"
        self.case.units[file] = [unit for unit, _ in lines]

    def _fact(self, unit: Unit) -> str:
        match = _FACT.fullmatch(unit.text)
        if not match:
            raise ValueError(f"{self.case.name}:{unit.line}: this is no fact: {unit.text}")
        evidence = ", ".join(
            f'{{source: {name}, at: "page 1"}}' for name in (match["sources"] or "wire, gazette").split(", ")
        )
        when = f", when: {match['when']}" if match["when"] else ""
        actors = [
            name for name, names in self._actors().items() if any(_names(match["statement"], one) for one in names)
        ]
        statement = match["statement"].replace("\\", "\\\\").replace('"', '\\"')
        return f'- {{id: {match["id"]}, statement: "{statement}"{when}, actors: [{", ".join(actors)}], evidence: [{evidence}]}}'

    def _actors(self) -> dict[str, list[str]]:
        """Names by id of the actors, which stand above the facts."""
        found = (_ACTOR.fullmatch(unit.text) for unit in self.case.units.get("seeds/actors/actors.yaml", []))
        return {match["id"]: match["names"].split("; ") for match in found if match}

    def _put_text(self, file: str, units: list[Unit]) -> None:
        for unit in units:
            unit.counted = bool(unit.text.strip()) and not _UNCOUNTED.match(unit.text)
        _uncount_table_heads(units)
        lines: list[str] = []
        for paragraph in _paragraphs(units, joined=self.layout in ("joined", "wrapped")):
            _set(paragraph, lines, _WIDTH if self.layout == "wrapped" else 1_000_000)
        self.case.files[file] = "\n".join(lines).strip("\n") + "\n" if lines else ""
        # A file does not begin with empty lines, so that its units keep their places.
        self.case.units[file] = [unit for unit in units if unit.text.strip()]


def _names(statement: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", statement) is not None


def _actor(unit: Unit) -> str:
    match = _ACTOR.fullmatch(unit.text)
    if not match:
        raise ValueError(f"line {unit.line}: this is no actor: {unit.text}")
    name, *others = match["names"].split("; ")
    aliases = ", ".join(f'"{other}"' for other in others)
    return f'- {{id: {match["id"]}, name: "{name}", aliases: [{aliases}], kind: {match["kind"]}}}'


def _uncount_table_heads(units: list[Unit]) -> None:
    for unit, following in pairwise(units):
        if unit.text.startswith("|") and re.fullmatch(r"[\s|:-]+", following.text) and following.text.strip():
            unit.counted = False


def _paragraphs(units: list[Unit], *, joined: bool) -> list[list[Unit]]:
    """Units that are set as one: the sentences of a paragraph where they are joined, else each by itself."""
    found: list[list[Unit]] = []
    for unit in units:
        before = found[-1][-1] if found else None
        if joined and before and _continues(before.text, unit.text):
            found[-1].append(unit)
        else:
            found.append([unit])
    return found


def _continues(before: str, text: str) -> bool:
    if not before.strip() or not text.strip() or _APART.match(text):
        return False
    return not _UNCOUNTED.match(before) and not before.startswith("|")


def _set(paragraph: list[Unit], lines: list[str], width: int) -> None:
    """Append a paragraph's lines, and tell its units where they stand."""
    lead = _LEAD.match(paragraph[0].text).group()  # type: ignore[union-attr] - matches the empty text too
    if len(paragraph) == 1 and (width > _WIDTH or not paragraph[0].counted or lead.strip() == "|"):
        lines.append(paragraph[0].text)
        paragraph[0].lines = (len(lines), len(lines))
        return
    hanging = lead.replace("- ", "  ") if "> " not in lead else lead
    current = lead
    for unit in paragraph:
        body = unit.text[len(lead) :] if unit is paragraph[0] else re.sub(r"^\s*(?:> )?", "", unit.text)
        first = 0
        for word in body.split():
            if len(current) > len(lead) and len(current) + len(word) > width:
                lines.append(current.rstrip())
                current = hanging
            current += f"{word} "
            first = first or len(lines) + 1
        unit.lines = (first, len(lines) + 1)
    lines.append(current.rstrip())


def _complete(case: Case) -> None:
    """Add what every desk needs and the case leaves out."""
    case.files.setdefault("seeds/sources/sources.yaml", SOURCES)
    reports = {path.split("/")[2] for path in case.files if path.startswith("seeds/reports/")}
    language = "fr" if case.french else "en"
    for report in sorted(reports):
        file = f"seeds/reports/{report}/report.yaml"
        text = case.files.get(file, "")
        given = set(re.findall(r"^(\w+):", text, re.MULTILINE))
        defaults = {"title": "A report", "covers": f"[{report}-scene]", "language": language}
        added = [f"{key}: {value}" for key, value in defaults.items() if key not in given]
        case.files[file] = "\n".join([*([text.rstrip("\n")] if text else []), *added]) + "\n"
        if "covers" not in given:
            case.files.setdefault(f"seeds/topics/{report}-scene.yaml", TOPIC.format(id=report))
        case.files.setdefault(f"seeds/reports/{report}/summary.md", "What follows is the whole of this report.\n")
        case.files.setdefault(f"seeds/reports/{report}/90-notes.md", "# Notes\n\nThis section closes the report.\n")
