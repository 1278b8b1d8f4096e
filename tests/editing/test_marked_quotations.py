"""Quotations that the manuscript marks, and the tree in which every quotation that was found knows its original."""

from __future__ import annotations

import pytest
from hypothesis import given
from msgspec.structs import replace
from tests.editing.documents import document, letters, note, paragraph, part, text
from tests.strategies import documents

from handpress.editing import find_quotations, mark_quotations, set_typography
from handpress.model import nodes, walk
from handpress.model.document import Document, Part
from handpress.model.nodes import Block, Claim, Emphasis, NoteCall, Paragraph, Quotation, Quoted, Text
from handpress.model.quoted import Grade, QuotedPassage
from handpress.model.spans import Span

ARTICLE = part(
    paragraph("The crowd did not wait to be told what to do."),
    nodes.Verse(((nodes.VerseLine(text("It went home")), nodes.VerseLine(text("and came back in the morning"))),)),
    paragraph("It went home, and it did not wait for bread."),
    notes=(note("1", "Four hundred of them, or so the books would have it."),),
)


def reply(*content: Block, to: str = "article") -> Part:
    return replace(part(*content, slug="reply", title="An Answer"), replies_to=to)


def found(answer: Part, *others: Part) -> tuple[QuotedPassage, ...]:
    return find_quotations(document(ARTICLE, *others, answer))


def marked(words: str, claim: Claim = Claim.QUOTED, slug: str = "", number: int = 0) -> list[tuple[str, Grade, int]]:
    """What is found of marked words in an answer, with the place of the original."""
    content = (Text("He says that it "), Quoted(text(words), claim, slug, number), Text(" and so on."))
    return [(one.words, one.grade, one.target_paragraph) for one in found(reply(Paragraph(content)))]


# --- marks ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "slug", "number", "expected"),
    [
        ("wait", "", 0, ("wait", Grade.EXACT, 1)),
        ("“did not wait”", "article", 0, ("did not wait", Grade.EXACT, 1)),
        ("did not wait", "article", 2, ("did not wait", Grade.EXACT, 3)),
        ("did not […] bread", "", 2, ("did not […] bread", Grade.ALTERED, 3)),
        ("did not want to be told", "", 0, ("did not want to be told", Grade.MISQUOTED, 1)),
        ("bread", "article", 1, ("bread", Grade.MISSING, 0)),
        ("stones", "", 0, ("stones", Grade.MISSING, 0)),
        ("came back", "", 1, ("came back", Grade.EXACT, 2)),
    ],
)
def test_marked_words_must_stand_in_the_part_and_paragraph_they_are_marked_for(
    words: str, slug: str, number: int, expected: tuple[str, Grade, int]
) -> None:
    assert marked(words, Claim.QUOTED, slug, number) == [expected]


@pytest.mark.parametrize(("slug", "number"), [("lost", 0), ("reply", 0), ("article", 9)])
def test_what_no_mark_can_mean_is_for_the_checks_to_say(slug: str, number: int) -> None:
    assert marked("did not wait", Claim.QUOTED, slug, number) == []


@pytest.mark.parametrize("words", ["“did not wait to be told”", "did not wait to be told"])
def test_what_is_from_elsewhere_is_not_looked_for(words: str) -> None:
    bare = words.strip("“”")

    assert marked(words, Claim.ELSEWHERE) == []
    around = (Text("He says “"), Quoted(text(bare), Claim.ELSEWHERE), Text("”, says he."))
    assert found(reply(Paragraph(around))) == ()


def test_a_quotation_around_words_from_elsewhere_is_still_one() -> None:
    content = (Text("He says “The crowd did "), Quoted(text("not wait"), Claim.ELSEWHERE), Text(" to be told”."))

    assert [(one.words, one.grade) for one in found(reply(Paragraph(content)))] == [
        ("The crowd did not wait to be told", Grade.EXACT)
    ]


def test_a_part_that_replies_to_none_may_quote_by_name() -> None:
    content = (Text("It “did not wait to be told” and it "), Quoted(text("went home"), part="article"))
    block = Quotation((paragraph("The crowd did not wait"),))
    passages = found(reply(Paragraph(content), block, replace(block, claim=Claim.QUOTED, part="article"), to=""))

    assert [(one.words, one.block, one.marked) for one in passages] == [
        ("went home", False, True),
        ("The crowd did not wait", True, True),
    ]


@pytest.mark.parametrize(
    ("claim", "words", "grade"),
    [
        (Claim.QUOTED, "It went", Grade.EXACT),
        (Claim.QUOTED, "Nobody has ever said anything like this.", Grade.MISSING),
        (Claim.ELSEWHERE, "The crowd did not wait to be told", Grade.ABSENT),
    ],
)
def test_a_block_quotation_may_be_marked_too(claim: Claim, words: str, grade: Grade) -> None:
    [passage] = found(reply(Quotation((paragraph(words),), text("On Bread"), claim)))

    assert (passage.grade, passage.marked) == (grade, True)


