"""What must hold for any two documents."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests import strategies

from handpress import comparing, editing
from handpress.model import nodes, walk
from handpress.model.document import Document

_ENGLISH = editing.wording_for("en")


@st.composite
def revisions(draw: st.DrawFn) -> tuple[Document, Document]:
    """A document and what became of it: blocks moved, dropped, doubled, taken from another; words changed."""
    old, other = draw(strategies.documents()), draw(strategies.documents())
    dice = Random(draw(st.integers(0, 10_000)))
    parts = []
    for part in old.parts:
        blocks = [block for block in part.content if dice.random() < 0.8]
        # No note is called twice: the other's labels are the same as the part's own.
        own = _called(blocks)
        blocks += [block for block in other.parts[0].content if dice.random() < 0.3 and not _called([block]) & own]
        if dice.random() < 0.5:
            dice.shuffle(blocks)
        called = _called(blocks)
        notes = {note.label: note for note in (*other.parts[0].notes, *part.notes) if note.label in called}
        parts.append(replace(part, content=tuple(map(_edited(dice), blocks)), notes=tuple(notes.values())))
    dice.shuffle(parts)
    return old, replace(old, metadata=other.metadata, parts=tuple(parts[: dice.randint(1, 2)]))


def _called(blocks: Iterable[nodes.Block]) -> set[str]:
    return {node.label for node in walk.walk(blocks) if isinstance(node, nodes.NoteCall)}


def _edited(dice: Random):  # type: ignore[no-untyped-def]
    def edited(block: nodes.Block) -> nodes.Block:
        if not isinstance(block, nodes.Paragraph) or dice.random() < 0.5:
            return block
        return replace(block, content=(*block.content, nodes.Text(dice.choice((" more", " words than before", "s")))))

    return edited


@given(revisions())
@settings(max_examples=25)  # two documents each: drawing them is most of the time
def test_a_comparison_holds_both_documents(pair: tuple[Document, Document]) -> None:
    old, new = pair
    comparison = comparing.compare(old, new)

    assert comparing.before(comparison) == comparing.normal(old)
    assert comparing.after(comparison) == comparing.normal(new)


@given(strategies.documents())
@settings(max_examples=25)  # two documents each: drawing them is most of the time
def test_comparing_a_document_with_itself_finds_nothing(document: Document) -> None:
    comparison = comparing.compare(document, document)

    assert comparing.summary(comparison) == "nothing changed"
    assert list(comparing.places(comparison, _ENGLISH)) == []
    assert comparing.merge(comparison, _ENGLISH) == comparing.normal(document)


@given(revisions())
@settings(max_examples=25)  # two documents each: drawing them is most of the time
def test_the_merged_document_has_every_word_and_every_note_of_both(pair: tuple[Document, Document]) -> None:
    old, new = pair
    merged = comparing.merge(comparing.compare(old, new), _ENGLISH)

    assert comparing.words_lost(merged, old, new) == ()
    for part in merged.parts:
        calls = [call.label for call in walk.calls(part)]
        assert sorted(calls) == sorted(note.label for note in part.notes), "each note is called once"
