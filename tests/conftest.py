"""What tests of several rooms share."""

from tests.judges.epubcheck import verdict

__all__ = ["verdict"]
