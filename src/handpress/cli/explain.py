"""``handpress explain``: what a finding means, how it looks, and what to do."""

from __future__ import annotations

import difflib

import click

from handpress.cli.completion import codes as known_codes
from handpress.cli.reporting import examples
from handpress.diagnostics import ExitCode, PressError, Severity
from handpress.diagnostics.catalogue import CATALOGUE, PAGES, PROSE, sections
from handpress.diagnostics.examples import examples as of_findings
from handpress.project import ACCEPTABLE

_WEIGHT = {
    Severity.ERROR: "An error: nothing is built, or sent to the printer, before it is mended.",
    Severity.WARNING: "A warning: look at it; a build goes on.",
    Severity.NOTE: "A note: it may well be right as it is; a build goes on.",
}


@click.command(
    "explain",
    epilog=examples(
        "handpress explain",
        "handpress explain note-undefined",
    ),
)
@click.argument("code", required=False, shell_complete=known_codes)
def command(code: str | None) -> int:
    """Say what a finding means and what to do.

    Shows an example as well. Without a code, lists them all.
    """
    click.echo(_all() if code is None else _one(code), nl=False)
    return ExitCode.OK


def _all() -> str:
    lines: list[str] = []
    for title, codes in sections().items():
        lines += ["", f"{title[0].upper()}{title[1:]}"]
        lines += [f"  {code:22}{CATALOGUE[code].severity.value:9}{CATALOGUE[code].meaning}" for code in codes]
    return "\n".join(lines[1:]) + "\n"


def _one(code: str) -> str:
    wanted = code.strip().lower()
    if wanted not in CATALOGUE:
        near = difflib.get_close_matches(wanted, CATALOGUE, 3, 0.5) or [c for c in CATALOGUE if wanted in c][:3]
        hint = f"Did you mean {' or '.join(near)}?" if near else "handpress explain lists all codes."
        raise PressError(f"No finding has the code “{code}”.", hint=hint, exit_code=ExitCode.USAGE)
    entry = CATALOGUE[wanted]
    told, hints = _parted(of_findings()[wanted])
    lines = [wanted, "", f"{entry.meaning[0].upper()}{entry.meaning[1:]}.", _WEIGHT[entry.severity], "", "For example:"]
    lines += [*(f"    {line}" for line in told), "", "What to do, in this example:", *(f"    {line}" for line in hints)]
    if wanted in PROSE:
        lines += ["", "It is looked for by: handpress check --prose"]
    if wanted in PAGES:
        lines += ["", "It is looked for by: handpress check --pages"]
    if wanted in ACCEPTABLE:
        lines += ["", "Where all is well as it is, say so in pamphlet.toml:", "    [[accepted]]"]
        lines += [f'    code = "{wanted}"', '    part = "…"      # its slug, or leave it out']
        lines += ['    words = "…"     # of the finding, or leave them out', '    reason = "…"']
    return "\n".join(lines) + "\n"


def _parted(example: str) -> tuple[list[str], list[str]]:
    """The lines of an example that tell what is wrong, and those that say what to do."""
    lines = example.split("\n")
    hints = [line.strip().removeprefix("→ ") for line in lines if line.lstrip().startswith("→ ")]
    return [line for line in lines if not line.lstrip().startswith("→ ")], hints
