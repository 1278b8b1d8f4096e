import pytest

from handpress.imposing import SCHEMES
from handpress.imposing.schemes import SADDLE_STITCH, Side, pad

EVERY_COUNT = pytest.mark.parametrize("count", range(1, 201))


def folded(sides: tuple[Side, ...]) -> list[int | None]:
    """Nest the printed sheets, fold the lot, and leaf through it: every leaf is a recto and the verso behind it."""
    sheets = [(sides[at].placements, sides[at + 1].placements) for at in range(0, len(sides), 2)]
    # Front half of the booklet: right halves of the fronts, outside in. What lies behind a right half is a left half.
    front = [page for face, back in sheets for page in (face[1].page, back[0].page)]
    rear = [page for face, back in reversed(sheets) for page in (back[1].page, face[0].page)]
    return front + rear


@EVERY_COUNT
def test_a_folded_booklet_reads_from_first_to_last_with_blanks_before_the_back_cover(count: int) -> None:
    read = folded(SADDLE_STITCH.sides(count, keep_back_cover=True))

    blanks = -count % 4
    if count == 1:
        assert read == [0, None, None, None]
    else:
        assert read == [*range(count - 1), *[None] * blanks, count - 1]


@EVERY_COUNT
def test_without_a_back_cover_the_blanks_come_last(count: int) -> None:
    read = folded(SADDLE_STITCH.sides(count, keep_back_cover=False))

    assert read == [*range(count), *[None] * (-count % 4)]


@EVERY_COUNT
def test_sheet_k_of_a_booklet_bears_the_pages_of_the_rule(count: int) -> None:
    total = SADDLE_STITCH.padded(count)
    run = [None, *pad(count, total, keep_back_cover=True)]
    sides = SADDLE_STITCH.sides(count, keep_back_cover=True)

    assert len(sides) == total // 2
    for k in range(total // 4):
        front, back = sides[2 * k], sides[2 * k + 1]
        assert [place.page for place in front.placements] == [run[total - 2 * k], run[1 + 2 * k]]
        assert [place.page for place in back.placements] == [run[2 + 2 * k], run[total - 1 - 2 * k]]
        assert (front.sheet, front.face, front.depth) == (k + 1, "front", k)
        assert (back.sheet, back.face, back.depth) == (k + 1, "back", k)


def test_two_pages_are_the_two_covers_and_one_page_is_the_front_cover() -> None:
    assert pad(2, 4, keep_back_cover=True) == (0, None, None, 1)
    assert pad(1, 4, keep_back_cover=True) == (0, None, None, None)


def test_the_table_names_each_scheme_as_the_scheme_names_itself() -> None:
    assert SCHEMES["saddle-stitch"] is SADDLE_STITCH
    assert all(name == scheme.name for name, scheme in SCHEMES.items())
