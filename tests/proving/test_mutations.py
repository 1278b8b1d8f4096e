"""Remove, double, move or alter one word or one note in a finished file: proving tells of every one."""

from __future__ import annotations

import pytest
from tests.proving.mutating import finished, mutations, told


def escaped(count: int, seed: int) -> list[str]:
    """The mutations that proving did not see."""
    return [name for name, say in mutations(count, seed) if not say()]


def test_the_files_as_they_were_finished_have_nothing_amiss() -> None:
    files = finished()

    assert told(epub=files.epub) == told(pdf=files.pdf) == told(booklet=files.booklet) == ()


@pytest.mark.parametrize("seed", range(3))
def test_no_mutation_escapes(seed: int) -> None:
    assert escaped(20, seed) == []


@pytest.mark.stress
def test_none_of_many_mutations_escapes() -> None:
    assert escaped(600, 1917) == []
