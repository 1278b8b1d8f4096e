"""Findings as annotations of a GitHub workflow, which shows them beside the line.

The form and its escapes are those of GitHub's documentation, “Workflow commands”.
"""

from __future__ import annotations

from pathlib import Path

from handpress.cli.repository import path_in_repository
from handpress.diagnostics import Finding, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_MESSAGE, ":": "%3A", ",": "%2C"}


def annotation(finding: Finding, root: Path) -> str:
    """A finding as one line, ``::warning file=…,line=…,col=…,title=…::…``."""
    properties: dict[str, str | int] = {}
    if (span := finding.span) is not None:
        properties |= {"file": path_in_repository(root, span.file), "line": span.line, "endLine": span.last_line}
        if span.column and span.line == span.last_line:
            # Columns of an annotation over several lines are refused.
            properties |= {"col": span.column, "endColumn": max(span.column, span.last_column)}
    properties["title"] = finding.code
    listed = ",".join(f"{name}={_escaped(str(value), _PROPERTY)}" for name, value in properties.items())
    said = f"{finding.message} {finding.hint}".strip()
    return f"::{_COMMANDS[finding.severity]} {listed}::{_escaped(said, _MESSAGE)}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
