"""What the tests of the press share with those of the command line."""

from tests.cli.conftest import cut_each_font_once

__all__ = ["cut_each_font_once"]
