"""The front of a cover, as the picture of an e-book and as a plan."""

import hashlib
import io
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image, ImageChops
from tests.writing.covers import LONG, METADATA, bitmap, matter, page_pdf, pixel

from handpress.model.cover import CoverSettings
from handpress.model.document import Metadata
from handpress.writing.cover import HEIGHT, WIDTH, picture
from handpress.writing.coverplan import THEMES, Leaf
from handpress.writing.covertype import Case, Words
from handpress.writing.layout import Enclosed
from handpress.writing.titling import Room, break_evenly, fit

GROUND, ACCENT = (0xF4, 0xED, 0xDD), (0x8C, 0x2A, 0x1E)


def drawn(metadata: Metadata, theme: str = "quiet", settings: CoverSettings = CoverSettings()) -> Image.Image:
    return Image.open(io.BytesIO(picture(matter(metadata, theme, settings=settings)))).convert("RGB")


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """The box around everything within the frame."""
    inside = image.crop((110, 110, WIDTH - 110, HEIGHT - 110))
    difference = ImageChops.difference(inside, Image.new("RGB", inside.size, GROUND)).convert("L")
    box = difference.point(lambda value: 255 if value > 60 else 0).getbbox()
    assert box is not None
    return box


def near(one: tuple[int, ...], other: tuple[int, ...], most: int = 6) -> bool:
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("theme", THEMES)
def test_a_cover_is_a_jpeg_of_the_size_stores_ask_for(theme: str) -> None:
    image = Image.open(io.BytesIO(picture(matter(theme=theme))))

    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1600, 2560))


def test_the_last_row_and_column_are_paper_like_the_rest() -> None:
    image = drawn(METADATA)

    for place in ((0, 0), (WIDTH - 1, 0), (0, HEIGHT - 1), (WIDTH - 1, HEIGHT - 1)):
        assert near(pixel(image, *place), GROUND)


@pytest.mark.parametrize(
    "title", ["Why?", METADATA.title, LONG, "Donaudampfschifffahrtsgesellschaft" * 6, "word " * 40]
)
def test_no_title_runs_into_the_frame_or_off_the_page(title: str) -> None:
    left, top, right, bottom = ink(drawn(replace(METADATA, title=title)))

    assert left > 40
    assert right < WIDTH - 220 - 40
    assert top > 40
    assert bottom < HEIGHT - 220 - 40


def test_every_line_that_the_pamphlet_gives_changes_the_cover() -> None:
    whole = drawn(METADATA).tobytes()
    for without in (
        replace(METADATA, subtitle=""),
        replace(METADATA, contributors=METADATA.contributors[:1]),
        replace(METADATA, publisher=""),
        replace(METADATA, place=""),
        replace(METADATA, series=None),
    ):
        assert drawn(without).tobytes() != whole


def test_a_sign_the_face_lacks_leaves_a_visible_box_and_not_another_title() -> None:
    assert drawn(replace(METADATA, title="Why ⴰ?")).tobytes() != drawn(replace(METADATA, title="Why ?")).tobytes()


def test_a_second_ink_takes_the_place_of_the_accent() -> None:
    image = drawn(METADATA, "leaflet", CoverSettings(colour=(100, 60, 0, 20)))

    assert near(pixel(image, 800, 40), (0, 82, 204))
    assert near(pixel(drawn(METADATA, "leaflet"), 800, 40), ACCENT)


