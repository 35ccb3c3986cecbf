"""What was built before, from the same inputs, and is still there: it is not built again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from briefgen.archive.builds import Builds
from briefgen.desk.ground import program
from briefgen.desk.published import BuiltFile
from briefgen.load.brand import template_roots
from briefgen.model.canonical import digest_of
from briefgen.model.overrun import Overrun
from briefgen.render.shelf import Shelf, read_shelf

if TYPE_CHECKING:
    from types import TracebackType

    from briefgen.desk.session import Desk
    from briefgen.desk.typeset import Forme
    from briefgen.model.brand import BrandKit


@dataclass(frozen=True, slots=True)
class Files:
    """Finished files of one printing.

    Attributes:
        files: In the order in which their formats were asked for.
        noticed: What has more pages than it may.
        pages: Of the PDF; 0 where there is none.
    """

    files: tuple[BuiltFile, ...]
    noticed: tuple[Overrun, ...] = ()
    pages: int = 0


class Kept:
    """The files of earlier builds of a desk. Use as a context manager.

    Args:
        desk: The desk.
        force: Whether everything is built again.
    """

    def __init__(self, desk: Desk, *, force: bool = False) -> None:
        self._root = desk.workspace.root
        self._roots = template_roots(desk.workspace)
        self._builds = Builds(desk.workspace.root)
        self._force = force
        self._brands: dict[tuple[int, int], tuple[BrandKit, str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._builds.__exit__(kind, fault, trace)

    def key(self, forme: Forme) -> str:
        """Digest of everything that can change the bytes that a forme is printed as."""
        return digest_of(self._printer, self.brand(forme.kit), forme.briefing, forme.drawings)

    def files(self, folder: Path, stem: str, formats: Sequence[str], key: str) -> Files | None:
        """The files, where all of them are there, made from the same inputs and not touched since."""
        if self._force:
            return None
        found = [self._builds.file(folder / f"{stem}.{extension}", key) for extension in formats]
        told = [each for each in found if each is not None]
        if len(told) < len(found) or not told:
            return None
        noticed = tuple(Overrun(**each) for each in told[0]["noticed"])
        return Files(tuple(BuiltFile(**each["file"]) for each in told), noticed, told[0]["pages"])

    def keep(self, folder: Path, made: Files, key: str) -> None:
        """Remember files that were just published."""
        told = {"noticed": [asdict(each) for each in made.noticed], "pages": made.pages}
        for each in made.files:
            self._builds.keep_file(folder / Path(each.path).name, key, {"file": asdict(each), **told})

    @cached_property
    def _printer(self) -> str:
        """The program, and the templates that it prints with."""
        return digest_of(program(), self.shelf)

    @cached_property
    def shelf(self) -> Shelf:
        """The templates that the desk's reports are printed with."""
        return read_shelf(self._roots)

    def brand(self, kit: BrandKit) -> str:
        """Digest of a brand with its fonts, which are megabytes: taken once."""
        same = id(kit.fonts), id(kit.brand)
        if same not in self._brands:
            self._brands[same] = kit, digest_of(kit)  # with the kit, so that no other takes its place in memory
        return self._brands[same][1]
