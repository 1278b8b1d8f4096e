"""Random documents over every kind of node, for properties that must hold for all of them.

They are what reading could have made: every note is called exactly once, no call stands in a note, parties are
declared, nothing is empty that a manuscript cannot leave empty. Words are of the scripts the text face has.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from handpress.model import nodes, walk
from handpress.model.document import (
    Contributor,
    Document,
    Metadata,
    Note,
    Part,
    PartKind,
    Party,
    PartyRole,
    Series,
)
from handpress.model.nodes import Block, Blocks, Inline, Inlines
from handpress.model.spans import Span

PARTIES = (
    Party("Ed.", "The Editor", PartyRole.EDITOR, "ed"),
    Party("Tr.", "The Translator", PartyRole.TRANSLATOR),
)
_SIGLA = ("Ed.", "Tr.")
_LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZäöüßéèçñøœæšž"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔ"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГД"

_letters = st.sampled_from((_LATIN, _LATIN, _LATIN, _GREEK, _CYRILLIC, "0123456789")).flatmap(
    lambda script: st.text(st.sampled_from(script), min_size=1, max_size=14)
)
_english = st.sampled_from(
    (
        "the",
        "of",
        "office",
        "fluffy",
        "self-made",
        "emancipation",
        "1848",
        "Dr.",
        "it’s",
        "[but]",
        "(see)",
        "“so”,",
        "—",
    )
)
words = st.one_of(_english, _letters)
"""A word, never empty."""


@st.composite
def plain(draw: st.DrawFn, most: int = 12) -> str:
    """Some words with single spaces between them."""
    return " ".join(draw(st.lists(words, min_size=1, max_size=most)))


@st.composite
def texts(draw: st.DrawFn) -> nodes.Text:
    """A run of text, with or without a space at its ends."""
    before, after = draw(st.sampled_from(("", " "))), draw(st.sampled_from(("", " ")))
    return nodes.Text(before + draw(plain()) + after)


_signatures = st.sampled_from((("", ""), ("", ""), *((siglum, f" — {siglum}") for siglum in _SIGLA)))
_parties = st.sampled_from(("", *_SIGLA))


def _signed(make: Callable[..., Inline], *fields: st.SearchStrategy[object]) -> st.SearchStrategy[Inline]:
    """A mark whose last two fields are its party and its signature as typed."""
    return st.tuples(st.tuples(*fields), _signatures).map(lambda drawn: make(*drawn[0], *drawn[1]))


def _emended(inner: st.SearchStrategy[Inlines]) -> st.SearchStrategy[Inline]:
    """Words that an editor has put right, supplied or could hardly read."""
    return st.one_of(
        st.builds(nodes.Correction, inner, plain(3), _parties),
        st.builds(nodes.Regularised, inner, plain(3), _parties),
        st.builds(nodes.Supplied, inner, st.booleans(), _parties),
        st.builds(nodes.Unclear, inner, _parties),
        _signed(nodes.Sic, st.sampled_from(("sic", "sic!")), st.booleans(), inner),
    )


def _origins(*, unsaid: bool) -> st.SearchStrategy[tuple[nodes.Claim, str, int]]:
    """What a manuscript may say of a quotation's origin, or not."""
    said = st.one_of(
        st.just((nodes.Claim.ELSEWHERE, "", 0)),
        st.tuples(
            st.just(nodes.Claim.QUOTED), st.sampled_from(("", "article", "an article")), st.sampled_from((0, 1, 3))
        ),
    )
    return st.one_of(st.just((nodes.Claim.OPEN, "", 0)), said) if unsaid else said


def _wrapped(inner: st.SearchStrategy[Inlines]) -> st.SearchStrategy[Inline]:
    targets = st.sampled_from(("https://example.org/a/b", "https://example.org/", "mailto:a@example.org"))
    return st.one_of(
        inner.map(nodes.Emphasis),
        inner.map(nodes.Strong),
        inner.map(nodes.SmallCaps),
        st.tuples(inner, _origins(unsaid=False)).map(lambda pair: nodes.Quoted(pair[0], *pair[1])),
        st.builds(nodes.Foreign, st.sampled_from(("de", "fr", "el", "ru")), inner),
        st.builds(nodes.Link, targets, st.lists(texts(), min_size=1, max_size=2).map(tuple)),
        st.sampled_from(_SIGLA).flatmap(
            lambda siglum: st.builds(nodes.Interpolation, inner, st.just(siglum), st.just(f" — {siglum}"))
        ),
        _emended(inner),
    )


