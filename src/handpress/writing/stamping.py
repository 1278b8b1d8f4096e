"""Pages laid on pages: a house's own covers, the sheets of a proof. Vectors stay vectors; knows pikepdf alone."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from msgspec import Struct
from pikepdf import Array, Name, Pdf

from handpress.diagnostics import PressError
from handpress.inmemory import in_memory
from handpress.writing.coverpage import Place


class Stamp(Struct, frozen=True):
    """A PDF whose first page fills a place on page ``page`` (from 0).

    ``place`` is the face with its bleed, ``trim`` the face after the knife; ``contained``: all of it is seen, uncut.
    """

    page: int
    pdf: bytes
    place: Place
    trim: Place
    contained: bool = False


class Measures(Struct, frozen=True):
    """The first page of a PDF in pt: what is left of it after the knife, and all of it; how many pages there are."""

    trim: tuple[float, float]
    media: tuple[float, float]
    pages: int


def measure(pdf: bytes) -> Measures:
    """How large a PDF is. Raises ``PressError`` for one that is encrypted, damaged or without pages."""
    with _opened(pdf) as source:
        page = source.pages[0]
        trim, media = _box(page.trimbox), _box(page.mediabox)
        sizes = (trim[2] - trim[0], trim[3] - trim[1]), (media[2] - media[0], media[3] - media[1])
        return Measures(*sizes, len(source.pages))


def stamp(pdf: bytes, stamps: Sequence[Stamp]) -> bytes:
    """The PDF with every stamp on its page, as a form XObject and an artifact. Same input, same bytes."""
    if not stamps:
        return pdf
    with _open(pdf) as target:
        for number, one in enumerate(stamps):
            with _opened(one.pdf) as source:
                _lay(target, target.pages[one.page], source.pages[0], one, f"House{number}")
        out = io.BytesIO()
        target.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return out.getvalue()


def _lay(target: Pdf, page: pikepdf.Page, source: pikepdf.Page, one: Stamp, name: str) -> None:
    left, _, _, top = _box(page.trimbox)
    trim, media = _box(source.trimbox), _box(source.mediabox)
    # Where the house's page says what the knife leaves, that is laid on our trim, and its bleed falls where ours is.
    meant, place = (media, one.place) if one.contained or trim == media else (trim, one.trim)
    across, up = place.width / (meant[2] - meant[0]), place.height / (meant[3] - meant[1])
    scale = min(across, up) if one.contained else max(across, up)
    x = left + place.left + place.width / 2 - scale * (meant[0] + meant[2]) / 2
    y = top - place.top - place.height / 2 - scale * (meant[1] + meant[3]) / 2
    source.obj.TrimBox = Array(list(media))
    form = target.copy_foreign(source.as_form_xobject(handle_transformations=False))
    form.BBox = Array(list(media))
    page.add_resource(form, Name.XObject, Name(f"/{name}"))
    seen = one.place
    clip = f"{left + seen.left:.4f} {top - seen.top - seen.height:.4f} {seen.width:.4f} {seen.height:.4f} re W n"
    drawing = f"/Artifact BMC q {clip} {scale:.6f} 0 0 {scale:.6f} {x:.4f} {y:.4f} cm /{name} Do Q EMC\n"
    # Before what is there: a barcode or an imprint of ours stands on top of the house's ground.
    page.contents_add(drawing.encode("ascii"), prepend=True)


def _open(pdf: bytes, *, strictly: bool = False) -> Pdf:
    mode = pikepdf.AccessMode.mmap
    return Pdf.open(in_memory(pdf), access_mode=mode, attempt_recovery=not strictly, suppress_warnings=strictly)


def _opened(pdf: bytes) -> Pdf:
    try:
        found = _open(pdf, strictly=True)
    except pikepdf.PasswordError:
        raise PressError("The PDF is encrypted.", hint="Save it without a password first.") from None
    except (pikepdf.PdfError, pikepdf.QpdfRuntimeError):
        raise PressError("The PDF is damaged: not all of it can be read.", hint="Make it anew.") from None
    if not len(found.pages):
        found.close()
        raise PressError("The PDF has no pages.", hint="Make it anew.")
    return found


def _box(box: pikepdf.Array) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(value) for value in box.as_list())
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


class Mount(Struct, frozen=True):
    """A sheet around a page, in pt: how large it is, and where on it the trimmed page's left top corner lies."""

    width: float
    height: float
    left: float
    top: float


def mount(pdf: bytes, sheets: bytes, place: Mount) -> bytes:
    """Every page of ``pdf`` on a sheet of its own, and behind them the sheets that are left over. Same bytes again.

    A page stays as it is, with its links, tags and coordinates: its paper grows around it, and the sheet is laid over
    it as a form XObject and an artifact. So no mark can move a line.
    """
    with _open(pdf) as target, _open(sheets) as source:
        pages = len(target.pages)
        for number, page in enumerate(list(target.pages)):
            left, _, _, top = _box(page.trimbox)
            x, y = left - place.left, top + place.top - place.height
            sheet = Array([_pt(x), _pt(y), _pt(x + place.width), _pt(y + place.height)])
            page.obj.TrimBox = Array([_pt(edge) for edge in _box(page.trimbox)])
            page.obj.MediaBox = page.obj.CropBox = sheet
            form = target.copy_foreign(source.pages[number].as_form_xobject())
            # The engine's pages share their resources, so that each sheet has a name of its own.
            name = f"/Proof{number}"
            page.add_resource(form, Name.XObject, Name(name))
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(f"\nQ /Artifact BMC q 1 0 0 1 {x:.4f} {y:.4f} cm {name} Do Q EMC\n".encode("ascii"))
        for page in list(source.pages)[pages:]:
            target.pages.append(page)
        out = io.BytesIO()
        target.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return out.getvalue()


def _pt(length: float) -> float:
    return round(length, 4)


class Picture(Struct, frozen=True):
    """A page of one file as a picture on a page of another (both from 0), its left top corner in pt, and its scale."""

    page: int
    source: int
    left: float
    top: float
    scale: float


def place_pictures(pdf: bytes, source: bytes, pictures: Sequence[Picture]) -> bytes:
    """The PDF with pages of ``source`` as pictures behind what it has, as form XObjects. Same input, same bytes."""
    with _open(pdf) as target, _open(source) as sheets:
        # The last one first, for each is put before what is there.
        for number, one in reversed(list(enumerate(pictures))):
            page, shown = target.pages[one.page], sheets.pages[one.source]
            left, _, _, top = _box(shown.mediabox)
            form = target.copy_foreign(shown.as_form_xobject(handle_transformations=False))
            form.BBox = Array(list(_box(shown.mediabox)))
            name = f"/Sheet{number}"
            page.add_resource(form, Name.XObject, Name(name))
            x = one.left - one.scale * left
            y = _box(page.mediabox)[3] - one.top - one.scale * top
            drawing = f"q {one.scale:.6f} 0 0 {one.scale:.6f} {x:.4f} {y:.4f} cm {name} Do Q\n"
            page.contents_add(drawing.encode("ascii"), prepend=True)
        out = io.BytesIO()
        target.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return out.getvalue()
