"""``handpress preflight``: what a printer would find in a PDF."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import to_builtins

from handpress import press
from handpress.cli.reporting import (
    error_as_json,
    examples,
    finding_as_json,
    show_error,
    show_json,
    shown_path,
    summary,
)
from handpress.diagnostics import ExitCode, Finding, PressError, Result, Severity
from handpress.model.format import BleedSides, Profile, Trim
from handpress.model.spans import pages_in_words
from handpress.project import Pamphlet, find_pamphlet, find_workspace
from handpress.project.profiles import PROFILES
from handpress.project.trims import find_trim, length_mm

if TYPE_CHECKING:
    from handpress.preflighting import Examination

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_BLEEDS = {BleedSides.ALL: "all edges", BleedSides.OUTER: "all edges but the bound one", BleedSides.NONE: "none"}


@click.command(
    "preflight",
    epilog=examples(
        "handpress preflight pages.pdf --profile offset",
        "handpress preflight book.pdf --profile kdp --trim 6x9",
        "handpress preflight zine.pdf --saddle --caliper 0.1mm --report zine-preflight.html",
        "handpress preflight from-the-designer.pdf --as on-bread",
        "handpress preflight --list-profiles",
    ),
)
@click.argument("files", nargs=-1, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--profile", "name", type=click.Choice(list(PROFILES)), default="offset", show_default=True,
              help="The printer.")  # fmt: skip
@click.option("--as", "slug", metavar="SLUG", help="The printer, size and paper of this pamphlet of the workspace.")
@click.option("--trim", "size", metavar="SIZE", help="The size the pages must have, such as A5 or 120x190mm.")
@click.option("--saddle", is_flag=True, help="The pages will be folded and stitched through the fold.")
@click.option("--caliper", metavar="LENGTH", help="How thick a leaf of the paper is, such as 0.1mm (with --saddle).")
@click.option("--report", "drawn", metavar="HTML", type=click.Path(path_type=Path),
              help="Write a page that shows where each finding is; for one FILE.")  # fmt: skip
@click.option("--list-profiles", "listing", is_flag=True, help="Show what each printer takes, and end.")
@click.option("--json", "as_json", is_flag=True, help="Report as one JSON object on standard output.")
def command(
    *,
    files: tuple[Path, ...],
    name: str,
    slug: str | None,
    size: str | None,
    saddle: bool,
    caliper: str | None,
    drawn: Path | None,
    listing: bool,
    as_json: bool,
) -> int:
    """Find what a printer would find in a PDF.

    In any PDF of single pages in reading order, whoever made it. Ends with 1 where the printer would refuse a file or
    it would come out wrong.
    """
    if listing:
        _list_profiles(as_json=as_json)
        return ExitCode.OK
    if not files:
        raise click.UsageError("Missing argument 'FILE...'.")
    if drawn and len(files) > 1:
        raise click.UsageError("--report shows one FILE; name one.")
    profile, trim, thick = PROFILES[name], _trim(size), _caliper(caliper)
    if slug:
        asked = _pamphlet(slug)
        profile, trim = asked.printing.profile, trim or asked.format.trim
        thick = thick or asked.printing.caliper_mm
    worst = ExitCode.OK
    told = []
    for path in files:
        try:
            pdf = _read(path)
            result = press.preflight(pdf, profile, trim=trim, caliper_mm=thick, saddle=saddle)
            if drawn:
                _write_report(drawn, path, pdf, profile, result)
        except PressError as error:
            worst = max(worst, error.exit_code)
            told.append({"file": shown_path(path), "ready": False, **error_as_json(error)})
            if not as_json:
                show_error(error, as_json=False)
            continue
        worst = max(worst, ExitCode.FINDINGS if result.failed else ExitCode.OK)
        told.append(_as_json(path, result))
        if not as_json:
            _tell(path, profile, result)
    if as_json:
        show_json({"ok": worst is ExitCode.OK, "profile": profile.name, "files": told})
    return worst


def _pamphlet(slug: str) -> Pamphlet:
    """What ``pamphlet.toml`` says. Raises ``PressError`` where there is none, or where it cannot be read."""
    return find_pamphlet(find_workspace(Path.cwd()), slug).value


def _trim(size: str | None) -> Trim | None:
    trim = find_trim(size) if size else None
    if size and trim is None:
        raise click.BadParameter(f"“{size}” is neither a size by name, such as A5, nor a measure such as 120x190mm.")
    return trim


def _caliper(given: str | None) -> float:
    thick = length_mm(given) if given else 0.0
    if thick is None:
        raise click.BadParameter(f"“{given}” is no length such as 0.1mm.")
    return thick


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"{shown_path(path)} cannot be read: {error.strerror or error}."
        raise PressError(message, exit_code=ExitCode.USAGE) from None


def _write_report(target: Path, path: Path, pdf: bytes, profile: Profile, result: Result[Examination]) -> None:
    """Write the report beside its name and move it there, so that a broken one never stands in a good one's place."""
    from handpress import preflighting

    content = preflighting.report(path.name, pdf, profile, result)
    made: str | None = None
    try:
        handle, made = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
        Path(made).chmod(0o644)
        os.replace(made, target)
    except OSError as error:
        if made:
            Path(made).unlink(missing_ok=True)
        message = f"{shown_path(target)} cannot be written: {error.strerror or error}."
        raise PressError(message, exit_code=ExitCode.ENVIRONMENT) from None


