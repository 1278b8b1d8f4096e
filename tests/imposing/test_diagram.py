import pytest

from handpress.imposing import SCHEMES, SHEETS, Job, draw_diagram


def diagram(scheme: str, count: int, **wishes: object) -> str:
    job = Job(SHEETS["a4"], SCHEMES[scheme], **wishes)  # type: ignore[arg-type]
    return draw_diagram(job.sides(count, lies=True), job.scheme)


def test_a_sheet_is_drawn_with_its_front_and_its_back() -> None:
    assert diagram("signature-8", 7) == (
        "sheet 1              back\n"
        "+-------+-------+    +-------+-------+\n"
        "|   v5  :   v4  |    |   v3  :   v6  |\n"
        "+- - - -+- - - -+    +- - - -+- - - -+\n"
        "|   ·   :   1   |    |   2   :   7   |\n"
        "+-------+-------+    +-------+-------+\n"
        "\n"
        ":  - -   fold\n"
        "v   page that stands on its head\n"
        "·   blank page\n"
    )


def test_a_zine_shows_its_slit_and_has_no_back() -> None:
    assert diagram("zine", 8).splitlines()[:6] == [
        "sheet 1",
        "+-------+-------+-------+-------+",
        "|   v5  :   v4  :   v3  :   v2  |",
        "+- - - -+=======+=======+- - - -+",
        "|   6   :   7   :   8   :   1   |",
        "+-------+-------+-------+-------+",
    ]
    assert "===   slit" in diagram("zine", 8)


def test_waste_is_empty_and_what_is_cut_is_a_line() -> None:
    lines = diagram("quarter-cut", 4).splitlines()

    assert lines[3:5] == ["+-------+-------+    +-------+-------+", "|       :       |    |       :       |"]
    assert lines[-1] == "---   cut"
    assert "|  ---   cut" in diagram("cut-and-stack-4", 8)


@pytest.mark.parametrize(("count", "shown"), [(16, False), (40, True)])
def test_signatures_are_named_where_there_are_several(count: int, shown: bool) -> None:
    assert ("sheet 1, signature 1" in diagram("sections", count)) == shown


def test_a_book_bound_at_the_right_is_drawn_so() -> None:
    assert "|   1   :   4   |    |   3   :   2   |" in diagram("saddle-stitch", 4, direction="rtl")
    assert "|   1   :   4   |    |   3   :   2   |" not in diagram("saddle-stitch", 4)
