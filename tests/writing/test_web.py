"""The web edition: one page, complete in itself, with nothing in it that a manuscript could make act."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.conftest import Golden
from tests.pamphlets.shop import HERE

from handpress import editing, press
from handpress.model import nodes
from handpress.model.document import Contributor, Document, Metadata, Part, PartKind, Translation
from handpress.model.facts import Facts
from handpress.model.nodes import Figure, Heading, Link, Paragraph, Table, Text
from handpress.project import Workspace
from handpress.proving.unpage import open_page
from handpress.writing.layout import Enclosed
from handpress.writing.plaintext import WIDTH, write_text
from handpress.writing.web import write_web

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = "</script><script>alert(1)</script> ]]> --> <!-- \" ' & \u202e \u05e9\u05dc\u05d5\u05dd \u2028 </style>"


def pamphlet(*content: nodes.Block, title: str = "On Rye", language: str = "en", **data: Any) -> Document:
    part = Part("article", PartKind.ARTICLE, (Text(title),), content)
    return Document("rye", Metadata(title, language, "2026-05-01", **data), parts=(part,))


def page(document: Document, styles: str = "", pictures: dict[str, Enclosed] | None = None) -> str:
    return write_web(document, editing.prepare(document), styles=styles, pictures=pictures or {}).decode()


def record(text: str) -> dict[str, object]:
    return dict(json.loads(open_page(text.encode()).record))


@pytest.fixture
def edition(tmp_path: Path) -> tuple[Document, Facts]:
    """The sample with all editorial marks, as the press sets it."""
    (tmp_path / "manuscripts").symlink_to(HERE)
    manuscript = press.read(Workspace(tmp_path), "editorial").value
    document = editing.set_typography(manuscript.document)
    quotations = editing.find_quotations(document, manuscript.pamphlet.shortest_quotation)
    return editing.mark_quotations(document, quotations), editing.prepare(document, quotations)


# --- goldens -----------------------------------------------------------------------------------------------------


def test_the_page_is_what_it_was_when_a_person_last_looked_it_over(
    edition: tuple[Document, Facts], golden: Golden
) -> None:
    golden(GOLDEN / "editorial.html", write_web(*edition, styles="", pictures={}).decode())


def test_the_text_is_what_it_was_when_a_person_last_looked_it_over(
    edition: tuple[Document, Facts], golden: Golden
) -> None:
    golden(GOLDEN / "editorial.txt", write_text(*edition).decode())


def test_no_line_of_the_text_is_longer_than_it_may_be(edition: tuple[Document, Facts]) -> None:
    assert max(map(len, write_text(*edition).decode().split("\n"))) <= WIDTH


# --- nothing acts, nothing is fetched ----------------------------------------------------------------------------


def test_what_a_manuscript_says_ends_no_element_and_begins_none() -> None:
    said = {"subtitle": HOSTILE, "description": HOSTILE, "publisher": HOSTILE, "rights": HOSTILE}
    people = (Contributor(HOSTILE),)
    text = page(pamphlet(Paragraph((Text(HOSTILE),)), title=HOSTILE, contributors=people, **said), styles=HOSTILE)

    root = open_page(text.encode()).pages.package
    acting = [element.tag.rpartition("}")[2] for element in root.iter() if element.tag.endswith(("}script", "}style"))]
    assert acting == ["script", "style"]
    assert record(text)["headline"] == HOSTILE
    assert open_page(text.encode()).properties["og:description"] == HOSTILE


def test_the_pages_own_policy_allows_its_style_and_nothing_else() -> None:
    text = page(pamphlet(Paragraph((Text("Rye."),))), styles="p { color: red } a::after { content: '</style>' }")
    style = re.search(r"<style>(.*?)</style>", text, flags=re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()

    assert f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; img-src data:; base-uri 'none'" in text
    assert not re.search(r"<[^>]+ (?:style|on\w+)=", text)


def test_pictures_are_in_the_page_and_nothing_is_fetched() -> None:
    figure = Figure("images/rye.png", "An ear")
    text = page(pamphlet(figure), pictures={"images/rye.png": Enclosed(b"dots", "image/png")})

    assert '<img src="data:image/png;base64,ZG90cw==" alt="An ear">' in text
    assert not re.search(r"""(?:src|href)="(?!#|data:)""", text)


# --- for readers and for machines --------------------------------------------------------------------------------


