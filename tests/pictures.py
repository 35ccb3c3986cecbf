"""Draws the README's picture: the cover and the summary of the Mali report, side by side.

Run it with `./run pictures`. It issues the report in a copy of the demo desk first, so the picture is always of what the
code makes today.
"""

from __future__ import annotations

import shutil
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
    """Issue, draw two pages, write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "seeds", Path(folder, "seeds"))
        shutil.copy(ROOT / "briefgen.toml", folder)
        for step, person in (("review", "A. Diallo"), ("approve", "C. Mwangi"), ("issue", "C. Mwangi")):
            command = [sys.executable, "-m", "briefgen", "--workspace", folder, step, "mali", "--by", person]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
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
