"""A brand, with its logo and fonts."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import uharfbuzz
from pydantic import ValidationError

from briefgen.load.codes import fault
from briefgen.load.messages import describe
from briefgen.load.nearest import nearest_hint
from briefgen.load.paths import leaves, symlink_on_the_way
from briefgen.load.text_file import MARKDOWN_LIMIT, YAML_LIMIT, read_text
from briefgen.load.translations import take_apart
from briefgen.load.workspace import SETTINGS, Workspace
from briefgen.load.yaml_file import parse_yaml
from briefgen.model.brand import Brand, BrandKit, FontFile
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.place import Place

__all__ = ["BrandKit", "brand_ids", "load_brand", "template_roots"]

_PACKAGE = Path(__file__).resolve().parent.parent
_FONT_PACKAGES = "fontpkg_"
"""Only packages that carry fonts are looked into."""


def template_roots(workspace: Workspace) -> tuple[Path, ...]:
    """Folders that hold templates, nearest first: the desk's own, then briefgen's."""
    wheel, checkout = _PACKAGE / "templates", _PACKAGE.parent / "templates"
    packaged = wheel if wheel.is_dir() else checkout
    own = (workspace.templates,) if workspace.templates.is_dir() and workspace.templates != packaged else ()
    return (*own, packaged)


def load_brand(
    workspace: Workspace,
    brand_id: str,
    templates: tuple[Path, ...],
    named_at: Place | None = None,
) -> tuple[BrandKit | None, tuple[Diagnostic, ...]]:
    """Read a brand, with its logo and fonts.

    Args:
        workspace: The desk.
        brand_id: Name of the brand's folder in `brands/`.
        templates: Folders that hold templates, nearest first. Each file is looked for in all of them, so that a desk
            may change the logo alone.
        named_at: Where the brand is named, for an unknown one; briefgen.toml where it is left out.
    """
    return _BrandReader(workspace, brand_id, templates, named_at or Place(SETTINGS, line=1, column=1)).read()


def main_language(raw: dict[str, Any]) -> str:
    """The language that a brand's text alone is in: as it says, else English."""
    house = (raw.get("defaults") or {}).get("briefgen") if isinstance(raw.get("defaults"), dict) else None
    written = house.get("language") if isinstance(house, dict) else None
    return written if isinstance(written, str) else "en"


def brand_ids(templates: tuple[Path, ...]) -> frozenset[str]:
    """Brands that there are."""
    return frozenset(file.parent.name for root in templates for file in root.glob("brands/*/brand.yaml"))


