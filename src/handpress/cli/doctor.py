"""``handpress doctor``: what is on this machine, and what is missing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata

import click
from msgspec import Struct

from handpress import __version__
from handpress.cli.reporting import examples, show_json
from handpress.diagnostics import ExitCode, PressError

_LIBRARIES = (
    "weasyprint",
    "EbookLib",
    "Markdown",
    "pikepdf",
    "pypdfium2",
    "pillow",
    "chunspell",
    "fonttools",
    "python-barcode",
    "python-stdnum",
    "fontpkg-eb-garamond",
)
_JUDGES = (
    ("java", "-version", "EPUBCheck"),
    ("pdftotext", "-v", "a second reading of the PDF"),
    ("gs", "--version", "ink"),
    ("node", "--version", "Ace, axe and a reading system"),
    ("chromium", "--version", "the browser of these three"),
    ("ebook-convert", "--version", "Calibre's reading of the e-book"),
)


class Item(Struct, frozen=True):
    """One thing looked for. ``needed``: the press cannot build without it."""

    name: str
    found: str
    needed: bool
    hint: str = ""


@click.command(
    "doctor",
    epilog=examples(
        "handpress doctor",
    ),
)
@click.option("--json", "as_json", is_flag=True, help="Report as one JSON object on standard output.")
def command(as_json: bool) -> int:
    """Say what the press finds on this machine.

    Versions, faces, the typesetting library, and the judges that only the tests need.
    """
    items = [*_python(), *_libraries(), *_typesetting(), *_face(), *_judges()]
    missing = [item for item in items if item.needed and not item.found]
    if as_json:
        shown = [{"name": i.name, "found": i.found, "needed": i.needed, "hint": i.hint} for i in items]
        show_json({"ok": not missing, "handpress": __version__, "items": shown})
    else:
        for item in items:
            sign = click.style("✓", fg="green") if item.found else click.style("✗" if item.needed else "–", fg="yellow")
            click.echo(f"{sign} {item.name:<22}{item.found or 'not found'}")
            if item.hint and not item.found:
                click.echo(f"    → {item.hint}")
        click.echo(
            "Everything a build needs is here." if not missing else "The press cannot build on this machine yet."
        )
    return ExitCode.ENVIRONMENT if missing else ExitCode.OK


def _python() -> Iterator[Item]:
    yield Item("handpress", __version__, needed=True)
    yield Item("Python", sys.version.split()[0], needed=True)


def _libraries() -> Iterator[Item]:
    for name in _LIBRARIES:
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            found = ""
        yield Item(name, found, needed=True, hint=f"In the checkout: make. Elsewhere: pip install {name}")


def _typesetting() -> Iterator[Item]:
    from handpress.writing.layout import library_version

    hint = (
        "Debian, Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. Fedora: dnf install pango."
    )
    try:
        found = library_version()
    except PressError:
        found = ""
    yield Item("Pango", found, needed=True, hint=hint)


def _face() -> Iterator[Item]:
    from handpress import setting

    try:
        setting.faces()
        found = "EB Garamond, Source Sans 3, Inconsolata for code"
    except PressError:
        found = ""
    packages = "fontpkg-eb-garamond fontpkg-source-sans-3 fontpkg-inconsolata"
    yield Item("faces", found, needed=True, hint=f"pip install {packages}")


def _judges() -> Iterator[Item]:
    for program, flag, use in _JUDGES:
        yield Item(program, _answer(program, flag), needed=False, hint=f"Only the tests need it ({use}): make test")


def _answer(program: str, flag: str) -> str:
    """The first line with a number in it of what a program says of itself; empty where it is not there."""
    path = shutil.which(program)
    if path is None:
        return ""
    try:
        done = subprocess.run([path, flag], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    lines = (done.stdout + done.stderr).splitlines()
    return next((line.strip() for line in lines if any(char.isdigit() for char in line)), "")
