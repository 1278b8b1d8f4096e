"""Pictures (image XObjects): left as they are for a screen, turned into inks for a press."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handpress.prepress.colour import Separation, on_white, press_profile
from handpress.prepress.contents import Contents
from handpress.prepress.drawings import Drawing, drawings
from handpress.prepress.engine import Array, Dictionary, Name, Pdf, Stream, drop, key_of, operator_of, parsed
from handpress.prepress.inks import kind_of


def ready_for_screen(pdf: Pdf, contents: Contents) -> None:
    """No picture is smoothed (ISO 19005-2 §6.2.8), and inks that a page has are said to be the press's (§6.2.4.3)."""
    inked = [drawing for drawing in drawings(pdf) if _has_inks(drawing, contents)]
    if inked:
        stream = Stream(pdf, press_profile().content)
        stream.N = 4
        meaning = Array([Name.ICCBased, pdf.make_indirect(stream)])
        for drawing in inked:
            if "/ColorSpace" not in drawing.resources:
                drawing.resources.ColorSpace = Dictionary()
            drawing.resources.ColorSpace.DefaultCMYK = meaning
    for picture in _pictures(pdf):
        _sharpen(picture)


def separate_pictures(pdf: Pdf, separation: Separation) -> None:
    """Turn pictures in the colours of a screen into inks. Greys stay grey, and inks are left as they are.

    The engine puts no other pictures into a file than JPEGs as they came, and greys and colours of a screen.
    """
    for picture in _pictures(pdf):
        _sharpen(picture)
        made = None
        if picture.get("/Filter") == Name.DCTDecode:
            made = separation.jpeg(picture.read_raw_bytes())
        elif kind_of(picture.ColorSpace, {}) == "rgb":
            made = separation.picture(picture.read_bytes(), (int(picture.Width), int(picture.Height)))
        if made is not None:
            _write(picture, *made)


def flatten_pictures(pdf: Pdf) -> int:
    """Set every picture that has a mask on white, and take the mask away. Says how many there were."""
    count = 0
    for picture in _pictures(pdf):
        if "/SMask" not in picture:
            continue
        size = int(picture.Width), int(picture.Height)
        inks = 4 if kind_of(picture.ColorSpace, {}) == "cmyk" else 1
        seen = on_white(picture.read_bytes(), picture.SMask.read_bytes(), size, inks)
        del picture.SMask
        _write(picture, seen, inks)
        count += 1
    return count


def _has_inks(drawing: Drawing, contents: Contents) -> bool:
    if any(kind_of(picture.ColorSpace, {}) == "cmyk" for picture in drawing.pictures()):
        return True
    return any(
        operator in (b"k", b"K") or (operator in (b"cs", b"CS") and parsed(line)[0][0] == Name.DeviceCMYK)
        for line in contents.of(drawing)
        if (operator := operator_of(line))
    )


def _pictures(pdf: Pdf) -> Iterator[Any]:
    seen = set()
    for drawing in drawings(pdf):
        for picture in drawing.pictures():
            if key_of(picture) not in seen:
                seen.add(key_of(picture))
                yield picture


def _sharpen(picture: Any) -> None:
    drop(picture, "/Interpolate")
    if "/SMask" in picture:
        drop(picture.SMask, "/Interpolate")


def _write(picture: Any, samples: bytes, inks: int) -> None:
    """Put samples of eight bits into a picture."""
    drop(picture, "/DecodeParms", "/Decode")
    picture.ColorSpace = Name.DeviceCMYK if inks == 4 else Name.DeviceGray
    picture.BitsPerComponent = 8
    picture.write(samples)
