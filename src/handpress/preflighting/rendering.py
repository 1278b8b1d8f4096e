"""Pages as pictures, drawn by pdfium, which no other file of this room imports."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import closing

from handpress.diagnostics import PressError

_MOST_DOTS = 1000  # a side: enough to find the place, and small enough for a report of many pages


def rendered(pdf: bytes, pages: Sequence[int]) -> Iterator[bytes]:
    """PNG pictures of ``pages``, which count from 1: what a reader shows of each, at most 1000 dots a side.

    Raises ``PressError`` where they cannot be drawn.
    """
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(pdf)) as document:
            for number in pages:
                with closing(document[number - 1]) as page:
                    longest = max(page.get_size())
                    with closing(page.render(scale=min(2.0, _MOST_DOTS / longest))) as bitmap:
                        picture = io.BytesIO()
                        bitmap.to_pil().convert("RGB").save(picture, "PNG", optimize=True)
                yield picture.getvalue()
    except (pypdfium2.PdfiumError, ZeroDivisionError) as error:
        raise PressError("The pages cannot be drawn for the report.", hint="Leave --report out.") from error
