"""WeasyPrint, loaded in half the time, by leaving out what the press never asks of it.

All savings are of the loading alone and step aside by themselves: where the quick way does not find a library of the
system, the engine is loaded as it loads itself; a module left out is loaded by whoever asks for it; and what the engine
declares of the libraries is read anew where it is not known from an earlier time.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes.util
import gc
import hashlib
import importlib
import importlib.machinery
import importlib.util
import io
import os
import py_compile
import sys
import tempfile
import warnings
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import Any

from handpress.diagnostics import ExitCode, PressError

# Of fontTools the engine imports these whole, to use a function of them where HarfBuzz cannot cut fonts, or to make
# static what ``instances`` makes static, or for fonts that are packed: a third of its loading time.
_PUT_OFF = {
    "fontTools.subset": ("Options", "Subsetter"),
    "fontTools.ttLib": ("TTFont", "woff2", "ttFont", "TTLibError"),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}


def load_engine() -> tuple[Any, Any]:
    """WeasyPrint and its fonts. Raises ``PressError`` where a system library that it needs is missing."""
    # Imported late: it costs a quarter of a second, and a check or an outline needs none of it.
    # Subset fonts are stamped with this moment; the clock's would give other bytes every second.
    os.environ["SOURCE_DATE_EPOCH"] = "315532800"
    with warnings.catch_warnings():
        # It misses the system's fonts, which the press hides from it so that every machine makes the same bytes.
        warnings.filterwarnings("ignore", "No fonts configured", UserWarning)
        if "weasyprint" not in sys.modules:
            _load_quickly()
            # At its end Python looks through all that is in memory before it lets go of it: a tenth of a build.
            atexit.register(gc.freeze)
        try:
            # HarfBuzz cuts its fonts: to be there before processes branch off, each of which would load it.
            import uharfbuzz  # noqa: F401
            import weasyprint
            from weasyprint.text import fonts
        except OSError as error:
            raise PressError(
                f"A library that sets type is missing on this machine: {str(error).splitlines()[0]}.",
                hint="handpress doctor says what to install.",
                exit_code=ExitCode.ENVIRONMENT,
            ) from None
    fonts.mkdtemp = _folder_for_fonts
    return weasyprint, fonts


def _folder_for_fonts(prefix: str) -> str:
    """A folder for the fonts that the engine writes down, beside the configuration that hides the machine's own.

    The engine takes it away when it lets go of the fonts, which a process that branched off does not live to see; that
    of the configuration goes with the first process, and all that is in it.
    """
    beside = Path(os.environ.get("FONTCONFIG_FILE", "")).parent
    isolated = beside if beside.name.startswith("handpress-") and beside.is_dir() else None
    return tempfile.mkdtemp(prefix=prefix, dir=isolated)


def _load_quickly() -> None:
    """Load the engine by the quick way, or leave no trace of having tried."""
    if not sys.platform.startswith("linux"):
        return
    with _put_off(), _by_name_alone(), _declared(), _without_sheets():
        try:
            import weasyprint  # noqa: F401
        except OSError:
            for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
                del sys.modules[name]


@contextlib.contextmanager
def _by_name_alone() -> Iterator[None]:
    """While this holds, a library is found by the name under which Linux keeps it, or not at all.

    The engine tries the names of other systems first, and for each Python starts the C compiler and the linker to ask
    them: a dozen processes.
    """
    finder: Any = ctypes.util
    asked = finder.find_library
    finder.find_library = lambda name: None
    try:
        # Where it finds none, the engine prints advice before it raises, and will print it again.
        with contextlib.redirect_stdout(io.StringIO()):
            yield
    finally:
        finder.find_library = asked


_SHEETS = ("html5_ph.css", "html5_ua_form.css")
"""Style sheets for attributes that the press does not write, and for forms to be filled in."""


@contextlib.contextmanager
def _without_sheets() -> Iterator[None]:
    """While this holds, those sheets of the engine are empty: it parses them when it is loaded."""
    package: Any = resources
    known = package.files

    class Folder:
        """The folder of the engine's sheets."""

        def __init__(self, anchor: Any) -> None:
            self._folder = known(anchor)

        def __truediv__(self, name: str) -> Any:
            return _Empty() if name in _SHEETS else self._folder / name

        def __getattr__(self, name: str) -> Any:
            return getattr(self._folder, name)

    package.files = Folder
    try:
        yield
    finally:
        package.files = known


