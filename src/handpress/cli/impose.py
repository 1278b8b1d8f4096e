"""``handpress impose``: any PDF on sheets to print, fold and bind."""

from __future__ import annotations

from pathlib import Path

import click

from handpress import imposing, press
from handpress.cli.reporting import examples, finding_as_json, show_findings, show_json, shown_path
from handpress.diagnostics import ExitCode, PressError, Result
from handpress.imposing import Imposed, Job, Mark, TurnedOn

_SCHEMES = "\n".join(f"  {scheme.name:<17}{scheme.summary}" for scheme in imposing.SCHEMES.values())


@click.command(
    "impose",
    epilog=f"\b\nSchemes:\n{_SCHEMES}\n\n"
    + examples(
        "handpress impose pages.pdf -o booklet.pdf                          A5 pages on A4",
        "handpress impose pages.pdf --sheet letter --paper 80gsm -o booklet.pdf",
        "handpress impose book.pdf --scheme sections --marks fold,signature -o book-sheets.pdf",
        "handpress impose book.pdf --scheme signature-16 --sheet sra3 -o book-sheets.pdf",
        "handpress impose zine.pdf --scheme zine --scale fit -o zine-sheet.pdf",
        "handpress impose pages.pdf --scheme quarter-cut --diagram          only shows the sheets",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The PDF to write; needed but with --diagram.")
@click.option(
    "--scheme",
    type=click.Choice(list(imposing.SCHEMES)),
    default="saddle-stitch",
    show_default=True,
    metavar="NAME",
    help="How the pages are to lie; see below.",
)
@click.option(
    "--sheet",
    default="a4",
    show_default=True,
    metavar="NAME|MEASURE",
    help=f"{', '.join(imposing.SHEETS)}, or a measure such as 320x450mm or 12x18in.",
)
@click.option("--sheets-per-signature", type=click.IntRange(min=1), help="The most sheets that are nested.")
@click.option("--caliper", type=float, metavar="MM", help="The thickness of the paper, for creep.")
@click.option("--paper", metavar="WEIGHT", help="Or its weight, as in 80gsm.")
@click.option(
    "--bulk",
    type=float,
    default=imposing.OFFICE_BULK,
    show_default=True,
    help="With --paper: its bulk in cm³/g, for office paper 1.25.",
)
@click.option("--creep", type=float, default=1.0, show_default=True, help="Creep in thicknesses of paper, 0 to 1.9.")
@click.option(
    "--binding",
    type=click.Choice(["left", "right"]),
    default="left",
    show_default=True,
    help="The edge of page 1 that is bound.",
)
@click.option("--flip", type=click.Choice(["long", "short"]), help="The edge on which the printer turns the sheet.")
@click.option(
    "--scale",
    type=click.Choice(["none", "fit"]),
    default="none",
    show_default=True,
    help="fit makes pages that are too large smaller.",
)
@click.option(
    "--back-cover/--no-back-cover", default=None, help="Whether the last page stays last, with blanks before it."
)
@click.option(
    "--marks",
    metavar="LIST",
    help=f"Any of {', '.join(Mark)}, with commas between; or none. Usual: fold,crop where there is room.",
)
@click.option("--diagram", is_flag=True, help="Show the sheets in letters.")
@click.option("--json", "as_json", is_flag=True, help="Report as one JSON object on standard output.")
def command(
    file: Path,
    *,
    output: Path | None,
    scheme: str,
    sheet: str,
    sheets_per_signature: int | None,
    caliper: float | None,
    paper: str | None,
    bulk: float,
    creep: float,
    binding: str,
    flip: TurnedOn | None,
    scale: str,
    back_cover: bool | None,
    marks: str | None,
    diagram: bool,
    as_json: bool,
) -> int:
    """Put the pages of a PDF on sheets to print, fold and bind.

    The PDF may come from any program. Pages are placed by their TrimBox; their content is not changed. Encrypted and
    damaged files are refused.
    """
    if output is None and not diagram:
        raise click.UsageError("Say where the sheets go: -o FILE.pdf.", click.get_current_context())
    if caliper is not None and paper is not None:
        raise click.UsageError("Give --caliper or --paper, not both.", click.get_current_context())
    job = Job(
        sheet=imposing.sheet_from(sheet),
        scheme=imposing.SCHEMES[scheme],
        direction="rtl" if binding == "right" else "ltr",
        keep_back_cover=back_cover,
        most_sheets=sheets_per_signature,
        caliper_mm=imposing.caliper_from(paper, bulk) if paper is not None else caliper or 0.0,
        creep_factor=creep,
        flip=flip,
        scale_to_fit=scale == "fit",
        marks=_marks(marks),
    )
    result = press.impose(file, output, job)
    if as_json:
        show_json(_as_json(result, output, job))
    else:
        show_findings(result.findings, Path.cwd())
        if result.value is not None:
            _tell(result.value, output, job, diagram=diagram)
        else:
            click.echo("Nothing was written.", err=True)
    return ExitCode.OK if result.value is not None else ExitCode.FINDINGS


def _marks(text: str | None) -> frozenset[Mark] | None:
    if text is None:
        return None
    names = [name for name in (part.strip().lower() for part in text.split(",")) if name and name != "none"]
    unknown = [name for name in names if name not in list(Mark)]
    if unknown:
        raise PressError(
            f"There is no mark “{unknown[0]}”.",
            hint=f"The marks: {', '.join(Mark)}; or none.",
            exit_code=ExitCode.USAGE,
        )
    return frozenset(Mark(name) for name in names)


def _tell(imposed: Imposed, output: Path | None, job: Job, *, diagram: bool) -> None:
    if diagram:
        click.echo(imposing.draw_diagram(imposed.sides, job.scheme))
    if output is not None:
        click.echo(shown_path(output))
    counts = [_counted(imposed.sheets, "sheet"), _counted(imposed.blanks, "blank page")]
    if imposed.signatures > 1:
        counts.insert(1, _counted(imposed.signatures, "signature"))
    click.echo(f"  {', '.join(counts)}")
    if imposed.scale < 1:
        click.echo(f"  The pages are printed at {imposed.scale:.1%} of their size.")
    sides = "one side only" if imposed.flip == "none" else f"both sides, flip on the {imposed.flip} edge"
    click.echo(f"  Print on {job.sheet.name} paper, {sides}, at 100 %. {job.scheme.finish}")


def _counted(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"


def _as_json(result: Result[Imposed | None], output: Path | None, job: Job) -> dict[str, object]:
    shown: dict[str, object] = {
        "ok": result.value is not None,
        "findings": [finding_as_json(finding) for finding in result.findings],
    }
    if (imposed := result.value) is not None:
        shown |= {
            "output": None if output is None else str(output),
            "scheme": job.scheme.name,
            "sheets": imposed.sheets,
            "signatures": imposed.signatures,
            "blanks": imposed.blanks,
            "flip": imposed.flip,
            "scale": imposed.scale,
            "order": imposed.order,
        }
    return shown
