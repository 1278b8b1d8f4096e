"""A workspace to stand in, and a way to run commands in it."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from tests.cli.counter import Answer, Run

from handpress import setting
from handpress.cli import main

_subset, _metrics = functools.cache(setting.subset), functools.cache(setting.metrics)


@pytest.fixture(autouse=True)
def cut_each_font_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cutting fonts is four fifths of a small build, and these tests build one pamphlet over and over."""
    monkeypatch.setattr(setting, "subset", _subset)
    monkeypatch.setattr(setting, "metrics", _metrics)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line to its end."""

    def command(*arguments: str) -> Answer:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Answer(int(ended.value.code), said.out, said.err)

    return command
