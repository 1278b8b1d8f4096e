"""``handpress verify``: prove finished files again, as they stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handpress import press
from handpress.cli.reporting import error_as_json, examples, finding_as_json, show_error, show_json
from handpress.diagnostics import ExitCode, PressError
from handpress.project import find_workspace

if TYPE_CHECKING:
    from handpress.proving import FileState, Verified


@click.command(
    "verify",
    epilog=examples(
        "handpress verify                     every build in build/",
        "handpress verify on-bread            build/on-bread/",
        "handpress verify copies/on-bread     a folder, wherever it is",
    ),
)
@click.argument("builds", nargs=-1, metavar="[SLUG | FOLDER]...")
@click.option("--json", "as_json", is_flag=True, help="Report as one JSON object on standard output.")
def command(builds: tuple[str, ...], as_json: bool) -> int:
    """Prove finished files again.

    Needs the folder of a build and no manuscript. Each file is compared with the ledger, read back, and proved word by
    word. Ends with 3 where a file is damaged, with 1 where a folder has no ledger.
    """
    worst = ExitCode.OK
    report: list[dict[str, Any]] = []
    for folder in [_folder(name) for name in builds] or _all():
        try:
            verified = press.verify(folder)
        except PressError as error:
            worst = max(worst, error.exit_code)
            if as_json:
                report.append({"folder": str(folder), "whole": False, **error_as_json(error)})
            else:
                show_error(error, as_json=False)
            continue
        if not verified.whole:
            worst = max(worst, ExitCode.LOST)
        if as_json:
            report.append(_as_json(folder, verified))
        else:
            _tell(folder, verified)
    if as_json:
        show_json({"ok": worst is ExitCode.OK, "builds": report})
    return worst


def _folder(name: str) -> Path:
    """The folder that a user means: a folder by its path, or what was built of a pamphlet."""
    path = Path(name)
    if path.is_dir():
        return path
    if path.name == name:
        built = find_workspace(Path.cwd()).build / name
        if built.is_dir():
            return built
    raise PressError(
        f"There is no build “{name}”.", hint=f"handpress build {path.name} makes one.", exit_code=ExitCode.USAGE
    )


def _all() -> list[Path]:
    build = find_workspace(Path.cwd()).build
    return sorted(path.parent for path in build.glob("*/ledger.json"))


def _tell(folder: Path, verified: Verified) -> None:
    click.echo(f"{verified.document}: {'whole' if verified.whole else 'damaged'}", err=not verified.whole)
    for file in verified.files:
        why = f": {file.reason.rstrip('.')}" if file.reason else ""
        click.echo(f"  {_shown(folder / file.name)}: {file.state}{why}", err=not verified.whole)
        for finding in file.findings:
            place = f"{finding.span}: " if finding.span else ""
            click.echo(f"    {place}{finding.code}: {finding.message}", err=True)
    if not verified.whole:
        mend = f"To mend it, put back a copy that is whole, or make all files anew: handpress build {verified.document}"
        click.echo(f"  → {mend}", err=True)


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _as_json(folder: Path, verified: Verified) -> dict[str, Any]:
    files = [_file_as_json(file) for file in verified.files]
    return {"folder": str(folder), "slug": verified.document, "whole": verified.whole, "files": files}


def _file_as_json(file: FileState) -> dict[str, Any]:
    findings = [finding_as_json(finding) for finding in file.findings]
    return {"name": file.name, "state": file.state.value, "reason": file.reason, "findings": findings}
