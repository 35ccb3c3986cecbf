"""What is there already, from the same inputs, is not built again; what any input changed is."""

import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefgen.archive.builds import Builds
from briefgen.cli.main import main
from briefgen.desk import ground

ROOT = Path(__file__).parents[2]
REPORTS = {"burkina-faso", "mali", "mali.fr", "mali-flash", "niger", "russia-aes"}
ALL = ("build", "--all", "--lang", "all", "--format", "html", "--json")


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    """The demo desk, built once."""
    root = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "seeds", root / "seeds")
    shutil.copy(ROOT / "briefgen.toml", root)
    here = Path.cwd()
    os.chdir(root)
    yield root
    os.chdir(here)


@pytest.fixture
def build(capsys):
    """Build, and say which editions were made anew."""

    def run(*words):
        time.sleep(0.15)  # the file system's grain of time: a younger file might change again unseen
        capsys.readouterr()
        assert main(list(words or ALL)) == 0
        built = json.loads(capsys.readouterr().out)["built"]
        assert {each["status"] for each in built} <= {"built", "unchanged"}
        return {Path(each["files"][0]["path"]).stem for each in built if each["status"] == "built"}

    return run


def edit(path, old, new):
    """Change a file of the desk's."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def override(root, name, old, new):
    """Give the desk a template of its own."""
    copy = root / "templates" / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "templates" / name, copy)
    edit(copy, old, new)


def reviewed(root):
    """Put a report up for review and approve it: it is no draft any more."""
    for words in (("review", "niger", "--by", "A. One"), ("approve", "niger", "--by", "B. Two")):
        assert main([*words, "--workspace", str(root)]) == 0


def restated(root, fact):
    """Word a fact otherwise."""
    files = (root / "seeds/facts").glob("*.yaml")
    path = next(each for each in files if f"id: {fact}\n" in each.read_text(encoding="utf-8"))
    before, own = path.read_text(encoding="utf-8").split(f"id: {fact}\n")
    path.write_text(f"{before}id: {fact}\n{own.replace('statement: ', 'statement: Again, ', 1)}", encoding="utf-8")


CHANGES = {
    "nothing": (lambda _: None, set()),
    "a file that nobody reads": (lambda root: (root / "notes.txt").write_text("x"), set()),
    "only a file's time": (lambda root: os.utime(root / "seeds/facts/ecowas.yaml"), set()),
    "a comment": (lambda root: edit(root / "seeds/reports/niger/report.yaml", "\n", "\n# A comment.\n"), set()),
    "a section": (
        lambda root: edit(root / "seeds/reports/niger/60-outlook.md", "\n\n", "\n\nNothing else is known. "),
        {"niger"},
    ),
    "a section in another language": (
        lambda root: edit(root / "seeds/reports/mali/70-outlook.fr.md", "\n\n", "\n\nRien de plus n'est connu. "),
        {"mali.fr"},
    ),
    "a fact of one report": (lambda root: restated(root, "moscow-times-carries-afp-report"), {"russia-aes"}),
    "a file that was deleted": (lambda root: next(root.glob("output/niger/*/niger.html")).unlink(), {"niger"}),
    "a file that somebody changed": (
        lambda root: next(root.glob("output/niger/*/niger.html")).write_text("<p>mine</p>"),
        {"niger"},
    ),
    "the registry": (reviewed, {"niger"}),
    "a template": (
        lambda root: override(root, "report/parts/cover.html.j2", "<", "<!-- ours --><"),
        REPORTS,
    ),
    "a style sheet": (lambda root: override(root, "report/screen.css", "{", "{ --ours: 1; "), REPORTS),
    "the brand": (lambda root: override(root, "brands/asa/brand.yaml", "meta:", "meta:  # ours\n"), set()),
    "the brand's logo": (lambda root: override(root, "brands/asa/logo.svg", "<svg", "<!-- ours --><svg"), REPORTS),
    "the program": (None, REPORTS),
}


@pytest.mark.slow
def test_each_kind_of_input_makes_exactly_its_own_editions_anew(seeds, build, monkeypatch, tmp_path):
    """One after another: what changed is built, everything else is left as it is; in the end all is as if built afresh."""
    assert build() == REPORTS
    for name, (change, expected) in CHANGES.items():
        if change is None:
            monkeypatch.setattr(ground, "program", lambda: "another program")
            monkeypatch.setattr("briefgen.desk.kept.program", lambda: "another program")
        else:
            change(seeds)
        assert build() == expected, name
        assert build() == set(), name
    assert build(*ALL, "--force") == REPORTS
    assert main([*ALL[:-1], "--output", str(tmp_path)]) == 0
    for path in tmp_path.rglob("*.html"):
        assert path.read_bytes() == (seeds / "output" / path.relative_to(tmp_path)).read_bytes()


def test_an_unchanged_build_reads_no_desk_and_starts_no_engine(tmp_path, monkeypatch):
    """The same words again, over the same files: answered before the loader or the engine is imported."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "briefgen.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    time.sleep(0.15)
    words = ["build", "mali-flash", "--format", "html"]
    told = []
    for _ in range(2):
        code = (
            "import sys; from briefgen.cli.main import main; code = main(sys.argv[1:]);"
            "print(sorted({'yaml', 'pydantic', 'typer', 'jinja2', 'weasyprint', 'sqlalchemy', 'briefgen.desk.session',"
            " 'briefgen.render.press'} & set(sys.modules)), file=sys.stderr); sys.exit(code)"
        )
        told.append(subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True))
    assert told[0].stdout == told[1].stdout
    assert "mali-flash: unchanged" in told[1].stderr
    assert told[1].stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize(("then", "holds"), [("one", True), ("two", False), (None, True)])