@pytest.mark.parametrize(
    "own",
    [
        Enclosed(bitmap(148, 210), "image/png"),
        Enclosed(bitmap(148, 210, kind="JPEG"), "image/jpeg"),
        Enclosed(
            b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 210">'
            b'<path fill="#20508c" d="M0 0h148v210H0z"/></svg>',
            "image/svg+xml",
        ),
        Enclosed(page_pdf(148, 210, 0.6), "application/pdf"),
    ],
    ids=["png", "jpeg", "svg", "pdf"],
)
def test_a_picture_of_the_house_is_shown_whole_and_not_cut_to_the_stores_shape(own: Enclosed) -> None:
    image = Image.open(io.BytesIO(picture(matter(pictures={"front": own})))).convert("RGB")
    light = [sum(pixel(image, 800, y)) > 3 * 240 for y in range(0, HEIGHT, 5)]

    # 148 : 210 on 1600 × 2560: 2270 px high, and the same white above and below it.
    assert light.count(True) * 5 == pytest.approx(HEIGHT - 2270, abs=12)
    assert light[0]
    assert light[-1]
    assert not light[len(light) // 2]


PROBE = """
import hashlib
from tests.writing.covers import matter
from handpress.writing.cover import picture
print(hashlib.sha256(picture(matter())).hexdigest())
"""


def test_another_process_draws_the_same_bytes() -> None:
    root = Path(__file__).parents[2]
    paths = [str(root), str(root / "src"), *sys.path]
    env = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(paths), "TZ": "Asia/Tokyo"}
    env.pop("FONTCONFIG_FILE", None)
    done = subprocess.run([sys.executable, "-c", PROBE], env=env, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == hashlib.sha256(picture(matter())).hexdigest()


# --- the plan -----------------------------------------------------------------------------------------------

LEAVES = {
    "A5": Leaf(419.5, 595.3, 17.0, 8.5),
    "A6": Leaf(297.6, 419.5, 17.0, 8.5),
    "DL": Leaf(280.6, 595.3, 17.0, 8.5),
    "6x9": Leaf(432.0, 648.0, 36.0, 9.0),
    "home": Leaf(419.5, 595.3, 18.0, -18.0),
    "screen": Leaf(400.0, 640.0, 0.0, 0.0),
}
CASE = Case(lambda text: 0.48 * len(text), lambda text: 0.42 * len(text))
PEOPLE = ("Rosa Bertram", "Victor Delaney", "Anna Müller", "A. N. Other")
CROWDED = Words(LONG, "A Reply by Several Hands. With Notes", PEOPLE, ("Edited by C. Fink",), "Tracts", "Press", "York")
CROWD = replace(CROWDED, names=tuple(f"Contributor Number {number}" for number in range(14)), subtitle=LONG)
LENGTHS = {"1": Words("Why?"), "3": Words("What Is Owed", names=PEOPLE[:1]), "25": CROWDED, "most": CROWD}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("leaf", LEAVES.values(), ids=LEAVES)
@pytest.mark.parametrize("words", LENGTHS.values(), ids=LENGTHS)
def test_no_block_of_a_front_stands_on_another_or_near_the_edge(theme: str, leaf: Leaf, words: Words) -> None:
    plan = THEMES[theme](leaf, words, CASE)
    blocks = sorted(plan.blocks, key=lambda block: block.top)

    for above, below in pairwise(blocks):
        assert above.end <= below.top + 0.01, (above.role, below.role)
    assert blocks[0].top >= leaf.inset
    assert blocks[-1].end <= leaf.height - leaf.inset + 0.01
    for block in plan.blocks:
        measure = CASE.italic if block.role in ("series", "subtitle", "place") and theme == "quiet" else CASE.roman
        if block.role not in ("ornament", "names", "hands"):
            assert max(map(measure, block.lines)) * block.size <= leaf.width - 2 * plan.side + 0.5
    assert plan.side >= leaf.inset


@pytest.mark.parametrize("theme", THEMES)
def test_all_words_are_on_the_front_and_the_subtitle_is_smaller_than_the_title(theme: str) -> None:
    plan = THEMES[theme](LEAVES["A5"], CROWDED, CASE)
    said = " ".join(line for block in plan.blocks for line in block.lines)
    size = {block.role: block.size for block in plan.blocks}

    for text in (CROWDED.title, *CROWDED.names, *CROWDED.hands, CROWDED.series, CROWDED.publisher, CROWDED.place):
        assert text in said
    assert size["subtitle"] < size["title"]


def test_a_little_word_is_not_left_alone_on_a_line_of_the_title() -> None:
    plan = THEMES["quiet"](LEAVES["A5"], Words("Organization and Spontaneity"), CASE)
    [title] = [block for block in plan.blocks if block.role == "title"]

    assert title.lines == ("Organization", "and Spontaneity")


def test_the_ground_of_a_leaflet_runs_into_the_bleed_or_stays_off_the_white_edge() -> None:
    words = Words("Why?")

    assert THEMES["leaflet"](LEAVES["A5"], words, CASE).bands[0].top == -8.5
    assert THEMES["leaflet"](LEAVES["home"], words, CASE).bands[0].top == 18.0


# --- how lines are broken: every character is one wide -------------------------------------------------------


def test_lines_are_as_few_as_can_be_and_then_even() -> None:
    assert break_evenly(["aaaa", "bbbb", "cccc", "dddd"], len, 14) == ("aaaa bbbb", "cccc dddd")


def test_a_little_word_goes_with_the_word_it_belongs_to() -> None:
    assert break_evenly(["Freedom", "of", "Pamphlets"], len, 15) == ("Freedom", "of Pamphlets")


def test_a_title_is_set_as_large_as_its_room_allows() -> None:
    assert fit(["aaaa bbbb"], len, Room(100, 100, 50, 10, 1.0)) == (24, ("aaaa", "bbbb"))


def test_a_word_too_wide_for_the_smallest_size_is_broken_with_a_hyphen() -> None:
    assert fit(["abcdefghij"], len, Room(60, 100, 20, 10, 1.0)) == (10, ("abcde-", "fghij"))


def test_chinese_and_japanese_are_broken_between_characters_and_without_a_hyphen() -> None:
    assert fit(["印刷人忍耐"], len, Room(60, 60, 50, 10, 1.0)) == (20, ("印刷", "人忍耐"))


def test_no_line_begins_with_what_closes_or_ends_with_what_opens() -> None:
    assert fit(["話「紙」、長ー年"], len, Room(40, 400, 10, 10, 1.0))[1] == ("話", "「紙」、", "長ー年")


def test_words_amid_such_characters_stay_whole_and_keep_their_spaces() -> None:
    assert fit(["1850年の two words 話"], len, Room(100, 400, 10, 10, 1.0))[1] == ("1850年の two", "words 話")


@given(st.lists(st.text("abc,", min_size=1, max_size=60), min_size=1, max_size=30))
def test_no_word_of_a_title_is_lost_and_no_line_is_too_wide(words: list[str]) -> None:
    size, lines = fit([" ".join(words)], len, Room(400, 300, 60, 20, 1.2))

    assert "".join(lines).replace(" ", "").replace("-", "") == "".join(words)
    assert max(map(len, lines)) * size <= 400
