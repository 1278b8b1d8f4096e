"""Nodes become elements: each kind of the model once, and the part around them."""

from __future__ import annotations

import typing
from collections import Counter
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from msgspec.structs import replace
from tests.writing.kinds import BLOCKS, INLINES, PARAGRAPH, WORDS

from handpress.editing import prepare
from handpress.model import nodes
from handpress.model.document import Document, Metadata, Note, Part, PartKind, Party, PartyRole
from handpress.model.nodes import Block, Inline, Text
from handpress.writing import documents
from handpress.writing.xhtml import Medium, NotePlacement, write_part

NOTES = (
    Note("1", (PARAGRAPH,)),
    Note("ed-1", (PARAGRAPH,), "Ed.", " — Ed."),
)


def picture(source: str) -> str:
    return source.replace("images/", "pictures/")


END = Medium(NotePlacement.END, picture=picture, link="elsewhere.xhtml#{}".format, trace=True)
FOOT = Medium(NotePlacement.FOOT, picture=picture, print_addresses=True)


def section(part: Part, medium: Medium = END) -> Element:
    parties = (Party("Ed.", "The editor", PartyRole.EDITOR, "ed"),)
    document = Document("on-bread", Metadata("On Bread", "en", "2026"), parties, (part,))
    return write_part(part, prepare(document), medium)


def part(*content: Block, notes: tuple[Note, ...] = NOTES) -> Part:
    return Part("article", PartKind.ARTICLE, (Text("On Bread"),), content, notes)


def everything() -> Part:
    """A part with every kind in it, each anchor and note once."""
    blocks = [block for block, _ in BLOCKS]
    inlines = [nodes.Paragraph((inline,)) for inline, _ in INLINES]
    return replace(
        part(*blocks, *inlines),
        subtitle=WORDS,
        byline=WORDS,
        dateline=WORDS,
        source=WORDS,
        language="de",
        kind=PartKind.PREFACE,
    )


def markup(element: Element) -> str:
    return ElementTree.tostring(element, encoding="unicode")


def body(block: Block) -> str:
    """What a block becomes in the e-book: all that stands between the part's heading and its notes."""
    found = section(part(block))
    kept = [child for child in found if child.tag != "header" and child.get("class") != "notes"]
    return "".join(markup(child) for child in kept)


# --- kinds ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("block", "expected"), BLOCKS, ids=[type(block).__name__ for block, _ in BLOCKS])
def test_a_block_becomes_its_element(block: Block, expected: str) -> None:
    assert body(block) == expected


@pytest.mark.parametrize(("inline", "expected"), INLINES, ids=[type(inline).__name__ for inline, _ in INLINES])
def test_an_inline_becomes_its_element(inline: Inline, expected: str) -> None:
    assert body(nodes.Paragraph((inline,))) == f'<p id="article-p1">{expected}</p>'


def test_every_kind_of_the_model_is_in_these_tables() -> None:
    assert {type(block) for block, _ in BLOCKS} == set(typing.get_args(Block))
    assert {type(inline) for inline, _ in INLINES} == set(typing.get_args(Inline))


def test_a_table_too_wide_for_its_words_has_them_parted_in_its_widest_columns_alone() -> None:
    def table(words: str) -> nodes.Table:
        row = ((Text("1912"),), (Text(words),))
        return nodes.Table((nodes.Align.START, nodes.Align.END), row, (row,))

    wide = ElementTree.fromstring(body(table("x" * 80)))

    assert wide.get("class") == "crowded"
    assert [cell.get("class") for cell in wide.iter("td")] == [None, "end parted"]
    assert "crowded" not in body(table("word " * 40))


# --- the part ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("medium", [END, FOOT], ids=["end", "foot"])
def test_ids_are_unique_and_every_link_within_the_part_has_its_end(medium: Medium) -> None:
    found = section(everything(), medium)
    ids = [element.get("id") for element in found.iter() if element.get("id")]
    links = [element.get("href", "") for element in found.iter("a")]

    assert [one for one, count in Counter(ids).items() if count > 1] == []
    assert {link[1:] for link in links if link.startswith("#")} - {"wheat"} <= set(ids)


def test_the_page_of_an_e_book_is_well_formed_and_says_its_language() -> None:
    page = documents.xhtml([section(everything())], title="Rye & Wheat", language="de", style="style.css")
    root = ElementTree.fromstring(page)

    assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert root.findtext("{*}head/{*}title") == "Rye & Wheat"
    assert root.find("{*}body/{*}section[@id='part-article']") is not None


