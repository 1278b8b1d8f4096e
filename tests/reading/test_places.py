"""Text found as it was typed, and the same text looked for word by word: the places must be the same."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handpress.reading import places
from handpress.reading.changes import Changes, settle
from handpress.reading.dialect import Dialect
from handpress.reading.source import Stretch, lines_of

WORDS = (
    *("words", "a", "1917", "x_y", "*so*", "half*way*", "[^1]", "[x](http://a.b/c)", "&eacute;t&eacute;", "AT&T", "—"),
    *("`code`", "\\[no\\]", "[sic]", "1. item", "3.", "- item", "> quoted", "{++in++}", "{--out--}"),
)
GAPS = (" ", " ", "  ", "\n", "\n\n", "\t", "", " \n", "  \n", "\n    ")
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=1, max_size=20).map(
    lambda pieces: "".join(word + gap for word, gap in pieces)
)


def told(text: str) -> Iterator[tuple[object, ...]]:
    """What is told of each run of text: itself, its first and last word, its turns; and then what was lost."""
    lines, _, _ = settle(lines_of(text), "file", Changes.ACCEPT)
    dialect = Dialect()
    [root] = dialect.parse([Stretch(lines)])
    chunks, lost = places.align(root, lines, dialect.references)
    for chunk in chunks.values():
        whole = (0, len(chunk.text))
        yield chunk.text, chunk.between(*whole), chunk.turns(*whole)
    yield lost


@given(TEXTS)
def test_both_ways_tell_the_same_places(text: str) -> None:
    quick = list(told(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "_as_typed", lambda *_: None)
        patch.setattr(places, "_run", places.Chunk)
        slow = list(told(text))

    assert quick == slow


def test_a_line_and_wide_spaces_turn() -> None:
    lines = lines_of("One two\nthree  four\n   five")
    [root] = Dialect().parse([Stretch(lines)])
    chunks, lost = places.align(root, lines)
    [chunk] = chunks.values()

    assert isinstance(chunk, places.Typed)
    assert chunk.turns(0, len(chunk.text)) == ((6, 2, 1), (11, 2, 8), (15, 3, 4))
    assert chunk.between(0, len(chunk.text)) == (places.Place(1, 1, 3), places.Place(3, 4, 7))
    assert lost == ()


def test_text_that_stands_twice_is_found_where_it_stands_behind_what_is_before_it() -> None:
    lines = lines_of("*so* and so *so*")
    [root] = Dialect().parse([Stretch(lines)])
    chunks, _ = places.align(root, lines)
    first = [chunk.between(0, len(chunk.text))[0] for chunk in chunks.values()]

    assert [(place.column, place.last_column) for place in first if place] == [(2, 3), (6, 8), (14, 15)]
