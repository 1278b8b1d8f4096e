"""The engine spared of work lays out what it lays out without."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from weasyprint.layout import percent

from handpress import setting
from handpress.writing import layout, thrift
from handpress.writing.layout import Enclosed

STYLES = """
@font-face { font-family: "EB Garamond"; src: url(press:roman) }
@page { size: 90mm 120mm; margin: 12mm 10% 14mm 9mm; @bottom-center { content: counter(page) } }
@page :left { margin: 12mm 9mm 14mm 10%; @top-left { content: string(head); width: 100% } }
@page :right { @top-right { content: string(head); text-align: right } }
@page :first { background: #eee; @bottom-center { content: none } }
@page :blank { @bottom-center { content: "blank" } }
@page :nth(3) { @footnote { border-top: 1pt solid black } }
html { font: 9pt/1.3 "EB Garamond"; --wide: 40% }
h2 { string-set: head content(); break-before: recto; border-bottom: 2pt dotted #999; border-radius: 4pt }
p { margin: 0; padding-left: 2% } p.boxed { border: 1pt solid red; border-radius: 20% / 3pt; background: #ffd }
.half { width: 50%; min-width: 20mm; box-sizing: border-box; padding: 1mm }
.part { width: var(--wide); float: left } .hung { position: absolute; right: 0; top: 5%; background: yellow }
.note { float: footnote } table { border-collapse: collapse } td { border: 1pt solid black; padding: 1% }
.line { display: inline-block; width: 30%; visibility: hidden } .flex { display: flex } .flex p { width: 30% }
"""


def text() -> str:
    sections = []
    for number in range(1, 5):
        words = f"the price of rye number {number} went up and came down again " * 12
        sections.append(f"""<section><h2 id="h{number}">Part {number}</h2>
<p id="a{number}">{words}<span class="note" id="n{number}" role="doc-footnote">A note on {number}.</span> {words}</p>
<p class="boxed" id="b{number}"><em id="e{number}">{words}</em></p><p class="half" lang="de">{words}</p>
<div style="position: relative"><p class="part">left</p><p class="hung">hung</p><span class="line">x</span></div>
<div class="flex"><p id="f{number}">one</p><p>two</p></div>
<table><tr><th>rye</th></tr><tr><td id="t{number}">{number}</td><td>8</td></tr></table></section>""")
    return f'<!DOCTYPE html><html lang="en"><body>{"".join(sections)}</body></html>'


def pages() -> bytes:
    setting.isolate_fonts()
    files = {"roman": Enclosed(setting.faces()["roman"].path.read_bytes(), "font/ttf")}
    return layout.lay_out(text(), STYLES, files).to_pdf()


@contextlib.contextmanager
def as_it_is(_: thrift.Wardrobe) -> Iterator[None]:
    yield


def test_pages_are_the_same_with_and_without_thrift_to_the_last_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    spared = pages()
    monkeypatch.setattr(thrift, "spared", as_it_is)

    assert pages() == spared


def test_a_text_is_the_same_whatever_was_laid_out_by_the_same_sheets_before_it() -> None:
    setting.isolate_fonts()
    files = {"roman": Enclosed(setting.faces()["roman"].path.read_bytes(), "font/ttf")}
    composer = layout.Composer(STYLES, files)
    other = text().replace('lang="en"', 'lang="fr"').replace('class="boxed"', 'class="boxed" style="margin-left: 9mm"')
    before = [composer.lay_out(one).to_pdf() for one in (other, text(), other)]

    assert before[1] == pages()
    assert before[0] == before[2] != before[1]


def test_it_stands_aside_where_the_engine_is_another_and_afterwards_all_is_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from weasyprint.layout import inline

    known = inline.resolve_percentages
    with thrift.spared(thrift.Wardrobe()):
        assert inline.resolve_percentages is not known
    assert inline.resolve_percentages is known

    def resolve_percentages(box: object, containing_block: object, further: object) -> None:
        """What a later version may ask for."""

    monkeypatch.setattr(percent, "resolve_percentages", resolve_percentages)
    with thrift.spared(thrift.Wardrobe()):
        assert inline.resolve_percentages is known
