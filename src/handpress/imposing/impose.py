"""Imposing from end to end: measure the pages, order them by a scheme, make up each side, print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from handpress.diagnostics import Finding, PressError, Result
from handpress.imposing.bed import Bed, Leaf, best_way, cell_size, fits, frame_of, in_mm, largest_scale
from handpress.imposing.forme import Forme, make_up
from handpress.imposing.job import Direction, Job, TurnedOn
from handpress.imposing.schemes import SADDLE_STITCH, Joint, Scheme, Side
from handpress.imposing.sheets import POINTS_PER_MM, SHEETS, Sheet

# Less bleed than this is what rounding takes.
_LEAST_BLEED = 0.5


class Imposed(Struct, frozen=True):
    """Sheets ready to print.

    ``order`` has the page numbers of each side (front, back, front …), from 1, left to right and top to bottom;
    ``None`` is a blank. ``blanks`` counts the blank pages that fill the last sheet. ``flip`` is the edge on which the
    printer is to turn the sheets: ``long``, ``short`` or, where one side is printed, ``none``.
    """

    pdf: bytes
    sheets: int
    signatures: int
    blanks: int
    order: tuple[tuple[int | None, ...], ...]
    sides: tuple[Side, ...]
    flip: TurnedOn
    scale: float


def saddle_stitch(
    pages: bytes, *, sheet: Sheet, keep_back_cover: bool = True, caliper_mm: float = 0.0, direction: Direction = "ltr"
) -> Result[Imposed | None]:
    """Impose ``pages`` as a booklet: sheets nested, folded once and stitched through the fold. See ``impose``."""
    return impose(
        pages,
        Job(sheet, SADDLE_STITCH, direction=direction, keep_back_cover=keep_back_cover, caliper_mm=caliper_mm),
    )


def impose(pages: bytes, job: Job) -> Result[Imposed | None]:
    """Impose the PDF ``pages`` as ``job`` says.

    Finds ``booklet-thick``, ``bleed-cut``, ``annotations-left-out`` and ``marks-left-out``, and ``booklet-too-thick``
    with no value. Raises ``PressError`` for a PDF that is empty, encrypted or damaged, for a page that does not fit,
    and for a wish that cannot be granted.
    """
    from handpress.imposing.engine import opened

    job.check()
    with opened(pages) as source:
        leaves = source.leaves
        if job.scheme.holds is not None and len(leaves) > job.scheme.holds:
            return Result(None, (_overfull(len(leaves), job.scheme),))
        sheet = best_way(job, job.sheet, frame_of(leaves))
        sides = job.sides(len(leaves), lies=sheet.lies)
        thick = _thickness(sides, job.scheme)
        if any(finding.code == "booklet-too-thick" for finding in thick):
            return Result(None, thick)
        scale = _scale(leaves, sheet, job) if job.scale_to_fit else 1.0
        leaves = tuple(_prepared(leaf, scale, job.scheme) for leaf in leaves)
        _check_fit(leaves, sheet, job)
        bed = Bed(job, sheet, frame_of(leaves), bleed=max(leaf.bleed_width for leaf in leaves))
        formes = [make_up(side, leaves, bed) for side in sides]
        pdf = source.print(formes, sheet, job)
        findings = (*thick, *_bleed(bed), *_annotations(source.annotated), *_marks(formes, job))
    order = tuple(tuple(_number(place.page) for place in side.placements) for side in sides)
    blanks = sum(page is None for side in order for page in side)
    return Result(
        Imposed(
            pdf=pdf,
            sheets=sides[-1].sheet,
            signatures=sides[-1].signature,
            blanks=blanks,
            order=order,
            sides=sides,
            flip=job.edge(lies=sheet.lies),
            scale=scale,
        ),
        findings,
    )


def _number(page: int | None) -> int | None:
    return None if page is None else page + 1


def _scale(leaves: Sequence[Leaf], sheet: Sheet, job: Job) -> float:
    """The factor, at most 1, by which all pages become smaller so that the largest fits."""
    return min(1.0, largest_scale(cell_size(job, sheet), frame_of(leaves)))


def _prepared(leaf: Leaf, scale: float, scheme: Scheme) -> Leaf:
    """A leaf at the scale it is printed at; without bleed, where no knife would take the bleed off."""
    return replace(leaf, unit=leaf.unit * scale, bleed=leaf.bleed if scheme.trimmed else leaf.trim)


# --- what is to be said ----------------------------------------------------------------------------------------


def _thickness(sides: Sequence[Side], scheme: Scheme) -> tuple[Finding, ...]:
    """What is to be said of the thickest signature: blanks are paper too, so they count."""
    total, sheets = scheme.largest_signature(sides), sides[-1].sheet
    size = f"The {scheme.product} has {total} pages ({sheets} {'sheet' if sheets == 1 else 'sheets'})"
    if sides[-1].signature > 1:
        size = f"A signature of the {scheme.product} has {total} pages"
    if scheme.too_thick is not None and total > scheme.too_thick:
        hint = (
            "Have it sewn in several signatures (handpress impose FILE --scheme sections) or bound at the spine "
            "(--scheme signature-16), make it two volumes, or set it tighter."
        )
        return (Finding("booklet-too-thick", f"{size}; above {scheme.too_thick} it cannot be made.", hint=hint),)
    if scheme.thick is not None and total > scheme.thick:
        hint = "Print it on thin paper, and give the thickness of the paper so that creep is made good."
        return (Finding("booklet-thick", f"{size}; above {scheme.thick} it will not lie flat.", hint=hint),)
    return ()


def _overfull(count: int, scheme: Scheme) -> Finding:
    message = f"The {scheme.product} holds {scheme.holds} pages, and the PDF has {count}."
    return Finding("booklet-too-thick", message, hint="Take pages out, or another scheme: --scheme saddle-stitch.")


def _bleed(bed: Bed) -> Iterator[Finding]:
    room, scheme = bed.room_for_bleed, bed.job.scheme
    if not scheme.trimmed or bed.bleed < _LEAST_BLEED or room >= bed.bleed - _LEAST_BLEED:
        return
    outer_edges = 1 if scheme.across is Joint.FOLD else 2
    whole = (bed.frame[0] + outer_edges * bed.bleed, bed.frame[1] + 2 * bed.bleed)
    larger = _sheets_for(whole, bed.job)
    message = (
        f"The pages have {bed.bleed / POINTS_PER_MM:.1f} mm of bleed, but {bed.sheet.name} paper has room for "
        f"{room / POINTS_PER_MM:.1f} mm."
    )
    yield Finding("bleed-cut", message, hint=f"Take {larger} paper, and trim it." if larger else "Take a larger sheet.")


def _annotations(annotated: Sequence[int]) -> Iterator[Finding]:
    if annotated:
        named = ", ".join(map(str, annotated[:5])) + (" …" if len(annotated) > 5 else "")
        pages = f"page {named}" if len(annotated) == 1 else f"pages {named}"
        message = f"What is laid over {pages} (form fields, stamps, comments) is not on the sheets."
        hint = "If it is to be printed, print the PDF into a new PDF first, and impose that."
        yield Finding("annotations-left-out", message, hint=hint)


def _marks(formes: Sequence[Forme], job: Job) -> Iterator[Finding]:
    """Marks that somebody asked for and that are on no sheet."""
    drawn = frozenset[str]().union(*(forme.marks for forme in formes))
    missing = sorted((job.marks or frozenset()) - drawn)
    if missing:
        message = f"No {' and no '.join(missing)} marks are on the sheets: the pages leave no room, or there is no use."
        hint = "Take a larger sheet; only what is folded has folds, and only what is stitched has staples."
        yield Finding("marks-left-out", message, hint=hint)


def _check_fit(leaves: Sequence[Leaf], sheet: Sheet, job: Job) -> None:
    """Raise ``PressError`` for the first page that is larger than its place on the sheet."""
    room = cell_size(job, sheet)
    for leaf in leaves:
        if fits(leaf.size, room):
            continue
        larger = _sheets_for(leaf.size, job)
        raise PressError(
            f"Page {leaf.number} measures {in_mm(leaf.size)} mm, but a page of a {job.scheme.product} "
            f"on {sheet.name} paper may measure at most {in_mm(room)} mm.",
            hint=(f"It fits on {larger} paper." if larger else "It fits on no sheet the press knows by name.")
            + " To make the pages smaller: --scale fit.",
        )


def _sheets_for(size: tuple[float, float], job: Job) -> str:
    """The sheets on which pages of ``size`` fit, in words."""
    fitting = [sheet.name for sheet in SHEETS.values() if fits(size, cell_size(job, best_way(job, sheet, size)))]
    return " or ".join(filter(None, [", ".join(fitting[:-1]), *fitting[-1:]]))
