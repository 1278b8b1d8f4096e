"""Small e-books for the tests of writing and of its judge."""

import io

from msgspec.structs import replace
from PIL import Image

from handpress.model.document import Contributor, Metadata, Series
from handpress.writing.package import (
    Accessibility,
    Book,
    Chapter,
    Cover,
    Enclosure,
    Entry,
    Landmark,
    Wording,
    modified_on,
)

METADATA = Metadata(
    title="Freedom & <Order>",
    subtitle="With a Reply",
    language="en",
    date="2026-05-01",
    contributors=(
        Contributor("A. N. Author", "aut", "Author, A. N."),
        Contributor("B. Respondent", "aut"),
        Contributor("C. Editor", "edt"),
    ),
    publisher="The Quiet Press",
    place="London",
    description="What is owed, and by whom.",
    rights="Public domain",
    series=Series("Pamphlets", "3"),
)


def page(title: str, body: str) -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>{title}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>{body}</body>
</html>
""".encode()


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (16, 24), "#8c2a1e").save(out, kind)
    return out.getvalue()


def small() -> Book:
    """A book with nothing but what every book needs."""
    return Book(
        Metadata("Why?", "en", "2026"),
        modified_on("2026"),
        (Chapter("article.xhtml", page("Why?", '<h1 id="top">Why?</h1><p>Because.</p>')),),
        (Entry("Why?", "article.xhtml"),),
        Cover(picture("JPEG"), "Cover: Why?"),
        b"p { text-indent: 1em; }\n",
        Wording("Contents", "Cover", "Landmarks", "Pages"),
        Accessibility("All can be read."),
    )


def full() -> Book:
    """A book with everything a book can have."""
    mark = '<span id="p{0}" epub:type="pagebreak" role="doc-pagebreak" aria-label="{0}"></span>'
    article = f'<h1 id="a">Freedom</h1><p>{mark.format(1)}One.</p><h2 id="b">Order</h2><p>{mark.format(2)}Two.</p>'
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
    return replace(
        small(),
        metadata=METADATA,
        modified=modified_on(METADATA.date),
        chapters=(
            Chapter("title.xhtml", page("Title", f"<h1>Freedom</h1>{drawing}"), ("svg",)),
            Chapter("article.xhtml", page("Freedom", article)),
            Chapter("reply.xhtml", page("Reply", '<h1>Reply</h1><p><img src="images/map.png" alt="A map"/></p>')),
        ),
        navigation=(
            Entry("Freedom", "article.xhtml#a", (Entry("Order", "article.xhtml#b"),)),
            Entry("Reply", "reply.xhtml"),
        ),
        landmarks=(Landmark("bodymatter", "Start", "article.xhtml"),),
        fonts=(Enclosure("fonts/licence.txt", b"Free.", "text/plain"),),
        pictures=(Enclosure("images/map.png", picture("PNG"), "image/png"),),
        pages=(Entry("1", "article.xhtml#p1"), Entry("2", "article.xhtml#p2")),
        page_source="urn:isbn:9780306406157",
        sources=("First printed in 1912",),
        languages=("de",),
        contents_at=1,
        accessibility=Accessibility("All can be read.", pictures=True, alternatives=True),
    )
