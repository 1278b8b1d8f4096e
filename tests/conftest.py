"""What tests of several rooms share: the judges, and goldens."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.judges.bench import bench
from tests.judges.epubcheck import verdict
from tests.judges.verapdf import pdf_verdict

__all__ = ["bench", "pdf_verdict", "verdict"]

# The same examples on every run, so that a red build means a change and never the dice; `make stress` throws them.
_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
settings.register_profile("press", deadline=None, derandomize=True, suppress_health_check=_SLOW)
settings.register_profile("stress", deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "press"))

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what the press makes now over the golden files"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with a golden file, or with ``--update-golden`` writes it there for ``git diff`` to judge."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        kept = path.read_text(encoding="utf-8") if path.is_file() else ""
        assert text == kept, f"{path.name} differs; where the change is meant: pytest --update-golden, then git diff"

    return compare
