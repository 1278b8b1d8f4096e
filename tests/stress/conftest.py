"""Tells at the end of a run what became of the notes of all the pamphlets that were pressed in it."""

from __future__ import annotations

import pytest
from tests.stress.pressed import Tally, total


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [*terminalreporter.stats.get("passed", ()), *terminalreporter.stats.get("failed", ())]
    tallies = [Tally(**value) for report in reports for name, value in report.user_properties if name == "tally"]
    if tallies:
        terminalreporter.write_line(f"Out of the hat: {total(tallies)}.")
