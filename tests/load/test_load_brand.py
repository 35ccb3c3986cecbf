"""A brand with its logo and fonts, from the desk or from what briefgen brings along."""

from __future__ import annotations

import sys

import pytest
from load_desk import at

from briefgen.load.brand import load_brand, template_roots
from briefgen.load.places import locate
from briefgen.load.workspace import find_workspace

BRAND = "templates/brands/own/brand.yaml"
PALETTE = "{ink: '#000000', paper: '#FFFFFF', accent: '#AA0000', quiet: '#777777', tint: '#EEEEEE', risk: ['#000001', '#000002', '#000003', '#000004', '#000005']}"
TEXT = f"""\
meta: {{name: {{short: Own, full: Own Ltd}}}}
logo: {{medium: logo.svg}}
color:
  palette: {PALETTE}
  dark: {PALETTE}
typography:
  base: IBM Plex Serif
  headings: IBM Plex Serif
  fonts:
    - family: IBM Plex Serif
      package: fontpkg_ibm_plex_serif
      file: IBMPlexSerif-Regular.ttf
defaults: {{briefgen: {{series_prefix: OWN}}}}
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture
def branded(desk):
    """A desk with a brand of its own."""
    return desk.write(BRAND, TEXT).write("templates/brands/own/logo.svg", LOGO)


def load(desk, name="own"):
    """The kit, and what is wrong as `file:line:column name`."""
    workspace = find_workspace(desk.root)
    kit, found = load_brand(workspace, name, template_roots(workspace))
    return kit, locate(workspace, found)


def test_a_brand_of_the_desk(branded):
    """Its data, its logo and its fonts' bytes."""
    kit, found = load(branded)
    assert found == ()
    assert (kit.folder, kit.brand.meta.name.full, kit.logo_svg) == ("own", "Own Ltd", LOGO)
    assert [(font.file, data[:4]) for font, data in kit.fonts] == [("IBMPlexSerif-Regular.ttf", b"\0\1\0\0")]


def test_each_file_comes_from_the_nearest_folder(branded, tmp_path):
    """A desk may change the logo alone."""
    workspace = find_workspace(branded.root)
    nearer = tmp_path / "nearer"
    (nearer / "brands/own").mkdir(parents=True)
    (nearer / "brands/own/logo.svg").write_text("<svg><!-- other --></svg>")
    kit, found = load_brand(workspace, "own", (nearer, *template_roots(workspace)))
    assert found == ()
    assert kit.logo_svg == "<svg><!-- other --></svg>"
    assert kit.brand.meta.name.short == "Own"


def test_the_packaged_templates_come_last(desk):
    """With a folder in the desk or without."""
    workspace = find_workspace(desk.root)
    assert len(template_roots(workspace)) == 1
    (desk.root / "templates").mkdir()
    assert template_roots(workspace)[0] == desk.root / "templates"
    assert template_roots(workspace)[-1].name == "templates"


FAULTS = [
    ("logo.svg}", "logo.png}", "2:16 missing-picture", "Put an SVG file in the brand's folder."),
    ("logo.svg}", "../own/logo.svg}", "2:16 missing-picture", "Put an SVG file in the brand's folder."),
    ("IBMPlexSerif-Regular.ttf", "IBMPlexSerif-Reglar.ttf", "12:13 missing-font", "Did you mean 'IBMPlexSerif-Regular.ttf'?"),
    ("IBMPlexSerif-Regular.ttf", "../__init__.py", "12:13 missing-font", None),
    ("package: fontpkg_ibm_plex_serif", "package: antigravity", "11:16 missing-font", None),
    ("  dark:", "  drak:", "5:3 unknown-field", None),
    ("accent: '#AA0000', quiet: '#777777', tint: '#EEEEEE', risk: ['#000001', '#000002', '#000003', '#000004', '#000005']}\n  dark", "accent: red, quiet: '#777777', tint: '#EEEEEE', risk: ['#000001', '#000002', '#000003', '#000004', '#000005']}\n  dark", "4:55 malformed-value", "Write it in quotes as '#1A2B3C'."),
    ("'#000004', '#000005']}\n  dark", "'#000004']}\n  dark", "4:107 wrong-type", "Write all of them."),
    ("meta: {name: {short: Own, full: Own Ltd}}", "meta: {{name}}", "1:8 non-text-key", None),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "hint"), FAULTS)
def test_faults_of_a_brand(branded, old, new, where, hint):
    """At their lines, with what there is instead."""
    kit, found = load(branded.swap(BRAND, old, new))
    assert kit is None
    assert any(at(one).startswith(f"{BRAND}:{where}") for one in found), [at(one) for one in found]
    assert all(one.hint for one in found)
    if hint:
        assert hint in [one.hint for one in found]


def test_a_package_named_by_content_is_not_imported(branded):
    """Looking for fonts runs no code."""
    load(branded.swap(BRAND, "package: fontpkg_ibm_plex_serif", "package: antigravity"))
    assert "antigravity" not in sys.modules


@pytest.mark.parametrize("name", ["ovn", "../own", "", "/etc"])
def test_an_unknown_brand_names_the_nearest(branded, name):
    """Also where the name tries to leave the folder."""
    kit, found = load(branded, name)
    assert kit is None
    assert [one.name for one in found] == ["unknown-id"]
    if name == "ovn":
        assert found[0].hint == "Did you mean 'own'?"


def test_a_linked_logo_is_refused(branded):
    """Nothing outside the templates gets into a page."""
    logo = branded.root / "templates/brands/own/logo.svg"
    logo.unlink()
    logo.symlink_to("/etc/hostname")
    kit, found = load(branded)
    assert kit is None
    assert [one.name for one in found] == ["symlink"]
