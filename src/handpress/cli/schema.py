"""``handpress schema``: what an editor needs to complete and check pamphlet.toml while it is typed."""

from __future__ import annotations

import json

import click

from handpress.cli.reporting import examples
from handpress.diagnostics import ExitCode
from handpress.project import schema

SCHEMA_FILE = "pamphlet.schema.json"


@click.command(
    "schema",
    epilog=examples(
        f"handpress schema > manuscripts/on-bread/{SCHEMA_FILE}",
    ),
)
def command() -> int:
    """Print the JSON Schema of pamphlet.toml.

    With it an editor completes and checks as you type.
    """
    click.echo(schema_text(), nl=False)
    return ExitCode.OK


def schema_text() -> str:
    """The schema as the text of a file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
