"""A part on its own: what led to other parts is said in words, and nothing else changes."""

from __future__ import annotations

from msgspec.structs import replace

from handpress.editing import part_alone, prepare
from handpress.model import nodes, walk
from handpress.model.document import Contributor, Document, Metadata, Note, Part, PartKind, Series
from handpress.model.nodes import Heading, Link, Paragraph, Text

ARTICLE = Part(
    "article",
    PartKind.ARTICLE,
    (Text("On Mills"),),
    (
        Paragraph((Text("First."),)),
        Heading(1, (Text("In the Workshops"),), "workshops"),
        Paragraph((Link("#workshops", (Text("above"),)), Text(" and "), Link("#end", (Text("there"),)))),
    ),
    byline=(Text("by A. Miller"),),
)
REPLY = Part(
    "reply",
    PartKind.REPLY,
    (Text("On Rivers"),),
    (
        Paragraph((Text("See "), Link("#workshops", (Text("what he says"),)), Text("."))),
        Paragraph((Link("#part-article", (Text("the article"),)), Link("#article-p1", (Text("its first"),)))),
        nodes.Quotation((Paragraph((nodes.Emphasis((Link("#workshops", (Text("deep"),)),)),)),)),
        Paragraph((Link("https://example.org", (Text("away"),)),), "end"),
    ),
    (Note("1", (Paragraph((Link("#workshops", (Text("noted"),)),)),)),),
    byline=(Text("C. Carter"),),
    replies_to="article",
)
DOCUMENT = Document(
    "mills",
    Metadata(
        "The Quarrel",
        "en",
        "2026",
        contributors=(Contributor("A. Miller"), Contributor("C. Carter"), Contributor("E. Reader", "edt")),
        description="Two men and a mill.",
        identifier="9780306406157",
        series=Series("Pamphlets", "3"),
    ),
    parts=(ARTICLE, REPLY),
)


def alone(slug: str, document: Document = DOCUMENT) -> Document:
    return part_alone(document, prepare(document), slug)


def words(content: nodes.Blocks) -> list[str]:
    return [walk.inline_text(node.content) for node in walk.walk(content) if isinstance(node, Paragraph)]


def test_a_link_to_another_part_becomes_its_words_and_where_it_led() -> None:
    (reply,) = alone("reply").parts

    assert words(reply.content)[:3] == [
        "See what he says (see On Mills, section “In the Workshops”).",
        "the article (see On Mills)its first (see On Mills, ¶ 1)",
        "deep (see On Mills, section “In the Workshops”)",
    ]
    assert words(reply.notes[0].content) == ["noted (see On Mills, section “In the Workshops”)"]


def test_links_within_the_part_and_out_of_the_pamphlet_stay() -> None:
    targets = {
        slug: [node.target for node in walk.walk(alone(slug).parts[0].content) if isinstance(node, Link)]
        for slug in ("article", "reply")
    }

    assert targets == {"article": ["#workshops"], "reply": ["https://example.org"]}


def test_the_words_of_a_reference_are_in_the_language_of_the_part() -> None:
    (reply,) = alone("reply", replace(DOCUMENT, parts=(ARTICLE, replace(REPLY, language="de")))).parts

    assert words(reply.content)[0] == "See what he says (siehe On Mills, Abschnitt „In the Workshops“)."


def test_the_part_is_named_after_itself_and_the_series_after_the_pamphlet() -> None:
    data = alone("reply").metadata

    assert (data.title, data.series, data.identifier, data.description) == (
        "On Rivers",
        Series("The Quarrel", "2"),
        "",
        "",
    )


def test_the_people_are_those_the_byline_names_and_those_who_are_no_authors() -> None:
    assert [person.name for person in alone("reply").metadata.contributors] == ["C. Carter", "E. Reader"]

    nameless = replace(DOCUMENT, parts=(ARTICLE, replace(REPLY, byline=())))
    assert len(alone("reply", nameless).metadata.contributors) == 3


def test_a_part_without_a_title_is_called_by_its_kind() -> None:
    assert alone("reply", replace(DOCUMENT, parts=(ARTICLE, replace(REPLY, title=())))).metadata.title == "Reply"
