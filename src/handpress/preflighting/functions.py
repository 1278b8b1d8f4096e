"""The functions of a PDF, as far as colours need them: tints and shadings (ISO 32000-2 §7.10)."""

from __future__ import annotations

from itertools import pairwise

from handpress.preflighting.objects import Entry, UnreadableError, Value, entry, number, numbers

_MOST_SAMPLES = 1 << 16
_DEEPEST = 8


def ends(function: Value, depth: int = 0) -> tuple[tuple[float, ...], ...]:
    """The values a function takes at its ends and joints, one tuple each; none where it cannot be told.

    Between them an exponential function only mixes, so that no value lies outside what the ends span. A sampled one
    gives all its samples. A PostScript function is not run: a stranger's program is not for a preflight to run.
    """
    if depth > _DEEPEST:
        return ()
    if isinstance(function, list):  # one function for each component
        parts = [ends(item, depth + 1) for item in function]
        return tuple(tuple(value[0] for value in row) for row in zip(*parts, strict=False) if all(row))
    found = entry(function)
    if found is None:
        return ()
    match number(found.get("FunctionType"), -1):
        case 2:
            return tuple(numbers(found.get(key)) or default for key, default in (("C0", (0.0,)), ("C1", (1.0,))))
        case 3:
            joined = found.get("Functions")
            return sum((ends(item, depth + 1) for item in joined), ()) if isinstance(joined, list) else ()
        case 0:
            return _samples(found)
    return ()


def _samples(function: Entry) -> tuple[tuple[float, ...], ...]:
    bounds = tuple(pairwise(numbers(function.get("Decode")) or numbers(function.get("Range"))))[::2]
    if number(function.get("BitsPerSample")) != 8 or not bounds:
        return ()
    try:
        data = function.data(_MOST_SAMPLES)
    except UnreadableError:
        return ()
    rows = zip(*[iter(data)] * len(bounds), strict=False)
    return tuple(
        tuple(low + (high - low) * value / 255 for (low, high), value in zip(bounds, row, strict=True)) for row in rows
    )
