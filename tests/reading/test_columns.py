"""Every letter of the text is found again in the manuscript, to the column."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handpress.editing.quoting.stretches import stretches
from handpress.model.document import PartKind
from handpress.reading import Changes, read_part

MANUSCRIPT = r"""---
title: Columns
---

He  said *to  all* of them, [and
to me]{.quoted}, that “it is \* so
&amp; not so”, \[so\] and
   left.

> A quotation [of
> *two*
> lines] here.

- An item
  with more[^1] words

| Head | Other *head*
| ---- | ----
| One  | two

[^1]: A note
    of two lines.
"""


def test_the_place_of_every_word_is_where_it_stands() -> None:
    lines = MANUSCRIPT.split("\n")
    part = read_part(MANUSCRIPT, file="a.md", slug="a", kind=PartKind.ARTICLE, language="en").value
    seen = []
    for stretch in stretches(part, marks=True):
        at = 0
        for word in stretch.text.replace("[", " ").replace("]", " ").split():
            start = stretch.text.index(word, at)
            at = start + len(word)
            bare = word.strip(",.“”*&")
            if not bare:
                continue
            span = stretch.span(start, at)
            assert span is not None
            assert lines[span.line - 1][span.column - 1 : span.last_column] == bare
            seen.append(bare)

    assert len(seen) > 30


WORDS = st.lists(
    st.sampled_from(["rye", "*oats*", "wheat,", "“corn”", "l’eau", "a\\*b", "&eacute;t&eacute;", "—"]), min_size=1
)


@given(st.lists(WORDS, min_size=1, max_size=4), st.sampled_from(["", "> ", "    "]))
def test_lines_and_columns_hold_for_any_lines_of_a_paragraph(lines: list[list[str]], prefix: str) -> None:
    head = "[^1]: Note\n" if prefix == "    " else ""
    call = "Called.[^1]\n\n" if head else ""
    typed = call + head + "\n".join(prefix + "  ".join(line) for line in lines) + "\n\nMarker here.\n"
    part = read_part(typed, file="a.md", slug="a", kind=PartKind.ARTICLE, language="en").value
    source = typed.split("\n")
    for stretch in stretches(part, marks=True):
        for at in (at for at, char in enumerate(stretch.text) if char.isascii() and char.isalnum()):
            span = stretch.span(at, at + 1)
            assert span is not None
            # Within a word with entities only its beginning is known.
            if "&" not in source[span.line - 1]:
                assert source[span.line - 1][span.column - 1] == stretch.text[at]


def test_changes_that_were_decided_do_not_move_the_columns() -> None:
    typed = "One {++two++}{--three--} four {~~five~>six~~} seven.\n"
    part = read_part(typed, file="a.md", slug="a", kind=PartKind.ARTICLE, language="en", changes=Changes.ACCEPT).value
    [stretch] = stretches(part, marks=True)
    words = ["One", "two", "four", "six", "seven"]
    spans = [stretch.span(stretch.text.index(word), stretch.text.index(word) + len(word)) for word in words]

    assert stretch.text == "One two four six seven."
    assert [typed[span.column - 1 : span.last_column] for span in spans if span] == words