def test_a_marked_quotation_in_somebody_elses_stands_for_itself() -> None:
    inner = Quotation((paragraph("It went home."),), claim=Claim.QUOTED)
    outer = Quotation((paragraph("We read:"), inner, paragraph("What rot!")), claim=Claim.ELSEWHERE)
    passages = found(reply(outer))

    assert [(one.words, one.grade, one.ordinal) for one in passages] == [
        ("We read: What rot!", Grade.ABSENT, 1),
        ("It went home.", Grade.EXACT, 2),
    ]


def test_an_original_in_another_normal_form_has_its_places_too() -> None:
    span = Span("article.md", 5, 5, 1, 40, ((18, 5, 40),))
    article = part(Paragraph((Text("Un cafe\u0301 pour e\u0301te\u0301 et l’a [a]", span=span),)))
    answer = reply(paragraph("He says “Un café pour été et l’a”."))
    [passage] = find_quotations(document(article, answer))

    assert (passage.grade, passage.target_span and passage.target_span.line) == (Grade.EXACT, 5)


# --- the tree ------------------------------------------------------------------------------------------------


def traced(*content: Block) -> tuple[Block, ...]:
    """An answer's text once its quotations know what they quote."""
    whole = document(ARTICLE, reply(*content))
    return mark_quotations(whole, find_quotations(whole)).parts[1].content


def test_a_run_becomes_a_quotation_of_its_paragraph() -> None:
    [made] = traced(paragraph("He says “did not wait for bread”, and laughs."))

    assert made == Paragraph(
        (
            Text("He says “"),
            Quoted(text("did not wait for bread"), Claim.OPEN, "article", 2),
            Text("”, and laughs."),
        )
    )


def test_a_run_that_begins_inside_an_inline_is_parted_there() -> None:
    stressed = Emphasis((Text("so: “did not"), NoteCall("1")))
    [made] = traced(Paragraph((Text("He says "), stressed, Text(" wait to"), Emphasis(text(" be told")), Text("”."))))

    assert isinstance(made, Paragraph)
    assert made.content == (
        Text("He says "),
        Emphasis((Text("so: “"), Quoted((Text("did not"), NoteCall("1")), Claim.OPEN, "article", 1))),
        Quoted((Text(" wait to"), Emphasis(text(" be told"))), Claim.OPEN, "article", 1),
        Text("”."),
    )


def test_marks_and_block_quotations_are_told_the_paragraph() -> None:
    inner = Quoted(text("went home"), part="article", paragraph=2)
    content = (Text("“It "), inner, Text(", and it did not wait for bread”"))
    block = Quotation((paragraph("The crowd did not wait"),), text("him"))
    run, quotation = traced(Paragraph(content), block)

    assert run == Paragraph(
        (
            Text("“"),
            Quoted((Text("It "), inner, Text(", and it did not wait for bread")), Claim.OPEN, "article", 2),
            Text("”"),
        )
    )
    assert quotation == replace(block, part="article", paragraph=1)


def test_verse_tables_lists_and_notes_are_gone_through() -> None:
    said = "“did not wait to be told”"
    verse = nodes.Verse(((nodes.VerseLine(text("And yet:")), nodes.VerseLine(text(said))),))
    table = nodes.Table((nodes.Align.START,) * 2, (text("One"), text("Two")), ((text("He says"), text(said)),))
    terms = nodes.DefinitionList((nodes.Definition((text("To wait"), text(said)), ((paragraph(said),),)),))
    items = nodes.BulletList((nodes.ListItem((paragraph(said),)),))
    figure = nodes.Figure("a.png", "A crowd", text(said))
    aside = nodes.Headnote((paragraph(said),), "Ed.")
    answer = replace(reply(aside, verse, table, terms, items, figure), notes=(note("n", said),))
    whole = document(ARTICLE, answer)
    made = mark_quotations(whole, find_quotations(whole))

    quoted = [node for node in walk.document_nodes(made) if isinstance(node, Quoted)]
    assert [walk.inline_text(node.content) for node in quoted] == [said.strip("“”")] * 8
    assert {(node.part, node.paragraph) for node in quoted} == {("article", 1)}


def test_what_was_traced_to_nothing_stays_as_it_is() -> None:
    block = Quotation((paragraph("Nobody has ever said this."),), text("A. Baker, On Bread"))
    lost = Paragraph((Text("Or "), Quoted(text("that"))))

    assert traced(block, lost) == (block, lost)


@given(documents())
def test_marking_changes_no_word_of_any_document(made: Document) -> None:
    first, *others = made.parts
    quoted = "".join(walk.inline_text(block.content) for block in first.content if isinstance(block, Paragraph))
    answers = [replace(one, replies_to=first.slug, content=(*one.content, paragraph(f"“{quoted}”"))) for one in others]
    whole = set_typography(replace(made, parts=(first, *answers)))
    done = mark_quotations(whole, find_quotations(whole))

    assert letters(done) == letters(whole)
    assert [walk.inline_text((n,)) for n in walk.document_nodes(done) if isinstance(n, nodes.Code | NoteCall)] == [
        walk.inline_text((n,)) for n in walk.document_nodes(whole) if isinstance(n, nodes.Code | NoteCall)
    ]
    # What the press has found is no mark: looked for again, the same is found.
    assert [(one.words, one.grade) for one in find_quotations(done)] == [
        (one.words, one.grade) for one in find_quotations(whole)
    ]
