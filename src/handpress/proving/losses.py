"""From differences between letters to losses that a person can mend: whole words, their line, what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from handpress.proving.collation import Difference, collate
from handpress.proving.ledger import Loss, LossKind
from handpress.proving.streams import SLOTS, Stream, letters

_SHOWN = 24  # words


class Gap(Struct, frozen=True):
    """A difference with the words found in it: ``start`` and ``end`` are offsets in the wanted stream."""

    start: int
    end: int
    found: str
    page: int = 0


def gaps(stream: Stream, text: str) -> list[Gap]:
    """Where a text differs from a whole stream."""
    differences, reached = collate(stream, 0, text)
    if reached < len(stream.text):
        differences.append(Difference(reached, len(stream.text), len(text), len(text)))
    return [Gap(d.start, d.end, text[d.found_start : d.found_end]) for d in differences]


def tell(stream: Stream, gaps: Iterable[Gap], notes: Sequence[str] = ()) -> list[Loss]:
    """The losses of ``gaps``; ``notes`` are the names of the notes that the words of the stream point to."""
    return [loss for gap in _joined(gaps) for piece in _by_note(stream, gap) if (loss := _tell(stream, piece, notes))]


def _joined(gaps: Iterable[Gap]) -> list[Gap]:
    """Gaps that touch made one: a word lost over the end of a page is one loss."""
    joined: list[Gap] = []
    for gap in gaps:
        if joined and joined[-1].end == gap.start:
            last = joined[-1]
            joined[-1] = Gap(last.start, gap.end, f"{last.found} {gap.found}".strip(), last.page)
        else:
            joined.append(gap)
    return joined


def _by_note(stream: Stream, gap: Gap) -> Iterator[Gap]:
    """A gap over several notes as one for each, so that each is named."""
    start, found = gap.start, gap.found
    for index in range(stream.index(gap.start) + 1, stream.index(max(gap.end - 1, gap.start)) + 1):
        if stream.words[index].note != stream.words[index - 1].note:
            yield Gap(start, stream.starts[index], found, gap.page)
            start, found = stream.starts[index], ""
    yield Gap(start, gap.end, found, gap.page)


def _tell(stream: Stream, gap: Gap, notes: Sequence[str]) -> Loss | None:
    first = stream.index(gap.start)
    if not stream.words or (gap.start == gap.end and stream.begins_word(gap.start)):
        near = stream.words[first] if stream.words else None
        span, note, where = (near.span, near.note, near.where) if near else (None, -1, "")
        name = notes[note] if note >= 0 else ""
        return Loss(LossKind.ADDED, "", shorten(gap.found.split()), 0, span, name, gap.page, where)
    last = stream.index(max(gap.end - 1, gap.start))
    merged = gap.end < len(stream.text) and stream.text[gap.end - 1] == " " and not gap.found.endswith(" ")
    if merged and not (stream.starts[first] == gap.start and not gap.found):
        last = min(last + 1, len(stream.words) - 1)
    end = stream.starts[last + 1] if last + 1 < len(stream.starts) else len(stream.text)
    found = stream.text[stream.starts[first] : gap.start] + gap.found + stream.text[gap.end : end]
    words = [word for word in stream.words[first : last + 1] if word.text not in SLOTS]
    found_words = found.translate(dict.fromkeys(map(ord, SLOTS))).split()
    if not words and not found_words:
        return None
    kind = LossKind.CHANGED if found_words and words else LossKind.MISSING if words else LossKind.ADDED
    word = words[0] if words else stream.words[first]
    name = notes[word.note] if word.note >= 0 else ""
    expected = shorten([item.text for item in words])
    return Loss(kind, expected, shorten(found_words), len(words), word.span, name, gap.page, word.where)


def shorten(words: Sequence[str]) -> str:
    """Words as one text, the middle left out where they are many."""
    if len(words) <= _SHOWN:
        return " ".join(words)
    half = _SHOWN // 2
    return f"{' '.join(words[:half])} […] {' '.join(words[-half:])}"


def pair_moved(losses: Sequence[Loss]) -> tuple[Loss, ...]:
    """What is missing here and added there was moved: one loss, told at the place it was moved from."""
    added = [loss for loss in losses if loss.kind is LossKind.ADDED]
    told: list[Loss] = []
    for loss in losses:
        if loss.kind is LossKind.MISSING:
            twin = next((other for other in added if letters(other.found) == letters(loss.expected)), None)
            if twin is not None:
                added.remove(twin)
                told.append(replace(loss, kind=LossKind.MOVED, page=twin.page))
                continue
        told.append(loss)
    kept = [id(loss) for loss in added]
    return tuple(loss for loss in told if loss.kind is not LossKind.ADDED or id(loss) in kept)
