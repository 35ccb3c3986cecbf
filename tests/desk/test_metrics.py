"""The file that monitors read: in Prometheus' format to the letter, with every state in it, and whole at any moment."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.desk.metrics import metrics_text, publish_metrics
from briefgen.load.settings import TellSettings
from briefgen.load.workspace import find_workspace
from briefgen.model.dispatch import DispatchState
from briefgen.model.faults import MachineError, UsageError
from briefgen.model.run import Line, Run, RunReport
from briefgen.model.schedule import Slot, SlotEntry, SlotState

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
END = AT + timedelta(seconds=241.5)
WEEK = timedelta(days=7)
WAITING = (
    SlotEntry(Slot("mali", AT - timedelta(hours=2)), SlotState.HELD, "00", AT),
    SlotEntry(Slot("niger", AT), SlotState.FAILED, "ab", AT),
    SlotEntry(Slot("chad", AT - WEEK), SlotState.CLAIMED, "cd", AT),
)
LINES = tuple(Line(what, "r", "t") for what in ("issued", "issued", "held", "sent"))
REPORT = RunReport("Sahel desk", Run("ab", AT, END), LINES, WAITING, (), (("mali", AT + WEEK), ("mali", AT + 2 * WEEK)))

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*"'
SAMPLE = re.compile(rf"({NAME})(?:\{{((?:{LABEL},?)*)\}})? (-?[0-9]+(?:\.[0-9]+)?|\+Inf|-Inf|NaN)")
HEADER = re.compile(rf"# (HELP|TYPE) ({NAME}) (.*)")


def parsed(text):
    """Samples by name and labels. Strict: fails on whatever the format does not have (Prometheus, text format 0.0.4)."""
    assert text.endswith("\n")
    assert "\r" not in text
    found, types, helped, last = {}, {}, set(), ""
    for line in text[:-1].split("\n"):
        if header := HEADER.fullmatch(line):
            kind, name, told = header.groups()
            if kind == "TYPE":
                assert name not in types
                assert told in {"counter", "gauge", "histogram", "summary", "untyped"}
                assert not [each for each in found if each[0] == name], "TYPE stands before the samples"
                types[name] = told
            else:
                assert name not in helped
                assert re.fullmatch(r"(?:[^\\\n]|\\[\\n])*", told)
                helped.add(name)
            last = name
            continue
        sample = SAMPLE.fullmatch(line)
        assert sample, line
        name, labels, value = sample.groups()
        assert name == last, "a metric's lines stand together"
        pairs = [pair.partition("=") for pair in re.findall(LABEL, labels or "")]
        key = name, frozenset((label, unescaped(told[1:-1])) for label, _, told in pairs)
        assert len({label for label, _, _ in pairs}) == len(pairs)
        assert key not in found
        found[key] = float(value)
    assert helped == set(types)
    return found


def unescaped(text):
    """A label's value as it was."""
    return re.sub(r"\\(.)", lambda match: {"n": "\n"}.get(match[1], match[1]), text)


def text(report=REPORT, slots=None, dispatches=None, *, ok=True):
    """The file's text."""
    return metrics_text(report, slots or {SlotState.ISSUED: 12, SlotState.HELD: 1}, dispatches or {}, END, ok=ok)


def value(found, name, **labels):
    """One sample's."""
    return found[name, frozenset({"desk": "Sahel desk", **labels}.items())]


def test_the_file_says_how_the_desk_stands() -> None:
    """The last run, slots and dispatches by state, how long something has been waiting, what is due next."""
    found = parsed(text(dispatches={DispatchState.UNKNOWN: 2}))
    assert value(found, "briefgen_run_ok") == 1
    assert value(found, "briefgen_run_last_start_seconds") == AT.timestamp()
    assert value(found, "briefgen_run_last_end_seconds") == END.timestamp()
    assert value(found, "briefgen_run_duration_seconds") == 241.5
    assert value(found, "briefgen_run_lines", what="issued") == 2
    assert value(found, "briefgen_slots", state="issued") == 12
    assert value(found, "briefgen_dispatches", state="unknown") == 2
    assert value(found, "briefgen_slot_oldest_open_seconds") == 7200 + 241.5
    assert value(found, "briefgen_report_next_due_seconds", report="mali") == (AT + WEEK).timestamp()