def _tell(path: Path, profile: Profile, result: Result[Examination]) -> None:
    """Findings under the pages they are on, and then one line that counts them."""
    leaves = result.value.leaves
    size = f"{leaves[0].width_mm:.1f} × {leaves[0].height_mm:.1f} mm".replace(".0 ", " ")
    for where, findings in groupby(result.findings, key=_where):
        click.echo(click.style(where, bold=True), err=True)
        for finding in findings:
            _tell_finding(finding)
    click.echo(
        f"{shown_path(path)}: {len(leaves)} page{'' if len(leaves) == 1 else 's'} of {size}, for {profile.name}: "
        f"{summary(result.findings)}"
    )


def _where(finding: Finding) -> str:
    where = pages_in_words(finding.places)
    return where[0].upper() + where[1:] if where else "The file"


def _tell_finding(finding: Finding) -> None:
    code = click.style(finding.code, fg=_COLOURS[finding.severity], bold=True)
    weight = "" if finding.severity is Severity.ERROR else f" [{finding.severity}]"
    click.echo(f"  {code}: {finding.message}{weight}", err=True)
    places = [place for place in finding.places if not place.whole]
    if places:
        more = f", and {len(places) - 1} more" if len(places) > 1 else ""
        on = f" on page {places[0].page}" if len(finding.places) > 1 else ""
        left, top = max(places[0].left_mm, 0.0), max(places[0].top_mm, 0.0)
        first = f"{left:.0f} mm from the left and {top:.0f} mm from the top{on}"
        click.echo(f"    {first}{more}", err=True)
    click.echo(f"    → {finding.hint}", err=True)


def _as_json(path: Path, result: Result[Examination]) -> dict[str, Any]:
    value = result.value
    return {
        "file": shown_path(path),
        "ready": not result.failed,
        "version": value.version,
        "claim": value.claim,
        "pages": [to_builtins(leaf) for leaf in value.leaves],
        "findings": [finding_as_json(finding) for finding in result.findings],
    }


def _list_profiles(*, as_json: bool) -> None:
    if as_json:
        show_json({"ok": True, "profiles": [to_builtins(profile) for profile in PROFILES.values()]})
        return
    for profile in PROFILES.values():
        click.echo(f"{click.style(profile.name, bold=True)}: {profile.product}")
        for what, taken in _rows(profile):
            click.echo(f"  {what:<14}{taken}")


def _rows(profile: Profile) -> Iterator[tuple[str, str]]:
    yield "sizes", ", ".join(profile.trims) or "any"
    bleed = f"{profile.bleed_mm:.3g} mm at " if profile.bleed_mm else ""
    yield "bleed", bleed + _BLEEDS[profile.bleed_sides]
    multiple = f", divisible by {profile.page_multiple}" if profile.page_multiple > 1 else ""
    yield "pages", f"{profile.least_pages} to {profile.most_pages}{multiple}"
    inner = ", ".join(f"{g.inner_mm:.3g} mm up to {g.most_pages} pages" for g in profile.gutters)
    yield "kept clear", f"{profile.outer_mm:.3g} mm, {profile.outer_bleed_mm:.3g} mm with bleed"
    if inner:
        yield "at the spine", inner
    yield "type, lines", f"{profile.least_type_pt:g} pt, {profile.least_stroke_pt:g} pt at least"
    yield "pictures", f"{profile.least_ppi} dots to the inch, line art {profile.least_line_art_ppi}"
    if not profile.office:
        yield "ink", f"at most {profile.most_ink} %"
        yield "standard", str(profile.standard)
