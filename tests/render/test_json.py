"""Reports as data: whole, valid by the published schema, and without what is not printed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from jsonschema import Draft202012Validator
from markupsafe import Markup

from briefgen.render.data import REGISTERS
from briefgen.render.data_schema import report_schema
from briefgen.render.plain_text import plain_text
from briefgen.render.printed_markdown import printed_markdown

ROOT = Path(__file__).parents[2]
REPORTS = ("burkina-faso", "mali", "niger", "russia-aes")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where every seed report lies as JSON."""
    folder = tmp_path_factory.mktemp("data")
    command = [sys.executable, "-m", "briefgen", "--workspace", ROOT, "build", *REPORTS, "--format", "json"]
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    run = subprocess.run([*command, "--output", folder], check=False, capture_output=True, text=True, env=environment)
    assert run.returncode == 0, run.stderr
    return folder


@pytest.fixture(params=REPORTS)
def data(request, folder):
    """Each report's data."""
    (path,) = folder.rglob(f"{request.param}.json")
    return json.loads(path.read_text(encoding="utf-8"))


def every(value, wanted):
    """Everything in nested data that is of a kind."""
    if wanted(value):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from every(inner, wanted)


@pytest.mark.slow
def test_a_report_is_valid_by_the_published_schema(data):
    """Formats of dates and pointers too."""
    checker = Draft202012Validator.FORMAT_CHECKER
    faults = Draft202012Validator(report_schema(), format_checker=checker).iter_errors(data)
    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


@pytest.mark.slow
def test_what_points_points_to_something(data):
    """Parts and figures point to entries by place; facts, sources and figures are named by id and number."""
    texts = set(every(data["parts"] + data["figures"], lambda each: isinstance(each, str)))
    for register in REGISTERS.values():
        places = {int(text.rpartition("/")[2]) for text in texts if text.startswith(f"/{register}/")}
        assert places <= set(range(len(data[register])))
    facts = {fact["id"] for fact in data["facts"]}
    for source in data["sources"]:
        assert {support["fact"] for support in source["supports"]} <= facts
    numbers = {source["number"] for source in data["sources"]}
    for fact in data["facts"]:
        assert set(fact["sources"]) <= numbers
    for difference in data["differences"]:
        assert {name for side in difference["sides"] for name in side["facts"]} <= facts


@pytest.mark.slow
def test_the_whole_report_is_in_it(data):
    """Grades with reasons, contradictions, sources with origin groups, figures in words and as rows, prose both ways."""
    assert data["format"] == "briefgen-report/1"
    assert data["parts"][0]["kind"] == "summary"
    assert {"section", "judgements", "ratings", "scenarios", "indicators", "method", "annex"} <= {
        part["kind"] for part in data["parts"]
    }
    assert all(fact["grade"] and fact["grade_reason"] for fact in data["facts"])
    assert any(fact["differs"] for fact in data["facts"])
    assert data["differences"]
    assert all(source["group"] and source["descriptor"] and source["reliability"] for source in data["sources"])
    assert all(data[register] for register in ("judgements", "ratings", "scenarios", "indicators", "timeline"))
    assert all(figure["alternative"] for figure in data["figures"])
    section = next(part for part in data["parts"] if part["kind"] == "section")
    assert "[@" in section["body"]["markdown"]
    assert "[@" not in section["body"]["text"]


@pytest.mark.slow
def test_no_path_of_the_desk_and_no_unprinted_field_is_in_it(data):
    """Only what a page shows: not where content lies, not which sectors a service is offered to."""
    text = json.dumps(data)
    assert "seeds/" not in text
    assert str(ROOT) not in text
    closing = next(part for part in data["parts"] if part["kind"] == "closing")
    assert all(set(service) == {"name", "text"} for service in closing["services"])


@pytest.mark.slow
@pytest.mark.parametrize("name", REPORTS)
def test_the_same_report_is_the_same_bytes_and_travels_in_its_pdf(folder, seed_output, name):
    """The PDF, made in another process with other hashes, carries the file that `--format json` writes."""
    (path,), (pdf_path,) = folder.rglob(f"{name}.json"), seed_output.rglob(f"{name}.pdf")
    with pikepdf.open(pdf_path) as pdf:
        attached = pdf.attachments[f"{name}.json"]
        assert attached.description == "The data of this report"
        assert attached.get_file().read_bytes() == path.read_bytes()


def test_the_schema_is_itself_valid_and_closed():
    """No object takes a field that it does not name, and each says what it is."""
    schema = report_schema()
    Draft202012Validator.check_schema(schema)
    objects = list(every(schema, lambda each: isinstance(each, dict) and "properties" in each))
    assert len(objects) > 30
    for each in objects:
        assert each["additionalProperties"] is False
        assert each["required"] == list(each["properties"])
    assert all(definition["description"] for name, definition in schema["$defs"].items() if name != "Part")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("marking",), "TLP:PURPLE"),
        (("as_of",), "yesterday"),
        (("format",), "briefgen-report/2"),
        (("facts", 0, "grade"), None),
        (("parts", 0, "kind"), "poem"),
        (("surprise",), 1),
    ],
)
@pytest.mark.slow
def test_other_data_is_not_valid(folder, path, value):
    """One wrong value is enough."""
    data = json.loads(next(folder.rglob("mali.json")).read_text(encoding="utf-8"))
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    validator = Draft202012Validator(report_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert not validator.is_valid(data)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Text.\n\n[note]: https://secret.example 'not for clients'\n", "Text."),
        ("See [it][a].\n\n[a]: https://a.example 'hidden'", "See [it][a].\n\n[a]: https://a.example"),
        ('A [link](https://a.example "hidden") here.', "A [link](https://a.example) here."),
        ("~~~ hidden\n[x]: is code\n~~~", "~~~\n[x]: is code\n~~~"),
        ("Claim [@fact].\n\n[^1]: A note.", "Claim [@fact].\n\n[^1]: A note."),
    ],
)
def test_markdown_keeps_nothing_that_print_leaves_out(written, printed):
    """Unused definitions, titles of links and languages of code are no words of the report."""
    assert printed_markdown(written) == printed


def test_plain_text_reads_like_the_page():
    """Blocks on lines of their own, items with their signs, cells apart, notes by number, no way back."""
    html = (
        "<h3>Head</h3><p>One\ntwo<sup><a href='#fn:1-a'>1</a></sup>.</p><ul><li>a<ul><li>b</li></ul></li></ul>"
        "<ol start='3'><li><p>c</p></li></ol><table><tr><th>x</th><th>y</th></tr><tr><td>1</td><td>2</td></tr></table>"
        "<div><ol><li><p>Note.&nbsp;<a href='#fnref:1-a'>↩</a></p></li></ol></div>"
    )
    text = plain_text(Markup(html))  # noqa: S704 - a test's own
    assert text == "Head\n\nOne two[1].\n\n- a\n\n- b\n\n3. c\n\nx\ty\n1\t2\n\n1. Note."
