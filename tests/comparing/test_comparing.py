"""What a comparison says of small texts, and how a merged text reads."""

from __future__ import annotations

import pytest

from handpress import comparing, editing, reading
from handpress.comparing import Kind
from handpress.model import nodes, walk
from handpress.model.document import Document, Metadata, PartKind
from handpress.reading import Changes

_ENGLISH = editing.wording_for("en")
_MEADOW = "The meadow behind the mill was mown in June by seven men."
_RIVER = "Nobody has crossed the river since the bridge fell in March."
_BREAD = "Bread was dear that winter, and flour was dearer still."


def document(*texts: str, title: str = "T") -> Document:
    """A pamphlet of an article and what follows it, as their manuscripts say."""
    slugs = (("article", PartKind.ARTICLE), ("reply", PartKind.REPLY), ("letter", PartKind.LETTER))
    parts = tuple(
        reading.read_part(text, file=f"{slug}.md", slug=slug, kind=kind, changes=Changes.ACCEPT).value
        for text, (slug, kind) in zip(texts, slugs, strict=False)
    )
    return Document("p", Metadata(title, "en", "2026"), (), parts)


def merged(old: str, new: str) -> list[str]:
    """Each block of the merged article as its reader reads it."""
    both = comparing.merge(comparing.compare(document(old), document(new)), _ENGLISH)
    return [walk.inline_text((block,)) for block in both.parts[0].content]  # type: ignore[arg-type]


def told(old: Document, new: Document) -> str:
    """The line for a commit message."""
    return comparing.summary(comparing.compare(old, new))


@pytest.mark.parametrize(
    ("old", "new", "read"),
    [
        ("one two three", "one 2 three", ["one {--two--}{++2++} three"]),
        ("one two three", "one two and three", ["one two {++and ++}three"]),
        ("one two three", "one three", ["one {--two --}three"]),
        ("one two three four", "one 2 3 four", ["one {--two three--}{++2 3++} four"]),
        ("a *b c d* e f", "a *b x d* e f", ["a b {--c--}{++x++} d e f"]),
        ("a b c d e", "a *b* c d e", ["a {--b--}{++b++} c d e"]),
        ("# T\n\n## One\n\ntext here", "# T\n\n## Two\n\ntext here", ["{--One--}{++Two++}", "text here"]),
        (f"{_MEADOW}", f"{_MEADOW}\n\n{_BREAD}", [_MEADOW, f"{{++{_BREAD}++}}"]),
        ("", _BREAD, [f"{{++{_BREAD}++}}"]),
        ("- one\n- two", "- one\n- three\n- two", ["one{++three++}two"]),
        # A vowel sign and a joiner part no word.
        ("تُطوى باليد", "طُوِيَت باليد", ["{--تُطوى--}{++طُوِيَت++} باليد"]),
        ("کتاب می‌خواند", "کتاب نمی‌خواند", ["کتاب {--می‌خواند--}{++نمی‌خواند++}"]),
    ],
)
def test_words_inserted_and_deleted_are_shown_where_they_stand(old: str, new: str, read: list[str]) -> None:
    assert merged(old, new) == read


def test_a_block_that_moved_says_where_from_and_where_to() -> None:
    old, new = (
        f"{_MEADOW}\n\n{_RIVER}\n\n{_BREAD}\n\nThe end has come at last.",
        f"{_RIVER}\n\n{_BREAD}\n\n{_MEADOW.replace('seven', 'eight')}\n\nThe end has come at last.",
    )

    assert merged(old, new)[0] == "{>>moved to ¶ 3: “The meadow behind the mill was…”<<}"
    assert merged(old, new)[3].startswith("{>>moved from ¶ 1<<} The meadow")
    assert "by {--seven--}{++eight++} men" in merged(old, new)[3]
    assert told(document(old), document(new)) == "article: 1 paragraph moved"


def test_a_block_may_move_into_another_part() -> None:
    old, new = document(f"{_MEADOW}\n\n{_RIVER}", _BREAD), document(_MEADOW, f"{_BREAD}\n\n{_RIVER}")
    steps = {step.kind: step.place for part in comparing.compare(old, new).parts for step in part.content}

    assert steps[Kind.MOVED] == comparing.Place("article", 2)
    assert steps[Kind.LEFT] == comparing.Place("reply", 2)


