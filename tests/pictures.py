"""Draws the README's picture: the cover and the summary of the Mali report, side by side.

Run it with `./run pictures`. It builds the report first, so the picture is always of what the code makes today.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "mali-pages.png"
SCALE = 1.25
"""Pixels per point."""
GAP = 24
"""Pixels of grey around the pages."""


def main() -> None:
    """Build, draw two pages, write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "briefgen", "--workspace", ROOT, "build", "mali", "--output", folder]
        subprocess.run([*command, "--format", "pdf"], check=True, stdout=subprocess.DEVNULL)
        pdf = next(Path(folder).rglob("mali.pdf"))
        document = pypdfium2.PdfDocument(pdf)
        pages = [ImageOps.expand(document[index].render(scale=SCALE).to_pil(), 1, "#c8c8c8") for index in (0, 1)]
        document.close()
    width, height = pages[0].size
    sheet = Image.new("RGB", (2 * width + 3 * GAP, height + 2 * GAP), "#eeeeee")
    for index, page in enumerate(pages):
        sheet.paste(page, (GAP + index * (width + GAP), GAP))
    PICTURE.parent.mkdir(exist_ok=True)
    sheet.quantize(64).save(PICTURE, optimize=True)
    sys.stdout.write(f"{PICTURE.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
