"""What a person may wish of the sheets, and what they are told when it cannot be."""

import math

import pytest
from tests.imposing.samples import finished

from handpress.diagnostics import ExitCode, PressError
from handpress.imposing import SCHEMES, SHEETS, Job, caliper_from, impose, sheet_from


@pytest.mark.parametrize("name", ["a4", "a3", "letter", "legal", "tabloid", "sra3", "sra4"])
def test_a_sheet_may_be_named(name: str) -> None:
    assert sheet_from(name.upper()) is SHEETS[name]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("320x450mm", (320, 450)),
        ("12x18in", (304.8, 457.2)),
        ("32 × 45.5 cm", (320, 455)),
        ("8.5X11IN", (215.9, 279.4)),
    ],
)
def test_a_sheet_may_be_given_by_its_measure(text: str, size: tuple[float, float]) -> None:
    sheet = sheet_from(text)

    assert (sheet.width_mm, sheet.height_mm) == pytest.approx(size)


@pytest.mark.parametrize("text", ["", "a5000", "320x450", "x450mm", "-1x2mm", "nanxnanmm", "1e3x2mm", "320x450pt"])
def test_what_is_no_sheet_is_answered_with_those_there_are(text: str) -> None:
    with pytest.raises(PressError) as caught:
        sheet_from(text)

    assert caught.value.message == f"There is no sheet “{text}”."
    assert "sra3" in caught.value.hint
    assert caught.value.exit_code == ExitCode.USAGE


@pytest.mark.parametrize("text", ["5x5mm", "0x100mm", "9999x100mm"])
def test_a_sheet_that_nobody_can_print_on_is_refused(text: str) -> None:
    with pytest.raises(PressError, match="No sheet measures"):
        sheet_from(text)


@pytest.mark.parametrize(
    ("weight", "bulk", "mm"), [("80gsm", 1.25, 0.1), ("115 g", 0.8, 0.092), ("90g/m²", 1.8, 0.162)]
)
def test_paper_is_as_thick_as_its_weight_and_its_bulk_say(weight: str, bulk: float, mm: float) -> None:
    assert caliper_from(weight, bulk) == pytest.approx(mm)


@pytest.mark.parametrize(("weight", "bulk"), [("heavy", 1.25), ("0gsm", 1.25), ("9000gsm", 1.25), ("80gsm", math.nan)])
def test_what_no_paper_weighs_is_refused(weight: str, bulk: float) -> None:
    with pytest.raises(PressError) as caught:
        caliper_from(weight, bulk)

    assert caught.value.exit_code == ExitCode.USAGE


@pytest.mark.parametrize("factor", [-0.1, 2.0, math.nan, math.inf])
def test_creep_by_an_impossible_factor_is_refused(factor: float) -> None:
    with pytest.raises(PressError, match="Creep cannot be"):
        impose(finished(4), Job(SHEETS["a4"], creep_factor=factor))


@pytest.mark.parametrize("scheme", [name for name, row in SCHEMES.items() if not row.nests])
def test_signatures_of_several_sheets_are_refused_where_nothing_is_nested(scheme: str) -> None:
    with pytest.raises(PressError, match=f"The scheme {scheme} has no signatures"):
        impose(finished(4), Job(SHEETS["a4"], SCHEMES[scheme], most_sheets=2))


def test_a_signature_has_a_sheet() -> None:
    with pytest.raises(PressError, match="at least one sheet"):
        impose(finished(4), Job(SHEETS["a4"], most_sheets=0))


def test_a_thick_booklet_is_told_of_the_other_ways_to_bind_it() -> None:
    [finding] = impose(finished(65), Job(SHEETS["a4"])).findings

    assert "--scheme sections" in finding.hint
    assert "--scheme signature-16" in finding.hint
    assert "two volumes" in finding.hint


@pytest.mark.parametrize("scheme", ["sections", "signature-4", "cut-and-stack-2", "2-up"])
def test_a_book_of_200_pages_can_be_made_in_other_ways_without_a_word(scheme: str) -> None:
    result = impose(finished(200), Job(SHEETS["a3"], SCHEMES[scheme]))

    assert result.value is not None
    assert result.findings == ()


def test_the_limit_holds_for_each_signature() -> None:
    assert impose(finished(200), Job(SHEETS["a4"], most_sheets=12)).findings == ()

    result = impose(finished(200), Job(SHEETS["a4"], most_sheets=20))

    assert result.value is None
    assert result.findings[0].message == "A signature of the booklet has 68 pages; above 64 it cannot be made."


def test_a_zine_has_eight_pages_and_no_more() -> None:
    assert impose(finished(8, (200, 290)), Job(SHEETS["a4"], SCHEMES["zine"])).findings == ()

    result = impose(finished(9, (200, 290)), Job(SHEETS["a4"], SCHEMES["zine"]))

    assert result.value is None
    assert result.findings[0].message == "The zine holds 8 pages, and the PDF has 9."
