"""Further faces, for the scripts that the house's own lack: packages that are used where they are installed.

A pamphlet in one language must not cost its reader the fonts of all the others; so each face is a package, named here
with what to install. The face is cut down to the characters a pamphlet uses before anything else is done with it.
"""

from __future__ import annotations

import importlib
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from handpress.setting import fonts
from handpress.setting.fonts import Metrics, advances, reduced, signs

# What shaping engines ask for: joined forms, marks at their place, forms by language. No alternates for choice.
_FEATURES = (
    *("ccmp", "locl", "isol", "init", "medi", "fina", "med2", "fin2", "fin3", "rlig", "rclt", "calt", "liga"),
    *("curs", "kern", "mark", "mkmk"),
)
_HOUSE_SIGNS = frozenset("0123456789-–—()[]!?.,;:«»“”‘’…•/* \u00a0")


class Script(Struct, frozen=True):
    """A script, the face for it, and where that comes from.

    ``module`` holds the files ``cuts`` as (style, weight, file); ``extra`` is the name of what ``pip`` installs it by;
    ``languages`` are the tags of those that are set in this face first of all; ``ranges`` of code points; the letters
    of a ``joined`` script hold together, and may not be spaced out.
    """

    name: str
    family: str
    module: str
    extra: str
    languages: tuple[str, ...]
    ranges: tuple[tuple[int, int], ...]
    joined: bool
    cuts: tuple[tuple[str, int, str], ...]
    licence: str

    def has(self, character: str) -> bool:
        """Whether a character is one of this script."""
        return any(first <= ord(character) <= last for first, last in self.ranges)

    @property
    def folder(self) -> Path | None:
        """Where the face lies; None where it is not installed."""
        try:
            file = importlib.import_module(self.module).__file__
        except ImportError:
            return None
        return Path(file).parent if file else None


SCRIPTS = (
    Script(
        "Hebrew",
        "Frank Ruhl Libre",
        "fontpkg_frank_ruhl_libre",
        "hebrew",
        ("he", "yi", "iw"),
        ((0x0590, 0x05FF), (0xFB1D, 0xFB4F)),
        False,
        (("normal", 400, "files/FrankRuhlLibre[wght].ttf"), ("normal", 700, "files/FrankRuhlLibre[wght].ttf")),
        "LICENSE",
    ),
    Script(
        "Arabic",
        "Amiri",
        "fontpkg_amiri",
        "arabic",
        ("ar", "fa", "ur", "ps", "ckb", "sd", "ug"),
        ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
        True,
        (("normal", 400, "files/Amiri-Regular.ttf"), ("normal", 700, "files/Amiri-Bold.ttf")),
        "LICENSE",
    ),
    Script(
        "Han, kana or hangul",
        "Noto Sans CJK JP",
        "noto_cjk_sans_jp_regular",
        "east-asian",
        ("ja", "zh", "ko"),
        (
            *((0x1100, 0x11FF), (0x2E80, 0x9FFF), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F)),
            *((0xFF00, 0xFFEF), (0x20000, 0x323AF)),
        ),
        False,
        (("normal", 400, "NotoSansCJKjp-Regular.otf"),),
        "../noto_cjk_sans_jp_regular-*.dist-info/licenses/LICENSE",
    ),
)


class FurtherFace(Struct, frozen=True):
    """A face for a script, cut down, and what ``@font-face`` must say of it. ``name`` is that of its file."""

    name: str
    family: str
    style: str
    weight: int
    content: bytes
    media_type: str


def scripts_of(characters: Iterable[str]) -> tuple[Script, ...]:
    """The scripts among some characters that need a further face which is installed."""
    met = [script for script in SCRIPTS if any(map(script.has, set(characters)))]
    return tuple(script for script in met if script.folder)


def further_faces(characters: Iterable[str]) -> Iterator[FurtherFace]:
    """The faces, cut down to these characters, for every script among them whose face is installed.

    Each has also the digits and the punctuation that words of its script have between them, but no letter of another.
    """
    wanted = frozenset(characters)
    for script in scripts_of(wanted):
        kept = {c for c in wanted if script.has(c) or unicodedata.category(c)[0] not in "LM"} | _HOUSE_SIGNS
        for style, weight, file in script.cuts:
            path = (script.folder or Path()) / file
            kind = path.suffix
            name = f"{script.family.replace(' ', '')}-{weight}{kind}"
            content = reduced(path, kept, _FEATURES, weight)
            yield FurtherFace(name, script.family, style, weight, content, f"font/{kind.removeprefix('.')}")


def metrics(characters: Iterable[str], weight: int = 500) -> tuple[Metrics, Metrics]:
    """As ``fonts.metrics``, with the characters that only a further face has measured in that.

    Letters that join are measured as they stand alone, which is wider: what is set by these figures has room.
    """
    wanted = frozenset(characters)
    further: dict[str, float] = {}
    for script in scripts_of(wanted):
        further |= advances((script.folder or Path()) / script.cuts[0][2], filter(script.has, wanted))
    roman, italic = (replace(one, advances={**further, **one.advances}) for one in fonts.metrics(wanted, weight))
    return roman, italic


def covered(character: str) -> bool:
    """Whether an installed further face has a sign for a character."""
    return any(
        ord(character) in signs(script.folder / script.cuts[0][2])
        for script in SCRIPTS
        if script.has(character) and script.folder
    )


def remedy(character: str) -> tuple[str, str]:
    """The script of a character that no face covers, and what to install for it; both empty where none is known."""
    for script in SCRIPTS:
        if script.has(character) and not script.folder:
            return script.name, f"handpress[{script.extra}]"
    return "", ""


def licences(characters: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The licence of every further face these characters need (SIL Open Font License 1.1): file name and text."""
    for script in scripts_of(characters):
        folder = script.folder or Path()
        path = next(iter(sorted(folder.glob(script.licence))))
        yield f"OFL-{script.family.replace(' ', '')}.txt", path.read_text(encoding="utf-8")


def further_styles(characters: Iterable[str], house: str, within: str = "") -> str:
    """Style rules that set text of a script in its face, and fall back on it elsewhere; ``house`` is the text's own.

    ``within`` is the selector of pages that have rules of their own, and for which alone these are (empty: for all).
    Scripts without an italic show stress by weight, as their printers do.
    """
    rules = []
    for script in scripts_of(characters):
        tags = [f'[lang|="{tag}"] {within}'.strip() for tag in script.languages]
        rules.append(f'{", ".join(tags)} {{ font-family: "{script.family}", {house} }}')
        if script.joined:
            rules.append(f"{', '.join(f'{tag}, {tag} *' for tag in tags)} {{ letter-spacing: 0 !important }}")
        if any(weight > 400 for _, weight, _ in script.cuts):
            stressed = ", ".join(f"{tag} em, {tag} i" for tag in tags)
            rules.append(f"{stressed} {{ font-style: normal; font-weight: 700 }}")
        if within:
            # Such pages slope whole lines for looks, and the engine would slant letters that no italic was cut for.
            rules.append(f"{', '.join(f'{tag} *' for tag in tags)} {{ font-style: normal }}")
    return "\n".join((*rules, ""))
