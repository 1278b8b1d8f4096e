"""Opening words in small capitals: only the first words of a part, and the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.editing.documents import document, heading, letters, paragraph, part, text

from handpress.editing import set_openings
from handpress.model.nodes import Block, Emphasis, Headnote, Paragraph, SmallCaps, Text


def opened(*content: Block) -> tuple[Block, ...]:
    return set_openings(document(part(*content))).parts[0].content


def caps(words: str) -> str:
    """What stands in small capitals where a part begins with these words."""
    [block] = opened(paragraph(words))
    assert isinstance(block, Paragraph)
    first = block.content[0]
    if not isinstance(first, SmallCaps):
        return ""
    assert isinstance(first.content[0], Text)
    return first.content[0].text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Bread is what the quarrel was about.", "Bread is what the"),
        ("It rained. Then it stopped.", "It rained"),
        ("Well-off people don’t ask.", "Well-off people don’t"),
        ("Unconstitutionalities everywhere.", "Unconstitutionalities"),
        ("One", "One"),
        ("Mr\u00a0Miller and his bread", "Mr\u00a0Miller and his bread"),
        ("“Bread!” they cried.", ""),
        ("", ""),
    ],
)
def test_some_whole_words_are_set_in_capitals_and_never_across_a_stop(words: str, expected: str) -> None:
    assert caps(words) == expected


def test_only_the_first_paragraph_opens() -> None:
    first, second = opened(paragraph("Bread is dear."), paragraph("So is rent."))

    assert isinstance(first, Paragraph)
    assert isinstance(first.content[0], SmallCaps)
    assert second == paragraph("So is rent.")


def test_what_stands_before_the_first_paragraph_stays_as_it_is() -> None:
    headnote = Headnote((paragraph("From the first printing."),), "Ed.")
    kept, title, text_begins = opened(headnote, heading("Rye"), paragraph("Bread is dear."))

    assert (kept, title) == (headnote, heading("Rye"))
    assert text_begins != paragraph("Bread is dear.")


def test_a_paragraph_that_begins_with_stressed_words_keeps_its_own_beginning() -> None:
    begins = Paragraph((Emphasis(text("Bread")), Text(" is dear.")))

    assert opened(begins) == (begins,)


def test_a_part_without_paragraphs_stays_as_it_is() -> None:
    assert opened(heading("Rye")) == (heading("Rye"),)


@given(st.text(st.sampled_from("aB3é ’'-.,“\u00a0ß"), max_size=60))
def test_openings_change_no_character(words: str) -> None:
    before = document(part(paragraph(words, " and more")))
    after = set_openings(before)
    [block] = after.parts[0].content

    assert letters(after) == letters(before)
    assert isinstance(block, Paragraph)
    shown = "".join(
        node.content[0].text if isinstance(node, SmallCaps) and isinstance(node.content[0], Text)
        else node.text if isinstance(node, Text) else "?"
        for node in block.content
    )  # fmt: skip
    assert shown == words + " and more"
