"""The header of a TEI file: who made what, from which source, and by which conventions (TEI P5, chapter 2).

In: the document and its facts. Out: the ``teiHeader`` as an element without namespace, its sentences in the pamphlet's
language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement

from handpress.model import nodes, walk
from handpress.model.document import Document, Metadata
from handpress.model.facts import Facts, part_anchor

# MARC relator codes in the words a reader of the header expects; others stand as they are.
_ROLES = {"edt": "role-editor", "trl": "role-translator", "ill": "role-illustrator", "com": "role-compiler"}
_CONVENTIONS = ("correction", "normalization", "interpretation")


def ncname(name: str) -> str:
    """A name as an ``xml:id``, which begins with a letter and has no colon (Namespaces in XML 1.0 §3)."""
    safe = re.sub(r"[^\w.-]", lambda found: f"_{ord(found[0]):x}", name)
    return safe if re.match(r"[^\W\d]", safe) else f"id-{safe}"


def party_id(siglum: str) -> str:
    """The ``xml:id`` of a party, which ``resp`` points to."""
    return ncname("party-" + "-".join(re.findall(r"\w+", siglum)).lower())


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A new child with its text; an attribute without a value is left out, ``xml_id`` means ``xml:id``."""
    given = {name.replace("xml_", "xml:"): value for name, value in attributes.items() if value}
    child = SubElement(parent, tag, given)
    child.text = text or None
    return child


def write_header(document: Document, facts: Facts) -> Element:
    """The header of a document."""
    header = Element("teiHeader")
    description = add(header, "fileDesc")
    _titles(description, document, facts.wording)
    _publication(description, document.metadata)
    _source(description, document, facts.wording)
    _encoding(header, facts)
    usage = add(add(header, "profileDesc"), "langUsage")
    for language in _languages(document):
        add(usage, "language", language, ident=language)
    return header


def _titles(description: Element, document: Document, wording: Mapping[str, str]) -> None:
    data = document.metadata
    titles = add(description, "titleStmt")
    add(titles, "title", data.title, type="main")
    if data.subtitle:
        add(titles, "title", data.subtitle, type="sub")
    for person in (person for person in data.contributors if person.role == "aut"):
        add(titles, "author", person.name)
    for person in (person for person in data.contributors if person.role != "aut"):
        _responsible(titles, wording.get(_ROLES.get(person.role, ""), person.role), person.name)
    for party in document.parties:
        _responsible(titles, wording[f"role-{party.role}"], party.name, party_id(party.siglum), party.siglum)


def _responsible(titles: Element, what: str, name: str, identifier: str = "", siglum: str = "") -> None:
    statement = add(titles, "respStmt")
    add(statement, "resp", what)
    add(statement, "name", name, xml_id=identifier, n=siglum)


def _publication(description: Element, data: Metadata) -> None:
    statement = add(description, "publicationStmt")
    if not data.publisher:
        # Place, date and rights may only follow an agency (TEI P5 2.2.4); without one they are told in a paragraph.
        words = add(statement, "p", data.place)
        add(words, "date", data.date, when=data.date)
    else:
        add(statement, "publisher", data.publisher)
        if data.place:
            add(statement, "pubPlace", data.place)
        add(statement, "date", data.date, when=data.date)
        if data.identifier:
            add(statement, "idno", data.identifier)
        if data.rights:
            add(add(statement, "availability"), "p", data.rights)
    if data.series:
        series = add(description, "seriesStmt")
        add(series, "title", data.series.name)
        if data.series.number:
            add(series, "biblScope", data.series.number, unit="volume")
    if data.description:
        add(add(description, "notesStmt"), "note", data.description, type="summary")


def _source(description: Element, document: Document, wording: Mapping[str, str]) -> None:
    sources = [(part.slug, walk.inline_text(part.source)) for part in document.parts if part.source]
    source = add(description, "sourceDesc")
    if not sources:
        add(source, "p", wording["tei-no-source"])
        return
    listed = add(source, "listBibl")
    for slug, words in sources:
        add(listed, "bibl", words, corresp=f"#{ncname(part_anchor(slug))}")


def _encoding(header: Element, facts: Facts) -> None:
    declared = add(add(header, "encodingDesc"), "editorialDecl")
    for sentence in facts.note_on_text.sentences:
        add(declared, "p", sentence)
    for name in _CONVENTIONS:
        add(add(declared, name), "p", facts.wording[f"tei-{name}"])
    add(add(declared, "quotation", marks="all"), "p", facts.wording["tei-quotation"])


def _languages(document: Document) -> Iterable[str]:
    found = {document.metadata.language, *(part.language for part in document.parts if part.language)}
    found |= {node.language for node in walk.document_nodes(document) if isinstance(node, nodes.Foreign)}
    return sorted(found)
