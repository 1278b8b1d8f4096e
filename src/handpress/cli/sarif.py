"""Findings as SARIF 2.1.0 (OASIS), the form in which code hosts and editors take those of any tool."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from handpress import __version__
from handpress.cli.repository import path_in_repository
from handpress.diagnostics import Finding
from handpress.diagnostics.catalogue import CATALOGUE
from handpress.model.spans import Span

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_log(findings: Iterable[Finding], root: Path) -> dict[str, Any]:
    """A log of one run. Its rules are the codes that were found (§3.19.23), its paths those of the repository."""
    listed = list(findings)
    codes = sorted({finding.code for finding in listed})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": f"{CATALOGUE[code].meaning[0].upper()}{CATALOGUE[code].meaning[1:]}."},
            "defaultConfiguration": {"level": CATALOGUE[code].severity.value},
            "help": {"text": f"handpress explain {code} says more."},
        }
        for code in codes
    ]
    driver = {"name": "handpress", "semanticVersion": __version__, "rules": rules}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, codes.index(finding.code), root) for finding in listed],
            }
        ],
    }


def _result(finding: Finding, rule: int, root: Path) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": f"{finding.message} {finding.hint}".strip()},
    }
    if finding.span is not None:
        place = {
            "artifactLocation": {"uri": quote(path_in_repository(root, finding.span.file))},
            "region": _region(finding.span),
        }
        result["locations"] = [{"physicalLocation": place}]
    return result


def _region(span: Span) -> dict[str, int]:
    """Lines and columns from 1; the last column is the one behind the region (§3.30.8)."""
    lines = {"startLine": span.line, "endLine": span.last_line}
    if not span.column:
        return lines
    return lines | {"startColumn": span.column} | ({"endColumn": span.last_column + 1} if span.last_column else {})