_leaves: st.SearchStrategy[Inline] = st.one_of(
    texts(),
    texts(),
    st.builds(nodes.Code, plain(3)),
    st.just(nodes.LineBreak()),
    _signed(nodes.Sic, st.sampled_from(("sic", "sic!")), st.booleans(), st.just(())),
    _signed(nodes.Omission, st.sampled_from(("", "two lines", "about 3 pages")), st.booleans()),
    _signed(nodes.AddedEmphasis),
)


# Strategies are kept: to build one anew for each document takes longer than to draw it.
@cache
def inlines(*, calls: bool = True) -> st.SearchStrategy[Inlines]:
    """What a paragraph holds; with ``calls``, calls whose labels ``documents`` gives out."""
    some = [_leaves, st.just(nodes.NoteCall("?"))] if calls else [_leaves]
    inner = st.lists(texts(), min_size=1, max_size=2).map(tuple)
    content = st.lists(st.one_of(*some, _leaves, _wrapped(inner)), min_size=0, max_size=4)
    return st.tuples(texts(), content).map(lambda pair: (pair[0], *pair[1]))


@cache
def lines() -> st.SearchStrategy[Inlines]:
    """A short line without calls: a title, a source."""
    return st.lists(texts(), min_size=1, max_size=2).map(tuple)


def paragraphs(*, calls: bool = True) -> st.SearchStrategy[Block]:
    """A paragraph."""
    return inlines(calls=calls).map(nodes.Paragraph)


def _lists(blocks: st.SearchStrategy[Blocks]) -> st.SearchStrategy[Block]:
    items = st.lists(blocks.map(nodes.ListItem), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(nodes.BulletList, items, st.booleans()),
        st.builds(nodes.OrderedList, items, st.integers(0, 30), st.booleans()),
    )


def _tables(cells: st.SearchStrategy[Inlines]) -> st.SearchStrategy[Block]:
    def of(width: int) -> st.SearchStrategy[Block]:
        row = st.lists(cells, min_size=width, max_size=width).map(tuple)
        columns = st.lists(st.sampled_from(nodes.Align), min_size=width, max_size=width).map(tuple)
        return st.builds(nodes.Table, columns, row, st.lists(row, min_size=1, max_size=3).map(tuple))

    return st.integers(1, 3).flatmap(of)


@cache
def blocks(*, calls: bool = True, depth: int = 1) -> st.SearchStrategy[Block]:
    """A block of any kind that may stand in running text; with ``depth`` levels of blocks inside it."""
    inner = st.lists(
        blocks(calls=calls, depth=depth - 1) if depth else paragraphs(calls=calls), min_size=1, max_size=2
    ).map(tuple)
    content = inlines(calls=calls)
    verse_line = st.builds(nodes.VerseLine, content, st.integers(0, 9))
    stanzas = st.lists(st.lists(verse_line, min_size=1, max_size=3).map(tuple), min_size=1, max_size=2).map(tuple)
    definition = st.builds(
        nodes.Definition,
        st.lists(lines(), min_size=1, max_size=2).map(tuple),
        st.lists(inner, min_size=1, max_size=2).map(tuple),
    )
    return st.one_of(
        paragraphs(calls=calls),
        st.tuples(inner, st.one_of(st.just(()), lines()), _origins(unsaid=True)).map(
            lambda drawn: nodes.Quotation(drawn[0], drawn[1], *drawn[2])
        ),
        stanzas.map(nodes.Verse),
        _lists(inner),
        st.lists(definition, min_size=1, max_size=2).map(tuple).map(nodes.DefinitionList),
        _tables(content),
        plain().map(nodes.CodeBlock),
        st.just(nodes.Ornament()),
    )


@cache
def _matter() -> st.SearchStrategy[Block]:
    """Blocks that stand at a part's outermost level alone."""
    inner = st.lists(paragraphs(calls=False), min_size=1, max_size=2).map(tuple)
    siglum = st.sampled_from(("", *_SIGLA))
    return st.one_of(
        st.builds(nodes.Heading, st.integers(1, 3), inlines()),
        st.builds(nodes.Epigraph, inner, st.one_of(st.just(()), lines())),
        st.builds(nodes.Headnote, inner, siglum),
        st.builds(nodes.Tailnote, inner, siglum),
        lines().map(nodes.Byline),
        lines().map(nodes.Dateline),
        lines().map(nodes.Signature),
        lines().map(nodes.Provenance),
    )


