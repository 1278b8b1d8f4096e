"""The plain way from Markdown to pages: Python-Markdown, one style sheet, WeasyPrint. Knows nothing of the press.

``python -m benchmarks.plain TEXT.md OUT.pdf FONTS``: what a page of script does for whoever needs no more.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

STYLE = """
@font-face { font-family: "EB Garamond"; src: url("FONTS/EBGaramond[wght].ttf") }
@font-face { font-family: "EB Garamond"; font-style: italic; src: url("FONTS/EBGaramond-Italic[wght].ttf") }
@page { size: A5; margin: 20mm 24mm; @bottom-center { content: counter(page); font: 9pt "EB Garamond" } }
html { font: 10.5pt/1.3 "EB Garamond"; hyphens: auto; text-align: justify; hyphenate-limit-chars: 6 3 3 }
h1 { font-size: 16pt; text-align: left; break-before: page; font-weight: 400 }
p { margin: 0; text-indent: 1.2em } h1 + p { text-indent: 0 }
.note { float: footnote; font-size: 8.5pt; text-indent: 0 }
"""


def main() -> None:
    """Make the pages."""
    import markdown
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    source, target, fonts = sys.argv[1:]
    body = markdown.markdown(Path(source).read_text(encoding="utf-8"), extensions=["footnotes"])
    configuration = FontConfiguration()
    style = CSS(string=STYLE.replace("FONTS", Path(fonts).as_uri()), font_config=configuration)
    page = f'<html lang="en"><head><title>A Text</title></head><body>{_at_foot(body)}</body></html>'
    HTML(string=page).write_pdf(target, stylesheets=[style], font_config=configuration)


def _at_foot(body: str) -> str:
    """Notes at their calls, where the style sheet floats them to the foot of the page."""
    body, _, block = body.partition('<div class="footnote">')
    found = re.findall(r'<li id="fn:([^"]+)">\s*<p>(.*?)(?:&#160;)?<a class="footnote-backref"', block, re.DOTALL)
    notes = dict(found)
    call = re.compile(r'<sup id="fnref:([^"]+)">.*?</sup>', re.DOTALL)
    return call.sub(lambda match: f'<span class="note">{notes[match[1]]}</span>', body)


if __name__ == "__main__":
    main()
