"""How even the lines of a finished PDF are: the spaces between words, beside those of lines that fill no measure.

Read with pdfium from the places of the glyphs, so that it is the same for every program's pages. A line counts where it
is set in the size of most of the text and reaches from edge to edge; its ratio is its mean space by the natural one,
which is the median of the last lines of paragraphs.
"""

from __future__ import annotations

import ctypes
import itertools
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

_HYPHENS = "-\u2010\u00ad\ufffe\x02"  # the last two are pdfium's words for a hyphen at a line's end
_NEAR = 3.2  # pt that hanging punctuation may stand out or in


@dataclass(frozen=True, slots=True)
class Evenness:
    """How the lines of a file are set.

    ``loose`` and ``very_loose`` are those in a hundred over 1.5 and 2 × the natural space; ``deviation`` is that of the
    ratios, ``hyphens`` are counted in a hundred lines, and ``stack`` is the most of them in a row.
    """

    lines: int
    loose: float
    very_loose: float
    deviation: float
    hyphens: float
    stack: int


@dataclass(slots=True)
class _Line:
    page: int
    left: float = 0.0
    right: float = 0.0
    gaps: list[float] = field(default_factory=list)
    hyphened: bool = False


@dataclass(frozen=True, slots=True)
class _Sign:
    text: str
    left: float
    right: float
    base: float
    size: float


def measure(path: Path) -> Evenness:
    """Measure a PDF with one column of text."""
    document = pypdfium2.PdfDocument(path)
    pages = [list(_signs(page)) for page in document]
    size = Counter(round(sign.size, 1) for signs in pages for sign in signs).most_common(1)[0][0]
    lines = [line for number, signs in enumerate(pages) for line in _lines(number, signs, size)]
    kept: list[tuple[_Line, bool]] = []
    for parity in (0, 1):
        side = [line for line in lines if line.page % 2 == parity]
        left = Counter(round(line.left) for line in side).most_common(1)[0][0]
        right = Counter(round(line.right) for line in side).most_common(1)[0][0]
        for line in side:
            if left - _NEAR - 1 <= line.left <= left + 3.5 * size and line.right <= right + _NEAR + 4:
                kept.append((line, line.right >= right - _NEAR))
    natural = statistics.median(gap for line, full in kept if not full for gap in line.gaps)
    ratios = [statistics.mean(line.gaps) / natural for line, full in kept if full and len(line.gaps) > 2]
    count, in_hundred = len(ratios), 100 / max(len(ratios), 1)
    stack = most = 0
    for line, full in kept:
        stack = stack + 1 if full and line.hyphened else 0
        most = max(most, stack)
    return Evenness(
        count,
        in_hundred * sum(ratio > 1.5 for ratio in ratios),
        in_hundred * sum(ratio > 2 for ratio in ratios),
        statistics.pstdev(ratios),
        100 * sum(full and line.hyphened for line, full in kept) / len(kept),
        most,
    )


def _signs(page: pypdfium2.PdfPage) -> Iterator[_Sign]:
    text = page.get_textpage()
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
        pdfium.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
        sign = chr(pdfium.FPDFText_GetUnicode(text, index))
        yield _Sign(sign, box.left, box.right, round(y.value, 1), box.top - box.bottom)


def _lines(page: int, signs: list[_Sign], size: float) -> Iterator[_Line]:
    rows: dict[float, list[_Sign]] = {}
    for sign in signs:
        if sign.text.strip() and abs(sign.size - size) <= 0.05 * size:
            rows.setdefault(sign.base, []).append(sign)
    for base in sorted(rows, reverse=True):
        row = sorted(rows[base], key=lambda sign: sign.left)
        pairs = itertools.pairwise(row)
        gaps = [gap for one, next_one in pairs if (gap := next_one.left - one.right) > 0.08 * size]
        yield _Line(page, row[0].left, row[-1].right, gaps, row[-1].text in _HYPHENS)