class _BrandReader:
    def __init__(self, workspace: Workspace, brand_id: str, templates: tuple[Path, ...], named_at: Place) -> None:
        self._spoken: dict[str, Brand] = {}
        self._named_at = named_at
        self._root = workspace.root
        self._id = brand_id
        self._templates = templates
        self._found: list[Diagnostic] = []
        self._files: dict[Path, bytes] = {}

    def read(self) -> tuple[BrandKit | None, tuple[Diagnostic, ...]]:
        """The brand, or what is wrong with it."""
        path = None if leaves(self._id) or "/" in self._id else self._file("brand.yaml")
        if path is None:
            hint = nearest_hint(self._id, brand_ids(self._templates), "Write templates/brands/<id>/brand.yaml.")
            self._say("unknown-id", self._named_at, f"unknown brand '{self._id[:60]}'", hint)
            return None, tuple(self._found)
        place = Place(self._name(path))
        brand = self._brand(path, place)
        if brand is None:
            return None, tuple(self._found)
        logo = self._logo(brand, place.inside("logo", "medium"))
        fonts = []
        for index, font in enumerate(brand.typography.fonts):
            data = self._font(font, place.inside("typography", "fonts", index))
            fonts.append((font, data or b""))
        kit = None if self._found else BrandKit(brand, logo, self._id, tuple(fonts), _letters(fonts), self._spoken)
        return kit, tuple(self._found)

    def _say(self, name: str, place: Place, message: str, hint: str) -> None:
        self._found.append(fault(name, place, message, hint))

    def _file(self, name: str) -> Path | None:
        """The nearest file of that name in the brand's folders."""
        candidates = (root / "brands" / self._id / name for root in self._templates)
        return next((path for path in candidates if path.is_file()), None)

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else path.as_posix()

    def _linked(self, path: Path, place: Place) -> bool:
        """Whether the file is reached through a symlink below its template folder."""
        base = next(root for root in self._templates if path.is_relative_to(root))
        link = symlink_on_the_way(base, path)
        if link:
            self._say(
                "symlink", place, f"the brand's file leads through the symlink '{link}'", "Put the file itself there."
            )
        return bool(link)

    def _brand(self, path: Path, place: Place) -> Brand | None:
        if self._linked(path, place):
            return None
        text = read_text(path, place.file, YAML_LIMIT)
        if isinstance(text, Diagnostic):
            self._found.append(text)
            return None
        parsed = parse_yaml(text, place.file)
        self._found += parsed.diagnostics
        if not parsed.whole:
            return None
        raw = parsed.data
        apart = take_apart(Brand, raw, place, main_language(raw)) if isinstance(raw, dict) else None
        if apart is None:
            return self._valid(raw, place)
        self._found += apart.diagnostics
        spoken = {tag: self._valid(apart.spoken(tag), place) for tag in apart.texts}
        self._spoken = {tag: brand for tag, brand in spoken.items() if brand}
        return self._valid(apart.raw, place)

    def _valid(self, raw: object, place: Place) -> Brand | None:
        try:
            return Brand.model_validate(raw)
        except ValidationError as error:
            found = describe(Brand, raw, error.errors(include_url=False), place)
            self._found += [each for each in found if each not in self._found]
            return None

    def _logo(self, brand: Brand, place: Place) -> str:
        written = brand.logo.medium
        path = None if leaves(written) else self._file(written)
        if path is None or not written.lower().endswith(".svg"):
            self._say(
                "missing-picture", place, f"there is no logo '{written[:60]}'", "Put an SVG file in the brand's folder."
            )
            return ""
        if self._linked(path, place):
            return ""
        text = read_text(path, self._name(path), MARKDOWN_LIMIT)
        if isinstance(text, Diagnostic):
            self._found.append(text)
            return ""
        if "<svg" not in text:
            self._say("broken-picture", place, f"'{written[:60]}' holds no SVG picture", "Save the logo as SVG.")
        return text

    def _font(self, font: FontFile, place: Place) -> bytes | None:
        """The file's bytes. The package is found without being imported: content runs no code."""
        folder = _font_folder(font.package)
        if folder is None:
            hint = "Install it, or take one of fontpkg_ibm_plex_serif, fontpkg_ibm_plex_sans_condensed, fontpkg_ibm_plex_sans_arabic."
            self._say("missing-font", place.inside("package"), f"unknown font package '{font.package[:60]}'", hint)
            return None
        files = {path.name: path for path in folder.iterdir() if path.suffix in (".ttf", ".otf")}
        if font.file not in files:
            hint = nearest_hint(font.file, files, f"In {font.package}: {', '.join(sorted(files))}.")
            self._say("missing-font", place.inside("file"), f"{font.package} has no file '{font.file[:60]}'", hint)
            return None
        path = files[font.file]
        if path not in self._files:  # a variable font stands in the brand once for each weight
            self._files[path] = path.read_bytes()
        return self._files[path]


def _font_folder(package: str) -> Path | None:
    if not package.isidentifier() or not package.startswith(_FONT_PACKAGES):
        return None
    spec = find_spec(package)
    locations = list(spec.submodule_search_locations or ()) if spec else []
    folder = Path(locations[0]) / "files" if locations else None
    return folder if folder and folder.is_dir() else None


def _letters(fonts: Iterable[tuple[FontFile, bytes]]) -> frozenset[int]:
    """Code points that at least one of the fonts has a glyph for, and is for."""
    points = {data: uharfbuzz.Face(data).unicodes for _, data in fonts}
    return frozenset(point for font, data in fonts for point in points[data] if font.has(chr(point)))
