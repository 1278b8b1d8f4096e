"""Sheets for the tests of line breaking: a few lines of HTML, set by the real engine in the press's own face."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tests.writing.pages import MM, Line, Page, read_back

from handpress import setting
from handpress.setting.total_fit import Account, applied
from handpress.writing import layout, loading
from handpress.writing.layout import Enclosed

LEFT, MEASURE = 24 * MM, 100 * MM
_STYLES = """
@font-face { font-family: "EB Garamond"; src: url("press:roman") }
@font-face { font-family: "EB Garamond"; font-style: italic; src: url("press:italic") }
@font-face { font-family: "Inconsolata"; src: url("press:mono") }
@page { size: 148mm 210mm; margin: 18mm 24mm }
html { font: 10.5pt/14pt "EB Garamond"; text-align: justify; hyphens: auto; hyphenate-limit-chars: 6 2 3;
  overflow-wrap: break-word }
body { margin: 0 }
p { margin: 0; text-indent: 1.2em }
code { font-family: "Inconsolata"; font-size: 88% }
.small-caps { font-variant-caps: small-caps; letter-spacing: 0.06em }
.note { float: footnote; font-size: 8.8pt; line-height: 11pt; text-indent: 0 }
"""


@dataclass(frozen=True)
class Sheet:
    """Pages as they were set, and the account of it."""

    pdf: bytes
    account: Account

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages, read back."""
        return read_back(self.pdf)

    @property
    def lines(self) -> list[Line]:
        """All lines, from the first page on."""
        return [line for page in self.pages for line in page.lines]

    @property
    def letters(self) -> str:
        """What is read back, without spaces and what hyphens the breaks have brought."""
        signs = (sign.char for page in self.pages for sign in page.signs)
        return "".join(sign for sign in signs if sign.strip() and sign not in "\u2010-\u00ad\ufffe\x02")


def set_type(body: str, *, on: bool = True, language: str = "en", styles: str = "") -> Sheet:
    """Set the body of an HTML page, 100 mm wide at 10.5 pt."""
    setting.isolate_fonts()
    loading.load_engine()
    faces = setting.faces()
    files = {name: Enclosed(faces[name].path.read_bytes(), "font/ttf") for name in ("roman", "italic", "mono")}
    html = f'<!DOCTYPE html><html lang="{language}"><head><title>x</title></head><body>{body}</body></html>'
    with applied(on=on) as account:
        return Sheet(layout.lay_out(html, _STYLES + styles, files).to_pdf(), account)
