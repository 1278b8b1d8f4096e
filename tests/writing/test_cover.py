import hashlib
import io
import math
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from handpress.model.document import Contributor, Metadata, Series
from handpress.setting import display
from handpress.writing.cover import HEIGHT, INK, PAPER, WIDTH, cover_characters, draw_cover
from handpress.writing.titling import Room, break_evenly, fit

METADATA = Metadata(
    "Organization and Spontaneity",
    "en",
    "2026",
    subtitle="The theory of the party and its critics",
    contributors=(Contributor("Rosa Bertram"), Contributor("Victor Delaney")),
    publisher="The Quiet Press",
    place="London",
    series=Series("Pamphlets", "3"),
)
LONG = (
    "An Inquiry into the Causes of the Present Discontents among the Labouring Classes of the Northern Counties, "
    "with Some Proposals for Their Relief, Humbly Offered to the Consideration of Parliament"
)


def drawn(metadata: Metadata) -> Image.Image:
    fonts = display(cover_characters(metadata))
    return Image.open(io.BytesIO(draw_cover(metadata, *fonts))).convert("RGB")


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """The box around everything within the frame."""
    inside = image.crop((110, 110, WIDTH - 110, HEIGHT - 110))
    difference = ImageChops.difference(inside, Image.new("RGB", inside.size, PAPER)).convert("L")
    box = difference.point(lambda value: 255 if value > 60 else 0).getbbox()
    assert box is not None
    return box


def test_a_cover_is_a_jpeg_of_the_size_stores_ask_for() -> None:
    fonts = display(cover_characters(METADATA))
    image = Image.open(io.BytesIO(draw_cover(METADATA, *fonts)))

    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1600, 2560))


@pytest.mark.parametrize(
    "title", ["Why?", METADATA.title, LONG, "Donaudampfschifffahrtsgesellschaft" * 6, "word " * 40]
)
def test_no_title_runs_into_the_frame_or_off_the_page(title: str) -> None:
    left, top, right, bottom = ink(drawn(replace(METADATA, title=title)))

    assert left > 40
    assert right < WIDTH - 220 - 40
    assert top > 40
    assert bottom < HEIGHT - 220 - 40


def test_a_crowd_of_names_and_a_long_subtitle_leave_the_title_its_room() -> None:
    people = tuple(Contributor(f"Contributor Number {number}") for number in range(14))
    crowded = drawn(replace(METADATA, title=LONG, subtitle=LONG, contributors=people))

    assert ink(crowded)[3] < HEIGHT - 220 - 40


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
    assert drawn(replace(METADATA, title="Why 漢?")).tobytes() != drawn(replace(METADATA, title="Why ?")).tobytes()


def test_ligatures_are_set_but_not_in_a_language_that_tells_i_from_dotless_i() -> None:
    title = replace(METADATA, title="Find, fluff")

    assert drawn(title).tobytes() != drawn(replace(title, language="tr")).tobytes()


def test_the_accent_may_be_chosen() -> None:
    fonts = display(cover_characters(METADATA))
    image = Image.open(io.BytesIO(draw_cover(METADATA, *fonts, accent="#20508c")))
    red, _, blue = image.convert("RGB").getpixel((79, HEIGHT // 2))  # type: ignore[misc]

    assert blue > red


def test_the_type_is_dark_enough_to_read() -> None:
    def light(colour: str) -> float:
        parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return sum(w * math.pow(p, 2.2) for w, p in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    assert (light(PAPER) + 0.05) / (light(INK) + 0.05) > 7


PROBE = """
import hashlib
from tests.writing.test_cover import METADATA
from handpress.setting import display
from handpress.writing.cover import cover_characters, draw_cover
fonts = display(cover_characters(METADATA))
print(hashlib.sha256(draw_cover(METADATA, *fonts)).hexdigest())
"""


def test_another_process_draws_the_same_bytes() -> None:
    root = Path(__file__).parents[2]
    env = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join([str(root), str(root / "src")])}
    done = subprocess.run([sys.executable, "-c", PROBE], env=env, capture_output=True, text=True, check=True)

    fonts = display(cover_characters(METADATA))
    assert done.stdout.strip() == hashlib.sha256(draw_cover(METADATA, *fonts)).hexdigest()


# --- how lines are broken: every character is one wide -------------------------------------------------------


def test_lines_are_as_few_as_can_be_and_then_even() -> None:
    assert break_evenly(["aaaa", "bbbb", "cccc", "dddd"], len, 14) == ("aaaa bbbb", "cccc dddd")


def test_a_little_word_goes_with_the_word_it_belongs_to() -> None:
    assert break_evenly(["Freedom", "of", "Pamphlets"], len, 15) == ("Freedom", "of Pamphlets")


def test_a_title_is_set_as_large_as_its_room_allows() -> None:
    assert fit(["aaaa bbbb"], len, Room(100, 100, 50, 10, 1.0)) == (24, ("aaaa", "bbbb"))


def test_a_word_too_wide_for_the_smallest_size_is_broken_with_a_hyphen() -> None:
    assert fit(["abcdefghij"], len, Room(60, 100, 20, 10, 1.0)) == (10, ("abcde-", "fghij"))


@given(st.lists(st.text("abc,", min_size=1, max_size=60), min_size=1, max_size=30))
def test_no_word_of_a_title_is_lost_and_no_line_is_too_wide(words: list[str]) -> None:
    size, lines = fit([" ".join(words)], len, Room(400, 300, 60, 20, 1.2))

    assert "".join(lines).replace(" ", "").replace("-", "") == "".join(words)
    assert max(map(len, lines)) * size <= 400
