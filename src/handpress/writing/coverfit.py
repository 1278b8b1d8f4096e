"""Whether a wrap cover of the house's own fits the pamphlet it is to go around."""

from __future__ import annotations

from collections.abc import Sequence

from handpress.diagnostics import Finding
from handpress.model.format import MM, Profile, Trim
from handpress.writing import stamping

_TOLERANCE_MM = 0.5


def misfit(own: bytes, trim: Trim, profile: Profile, *, spine: float, pages: int) -> Finding | None:
    """What is wrong with a wrap cover of the house's own, by its trim, or by its paper with bleed all round."""
    found = stamping.measure(own)
    bleed = profile.bleed_mm * MM
    wanted = (2 * trim.width_mm * MM + spine, trim.height_mm * MM)
    full = tuple(side + 2 * bleed for side in wanted)
    if found.pages == 1 and (_near(found.media, full) or (found.trim != found.media and _near(found.trim, wanted))):
        return None
    shown, many = found.media if found.trim == found.media else found.trim, found.pages
    asked = full if found.trim == found.media else wanted
    counted = "" if many == 1 else f" and has {many} pages"
    message = (
        f"The wrap cover measures {_millimetres(shown)}{counted}; for {pages} pages, whose spine is "
        f"{spine / MM:.2f} mm, it must measure {_millimetres(asked)} on one page."
    )
    hint = (
        f"With its bleed of {bleed / MM:.2f} mm on every side that is {_millimetres(full)}. "
        "Draw it anew to that size, or take its line out and the press makes one."
    )
    return Finding("cover-size", message, None, hint)


def _near(found: Sequence[float], wanted: Sequence[float]) -> bool:
    return all(abs(a - b) <= _TOLERANCE_MM * MM for a, b in zip(found, wanted, strict=True))


def _millimetres(size: Sequence[float]) -> str:
    return f"{size[0] / MM:.1f} × {size[1] / MM:.1f} mm"
