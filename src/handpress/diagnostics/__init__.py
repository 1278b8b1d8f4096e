"""Findings: everything the press has to say about a manuscript or an output is a value, never a print or a log line.

In: a code word of the catalogue, a sentence, a place. Out: ``Finding`` (its severity comes from the catalogue,
never from the place that found it), ``Result`` (a value together with the findings made on the way), and
``PressError`` for what stops the press, with its exit code.
"""

from handpress.diagnostics.errors import ExitCode, PressError
from handpress.diagnostics.findings import Finding, Result, Severity, not_utf8

__all__ = ["ExitCode", "Finding", "PressError", "Result", "Severity", "not_utf8"]