def test_the_heading_of_a_part_has_title_subtitle_and_byline_and_the_word_for_its_kind() -> None:
    head = section(everything()).find("header")
    assert head is not None

    assert [(child.tag, child.get("class"), child.text) for child in head] == [
        ("p", "kind press", "Preface"),
        ("h1", None, "On Bread"),
        ("p", "subtitle", "rye"),
        ("p", "byline", "rye"),
    ]


def test_a_part_without_a_title_is_headed_by_the_word_for_its_kind_alone() -> None:
    head = section(replace(part(), title=(), kind=PartKind.LETTER)).find("header")
    assert head is not None

    assert [(child.tag, child.get("class"), child.text) for child in head] == [("h1", "press", "Letter")]


def test_dateline_and_source_close_the_text() -> None:
    found = section(replace(part(PARAGRAPH), dateline=(Text("May"),), source=(Text("A paper"),)))

    assert [markup(child) for child in found][2:] == ['<p class="dateline">May</p>', '<p class="source">A paper</p>']


@pytest.mark.parametrize(
    ("kind", "role"), [("article", "chapter"), ("reply", "chapter"), ("preface", "preface"), ("appendix", "appendix")]
)
def test_a_part_has_the_role_that_readers_of_screens_know(kind: str, role: str) -> None:
    found = section(replace(part(), kind=PartKind(kind)))

    assert (found.get("epub:type"), found.get("role"), found.get("class")) == (role, f"doc-{role}", f"part {kind}")


def test_what_the_press_says_itself_is_marked_and_nothing_else() -> None:
    calls = nodes.Paragraph((Text("rye"), nodes.NoteCall("1"), nodes.NoteCall("ed-2")))
    unsigned = Note("ed-2", (PARAGRAPH,), "Ed.")
    found = section(part(nodes.Headnote((PARAGRAPH,), "Ed."), calls, notes=(NOTES[0], unsigned)))
    said = ["".join(e.itertext()) for e in found.iter() if "press" in e.get("class", "").split()]

    assert said == ["Article", "—\u00a0Ed.", "Notes", "1", "a", "—\u00a0Ed."]


# --- notes ---------------------------------------------------------------------------------------------------

CALLS = nodes.Paragraph((Text("Rye"), nodes.NoteCall("1"), Text(" and wheat"), nodes.NoteCall("ed-1")))


def test_in_the_e_book_the_notes_stand_at_the_parts_end_in_the_order_of_their_calls() -> None:
    notes = section(part(CALLS, notes=NOTES[::-1]))[-1]

    assert (notes.tag, notes.get("class"), notes[0].text) == ("section", "notes", "Notes")
    assert [(note.tag, note.get("id"), note.get("class")) for note in notes[1:]] == [
        ("div", "note-article-1", "note author"),
        ("div", "note-article-ed-1", "note party"),
    ]


def test_in_print_a_note_follows_its_call_to_be_floated_to_the_foot() -> None:
    found = section(part(CALLS), FOOT)
    paragraph = found[-1]

    assert [child.tag for child in paragraph] == ["sup", "span", "sup", "span"]
    assert [child.get("id") for child in paragraph] == [None, "note-article-1", None, "note-article-ed-1"]
    assert paragraph[1].tail == " and wheat"


def test_a_note_leads_back_to_its_call() -> None:
    note = section(part(CALLS))[-1][1]
    back = note[0][0]

    assert (back.text, back.get("href"), back.get("role")) == ("1", "#call-article-1", "doc-backlink")
    assert back.get("aria-label") == "Back to the text: Note 1"


def test_a_note_ends_with_the_signature_it_was_given() -> None:
    signed = section(part(CALLS))[-1][2]

    assert "".join(signed.itertext()) == "a\u2002rye\u00a0—\u00a0Ed."


def test_a_note_at_the_foot_holds_nothing_but_spans_whatever_stands_in_it() -> None:
    blocks = tuple(block for block, _ in BLOCKS if not isinstance(block, nodes.Heading | nodes.Figure | nodes.Ornament))
    found = section(part(CALLS, notes=(Note("1", (PARAGRAPH, *blocks)), NOTES[1])), FOOT)
    note = next(element for element in found.iter("span") if element.get("id") == "note-article-1")

    assert {element.tag for element in note.iter()} <= {"span", "a", "code", "cite", "em", "i", "sup", "br", "img"}


def test_lists_in_a_note_at_the_foot_keep_their_signs() -> None:
    lists = (
        nodes.BulletList((nodes.ListItem((PARAGRAPH,)),)),
        nodes.OrderedList((nodes.ListItem((PARAGRAPH,)), nodes.ListItem((PARAGRAPH,))), start=7),
    )
    found = section(part(CALLS, notes=(Note("1", (PARAGRAPH, *lists)), NOTES[1])), FOOT)
    note = next(element for element in found.iter("span") if element.get("id") == "note-article-1")

    assert "".join(note.itertext()) == "1\u2002rye• rye7. rye8. rye"


