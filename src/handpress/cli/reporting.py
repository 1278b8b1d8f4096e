"""How findings, errors and progress look: on a terminal, in a pipe, and as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from msgspec import to_builtins

from handpress.diagnostics import Finding, PressError, Severity
from handpress.model.spans import Span, pages_in_words

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_WIDTH = 100


def show_findings(findings: Iterable[Finding], root: Path) -> None:
    """Each finding as ``file:line:column: code: sentence`` with its source line and a hint, on standard error.

    One on finished pages has their numbers in the place of file and line.
    """
    for finding in findings:
        where = str(finding.span or pages_in_words(finding.places))
        place = f"{where}: " if where else ""
        weight = "" if finding.severity is Severity.ERROR else f" [{finding.severity}]"
        code = click.style(finding.code, fg=_COLOURS[finding.severity], bold=True)
        click.echo(f"{place}{code}: {finding.message}{weight}", err=True)
        for line in source_lines(finding.span, root):
            click.echo(f"    {line}", err=True)
        if finding.hint:
            click.echo(f"    → {finding.hint}", err=True)


def source_lines(span: Span | None, root: Path) -> list[str]:
    """The manuscript's line that a finding is about, and a mark under the words meant; long lines are cut."""
    if span is None or not span.column:
        return []
    try:
        line = (root / span.file).read_text(encoding="utf-8", errors="replace").split("\n")[span.line - 1]
    except (OSError, IndexError):
        return []
    line = line.replace("\t", " ")
    start = max(0, span.column - 1 - _WIDTH // 2) if len(line) > _WIDTH else 0
    shown = line[start : start + _WIDTH]
    if not shown.strip():
        return []
    last = span.last_column if span.last_line == span.line and span.last_column >= span.column else span.column
    begin = span.column - 1 - start
    mark = " " * begin + "^" * max(1, min(last - span.column + 1, len(shown) - begin))
    return [shown.rstrip(), mark]


def summary(findings: Iterable[Finding]) -> str:
    """The findings counted in words: ``2 errors, 1 warning``."""
    counts: dict[Severity, int] = {}
    for finding in findings:
        counts[finding.severity] = counts.get(finding.severity, 0) + 1
    named = (f"{counts[s]} {s}{'' if counts[s] == 1 else 's'}" for s in Severity if s in counts)
    return ", ".join(named) or "no findings"


def show_error(error: PressError, *, as_json: bool) -> None:
    """What stopped the press, in one sentence with its place and what to do."""
    if as_json:
        show_json({"ok": False, **error_as_json(error)})
        return
    place = f"{error.span}: " if error.span else ""
    click.echo(click.style("handpress: ", fg="red", bold=True) + f"{place}{error.message}", err=True)
    if error.hint:
        click.echo(f"    → {error.hint}", err=True)


def error_as_json(error: PressError) -> dict[str, Any]:
    """What stopped the press as parts of a JSON object."""
    return {"error": error.message, "place": str(error.span or ""), "hint": error.hint}


def show_json(value: dict[str, Any]) -> None:
    """One JSON object on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """A finding as a JSON object; places that are not known are absent."""
    shown: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
    }
    if (span := finding.span) is not None:
        shown |= {"file": span.file, "line": span.line, "last_line": span.last_line}
        shown |= {"column": span.column, "last_column": span.last_column} if span.column else {}
    if finding.places:
        shown["places"] = [to_builtins(place) for place in finding.places]
    return shown


def shown_path(path: Path) -> str:
    """A path as people would type it: relative to where they are, if it lies there."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def told_on_terminal(*, quiet: bool) -> Callable[[str, str], None]:
    """Tells on a terminal what a pamphlet is at, on one line that is written over; says nothing in a pipe."""
    if quiet or not sys.stderr.isatty():
        return lambda *_: None

    def tell(slug: str, stage: str) -> None:
        click.echo(f"\r\033[K{slug}: {stage} …", nl=False, err=True)

    return tell


def progress_for(slug: str, *, quiet: bool) -> Callable[[str], None]:
    """The same for one pamphlet."""
    tell = told_on_terminal(quiet=quiet)
    return lambda stage: tell(slug, stage)


def end_progress(*, quiet: bool) -> None:
    """Clear the line of progress."""
    if not quiet and sys.stderr.isatty():
        click.echo("\r\033[K", nl=False, err=True)


def examples(*lines: str) -> str:
    """Command lines to show under a command's options, as they are: click would fill them into a paragraph."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
