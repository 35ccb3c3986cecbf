"""How well the rules find what is wrong, and how seldom they object to what is sound, over their own cases.

Usage: ./run bench rule [--part open|held-out|fresh|all] [--verbose]

A case is a report with planted faults (tests/check/cases). A fault is found when its rule objects at the sentence's
line, or at the line of the YAML value. A sound sentence is flagged when any rule objects to it. The aims are 95 % of the
faults found and 5 % of the sound sentences flagged, both over all cases; below them the exit code is 1.

With --verbose each miss and each false alarm is listed with its place; those of the parts that are held out or fresh are
listed only when that part is asked for, because whoever mends a rule should not see them.
"""

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from _rule_cases import AS_OF, FOLDER, PARTS, Case, Unit, read_cases

from briefgen.desk.check import check_reports
from briefgen.desk.session import open_desk
from briefgen.model.diagnostic import Diagnostic

LEAST_FOUND = 0.95
MOST_FLAGGED = 0.05


@dataclass
class Accuracy:
    """What the rules made of cases. Rules are named by code, "BG305 fr" for French cases.

    Attributes:
        planted: Faults by rule.
        found: Of these, found.
        alarms: False alarms by rule.
        sound: Number of sound sentences.
        flagged: Number of sound places that some rule objects to: sentences, and lines that hold none.
        misses: A line each, with the place.
        false_alarms: Likewise.
        strays: Objections to a faulty sentence by another rule than the planted one, likewise.
    """

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    sound: int = 0
    flagged: int = 0
    misses: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)

    @property
    def share_found(self) -> float:
        """Of all planted faults."""
        return self.found.total() / max(self.planted.total(), 1)

    @property
    def share_flagged(self) -> float:
        """Of all sound sentences."""
        return self.flagged / max(self.sound, 1)

    @property
    def good(self) -> bool:
        """Whether both aims are met."""
        return self.share_found >= LEAST_FOUND and self.share_flagged <= MOST_FLAGGED


def measure(cases: Iterable[Case]) -> Accuracy:
    """Run every rule over the cases."""
    result = Accuracy()
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            case.write(Path(folder))
            desk = open_desk(Path(folder), None, date.fromisoformat(AS_OF))
            _judge(case, check_reports(desk, desk.reports), result)
    return result


def _judge(case: Case, diagnostics: Iterable[Diagnostic], result: Accuracy) -> None:
    """Set what was found against what was planted."""
    suffix = " fr" if case.french else ""
    met: set[tuple[str, str]] = set()
    flagged: set[tuple[str, int]] = set()
    for found in diagnostics:
        file, line = (found.place.file, found.place.line or 0) if found.place else ("", 0)
        near = _narrowed([unit for unit in case.units.get(file, ()) if unit.lines[0] <= line <= unit.lines[1]], found)
        fault = _fault(near, found.code, met)
        if fault:
            met.add(fault)
        elif not any(found.code in unit.tolerated for unit in near):
            _object(case, found, near, result, flagged)
    planted = {(code, _key(unit, code)): unit for unit in _units(case) for code in unit.codes}
    for (code, key), unit in planted.items():
        result.planted[code + suffix] += 1
        result.found[code + suffix] += (code, key) in met
        if (code, key) not in met:
            result.misses.append(f"{code}{suffix} {_place(case, unit)} {unit.text.strip()}")
    result.sound += sum(unit.counted and not unit.codes and not unit.tolerated for unit in _units(case))
    result.flagged += len(flagged)


def _fault(near: list[Unit], code: str, met: set[tuple[str, str]]) -> tuple[str, str] | None:
    """The planted fault that an objection meets: one that was not met yet, where there are several."""
    meant = [(unit.instead.get(code, code), unit) for unit in near]
    faults = [(name, _key(unit, name)) for name, unit in meant if name in unit.codes]
    return next((fault for fault in faults if fault not in met), next(iter(faults), None))


