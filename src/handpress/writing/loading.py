"""WeasyPrint, loaded in half the time, by leaving out what the press never asks of it.

Both savings are of the loading alone and step aside by themselves: where the quick way does not find a library of the
system, the engine is loaded as it loads itself; and a module left out is loaded by whoever asks for it.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import importlib
import io
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from handpress.diagnostics import ExitCode, PressError

# Of fontTools the engine imports these whole, to use a function of them where HarfBuzz cannot cut fonts, or to make
# static what ``instances`` makes static: a third of its loading time.
_PUT_OFF = {"fontTools.subset": ("Options", "Subsetter"), "fontTools.varLib.instancer": ("instantiateVariableFont",)}


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
        try:
            import weasyprint
            from weasyprint.text import fonts
        except OSError as error:
            raise PressError(
                f"A library that sets type is missing on this machine: {str(error).splitlines()[0]}.",
                hint="handpress doctor says what to install.",
                exit_code=ExitCode.ENVIRONMENT,
            ) from None
    return weasyprint, fonts


def _load_quickly() -> None:
    """Load the engine by the quick way, or leave no trace of having tried."""
    if not sys.platform.startswith("linux"):
        return
    with _put_off(), _by_name_alone():
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


@contextlib.contextmanager
def _put_off() -> Iterator[None]:
    """While this holds, who imports one of these modules gets a stand-in whose functions load it when called."""
    absent = [name for name in _PUT_OFF if name not in sys.modules]
    for name in absent:
        stand_in = ModuleType(name)
        for function in _PUT_OFF[name]:
            setattr(stand_in, function, _loading(name, function))
        sys.modules[name] = stand_in
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def _loading(module: str, function: str) -> Callable[..., Any]:
    def load(*given: Any, **named: Any) -> Any:
        return getattr(importlib.import_module(module), function)(*given, **named)

    return load
