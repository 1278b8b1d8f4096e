"""The command line: one file a command, and a main that is a list of them.

In: arguments. Out: text for people or JSON for machines, and an exit code of ``diagnostics.ExitCode``.
"""

from handpress.cli.main import main, run

__all__ = ["main", "run"]