def test_a_part_without_calls_has_no_section_of_notes() -> None:
    assert [child.tag for child in section(part(PARAGRAPH))] == ["header", "p"]


def test_the_paragraph_of_a_note_the_engine_lost_is_marked_to_break_more_loosely() -> None:
    loosened = replace(FOOT, loosened={"note-article-ed-1": 2})

    assert [child.get("class") for child in section(part(PARAGRAPH, CALLS), loosened)][1:] == [None, "loosened-2"]


def test_print_writes_out_where_a_link_leads_and_an_e_book_does_not() -> None:
    link = nodes.Paragraph((nodes.Link("https://example.org/rye", (Text("a page"),)),))

    assert "".join(section(part(link), FOOT)[-1].itertext()) == "a page (example.org/rye)"
    assert "".join(section(part(link), END)[-1].itertext()) == "a page"


# --- quotations ----------------------------------------------------------------------------------------------

QUOTED = nodes.Quoted(
    (
        Text("rye, "),
        nodes.Emphasis((Text("wheat"), nodes.NoteCall("1"), Text(" ground"))),
        nodes.Link("https://example.org", (Text("and"), nodes.Quoted(WORDS, part="article"))),
        nodes.NoteCall("ed-1"),
        Text("."),
    ),
    nodes.Claim.OPEN,
    "article",
    1,
)


def test_a_quotation_leads_to_what_it_quotes_around_the_notes_and_links_in_it() -> None:
    paragraph = section(part(nodes.Paragraph((QUOTED,)))).find("p[@id='article-p1']")
    assert paragraph is not None
    quoted = [link for link in paragraph.iter("a") if link.get("class") == "quoted"]

    assert ["".join(link.itertext()) for link in quoted] == ["rye, ", "wheat", " ground"]
    assert {link.get("href") for link in quoted} == {"elsewhere.xhtml#article-p1"}
    assert [inner for link in paragraph.iter("a") for inner in link.iter("a") if inner is not link] == []
    assert "".join(paragraph.itertext()) == "rye, wheat1 groundandryea."


def test_quotations_in_a_quotation_lead_to_their_own_originals() -> None:
    inner = nodes.Quoted(WORDS, part="article", paragraph=2)
    outer = nodes.Quoted((Text("wheat "), inner, Text(" oats")), part="article", paragraph=1)
    made = section(part(nodes.Paragraph((outer,)), PARAGRAPH))
    links = [(link.text, str(link.get("href")).partition("#")[2]) for link in made.iter("a")]

    assert links[:3] == [("wheat ", "article-p1"), ("rye", "article-p2"), (" oats", "article-p1")]


def test_on_paper_a_quotation_is_words() -> None:
    made = section(part(nodes.Paragraph((QUOTED,)), nodes.Quotation((PARAGRAPH,), part="article", paragraph=1)), FOOT)

    assert [link for link in made.iter("a") if link.get("class") == "quoted"] == []
    assert [line for line in made.iter("p") if "cited" in line.get("class", "")] == []


def test_what_there_is_not_cannot_be_led_to() -> None:
    made = section(
        part(nodes.Paragraph((nodes.Quoted(WORDS, part="reply"), nodes.Quoted(WORDS, part="article", paragraph=9))))
    )

    assert [link for link in made.iter("a") if link.get("class") == "quoted"] == []


def test_a_paragraph_of_one_line_below_a_heading_is_kept_with_what_follows_it_on_paper() -> None:
    def brief(text: str, medium: Medium) -> list[str | None]:
        heading = nodes.Heading(1, WORDS)
        made = section(part(heading, nodes.Paragraph((Text(text),)), nodes.Paragraph((Text(text),))), medium)
        return [one.get("class") for one in made.iter("p") if one.text == text]

    assert brief("One line.", FOOT) == ["brief", None]
    assert brief("One line.", END) == [None, None]
    assert brief("More than one line. " * 9, FOOT) == [None, None]


def test_code_runs_from_left_to_right_whatever_is_around_it() -> None:
    code = part(nodes.CodeBlock("x = 1"))

    assert '<pre dir="ltr"><code>' in markup(section(code, replace(END, right_to_left=True)))
    assert '<pre dir="ltr"><code>' in markup(section(replace(code, language="he")))
    assert "<pre><code>" in markup(section(replace(code, language="de"), replace(END, right_to_left=True)))
