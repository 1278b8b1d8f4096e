"""How long imposing takes, beside pdfimpose where that is installed.

``python -m benchmarks.imposing`` makes pages of text, imposes them as a booklet in turns with the other program, so
that a busy machine slows both, and prints the medians. pdfimpose is no requirement: where it is absent, that is said.
"""

from __future__ import annotations

import importlib.util
import io
import statistics
import time
from collections.abc import Callable
from functools import partial

import pikepdf
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Pdf

from handpress.imposing import SCHEMES, SHEETS, Job, impose

ROUNDS = 5
A5 = (419.53, 595.28)
LINES = 36
TARGET_SECONDS, TARGET_RATIO = 0.2, 0.2
# A booklet of 360 pages folds nowhere; here it is only a lot of pages.
BOOKLET = replace(SCHEMES["saddle-stitch"], thick=None, too_thick=None)


def main() -> None:
    """Measure, and print a table."""
    for count in (64, 360):
        pages = _text(count)
        rivals: dict[str, Callable[[], object]] = {"handpress": partial(impose, pages, Job(SHEETS["a4"], BOOKLET))}
        if importlib.util.find_spec("pdfimpose") is not None:
            rivals["pdfimpose"] = partial(_pdfimpose, pages)
        medians = _in_turns(rivals)
        print(f"{count} pages, {len(pages) / 1000:.0f} kB, median of {ROUNDS}:")
        for name, seconds in medians.items():
            print(f"  {name:<10} {seconds:7.3f} s")
        if "pdfimpose" in medians:
            print(f"  ratio      {medians['handpress'] / medians['pdfimpose']:7.3f}   (target: {TARGET_RATIO})")
        else:
            print("  pdfimpose is not installed: NOTHING WAS COMPARED. `pip install pdfimpose` into this Python.")
        if count == 64:
            print(f"  target     {TARGET_SECONDS:7.3f} s")


def _in_turns(rivals: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median of each rival's times; one round for nothing, so that all is loaded."""
    times: dict[str, list[float]] = {name: [] for name in rivals}
    for turn in range(ROUNDS + 1):
        for name, run in rivals.items():
            start = time.perf_counter()
            run()
            if turn:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


def _pdfimpose(pages: bytes) -> bytes:
    """The saddle stitch of pdfimpose for the same pages, in memory and in this process, so that it does what we do."""
    from pdfimpose.schema import saddle  # type: ignore[import-not-found]

    sheets = io.BytesIO()
    saddle.impose([io.BytesIO(pages)], sheets, folds="v", group=0)
    return sheets.getvalue()


def _text(count: int) -> bytes:
    """Pages full of lines of text, as a writing program makes them."""
    with Pdf.new() as pdf:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Times-Roman")))
        for number in range(1, count + 1):
            words = f"page {number} of a pamphlet that says the same in every line, and says it again".encode()
            lines = b" ".join(b"(%s) Tj 0 -14 Td" % words for _ in range(LINES))
            pdf.add_blank_page(page_size=A5)
            page = pdf.pages[-1].obj
            page.Contents = pdf.make_stream(b"BT /F1 10 Tf 40 550 Td " + lines + b" ET")
            page.Resources = Dictionary(Font=Dictionary(F1=font))
            page.TrimBox = Array([0, 0, *A5])
        buffer = io.BytesIO()
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return buffer.getvalue()


if __name__ == "__main__":
    main()
