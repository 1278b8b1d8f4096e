"""What tests of covers share: a matter to make them from, and what can be read back from their files."""

from __future__ import annotations

import functools
import io
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
from PIL import Image
from tests import house

from handpress import editing, setting
from handpress.model.cover import CoverSettings
from handpress.model.document import Contributor, Metadata, Series
from handpress.model.format import BleedSides, CoverForm, Profile, Spine, Trim
from handpress.writing import cover, covermatter, coverplan
from handpress.writing.layout import Enclosed

STYLES = (Path(__file__).parents[2] / "styles" / "cover.css").read_text(encoding="utf-8")
MM = 72 / 25.4
ISBN = "978-0-00-000000-2"
METADATA = Metadata(
    "Organization and Spontaneity",
    "en",
    "2026",
    subtitle="The theory of the party and its critics",
    contributors=(Contributor("Rosa Bertram"), Contributor("Cora Fink", "edt")),
    publisher="The Quiet Press",
    place="London",
    description="Two sides of an old argument.",
    series=Series("Pamphlets", "3"),
)
LONG = (
    "An Inquiry into the Causes of the Present Discontents among the Labouring Classes of the Northern Counties, "
    "with Some Proposals for Their Relief, Humbly Offered to the Consideration of Parliament"
)
BINDER = Profile(
    "binder",
    "A printer who binds",
    bleed_mm=3.0,
    bleed_sides=BleedSides.ALL,
    covers=(CoverForm.WRAP,),
    spine=Spine(page_mm=0.06, glue_mm=0.5, text_from=80),
)


class Made(NamedTuple):
    """How large a cover is, and for whom."""

    trim: Trim
    profile: Profile


A5 = Made(Trim("A5", 148.0, 210.0), BINDER)
NARROW = Made(Trim("DL", 99.0, 210.0), BINDER)
HOME = Made(A5.trim, Profile("home", "An office printer"))
_metrics = functools.cache(setting.metrics)


def matter(
    metadata: Metadata = METADATA,
    theme: str = "quiet",
    *,
    settings: CoverSettings = CoverSettings(),
    isbn: str = "",
    pictures: Mapping[str, Enclosed] | None = None,
) -> covermatter.CoverMatter:
    words = editing.wording_for(metadata.language)
    faces = _metrics(covermatter.cover_characters(metadata, settings, words), coverplan.WEIGHTS[theme])
    return covermatter.CoverMatter(
        metadata, theme, *faces, house.fonts(), STYLES, words, settings, isbn, pictures or {}
    )


def wrapped(made: covermatter.CoverMatter, pages: int, form: Made = A5) -> bytes:
    result = cover.wrap(made, *form, pages)
    assert result.value is not None, result.findings
    return result.value


def boxes(content: bytes, page: int = 0) -> dict[str, tuple[float, ...]]:
    """The boxes of a page in mm: left, bottom, right, top."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        found = opened.pages[page].obj
        return {
            name: tuple(round(float(value) / MM, 3) for value in found[f"/{name}"])
            for name in ("MediaBox", "TrimBox", "BleedBox")
        }


def texts(content: bytes) -> list[str]:
    """The words of every page, without line ends."""
    opened = pypdfium2.PdfDocument(content)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in opened]


def drawn(content: bytes, page: int = 0, scale: float = 1.0) -> Image.Image:
    image: Image.Image = pypdfium2.PdfDocument(content)[page].render(scale=scale).to_pil().convert("RGB")
    return image


def pixel(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    found = image.getpixel((x, y))
    assert isinstance(found, tuple)
    return tuple(int(part) for part in found)


def inks(content: bytes) -> set[tuple[str, tuple[float, ...]]]:
    """Every colour that a file sets, with the operator or space that sets it."""
    found: set[tuple[str, tuple[float, ...]]] = set()
    with pikepdf.open(io.BytesIO(content)) as opened:
        for page in opened.pages:
            space = ""
            for step in pikepdf.parse_content_stream(page):
                name = str(step.operator)
                if name in ("cs", "CS"):
                    space = str(step.operands[0])
                elif name in ("scn", "SCN", "k", "K", "rg", "RG", "g", "G"):
                    inked = tuple(float(value) for value in step.operands)
                    found.add((space if "sc" in name.lower() else name, inked))
    return found


def page_pdf(width_mm: float, height_mm: float, grey: float = 0.5, pages: int = 1) -> bytes:
    """A PDF of plain pages, as a house's own."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(width_mm * MM, height_mm * MM))
            made.pages[-1].Contents = made.make_stream(
                f"0 0 0 {grey} k 0 0 {width_mm * MM} {height_mm * MM} re f".encode()
            )
        made.save(out, deterministic_id=True)
    return out.getvalue()


def bitmap(width: int, height: int, colour: str = "#20508c", kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind)
    return out.getvalue()
