import pytest

from handpress.project.isbn import read_isbn


@pytest.mark.parametrize(
    "identifier",
    [
        "urn:isbn:9783161484100",
        "978-3-16-148410-0",
        "ISBN 978 3 16 148410 0",
        "ISBN-13: 9783161484100",
        "9783161484100",
    ],
)
def test_an_isbn_is_known_however_it_is_written_and_gets_its_hyphens(identifier: str) -> None:
    assert read_isbn(identifier).number == "978-3-16-148410-0"


@pytest.mark.parametrize(
    "identifier", ["", "urn:uuid:6a5e1c1c", "doi:10.1000/182", "Tract 12", "2026-05", "1234567890"]
)
def test_other_identifiers_are_left_alone(identifier: str) -> None:
    assert read_isbn(identifier) == read_isbn("")


@pytest.mark.parametrize("identifier", ["9783161484109", "urn:isbn:978-3-16-148410-9"])
def test_a_wrong_check_digit_is_told_with_the_right_one(identifier: str) -> None:
    found = read_isbn(identifier)

    assert found.number == ""
    assert "last digit does not agree" in found.problem
    assert "978-3-16-148410-0" in found.hint


@pytest.mark.parametrize("identifier", ["0-306-40615-2", "ISBN 0306406152", "isbn-10: 0306406152"])
def test_ten_digits_are_refused_with_their_thirteen(identifier: str) -> None:
    found = read_isbn(identifier)

    assert found.number == ""
    assert "ten digits" in found.problem
    assert "978-0-306-40615-7" in found.hint


def test_a_wrong_isbn_of_ten_digits_is_told_where_it_is_called_one() -> None:
    assert "0-306-40615-2" in read_isbn("isbn:0-306-40615-3").hint


@pytest.mark.parametrize("identifier", ["urn:isbn:12345", "isbn 978-3-16", "urn:isbn:4006381333931", "ISBN X"])
def test_what_is_called_an_isbn_and_cannot_be_one_is_told(identifier: str) -> None:
    assert "978 or 979" in read_isbn(identifier).problem
