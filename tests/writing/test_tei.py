"""TEI: each kind of the model and its element, and what holds for every file.

The schema that the TEI publishes comes in no package of Python's, Debian's or npm's registries, so that nothing here
validates against it. The names and attributes below were written by hand from the TEI P5 Guidelines.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from tests.strategies import documents, working_documents

from handpress import editing
from handpress.editing import prepare
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
from handpress.model.nodes import Block, Inline, Text
from handpress.writing.tei import NAMESPACE, write_tei

WORDS = (Text("rye"),)
PARAGRAPH = nodes.Paragraph(WORDS)
ED = Party("Ed.", "The editor", PartyRole.EDITOR, "ed")
NOTES = (Note("1", (PARAGRAPH,)), Note("ed-1", (PARAGRAPH,), "Ed.", " — Ed."))

# The attributes each element may have, apart from xml:id and xml:lang, which every one may.
PLAIN = (
    "TEI teiHeader fileDesc titleStmt author respStmt resp publicationStmt publisher pubPlace idno availability p "
    "seriesStmt notesStmt sourceDesc listBibl encodingDesc editorialDecl correction normalization interpretation "
    "profileDesc langUsage text front titlePage docTitle docAuthor docImprint body byline dateline signed "
    "epigraph cit label term emph foreign code lb desc choice orig figure figDesc eg add del"
)
NAMES = dict.fromkeys(PLAIN.split(), "") | {
    "name": "n",
    "quote": "type source",
    "title": "type",
    "titlePart": "type",
    "date": "when",
    "docDate": "when",
    "biblScope": "unit",
    "bibl": "corresp",
    "quotation": "marks",
    "language": "ident",
    "div": "type corresp",
    "head": "type",
    "ab": "type",
    "note": "type place resp n",
    "seg": "type",
    "lg": "type",
    "l": "rend",
    "list": "type rend",
    "item": "n",
    "table": "rows cols",
    "row": "role",
    "cell": "rend",
    "graphic": "url",
    "eg": "xml:space",
    "milestone": "unit rend",
    "hi": "rend",
    "ref": "target",
    "sic": "resp",
    "corr": "resp",
    "reg": "resp",
    "supplied": "cert resp",
    "unclear": "resp",
    "gap": "reason extent resp",
}

INLINES: tuple[tuple[tuple[Inline, ...], str], ...] = (
    ((Text("rye & <wheat>"),), "rye &amp; &lt;wheat&gt;"),
    ((nodes.Emphasis(WORDS),), "<emph>rye</emph>"),
    ((nodes.Strong(WORDS),), '<hi rend="bold">rye</hi>'),
    ((nodes.SmallCaps(WORDS),), '<hi rend="smallcaps">rye</hi>'),
    ((nodes.Foreign("de", WORDS),), '<foreign xml:lang="de">rye</foreign>'),
    ((nodes.Code("rye"),), "<code>rye</code>"),
    ((nodes.Link("https://example.org/", WORDS),), '<ref target="https://example.org/">rye</ref>'),
    ((nodes.Link("#4-fields", WORDS),), '<ref target="#id-4-fields">rye</ref>'),
    ((Text("a"), nodes.LineBreak(), Text("b")), "a<lb />b"),
    ((nodes.Picture("images/a.png", "An ear"),), '<graphic url="images/a.png"><desc>An ear</desc></graphic>'),
    ((nodes.NoteCall("1"),), '<note place="foot" n="1" xml:id="note-article-1"><p>rye</p></note>'),
    (
        (nodes.NoteCall("ed-1"),),
        '<note place="foot" resp="#party-ed" n="a" xml:id="note-article-ed-1">'
        '<p>rye<seg type="signature"> — Ed.</seg></p></note>',
    ),
    (
        (nodes.Interpolation(WORDS, "Ed.", " — Ed."),),
        '<note type="interpolation" place="inline" resp="#party-ed">rye<seg type="signature"> — Ed.</seg></note>',
    ),
    ((Text("Old ryë "), nodes.Sic(), Text(" so")), "Old <sic>ryë</sic>  so"),
    (
        (Text("Old ryë "), nodes.Sic("sic", True, WORDS, "Ed.", " — Ed.")),
        'Old <choice><sic>ryë</sic><corr resp="#party-ed">rye</corr></choice> ',
    ),
    ((nodes.Emphasis(WORDS), nodes.Sic()), "<sic><emph>rye</emph></sic>"),
    ((nodes.Sic("sic!"),), '<note type="sic" place="inline">sic!</note>'),
    ((nodes.Quoted(WORDS),), '<quote type="quoted">rye</quote>'),
    ((nodes.Quoted(WORDS, nodes.Claim.ELSEWHERE),), '<quote type="elsewhere">rye</quote>'),
    ((nodes.Quoted(WORDS, nodes.Claim.OPEN, "article"),), '<quote source="#part-article">rye</quote>'),
    ((nodes.Omission(),), '<gap reason="omitted" />'),
    (
        (nodes.Omission("a word", True, "Ed.", " — Ed."),),
        '<gap reason="illegible" extent="a word" resp="#party-ed" />',
    ),
    ((nodes.AddedEmphasis(),), '<note type="added-emphasis" place="inline">emphasis added</note>'),
    ((nodes.Correction(WORDS, "rie", "Ed."),), '<choice><sic>rie</sic><corr resp="#party-ed">rye</corr></choice>'),
    ((nodes.Regularised(WORDS, "rie"),), "<choice><orig>rie</orig><reg>rye</reg></choice>"),
    ((nodes.Supplied(WORDS),), "<supplied>rye</supplied>"),
    ((nodes.Supplied(WORDS, True, "Ed."),), '<supplied cert="low" resp="#party-ed">rye</supplied>'),
    ((nodes.Unclear(WORDS),), "<unclear>rye</unclear>"),
    ((nodes.Query(WORDS),), '<note type="query" place="inline">rye</note>'),
    ((nodes.Change(nodes.ChangeKind.INSERTION, WORDS),), "<add>rye</add>"),
    ((nodes.Change(nodes.ChangeKind.DELETION, WORDS),), "<del>rye</del>"),
    ((nodes.Change(nodes.ChangeKind.HIGHLIGHT, WORDS),), '<seg type="highlight">rye</seg>'),
    ((nodes.Change(nodes.ChangeKind.COMMENT, WORDS),), '<note type="comment" place="inline">rye</note>'),
)

BLOCKS: tuple[tuple[Block, str], ...] = (
    (PARAGRAPH, "<p>rye</p>"),
    (nodes.Heading(1, WORDS, "corn"), '<div type="section" xml:id="corn"><head>rye</head></div>'),
    (nodes.Quotation((PARAGRAPH,)), "<quote><p>rye</p></quote>"),
    (nodes.Quotation((PARAGRAPH,), WORDS), "<cit><quote><p>rye</p></quote><bibl>rye</bibl></cit>"),
    (
        nodes.Quotation((PARAGRAPH,), WORDS, nodes.Claim.QUOTED, "article", 1),
        '<cit><quote type="quoted" source="#article-p1"><p xml:id="article-p1">rye</p></quote><bibl>rye</bibl></cit>',
    ),
    (
        nodes.BulletList((nodes.ListItem((nodes.Paragraph((nodes.Quoted(WORDS, part="article", paragraph=1),)),)),)),
        '<list rend="bulleted"><item xml:id="article-p1"><quote type="quoted" source="#article-p1">rye</quote></item>'
        "</list>",
    ),
    (nodes.Verse(((nodes.VerseLine(WORDS, 2),),)), '<lg type="verse"><l rend="indent-2">rye</l></lg>'),
    (
        nodes.Verse(((nodes.VerseLine(WORDS),), (nodes.VerseLine(WORDS),))),
        '<lg type="verse"><lg type="stanza"><l>rye</l></lg><lg type="stanza"><l>rye</l></lg></lg>',
    ),
    (nodes.BulletList((nodes.ListItem((PARAGRAPH,)),)), '<list rend="bulleted"><item>rye</item></list>'),
    (
        nodes.OrderedList((nodes.ListItem((PARAGRAPH,)),), 3, False),
        '<list rend="numbered"><item n="3"><p>rye</p></item></list>',
    ),
    (
        nodes.DefinitionList((nodes.Definition((WORDS,), ((PARAGRAPH,),)),)),
        '<list type="gloss"><label>rye</label><item><p>rye</p></item></list>',
    ),
    (
        nodes.DefinitionList((nodes.Definition((WORDS, WORDS), ((PARAGRAPH,), (PARAGRAPH,))),)),
        '<list type="gloss"><label><term>rye</term><term>rye</term></label>'
        "<item><list><item><p>rye</p></item><item><p>rye</p></item></list></item></list>",
    ),
    (
        nodes.Table((nodes.Align.START, nodes.Align.END), (WORDS, ()), ((WORDS, WORDS),)),
        '<table rows="2" cols="2"><row role="label"><cell>rye</cell><cell rend="end" /></row>'
        '<row role="data"><cell>rye</cell><cell rend="end">rye</cell></row></table>',
    ),
    (
        nodes.Figure("images/a.png", "An ear", WORDS),
        '<figure><graphic url="images/a.png" /><head>rye</head><figDesc>An ear</figDesc></figure>',
    ),
    (nodes.CodeBlock("a\n  b"), '<eg xml:space="preserve">a\n  b</eg>'),
    (nodes.Epigraph((PARAGRAPH,), WORDS), "<epigraph><cit><quote><p>rye</p></quote><bibl>rye</bibl></cit></epigraph>"),
    (nodes.Ornament(), '<milestone unit="section" rend="ornament" />'),
    (nodes.Byline(WORDS), "<byline>rye</byline>"),
    (nodes.Dateline(WORDS), "<dateline>rye</dateline>"),
    (nodes.Signature(WORDS), '<ab type="signed">rye</ab>'),
    (nodes.Headnote((PARAGRAPH,), "Ed."), '<note type="headnote" resp="#party-ed"><p>rye</p></note>'),
    (nodes.Tailnote((PARAGRAPH,)), '<note type="tailnote"><p>rye</p></note>'),
    (nodes.Provenance(WORDS), '<note type="provenance">rye</note>'),
)


def part(*content: Block, notes: Sequence[Note] = NOTES) -> Part:
    return Part("article", PartKind.ARTICLE, (Text("On Bread"),), content, tuple(notes))


def tree(document: Document) -> Element:
    return ElementTree.fromstring(write_tei(document, prepare(document)))


def division(*content: Block) -> str:
    """The division of a part with this content, behind its head."""
    document = Document("on-bread", Metadata("On Bread", "en", "2026"), (ED,), (part(*content),))
    text = write_tei(document, prepare(document)).decode("utf-8")
    return text.split('<head type="main">On Bread</head>')[1].split("</div></body>")[0]


def name(element: Element) -> str:
    return element.tag.removeprefix(f"{{{NAMESPACE}}}")


def found(root: Element, path: str) -> list[str]:
    steps = "/".join(f"{{{NAMESPACE}}}{step}" for step in path.split("/"))
    return ["".join(element.itertext()) for element in root.iterfind(f".//{steps}")]


# --- kinds -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("content", "expected"), INLINES, ids=lambda value: str(value)[:40])
def test_an_inline_becomes_its_element(content: tuple[Inline, ...], expected: str) -> None:
    assert division(nodes.Paragraph(content)) == f"<p>{expected}</p>"


@pytest.mark.parametrize(("block", "expected"), BLOCKS, ids=lambda value: str(value)[:40])
def test_a_block_becomes_its_element(block: Block, expected: str) -> None:
    assert division(block) == expected


def test_every_kind_of_the_model_is_here() -> None:
    assert {type(inline) for content, _ in INLINES for inline in content} == set(typing.get_args(nodes.Inline))
    assert {type(block) for block, _ in BLOCKS} == set(typing.get_args(nodes.Block))


# --- divisions ---------------------------------------------------------------------------------------------------


def test_headings_open_divisions_within_each_other() -> None:
    one, two = nodes.Heading(1, (Text("One"),), "a"), nodes.Heading(2, (Text("Two"),), "b")

    assert division(PARAGRAPH, one, two, PARAGRAPH, nodes.Heading(1, (Text("Three"),), "c")) == (
        '<p>rye</p><div type="section" xml:id="a"><head>One</head>'
        '<div type="section" xml:id="b"><head>Two</head><p>rye</p></div></div>'
        '<div type="section" xml:id="c"><head>Three</head></div>'
    )


def test_a_deeper_heading_may_stand_before_the_first_shallow_one() -> None:
    shown = division(nodes.Heading(2, (Text("Two"),), "b"), nodes.Heading(1, (Text("One"),), "a"))

    assert re.findall(r"</?div|<head>\w+", shown) == ["<div", "<head>Two", "</div", "<div", "<head>One", "</div"]


def test_bylines_stand_at_the_ends_of_a_division_and_are_blocks_in_its_middle() -> None:
    byline, signature = nodes.Byline(WORDS), nodes.Signature(WORDS)

    assert division(byline, PARAGRAPH, byline, PARAGRAPH, signature) == (
        '<byline>rye</byline><p>rye</p><ab type="byline">rye</ab><p>rye</p><signed>rye</signed>'
    )


# --- the header --------------------------------------------------------------------------------------------------


def test_the_header_names_the_people_the_source_and_the_languages() -> None:
    people = (Contributor("A. Miller"), Contributor("B. Baker", "trl"))
    data = Metadata(
        "On Bread",
        "en",
        "2026-05",
        "A *reply*",
        people,
        "Mill Press",
        "Leeds",
        "How.",
        "urn:x",
        "Free.",
        Series("M", "3"),
    )
    text = nodes.Paragraph((nodes.Foreign("de", WORDS),))
    root = tree(Document("on-bread", data, (ED,), (Part("a", PartKind.LETTER, (), (text,), source=WORDS),)))

    assert found(root, "titleStmt/title") == ["On Bread", "A *reply*"]
    assert found(root, "titleStmt/author") == ["A. Miller"]
    assert found(root, "respStmt/resp") == ["translator", "editor"]
    assert found(root, "respStmt/name") == ["B. Baker", "The editor"]
    assert found(root, "publicationStmt/*") == ["Mill Press", "Leeds", "2026-05", "urn:x", "Free."]
    assert found(root, "listBibl/bibl") == ["rye"]
    assert found(root, "langUsage/language") == ["de", "en"]


def test_the_header_speaks_the_language_of_the_pamphlet() -> None:
    people = (Contributor("A. Müller", "aut"), Contributor("B. Becker", "ill"), Contributor("C. Vogt", "pbd"))
    data = Metadata("Vom Brot", "de", "2026", "", people)
    root = tree(Document("vom-brot", data, (ED,), (part(PARAGRAPH, notes=()),)))

    assert found(root, "respStmt/resp") == ["Illustrator", "pbd", "Herausgeber"]
    assert found(root, "sourceDesc/p") == ["Eine Quelle ist nicht genannt."]
    assert found(root, "quotation/p") == ["Anführungszeichen sind im Text erhalten."]
    assert [
        words for name in ("correction", "normalization", "interpretation") for words in found(root, f"{name}/p")
    ] == [editing.wording_for("de")[f"tei-{name}"] for name in ("correction", "normalization", "interpretation")]


def test_without_a_publisher_the_publication_is_told_in_a_paragraph() -> None:
    root = tree(Document("on-bread", Metadata("On Bread", "en", "2026"), (), (part(PARAGRAPH, notes=()),)))

    assert found(root, "publicationStmt/p/date") == ["2026"]
    assert found(root, "sourceDesc/p") == ["No source is named."]


# --- every file --------------------------------------------------------------------------------------------------


@given(documents() | working_documents())
@settings(max_examples=15)
def test_every_file_has_known_elements_and_attributes_and_ids_of_its_own(document: Document) -> None:
    written = write_tei(document, prepare(document))
    root = ElementTree.fromstring(written)
    identifiers = [i for element in root.iter() if (i := element.get("{http://www.w3.org/XML/1998/namespace}id"))]
    targets = [word for element in root.iter() for key in ("resp", "corresp") if (word := element.get(key))]

    assert written == write_tei(document, prepare(document))
    for element in root.iter():
        known = NAMES[name(element)].replace("xml:", "{http://www.w3.org/XML/1998/namespace}").split()
        assert {key for key in element.attrib if not re.search(r"namespace\}(id|lang)$", key)} <= set(known)
    assert len(identifiers) == len(set(identifiers))
    assert all(re.fullmatch(r"[^\W\d][\w.-]*", identifier) for identifier in identifiers)
    assert {target.removeprefix("#") for target in targets} <= set(identifiers)


@given(documents())
@settings(max_examples=15)
def test_no_word_of_the_text_is_lost_but_those_of_omissions_and_sics(document: Document) -> None:
    root = tree(document)
    body = root.find(f"{{{NAMESPACE}}}text/{{{NAMESPACE}}}body")
    assert body is not None
    written = re.sub(r"\s+", "", "".join(body.itertext()))
    for node in walk.document_nodes(document):
        if isinstance(node, Text | nodes.Code | nodes.CodeBlock):
            for word in node.text.split():
                assert word in written
