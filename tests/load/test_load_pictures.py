"""Pictures: where they may lie, what they may be, and what is left of them."""

from __future__ import annotations

import io
import struct
import zlib
from hashlib import sha256

import pytest
from load_desk import at, picture
from PIL import Image, PngImagePlugin

SECTION = "seeds/reports/leaving/10-how-it-left.md"
FOLDER = "seeds/reports/leaving"


def show(desk, path):
    """A section that shows a picture in its third line."""
    return desk.write(SECTION, f"# T\n\n![A map]({path})\n\nText.\n")


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and has no pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("kind", "name"), [("PNG", "map.png"), ("JPEG", "pictures/map.jpg")])
def test_a_picture_becomes_an_asset(desk, kind, name):
    """Keyed by the path as written, with its size and digest."""
    show(desk, name).put(f"{FOLDER}/{name}", picture(kind))
    assert desk.check() == ()
    asset = desk.library().manuscripts["leaving"].assets[name]
    assert (asset.name, asset.media_type) == (f"{FOLDER}/{name}", f"image/{kind.lower()}")
    assert (asset.width, asset.height) == (8, 6)
    assert asset.sha256 == sha256(asset.data).hexdigest()
    assert desk.library().manuscripts["leaving"].assets[name] == asset


def test_nothing_but_the_picture_is_kept(desk):
    """Comments, positions and profiles are gone; a picture lying on its side is turned."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "hidden words"
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "hidden words")
    show(desk, "map.jpg").put(f"{FOLDER}/map.jpg", picture("JPEG", exif=exif, comment=b"hidden words"))
    desk.write(f"{FOLDER}/20-more.md", "# T\n\n![A](map.png)\n").put(
        f"{FOLDER}/map.png", picture(pnginfo=text, dpi=(300, 300))
    )
    assert desk.check() == ()
    assets = desk.library().manuscripts["leaving"].assets
    assert (assets["map.jpg"].width, assets["map.jpg"].height) == (6, 8)
    for asset in assets.values():
        assert b"hidden" not in asset.data
        with Image.open(io.BytesIO(asset.data)) as clean:
            assert not clean.getexif()
            assert not {"dpi", "comment", "Comment", "icc_profile"} & set(clean.info)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_all_kinds_of_png_are_read(desk, mode):
    """Palettes, greys and transparency come out as what they show."""
    stream = io.BytesIO()
    Image.new(mode, (4, 4)).save(stream, "PNG")
    show(desk, "map.png").put(f"{FOLDER}/map.png", stream.getvalue())
    assert desk.check() == ()


REFUSED = [
    ("../leaving/map.png", "outside-workspace"),
    ("/etc/passwd.png", "outside-workspace"),
    ("..\\map.png", "outside-workspace"),
    ("C:/map.png", "outside-workspace"),
    ("https://example.org/map.png", "outside-workspace"),
    ("//example.org/map.png", "outside-workspace"),
    ("data:image/png;base64,AAAA", "outside-workspace"),
    ("file:///etc/map.png", "outside-workspace"),
    ("", "outside-workspace"),
    ("map.svg", "broken-picture"),
    ("map.gif", "broken-picture"),
    ("mapp.png", "missing-picture"),
    ("link.png", "symlink"),
    ("folder/map.png", "symlink"),
    ("text.png", "broken-picture"),
    ("torn.png", "broken-picture"),
    ("torn.jpg", "broken-picture"),
    ("gif.png", "broken-picture"),
    ("bomb.png", "too-large"),
    ("vast.png", "too-large"),
    ("heavy.png", "too-large"),
]


@pytest.mark.parametrize(("path", "name"), REFUSED)
def test_pictures_that_are_refused(desk, path, name, monkeypatch):
    """Each is one error at the line of Markdown that shows it."""
    # The engine tells the library so as soon as it is imported.
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    good = picture(size=(64, 64))
    desk.put(f"{FOLDER}/map.png", good).put(f"{FOLDER}/text.png", b"no picture").put(f"{FOLDER}/torn.png", good[:80])
    desk.put(f"{FOLDER}/torn.jpg", picture("JPEG", (64, 64))[:300]).put(f"{FOLDER}/gif.png", picture("GIF"))
    desk.put(f"{FOLDER}/bomb.png", png_header(10_000, 6_000)).put(f"{FOLDER}/vast.png", png_header(60_000, 60_000))
    desk.put(f"{FOLDER}/heavy.png", b"\0" * 10_000_001).put("seeds/map.png", good)
    (desk.root / FOLDER / "link.png").symlink_to("map.png")
    (desk.root / FOLDER / "folder").symlink_to("../..")
    found = [one for one in show(desk, path).check() if one.place.file == SECTION]
    assert [at(one) for one in found] == [f"{SECTION}:3:1 {name}"]
    assert found[0].hint
    assert len(found[0].message) < 150
    if name == "missing-picture":
        assert found[0].hint == "Did you mean 'map.png'?"


def test_a_missing_picture_keeps_the_report_out(desk):
    """A report that cannot be printed whole is not in the library."""
    show(desk, "map.png")
    assert not desk.library().reports
