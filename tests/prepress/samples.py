"""Pages for the tests of prepress, laid out by the real engine, some of them with every kind of picture and colour."""

from __future__ import annotations

import functools
import io

from PIL import Image, ImageCms
from tests import house
from tests.pamphlets.shop import shop
from tests.proving.made import note, pages, pamphlet, paragraph

from handpress import editing, press
from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.model.format import Format
from handpress.model.nodes import NoteCall
from handpress.prepress import About
from handpress.press import typesetting
from handpress.project.themes import THEMES
from handpress.setting import total_fit
from handpress.setting.isolation import isolate_fonts
from handpress.writing import layout, loading
from handpress.writing.formes import Dress
from handpress.writing.layout import Enclosed
from handpress.writing.pagedesign import design_page
from handpress.writing.pdf import write_pdf
from handpress.writing.printed import Printed

ABOUT = About("The Title & Its <Page>", "en", "2026-05", ("Ann Miller", "Bob Carter"), "A quarrel.", "pamphlet")

_STYLES = """
@font-face { font-family: G; src: url("press:roman") }
@page { size: 60mm 90mm; margin: 8mm; bleed: 3mm; @bottom-center { content: counter(page); font: 8pt G } }
@page :first { background: #3060a0 }
@page tinted { background: linear-gradient(to right, black, rgb(200, 30, 30)) }
html { font: 8pt/1.2 G; color: black }
img { height: 8mm }
section { break-before: page }
.tinted { page: tinted }
.tiled { height: 10mm; background: url("press:dots") 0 0 / 4mm 4mm repeat }
.lab { color: lab(50% 60 20) }
.ink { color: device-cmyk(0.1 0.2 0.3 0.4) }
.faint { opacity: 0.5 }
.fading { height: 5mm; background: linear-gradient(to right, rgb(0, 90, 200), transparent) }
"""
_SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><defs><linearGradient id="g">
<stop offset="0" stop-color="#ff0000"/><stop offset="1" stop-color="#000000"/></linearGradient></defs>
<rect width="40" height="20" fill="url(#g)"/><circle cx="20" cy="30" r="8" fill="#00aa00" stroke="#444"{more}/></svg>"""


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def ramp(mode: str) -> Image.Image:
    """A picture of 32 × 24 dots in which every dot differs from its neighbours, coloured where the mode is."""
    grey = Image.linear_gradient("L").resize((32, 24))
    if mode == "L":
        return grey
    return Image.merge("RGB", (grey, grey.rotate(180), Image.new("L", (32, 24), 40))).convert(mode)


@functools.cache
def files() -> dict[str, Enclosed]:
    """Every kind of picture there is."""
    clear = ramp("RGB")
    clear.putalpha(Image.linear_gradient("L").resize((32, 24)))
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pictures = {
        "colour": saved(ramp("RGB"), "PNG"),
        "grey": saved(ramp("L"), "PNG"),
        "greyish": saved(ramp("L").convert("RGB"), "PNG"),
        "clear": saved(clear, "PNG"),
        "photo": saved(ramp("RGB"), "JPEG", icc_profile=screen),
        "spoilt": saved(ramp("RGB"), "JPEG", icc_profile=b"no profile"),
        "inked": saved(ramp("CMYK"), "JPEG"),
    }
    return {
        **{
            name: Enclosed(content, f"image/{'jpeg' if content[0] == 255 else 'png'}")
            for name, content in pictures.items()
        },
        "drawing": Enclosed(_SVG.format(more="").encode(), "image/svg+xml"),
        "faint": Enclosed(_SVG.format(more=' opacity="0.5"').encode(), "image/svg+xml"),
        "dots": Enclosed(b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle cx="4" cy="4" r="3"'
                         b' fill="#c00"/></svg>', "image/svg+xml"),
        "roman": Enclosed(house.fonts()[0].content, "font/ttf"),
    }  # fmt: skip


@functools.cache
def colourful(*, masked: bool = True, faint: bool = True) -> bytes:
    """Four pages with a bleed, and on them every kind of colour and picture; some of them transparent, if asked."""
    names = ["colour", "grey", "greyish", "photo", "spoilt", "inked", "drawing"]
    names += ["clear"] * masked + ["faint"] * faint
    images = "".join(f'<img src="press:{name}" alt="{name}">' for name in names)
    more = '<p class="faint">Hardly to be seen.</p><div class="fading"></div>' if faint else ""
    html = (
        '<html lang="en"><title>T</title><body><h1 id="top">The Title</h1><p>White on blue.</p>'
        f'<section><h2>Pictures</h2><p>{images}</p><p><a href="#top">Back to <em>the</em> top</a>,'
        ' <a href="https://example.org/">and away</a>.</p></section>'
        '<section class="tinted"><h2>Colours</h2><p class="lab">Red</p><p class="ink">Brown</p></section>'
        f'<section><h2>Tiles</h2><div class="tiled"></div><p style="color: #888">Grey</p>{more}</section></body></html>'
    )
    isolate_fonts()
    return layout.lay_out(html, _STYLES, files()).to_pdf()


@functools.cache
def plain() -> tuple[Document, bytes]:
    """A document of several pages, with a note that goes on overleaf, and its pages."""
    long = "and a note may be so long that it must go on at the foot of the next page, " * 40
    document = pamphlet(
        paragraph(3, "The first sentence", NoteCall("1"), " is long. " * 30),
        paragraph(8, "And the second", NoteCall("ed-1"), " is not. " * 99),
        notes=(note("1", 10, long), note("ed-1", 12, "Short.", party="Ed.")),
    )
    return document, pages(document)


@functools.cache
def shelved(name: str, theme: str = "quiet") -> tuple[Document, Facts, About, bytes]:
    """A pamphlet of the shop, what its files say of themselves, and its pages: broken as wholes, with a bleed."""
    document, about, printed = set_from_shelf(name, theme)
    return document, printed.facts, about, printed.pdf


def set_from_shelf(name: str, theme: str = "quiet", dress: Dress | None = None) -> tuple[Document, About, Printed]:
    """The same before its sections are joined; ``dress`` is done to each."""
    manuscript = press.read(shop(), name).value
    document = editing.set_typography(manuscript.document)
    found = editing.find_quotations(document, manuscript.pamphlet.shortest_quotation)
    isolate_fonts()
    loading.load_engine()
    facts = editing.prepare(document, found)
    characters = typesetting.characters_of(document, facts)
    scripts = typesetting.script_styles(shop(), document, characters, "var(--text-face)")
    with total_fit.applied():
        printed = write_pdf(
            editing.set_openings(document),
            facts,
            design=design_page(Format(theme=THEMES[theme])).value,
            styles="".join((house.styles(theme), *scripts)),
            fonts=(*house.fonts(), *typesetting.further_fonts(characters)),
            pictures={name: Enclosed(one.content, one.media_type) for name, one in manuscript.pictures.items()},
            bleed_mm=3,
            dress=dress,
        )
    data = document.metadata
    people = tuple(one.name for one in data.contributors)
    return document, About(data.title, data.language, data.date, people, data.description, name), printed
