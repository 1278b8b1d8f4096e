"""Bitmaps, looked at before any engine opens them: whole, what their name says, and no larger than a page needs."""

from __future__ import annotations

import io
import struct
import warnings
import zlib

from msgspec import Struct

MOST_PIXELS = 75_000_000
"""An A3 page at 600 pixels an inch has 70 million; what is larger only fills the memory."""

_SIGNATURES = {
    "image/png": (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
    "image/jpeg": (b"\xff\xd8\xff", b"\xff\xd9"),
    "image/gif": (b"GIF8", b"\x3b"),
}
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, struct.error, zlib.error)


class Looks(Struct, frozen=True):
    """How large a picture is: in pixels, or a drawing in units of its own (0 where it does not say).

    ``line_art``: it knows only black and white.
    """

    width: float = 0.0
    height: float = 0.0
    line_art: bool = False


class Fault(Struct, frozen=True):
    """What is wrong with a picture: a code of the catalogue, and the end of a sentence that its name begins."""

    said: str
    hint: str = "Save it again from the program it came from."
    code: str = "image-unreadable"


def look_at_bitmap(content: bytes, media_type: str) -> Looks | Fault:
    """The measures of a bitmap, or what is wrong with it. Its size is read and judged before any pixel is."""
    from PIL import Image, ImageFile

    start, end = _SIGNATURES[media_type]
    if not content.startswith(start):
        return Fault("is not the kind of picture its name says")
    # Cameras and editors may leave some bytes behind the end mark, but a file that was cut short has none at all.
    if end not in content[-4096:]:
        return Fault("is cut short")
    # WeasyPrint, once imported, has Pillow take what is cut short for whole, in all of the process.
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    with warnings.catch_warnings():
        # Pillow's own limit lies above ours, which has the better sentence.
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content)) as image:
                width, height = image.size
                if width * height > MOST_PIXELS:
                    return _too_large(f"has {width} × {height} pixels")
                line_art = image.mode == "1"
                # Every byte of a JPEG is read for an eighth of its size too.
                image.draft(image.mode, (max(width // 8, 1), max(height // 8, 1)))
                image.load()
        except Image.DecompressionBombError:
            return _too_large("has far more pixels than its size on the disk lets on")
        except _UNREADABLE:
            return Fault("is damaged: not all of it can be read")
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return Looks(width, height, line_art)


def _too_large(said: str) -> Fault:
    hint = f"Scale it down; {MOST_PIXELS // 1_000_000} million pixels are enough for an A3 page."
    return Fault(said, hint, "image-too-large")