def _object(case: Case, found: Diagnostic, near: list[Unit], result: Accuracy, flagged: set[tuple[str, int]]) -> None:
    """Count an objection that nobody planted."""
    unit = next(iter(near), None)
    where = _place(case, unit) if unit else f"{case.name}: {found.place.file if found.place else ''} "
    text = f"{found.code}{' fr' if case.french else ''} {where} {found.message} | {unit.text.strip() if unit else found.excerpt}"
    if unit and all(each.codes for each in near):
        result.strays.append(text)
        return
    sound = next((each for each in near if not each.codes), unit)
    result.alarms[found.code + (" fr" if case.french else "")] += 1
    result.false_alarms.append(text)
    place = found.place
    flagged.add((place.file if place else "", sound.line if sound else -(place.line or 0 if place else 0)))


def _units(case: Case) -> Iterator[Unit]:
    return (unit for units in case.units.values() for unit in units)


def _key(unit: Unit, code: str) -> str:
    """Names a fault: its group, or its own line."""
    return unit.codes[code] or str(unit.line)


def _place(case: Case, unit: Unit) -> str:
    return f"{case.name}.md:{unit.line}"


def _narrowed(units: list[Unit], found: Diagnostic) -> list[Unit]:
    """Of the sentences on a line, those that hold the words which the finding quotes, where it quotes some."""
    words = _plain(found.words)
    holding = [unit for unit in units if words and (words in _plain(unit.text) or _plain(unit.text) in words)]
    return holding or units


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", re.sub(r"\[@[^\]]*\]", "", text)).casefold().strip()


def print_table(result: Accuracy) -> None:
    """One row a rule, then the totals."""
    print(f"{'rule':<10}{'planted':>9}{'found':>8}{'share':>9}{'false alarms':>15}")
    for rule in sorted({*result.planted, *result.alarms}):
        planted, found = result.planted[rule], result.found[rule]
        share = f"{found / planted:.0%}" if planted else "–"
        print(f"{rule:<10}{planted:>9}{found:>8}{share:>9}{result.alarms[rule]:>15}")
    print(
        f"\nplanted faults   {result.planted.total():>5}, found   {result.found.total():>5}: {result.share_found:.1%}"
    )
    print(f"sound sentences  {result.sound:>5}, flagged {result.flagged:>5}: {result.share_flagged:.1%}")


def print_lists(result: Accuracy) -> None:
    """Each miss and each false alarm."""
    for name, lines in (("misses", result.misses), ("false alarms", result.false_alarms), ("strays", result.strays)):
        print(f"\n{name}: {len(lines)}", *sorted(lines), sep="\n  ")


def joined(*parts: Accuracy) -> Accuracy:
    """All of them together."""
    total = Accuracy()
    for part in parts:
        total.planted += part.planted
        total.found += part.found
        total.alarms += part.alarms
        total.sound += part.sound
        total.flagged += part.flagged
        total.misses += part.misses
        total.false_alarms += part.false_alarms
        total.strays += part.strays
    return total


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="./run bench rule")
    parser.add_argument("--part", choices=(*PARTS, "all"), default="all", help="which cases (default: all)")
    parser.add_argument("--verbose", action="store_true", help="list each miss and each false alarm")
    options = parser.parse_args()
    parts = {name: measure(read_cases(name)) for name in PARTS if options.part in (name, "all")}
    total = joined(*parts.values())
    print_table(total)
    if len(parts) > 1:
        for name, part in parts.items():
            print(f"{name:<10} found {part.share_found:.1%}, flagged {part.share_flagged:.1%}")
    if options.verbose:
        shown = parts.get("open") or total
        print_lists(shown)
    print(
        f"cases in {FOLDER.relative_to(Path(__file__).parents[2])}; aims: {LEAST_FOUND:.0%} found, {MOST_FLAGGED:.0%} flagged"
    )
    sys.exit(0 if total.good else 1)


if __name__ == "__main__":
    main()
