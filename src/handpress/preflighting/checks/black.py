"""Black text is printed with the black plate alone: four plates never lie exactly on each other."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.preflighting.colours import ALL
from handpress.preflighting.faults import Fault
from handpress.preflighting.job import Job, Sheet
from handpress.preflighting.readout import PageRead, Text

_SMALL_PT = 12.0
_TINT = 0.05  # a twentieth of an ink is not seen beside the letter


def text_in_key_alone(page: PageRead, _: Sheet, __: Job) -> Iterator[Fault]:
    """Black and gray text as K only, not as RGB, as four inks, or through a colour profile."""
    for mark in page.marks:
        if isinstance(mark, Text) and (colour := mark.colour).blackish and not colour.key_alone and not colour.white:
            if any(ink == ALL for ink, _ in colour.inks):
                continue
            managed = " through a colour profile" if colour.managed else ""
            yield Fault(
                "text-black-mixed",
                f"Black or gray text is given as {colour}{managed}, which prints in several inks.",
                "Set it in black ink alone: C 0 M 0 Y 0 K 100, without a colour profile.",
                mark.box,
                about=f"{colour.family}{managed}",
                weight=mark.colour.coverage,
            )


def small_text_in_one_ink(page: PageRead, _: Sheet, __: Job) -> Iterator[Fault]:
    """Small type in two inks or more gets coloured edges."""
    for mark in page.marks:
        if not isinstance(mark, Text) or mark.size_pt >= _SMALL_PT or mark.colour.blackish:
            continue
        inks = [ink for ink, share in mark.colour.inks if share > _TINT]
        if len(inks) > 1:
            yield Fault(
                "text-small-mixed",
                f"Type of {mark.size_pt:.1f} pt is printed in {len(inks)} inks ({mark.colour}).",
                "Set small type in one ink, or make it larger than 12 pt.",
                mark.box,
                weight=-mark.size_pt,
            )
