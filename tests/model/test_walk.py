"""Reading order, and the words of a document: one answer for all who count, compare or search."""

from __future__ import annotations

from typing import Any, get_type_hints

import pytest
from msgspec import NODEFAULT

from handpress.model import nodes, walk
from handpress.model.codec import fields_of
from handpress.model.document import Document, Metadata, Note, Part, PartKind
from handpress.model.nodes import (
    AddedEmphasis,
    Code,
    Definition,
    DefinitionList,
    Emphasis,
    Interpolation,
    LineBreak,
    Link,
    NoteCall,
    Omission,
    Paragraph,
    Quotation,
    Sic,
    Table,
    Text,
    Verse,
    VerseLine,
)
from handpress.model.spans import Placed


def said(*content: walk.Node) -> list[str]:
    return [node.text for node in walk.walk(content) if isinstance(node, Text)]


def test_the_outer_comes_before_the_inner_and_the_first_before_the_second() -> None:
    inner = Emphasis((Text("b"),))
    paragraph = Paragraph((Text("a"), inner, Text("c")))
    assert list(walk.walk((paragraph,))) == [paragraph, Text("a"), inner, Text("b"), Text("c")]


def test_the_source_is_read_behind_what_is_quoted() -> None:
    assert said(Quotation((Paragraph((Text("a"),)),), source=(Text("b"),))) == ["a", "b"]


def test_a_table_is_read_row_by_row_beginning_with_its_head() -> None:
    table = Table((), ((Text("a"),), (Text("b"),)), (((Text("c"),), (Text("d"),)),))
    assert said(table) == ["a", "b", "c", "d"]


def test_terms_are_read_before_their_meanings() -> None:
    entry = Definition(((Text("a"),), (Text("b"),)), ((Paragraph((Text("c"),)),), (Paragraph((Text("d"),)),)))
    assert said(DefinitionList((entry,))) == ["a", "b", "c", "d"]


def test_verse_is_read_stanza_by_stanza() -> None:
    assert said(Verse(((VerseLine((Text("a"),)),), (VerseLine((Text("b"),)),)))) == ["a", "b"]


@pytest.mark.parametrize(
    "kind",
    [kind for kind in Placed.__subclasses__() if kind.__module__ == nodes.__name__],
    ids=lambda kind: kind.__name__,
)
def test_every_kind_that_holds_other_nodes_shows_them(kind: Any) -> None:
    """A kind whose nodes are walked past would be missing from every output and every proof."""
    holding = {"content", "source", "stanzas", "items", "terms", "meanings", "entries", "head", "rows", "caption"}
    hints = get_type_hints(kind)
    holds = [name for name in kind.__struct_fields__ if hints[name] == nodes.Inlines or name in holding]
    if kind in (nodes.Figure, nodes.Picture):
        holds = [name for name in holds if name != "source"]  # a file's name here
    shapes = {
        "stanzas": ((VerseLine((Text("x"),)),),),
        "items": (nodes.ListItem((Paragraph((Text("x"),)),)),),
        "entries": (Definition(((Text("x"),),), ()),),
        "terms": ((Text("x"),),),
        "meanings": ((Paragraph((Text("x"),)),),),
        "head": ((Text("x"),),),
        "rows": (((Text("x"),),),),
    }
    for name in holds:
        empty = {name: () for name, default in fields_of(kind) if default is NODEFAULT}
        node = kind(**{**empty, name: shapes.get(name, (Text("x"),))})
        assert "x" in said(node), f"{kind.__name__}.{name} is not walked"


@pytest.mark.parametrize(
    ("inline", "text"),
    [
        (Text("a"), "a"),
        (Code("a"), "a"),
        (LineBreak(), "\n"),
        (Sic(), "[sic]"),
        (Sic("sic!"), "[sic!]"),
        (Omission(), "[…]"),
        (AddedEmphasis(), "[emphasis added]"),
        (Interpolation((Text("a"),), "Ed.", " — Ed."), "[a — Ed.]"),
        (Link("#a", (Emphasis((Text("a"),)),)), "a"),
        (NoteCall("1"), ""),
        (nodes.Picture("a.png", "a"), ""),
    ],
)
def test_the_words_of_an_inline(inline: nodes.Inline, text: str) -> None:
    assert walk.inline_text((inline,)) == text


PART = Part(
    "article",
    PartKind.ARTICLE,
    title=(Text("A"), NoteCall("1")),
    subtitle=(Text("B"),),
    byline=(Text("C"),),
    content=(Paragraph((Text("D"), NoteCall("2"))),),
    dateline=(Text("E"),),
    source=(Text("F"), NoteCall("3")),
    notes=(Note("2", (Paragraph((Text("G"), NoteCall("4"))),)), Note("1", ()), Note("2", (Paragraph((Text("H"),)),))),
    short_title="I",
)


def test_a_part_is_read_from_its_title_to_its_source_and_then_its_notes() -> None:
    assert [node.text for node in walk.part_nodes(PART) if isinstance(node, Text)] == list("ABCDEFGH")


def test_the_calls_are_those_of_the_running_text() -> None:
    assert [call.label for call in walk.calls(PART)] == ["1", "2", "3"]


def test_of_two_notes_with_one_label_the_first_counts() -> None:
    assert walk.notes_by_label(PART) == {"2": PART.notes[0], "1": PART.notes[1]}


def test_the_characters_are_all_that_may_be_printed() -> None:
    signed = Part("b", PartKind.REPLY, (), (Paragraph((Interpolation((Text("x"),), "Ed.", "—Z"),)),))
    assert walk.characters(Document("a", Metadata("A", "en", "2026"), parts=(PART, signed))) >= set("ABCDEFGHIx—Z")


@pytest.mark.parametrize(
    ("target", "words", "printed"),
    [
        ("https://example.org/a/", "here", "example.org/a"),
        ("mailto:ed@example.org", "here", "ed@example.org"),
        ("https://example.org/a", "https://example.org/a", ""),
        ("mailto:ed@example.org", "ed@example.org", ""),
        ("#place", "here", ""),
    ],
)
def test_an_address_is_printed_where_the_words_do_not_show_it(target: str, words: str, printed: str) -> None:
    assert walk.printed_address(Link(target, (Text(words),))) == printed
