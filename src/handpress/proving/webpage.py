"""Proves the web edition, from its file alone: parts, notes and pages as in an e-book, all of them in one page.

What only the web edition has is proved here: the frame around the text, a link at every paragraph, and what the page
says of itself to machines.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from handpress.model.document import Document
from handpress.model.facts import Facts, part_anchor
from handpress.model.walk import inline_text
from handpress.proving import oddments
from handpress.proving.compositor import compose
from handpress.proving.copytext import Copy, Oddment
from handpress.proving.ebook import prove_screen
from handpress.proving.leaves import Said, read_leaf
from handpress.proving.ledger import Loss, LossKind, Proof
from handpress.proving.markup import spaced
from handpress.proving.oddments import COLOPHON, CONTENTS, NOTE_ON_TEXT, TITLE_PAGE, said
from handpress.proving.ownpages import beside_each_other
from handpress.proving.pagemarks import read_marks
from handpress.proving.screen import RECORD, listed
from handpress.proving.unpage import FRAME, ParagraphLink, WebPage, open_page

_PEOPLE = ("author", "editor", "translator", "contributor")


def prove_web(document: Document, facts: Facts, file: bytes, sha256: str) -> Proof:
    """Compare the words of a web page with the model, in order, and follow its links.

    Raises ``PressError`` for a file that is no HTML page.
    """
    copy, page = _copy(document, facts), open_page(file)
    texts = {leaf.name: read_leaf(leaf) for leaf in reversed(page.pages.leaves)}
    texts[RECORD] = _record_of(page)
    record = Oddment(RECORD, tuple(said(RECORD, *_record(document, facts))))
    own = beside_each_other((*copy.before, *copy.after, record), texts)
    losses = tuple(_links_astray(document, page.links, facts))
    proof = Proof("html", sha256, 0, 0, 0, 0, 0, losses)
    marks = read_marks(page.pages)
    return prove_screen(document, facts, copy, page.pages, own=own, proof=proof, marks=marks)


def _copy(document: Document, facts: Facts) -> Copy:
    copy = Copy(before=tuple(_before(document, facts)), after=tuple(_after(document, facts)))
    for part in document.parts:
        compose(copy, part, facts)
    return copy


def _before(document: Document, facts: Facts) -> Iterator[Oddment]:
    data, words = document.metadata, facts.wording
    start = said(FRAME, words["start"], lead=f"#{part_anchor(document.parts[0].slug)}")
    yield Oddment(FRAME, (*said(FRAME, data.full_title), *start))
    yield Oddment(TITLE_PAGE, tuple(said(TITLE_PAGE, words["title-page"], *oddments.title_page(data, facts))))
    yield Oddment(CONTENTS, (*said(CONTENTS, words["contents"]), *listed(document, facts, CONTENTS)))


def _after(document: Document, facts: Facts) -> Iterator[Oddment]:
    if not facts.note_on_text.empty:
        yield Oddment(NOTE_ON_TEXT, tuple(oddments.note_on_text(facts, None)))
    lines = [(facts.wording["colophon"], ""), *oddments.linked_colophon(document.metadata, facts)]
    yield Oddment(COLOPHON, tuple(word for text, lead in lines for word in said(COLOPHON, text, lead=lead)))


def _links_astray(document: Document, found: tuple[ParagraphLink, ...], facts: Facts) -> Iterator[Loss]:
    """Every paragraph must have a link to itself that says its number, and nothing else may have one."""
    wanted = (
        (anchor, facts.wording["paragraph-link"].format(number=number), part.slug)
        for part in document.parts
        for number, anchor in enumerate(facts.paragraphs[part.slug], 1)
    )
    for one, other in zip_longest(wanted, found):
        anchor, label, slug = one or ("nothing", "", "")
        if other is None or (other.stands_at, other.address, other.label) != (anchor, f"#{anchor}", label):
            shown = f"{other.label} ({other.address}) at #{other.stands_at}" if other else "no link"
            where = f"part {slug}" if slug else FRAME
            yield Loss(LossKind.CHANGED, f"{label} (#{anchor})", shown, where=where)
            return


def _record(document: Document, facts: Facts) -> Iterator[str]:
    """What machines are told: title, people, imprint, rights, the parts, the translations."""
    data = document.metadata
    yield from (data.title, data.subtitle, data.language)
    authors = [person for person in data.contributors if person.role == "aut"] or list(data.contributors[:1])
    others = [person for person in data.contributors if person not in authors]
    yield from (person.name for person in authors)
    for roles in (("edt",), ("trl",)):
        yield from (person.name for person in others if person.role in roles)
    yield from (person.name for person in others if person.role not in ("edt", "trl"))
    yield from (data.publisher, data.date, data.description, data.rights, data.identifier)
    yield from (inline_text(part.title) or facts.wording[part.kind] for part in document.parts)
    yield from (text for one in data.translations for text in (one.title, one.language, one.address))
    yield from (data.full_title, data.description)


def _record_of(page: WebPage) -> Said:
    """The same as the page has it: from its JSON-LD, then title and description of its Open Graph."""
    try:
        tree = json.loads(page.record)
    except ValueError:
        return Said("", "")
    lines = [tree.get("headline"), tree.get("alternativeHeadline"), tree.get("inLanguage")]
    lines += [person.get("name") for role in _PEOPLE for person in tree.get(role, [])]
    lines += [tree.get("publisher", {}).get("name")]
    lines += [tree.get(key) for key in ("datePublished", "description", "copyrightNotice", "identifier")]
    lines += [part.get("name") for part in tree.get("hasPart", [])]
    lines += [one.get(key) for one in tree.get("workTranslation", []) for key in ("name", "inLanguage", "url")]
    lines += [page.properties.get(name) for name in ("og:title", "og:description")]
    return Said("", spaced(f"{_text(line)} " for line in lines))


def _text(line: Any) -> str:
    return line if isinstance(line, str) else ""
