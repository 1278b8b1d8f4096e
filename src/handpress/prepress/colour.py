"""The one file that knows littlecms (by Pillow): profiles are read and judged, colours and pictures become inks.

Colours are reckoned relative to the paper, with black brought to black (ICC.1 §A.3); a grey is never a mixture of inks
but black alone, so that text and rules need no register.
"""

from __future__ import annotations

import contextlib
import functools
import io
from collections.abc import Iterator
from importlib import resources
from typing import Any

from msgspec import Struct

from handpress.diagnostics import PressError

Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, from 0 to 1."""

_GRID = 33
_SPACES = {b"RGB ": "RGB", b"GRAY": "gray", b"CMYK": "CMYK", b"Lab ": "Lab"}
_CLASSES = {b"mntr": "a screen", b"scnr": "a scanner", b"link": "a link between devices", b"spac": "a colour space"}
_PRESS_CONDITION = "FOGRA39"
_REGISTRY = "http://www.color.org"
_UNREGISTERED = "Custom"


class CmykProfile(Struct, frozen=True):
    """A profile of a printing condition: its bytes, its name, the name of the condition and who keeps that name."""

    content: bytes
    name: str
    condition: str
    registry: str

    @property
    def edition(self) -> int:
        """The major version of the profile's format."""
        return self.content[8]


@functools.cache
def press_profile() -> CmykProfile:
    """The profile that comes with the press: offset on coated paper, FOGRA39 (its licence lies beside it)."""
    return CmykProfile(_enclosed("FOGRA39L_coated.icc"), "FOGRA39L Coated", _PRESS_CONDITION, _REGISTRY)


def srgb() -> bytes:
    """The profile of the colours of screens, IEC 61966-2-1."""
    return _enclosed("sRGB.icc")


def named_profile(content: bytes, label: str, condition: str = "") -> CmykProfile:
    """Another profile, of the bytes of a file. ``label`` is what to call it in an error.

    ``condition`` is its name in the registry of the ICC, if it has one. Raises ``PressError`` for bytes that are no
    profile of a printing press in CMYK.
    """
    from PIL import ImageCms

    hint = "Ask the printer for the ICC profile of their press, or leave this out to use FOGRA39."
    if len(content) < 132 or content[36:40] != b"acsp" or int.from_bytes(content[:4], "big") != len(content):
        raise PressError(f"{label} is no ICC profile, or not a whole one.", hint=hint)
    space, kind = content[16:20], content[12:16]
    if space != b"CMYK":
        shown = _SPACES.get(space, space.decode("latin-1").strip())
        raise PressError(f"{label} is a profile for {shown} and not for CMYK.", hint=hint)
    if kind != b"prtr":
        shown = _CLASSES.get(kind, f"“{kind.decode('latin-1')}”")
        raise PressError(f"{label} is the profile of {shown} and not of a printing press.", hint=hint)
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(content))
        ImageCms.buildTransform(ImageCms.createProfile("sRGB"), profile, "RGB", "CMYK")
        name = (profile.profile.profile_description or "").strip()
    except (ImageCms.PyCMSError, OSError) as error:
        raise PressError(f"{label} is a broken ICC profile: no colour can be reckoned with it.", hint=hint) from error
    return CmykProfile(content, name or label, condition or _UNREGISTERED, _REGISTRY if condition else "")


