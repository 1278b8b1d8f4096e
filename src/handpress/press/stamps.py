"""The stamp of a build: one hash of everything that its files depend on.

In: a pamphlet, and what is asked for. Out: the same hash where, and only where, a build would give the same files and
findings: the pamphlet's folder, the style sheets, the press's own code, the names and versions of all that is installed
beside it, the libraries of the system that set type, Python and the kind of machine. More is counted than matters: to
build once too often costs a moment, once too seldom a wrong book.
"""

from __future__ import annotations

import ctypes
import functools
import hashlib
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import handpress
from handpress.project.workspace import STYLES, Workspace

# The libraries that WeasyPrint finds on the machine, by their names on Linux and on macOS, and who tells the version.
_LIBRARIES = (
    (("libpango-1.0.so.0", "libpango-1.0.dylib"), "pango_version_string"),
    (("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "hb_version_string"),
    (("libfontconfig.so.1", "libfontconfig.1.dylib"), "FcGetVersion"),
)
_PACKED = (".dist-info", ".egg-info", ".egg-link")


def stamp(workspace: Workspace, slug: str, asked: str) -> str | None:
    """The stamp of a pamphlet's build; ``asked`` are the wishes of the command line.

    None where something cannot be read or known: such a build is never taken for an earlier one.
    """
    press = stamp_of_press()
    if press is None:
        return None
    try:
        entries = [press, f"asked {asked}", *_folder("text", workspace.manuscripts / slug)]
        entries += _folder("styles", workspace.root / STYLES)
        # In a checkout the house's styles lie beside the package's folder and not in it.
        entries += _folder("house styles", Path(handpress.__file__).parents[2] / STYLES)
    except (OSError, UnicodeError):
        return None
    return _hash(entries)


@functools.cache
def stamp_of_press() -> str | None:
    """The stamp of what makes a build: the press's own code, and the machine. None where it cannot be known.

    It is that of the code when it was first asked for: a process goes on with the code that it has loaded.
    """
    try:
        return _hash([*_machine(), *_folder("house", Path(handpress.__file__).parent)])
    except (OSError, AttributeError, UnicodeError):
        return None


def _hash(entries: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(entries).encode("utf-8")).hexdigest()


def _machine() -> Iterator[str]:
    yield f"python {sys.version} {sys.platform} {os.uname().machine} zlib {zlib.ZLIB_RUNTIME_VERSION}"
    for names, teller in _LIBRARIES:
        yield f"{names[0]} {_version(names, teller)!r}"
    for folder in sorted(set(filter(os.path.isdir, sys.path))):
        yield from sorted(name for name in os.listdir(folder) if name.endswith(_PACKED))


def _version(names: tuple[str, ...], teller: str) -> object:
    """The version of the first library of these names. Raises ``OSError`` where there is none."""
    for name in names:
        try:
            function = getattr(ctypes.CDLL(name), teller)
        except OSError:
            continue
        function.restype = ctypes.c_int if teller == "FcGetVersion" else ctypes.c_char_p
        return function()
    raise OSError(f"no {names[0]}")


def _folder(title: str, root: str | Path, within: str = "") -> Iterator[str]:
    """Every file below a folder with its hash, and every link with where it leads.

    A folder that is not there, or that nobody may look into, has no files. Raises ``OSError`` for a file that cannot
    be read.
    """
    try:
        with os.scandir(root) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        label = f"{title} {within + entry.name!r}"
        if entry.is_symlink():
            yield f"{label} leads to {os.readlink(entry.path)!r}"
        if not entry.is_dir():
            yield f"{label} {_content(entry)}"
        elif entry.name != "__pycache__" and not entry.is_symlink():
            yield from _folder(title, entry.path, f"{within}{entry.name}/")


def _content(entry: os.DirEntry[str]) -> str:
    if entry.is_file():
        return sha256_of(entry.path)
    return "no file" if os.path.exists(entry.path) else "leads nowhere"


def sha256_of(path: str | Path) -> str:
    """The hash of a file. Raises ``OSError`` where it cannot be read."""
    with open(path, "rb", buffering=0) as file:
        return hashlib.sha256(file.readall()).hexdigest()
