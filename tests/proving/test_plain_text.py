"""The plainest output there is: the words of a document in a row, and the same words in its XHTML."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from hypothesis import given, settings
from tests.strategies import documents

from handpress.editing import prepare
from handpress.model import walk
from handpress.model.document import Document
from handpress.writing.xhtml import Medium, NotePlacement, write_part


def plain(nodes: tuple[walk.Node, ...]) -> str:
    said = "".join(f" {walk.words(node)}{plain(tuple(walk.children(node)))}{walk.closing(node)}" for node in nodes)
    return "".join(said.split())


def shown(element: Element) -> Iterator[str]:
    """The words of an element that are the manuscript's: without what the press says, calls, and notes."""
    ours = element.get("class", "").split()
    if not {"press", "call", "notes"} & set(ours):
        yield element.text or ""
        for child in element:
            yield from shown(child)
            yield child.tail or ""


@settings(max_examples=25)
@given(documents())
def test_the_xhtml_of_every_document_says_what_its_plain_text_says(document: Document) -> None:
    facts = prepare(document)
    for part in document.parts:
        section = write_part(part, facts, Medium(NotePlacement.END, picture=str))
        text = "".join("".join(shown(section)).split())
        expected = "".join(plain(group) for group in walk.parts_of_text(part))

        assert text.replace("—", "") == expected.replace("—", "")


@settings(max_examples=25)
@given(documents())
def test_every_note_of_every_document_stands_in_its_xhtml(document: Document) -> None:
    facts = prepare(document)
    for part in document.parts:
        section = write_part(part, facts, Medium(NotePlacement.END, picture=str))
        notes = [element for element in section.iter() if element.get("role") == "doc-footnote"]
        by_label = walk.notes_by_label(part)
        labels = facts.parts[part.slug].called

        assert len(notes) == len(part.notes)
        for element, label in zip(notes, labels, strict=True):
            note = by_label[label]
            text = "".join("".join(shown(element)).split())
            assert text.replace("—", "") == (plain(note.content) + "".join(note.signature.split())).replace("—", "")
