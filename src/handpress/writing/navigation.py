"""The two pages an e-book has besides its text: the cover, and the navigation document (EPUB 3.3 §7).

In: a ``Book``. Out: complete XHTML documents. The contents are a page of the book for everyone; landmarks and page
list are there for reading systems and stay hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from xml.etree import ElementTree

from handpress.writing.documents import escape, quoteattr, turned
from handpress.writing.package import (
    COVER_NAME,
    COVER_PICTURE_NAME,
    NAV_NAME,
    STYLE_NAME,
    Book,
    Cover,
    Entry,
    Landmark,
    PageMark,
)
from handpress.writing.pagemarks import mark

_PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
 lang={lang} xml:lang={lang}{direction}>
<head>
<meta charset="utf-8"/>
<title>{title}</title>
{head}
</head>
{body}
</html>
"""

# In the page itself, not in the style sheet: a theme that forgets the cover must not set it at natural size.
_COVER_STYLE = """<style>
html, body { margin: 0; padding: 0; height: 100%; text-align: center; }
section { height: 100%; }
img { max-width: 100%; max-height: 100%; height: 100vh; object-fit: contain; }
</style>"""


def cover_page(book: Book, cover: Cover) -> bytes:
    """The cover as a page: the picture and nothing else."""
    picture = f'<img src="{COVER_PICTURE_NAME}" alt={quoteattr(cover.alternative)} role="doc-cover"/>'
    name, marks = quoteattr(book.wording.cover), _marks(book.cover_marks)
    body = f'<body epub:type="cover"><section epub:type="cover" aria-label={name}>{marks}{picture}</section></body>'
    return _page(book, book.wording.cover, _COVER_STYLE, body)


def navigation_page(book: Book) -> bytes:
    """The navigation document: contents, landmarks, and the page list where there is one."""
    words = book.wording
    before: dict[int, list[PageMark]] = {}
    for one in book.contents_marks:
        before.setdefault(one.line, []).append(one)
    marks = {line: _marks(found) for line, found in before.items()}
    lists = [
        f'{marks.get(0, "")}<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">\n'
        f'<h1 id="toc-title">{escape(words.contents)}</h1>\n{_entries(book.navigation, marks, count(1))}</nav>',
        f'<nav epub:type="landmarks" id="landmarks" aria-label={quoteattr(words.landmarks)} hidden="hidden">\n'
        f"{_landmarks(_all_landmarks(book))}</nav>",
    ]
    if book.pages:
        lists.append(
            f'<nav epub:type="page-list" role="doc-pagelist" id="pages" aria-label={quoteattr(words.pages)}'
            f' hidden="hidden">\n{_entries(book.pages, {}, count(1))}</nav>'
        )
    style = f'<link rel="stylesheet" type="text/css" href="{STYLE_NAME}"/>'
    return _page(book, words.contents, style, "<body>\n" + "\n".join(lists) + "\n</body>")


def _page(book: Book, title: str, head: str, body: str) -> bytes:
    lang = quoteattr(book.metadata.language)
    return _PAGE.format(
        lang=lang, direction=turned(book.metadata.language), title=escape(title), head=head, body=body
    ).encode()


def _entries(entries: Iterable[Entry], marks: Mapping[int, str], lines: Iterator[int]) -> str:
    """A list; ``marks`` stand within the link of their line, since an entry may hold nothing beside it."""
    made = []
    for entry in entries:
        words = marks.get(next(lines), "") + escape(entry.label)
        below = "\n" + _entries(entry.children, marks, lines) if entry.children else ""
        made.append(f"<li><a href={quoteattr(entry.href)}>{words}</a>{below}</li>\n")
    return "<ol>\n" + "".join(made) + "</ol>\n"


def _marks(marks: Iterable[PageMark]) -> str:
    return "".join(ElementTree.tostring(mark(one.label, one.identifier), encoding="unicode") for one in marks)


def _all_landmarks(book: Book) -> list[Landmark]:
    """Cover and contents, which are made here, then those of the text."""
    own = [Landmark("cover", book.wording.cover, COVER_NAME)] if book.cover else []
    own.append(Landmark("toc", book.wording.contents, f"{NAV_NAME}#toc"))
    return [*own, *(mark for mark in book.landmarks if mark.kind not in {"cover", "toc"})]


def _landmarks(marks: Iterable[Landmark]) -> str:
    lines = (
        f"<li><a epub:type={quoteattr(m.kind)} href={quoteattr(m.href)}>{escape(m.label)}</a></li>\n" for m in marks
    )
    return "<ol>\n" + "".join(lines) + "</ol>\n"