class _Empty:
    """A sheet with nothing in it."""

    def read_text(self, encoding: str) -> str:
        """Nothing."""
        del encoding
        return ""


@contextlib.contextmanager
def _put_off() -> Iterator[None]:
    """While this holds, who imports one of these modules gets a stand-in whose functions load it when called."""
    absent = [name for name in _PUT_OFF if name not in sys.modules]
    for name in absent:
        stand_in = ModuleType(name)
        for wanted in _PUT_OFF[name]:
            setattr(stand_in, wanted, _loading(name, wanted))
        sys.modules[name] = stand_in
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def _loading(module: str, name: str) -> Any:
    """What stands for a function, a class or a module until it is asked for something."""

    def get() -> Any:
        return getattr(importlib.import_module(module), name, None) or importlib.import_module(f"{module}.{name}")

    if name.endswith("Error"):
        # Only ever named in an ``except`` behind a call that has loaded the real one.
        return type(name, (Exception,), {})

    class StandIn:
        def __call__(self, *given: Any, **named: Any) -> Any:
            return get()(*given, **named)

        def __getattr__(self, attribute: str) -> Any:
            return getattr(get(), attribute)

    return StandIn()


# --- what the engine declares of the libraries --------------------------------------------------------------

_DECLARING = "weasyprint/text/ffi.py"


@contextlib.contextmanager
def _declared() -> Iterator[None]:
    """While this holds, the engine's declarations of C are not parsed, if they have been before.

    cffi can write down what it has made of declarations as a module of Python, and then needs no parser, neither for
    them nor for what is asked of it later. It stands beside the press's own bytecode, under the hash of all that it was
    made of; where nothing may be written there, the declarations are parsed each time.
    """
    found = importlib.util.find_spec("weasyprint")
    place = _module_of(Path(found.origin).parents[1] / _DECLARING) if found and found.origin else None
    made = _made_before(place) if place else None
    if made is None:
        with _written_down(place):
            yield
        return

    class Declared:
        """Stands for ``cffi.FFI``: what is declared to it is known."""

        def cdef(self, *_given: Any, **_named: Any) -> None:
            """Take no notice."""

        def __getattr__(self, name: str) -> Any:
            return getattr(made, name)

    stand_in: Any = ModuleType("cffi")
    stand_in.FFI = Declared
    kept = sys.modules.get("cffi")
    sys.modules["cffi"] = stand_in
    try:
        yield
    finally:
        del sys.modules["cffi"]
        if kept is not None:
            sys.modules["cffi"] = kept


def _module_of(declarations: Path) -> Path | None:
    """Where the module made of some declarations stands; None where they cannot be read."""
    try:
        content = declarations.read_bytes()
    except OSError:
        return None
    # What is installed is not asked for its version: to read that takes a parser of mail, and ten milliseconds.
    library = importlib.import_module("_cffi_backend").__version__
    key = hashlib.sha256(content + f"{library} {sys.version}".encode()).hexdigest()[:16]
    return Path(__file__).parent / "__pycache__" / f"declared_{key}.ffi"


def _made_before(place: Path) -> Any:
    """The declarations as they were written down; None where they were not, or where the file is broken."""
    if not place.is_file():
        return None
    loader = importlib.machinery.SourceFileLoader(place.stem, str(place))
    module = ModuleType(place.stem)
    try:
        loader.exec_module(module)
        return module.ffi
    except Exception:  # Whatever a broken file raises: the declarations are there to be read again.
        return None


@contextlib.contextmanager
def _written_down(place: Path | None) -> Iterator[None]:
    """Keep what the engine declares meanwhile, for another time."""
    import cffi

    declared: list[tuple[Any, dict[str, Any]]] = []
    known = cffi.FFI.cdef

    def cdef(ffi: Any, *given: Any, **named: Any) -> None:
        declared.append((given, named))
        known(ffi, *given, **named)

    cffi.FFI.cdef = cdef
    try:
        yield
    finally:
        cffi.FFI.cdef = known
    if place is None or sys.dont_write_bytecode or not declared:
        return
    made = cffi.FFI()
    made.set_source(place.stem, None)
    for given, named in declared:
        made.cdef(*given, **named)
    with contextlib.suppress(OSError), tempfile.TemporaryDirectory(dir=place.parent) as folder:
        written = os.path.join(folder, place.name)
        made.emit_python_code(written)
        os.replace(written, place)
        py_compile.compile(str(place), quiet=2)
