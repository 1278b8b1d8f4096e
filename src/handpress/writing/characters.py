"""What the press says itself, in characters: for whoever chooses the faces that have them all."""

from __future__ import annotations

from handpress.model.document import Document
from handpress.model.facts import Facts, words_on_pages
from handpress.writing import preliminaries


def own_characters(document: Document, facts: Facts) -> frozenset[str]:
    """The characters of what the press itself says in the e-book: metadata, labels, note signs."""
    data = document.metadata
    said = [data.title, data.subtitle, *preliminaries.colophon_lines(data, facts)]
    said += [*preliminaries.contributor_lines(data.contributors, facts), *words_on_pages(facts.wording)]
    said += [place.words for place in facts.note_on_text.changes]
    # With its counts, whose words stand in no other place.
    said += facts.note_on_text.sentences
    said += [party.siglum for party in document.parties]
    said += [str(place.paragraph) for place in facts.note_on_text.quotations]
    return frozenset("".join(said))
