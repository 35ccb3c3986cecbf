"""Pictures that content shows: read, decoded within limits, and written anew so that nothing but the picture is in them."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from briefgen.load.codes import fault
from briefgen.load.nearest import Nearest
from briefgen.load.paths import leaves, symlink_on_the_way
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.dossier import Asset, Call

MAX_BYTES = 10_000_000
MAX_PIXELS = 50_000_000
_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg"}
_SUFFIXES = (".png", ".jpg", ".jpeg")
_SHOWN = 60
_SMALLER = "Save it smaller; 2,000 pixels across are enough for a page."

# What the decoder raises on broken files, beside its own errors.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError, MemoryError)


def read_picture(root: Path, folder: Path, call: Call) -> Asset | Diagnostic:
    """The picture that a call shows, or what is wrong with it.

    Args:
        root: The desk's folder, which the picture must lie in.
        folder: What its path is relative to.
        call: Where Markdown shows it.
    """
    written = call.targets[0]
    if refusal := _refusal(written, call):
        return refusal
    path = folder / written
    name = path.relative_to(root).as_posix()
    if link := symlink_on_the_way(root, path):
        return fault(
            "symlink",
            call.place,
            f"the picture's path leads through the symlink '{link}'",
            "Put the file itself there.",
        )
    if not path.is_file():
        near = _near(folder, written)
        hint = f"Did you mean '{near}'?" if near else f"Put it in {folder.relative_to(root).as_posix()}/."
        return fault("missing-picture", call.place, f"there is no picture '{written[:_SHOWN]}'", hint)
    if path.stat().st_size > MAX_BYTES:
        message = f"the picture has {path.stat().st_size:,} bytes; {MAX_BYTES:,} are allowed"
        return fault("too-large", call.place, message, _SMALLER)
    return _decode(path, name, call)


def _refusal(written: str, call: Call) -> Diagnostic | None:
    if "://" in written or written.lower().startswith(("data:", "//")):
        # A data address may be a whole file: it is not repeated.
        hint = "Save the picture in the report's folder and write its path."
        return fault("outside-workspace", call.place, "a picture must be a file of the desk", hint)
    if not written or leaves(written):
        hint = "Write a path inside the report's folder: pictures/map.png."
        return fault("outside-workspace", call.place, f"the path '{written[:_SHOWN]}' leads out of the folder", hint)
    if not written.lower().endswith(_SUFFIXES):
        return fault(
            "broken-picture", call.place, f"'{written[:_SHOWN]}' is not PNG or JPEG", "Save it as PNG or JPEG."
        )
    return None


def _near(folder: Path, written: str) -> str:
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
    return Nearest(names).find(written)


def _decode(path: Path, name: str, call: Call) -> Asset | Diagnostic:
    hint = "Save it again as PNG or JPEG."
    try:
        with warnings.catch_warnings():
            # The size is compared with our own limit below, before anything is decoded.
            warnings.simplefilter("ignore")
            with _whole_only(), Image.open(io.BytesIO(path.read_bytes()), formats=tuple(_FORMATS)) as picture:
                too_large = picture.width * picture.height > MAX_PIXELS
                return _too_many_pixels(call) if too_large else _encode(picture, name)
    except Image.DecompressionBombError:
        return _too_many_pixels(call)
    except UnidentifiedImageError:
        return fault("broken-picture", call.place, f"'{call.targets[0][:_SHOWN]}' holds no PNG or JPEG picture", hint)
    except _BROKEN:
        return fault("broken-picture", call.place, f"the picture '{call.targets[0][:_SHOWN]}' is damaged", hint)


def _too_many_pixels(call: Call) -> Diagnostic:
    message = f"the picture has more than {MAX_PIXELS // 1_000_000} million pixels"
    return fault("too-large", call.place, message, _SMALLER)


def _encode(picture: Image.Image, name: str) -> Asset:
    """Decode, turn upright, and write without comments, positions, profiles or thumbnails."""
    kind = picture.format or "PNG"
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("I", "I;16", "I;16B", "F"):
        # Sixteen bits a pixel; converting straight to eight would cut off instead of scaling.
        upright = upright.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    seethrough = "transparency" in upright.info or upright.mode in ("LA", "PA", "RGBA", "La", "RGBa")
    if upright.mode in ("1", "L") and not seethrough:
        clean = upright.convert("L")
    else:
        clean = upright.convert("RGBA" if seethrough and kind == "PNG" else "RGB")
    clean.info.clear()
    stream = io.BytesIO()
    if kind == "PNG":
        clean.save(stream, "PNG", optimize=False, compress_level=6)
    else:
        clean.save(stream, "JPEG", quality=92, subsampling=0)
    data = stream.getvalue()
    return Asset(name, _FORMATS[kind], data, sha256(data).hexdigest(), clean.width, clean.height)


@contextmanager
def _whole_only() -> Iterator[None]:
    """Refuse pictures that break off, whatever another part of the process has told the library."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
