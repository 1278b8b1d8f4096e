"""Any PDF, made here or not: imposed, or examined as a printer would."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handpress.diagnostics import ExitCode, PressError, Result
from handpress.model.format import Profile, Trim
from handpress.model.recall import Recall, anew
from handpress.press.files import machine_errors, put
from handpress.project.trims import find_trim

if TYPE_CHECKING:
    from handpress.imposing import Imposed, Job
    from handpress.preflighting import Examination


def impose(pages: Path, output: Path | None, job: Job) -> Result[Imposed | None]:
    """Impose any PDF and put the sheets into ``output``, if one is named; the value is None where that cannot be.

    Raises ``PressError`` where the PDF cannot be read or imposed, and where the output is the PDF itself or cannot be
    written. A file that was there before is replaced whole or not at all.
    """
    from handpress import imposing

    try:
        content = pages.read_bytes()
    except OSError as error:
        reason = f"{pages} cannot be read: {error.strerror or error}."
        raise PressError(reason, hint="Look at the name of the file.", exit_code=ExitCode.USAGE) from None
    if output is not None and output.exists() and output.samefile(pages):
        raise PressError(
            f"{output} is the PDF that is to be imposed.", hint="Name another file.", exit_code=ExitCode.USAGE
        )
    imposed = imposing.impose(content, job)
    if imposed.value is not None and output is not None:
        with machine_errors(output):
            put(output, imposed.value.pdf)
    return imposed


def preflight(
    pdf: bytes,
    profile: Profile,
    *,
    trim: Trim | None = None,
    caliper_mm: float = 0.0,
    saddle: bool = False,
    recall: Recall = anew,
) -> Result[Examination]:
    """Check a PDF of single pages against what a printer asks for, or against ``trim`` instead of the printer's sizes.

    ``recall`` may know what was found on a page. Raises ``PressError`` for a PDF that cannot be read, and for paper of
    an impossible thickness.
    """
    from handpress import preflighting

    trims = [trim] if trim else [size for name in profile.trims if (size := find_trim(name))]
    return preflighting.preflight(pdf, profile, trims=trims, caliper_mm=caliper_mm, saddle=saddle, recall=recall)
