"""Pictures that would do harm or come out badly: each gets its sentence before any engine opens it."""

import io
import struct
import tracemalloc
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from handpress.project import load_pictures
from handpress.project.bitmaps import Looks


def problem(folder: Path, name: str, content: bytes, code: str = "image-unreadable") -> str:
    (folder / name).write_bytes(content)
    result = load_pictures(folder, [(name, None)], pages=True)
    [finding] = result.findings
    assert result.value == {}
    assert finding.code == code
    assert finding.hint
    return finding.message


def looks(folder: Path, name: str, content: bytes) -> Looks:
    (folder / name).write_bytes(content)
    result = load_pictures(folder, [(name, None)])
    assert result.findings == ()
    return result.value[name].looks


def saved(kind: str, size: tuple[int, int] = (64, 48), mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(out, kind)
    return out.getvalue()


def png(width: int, height: int, rows: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_a_whole_bitmap_tells_its_size(tmp_path: Path, kind: str) -> None:
    assert looks(tmp_path, f"a.{kind.lower()}", saved(kind)) == Looks(64, 48)


def test_a_bitmap_of_two_tones_is_line_art(tmp_path: Path) -> None:
    assert looks(tmp_path, "a.png", saved("PNG", mode="1")) == Looks(64, 48, line_art=True)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_jpeg_that_is_cut_short_is_told(tmp_path: Path, share: float) -> None:
    content = saved("JPEG", (400, 300))

    assert problem(tmp_path, "a.jpg", content[: int(len(content) * share)]) == "“a.jpg” is cut short."


def test_a_jpeg_that_is_cut_short_behind_the_whole_small_picture_it_carries_is_told_too(tmp_path: Path) -> None:
    content = saved("JPEG")
    thumbnail = b"\xff\xe1\x00\x0cExif\x00\x00\xff\xd9\x00\x00"
    carrying = content[:2] + thumbnail + content[2:]

    assert len(carrying) < 4096
    assert "is damaged" in problem(tmp_path, "a.jpg", carrying[: len(carrying) * 2 // 3])


def test_a_png_with_broken_rows_is_told(tmp_path: Path) -> None:
    assert "is damaged" in problem(tmp_path, "a.png", png(100, 100, b"\0" * 900))


def test_what_an_engine_has_told_pillow_to_overlook_is_told_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    assert "is damaged" in problem(tmp_path, "a.png", png(100, 100, b"\0" * 900))
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("size", [(10_000, 10_000), (12_000, 9_000), (60_000, 60_000)])
def test_a_picture_of_too_many_pixels_is_refused_before_they_are_read(tmp_path: Path, size: tuple[int, int]) -> None:
    content = png(*size, b"\0" * 100_000)
    tracemalloc.start()
    said = problem(tmp_path, "bomb.png", content, "image-too-large")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "pixels" in said
    assert most < 20_000_000


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 30 40">'
    "\n{}\n</svg>"
)


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<g/>\n<script>alert(1)</script>", "holds a script or foreign content in line 3"),
        ('<g onclick="alert(1)"/>', "holds a script in line 2"),
        ("<foreignObject/>", "foreign content in line 2"),
        ('<image href="https://example.org/a.png"/>', "outside itself in line 2, to “https://example.org/a.png”"),
        ('<image xlink:href="file:///etc/passwd"/>', "outside itself in line 2, to “file:///etc/passwd”"),
        ('<image href="data:image/svg+xml,&lt;svg/&gt;"/>', "outside itself in line 2"),
        ('<rect fill="url(http://example.org/#a)"/>', "points outside itself in line 2"),
        ("<style>\n@import url(x.css);</style>", "points outside itself in line 3"),
        ('<style>rect { fill: url("http://example.org/a") }</style>', "points outside itself in line 2"),
        ("<g>" * 300 + "</g>" * 300, "nested deeper than any drawing, from line 2 on"),
        ("<g>", "is not a whole SVG file: it ends or breaks off in line 3"),
    ],
)
def test_a_drawing_that_acts_or_leads_outside_is_refused_with_its_line(tmp_path: Path, inside: str, said: str) -> None:
    assert said in problem(tmp_path, "plan.svg", SVG.format(inside).encode())


def test_entities_are_refused_before_they_can_grow(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE svg [\n<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + SVG.format("<text>&b;</text>")

    assert "declares entities or style sheets in line 2" in problem(tmp_path, "a.svg", bomb.encode())


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('viewBox="0 0 30 40"', (30, 40)),
        ('width="30mm" height="40mm"', (30, 40)),
        ("", (0, 0)),
        ('viewBox="a"', (0, 0)),
    ],
)
def test_a_drawing_tells_its_shape_where_it_can(tmp_path: Path, head: str, size: tuple[int, int]) -> None:
    content = f'<svg xmlns="http://www.w3.org/2000/svg" {head}><path d="M0 0h9" fill="url(#a)"/></svg>'.encode()

    assert looks(tmp_path, "a.svg", content) == Looks(*size)


def test_a_pdf_is_a_picture_for_a_cover_alone(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")

    assert load_pictures(tmp_path, [("a.pdf", None)]).findings[0].code == "image-unreadable"
    assert load_pictures(tmp_path, [("a.pdf", None)], pages=True).findings == ()
    assert "is not a PDF" in problem(tmp_path, "b.pdf", b"nothing")
