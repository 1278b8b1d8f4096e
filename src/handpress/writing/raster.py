"""The one file of this room that knows pdfium and Pillow: a page becomes a picture, and a picture is measured."""

from __future__ import annotations

import io


def picture(pdf: bytes, width: int, height: int) -> bytes:
    """The first page of a PDF as a JPEG of ``width`` × ``height`` px, which must have the page's shape.

    Same page, same bytes. Subsampling is off: red type on a tinted ground would fray.
    """
    import pypdfium2
    from PIL import Image

    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    scale = max(width / page.get_width(), height / page.get_height())
    drawn = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    page.close()
    document.close()
    # Four bytes a dot, as Pillow has them too: it looks at pdfium's own, where each copy would be 16 MB. pdfium rounds
    # the page up to whole pixels, so that a row or column may be too many, and is left out.
    image = Image.frombuffer("RGBX", (width, height), drawn.buffer, "raw", "RGBX", drawn.stride, 1)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90, subsampling=0, optimize=True)
    drawn.close()
    return out.getvalue()


def leaf(pdf: bytes, number: int, width: int) -> bytes:
    """The page ``number`` (from 1) of a PDF as a PNG ``width`` px wide, to be looked at on a screen."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    page = document[number - 1]
    drawn = page.render(scale=width / page.get_width(), rev_byteorder=True)
    out = io.BytesIO()
    # The least compression that is worth its time: the picture goes no farther than this machine.
    drawn.to_pil().save(out, "PNG", compress_level=2)
    drawn.close()
    page.close()
    document.close()
    return out.getvalue()


def measure(content: bytes) -> tuple[str, int, int, str, str] | None:
    """What a picture's own bytes tell: format, width and height in px, colours, and whose these are.

    The last is ``sRGB``, ``other``, or empty for a picture without a profile. None for what is no picture of dots.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content)) as opened:
            profile = opened.info.get("icc_profile") or b""
            whose = "" if not profile else "sRGB" if b"sRGB" in profile or b"s\0R\0G\0B" in profile else "other"
            return opened.format or "", opened.width, opened.height, opened.mode, whose
    except (OSError, ValueError):
        return None
