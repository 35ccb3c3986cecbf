"""The press: what it refuses, what it survives, and that it gives the same bytes again."""

import http.server
import os
import subprocess
import sys
import tempfile
import threading
from datetime import date
from pathlib import Path

import pytest
from pressing import pressed

from briefgen.assess.weigh import assess
from briefgen.compose.briefing import compose
from briefgen.desk.session import open_desk
from briefgen.draw.figures import draw
from briefgen.load.brand import load_brand, template_roots
from briefgen.load.dossier import gather
from briefgen.model.faults import RenderError
from briefgen.model.page import Page
from briefgen.render.engine import print_pdf
from briefgen.render.press import Limits, Press

ROOT = Path(__file__).parents[2]
BODY = "<!DOCTYPE html><html lang=en><title>t</title><body>"


@pytest.fixture(scope="module")
def job():
    """The Mali report, ready for the press: briefing, drawings, brand."""
    desk = open_desk(ROOT, None, date(2030, 1, 1))
    dossier, _ = gather(desk.library, "mali", desk.as_of_for("mali"))
    kit, _ = load_brand(desk.workspace, "asa", template_roots(desk.workspace))
    briefing = compose(assess(dossier), kit.brand)
    return briefing, {name: draw(spec, kit.brand) for name, spec in briefing.figures.items()}, kit


def pressed_with(job, overrides, tmp_path, limits=None, formats=("pdf",)):
    """Set and print with a desk's own templates in front of the packaged ones."""
    for name, text in overrides.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return pressed(*job, [tmp_path, ROOT / "templates"], formats, limits)


DOCUMENT = "report/document.html.j2"


@pytest.mark.parametrize(
    ("template", "limits", "message"),
    [
        ("{% for i in range(10**9) %}{% for j in range(10**9) %}{% endfor %}{% endfor %}", Limits(4), "more than 4 s"),
        (BODY + "{{ 'x ' * 200_000_000 }}", Limits(60, 256 << 20), "256 MiB of memory"),
        (BODY + "{% for i in range(9000) %}<div>{% endfor %}", Limits(60), "engine"),
        ("{{ briefing.no_such_thing }}", None, "no_such_thing"),
        ("{{ missing }}", None, "missing"),
        ("{% if %}", None, "document.html.j2:1"),
        (BODY + "<img src='asset:0000'>", None, "not part of this build"),
        (BODY + "<img src='file:///etc/hostname'>", None, "not part of this build"),
        (BODY + "<style>@import 'file:///etc/hostname';</style>", None, "not part of this build"),
        (BODY + "<link rel=attachment href='file:///etc/hostname'>", None, "not part of this build"),
        # A block: with no font on the page, nobody knows where a line would put it.
        (
            BODY
            + "<svg style='display:block' width=9 height=9><image href='file:///etc/hostname' width=9 height=9></svg>",
            None,
            "not part",
        ),
        (
            BODY + "<style>@font-face{font-family:x;src:url(file:///etc/hostname)} *{font-family:x}</style>x",
            None,
            "not",
        ),
        (BODY + "<img src='data:image/png;base64,AAAA'>", None, "not part of this build"),
    ],
)
def test_what_cannot_be_printed_ends_in_a_named_error(job, tmp_path, template, limits, message):
    """An endless template, a huge or very deep page, a fault in a template, anything from outside the build."""
    with pytest.raises(RenderError, match=message) as refusal:
        pressed_with(job, {DOCUMENT: template}, tmp_path, limits)
    assert refusal.value.hint
    assert len(str(refusal.value)) < 600


def test_a_press_that_ran_out_of_time_takes_no_further_order(monkeypatch):
    """Its child is as good as dead, even where the system has not told so yet: the next order would die with it."""
    with Press() as press:
        assert press.fit
        press._end_late()
        monkeypatch.setattr(press._child, "poll", lambda: None)
        assert not press.fit


def test_no_socket_is_opened(job, tmp_path):
    """A page that names a server on this machine is refused, and the server hears nothing."""
    heard = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            heard.append(self.path)

    with http.server.HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(RenderError, match="not part of this build"):
            pressed_with(job, {DOCUMENT: f"{BODY}<img src='http://127.0.0.1:{server.server_port}/x'>"}, tmp_path)
        server.shutdown()
    assert heard == []


def test_a_picture_that_the_engine_cannot_read_fails_the_build():
    """The engine would print the page without it; the error names the file, not the bytes."""
    page = Page(f"{BODY}<img src='asset:ab'>", {"ab": ("image/png", b"torn")}, {"ab": "seeds/reports/mali/a.png"})
    with pytest.raises(RenderError, match=r"seeds/reports/mali/a\.png"):
        print_pdf(page)


def test_a_template_behind_a_symlink_is_refused(job, tmp_path):
    """A link could show any file of the machine."""
    (tmp_path / "report").mkdir()
    (tmp_path / DOCUMENT).symlink_to("/etc/hostname")
    with pytest.raises(RenderError, match="symlink"):
        pressed_with(job, {}, tmp_path)


def test_a_desk_overrides_one_part_alone(job, tmp_path):
    """Its own cover, everything else as packaged."""
    made = pressed_with(job, {"report/parts/cover.html.j2": "<h1>Our own cover</h1>"}, tmp_path, formats=("html",))
    html = made["html"].decode()
    assert "Our own cover" in html
    assert 'id="annex"' in html


def test_the_child_is_gone_whatever_happens():
    """Leaving the press ends its process and removes its folder."""
    press = Press()
    with press:
        folder = Path(press._folder.name)
        assert press._child.poll() is None
    assert press._child.poll() is not None
    assert not folder.exists()


def test_what_a_killed_process_left_is_swept_away(tmp_path, monkeypatch):
    """The folder of a press whose process was killed outright goes; that of one at work, and anybody else's, stays."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended = subprocess.Popen([sys.executable, "-c", "pass"])
    ended.wait()
    names = (f"briefgen-press-{ended.pid}-a", f"briefgen-press-{os.getpid()}-b", "briefgen-press-notes-c", "other-1-d")
    for name in names:
        (tmp_path / name).mkdir()
    with Press():
        left = {path.name for path in tmp_path.iterdir()}
    assert left & set(names) == set(names[1:])


def test_a_stricter_limit_of_the_machine_stands():
    """A service manager may allow less than the press would; nobody raises it again."""
    code = (
        "import resource; from briefgen.render.child import _confine; what = resource.RLIMIT_FSIZE;"
        "resource.setrlimit(what, (4096, 4096)); _confine(60, 1 << 30, 1 << 20); print(resource.getrlimit(what))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "(4096, 4096)"
