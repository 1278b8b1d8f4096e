"""A part on its own: a pamphlet of one part, in which what led to other parts is said in words.

In: a document, its facts, the part's slug. Out: a document with that part alone, named after it, in a series named
after the pamphlet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from handpress.editing.wording import wording_for
from handpress.model import nodes, walk
from handpress.model.document import Contributor, Document, Metadata, Part, Series
from handpress.model.facts import Facts, joined, part_anchor

Said = Callable[[str], str]


def part_alone(document: Document, facts: Facts, slug: str) -> Document:
    """The document of one part. Links within the part stay; one to another part becomes its words and a reference."""
    number, part = next((number, part) for number, part in enumerate(document.parts, 1) if part.slug == slug)
    language = part.language or document.metadata.language
    words = wording_for(language)
    inside = {part_anchor(slug), *facts.parts[slug].headings, *facts.paragraphs[slug]}
    told = _references(document, facts, language)

    def said(anchor: str) -> str:
        return "" if anchor in inside else told.get(anchor, "")

    changed = {
        name: _changed(getattr(part, name), said)
        for name in ("title", "subtitle", "byline", "content", "dateline", "source")
    }
    notes = tuple(replace(note, content=_changed(note.content, said)) for note in part.notes)
    alone = replace(part, **changed, notes=notes, replies_to="", language="")
    title = walk.inline_text(part.title) or words[part.kind]
    return replace(document, metadata=_metadata(document.metadata, part, title, number), parts=(alone,))


def _metadata(data: Metadata, part: Part, title: str, number: int) -> Metadata:
    """The part's own title and people. It takes no identifier over: that of the pamphlet is not its own."""
    return replace(
        data,
        title=" ".join(title.split()),
        subtitle=" ".join(walk.inline_text(part.subtitle).split()),
        language=part.language or data.language,
        contributors=tuple(_people(data, part)),
        description="",
        identifier="",
        series=Series(data.full_title, str(number)),
    )


def _people(data: Metadata, part: Part) -> Iterator[Contributor]:
    """Who had a hand in the part: the authors its byline names, or all where it names none, and all who are no authors.

    The order is the pamphlet's.
    """
    byline = " ".join(walk.inline_text(part.byline).split()).casefold()
    named = {person for person in data.contributors if person.name.casefold() in byline}
    for person in data.contributors:
        if person.role != "aut" or not named or person in named:
            yield person


def _references(document: Document, facts: Facts, language: str) -> dict[str, str]:
    """What is said in the place of a link, by the anchor it led to."""
    words = wording_for(language)
    told: dict[str, str] = {}
    for part in document.parts:
        title = " ".join(facts.titles[part.slug].split())
        told[part_anchor(part.slug)] = words["see-part"].format(title=title)
        for number, anchor in enumerate(facts.paragraphs[part.slug], 1):
            place = words["emendation-paragraph"].format(number=number)
            told[anchor] = words["see-part"].format(title=joined(words, title, place))
        headings = (node for node in walk.walk(part.content) if isinstance(node, nodes.Heading))
        for heading, anchor in zip(headings, facts.parts[part.slug].headings, strict=True):
            section = " ".join(walk.inline_text(heading.content).split())
            told[anchor] = words["see-section"].format(title=title, section=section)
    return told


def _changed(value: Any, said: Said) -> Any:
    """A field of a node, or a part of one: whatever holds nodes is entered."""
    if isinstance(value, tuple):
        return tuple(made for item in value for made in _items(item, said))
    return _entered(value, said) if hasattr(value, "span") else value


def _items(item: Any, said: Said) -> Iterator[Any]:
    if isinstance(item, nodes.Link) and item.target.startswith("#") and (told := said(item.target[1:])):
        yield from _changed(item.content, said)
        yield nodes.Text(f" ({told})", span=item.span)
    else:
        yield _changed(item, said)


def _entered(node: Any, said: Said) -> Any:
    fields = {name: getattr(node, name) for name in node.__struct_fields__}
    held = {name: _changed(value, said) for name, value in fields.items() if isinstance(value, tuple)}
    return replace(node, **held) if held else node
