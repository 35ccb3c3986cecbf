"""The recipient's mark, read back: how far it survives is what these tests find, and no more is claimed."""

from __future__ import annotations

import io
import random
from functools import lru_cache
from itertools import product

import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageFilter
from seal_samples import DOCUMENT, Shared, personal

from briefgen.seal.dots import bits_of, document_of
from briefgen.seal.mark import read_mark
from briefgen.seal.personalise import personalise

INCH = 25.4
PRINTER = 600
"""Dots an inch, black or nothing, as a laser printer puts them."""


@lru_cache(maxsize=8)
def paper(data: bytes, page: int) -> Image.Image:
    """A page as a printer draws it."""
    document = pypdfium2.PdfDocument(data)
    drawn = document[page].render(scale=PRINTER / 72).to_pil()
    document.close()
    return drawn


def picture(data: bytes, dpi: int, page: int = 0) -> Image.Image:
    """A picture of it, made smaller: a program that draws in a low resolution makes dots larger, and would flatter."""
    drawn = paper(data, page)
    scale = dpi / PRINTER
    return drawn.resize((round(drawn.width * scale), round(drawn.height * scale)), Image.Resampling.LANCZOS)


def squeezed(shown: Image.Image, quality: int) -> Image.Image:
    """As a JPEG."""
    stream = io.BytesIO()
    shown.convert("RGB").save(stream, "JPEG", quality=quality)
    return Image.open(stream)


def printed_and_scanned(
    data: bytes, dpi: int, angle: float = 0.0, size: float = 1.0, moved: tuple[float, float] = (0, 0)
) -> Image.Image:
    """A page printed in black alone and scanned: blurred, turned by degrees, in another size, moved by millimetres."""
    black = paper(data, 0).convert("1").convert("L").filter(ImageFilter.GaussianBlur(1.2))
    turned = black.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    scale = dpi / PRINTER
    small = turned.resize(
        (round(turned.width * scale * size), round(turned.height * scale * size)), Image.Resampling.BOX
    )
    glass = Image.new("L", (round(turned.width * scale), round(turned.height * scale)), 250)
    glass.paste(small, (round(moved[0] / INCH * dpi), round(moved[1] / INCH * dpi)))
    return squeezed(glass, 75)


def test_every_id_comes_back_from_its_bits() -> None:
    """Also where two of the doubtful bits are wrong; where more are, it is none rather than another."""
    source = random.Random(7)  # noqa: S311 - a test's
    for _ in range(200):
        told = f"{source.randrange(16**12):012X}"
        document = f"{told[:4]}-{told[4:8]}-{told[8:]}"
        votes = [(1.0 if bit else -1.0) * source.uniform(0.5, 1) for bit in bits_of(document)]
        assert document_of(votes) == document
        for place in source.sample(range(80), 2):
            votes[place] *= -0.1
        assert document_of(votes) == document
        for place in source.sample(range(80), 12):
            votes[place] = -votes[place] * 3
        assert document_of(votes) != document
    with pytest.raises(ValueError, match="no document id"):
        bits_of("4f7a-90c2-11de")


@pytest.mark.slow
@pytest.mark.parametrize(("dpi", "quality"), [(300, 30), (200, 30), (150, 30), (120, 50), (100, 75), (72, 95)])
def test_read_from_a_picture(copy: dict[str, bytes], dpi: int, quality: int) -> None:
    """In grey as in colour: from 150 dpi on in bad JPEGs, from 100 dpi on in usual ones, from 72 dpi on in good ones."""
    for page in (0, 1):
        assert read_mark(squeezed(picture(copy["pdf"], dpi, page), quality)) == DOCUMENT
        assert read_mark(squeezed(picture(copy["pdf"], dpi, page).convert("L"), quality)) == DOCUMENT


@pytest.mark.slow
@pytest.mark.parametrize(("dpi", "quality"), [(100, 30), (72, 50), (50, 95)])
def test_a_picture_too_small_tells_nothing(copy: dict[str, bytes], dpi: int, quality: int) -> None:
    """And no other id."""
    assert read_mark(squeezed(picture(copy["pdf"], dpi), quality)) is None


def test_read_upside_down_and_from_a_part(copy: dict[str, bytes]) -> None:
    """Half a page is enough, wherever it is cut."""
    shown = picture(copy["pdf"], 150)
    assert read_mark(shown.transpose(Image.Transpose.ROTATE_180)) == DOCUMENT
    part = shown.crop((137, 301, 137 + 1000, 301 + 1100))
    assert read_mark(part, width=1000 / 150 * 72) == DOCUMENT


@pytest.mark.slow
@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize(
    ("angle", "size", "moved"),
    [
        (0, 1, (0, 0)),
        (0, 1, (3, -5)),
        (0.4, 1, (0, 0)),
        (0.7, 0.99, (2, 3)),
        (-1.1, 0.96, (5, 5)),
        (0.2, 0.965, (-3, 8)),
    ],
)
def test_read_after_printing_and_scanning(
    copy: dict[str, bytes], dpi: int, angle: float, size: float, moved: tuple[float, float]
) -> None:
    """Reckoned, not tried on machines: in black alone at 600 dpi, about straight, a little smaller, and moved."""
    assert read_mark(printed_and_scanned(copy["pdf"], dpi, angle, size, moved)) == DOCUMENT


def test_saved_again_and_printed_to_a_file(copy: dict[str, bytes]) -> None:
    """By two other libraries, and as pictures of its pages: the dots go along, and so does the id in the feet."""
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(copy["pdf"])) as pdf:
        pdf.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    written = io.BytesIO()
    pypdf.PdfWriter(clone_from=io.BytesIO(copy["pdf"])).write(written)
    pictured = io.BytesIO()
    picture(copy["pdf"], 150).convert("RGB").save(pictured, "PDF", resolution=150, quality=60)
    for made in (saved, written, pictured):
        assert read_mark(picture(made.getvalue(), 150)) == DOCUMENT
    for made in (saved, written):
        document = pypdfium2.PdfDocument(made.getvalue())
        assert DOCUMENT in document[1].get_textpage().get_text_bounded()
        document.close()


def test_whoever_takes_the_dots_out_takes_the_mark_away(copy: dict[str, bytes]) -> None:
    """It is no protection from those who know of it: the id in feet and metadata is what they then have to take out too."""
    with pikepdf.open(io.BytesIO(copy["pdf"])) as pdf:
        del pdf.pages[0].obj.Resources.XObject["/RecipientDots"]
        cleaned = io.BytesIO()
        pdf.save(cleaned)
    assert read_mark(picture(cleaned.getvalue(), 150)) is None


@pytest.mark.slow
def test_a_page_without_a_mark_has_none(shared: Shared) -> None:
    """Nor has one that is empty, or all noise."""
    source = random.Random(3)  # noqa: S311 - a test's
    noise = Image.frombytes("L", (620, 877), bytes(source.choices(range(200, 256), k=620 * 877)))
    for shown in (picture(shared.made["pdf"], 100), Image.new("L", (620, 877), 255), noise):
        assert read_mark(shown) is None


@pytest.mark.slow
def test_each_copy_has_its_own(shared: Shared) -> None:
    """Clients' marks differ by their documents alone."""
    for document, watermark in product(("0000-0000-0000", "FFFF-FFFF-FFFF", "0123-4567-89AB"), (True, False)):
        own = personal(document=document, watermark=watermark)
        data = personalise({"pdf": shared.made["pdf"]}, own, shared.kit)["pdf"]
        assert read_mark(picture(data, 120)) == document
