"""The engine: reads finished pages and writes sheets with pikepdf, which no other file of this room imports.

Pages become form XObjects: their content is neither set anew nor read, and fonts they share stay shared.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pikepdf
from pikepdf import AccessMode, Array, Dictionary, Name, Object, Pdf, String

from handpress.diagnostics import PressError
from handpress.imposing.bed import Leaf, Rect
from handpress.imposing.forme import Forme
from handpress.imposing.job import Job
from handpress.imposing.sheets import Sheet
from handpress.inmemory import in_memory

# The engine also logs what it warns of; without a handler Python would write that to a user's terminal.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())

_DAMAGED = "The PDF is damaged: not all of it can be read."
_LOCKED = "The PDF is encrypted: the press does not impose locked pages."
_SEALED = "The PDF is encrypted: it opens without a password, but its maker has locked it against changes."
_MAKE_ANEW = "Make the PDF anew and impose that."
# ISO 32000-2, table 147.
_DUPLEX = {"long": Name.DuplexFlipLongEdge, "short": Name.DuplexFlipShortEdge, "none": Name.Simplex}
# They do not show on paper, or only as what the page says anyway.
_UNPRINTED = (Name.Link, Name.Popup)


class Source:
    """An open PDF of finished pages.

    ``leaves`` holds the measure of each, in reading order; ``annotated`` the numbers of those that bear something
    laid over the page, such as a form field or a stamp. Links are not counted: there are none on paper.
    """

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._pages = list(pdf.pages)
        self.leaves = tuple(_leaf(page, number) for number, page in enumerate(self._pages, 1))
        self.annotated = tuple(number for number, page in enumerate(self._pages, 1) if _bears_annotations(page))

    def print(self, formes: Sequence[Forme], sheet: Sheet, job: Job) -> bytes:
        """The PDF that has one page of the sheet's size for each of ``formes``. Same input, same bytes.

        Raises ``PressError`` where a page's content turns out to be damaged.
        """
        with Pdf.new() as out:
            for forme in formes:
                self._print_side(out, forme, sheet)
            self._describe(out, formes, sheet, job)
            buffer = io.BytesIO()
            # /Duplex and /PickTrayByPDFSize came with PDF 1.7; a later source keeps its later version.
            out.save(
                buffer,
                min_version=max("1.7", self._pdf.pdf_version),
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                deterministic_id=True,
            )
        _refuse_mended(self._pdf)
        return buffer.getvalue()

    def _print_side(self, out: Pdf, forme: Forme, sheet: Sheet) -> None:
        box = Array([0, 0, round(sheet.width, 4), round(sheet.height, 4)])
        forms = {f"/{leaf.name}": out.copy_foreign(self._form(leaf)) for leaf in forme.leaves}
        side = Dictionary(
            Type=Name.Page,
            MediaBox=box,
            TrimBox=box,
            Resources=Dictionary(XObject=Dictionary(forms)),
            Contents=out.make_stream(forme.drawing.encode("ascii")),
        )
        out.pages.append(pikepdf.Page(side))

    def _form(self, leaf: Leaf) -> Object:
        # Turn and unit are in the forme's matrix, which knows the place; here they would be applied twice.
        form = self._pages[leaf.number - 1].as_form_xobject(handle_transformations=False)
        # The engine's own box is the TrimBox as written: without bleed, its corners in any order, maybe off the paper.
        form.BBox = Array(list(leaf.bleed))
        return form

    def _describe(self, out: Pdf, formes: Sequence[Forme], sheet: Sheet, job: Job) -> None:
        root, source = out.Root, self._pdf.Root
        labels = [part for number, forme in enumerate(formes) for part in (number, Dictionary(P=String(forme.label)))]
        root.PageLabels = Dictionary(Nums=Array(labels))
        root.ViewerPreferences = Dictionary(
            PrintScaling=Name("/None"), Duplex=_DUPLEX[job.edge(lies=sheet.lies)], PickTrayByPDFSize=True
        )
        if isinstance(source.get("/Lang"), String):
            root.Lang = String(str(source.Lang))
        # The colours the pages were made for, and which of their layers are to be seen.
        for key, kind in (("/OutputIntents", Array), ("/OCProperties", Dictionary)):
            copy = out.copy_foreign(self._pdf.make_indirect(source[key])) if isinstance(source.get(key), kind) else None
            if copy is not None:  # the engine copies no page, and there are files with one in this place
                root[key] = copy
        title, product = str(self._pdf.docinfo.get("/Title", "")).strip(), job.scheme.product
        out.docinfo["/Title"] = f"{title} ({product})" if title else product.capitalize()
        if "/Author" in self._pdf.docinfo:
            out.docinfo["/Author"] = str(self._pdf.docinfo["/Author"])


@contextmanager
def opened(pages: bytes) -> Iterator[Source]:
    """Open a PDF for imposing. Raises ``PressError`` for one that is empty, encrypted or damaged.

    Damage is not mended (``attempt_recovery``): the engine would mend by guessing which pages there were. Its own
    messages name an address in memory and are not passed on. The page tree is opened as it stands
    (``inherit_page_attributes``), so that its count can be read before the engine corrects it.
    """
    if not pages:
        raise PressError("The PDF is empty: it has no bytes.")
    try:
        with _open(pages) as pdf:
            if pdf.is_encrypted:
                raise PressError(_SEALED, hint="Ask its maker for a copy that is not locked.")
            counted = pdf.Root.Pages.get("/Count")
            # The engine passes over a page that is gone, and says nothing; the count still tells.
            if counted != len(pdf.pages):
                raise PressError(_DAMAGED, hint=_MAKE_ANEW)
            _refuse_mended(pdf)
            source = Source(pdf)
            if not source.leaves:
                raise PressError("The PDF is empty: it has no pages.")
            yield source
    except pikepdf.PasswordError as error:
        raise PressError(_LOCKED, hint="Save it without a password first.") from error
    except (pikepdf.PdfError, pikepdf.QpdfRuntimeError) as error:
        raise PressError(_DAMAGED, hint=_MAKE_ANEW) from error


def _open(pages: bytes) -> Pdf:
    try:
        return Pdf.open(
            in_memory(pages),
            access_mode=AccessMode.mmap,
            attempt_recovery=False,
            suppress_warnings=True,
            inherit_page_attributes=False,
        )
    except (ValueError, OverflowError) as error:  # an offset with more digits than any file has bytes
        raise PressError(_DAMAGED, hint=_MAKE_ANEW) from error


def _refuse_mended(pdf: Pdf) -> None:
    """Raise ``PressError`` where the engine has warned since it was last asked.

    It mends by leaving out and by guessing (a page of unknown size becomes a letter), and then goes on.
    """
    if pdf.get_warnings():
        raise PressError(_DAMAGED, hint=_MAKE_ANEW)


def _leaf(page: pikepdf.Page, number: int) -> Leaf:
    """The measure of a page: TrimBox, else CropBox, else MediaBox, within the MediaBox (ISO 32000-2 §14.11.2).

    Its bleed is the BleedBox if there is one, within the MediaBox and never less than the trim.
    """
    try:
        media, trim = _box(page.mediabox), _box(page.trimbox)
        bleed = _box(page.obj.BleedBox) if "/BleedBox" in page.obj else trim
        unit, turn = float(page.obj.get("/UserUnit", 1)), page.rotation
    except (TypeError, ValueError, AttributeError) as error:
        raise PressError(f"Page {number} of the PDF does not say how large it is.", hint=_MAKE_ANEW) from error
    trim = _within(trim, media)
    if not (trim[0] < trim[2] and trim[1] < trim[3] and unit > 0 and turn % 90 == 0):
        raise PressError(f"Page {number} of the PDF has a size or a turn that no page can have.", hint=_MAKE_ANEW)
    bleed = _within(bleed, media)
    around = (min(trim[0], bleed[0]), min(trim[1], bleed[1]), max(trim[2], bleed[2]), max(trim[3], bleed[3]))
    return Leaf(number, trim, around, turn=turn, unit=unit)


def _within(box: Rect, media: Rect) -> Rect:
    return max(media[0], box[0]), max(media[1], box[1]), min(media[2], box[2]), min(media[3], box[3])


def _box(box: object) -> Rect:
    """A rectangle with its corners in order. Raises ``ValueError`` or ``TypeError`` for what is not one."""
    x0, y0, x1, y1 = (float(edge) for edge in box)  # type: ignore[attr-defined]
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _bears_annotations(page: pikepdf.Page) -> bool:
    listed = page.obj.get("/Annots")
    if not isinstance(listed, Array):
        return False
    return any(isinstance(note, Dictionary) and note.get("/Subtype") not in _UNPRINTED for note in listed)