def test_nothing_of_the_e_book_is_left_in_the_markup(edition: tuple[Document, Facts]) -> None:
    text = write_web(*edition, styles="", pictures={}).decode()

    assert "epub:" not in text
    assert "xml:lang" not in text


def test_every_id_stands_once_and_every_link_within_leads_to_one(edition: tuple[Document, Facts]) -> None:
    text = write_web(*edition, styles="", pictures={}).decode()
    ids = re.findall(r' id="([^"]+)"', text)

    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)
    assert set(re.findall(r'aria-labelledby="([^"]+)"', text)) <= set(ids)


def test_the_pamphlets_title_is_the_only_heading_of_the_first_level() -> None:
    text = page(pamphlet(Heading(1, (Text("Ears"),)), Heading(5, (Text("Awns"),)), Heading(6, (Text("Glumes"),))))

    assert re.findall(r"<h(\d)[^>]*?(?: aria-level=\"(\d)\")?>", text) == [
        ("1", ""),
        ("2", ""),
        ("2", ""),
        ("3", ""),
        ("6", "7"),
        ("6", "7"),
    ]


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("he", "rtl"), ("fa-IR", "rtl"), ("de", "ltr")])
def test_the_page_runs_as_its_language_does(language: str, direction: str) -> None:
    text = page(pamphlet(Paragraph((Text("Rye."),)), language=language))

    assert f'<html lang="{language}" dir="{direction}">' in text


def test_a_part_runs_as_its_own_language_does() -> None:
    document = pamphlet(Paragraph((Text("Rye."),)))
    parts = (replace(document.parts[0], language="ar"),)

    assert re.search(r'<section id="part-article"[^>]* lang="ar"[^>]* dir="rtl"', page(replace(document, parts=parts)))


def test_a_paragraph_can_be_cited_by_its_number() -> None:
    text = page(pamphlet(Paragraph((Text("Rye."),)), Paragraph((Link("#grain", (Text("Oats"),)),), "grain")))

    assert '<p id="article-p1">Rye.<a class="to-paragraph press" href="#article-p1" aria-label="Link to par' in text
    assert 'href="#grain" aria-label="Link to paragraph 2">¶</a></p>' in text


def test_a_table_has_a_box_in_which_it_can_be_moved() -> None:
    text = page(pamphlet(Table((nodes.Align.START,), ((Text("Rye"),),), (((Text("1"),),),)), Paragraph(())))

    assert '<div class="wide" role="group" tabindex="0"><table>' in text
    assert "</table></div><p" in text


def test_machines_are_told_who_wrote_what_and_when() -> None:
    people = (Contributor("A. Miller"), Contributor("E. Reader", "edt"), Contributor("T. Carrier", "trl"))
    told = record(page(pamphlet(Paragraph((Text("Rye."),)), contributors=people, publisher="The Ford Press")))

    assert told["@type"] == "Article"
    assert [told[role] for role in ("author", "editor", "translator")] == [
        [{"@type": "Person", "name": name}] for name in ("A. Miller", "E. Reader", "T. Carrier")
    ]
    assert (told["datePublished"], told["inLanguage"]) == ("2026-05-01", "en")
    assert told["hasPart"] == [{"@type": "Article", "@id": "#part-article", "name": "On Rye"}]
    assert "description" not in told


TRANSLATED = pamphlet(
    Paragraph((Text("Rye."),)),
    translations=(Translation("he", "על השיפון", "https://example.org/shipon?a=1&b=2"), Translation("cs", "O žitě")),
)


def test_a_translation_is_named_in_its_language_and_linked_where_it_has_an_address() -> None:
    text = page(TRANSLATED)
    address = "https://example.org/shipon?a=1&amp;b=2"

    assert f'<link rel="alternate" hreflang="he" href="{address}" title="על השיפון">' in text
    assert f'<p lang="he" dir="rtl">עברית: <a href="{address}" hreflang="he">על השיפון</a> (' in text
    assert '<p lang="cs">Čeština: O žitě</p>' in text
    assert text.count('rel="alternate"') == 1


def test_machines_are_told_of_translations() -> None:
    assert record(page(TRANSLATED))["workTranslation"] == [
        {
            "@type": "Article",
            "name": "על השיפון",
            "inLanguage": "he",
            "url": "https://example.org/shipon?a=1&b=2",
        },
        {"@type": "Article", "name": "O žitě", "inLanguage": "cs"},
    ]
