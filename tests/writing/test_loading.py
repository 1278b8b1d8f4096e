"""WeasyPrint loaded the quick way is the engine it is without, and fonts made static by HarfBuzz are as they were."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from handpress import setting
from handpress.writing import instances, layout
from handpress.writing.layout import Enclosed
from handpress.writing.loading import load_engine

SOURCE = Path(__file__).resolve().parents[2] / "src"

PROBE = """
import subprocess, sys
sys.path.insert(0, sys.argv[1])
started = []
kept = subprocess.Popen.__init__
subprocess.Popen.__init__ = lambda *given, **named: (started.append(given), kept(*given, **named))[1]
from handpress.writing.loading import load_engine
load_engine()
from weasyprint.pdf import fonts
print(len(started), "fontTools.varLib.instancer" in sys.modules, fonts.subset.Options().hinting)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the engine is loaded as it loads itself")
def test_it_starts_no_process_and_what_was_put_off_comes_when_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE, str(SOURCE)], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["0", "False", "True"]


BLIND = """
import ctypes.util, sys
sys.path.insert(0, sys.argv[1])
from cffi import api
known = api._load_backend_lib
# A machine on which only the long way round finds a library.
api._load_backend_lib = lambda backend, name, flags: known(backend, name, flags) if asked() else fail()
asked = lambda: ctypes.util.find_library is real
def fail(): raise OSError("not by this name")
real = ctypes.util.find_library
from handpress.writing import loading
loading._module_of = lambda declarations: None
print(loading.load_engine()[0].__version__)
"""


def test_where_the_quick_way_finds_no_library_the_engine_is_loaded_as_it_loads_itself() -> None:
    done = subprocess.run([sys.executable, "-c", BLIND, str(SOURCE)], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == load_engine()[0].__version__


DECLARED = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from handpress.writing import loading
loading._module_of = lambda declarations: Path(sys.argv[2])
loading.load_engine()
from weasyprint.text.ffi import ffi, pango
print("pycparser" in sys.modules, pango.pango_version() > 14400, ffi.string(ffi.new("char[]", b"rye")).decode())
"""


def load(place: Path) -> list[str]:
    """Whether declarations were parsed, and whether the engine's door to the libraries is open."""
    command = [sys.executable, "-c", DECLARED, str(SOURCE), str(place)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return done.stdout.split()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the engine is loaded as it loads itself")
def test_what_the_engine_declares_is_parsed_once_and_a_broken_record_of_it_is_none(tmp_path: Path) -> None:
    place = tmp_path / "declared.ffi"

    assert load(place) == ["True", "True", "rye"]
    assert load(place) == ["False", "True", "rye"]
    place.write_bytes(b"cut sho")
    assert load(place) == ["True", "True", "rye"]
    assert load(place / "nowhere") == ["True", "True", "rye"]


@pytest.mark.parametrize("name", ["roman", "italic", "mono"])
def test_a_font_made_static_has_the_shapes_and_widths_it_has_by_fonttools(name: str) -> None:
    content = setting.faces()[name].path.read_bytes()
    at = {axis.axisTag: axis.defaultValue for axis in TTFont(io.BytesIO(content))["fvar"].axes} | {"wght": 600}
    known = instancer.instantiateVariableFont(TTFont(io.BytesIO(content)), at)
    mine = TTFont(io.BytesIO(instances.cut(content, 0, at, range(known["maxp"].numGlyphs))))

    assert "fvar" not in mine
    assert mine["maxp"].numGlyphs == known["maxp"].numGlyphs
    for glyph in map(known.getBestCmap().get, map(ord, "Qag&1—é")):
        number = known.getGlyphID(glyph)
        same = mine.getGlyphName(number)
        assert abs(mine["hmtx"][same][0] - known["hmtx"][glyph][0]) <= 1
        box, kept = mine["glyf"][same], known["glyf"][glyph]
        edges = ("xMin", "yMin", "xMax", "yMax")
        assert all(abs(getattr(box, edge) - getattr(kept, edge)) <= 1 for edge in edges)


def test_the_fonts_of_a_pdf_are_static_and_have_the_weights_of_the_text() -> None:
    setting.isolate_fonts()
    face = '@font-face { font-family: "Face"; src: url("press:roman") } * { font-family: Face }'
    text = '<!DOCTYPE html><p>rye <span style="font-weight: 600">wheat</span></p>'
    roman = setting.faces()["roman"].path.read_bytes()
    made = layout.lay_out(text, face, {"roman": Enclosed(roman, "font/ttf")}).to_pdf()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and "/Length1" in item]
        fonts = [TTFont(io.BytesIO(stream.read_bytes())) for stream in streams]

    assert sorted(font["OS/2"].usWeightClass for font in fonts) == [400, 600]
    assert not any("fvar" in font for font in fonts)
