"""Every scheme, every count of pages: the sheets are printed, folded, cut and read in code, as hands would do it."""

from collections import Counter
from collections.abc import Iterable

import pytest
from tests.imposing.bindery import LEFT, RIGHT, UP, leafed_through
from tests.imposing.finishing import FLAT, finished_book, sheets_of

from handpress.imposing import SCHEMES, SHEETS, Direction, Job, TurnedOn
from handpress.imposing.schemes import SADDLE_STITCH, pad
from handpress.imposing.schemes.folding import even_signatures

BOUND = [name for name in SCHEMES if name not in FLAT]
DIRECTIONS = pytest.mark.parametrize("direction", ["ltr", "rtl"])
COUNTS = range(1, 201)
# For what does not hang on the count: each remainder of a division by 32, and large ones.
SOME = (*range(1, 34), 64, 65, 127, 200)


def counts(scheme: str, wanted: Iterable[int] = COUNTS) -> Iterable[int]:
    return range(1, 9) if scheme == "zine" else wanted


def with_blanks(count: int, total: int, *, back_cover: bool) -> list[int | None]:
    """What must be read: the pages in order, the blanks at the end or before the back cover."""
    blanks: list[int | None] = [None] * (total - count)
    if back_cover and count > 1:
        return [*range(count - 1), *blanks, count - 1]
    return [*range(count), *blanks]


@DIRECTIONS
@pytest.mark.parametrize("scheme", BOUND)
def test_bound_as_its_instruction_says_every_book_reads_from_first_to_last_and_upright(
    scheme: str, direction: Direction
) -> None:
    job = Job(SHEETS["a4"], SCHEMES[scheme], direction=direction)

    for count in counts(scheme):
        seen = leafed_through(finished_book(scheme, sheets_of(job, count, lies=True), direction))
        assert [page.page for page in seen] == with_blanks(count, len(seen), back_cover=job.scheme.back_cover)
        assert all(page.head == UP for page in seen)


@DIRECTIONS
@pytest.mark.parametrize("flip", ["long", "short"])
@pytest.mark.parametrize("lies", [True, False], ids=["lying", "standing"])
@pytest.mark.parametrize("scheme", BOUND)
def test_it_reads_so_whichever_edge_the_printer_turns_the_sheet_on(
    scheme: str, lies: bool, flip: TurnedOn, direction: Direction
) -> None:
    job = Job(SHEETS["a4"], SCHEMES[scheme], direction=direction, flip=flip)

    for count in counts(scheme, SOME):
        seen = leafed_through(finished_book(scheme, sheets_of(job, count, lies=lies), direction))
        assert [page.page for page in seen] == with_blanks(count, len(seen), back_cover=job.scheme.back_cover)
        assert all(page.head == UP for page in seen)


@DIRECTIONS
@pytest.mark.parametrize("scheme", [name for name in BOUND if SCHEMES[name].across == "fold" and name != "zine"])
def test_every_page_has_its_spine_at_the_last_fold_and_lies_as_deep_as_the_leaves_around_it(
    scheme: str, direction: Direction
) -> None:
    job = Job(SHEETS["a4"], SCHEMES[scheme], direction=direction)
    recto, verso = (LEFT, RIGHT) if direction == "ltr" else (RIGHT, LEFT)

    for count in SOME:
        for signature in finished_book(scheme, sheets_of(job, count, lies=True), direction):
            seen = leafed_through([signature])
            assert [page.spine for page in seen] == [recto, verso] * len(signature)
            depths = [min(at, len(signature) - 1 - at) for at in range(len(signature))]
            assert [page.depth for page in seen[::2]] == depths
            assert [page.depth for page in seen[1::2]] == depths