@st.composite
def parts(draw: st.DrawFn, slug: str = "article", size: int = 5) -> Part:
    """A part with the notes its text calls."""
    content = draw(st.lists(st.one_of(blocks(), blocks(), _matter()), min_size=1, max_size=size).map(tuple))
    content = _without_skips(content)
    optional = st.one_of(st.just(()), lines())
    part = Part(
        slug,
        draw(st.sampled_from(PartKind)),
        draw(optional),
        content,
        subtitle=draw(optional),
        byline=draw(optional),
        dateline=draw(optional),
        source=draw(optional),
        short_title=draw(st.one_of(st.just(""), plain(3))),
        span=Span(f"{slug}.md", 1, 1),
    )
    labelled, labels = _label(part)
    return replace(labelled, notes=tuple(draw(_notes(label)) for label in draw(st.permutations(labels))))


def _without_skips(content: Blocks) -> Blocks:
    """No heading lies more than one level below the one before it."""
    level, stepped = 0, list[Block]()
    for block in content:
        if isinstance(block, nodes.Heading):
            level = min(block.level, level + 1)
            stepped.append(replace(block, level=level))
        else:
            stepped.append(block)
    return tuple(stepped)


def _notes(label: str) -> st.SearchStrategy[Note]:
    content = st.tuples(paragraphs(calls=False), st.lists(blocks(calls=False, depth=0), max_size=1)).map(
        lambda pair: (pair[0], *pair[1])
    )
    unsigned = st.builds(Note, st.just(label), content, st.sampled_from(("", "", *_SIGLA)))
    signed = st.builds(Note, st.just(label), content, st.just("Ed."), st.just(" — Ed."))
    return st.one_of(unsigned, signed)


def _label(part: Part) -> tuple[Part, list[str]]:
    """Every call gets a label of its own."""
    labels: list[str] = []

    def relabelled(value: object) -> object:
        if isinstance(value, nodes.NoteCall):
            labels.append(f"n{len(labels) + 1}")
            return nodes.NoteCall(labels[-1])
        if isinstance(value, tuple):
            return tuple(relabelled(item) for item in value)
        if isinstance(value, Struct) and not isinstance(value, Span):
            changed = {name: relabelled(getattr(value, name)) for name in value.__struct_fields__}
            return replace(value, **changed)
        return value

    content = tuple(relabelled(block) for block in part.content)
    return replace(part, content=content), labels


@st.composite
def documents(draw: st.DrawFn, size: int = 5) -> Document:
    """A pamphlet of one or two parts."""
    empty = st.one_of(st.just(""), plain(3))
    people = st.lists(st.builds(Contributor, plain(3), st.sampled_from(("aut", "edt", "trl"))), max_size=2).map(tuple)
    metadata = st.builds(
        Metadata,
        plain(5),
        st.sampled_from(("en", "de", "en-GB")),
        st.sampled_from(("1917", "2026-05", "2026-05-01")),
        subtitle=empty,
        contributors=people,
        publisher=empty,
        place=empty,
        description=empty,
        rights=empty,
        series=st.one_of(st.none(), st.builds(Series, plain(2), st.sampled_from(("", "3")))),
    )
    first = draw(parts("article", size))
    rest = (draw(parts("reply", size)),) if draw(st.booleans()) else ()
    return Document("pamphlet", draw(metadata), PARTIES, (first, *rest))


@st.composite
def working_documents(draw: st.DrawFn) -> Document:
    """A pamphlet under discussion: with open questions and changes, which no release has."""
    document = draw(documents(3))
    inner = st.lists(texts(), min_size=1, max_size=2).map(tuple)
    open_ = st.one_of(_signed(nodes.Query, inner), st.builds(nodes.Change, st.sampled_from(nodes.ChangeKind), inner))
    added = draw(st.lists(st.tuples(texts(), open_), min_size=1, max_size=3))
    first, *rest = document.parts
    changed = replace(first, content=(*first.content, *(nodes.Paragraph(pair) for pair in added)))
    return replace(document, parts=(changed, *rest))


def calls_of(document: Document) -> list[str]:
    """The labels of all calls of a document in reading order."""
    return [call.label for part in document.parts for call in walk.calls(part)]