class Separation:
    """Colours as inks, for one printing condition; no colour takes more than ``most_ink`` percent of all four.

    With ``one_ink`` everything is black and its tints, of the same lightness.
    """

    def __init__(self, profile: CmykProfile, most_ink: int = 400, *, one_ink: bool = False) -> None:
        from PIL import ImageCms

        self._most = most_ink * 255 // 100
        self._one_ink = one_ink
        self._screen = ImageCms.ImageCmsProfile(io.BytesIO(srgb()))
        self._press = ImageCms.ImageCmsProfile(io.BytesIO(profile.content))
        self._lab = ImageCms.createProfile("LAB")
        self._tables: dict[bytes, Any] = {}

    def inks(self, red: float, green: float, blue: float) -> Inks:
        """The inks for a colour of a screen, each from 0 to 1."""
        if red == green == blue:
            return 0, 0, 0, round(1 - red, 4)
        from PIL import Image

        rgb = tuple(round(255 * min(max(value, 0), 1)) for value in (red, green, blue))
        return self._of(Image.new("RGB", (1, 1), rgb))

    def inks_of_lab(self, lightness: float, a: float, b: float) -> Inks:
        """The inks for a colour of CIE L*a*b* under D50."""
        from PIL import Image

        # Pillow keeps a and b as signed bytes.
        samples = bytes((round(255 * lightness / 100), round(a) % 256, round(b) % 256))
        pixel = Image.frombytes("LAB", (1, 1), samples)
        return self._of(self._transformed(pixel, self._lab, self._screen, "LAB", "RGB"))

    def inks_of_inks(self, cyan: float, magenta: float, yellow: float, black: float) -> Inks:
        """The inks for a colour that is given in inks: the same, unless all is to be black."""
        if not self._one_ink or cyan == magenta == yellow == 0:
            return cyan, magenta, yellow, black
        from PIL import Image

        pixel = Image.frombytes("CMYK", (1, 1), bytes(round(255 * ink) for ink in (cyan, magenta, yellow, black)))
        return 0, 0, 0, round(1 - self._greys(pixel, self._press).tobytes()[0] / 255, 4)

    def picture(self, samples: bytes, size: tuple[int, int]) -> tuple[bytes, int]:
        """The samples of a picture in sRGB as inks, and how many there are: four, or one where all of it is grey."""
        from PIL import Image

        return self._separated(Image.frombytes("RGB", size, samples), None)

    def jpeg(self, content: bytes) -> tuple[bytes, int] | None:
        """The same for a JPEG; a profile in it is heeded, where it is whole. None where it can stay as it is.

        Raises ``PressError`` for one that is damaged or beyond all measure.
        """
        from PIL import Image

        try:
            with _strictly(), Image.open(io.BytesIO(content)) as image:
                if image.mode == "L" or (image.mode == "CMYK" and not self._one_ink):
                    return None
                if image.mode == "CMYK":
                    return self._greys(image, self._press).tobytes(), 1
                return self._separated(image.convert("RGB"), image.info.get("icc_profile"))
        except (OSError, Image.DecompressionBombError) as error:
            message = "A picture of the pages cannot be turned into inks: it is damaged or far too large."
            raise PressError(
                message, hint="Open it in a picture editor and save it anew, as small as it is printed."
            ) from error

    def _of(self, pixel: Any) -> Inks:
        if self._one_ink:
            return 0, 0, 0, round(1 - self._greys(pixel, self._screen).tobytes()[0] / 255, 4)
        samples = self._transformed(pixel, self._screen, self._press, "RGB", "CMYK").tobytes()
        cyan, magenta, yellow, black = (round(value / 255, 4) for value in self._held(*samples))
        return cyan, magenta, yellow, black

    def _separated(self, image: Any, icc: bytes | None) -> tuple[bytes, int]:
        from PIL import ImageCms

        source = self._screen
        if icc:
            try:
                source = ImageCms.ImageCmsProfile(io.BytesIO(icc))
                ImageCms.buildTransform(source, self._lab, "RGB", "LAB")
            except (ImageCms.PyCMSError, OSError):
                source = self._screen
        if _is_grey(image):
            return image.getchannel("G").tobytes(), 1
        if self._one_ink:
            return self._greys(image, source).tobytes(), 1
        key = icc if icc and source is not self._screen else b""
        if key not in self._tables:
            self._tables[key] = self._table(source)
        return image.filter(self._tables[key]).tobytes(), 4

    def _greys(self, image: Any, source: Any) -> Any:
        """The grey of the same lightness for every dot."""
        from PIL import Image

        lightness = self._transformed(image, source, self._lab, image.mode, "LAB").getchannel("L")
        # In bytes, where Pillow takes a and b as signed: the neutral colours, from black to white.
        scale = Image.frombytes("LAB", (256, 1), b"".join(bytes((light, 0, 0)) for light in range(256)))
        greys = self._transformed(scale, self._lab, self._screen, "LAB", "RGB").getchannel("G")
        return lightness.point(list(greys.tobytes()))

    def _table(self, source: Any) -> Any:
        """A grid of colours with their inks, the ink on each held to the most; what lies between is interpolated."""
        from PIL import Image, ImageFilter

        scale = [round(255 * step / (_GRID - 1)) for step in range(_GRID)]
        grid = bytes(value for blue in scale for green in scale for red in scale for value in (red, green, blue))
        image = Image.frombytes("RGB", (_GRID * _GRID, _GRID), grid)
        inks = self._transformed(image, source, self._press, "RGB", "CMYK").tobytes()
        held = [value / 255 for at in range(0, len(inks), 4) for value in self._held(*inks[at : at + 4])]
        return ImageFilter.Color3DLUT(_GRID, held, channels=4, target_mode="CMYK")

    def _held(self, cyan: int, magenta: int, yellow: int, black: int) -> tuple[int, int, int, int]:
        """Too much ink does not dry: the colours give way to the black."""
        coloured = cyan + magenta + yellow
        room = max(self._most - black, 0)
        if coloured <= room:
            return cyan, magenta, yellow, black
        return cyan * room // coloured, magenta * room // coloured, yellow * room // coloured, black

    @staticmethod
    def _transformed(image: Any, source: Any, target: Any, from_mode: str, to_mode: str) -> Any:
        from PIL import ImageCms

        transform = ImageCms.buildTransform(
            source,
            target,
            from_mode,
            to_mode,
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        return ImageCms.applyTransform(image, transform)


def on_white(samples: bytes, mask: bytes, size: tuple[int, int], inks: int) -> bytes:
    """Samples of a picture (one of grey or four inks) as they look through their mask on white paper."""
    from PIL import Image

    mode, white = ("CMYK", (0, 0, 0, 0)) if inks == 4 else ("L", 255)
    image = Image.frombytes(mode, size, samples)
    seen = Image.composite(image, Image.new(mode, size, white), Image.frombytes("L", size, mask))
    return seen.tobytes()


@contextlib.contextmanager
def _strictly() -> Iterator[None]:
    """The layout engine tells Pillow, for the whole process, to fill up with grey what a picture lacks: not here."""
    from PIL import ImageFile

    kept, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = kept


def _is_grey(image: Any) -> bool:
    from PIL import ImageChops

    red, green, blue = image.split()
    return not (ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox())


def _enclosed(name: str) -> bytes:
    return (resources.files("handpress.prepress") / "profiles" / name).read_bytes()
