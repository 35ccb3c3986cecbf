"""What decides how a report looks: templates, brand, pictures, and the programs that print it."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import briefgen
from briefgen.desk.prepare import Prepared
from briefgen.load.brand import template_roots
from briefgen.load.workspace import Workspace
from briefgen.model.brand import BrandKit
from briefgen.model.issue import Frozen, Item, frozen, item


def with_looks(workspace: Workspace, prepared: Prepared, content: Frozen, kit: BrandKit) -> Frozen:
    """A report's content, and with it the templates, brand and pictures it is printed with."""
    own, _ = prepared.weighing.of(prepared.weighing.languages[0])
    assets = own.dossier.manuscript.assets.values()
    pictures = (Item("picture", asset.name, asset.data) for asset in assets)
    looks = (*_templates(template_roots(workspace)), _brand(kit), *pictures)
    return frozen(content.report, content.as_of, (*content.items.values(), *looks))


def versions() -> tuple[tuple[str, str], ...]:
    """The programs that make the page, as (name, version)."""
    return (("briefgen", briefgen.__version__), ("weasyprint", version("weasyprint")))


def _templates(roots: tuple[Path, ...]) -> Iterator[Item]:
    """Every file of the page, the desk's own before briefgen's."""
    found: dict[str, Path] = {}
    for root in reversed(roots):
        found |= {path.relative_to(root).as_posix(): path for path in (root / "report").rglob("*") if path.is_file()}
    for name, path in sorted(found.items()):
        yield Item("template", name, path.read_bytes())


def _brand(kit: BrandKit) -> Item:
    """The brand's data and logo, and the fonts by their digests: their packages are pinned."""
    fonts = {font.file: sha256(data).hexdigest() for font, data in kit.fonts}
    spoken = {tag: brand.model_dump(mode="json") for tag, brand in kit.spoken.items()}
    data = {"brand": kit.brand.model_dump(mode="json"), "spoken": spoken, "logo": kit.logo_svg, "fonts": fonts}
    return item("brand", kit.folder, data)