def test_every_state_is_there() -> None:
    """With 0 where there is none: what was never seen cannot be watched."""
    found = parsed(text())
    for name, states in (("briefgen_slots", SlotState), ("briefgen_dispatches", DispatchState)):
        assert {dict(labels)["state"] for each, labels in found if each == name} == set(states)
    assert value(found, "briefgen_slots", state="missed") == 0


def test_a_run_that_failed_or_has_not_ended_says_so() -> None:
    """Without an end there is none told, so that an alarm on its age goes off."""
    found = parsed(text(replace(REPORT, run=Run("ab", AT), waiting=()), ok=False))
    assert value(found, "briefgen_run_ok") == 0
    assert value(found, "briefgen_slot_oldest_open_seconds") == 0
    assert not [name for name, _ in found if "end" in name or "duration" in name]


def test_a_clock_set_back_gives_no_negative_time() -> None:
    """Neither for a run nor for what waits."""
    back = Run("ab", AT, AT - timedelta(hours=1))
    found = parsed(metrics_text(replace(REPORT, run=back), {}, {}, AT - 9 * WEEK, ok=True))
    assert value(found, "briefgen_run_duration_seconds") == 0
    assert value(found, "briefgen_slot_oldest_open_seconds") == 0


@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_name_is_escaped(desk: str, kinds: list[str]) -> None:
    """Quotation marks, backslashes, line feeds and halves of characters in a desk's name or a kind of line."""
    lines = tuple(Line(what, "r", "t") for what in kinds)
    written = text(replace(REPORT, desk=desk, lines=lines))
    whole = desk.replace("\r", " ")
    found = parsed(written.encode().decode())
    assert {dict(labels)["desk"] for _, labels in found} == {whole.encode(errors="replace").decode()}


def test_the_parser_is_strict() -> None:
    """What the format does not have, it does not take."""
    for wrong in (
        'a{b="c"} 1',
        "# TYPE a gauge\na 1 ",
        '# HELP a x\n# TYPE a gauge\na{b="c\\x"} 1\n',
        "# TYPE a gauge\na 1\na 1\n",
    ):
        with pytest.raises(AssertionError):
            parsed(wrong)


def workspace(folder, path):
    """A desk with a file for monitors."""
    return replace(find_workspace(ROOT), root=folder, tell=TellSettings(metrics=path))


def test_the_file_is_put_where_the_settings_say(tmp_path: Path) -> None:
    """From the desk's folder or absolute; whole, and readable by the exporter."""
    publish_metrics(workspace(tmp_path, "monitor/desk.prom"), text())
    file = tmp_path / "monitor/desk.prom"
    assert file.read_text(encoding="utf-8") == text()
    assert file.stat().st_mode & 0o777 == 0o644
    assert [each.name for each in file.parent.iterdir()] == ["desk.prom"]
    away = tmp_path / "away/other.prom"
    publish_metrics(workspace(tmp_path / "desk", str(away)), text())
    assert away.is_file()


def test_without_a_path_there_is_no_file(tmp_path: Path) -> None:
    """And none with a name that the exporter does not read."""
    publish_metrics(workspace(tmp_path, None), text())
    with pytest.raises(UsageError, match=r"does not end in \.prom"):
        publish_metrics(workspace(tmp_path, "desk.txt"), text())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    """With the setting to mend, and the old file as it was."""
    (tmp_path / "file").write_text("old", encoding="utf-8")
    with pytest.raises(MachineError) as told:
        publish_metrics(workspace(tmp_path, "file/desk.prom"), text())
    assert "briefgen.toml" in told.value.hint
    assert "--output" not in told.value.hint
    assert (tmp_path / "file").read_text(encoding="utf-8") == "old"


def test_every_metric_is_a_gauge_with_a_unit_of_its_own() -> None:
    """And says what it is."""
    lines = text().splitlines()
    names = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    assert names == {line.split()[2] for line in lines if line.startswith("# HELP") and len(line.split()) > 5}
    assert all(name.startswith("briefgen_") for name in names)
    assert date(2026, 11, 23).isoformat() not in text()