def test_a_note_is_the_same_note_under_another_number() -> None:
    old = document("A word[^1] and a word.\n\n[^1]: The first note of them all.")
    new = document("A word[^2] and a[^1] word.\n\n[^1]: Quite another one.\n\n[^2]: The first note of them all.")

    assert told(old, new) == "article: 1 paragraph changed, 1 note added"


def test_a_note_that_is_gone_can_still_be_read_and_is_called_where_it_was() -> None:
    old = document("A word[^1] and a word.\n\n[^1]: The first note of them all.")
    both = comparing.merge(comparing.compare(old, document("A word and a word.")), _ENGLISH)

    note = both.parts[0].notes[0].content[0]
    assert isinstance(note, nodes.Paragraph)
    assert walk.inline_text(note.content) == "{--The first note of them all.--}"
    assert [call.label for call in walk.calls(both.parts[0])] == ["1"]


def test_a_note_whose_call_goes_elsewhere_has_moved() -> None:
    note = "\n\n[^1]: The first note of them all."

    assert told(document(f"A word[^1] and a stop.{note}"), document(f"A word and a stop.[^1]{note}")) == (
        "article: 1 paragraph changed, 1 note moved"
    )


def test_titles_parts_and_what_the_pamphlet_says_of_itself_are_compared() -> None:
    old = document("---\ntitle: On Bread\n---\n\nText.", "Reply.", title="Bread")
    new = document("---\ntitle: On White Bread\n---\n\nText.", title="White Bread")

    assert told(old, new) == "pamphlet: title changed; article: title changed; reply: removed"


def test_the_order_of_parts_is_compared() -> None:
    old = document(_MEADOW, _RIVER, _BREAD)
    new = Document(old.slug, old.metadata, (), (old.parts[2], old.parts[0], old.parts[1]))

    assert told(old, new) == "letter: moved among the parts"


def test_what_was_added_one_way_was_removed_the_other_way() -> None:
    old = document(f"{_MEADOW}\n\n{_RIVER}\n\nOne[^1].\n\n[^1]: A note.")
    new = document(f"{_MEADOW.replace('seven', '7')}\n\n{_BREAD}\n\n{_RIVER}\n\nOne.")
    there, back = (comparing.counts(comparing.compare(*pair)) for pair in ((old, new), (new, old)))
    other = {Kind.INSERTED: Kind.DELETED, Kind.DELETED: Kind.INSERTED}

    assert {(other.get(kind, kind), name): number for (kind, name), number in there.items()} == dict(back)
    assert there[Kind.INSERTED, "paragraph"] == 1


def test_a_lost_word_is_noticed() -> None:
    old, new = document(_MEADOW), document(_BREAD)

    assert comparing.words_lost(new, old, new)[:2] == ("June", "The")
    assert comparing.words_lost(comparing.merge(comparing.compare(old, new), _ENGLISH), old, new) == ()


def test_every_change_is_listed_with_its_place() -> None:
    old = document(f"# T\n\n## One\n\n{_MEADOW}\n\n| a | b |\n| --- | --- |\n| c | d |")
    new = document(f"# T\n\n## Two\n\n{_MEADOW}\n\n| a | b |\n| --- | --- |\n| c | e |")
    listed = list(comparing.places(comparing.compare(old, new), _ENGLISH))

    assert [(item.anchor, item.heading) for item in listed] == [("", 1), ("article-p2", 0)]
    assert isinstance(old.parts[0].content[2], nodes.Table)


@pytest.mark.parametrize("up", [True, False])
def test_of_two_neighbours_that_changed_places_the_shorter_one_has_moved(up: bool) -> None:
    longer = f"{_BREAD} {_RIVER}"
    one, other = f"{longer}\n\n{_MEADOW}", f"{_MEADOW}\n\n{longer}"
    blocks = merged(one, other) if up else merged(other, one)

    assert longer in blocks
    assert sum("moved" in block for block in blocks) == 2
