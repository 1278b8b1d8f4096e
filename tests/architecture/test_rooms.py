"""The plan of the house, read from its imports: who may know whom, and which file knows which engine."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "handpress"
# Each may import from those before it, and from itself.
STOREYS = ("doors", "inmemory", "model", "diagnostics", "room", "press", "cli")

# The engines, and the one place in a room that knows each. A second would be a second opinion on how it behaves.
ENGINES = {
    "markdown": {"reading/dialect.py"},
    "yaml": {"reading/frontmatter.py"},
    # Total fit stands inside the engine: one file of it replaces functions, the other shapes text as the engine does.
    # A third gives passages of its texts features of the face.
    "weasyprint": {
        *("writing/layout.py", "writing/loading.py", "writing/instances.py", "writing/thrift.py"),
        *("setting/details/engine.py", "setting/total_fit/engine.py", "setting/total_fit/shaping.py"),
    },
    "cffi": {"writing/loading.py"},  # WeasyPrint's door to the libraries of the system
    "pyphen": {"setting/total_fit/hyphenation.py"},
    "ebooklib": {"writing/epub.py"},
    "babel": {"editing/wording.py"},
    "lxml": {"writing/epub.py"},  # EbookLib's own trees are lxml's
    # What is wrong with a picture; a page as a picture; reckoning colours: no room could borrow another's.
    "PIL": {"project/bitmaps.py", "writing/raster.py", "prepress/colour.py"},
    # Sheets are made from any PDF, files are finished from ours, strangers' files are read, covers of a house laid on,
    # pages that were set apart are joined.
    "pikepdf": {
        *("imposing/engine.py", "prepress/engine.py", "preflighting/engine.py"),
        *("writing/stamping.py", "writing/joining.py"),
    },
    # Reads the pages back, draws what preflight found, draws the cover of the e-book.
    "pypdfium2": {"proving/readback.py", "preflighting/rendering.py", "writing/raster.py"},
    "fontTools": {"setting/fonts.py"},
    # Cuts the faces of the e-book, and makes static those of the pages.
    "uharfbuzz": {"setting/fonts.py", "writing/instances.py", "writing/loading.py"},
    "barcode": {"writing/barcode.py"},
    "stdnum": {"project/isbn.py"},
    "hunspell": {"checking/prose/dictionary.py"},
}
HEAVY = ("weasyprint", "pikepdf", "fontTools", "PIL", "ebooklib", "lxml", "pypdfium2", "hunspell", "babel")

FILES = sorted(HOUSE.rglob("*.py"))
ROOMS = sorted(
    folder.name
    for folder in HOUSE.iterdir()
    if folder.is_dir() and list(folder.glob("*.py")) and folder.name not in ("model", "diagnostics", "press", "cli")
)


def name_of(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def imports(path: Path) -> Iterator[str]:
    """The modules a file imports anywhere in it, as absolute dotted names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it leads"
            if node.module == "handpress":
                yield from (f"handpress.{alias.name}" for alias in node.names)
            else:
                yield node.module or ""


def home(module: str) -> str:
    """The room or file of the house that a dotted name lies in: ``handpress.model.nodes`` → ``model``."""
    return module.split(".")[1] if "." in module else ""


def storey(name: str) -> int:
    return STOREYS.index("room" if name in ROOMS else name)


INSIDE = [
    (name_of(path), module)
    for path in FILES
    for module in imports(path)
    if module.startswith("handpress.") and module != "handpress.__version__"
]


def test_the_house_has_the_rooms_we_think_it_has() -> None:
    expected = (
        "checking comparing editing importing imposing preflighting prepress previewing project proofreading proving"
        " reading setting writing"
    )

    assert expected.split() == ROOMS
    assert {name_of(path).split("/")[0] for path in FILES if path.parent != HOUSE} == {
        *ROOMS, "cli", "diagnostics", "model", "press"
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted({name for name, _ in INSIDE}))
def test_arrows_lead_from_the_command_line_down_to_the_model(name: str) -> None:
    here = name.split("/", maxsplit=1)[0].removesuffix(".py")
    for module in (module for file, module in INSIDE if file == name):
        there = home(module)
        if there in ROOMS and here in ROOMS:
            assert there == here, f"the room {here} knows the room {there}: {module}"
        assert storey(there) <= storey(here), f"{name} imports {module} from above it"


def test_the_model_knows_the_standard_library_and_what_records_are_made_with() -> None:
    outside = {
        module
        for path in (HOUSE / "model").rglob("*.py")
        for module in imports(path)
        if module.split(".")[0] not in sys.stdlib_module_names and not module.startswith("handpress.model")
    }

    assert {module.split(".")[0] for module in outside} == {"msgspec"}


def users(engine: str) -> set[str]:
    return {name_of(path) for path in FILES if engine in {module.split(".")[0] for module in imports(path)}}


@pytest.mark.parametrize("engine", ENGINES)
def test_each_engine_is_known_to_the_files_that_answer_for_it(engine: str) -> None:
    assert users(engine) == ENGINES[engine]


def test_only_the_command_line_knows_click() -> None:
    assert {name.split("/")[0] for name in users("click")} == {"cli"}


def test_no_other_library_has_come_in_unseen() -> None:
    known = {*ENGINES, "click", "handpress", "msgspec", *sys.stdlib_module_names}

    assert {m.split(".")[0] for path in FILES for m in imports(path)} - known == set()


def test_starting_the_command_line_loads_no_heavy_engine() -> None:
    program = f"import sys, handpress.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT / "src", capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("room", [*ROOMS, "model", "diagnostics", "press", "cli"])
def test_every_room_has_a_door_that_says_what_comes_in_and_what_goes_out(room: str) -> None:
    said = ast.get_docstring(ast.parse((HOUSE / room / "__init__.py").read_text(encoding="utf-8"))) or ""

    assert re.search(r"^In: ", said, re.MULTILINE) or "come in" in said
    assert re.search(r"\bOut: ", said) or "go out" in said


# --- the repository ------------------------------------------------------------------------------------------

_HOSTS = re.compile(r"(?:py|npm|test\.py)pi\.org|python[h]osted|(?:extra-)?index-ur[l]\b|artifactor[y]|/simpl[e]/")
_MACHINE = re.compile(r"(?<![\w./:*\\-])/(?:work|root|home|tmp|mnt|Users|private|workspace)/")


def test_the_repository_names_no_package_host_and_no_path_of_a_machine() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout: what belongs to the repository cannot be told")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    faults = []
    for name in filter(None, listed):
        path = ROOT / name
        if not path.is_file() or b"\0" in (content := path.read_bytes()):
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            if _HOSTS.search(line) or _MACHINE.search(line):
                faults.append(f"{name}:{number}: {line.strip()[:100]}")

    assert faults == []
