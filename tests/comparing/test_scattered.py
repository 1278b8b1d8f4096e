"""A long text with edits scattered over it: every edit is found, and nothing else."""

from __future__ import annotations

from random import Random

import pytest
from tests.comparing.test_comparing import document

from handpress import comparing
from handpress.comparing import Kind


def _long(paragraphs: int, dice: Random) -> list[str]:
    words = [f"w{dice.randrange(4000)}" for _ in range(paragraphs * 100)]
    return [" ".join(words[at : at + 100]) for at in range(0, len(words), 100)]


def _scattered(paragraphs: int, edits: int) -> None:
    dice = Random(7)
    old = _long(paragraphs, dice)
    new: list[str] = []
    wanted = {Kind.CHANGED: 0, Kind.INSERTED: 0, Kind.DELETED: 0}
    edited = set(dice.sample(range(1, paragraphs - 1), edits))
    for place, text in enumerate(old):
        kind = dice.choice((Kind.CHANGED, Kind.CHANGED, Kind.INSERTED, Kind.DELETED)) if place in edited else None
        if kind is Kind.CHANGED:
            words = text.split()
            words[dice.randrange(len(words))] = f"edit{place}"
            new.append(" ".join(words))
        elif kind is Kind.INSERTED:
            new += [text, " ".join(f"new{place}x{n}" for n in range(30))]
        elif kind is None:
            new.append(text)
        if kind:
            wanted[kind] += 1
    comparison = comparing.compare(document("\n\n".join(old)), document("\n\n".join(new)))

    assert dict(comparing.counts(comparison)) == {(kind, "paragraph"): number for kind, number in wanted.items()}
    changed = [step for step in comparison.parts[0].content if step.kind is Kind.CHANGED]
    for step in changed:
        inner = [one.kind for one in step.slots[0] if one.kind is not Kind.KEPT]
        assert sorted(inner) == [Kind.DELETED, Kind.INSERTED], "one word went, one came"


def test_every_edit_of_a_short_text_is_found_and_no_other() -> None:
    _scattered(100, 50)


@pytest.mark.stress
def test_every_one_of_500_edits_in_100_000_words_is_found_and_no_other() -> None:
    _scattered(1000, 500)
