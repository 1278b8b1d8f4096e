"""What stops the press: one exception, with the exit code the command ends with."""

from __future__ import annotations

from enum import IntEnum

from handpress.model.spans import Span


class ExitCode(IntEnum):
    """How a command ends. Documented in ``docs/commands.md``."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    LOST = 3
    ENVIRONMENT = 4
    INTERRUPTED = 130


class PressError(Exception):
    """The press cannot go on: one clear sentence, the place, what to do. Never shown with a traceback."""

    def __init__(
        self,
        message: str,
        *,
        span: Span | None = None,
        hint: str = "",
        exit_code: ExitCode = ExitCode.FINDINGS,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self.hint = hint
        self.exit_code = exit_code
