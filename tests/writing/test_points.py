"""Points on Hebrew and Arabic letters: set in the order of their shaper, and read from the PDF as they stand."""

from __future__ import annotations

import unicodedata
from xml.etree.ElementTree import Element

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handpress import setting
from handpress.press.typesetting import further_fonts
from handpress.writing import documents, layout
from handpress.writing.faces import enclosed, face_rules
from handpress.writing.points import in_order_of_setting

POINTED = ("عُلِّمت", "منقَّط", "حُبِّ", "شَدَّة", "בְּרֵאשִׁית", "שָּׁלוֹם", "הַתִּקְוָּה")
"""Words of which one letter at least has two points."""


@given(
    st.text(
        st.sampled_from("אבשעلم " + "\u05b0\u05b8\u05bc\u05c1\u05c2\u05bf\u064b\u064e\u0650\u0651\u0652\u0670"),
        max_size=12,
    )
)
def test_the_order_of_setting_is_canonically_the_same_text(text: str) -> None:
    made = in_order_of_setting(text)

    assert unicodedata.normalize("NFC", made) == unicodedata.normalize("NFC", text)
    assert in_order_of_setting(made) == made
    assert sorted(made) == sorted(text)


@pytest.mark.parametrize("word", POINTED)
def test_each_point_is_read_once(word: str) -> None:
    fonts = further_fonts(frozenset("".join(POINTED)))
    if setting.remedy(word[0])[0]:
        pytest.skip(f"the face for {setting.remedy(word[0])[0]} is not installed")
    families = ", ".join(f'"{font.family}"' for font in fonts)
    paragraph = Element("p")
    paragraph.text = unicodedata.normalize("NFC", word)
    html = documents.html([paragraph], title="", language="he")
    styles = face_rules(fonts) + f"p {{ font: 12pt {families} }}"
    [page] = pypdfium2.PdfDocument(layout.lay_out(html, styles, enclosed(fonts)).to_pdf(tags=False))
    found = page.get_textpage().get_text_range()

    def points(text: str) -> list[str]:
        return sorted(char for char in unicodedata.normalize("NFKD", text) if not char.isspace())

    assert points(found) == points(word)
