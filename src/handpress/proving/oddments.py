"""Oddments, as printers call the pages that no manuscript has: what must stand on them, worked out a second time.

In: document, facts and wording. Out: title page, contents, note on the text and colophon word by word, each word with
the name of its page, and where its line must lead if it is a link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from handpress.model.document import Document, Metadata, Part
from handpress.model.facts import Facts, joined
from handpress.model.spans import Span
from handpress.model.walk import inline_text
from handpress.proving.contents import contents
from handpress.proving.copytext import Oddment
from handpress.proving.streams import PRESS, Owned, Word, clean, emended

COVER, TITLE_PAGE, CONTENTS, NOTE_ON_TEXT, COLOPHON = "cover", "title page", "contents", "note on the text", "colophon"
_PHRASES = {"edt": "edited-by", "trl": "translated-by"}
_FEWEST_CONTENTS = 2  # one line of contents tells nothing, and is not printed
_NOWHERE = "→"  # stands for the place of what is in no paragraph, where there are no pages


def in_print(
    document: Document, facts: Facts, page_of: Callable[[str], str]
) -> tuple[tuple[Oddment, ...], tuple[Oddment, ...]]:
    """The oddments before the parts and behind them. ``page_of`` gives the page of an anchor as text."""
    before = [Oddment(TITLE_PAGE, tuple(said(TITLE_PAGE, *title_page(document.metadata, facts))))]
    lines = list(contents(document, facts))
    if len(lines) >= _FEWEST_CONTENTS:
        words = [*said(CONTENTS, facts.wording["contents"])]
        for line in lines:
            told = (line.title, line.byline, page_of(line.anchor))
            words += said(CONTENTS, *told, lead=f"#{line.anchor}", span=line.span)
        before.append(Oddment(CONTENTS, tuple(words)))
    after = [Oddment(NOTE_ON_TEXT, tuple(note_on_text(facts, page_of)))]
    after.append(Oddment(COLOPHON, tuple(said(COLOPHON, *colophon(document.metadata, facts)))))
    return tuple(before), tuple(after)


def title_page(data: Metadata, facts: Facts) -> Iterator[str]:
    """Series, title, subtitle, who had a hand in it, who publishes it where and when."""
    yield from (_series(data), data.title, data.subtitle)
    for person in data.contributors:
        phrase = _PHRASES.get(person.role)
        yield facts.wording[phrase].format(name=person.name) if phrase else person.name
    yield from _imprint(data, facts, facts.year)


def colophon(data: Metadata, facts: Facts) -> Iterator[str]:
    """Title, imprint, what the pamphlet says of itself, and how it was made."""
    yield from (text for text, _ in linked_colophon(data, facts))


def linked_colophon(data: Metadata, facts: Facts) -> Iterator[tuple[str, str]]:
    """The same, each text with the address its link has on the web (empty: it is no link)."""
    above = (data.full_title, _series(data), *_imprint(data, facts, facts.date))
    yield from ((text, "") for text in (*above, data.description, data.rights, data.identifier))
    if data.translations:
        yield facts.wording["other-languages"], ""
    for one, name in zip(data.translations, facts.own_names, strict=True):
        yield f"{name}:", ""
        yield one.title, one.address
        yield (f"({one.address})" if one.address else ""), ""
    yield facts.wording["press"], ""


def note_on_text(facts: Facts, page_of: Callable[[str], str] | None) -> Iterator[Word]:
    """What the press says of its own editing, with a line for every emendation and every passage quoted.

    Their places lead there. ``page_of`` is None where there are no pages.
    """
    note, words = facts.note_on_text, facts.wording
    if note.empty:
        return
    yield from said(
        NOTE_ON_TEXT, words["note-on-text"], *note.sentences, *(text for pair in note.marks for text in pair)
    )
    if note.emendations:
        yield from said(NOTE_ON_TEXT, words["emendations"])
    for number, item in enumerate(note.emendations):
        place = _place(facts, page_of and page_of(item.anchor), item.paragraph, item.note)
        yield from said(NOTE_ON_TEXT, joined(words, item.entry, ""), owner=emended(number))
        yield from said(NOTE_ON_TEXT, place, owner=emended(number), lead=f"#{item.anchor}")
    if note.quotations:
        yield from said(NOTE_ON_TEXT, words["quotations"])
    for quoted in note.quotations:
        line = words["quoted"].format(words=quoted.words, title=quoted.title)
        place = _place(facts, page_of and page_of(quoted.anchor), quoted.paragraph, quoted.note)
        yield from said(NOTE_ON_TEXT, joined(words, line, ""))
        yield from said(NOTE_ON_TEXT, place, lead=f"#{quoted.anchor}")
    yield from _changes(facts, page_of)


def _changes(facts: Facts, page_of: Callable[[str], str] | None) -> Iterator[Word]:
    """The list of what has changed, in a redline."""
    changes, words = facts.note_on_text.changes, facts.wording
    if changes:
        yield from said(NOTE_ON_TEXT, words["changes"])
    pages = dict.fromkeys(page_of(item.anchor) for item in changes if item.anchor) if page_of else {}
    if pages:
        yield from said(NOTE_ON_TEXT, words["changed-pages"].format(pages=joined(words, *pages)))
    for item in changes:
        yield from said(NOTE_ON_TEXT, joined(words, item.words, "") if item.anchor else item.words)
        if item.anchor:
            place = _place(facts, page_of and page_of(item.anchor), item.paragraph, item.note)
            yield from said(NOTE_ON_TEXT, place, lead=f"#{item.anchor}")


def running_heads(document: Document, part: Part) -> tuple[str, ...]:
    """What may stand over the pages of a part."""
    names = (part.short_title, inline_text(part.byline), inline_text(part.title))
    return document.metadata.title, *filter(None, names)


def heads_of_note_on_text(document: Document, facts: Facts) -> tuple[str, ...]:
    """What may stand over the pages of the note on the text."""
    return document.metadata.title, facts.wording["note-on-text"]


def said(where: str, *lines: str, lead: str = "", span: Span | None = None, owner: int = PRESS) -> Iterator[Word]:
    """Lines of the press as words. ``where`` is the name of their page, ``lead`` where they lead (see ``Word``)."""
    for word in _words(lines):
        yield Word(word, span, owners=(Owned(0, len(word), owner),), where=where, lead=lead)


def _words(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from clean(line).split()


def _place(facts: Facts, page: str | None, paragraph: int, note: str = "") -> str:
    words = facts.wording
    places = [words["emendation-page"].format(page=page)] if page else []
    if paragraph:
        places.append(words["emendation-paragraph"].format(number=paragraph))
    if note:
        places.append(words["emendation-note"].format(sign=note))
    return joined(words, *places) or _NOWHERE


def _series(data: Metadata) -> str:
    return f"{data.series.name} {data.series.number}" if data.series else ""


def _imprint(data: Metadata, facts: Facts, date: str) -> list[str]:
    return [data.publisher, facts.wording["place-date"].format(place=data.place, date=date) if data.place else date]