@DIRECTIONS
@pytest.mark.parametrize("scheme", FLAT)
def test_what_is_not_cut_reads_row_by_row_on_every_side(scheme: str, direction: Direction) -> None:
    job = Job(SHEETS["a4"], SCHEMES[scheme], direction=direction)

    for count in COUNTS:
        read = []
        for side in job.sides(count, lies=True):
            way = 1 if direction == "ltr" else -1
            places = sorted(side.placements, key=lambda place: (place.row, way * place.column))
            read += [place.page for place in places]
            assert {(place.turn, place.spine) for place in places} == {(0, None)}
        assert read == with_blanks(count, len(read), back_cover=False)
        assert len(read) - count < SCHEMES[scheme].columns * SCHEMES[scheme].rows


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_sheet_is_wasted(scheme: str) -> None:
    for count in counts(scheme):
        sides = Job(SHEETS["a4"], SCHEMES[scheme]).sides(count, lies=True)
        places = [place for side in sides for place in side.placements]
        assert sum(place.page is None for place in places) < SCHEMES[scheme].multiple
        assert sorted(place.page for place in places if place.page is not None) == list(range(count))


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize("scheme", BOUND)
def test_the_last_page_stays_last_if_it_is_a_back_cover_and_only_then(scheme: str, keep: bool) -> None:
    job = Job(SHEETS["a4"], SCHEMES[scheme], keep_back_cover=keep)

    for count in counts(scheme, SOME):
        seen = leafed_through(finished_book(scheme, sheets_of(job, count, lies=True), "ltr"))
        assert [page.page for page in seen] == with_blanks(count, len(seen), back_cover=keep)


@pytest.mark.parametrize("most", [1, 2, 3, 5, 8])
@pytest.mark.parametrize("scheme", [name for name in BOUND if SCHEMES[name].nests])
def test_signatures_are_as_few_and_as_even_as_may_be_and_cost_no_blank_page(scheme: str, most: int) -> None:
    job = Job(SHEETS["a4"], SCHEMES[scheme], most_sheets=most)

    for count in SOME:
        sheets = sheets_of(job, count, lies=True)
        sizes = Counter(sheet.signature for sheet in sheets).values()
        assert len(sheets) == -(-count // job.scheme.multiple)
        assert len(sizes) == -(-len(sheets) // most)
        assert max(sizes) - min(sizes) <= 1
        seen = leafed_through(finished_book(scheme, sheets, "ltr"))
        assert [page.page for page in seen] == with_blanks(count, len(seen), back_cover=job.scheme.back_cover)


def test_the_drawings_in_the_files_are_true() -> None:
    """The numbers that a reader finds in the drawings of the schemes, compared once with what is printed."""
    twenty = Job(SHEETS["a4"], SCHEMES["sections"]).sides(20, lies=True)
    fronts = [tuple((place.page or 0) + 1 for place in side.placements) for side in twenty if side.face == "front"]
    assert fronts == [(12, 1), (10, 3), (8, 5), (20, 13), (18, 15)]
    assert even_signatures(5, 4) == (3, 2)

    sixteen = Job(SHEETS["a4"], SCHEMES["quarter-folded"]).sides(16, lies=False)
    fronts = [tuple((place.page or 0) + 1 for place in side.placements) for side in sixteen if side.face == "front"]
    assert fronts == [(13, 4, 16, 1), (9, 8, 12, 5)]

    for face in SCHEMES["cut-and-stack-4"].sides(24, keep_back_cover=False)[:2]:
        leaves = [(place.page or 0) // 2 for place in face.placements]
        assert leaves == ([0, 3, 6, 9] if face.face == "front" else [3, 0, 9, 6])


@pytest.mark.parametrize("count", COUNTS)
def test_sheet_k_of_a_booklet_bears_the_pages_of_the_rule(count: int) -> None:
    total = SADDLE_STITCH.padded(count)
    run = [None, *pad(count, total, keep_back_cover=True)]
    sides = SADDLE_STITCH.sides(count, keep_back_cover=True)

    assert len(sides) == total // 2
    for k in range(total // 4):
        front, back = sides[2 * k], sides[2 * k + 1]
        assert [place.page for place in front.placements] == [run[total - 2 * k], run[1 + 2 * k]]
        assert [place.page for place in back.placements] == [run[2 + 2 * k], run[total - 1 - 2 * k]]
        assert (front.sheet, front.face, back.sheet, back.face) == (k + 1, "front", k + 1, "back")


def test_two_pages_are_the_two_covers_and_one_page_is_the_front_cover() -> None:
    assert pad(2, 4, keep_back_cover=True) == (0, None, None, 1)
    assert pad(1, 4, keep_back_cover=True) == (0, None, None, None)


def test_the_table_names_each_scheme_as_the_scheme_names_itself() -> None:
    assert SCHEMES["saddle-stitch"] is SADDLE_STITCH
    assert all(name == scheme.name for name, scheme in SCHEMES.items())
