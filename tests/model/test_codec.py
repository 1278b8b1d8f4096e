"""The JSON form of a document: back again without a difference, and strict about what it takes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import documents, working_documents

from handpress.model import codec
from handpress.model.codec import CodecError
from handpress.model.document import Document, Metadata, Note, Part, PartKind
from handpress.model.nodes import Align, Emphasis, NoteCall, OrderedList, Paragraph, Table, Text
from handpress.model.spans import Span

WHERE = Span("article.md", 1, 2, 3, 4)
DOCUMENT = Document(
    "on-bread",
    Metadata("On Bread", "en", "2026"),
    parts=(
        Part(
            "article",
            PartKind.ARTICLE,
            (),
            (
                Paragraph((Text("Bread", span=WHERE), NoteCall("1"))),
                OrderedList((), start=3, tight=False),
                Table((Align.END,), ((Text("Year"),),), (((Emphasis((Text("1917"),)),),),)),
            ),
            (Note("1", (Paragraph((Text("Rye."),)),), "Ed.", " — Ed."),),
        ),
    ),
)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.one_of(documents(), working_documents()))
def test_a_document_comes_back_as_it_went(document: Document) -> None:
    assert codec.decode(codec.encode(document)) == document


def test_the_same_document_is_the_same_text() -> None:
    assert codec.encode(DOCUMENT) == codec.encode(codec.decode(codec.encode(DOCUMENT)))


def test_places_are_kept_on_demand_only() -> None:
    def place(text: str) -> Span | None:
        paragraph = codec.decode(text).parts[0].content[0]
        assert isinstance(paragraph, Paragraph)
        return paragraph.content[0].span

    assert place(codec.encode(DOCUMENT)) is None
    assert place(codec.encode(DOCUMENT, with_spans=True)) == WHERE


def test_what_goes_without_saying_is_not_said() -> None:
    assert "tight" not in codec.encode(Document("a", DOCUMENT.metadata, parts=(Part("a", PartKind.ARTICLE, (), ()),)))
    assert '"tight": false' in codec.encode(DOCUMENT)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"document": {}}', '{"handpress": 1}', '{"handpress": "1"}'])
def test_what_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(CodecError):
        codec.decode(text)


def changed(path: tuple[str | int, ...], value: Any) -> str:
    """The document's JSON with one value changed; None takes it out."""
    tree = json.loads(codec.encode(DOCUMENT))
    inner = tree
    for step in path[:-1]:
        inner = inner[step]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return json.dumps(tree)


METADATA = ("document", "metadata")
PART = ("document", "parts", 0)


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        (("handpress",), 2, "not a document of version 1"),
        (("more",), 1, "not a document of version 1"),
        ((*METADATA, "title"), None, "document.metadata: Metadata lacks a field"),
        ((*METADATA, "title"), 5, "document.metadata.title: 5 is not"),
        ((*METADATA, "titel"), "On Bread", "document.metadata: Metadata has no 'titel'"),
        ((*METADATA, "node"), "Paragraph", "document.metadata: a 'Paragraph' cannot stand here"),
        ((*METADATA, "node"), "Metadatum", "document.metadata: a 'Metadatum' cannot stand here"),
        ((*METADATA, "node"), None, "document.metadata: a None cannot stand here"),
        ((*PART, "kind"), "articel", "document.parts[0].kind: 'articel' is not"),
        ((*PART, "content"), {}, "document.parts[0].content: a list is needed"),
        ((*PART, "content", 0), "Bread", "document.parts[0].content[0]: 'Bread' is not"),
        ((*PART, "content", 0, "node"), "Text", "document.parts[0].content[0]: a 'Text' cannot stand here"),
        ((*PART, "content", 1, "start"), True, "document.parts[0].content[1].start: True is not"),
        ((*PART, "content", 1, "tight"), 0, "document.parts[0].content[1].tight: 0 is not"),
        ((*PART, "content", 2, "columns"), ["left"], "document.parts[0].content[2].columns[0]: 'left' is not"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(path: tuple[str | int, ...], value: Any, complaint: str) -> None:
    with pytest.raises(CodecError) as caught:
        codec.decode(changed(path, value))
    assert complaint in str(caught.value)