def test_what_a_build_reads_right_after_an_edit_is_known_by_its_words(then, holds, tmp_path, monkeypatch):
    """Where the file system's clock does not tell what came after."""
    (tmp_path / "briefgen.toml").write_text("")
    (tmp_path / "seeds").mkdir()
    section = tmp_path / "seeds/10-one.md"
    real, started = ground._stamps, time.time_ns()
    monkeypatch.setattr(ground, "_stamps", lambda paths: [(path, size, 7, started) for path, size, *_ in real(paths)])
    monkeypatch.setattr(ground, "program", lambda: "program")
    section.write_text("one")
    before = ground.ground_of(tmp_path)
    assert {Path(path).name for path, _ in before.young} == {"10-one.md", "briefgen.toml"}
    assert not before.holds(tmp_path)
    if then:
        section.write_text(then)
    monkeypatch.setattr(ground, "time_ns", lambda: started + 10**9)
    assert before.holds(tmp_path) is holds


def test_a_lost_or_broken_cache_costs_a_build_and_nothing_else(tmp_path):
    """No folder, a folder that cannot be made, a file that is no database: nothing is known, and nobody hears of it."""
    path = tmp_path / "a.html"
    path.write_text("a")
    with Builds(tmp_path) as builds:
        assert builds.file(path, "k") is None
        builds.keep_file(path, "k", {"n": 1})
        assert builds.file(path, "k") == {"n": 1}
        assert builds.file(path, "other") is None
    with Builds(tmp_path) as builds:
        assert builds.file(path, "k") == {"n": 1}
    assert (tmp_path / ".briefgen/.gitignore").read_text() == "*\n"
    (tmp_path / ".briefgen/builds.db").write_bytes(b"no database" * 100)
    with Builds(tmp_path) as builds:
        assert builds.file(path, "k") is None
        builds.keep_file(path, "k", {"n": 2})
        assert builds.file(path, "k") is None
    (tmp_path / "taken").write_text("")
    with Builds(tmp_path / "taken") as builds:
        builds.keep_file(path, "k", {})
        assert builds.file(path, "k") is None


def test_any_thread_may_record(tmp_path):
    """Editions are published by several threads of one build; each record is there afterwards."""
    paths = [tmp_path / f"{number}.html" for number in range(40)]
    for path in paths:
        path.write_text("a")
    with Builds(tmp_path) as builds, ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda path: builds.keep_file(path, path.name, {"of": path.name}), paths))
        assert [builds.file(path, path.name) for path in paths] == [{"of": path.name} for path in paths]
