"""The smallest text in which the engine loses the pointer to a note that stands at its part's end."""

from __future__ import annotations

from tests.writing.pages import pamphlet, part, set_in_type

SMALL = """
@page { size: 170pt 100pt; margin: 14pt }
@page :left { margin: 14pt }
body { margin: 0; font: 10pt/12pt "EB Garamond" }
p { margin: 0; orphans: 2; widows: 2 }
span.note { float: footnote }
.note::footnote-call, .note::footnote-marker { content: none }
.note .as-p { display: block }
sup { line-height: 0 }
.title-page, .opening, .colophon { display: none }
.loosened-1 { orphans: 1; widows: 1 }
"""
TEXT = f"""---
title: Rye
---
{"before " * 4}rye[^1] between wheat[^2] and oats {"and spelt " * 6}.

[^1]: {"barley " * 14}

[^2]: {"millet " * 300}
"""


def test_a_pointer_that_the_engine_has_lost_is_brought_back_as_a_note_is() -> None:
    made = set_in_type(pamphlet(part(TEXT)), styles=SMALL)

    assert made.printed.repaired == ("note-article-2",)
    assert made.text.count("2\u2002This note stands on page") == 1
    assert (made.text.count("barley"), made.text.count("millet")) == (14, 300)
